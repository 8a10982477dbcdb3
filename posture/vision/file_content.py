"""Recognizes what a file is that is no video by its first bytes: its name may say anything."""

from __future__ import annotations

import re
from pathlib import Path

HEAD_BYTES = 4096
"""Bytes at the beginning of a file that are read to recognize it."""
_PICTURES = (
    (rb"\xff\xd8\xff", "a JPEG picture"),
    (rb"\x89PNG", "a PNG picture"),
    (rb"GIF8", "a GIF picture"),
    (rb"BM", "a BMP picture"),
    (rb"RIFF....WEBP", "a WebP picture"),
    (rb"II\*\x00|MM\x00\*", "a TIFF picture"),
    (rb"....ftyp(hei|mif1|avif)", "a HEIC picture"),
)
_OTHERS = (
    (rb"%PDF", "a PDF document"),
    (rb"PK\x03\x04", "a ZIP archive, an office document or a recording under another name"),
    (rb"\xd0\xcf\x11\xe0", "an office document"),
    (rb"\{\\rtf", "a text document"),
    (rb"\x1f\x8b|BZh|7z\xbc\xaf|Rar!|\xfd7zXZ", "an archive"),
    (rb"\x7fELF|MZ", "a program"),
    (rb"SQLite format 3", "a database"),
    (rb"ID3|fLaC", "a sound file"),
    (rb"#EXTM3U", "a playlist"),
    (rb"(?i)\s*<(!doctype html|html)", "a web page"),
)
_VIDEOS = rb"....(ftyp|moov|mdat|wide|free)|\x1a\x45\xdf\xa3|RIFF....AVI |OggS|FLV\x01|\x30\x26\xb2\x75"
"""Beginnings of MP4 and its kin, of Matroska, AVI, Ogg, FLV and WMV."""
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")


def head_of(path: Path) -> bytes:
    """Read the first bytes of a file; none of one that cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError:
        return b""


def picture_kind(head: bytes) -> str:
    """Name the kind of picture that begins so, as ``a JPEG picture``; empty for anything else."""
    return _first(_PICTURES, head)


def kind(head: bytes) -> str:
    """Name what begins so if it is no video, as ``a PDF document``; empty where nobody knows."""
    return picture_kind(head) or _first(_OTHERS, head) or ("a text file" if _is_text(head) else "")


def begins_a_video(head: bytes) -> bool:
    """Tell whether a file begins as videos do."""
    return re.match(_VIDEOS, head, re.DOTALL) is not None


def _first(table: tuple[tuple[bytes, str], ...], head: bytes) -> str:
    return next((name for start, name in table if re.match(start, head, re.DOTALL)), "")


def _is_text(head: bytes) -> bool:
    # The head may end in the middle of a letter.
    text = head.decode("utf-8", errors="replace")
    return bool(head) and _NO_TEXT.search(text[:-1] if len(head) == HEAD_BYTES else text) is None
