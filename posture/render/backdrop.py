"""What stands behind the skeleton of a recording, which holds no frames."""

from __future__ import annotations

import numpy as np

from posture.vision.orientation import Rgb

_GRAY = 28


def or_backdrop(rgb: Rgb | None, size_px: tuple[int, int]) -> Rgb:
    """Return the frame, or a plain gray one of that size where there is none.

    Args:
        rgb: (H, W, 3) uint8, or ``None``.
        size_px: Width and height.
    """
    return np.full((*size_px[::-1], 3), _GRAY, np.uint8) if rgb is None else rgb
