"""Checksums of files, by which their content is known under any name."""

from __future__ import annotations

import hashlib
from pathlib import Path

_CHUNK_BYTES = 1 << 20


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's content, which may be larger than the memory.

    Raises:
        OSError: It cannot be read.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while some := file.read(_CHUNK_BYTES):
            found.update(some)
    return found.hexdigest()
