"""Turns stored frames upright, with square pixels and no larger than Full HD."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from av.video.frame import VideoFrame
    from av.video.reformatter import VideoReformatter

Rgb = npt.NDArray[np.uint8]
"""(H, W, 3) uint8, red first, un-mirrored."""

MAX_SIDE_PX = 1920


@dataclass(frozen=True, slots=True)
class Upright:
    """How the stored frames of one file become upright ones of the delivered size.

    Attributes:
        width, height: Size before rows and columns swap.
        swap: Rows become columns: a quarter turn, together with the flips.
        flip_x, flip_y: Mirror left and right, top and bottom, after the swap.
    """

    width: int
    height: int
    swap: bool
    flip_x: bool
    flip_y: bool

    @classmethod
    def of(cls, decoded: VideoFrame, aspect: Any) -> Upright:
        """Work out what the first frame of a file asks for.

        Args:
            decoded: The frame.
            aspect: Width of a pixel by its height, if the file states it.
        """
        width = decoded.width * float(aspect or 1)
        scale = min(1.0, MAX_SIDE_PX / max(width, decoded.height))
        swap, flip_x, flip_y = _orientation(decoded)
        return cls(max(1, round(width * scale)), max(1, round(decoded.height * scale)), swap, flip_x, flip_y)

    def rgb(self, decoded: VideoFrame, reformatter: VideoReformatter) -> Rgb:
        """Convert a frame to (H, W, 3) uint8, upright.

        Args:
            decoded: The frame.
            reformatter: A converter that is used for one frame after the other.
        """
        from av.video.reformatter import Interpolation  # loaded where videos are: not with the pose engine

        how = Interpolation.AREA if self.width < decoded.width else Interpolation.BILINEAR
        flat = reformatter.reformat(
            decoded, width=self.width, height=self.height, format="rgb24", interpolation=how, threads=1
        ).to_ndarray()
        if self.swap:
            flat = flat.swapaxes(0, 1)
        upright = flat[:: -1 if self.flip_y else 1, :: -1 if self.flip_x else 1]
        return np.ascontiguousarray(upright, dtype=np.uint8)


def _orientation(decoded: VideoFrame) -> tuple[bool, bool, bool]:
    """Return whether rows and columns swap, x flips, y flips: the display matrix rounded to quarter turns."""
    a, b, c, d = _display_matrix(decoded)
    swap = abs(b) + abs(c) > abs(a) + abs(d)
    return (True, c < 0, b < 0) if swap else (False, a < 0, d < 0)


def _display_matrix(decoded: VideoFrame) -> tuple[float, float, float, float]:
    """Return as two rows how a file wants its frames turned and mirrored."""
    try:
        side_data: Any = decoded.side_data  # its published type is wrong: it iterates over the data
    except (
        ValueError
    ):  # data of a kind that the library does not know stands beside it, such as a camera's notes
        turned = math.radians(-decoded.rotation)
        return math.cos(turned), -math.sin(turned), math.sin(turned), math.cos(turned)
    for data in side_data:
        if data.type.name == "DISPLAYMATRIX":
            a, b, _, c, d = np.frombuffer(bytes(data), np.int32)[:5].tolist()
            return a, b, c, d
    return 1.0, 0.0, 0.0, 1.0
