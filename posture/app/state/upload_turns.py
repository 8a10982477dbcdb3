"""The turns in which uploaded videos are read: few at a time, first come, first served."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK_S = 0.1


class UploadTurns:
    """The turns of a server's uploads. Safe to use from any thread.

    A queue takes one for each video, so that a long one keeps nobody waiting to its end. Who has signed in
    has one at a time, however many queues of theirs wait.

    Args:
        most: Videos that are read at the same time.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._changed = threading.Condition()
        self._line: list[tuple[object, str]] = []
        self._reading: list[str] = []

    @contextmanager
    def taken(self, owner: str, *, stopped: threading.Event) -> Iterator[bool]:
        """Wait for a turn, and keep it within the block.

        Args:
            owner: Who has signed in; empty where nobody does.
            stopped: Nobody waits for it any more.

        Returns:
            Whether it was taken; else it was stopped before.
        """
        mine = self._wait(owner, stopped)
        try:
            yield mine
        finally:
            if mine:
                with self._changed:
                    self._reading.remove(owner)
                    self._changed.notify_all()

    def _wait(self, owner: str, stopped: threading.Event) -> bool:
        me = (object(), owner)
        with self._changed:
            self._line.append(me)
            while not stopped.is_set() and self._next() is not me:
                self._changed.wait(_LOOK_S)
            self._line.remove(me)
            mine = not stopped.is_set()
            if mine:
                self._reading.append(owner)
            self._changed.notify_all()
        return mine

    def _next(self) -> tuple[object, str] | None:
        """Return whose turn it is: the first in line of whom nothing is being read."""
        if len(self._reading) >= self._most:
            return None
        return next((one for one in self._line if not one[1] or one[1] not in self._reading), None)
