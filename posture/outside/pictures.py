"""Size of a picture from its own header, read before any memory is taken for it."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import dataclass

from posture.outside.shapes import Unfit

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers that hold the size of a JPEG (SOF). The three left out are tables and a reserved one."""
_PROGRESSIVE = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})
"""Markers that no length follows."""
_SCAN, _END = 0xDA, 0xD9
_SEGMENTS = 4096
_MOST_SCANS = 100
"""Most scans of a progressive JPEG. Programs write about ten; each costs a pass over the whole picture,
however few bytes it has."""


@dataclass(frozen=True, slots=True)
class ImageHeader:
    """Claims of a picture's header.

    Attributes:
        kind: ``jpeg``, ``png``, ``webp`` or ``bmp``.
        width, height: Pixels as stored; an orientation tag may swap them.
        row_by_row: It can be scaled down while it is decoded, without ever being held whole.
    """

    kind: str
    width: int
    height: int
    row_by_row: bool = False

    @property
    def pixels(self) -> int:
        """Number of pixels."""
        return self.width * self.height


def header(data: bytes) -> ImageHeader | None:
    """Read the header of a picture; ``None`` for an unknown kind.

    Raises:
        Unfit: The kind is known, and the file is damaged before its pixels begin.
    """
    for signature, read in _KINDS.items():
        if data.startswith(signature):
            try:
                found = read(data)
            except struct.error as error:
                raise Unfit("is a picture that was cut off") from error
            if found is not None and not (found.width and found.height):
                raise Unfit("is a picture of no size")
            return found
    return None


def jpeg_header(data: bytes) -> ImageHeader:
    """Read the header of a JPEG. The header of a thumbnail lies within a segment and is skipped.

    Markers are found as libjpeg finds them, so that the measured picture is the one that is decoded.

    Raises:
        Unfit: The bytes are not a JPEG, end before its pixels, or claim what no program writes.
    """
    if data[:2] != b"\xff\xd8":
        raise Unfit("is no JPEG")
    frame, components, at = None, 0, 2
    for _ in range(_SEGMENTS):
        marker, at = _marker(data, at)
        if marker in _ALONE:
            continue
        if marker == _SCAN and frame is not None and at + 2 < len(data):
            return _measured(data, frame, in_one_scan=data[at + 2] >= components)
        length = int.from_bytes(data[at : at + 2], "big")
        if marker == _END or length < 2:
            break
        if marker in _FRAMES:
            if frame is not None or length < 8 or at + 8 > len(data):
                break
            frame, components = (marker, *struct.unpack_from(">HH", data, at + 3)), data[at + 7]
        at += length
    raise Unfit("is a damaged JPEG")


def _measured(data: bytes, frame: tuple[int, int, int], *, in_one_scan: bool) -> ImageHeader:
    marker, height, width = frame
    if not (width and height):
        raise Unfit("is a picture of no size")
    at_once = in_one_scan and marker not in _PROGRESSIVE
    if not at_once and data.count(b"\xff\xda") > _MOST_SCANS:
        raise Unfit(f"is a JPEG in more than {_MOST_SCANS} passes")
    return ImageHeader("jpeg", width, height, at_once)


def _marker(data: bytes, at: int) -> tuple[int, int]:
    """Return the next marker from ``at`` on, and the position after it."""
    while True:
        at = data.find(b"\xff", at)
        if at < 0:
            raise Unfit("is a JPEG that was cut off")
        while at < len(data) and data[at] == 0xFF:
            at += 1
        if at == len(data):
            raise Unfit("is a JPEG that was cut off")
        if data[at]:
            return data[at], at + 1


def _png(data: bytes) -> ImageHeader | None:
    name, width, height = struct.unpack_from(">4sII", data, 12)
    return ImageHeader("png", width, height) if name == b"IHDR" else None


def _webp(data: bytes) -> ImageHeader | None:
    if data[8:12] != b"WEBP":
        return None
    kind = data[12:16]
    if kind == b"VP8X":
        return ImageHeader("webp", 1 + _three(data, 24), 1 + _three(data, 27))
    if kind == b"VP8L":
        bits = struct.unpack_from("<I", data, 21)[0]
        return ImageHeader("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF))
    width, height = struct.unpack_from("<HH", data, 26)
    return ImageHeader("webp", width & 0x3FFF, height & 0x3FFF) if kind == b"VP8 " else None


def _three(data: bytes, at: int) -> int:
    return struct.unpack_from("<I", data[at : at + 3] + b"\0")[0]  # type: ignore[no-any-return]


def _bmp(data: bytes) -> ImageHeader | None:
    old = struct.unpack_from("<I", data, 14)[0] == 12
    width, height = struct.unpack_from("<HH" if old else "<ii", data, 18)
    return ImageHeader("bmp", abs(width), abs(height))


_KINDS: dict[bytes, Callable[[bytes], ImageHeader | None]] = {
    b"\xff\xd8": jpeg_header,
    b"\x89PNG\r\n\x1a\n": _png,
    b"RIFF": _webp,
    b"BM": _bmp,
}
