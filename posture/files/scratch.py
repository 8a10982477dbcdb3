"""Temporary folders, which go with the process that made them, however it ends."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from posture.files.claims import Claim, is_mine

CLAIMED = ".posture-scratch"
"""Name of the file in every such folder that its process holds."""
_PREFIX = "posture-"


class ScratchFolder:
    """A folder among the system's temporary files, open to this user alone.

    Where its process is killed it stays, until the next process makes one or starts.

    Args:
        purpose: A word for its name.

    Attributes:
        path: The folder.

    Raises:
        OSError: It cannot be made.
    """

    def __init__(self, purpose: str) -> None:
        sweep_scratch()
        while True:
            self.path = Path(tempfile.mkdtemp(prefix=_prefix(purpose)))
            self._claim = Claim(self.path / CLAIMED, wait=True)
            if self._claim.is_of(self.path / CLAIMED):
                return
            self._claim.release()

    def __enter__(self) -> ScratchFolder:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove the folder with everything in it; harmless when that was done."""
        self._claim.release()
        shutil.rmtree(self.path, ignore_errors=True)


def named_for(folder: Path, purpose: str) -> bool:
    """Tell by its name whether a folder is a `ScratchFolder`.

    Args:
        folder: Any folder, there or not.
        purpose: What the scratch folder would have been made for.
    """
    return folder.name.startswith(_prefix(purpose))


def _prefix(purpose: str) -> str:
    return f"{_PREFIX}{purpose}-"


def sweep_scratch() -> None:
    """Remove the folders of processes that are gone."""
    with suppress(OSError):
        for claimed in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{CLAIMED}"):
            _remove_abandoned(claimed)


def _remove_abandoned(claimed: Path) -> None:
    with suppress(OSError):
        folder = claimed.parent
        if folder.is_symlink() or not is_mine(folder) or not is_mine(claimed):
            return
        claim = Claim(claimed)
        try:
            if claim.is_sure:
                shutil.rmtree(folder, ignore_errors=True)
        finally:
            claim.release()
