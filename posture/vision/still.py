"""Single pictures as bytes, such as a browser sends them and such as are kept."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from posture.errors import VideoUnreadable

_LARGEST_PX = 4096
_QUALITY = 85


def decode_jpeg(data: bytes, *, width_px: int | None = None) -> npt.NDArray[np.uint8]:
    """The picture in a JPEG as (H, W, 3) RGB.

    Args:
        data: The JPEG's bytes.
        width_px: Scale a picture of another width to this one, keeping its shape.

    Raises:
        VideoUnreadable: The bytes are no picture, or one far too large.
    """
    raw = np.frombuffer(data, np.uint8)
    bgr = cv2.imdecode(raw, cv2.IMREAD_COLOR) if raw.size else None
    if bgr is None:
        raise VideoUnreadable(f"{len(data)} bytes from the camera are no picture; expected a JPEG")
    height, width = bgr.shape[:2]
    if max(height, width) > _LARGEST_PX:
        raise VideoUnreadable(
            f"the camera's picture is {width}×{height}; expected at most {_LARGEST_PX} a side"
        )
    if width_px and width != width_px:
        size = (width_px, max(1, round(height * width_px / width)))
        bgr = cv2.resize(bgr, size, interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def encode_jpeg(rgb: npt.NDArray[np.uint8], *, largest_px: int = 960) -> bytes:
    """The JPEG of an (H, W, 3) RGB picture, made smaller where a side is longer than ``largest_px``."""
    height, width = rgb.shape[:2]
    shrink = largest_px / max(height, width)
    if shrink < 1.0:
        size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
        rgb = np.asarray(cv2.resize(rgb, size, interpolation=cv2.INTER_AREA), np.uint8)
    done, data = cv2.imencode(
        ".jpg", cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, _QUALITY]
    )
    assert done
    return data.tobytes()
