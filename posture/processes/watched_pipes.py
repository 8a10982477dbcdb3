"""The pipes of a child process, watched by an event loop: no thread waits for an answer.

A thread for each request costs a server twice as much of a processor as the request itself. Windows lets an
event loop watch no such pipes: there, threads wait (`can_watch`).
"""

from __future__ import annotations

import os
from asyncio import AbstractEventLoop
from collections.abc import Callable
from io import FileIO

from posture.processes.framing import packed, unpacked

_CHUNK = 65536

can_watch = os.name == "posix"
"""Whether an event loop of this system can watch pipes."""


class WatchedPipes:
    """The two pipes to a child process. It lives in the event loop.

    Args:
        loop: Which watches them.
        ends: Where to write requests, and where to read answers.
        hear: Gets each message: its kind and its payload.
        lose: Is called once the other end is gone; nothing is watched any more by then.
    """

    def __init__(
        self,
        loop: AbstractEventLoop,
        ends: tuple[FileIO, FileIO],
        *,
        hear: Callable[[bytes, bytes], None],
        lose: Callable[[], None],
    ) -> None:
        self._loop, self._hear, self._lose = loop, hear, lose
        self._requests, self._answers = (end.fileno() for end in ends)
        self._unsent, self._unread = b"", bytearray()
        self._open, self._waits = True, False
        for end in (self._requests, self._answers):
            os.set_blocking(end, False)
        loop.add_reader(self._answers, self._read)

    def send(self, kind: bytes, payload: bytes) -> None:
        """Have a message written, now or as soon as the other end has taken what was before it.

        Args:
            kind: One byte.
            payload: What goes with it.
        """
        self._unsent += packed(kind, payload)
        if not self._waits:
            self._write()

    def close(self) -> None:
        """Watch the pipes no longer; a second call does nothing."""
        if self._open:
            self._open = False
            self._loop.remove_reader(self._answers)
            self._loop.remove_writer(self._requests)
            for end in (self._requests, self._answers):
                os.set_blocking(end, True)

    def _write(self) -> None:
        try:
            written = os.write(self._requests, self._unsent)
        except BlockingIOError:  # full: the other end has not read yet
            written = 0
        except OSError:
            self._end()
            return
        self._unsent = self._unsent[written:]
        if self._unsent and not self._waits:
            self._loop.add_writer(self._requests, self._write)
        elif self._waits and not self._unsent:
            self._loop.remove_writer(self._requests)
        self._waits = bool(self._unsent)

    def _read(self) -> None:
        try:
            chunk = os.read(self._answers, _CHUNK)
        except BlockingIOError:
            return
        except OSError:
            chunk = b""
        self._unread += chunk
        for kind, payload in unpacked(self._unread):
            self._hear(kind, payload)
        if not chunk:
            self._end()

    def _end(self) -> None:
        if self._open:
            self.close()
            self._lose()
