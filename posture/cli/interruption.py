"""Commands that are ended from outside, by Ctrl-C or SIGTERM, and leave nothing half done."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

_TERMINATED = 143
"""Exit code of a process that SIGTERM ended."""


@contextmanager
def unwound_by_sigterm() -> Iterator[None]:
    """Let SIGTERM unwind the ``with`` blocks inside, so that no half-written file stays."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def ended_between_frames() -> Iterator[Callable[[], None]]:
    """Hold Ctrl-C and SIGTERM back until the function that is yielded is called, between two frames.

    The pose engine's own objects do not survive an interruption. A second Ctrl-C does not wait.
    """
    asked: list[int] = []

    def _end(number: int) -> NoReturn:
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(_TERMINATED)

    def _ask(number: int, _: FrameType | None) -> None:
        asked.append(number)
        if len(asked) > 1:
            _end(number)

    def _end_if_asked() -> None:
        if asked:
            _end(asked[0])

    before = {number: signal.signal(number, _ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield _end_if_asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held_back() -> Iterator[None]:
    """Hold Ctrl-C and SIGTERM back until the block is done, so that what it begins is whole."""
    asked: list[int] = []
    before = {
        number: signal.signal(number, lambda number, _: asked.append(number))
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if asked:
            signal.raise_signal(asked[0])
