"""Words and panels for frames: drawn once with a real font, then only laid over."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFont

from posture.vision.orientation import Rgb

Color: TypeAlias = tuple[int, int, int]
Font: TypeAlias = ImageFont.FreeTypeFont | ImageFont.ImageFont

PANEL = (6, 22, 24, 185)
WHITE: Color = (255, 255, 255)
_FINE = 2
"""Factor by which panels are drawn larger before they are reduced, which makes their edges smooth."""


@dataclass(frozen=True, slots=True, eq=False)
class Sprite:
    """A small picture to lay over a frame.

    Attributes:
        light: (h, w, 3) color times opacity, 0 to 255.
        keep: (h, w, 1) how much of what is below stays, 0 to 256.
    """

    light: npt.NDArray[np.uint16]
    keep: npt.NDArray[np.uint16]

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height in pixels."""
        return self.light.shape[1], self.light.shape[0]

    def lay(self, rgb: Rgb, x: int, y: int) -> None:
        """Draw the sprite into a frame; what is outside is cut off.

        Args:
            rgb: (H, W, 3) uint8; it is changed.
            x: Pixels from the left to the sprite's left edge.
            y: Pixels from the top to its top edge.
        """
        left, top = max(x, 0), max(y, 0)
        width, height = self.size
        below = rgb[top : y + height, left : x + width]
        rows, columns = below.shape[:2]
        part = (slice(top - y, top - y + rows), slice(left - x, left - x + columns))
        mixed = below * self.keep[part]
        mixed >>= 8
        mixed += self.light[part]
        below[:] = mixed


def sprite(width: int, height: int, paint: Callable[[ImageDraw.ImageDraw, float], None]) -> Sprite:
    """Make a sprite.

    Args:
        width: In pixels.
        height: In pixels.
        paint: Draws it on a canvas; its second argument is how many of the canvas's pixels make one.
    """
    fine = (max(width, 1) * _FINE, max(height, 1) * _FINE)
    canvas = Image.new("RGBA", fine, (0, 0, 0, 0))
    paint(ImageDraw.Draw(canvas), _FINE)
    # "RGBa" is color times opacity: only so do the edges of letters mix right when it is reduced.
    rgba = np.asarray(canvas.convert("RGBa").reduce(_FINE), np.uint16)
    # 255 parts of light and 256 of what stays: the sum never passes 255, so nothing wraps round.
    keep = 256 - np.ceil(rgba[..., 3:] * (256 / 255))
    return Sprite(rgba[..., :3].copy(), keep.astype(np.uint16))


@lru_cache(maxsize=32)
def font(size_px: int) -> Font:
    """Load the bold font of that height, or Pillow's own where matplotlib brings none."""
    path = _bold()
    return ImageFont.truetype(path, size_px) if path else ImageFont.load_default(size_px)


def text_width(text: str, size_px: float) -> float:
    """Measure a line of text.

    Args:
        text: The line.
        size_px: Height of the font.

    Returns:
        Pixels.
    """
    return font(64).getlength(text) * size_px / 64


def fitted(text: str, size_px: float, width: float) -> tuple[list[str], float]:
    """Break a text into at most two lines, and shrink it where even these are too wide.

    Args:
        text: What is written, in one line.
        size_px: Wanted height of the font.
        width: Pixels that there are.

    Returns:
        The lines, and the height of the font at which they fit.
    """
    whole = text_width(text, size_px)
    if whole <= width:
        return [text], size_px
    words = text.split()
    splits = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    lines = list(min(splits, key=lambda pair: max(len(line) for line in pair), default=(text,)))
    widest = max(text_width(line, size_px) for line in lines)
    return lines, size_px * min(1.0, width / widest)


@lru_cache(maxsize=1)
def _bold() -> str:
    """Find DejaVu Sans Bold in matplotlib, which mediapipe needs, without loading that."""
    found = find_spec("matplotlib")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "mpl-data" / "fonts" / "ttf" / "DejaVuSans-Bold.ttf"
        if path.is_file():
            return str(path)
    return ""
