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
    """Let a polite end from outside (SIGTERM) unwind, so that no half file stays."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(_TERMINATED))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def ended_between_frames() -> Iterator[Callable[[], None]]:
    """Let an end from outside (Ctrl-C, SIGTERM) wait for what is given here to be called.

    The pose model's own objects do not bear an interruption. Who asks a second time does not wait.
    """
    asked: list[int] = []

    def end(number: int) -> NoReturn:
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(_TERMINATED)

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)
        if len(asked) > 1:
            end(number)

    def end_if_asked() -> None:
        if asked:
            end(asked[0])

    before = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end_if_asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
