"""Files that are written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def written_whole(path: Path) -> Iterator[TextIO]:
    """A text to write to, which takes the name ``path`` only when the block ends without an error.

    Raises:
        OSError: It cannot be written, or ``path`` is a folder or a device.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise OSError(f"{path} is no ordinary file")
    partial = target.with_name(f".{target.name}.part-{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8", newline="") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
