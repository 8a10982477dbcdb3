"""Claims on files, which show whether a file belongs to a process that is still there.

A claim is a lock of the operating system on the open file. It ends with the process, however that ends.
So process numbers that are given a second time do no harm, nor do processes in other containers.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Claim:
    """A file that this process holds until `release`, or until it ends.

    Windows has no shared locks; there the open file itself is the claim: nobody can remove it.

    Args:
        path: The file; it is made where it is missing.
        shared: Let others hold it at the same time, all of them sharing.
        wait: Wait for others to release it.

    Attributes:
        is_sure: The disk has such locks at all; where it has none, every claim succeeds and no file is
            known to be abandoned.

    Raises:
        BlockingIOError: Somebody else holds it.
        OSError: The file cannot be opened.
    """

    def __init__(self, path: Path, *, shared: bool = False, wait: bool = False) -> None:
        self._descriptor = -1
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _SAFELY, 0o666)
        try:
            self.is_sure = _lock(self._descriptor, shared=shared, wait=wait)
        except BaseException:  # whatever it was, it goes on up; but the file is closed
            self.release()
            raise

    def __del__(self) -> None:
        self.release()

    def is_of(self, path: Path) -> bool:
        """Return whether the claimed file still has that path; one that was swept away is claimed in vain."""
        try:
            return os.path.samestat(os.fstat(self._descriptor), path.stat())
        except OSError:
            return False

    def flush(self) -> None:
        """Wait until everything written to the file, by any process, is on the disk.

        Raises:
            OSError: The disk does not take it.
        """
        os.fsync(self._descriptor)

    def release(self) -> None:
        """Release the file; a second call does nothing."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


_FAR = 1 << 30
"""Position of the byte that is locked on Windows: a locked byte cannot be written, and no file is so long."""
_SAFELY = getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0)
"""A child inherits no claim, and a link that somebody planted is not followed."""


_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL})
"""Errors of disks without locks."""


def claimed(path: Path) -> Claim | None:
    """Claim a file, which is made where it is missing.

    Returns:
        The claim; ``None`` where somebody holds the file, be it this process.

    Raises:
        OSError: The file cannot be written, or its disk has no locks.
    """
    while True:
        try:
            claim = Claim(path)
        except BlockingIOError:
            return None
        if not claim.is_sure:
            claim.release()
            raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK), str(path))
        if claim.is_of(path):
            return claim
        claim.release()  # its holder removed the file meanwhile: this would be nobody's claim


def remove_abandoned(path: Path) -> None:
    """Remove a file, unless somebody holds it, nobody can tell, or it is another user's."""
    with suppress(OSError):
        if path.is_symlink() or not path.is_file() or not is_mine(path):
            return
        claim = Claim(path)
        try:
            if sys.platform == "win32":
                claim.release()
            if claim.is_sure:
                path.unlink()
        finally:
            claim.release()


def is_mine(path: Path) -> bool:
    """Return whether a file or folder is this user's, so that nobody else planted it.

    Raises:
        OSError: It is not there.
    """
    return os.name != "posix" or path.stat().st_uid == os.geteuid()


def _lock(descriptor: int, *, shared: bool, wait: bool) -> bool:
    """Lock an open file, and return whether that is possible on its disk."""
    if sys.platform != "win32":
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(descriptor, kind if wait else kind | fcntl.LOCK_NB)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
            return False
    elif not shared:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(str(error)) from error
    return True
