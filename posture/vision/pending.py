"""Files that are written whole or not at all."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from posture.errors import OutputUnwritable


class PendingFile:
    """A file under a temporary name in the folder where it will stand.

    That the folder takes it is found out at once, before hours of work. What stood under the final
    name stays untouched until `commit`; without a `commit` nothing is left behind.

    Args:
        path: The final name.
        suffix: What the name has to end with, such as ``.npz``; empty for any.

    Attributes:
        path: The final name.
        temporary: Where to write meanwhile.

    Raises:
        OutputUnwritable: The folder is missing or takes no files, or the name is that of a folder.
    """

    def __init__(self, path: Path, *, suffix: str = "") -> None:
        self.path = path
        if suffix and path.suffix.lower() != suffix:
            raise OutputUnwritable(f"{path}: expected a name that ends in {suffix}")
        if path.is_dir():
            raise OutputUnwritable(f"{path}: is a folder; give the name of a file")
        if not path.parent.is_dir():
            raise OutputUnwritable(f"{path}: the folder {path.parent} does not exist; make it first")
        if path.exists() and not os.access(path, os.W_OK):
            raise OutputUnwritable(f"{path}: is write-protected; choose another name")
        self.temporary = path.with_name(f".{path.stem}-{secrets.token_hex(4)}{path.suffix}")
        try:
            self.temporary.open("xb").close()
        except OSError as error:
            raise OutputUnwritable(
                f"{path}: cannot be written ({error.strerror}); choose another folder"
            ) from error

    def commit(self) -> None:
        """Put the written file in its place.

        Raises:
            OutputUnwritable: It cannot stand there.
        """
        try:
            self.temporary.replace(self.path)
        except OSError as error:
            raise OutputUnwritable(
                f"{self.path}: cannot be written ({error.strerror}); choose another name"
            ) from error

    def discard(self) -> None:
        """Leave nothing behind; after a `commit` there is nothing to discard."""
        with suppress(OSError):
            self.temporary.unlink(missing_ok=True)
