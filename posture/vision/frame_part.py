"""A part of a frame with gray around it: all that the network is shown of the frame."""

from __future__ import annotations

import numpy as np

from posture.vision.orientation import Rgb

Part = tuple[int, int, int, int]
"""Left, top, right and bottom in whole pixels, inside the frame."""

GRAY = 128


def whole(rgb: Rgb) -> Part:
    """Return the part that is all of a frame."""
    return 0, 0, rgb.shape[1], rgb.shape[0]


def cover_around(rgb: Rgb, part: Part, *, within: Part | None = None) -> None:
    """Make a frame gray where it is not that part, in place.

    Args:
        rgb: (H, W, 3) uint8.
        part: What stays.
        within: Nothing outside this part is touched; the whole frame if ``None``.
    """
    left, top, right, bottom = within or whole(rgb)
    x0, x1 = (min(max(x, left), right) for x in part[::2])
    y0, y1 = (min(max(y, top), bottom) for y in part[1::2])
    rgb[top:y0, left:right] = GRAY
    rgb[y1:bottom, left:right] = GRAY
    rgb[y0:y1, left:x0] = GRAY
    rgb[y0:y1, x1:right] = GRAY


class GrayFrame:
    """One gray frame that parts of others are shown on: a new one for each costs as much again."""

    def __init__(self) -> None:
        self._rgb = np.empty((0, 0, 3), np.uint8)
        self._shown: Part = (0, 0, 0, 0)

    def show(self, rgb: Rgb, part: Part) -> Rgb:
        """Return a part of a frame in gray; good until the next call.

        Args:
            rgb: (H, W, 3) uint8.
            part: What is shown of it.
        """
        left, top, right, bottom = part
        if self._rgb.shape != rgb.shape:
            self._rgb = np.full(rgb.shape, GRAY, np.uint8)
        else:
            cover_around(self._rgb, part, within=self._shown)
        self._rgb[top:bottom, left:right] = rgb[top:bottom, left:right]
        self._shown = part
        return self._rgb
