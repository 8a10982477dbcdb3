"""Files that grow by whole lines, each of them on the disk before the next one is written."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from posture.files.atomic_file import AtomicFile, followed
from posture.files.claims import Claim

_FLAGS = os.O_RDWR | os.O_APPEND | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class AppendedLines:
    """A file that one process at a time appends whole lines to.

    A line is whole once its line break is there, which is written last. Where a process is killed in the
    middle of a line, or the power fails, its beginning may be left: `cut_to` takes it away before the next
    line is written. Where the disk does not take a line, nothing of it stays.

    Args:
        path: A file that is there; a link is followed.

    Attributes:
        size: Bytes of the file.

    Raises:
        BlockingIOError: Another process is writing to it.
        OSError: It cannot be opened for writing.
    """

    def __init__(self, path: Path) -> None:
        self._path = followed(path)
        self._claim = Claim(self._path)
        try:
            self._descriptor = os.open(self._path, _FLAGS)
        except BaseException:
            self._claim.release()
            raise
        self.size = os.fstat(self._descriptor).st_size

    @classmethod
    def begun(cls, file: AtomicFile, line: bytes) -> AppendedLines:
        """Begin a file with its first line; it appears under its name with that line.

        Args:
            file: The new file, which is committed.
            line: As `append` takes it.

        Raises:
            OSError: It cannot be written, or something has appeared under its name.
        """
        file.temporary.write_bytes(_checked(line))
        file.commit()
        _flush_folder(followed(file.path).parent)
        return cls(file.path)

    def __enter__(self) -> AppendedLines:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def append(self, line: bytes) -> None:
        """Write a line, and wait until it is on the disk.

        Args:
            line: One line, which ends with its line break.

        Raises:
            FileNotFoundError: Somebody has removed or replaced the file: the line would be lost.
            OSError: The disk does not take it; the file is as it was.
        """
        if not self._claim.is_of(self._path):
            raise FileNotFoundError(errno.ENOENT, "removed or replaced meanwhile", str(self._path))
        left = memoryview(_checked(line))
        try:
            while left:
                left = left[os.write(self._descriptor, left) :]
            os.fsync(self._descriptor)
        except BaseException:
            with suppress(OSError):  # what stays of the line is taken away by the next who goes on
                os.ftruncate(self._descriptor, self.size)
            raise
        self.size += len(line)

    def cut_to(self, size: int) -> None:
        """Take away what stands behind the first ``size`` bytes.

        Raises:
            OSError: The disk does not take it.
        """
        os.ftruncate(self._descriptor, size)
        os.fsync(self._descriptor)
        self.size = size

    def close(self) -> None:
        """Let others write to the file; harmless when that was done."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
        self._claim.release()


def lines_of(path: Path, *, longest: int) -> Iterator[bytes]:
    """Read a file line by line; what stands behind the last line break comes last, without one.

    Args:
        path: The file; it may be larger than the memory.
        longest: Most bytes of a line; of a longer one so many come, and then the rest.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        while line := file.readline(longest):
            yield line


def _checked(line: bytes) -> bytes:
    if not line.endswith(b"\n") or b"\n" in line[:-1]:
        raise ValueError(f"expected one line with its line break, got {line[:80]!r}")
    return line


def _flush_folder(folder: Path) -> None:
    """Wait until a new name is on the disk, where folders can be flushed at all."""
    if os.name == "posix":
        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def is_being_written(path: Path) -> bool:
    """Tell whether another process, or this one, has the file open as `AppendedLines`."""
    try:
        Claim(followed(path)).release()
    except BlockingIOError:
        return True
    except OSError:  # who writes to it finds out
        return False
    return False
