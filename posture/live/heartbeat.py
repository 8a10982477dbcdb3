"""Signs of life, by which a worker that hangs differs from one that is slow.

A worker beats while it works on a request, from a thread of its own. A process that was stopped, or
that is stuck with the interpreter's lock held, does not beat; one that has much to do, or little of a
busy machine, does. (The pose engine releases the lock while it looks: beats of a worker at work came
within some milliseconds of when they were due, also beside a busy machine.)
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

BEAT_S = 0.25
"""How often a worker at work gives a sign of life."""
SILENT_S = 1.25
"""Silence of a worker at work after which it counts as hung and another takes over.

The page then hears of it within two seconds of the last frame that was answered.
"""
LOOK_S = 0.1
"""How often its server looks for one."""


class Beating:
    """Gives signs of life while something is worked on; costs nothing in between.

    Args:
        beat: Gives one sign; an `OSError` of it ends the beating, for nobody hears it any more.
    """

    def __init__(self, beat: Callable[[], None]) -> None:
        self._beat = beat
        self._busy = threading.Event()
        threading.Thread(target=self._run, name="pulse", daemon=True).start()

    @contextmanager
    def working(self) -> Iterator[None]:
        """Give signs of life as long as this lasts."""
        self._busy.set()
        try:
            yield
        finally:
            self._busy.clear()

    def _run(self) -> None:
        with suppress(OSError, ValueError):  # a pipe that was closed
            while self._busy.wait():
                time.sleep(BEAT_S)
                if self._busy.is_set():
                    self._beat()


class Patience:
    """How long somebody has waited, and how long without a sign of life, counted in turns of the waiter.

    The waiter may be held up too (a laptop that slept, a server that was stopped, a machine with too
    much to do) and had no chance to hear anything then: of the time between two turns no more counts
    than two turns take.

    Args:
        now_s: The time.

    Attributes:
        waited_s: How long it has taken so far.
        silent_s: How long nothing has been heard by now.
    """

    def __init__(self, *, now_s: float) -> None:
        self._at_s, self._heard = now_s, -1
        self.waited_s = self.silent_s = 0.0

    def turn(self, heard: int, *, expected: bool, now_s: float) -> None:
        """Take a turn.

        Args:
            heard: How much was heard in all.
            expected: There should be something to hear.
            now_s: The time.
        """
        step_s, self._at_s = min(max(now_s - self._at_s, 0.0), 2 * LOOK_S), now_s
        self.waited_s += step_s
        self.silent_s = self.silent_s + step_s if expected and heard == self._heard else 0.0
        self._heard = heard
