"""Files that are written whole or not at all, and what a killed process left of them.

`AtomicFile` is the one way in which the program writes a file of its own: exports, copies, runs under
way, rescued sets, landmarks, videos.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from glob import escape
from pathlib import Path
from types import TracebackType
from typing import TextIO
from weakref import finalize

from posture.files.claims import Claim, remove_abandoned
from posture.files.data_folder import state_folder

_NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EXDEV})
"""Errors of file systems without hard links."""


class AtomicFile:
    """A file under a temporary name in the folder where it will stand.

    A folder that takes no files is found out at once, before hours of work. The file that stood under the
    final name stays untouched until `commit`; without a `commit` nothing is left behind. A link is
    followed: the file that it leads to is written and the link stays.

    The temporary file is claimed for as long as its process lives. What a killed process left is removed
    by the next one that writes to the folder, or that starts (`sweep_all`).

    Args:
        path: The final name.
        force: Replace a file of that name; without it that is never touched, whenever it appears.

    Attributes:
        path: The final name.
        temporary: Where to write meanwhile; it exists and is empty.

    Raises:
        OSError: The folder is missing or takes no files.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with AtomicFile(Path(folder) / "set.json") as file:
    ...         _ = file.temporary.write_text("{}")
    ...         file.commit()
    ...     (Path(folder) / "set.json").read_text()
    '{}'
    """

    def __init__(self, path: Path, *, force: bool = False) -> None:
        self.path = path
        self._target = followed(path)
        self._force = force
        self._left: list[Path] = []
        # Ctrl-C may come at any moment, also before the ``with`` block has begun or while it ends.
        self._forgotten = finalize(self, _remove_own, self._left, os.getpid())
        sweep(self._target.parent)
        self.temporary, self._claim = _claimed(self._target.parent, self._left)
        _note(self.temporary, self._left)

    def __enter__(self) -> AtomicFile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def commit(self) -> None:
        """Put the written file in its place.

        Raises:
            FileExistsError: Something stands there that may not be replaced.
            OSError: It cannot stand there.
        """
        self._claim.flush()
        if os.name == "nt":
            self._claim.release()  # an open file cannot be renamed there
        if self._force:
            with suppress(FileNotFoundError):
                shutil.copymode(self._target, self.temporary)
            self.temporary.replace(self._target)
        else:
            _place_new(self.temporary, self._target)
        self.discard()

    def discard(self) -> None:
        """Leave nothing behind; after a `commit` there is nothing to discard."""
        if os.name == "nt":
            self._claim.release()
        _remove(self._left)
        self._forgotten.detach()
        self._claim.release()


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """Open a text that takes the name ``path`` only when the block ends without an error.

    Raises:
        OSError: It cannot be written, or ``path`` is a folder or a device.
    """
    if path.exists() and not path.is_file():
        raise OSError(f"{path} is no ordinary file")
    with AtomicFile(path, force=True) as whole:
        with whole.temporary.open("w", encoding="utf-8", newline="") as file:
            yield file
        whole.commit()


def followed(path: Path) -> Path:
    """Follow a path through its links to the end.

    Raises:
        OSError: Its links lead in a circle.
    """
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from error


@cache
def _unfinished() -> str:
    """Return how unfinished files are named: on a shared folder, another computer's are left alone."""
    import hashlib
    import platform

    return f".posture-part-{hashlib.sha256(platform.node().encode()).hexdigest()[:8]}-"


def sweep(folder: Path) -> None:
    """Remove what processes that are gone left unfinished in a folder."""
    with suppress(OSError):
        for path in folder.glob(f"{escape(_unfinished())}*"):
            remove_abandoned(path)


def sweep_all() -> None:
    """Remove what processes that are gone left unfinished, wherever it is."""
    with suppress(OSError):
        for note in _notes().glob(f"{escape(_unfinished())}*"):
            temporary = Path(note.read_text(encoding="utf-8"))
            sweep(temporary.parent)
            if not temporary.exists():
                note.unlink(missing_ok=True)


def _claimed(folder: Path, left: list[Path]) -> tuple[Path, Claim]:
    """Make a new file that nobody else has, or sweeps away; ``left`` names it before it is there."""
    while True:
        path = folder / f"{_unfinished()}{os.urandom(6).hex()}"
        left[:] = [path]
        path.open("xb").close()
        claim = Claim(path, wait=True)
        if claim.is_of(path):
            return path, claim
        claim.release()


def _note(temporary: Path, left: list[Path]) -> None:
    """Note where an unfinished file lies, if that can be noted at all: the next start finds it.

    ``left`` names the note before it is there.
    """
    note = _notes() / temporary.name
    left.append(note)
    with suppress(OSError):
        note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        note.write_text(str(temporary.absolute()), encoding="utf-8")


def _remove(left: list[Path]) -> None:
    """Remove what is left of a file, the note last."""
    for path in left:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _remove_own(left: list[Path], process: int) -> None:
    """Remove what is left of a forgotten file, but not what a forked process has of the one before it."""
    if os.getpid() == process:
        _remove(left)


def _notes() -> Path:
    return state_folder() / "unfinished"


def _place_new(temporary: Path, target: Path) -> None:
    """Give a file its name, unless that is taken, even by a file that appeared this very moment."""
    if os.name == "nt":
        temporary.rename(target)
        return
    try:
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        target.open("xb").close()
        temporary.replace(target)
