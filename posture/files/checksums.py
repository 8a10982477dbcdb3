"""Checksums of files, read piece by piece."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

_PIECE_BYTES = 1 << 20
_END_BYTES, _SMALL_BYTES = 64 << 10, 1 << 20


def content_sha256(path: Path) -> str:
    """Return the SHA-256 of a file's content, in hexadecimal digits.

    Raises:
        OSError: It cannot be read.
    """
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE_BYTES):
            total.update(piece)
    return total.hexdigest()


def known_sha256(path: Path) -> str:
    """Return what `content_sha256` does; empty for what is no file, or cannot be read."""
    try:
        return content_sha256(path) if path.is_file() else ""
    except OSError:
        return ""


def ends_sha256(path: Path) -> str:
    """Return a checksum of a file's size, beginning and end; empty for what is no file, or cannot be read.

    Two files of one name that have it in common are the same file, or copies of it: at one of its ends each
    format of clips has the place or the checksum of all that is in between. Small files, such as what is true
    of a clip, are read whole.
    """
    total = hashlib.sha256()
    try:
        if not path.is_file():  # a pipe would be waited for
            return ""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            total.update(f"{size} ".encode())
            total.update(file.read(_END_BYTES))
            if size > _SMALL_BYTES:
                file.seek(size - _END_BYTES)
            total.update(file.read(_SMALL_BYTES))
    except OSError:
        return ""
    return total.hexdigest()
