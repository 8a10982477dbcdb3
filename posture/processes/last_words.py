"""What a child process wrote to its standard error, and how it ended, in a few words for people."""

from __future__ import annotations

import re
import signal
import threading
from collections import deque
from io import FileIO

_LINES, _CHUNK = 50, 4096
"""How much is remembered: lines, and bytes of one that does not end."""
_CHATTER = re.compile(r"\s*$|INFO|WARNING|[IW]\d{4}|\*\*\*|\s+@")
"""Begins lines that say nothing of a crash."""
_QUOTED = 200
"""Characters of the last words that go into one line for people."""


class LastWords:
    """The last lines that come out of a pipe, read by a thread until its end.

    Args:
        pipe: Standard error of a child process; it is closed at its end.
        thread: Name of the thread.
    """

    def __init__(self, pipe: FileIO | None, *, thread: str) -> None:
        self._written: deque[str] = deque(maxlen=_LINES)
        # The thread knows the pipe and the lines, not this object, which may be forgotten before it.
        self._listener = threading.Thread(
            target=_listen, args=(pipe, self._written), name=thread, daemon=True
        )
        self._listener.start()

    def join(self, timeout_s: float) -> None:
        """Wait for the end of the pipe, so that nothing is missed."""
        self._listener.join(timeout_s)

    def how_ended(self, code: int | None) -> str:
        """Say how the process ended.

        Args:
            code: Its exit code, negative for a signal; ``None`` if it is not known.

        Returns:
            Such as ``(SIGSEGV)`` or ``(exit code 1): the last line that tells something``.
        """
        how = f"exit code {code}" if code is None or code >= 0 else _signal(-code)
        words = [line for line in self._written if not _CHATTER.match(line)]
        last = f": {words[-1].strip()[:_QUOTED]}" if words else ""
        return f"({how}){last}"


def _listen(pipe: FileIO, written: deque[str]) -> None:
    rest = b""
    with pipe:
        while chunk := pipe.read(_CHUNK):
            *lines, rest = (rest + chunk).split(b"\n")
            written.extend(line.decode(errors="replace") for line in lines)
            rest = rest[-_CHUNK:]
    written.append(rest.decode(errors="replace"))


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
