"""Single pictures as bytes: frames that a browser sends, and stills that are kept.

A picture is measured by its header before it is decoded: eighteen kilobytes may claim a picture that
takes gigabytes.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from posture.errors import VideoUnreadable
from posture.outside.pictures import ImageHeader, header, jpeg_header
from posture.outside.shapes import Unfit
from posture.vision.opencv import cv2

LARGEST_PX = 1920
"""Longest side of a frame that a browser sends; ours asks its camera for a width of 640."""
_LARGEST_FILE_PX = 16_384
_MOST_PIXELS = 24_000_000
"""Of a picture that is held whole while it is decoded: some 100 MB with 4 bytes a pixel."""
_STILL_QUALITY = 85
_AS_RGB: int | None = getattr(cv2, "IMREAD_COLOR_RGB", None)
"""Decodes into the order of colors that is wanted; OpenCV before 4.11 has it not."""
_SMALLER = ((8, cv2.IMREAD_REDUCED_COLOR_8), (4, cv2.IMREAD_REDUCED_COLOR_4), (2, cv2.IMREAD_REDUCED_COLOR_2))
"""Factors by which a JPEG can be made smaller while it is decoded."""


def decode_jpeg(data: bytes, *, width_px: int | None = None) -> npt.NDArray[np.uint8]:
    """Decode a frame that a browser sent.

    Args:
        data: The JPEG's bytes.
        width_px: Scale a frame of another width to this one, keeping its shape.

    Returns:
        (H, W, 3) uint8 RGB.

    Raises:
        VideoUnreadable: The bytes are no JPEG, or one larger than any camera's frame, which is found out
            before it is decoded.
    """
    try:
        claimed = jpeg_header(data)
    except Unfit as error:
        raise VideoUnreadable(f"{len(data)} bytes from the camera are no picture; expected a JPEG") from error
    if max(claimed.width, claimed.height) > LARGEST_PX:
        raise VideoUnreadable(
            f"the camera's picture is {claimed.width}×{claimed.height}; expected at most {LARGEST_PX} a side"
        )
    rgb: Any = _rgb_of(data)
    if rgb is None:
        raise VideoUnreadable(f"{len(data)} bytes from the camera are no picture; expected a JPEG")
    height, width = rgb.shape[:2]
    if width_px and width != width_px:
        size = (width_px, max(1, round(height * width_px / width)))
        if max(size) > LARGEST_PX:
            raise VideoUnreadable(
                f"the camera's picture is {width}×{height}; expected the shape of those before"
            )
        rgb = cv2.resize(rgb, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(rgb, np.uint8)


def decode_file(data: bytes, *, least_px: int) -> npt.NDArray[np.uint8] | None:
    """Decode the picture in a file.

    Args:
        data: The bytes of a JPEG, PNG, WebP or BMP.
        least_px: A large JPEG is made smaller while it is decoded, its longer side not below this.

    Returns:
        (H, W, 3) uint8 BGR, upright as the file says; ``None`` where it cannot be read.

    Raises:
        Unfit: It is damaged, or too large to be decoded, which is found out before it is.
    """
    claimed = header(data)
    if claimed is None:
        return None
    check_size(claimed.width, claimed.height, row_by_row=claimed.row_by_row)
    return _decoded(data, _flag(claimed, least_px))


def check_size(width: int, height: int, *, row_by_row: bool = False) -> None:
    """Refuse a picture that is larger than any camera's or screen's.

    Args:
        width: In pixels, as its header claims.
        height: In pixels, as its header claims.
        row_by_row: It is decoded row by row, so that its area does not matter.

    Raises:
        Unfit: It is too large to be decoded.
    """
    whole = width * height > _MOST_PIXELS and not row_by_row
    if max(width, height) > _LARGEST_FILE_PX or whole:
        most = f"{_MOST_PIXELS // 1_000_000} megapixels" if whole else f"{_LARGEST_FILE_PX} a side"
        raise Unfit(f"claims {width}×{height} pixels; expected at most {most}")


def _flag(claimed: ImageHeader, least_px: int) -> int:
    longer = max(claimed.width, claimed.height)
    if claimed.kind != "jpeg":
        return int(cv2.IMREAD_COLOR)
    return next((flag for by, flag in _SMALLER if longer >= by * least_px), int(cv2.IMREAD_COLOR))


def _rgb_of(data: bytes) -> npt.NDArray[np.uint8] | None:
    if _AS_RGB is not None:
        return _decoded(data, _AS_RGB)
    bgr = _decoded(data, cv2.IMREAD_COLOR)
    return None if bgr is None else np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def _decoded(data: bytes, flag: int) -> npt.NDArray[np.uint8] | None:
    try:
        found: Any = cv2.imdecode(np.frombuffer(data, np.uint8), flag)
    except cv2.error:  # what it does not like about a picture that it knows
        return None
    return None if found is None else np.asarray(found, np.uint8)


def encode_jpeg(rgb: npt.NDArray[np.uint8], *, largest_px: int = 960) -> bytes:
    """Encode a picture as JPEG.

    Args:
        rgb: (H, W, 3) uint8.
        largest_px: A picture with a longer side is made smaller.
    """
    height, width = rgb.shape[:2]
    shrink = largest_px / max(height, width)
    if shrink < 1.0:
        size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    done, data = cv2.imencode(
        ".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _STILL_QUALITY]
    )
    assert done
    return data.tobytes()
