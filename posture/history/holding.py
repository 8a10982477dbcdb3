"""Locks that tell whether the process which took them still lives: the system lets go with its end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(number: int) -> None:
        msvcrt.locking(number, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(number: int) -> None:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)


def take(path: Path) -> int | None:
    """Take the lock of that file, made where it is missing, until `let_go` or the process's end.

    Returns:
        What `let_go` needs; ``None`` where somebody has it, be it this process.

    Raises:
        OSError: The file cannot be written, or its disk knows no locks.
    """
    while True:
        number = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(number)
            if _is_there(path, number):
                return number
        except (BlockingIOError, PermissionError):
            os.close(number)
            return None
        except BaseException:
            os.close(number)
            raise
        os.close(number)  # whoever had it removed the file meanwhile: it would be nobody's lock


def let_go(number: int) -> None:
    """Let go of what `take` gave."""
    os.close(number)


def _is_there(path: Path, number: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(number))
    except FileNotFoundError:
        return False
