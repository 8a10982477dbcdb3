"""The picture of a posture check: its lines and angles drawn over the person, with the numbers beside.

Drawn once a check, not once a frame, so with Pillow at twice the size: fine lines and real letters.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from posture.body.features import forward, middle
from posture.body.geometry import distance, midpoint
from posture.body.landmarks import SKELETON, Landmark, Point, Pose, Side, on
from posture.body.view import View
from posture.errors import OutputUnwritable
from posture.posture_check.check_result import REFUSALS, Check, amount, title_of
from posture.render.text_sprites import WHITE, Color, font
from posture.vision.orientation import Rgb

LINE: Color = (127, 224, 200)
LEVEL: Color = (255, 255, 255)
_EDGE: Color = (8, 18, 20)
_STRIP: Color = (13, 29, 30)
_FAINT = (235, 250, 246, 130)
_EMPTY = 28
_FINE = 2
_SMALLEST_PX = 720
"""Least length of the longest side: smaller pictures are enlarged, so that letters stay readable."""
_SIDES = (Side.RIGHT, Side.LEFT)
QUALITY = 85


def write_png(rgb: Rgb, path: Path) -> None:
    """Write a picture as PNG.

    Args:
        rgb: (H, W, 3) uint8.
        path: The file; one that is there is replaced.

    Raises:
        OutputUnwritable: The disk does not take it.
    """
    try:
        Image.fromarray(rgb).save(path, "PNG")
    except OSError as error:
        raise OutputUnwritable(
            f"{path}: cannot be written ({error.strerror}); choose another folder"
        ) from error


@dataclass(frozen=True, slots=True, eq=False)
class CheckOverlay:
    """The moment of a check that is shown: a picture and the pose in it."""

    rgb: Rgb
    pose: Pose | None

    def drawn(self, check: Check) -> Rgb:
        """Return a copy with the lines of the check's view and its numbers; one that was refused says why."""
        canvas = _Canvas(self.rgb, _rows(check))
        if check.refused is None and self.pose is not None:
            draw = _front if check.view is View.FRONT else _sideways
            _faint_skeleton(canvas, self.pose)
            draw(canvas, self.pose, check)
        return canvas.rgb()

    def jpeg(self, check: Check) -> bytes:
        """Return the same as a JPEG."""
        held = io.BytesIO()
        Image.fromarray(self.drawn(check)).save(held, "JPEG", quality=QUALITY)
        return held.getvalue()


class Album:
    """Chooses the moment that is shown: one from the middle of the still seconds."""

    def __init__(self) -> None:
        self.chosen: CheckOverlay | None = None
        self._at_s = 0.0

    def offer(self, rgb: Rgb | None, pose: Pose | None, still_s: float) -> None:
        """Consider a moment; before the still seconds any will do.

        Args:
            rgb: (H, W, 3) uint8, the frame, if there is one.
            pose: The person, or ``None`` where nobody was found.
            still_s: Seconds that the person has kept still.
        """
        if rgb is None or pose is None or (self.chosen is not None and still_s <= 2.0 * self._at_s):
            return
        self.chosen, self._at_s = CheckOverlay(rgb, pose), still_s

    def drawn(self, check: Check, size_px: tuple[int, int]) -> Rgb:
        """Return the chosen moment with the check drawn on it; an empty picture where nobody was seen.

        Args:
            check: The measures, or the reason why there are none.
            size_px: Width and height of the empty picture.
        """
        if self.chosen is not None:
            return self.chosen.drawn(check)
        return CheckOverlay(np.full((*size_px[::-1], 3), _EMPTY, np.uint8), None).drawn(check)


class _Canvas:
    """A picture to draw on in its own pixels, at twice the size, with room for words below it."""

    def __init__(self, rgb: Rgb, rows: Sequence[tuple[str, str]]) -> None:
        height, width = rgb.shape[:2]
        self.scale = max(1.0, _SMALLEST_PX / max(width, height)) * _FINE
        wide, high = round(width * self.scale), round(height * self.scale)
        self.unit = min(wide, high) / 480.0
        self._letter = round(15.0 * self.unit)
        columns = 2 if wide > high and len(rows) > 1 else 1
        lines = -(-len(rows) // columns)
        strip = round((lines * 1.6 + 1.2) * self._letter)
        self._image = Image.new("RGB", (wide, high + strip), _STRIP)
        self._image.paste(Image.fromarray(rgb).resize((wide, high), Image.Resampling.BICUBIC))
        self._ink = ImageDraw.Draw(self._image, "RGBA")
        for i, row in enumerate(rows):
            column, line = divmod(i, lines)
            self._row(row, wide / columns * column, wide / columns, high + (line * 1.6 + 1.4) * self._letter)

    def _row(self, row: tuple[str, str], left: float, wide: float, y: float) -> None:
        """Write a name and its number in the strip."""
        pad = 1.2 * self._letter
        size = self._letter
        while size > 8 and sum(font(size).getlength(text) for text in row) > wide - 2.6 * pad:
            size -= 1
        self._ink.text((left + pad, y), row[0], WHITE, font(size), anchor="lm")
        self._ink.text((left + wide - pad, y), row[1], LINE, font(size), anchor="rm")

    def line(
        self, a: Point, b: Point, color: Color = LINE, *, width: float = 3.0, dashed: bool = False
    ) -> None:
        """Draw a line between two points of the picture, with a dark edge.

        Args:
            a: One end, in pixels of the picture.
            b: The other end.
            color: RGB.
            width: In units of the canvas, a 480th of its shorter side.
            dashed: Draw it in dashes.
        """
        if not all(map(math.isfinite, (*a, *b))):
            return
        parts = _dashes(a, b, 9.0 * self.unit / self.scale) if dashed else [(a, b)]
        for stroke, ink in ((width + 2.2, _EDGE), (width, color)):
            for start, end in parts:
                self._ink.line(
                    [self._at(start), self._at(end)], ink, max(1, round(stroke * self.unit)), joint="curve"
                )
                for point in () if dashed else (start, end):
                    self._round(point, stroke / 2.0, ink)

    def dot(self, point: Point, *, radius: float = 4.0) -> None:
        """Draw a joint."""
        if all(map(math.isfinite, point)):
            self._round(point, radius + 1.3, _EDGE)
            self._round(point, radius, WHITE)

    def angle(self, vertex: Point, a: Point, b: Point, *, radius: float = 34.0) -> None:
        """Draw the arc between two directions from a point, where it is wide enough to be seen."""
        if not all(map(math.isfinite, (*vertex, *a, *b))):
            return
        one, other = (math.degrees(math.atan2(p[1] - vertex[1], p[0] - vertex[0])) for p in (a, b))
        if (other - one) % 360.0 > 180.0:
            one, other = other, one
        x, y = self._at(vertex)
        far = radius * self.unit
        box = (x - far, y - far, x + far, y + far)
        self._ink.pieslice(box, one, one + (other - one) % 360.0, (*LINE, 70))
        self._ink.arc(box, one, one + (other - one) % 360.0, LINE, max(1, round(2.0 * self.unit)))

    def bone(self, a: Point, b: Point) -> None:
        """Draw a limb that is not measured: thin, so that the picture shows through."""
        if all(map(math.isfinite, (*a, *b))):
            self._ink.line([self._at(a), self._at(b)], _FAINT, max(1, round(1.5 * self.unit)))

    def rgb(self) -> Rgb:
        """Return the finished picture, (H, W, 3) uint8."""
        width, height = self._image.size
        small = self._image.resize((width // _FINE, height // _FINE), Image.Resampling.BOX)
        return np.asarray(small, np.uint8)

    def _round(self, point: Point, radius: float, color: Color) -> None:
        x, y = self._at(point)
        far = radius * self.unit
        self._ink.ellipse((x - far, y - far, x + far, y + far), color)

    def _at(self, point: Point) -> tuple[float, float]:
        return point[0] * self.scale, point[1] * self.scale


def _rows(check: Check) -> list[tuple[str, str]]:
    if check.refused:
        return [(line, "") for line in REFUSALS[check.refused].split(". ")]
    return [
        (title_of(m.name), f"{amount(m.value, m.unit)} ± {amount(m.error, m.unit)}") for m in check.measures
    ]


def _faint_skeleton(canvas: _Canvas, pose: Pose) -> None:
    for a, b in SKELETON:
        if max(a, b) > Landmark.RIGHT_MOUTH:
            canvas.bone(pose.at(a), pose.at(b))


def _front(canvas: _Canvas, pose: Pose, check: Check) -> None:
    """Draw lines through eyes, shoulders and hips against level ones, and the trunk against the vertical."""
    for joint, reach in (("ear", 0.7), ("shoulder", 0.25), ("hip", 0.6)):
        right, left = (pose.at(on(side, joint)) for side in _SIDES)
        _against_level(canvas, right, left, reach)
    hip, shoulder = middle(pose, "hip"), middle(pose, "shoulder")
    _against_upright(canvas, hip, shoulder, 1.1)


def _sideways(canvas: _Canvas, pose: Pose, check: Check) -> None:
    """Draw hip, shoulder and ear as one line, each part against the vertical."""
    hip, shoulder, ear = (middle(pose, joint) for joint in ("hip", "shoulder", "ear"))
    ahead = (shoulder[0] + forward(check.side) * distance(hip, shoulder) * 0.42, shoulder[1])
    canvas.line(shoulder, ahead, LEVEL, width=1.4, dashed=True)
    canvas.angle(shoulder, ahead, ear)
    _against_upright(canvas, hip, shoulder, 1.0)
    canvas.line(shoulder, ear)
    near = pose.at(on(check.side, "hip")), pose.at(on(check.side, "ankle"))
    canvas.line(near[1], (near[1][0], near[0][1]), LEVEL, width=1.4, dashed=True)
    for point in (near[1], hip, shoulder, ear):
        canvas.dot(point)


def _against_level(canvas: _Canvas, right: Point, left: Point, reach: float) -> None:
    center = midpoint(right, left)
    half = distance(right, left) * (0.5 + reach)
    canvas.line((center[0] - half, center[1]), (center[0] + half, center[1]), LEVEL, width=1.4, dashed=True)
    dx, dy = left[0] - right[0], left[1] - right[1]
    grow = half / max(math.hypot(dx, dy), 1e-6)
    canvas.line(
        (center[0] - dx * grow, center[1] - dy * grow), (center[0] + dx * grow, center[1] + dy * grow)
    )
    for point in (right, left):
        canvas.dot(point)


def _against_upright(canvas: _Canvas, low: Point, high: Point, reach: float) -> None:
    up = (low[0], low[1] - distance(low, high) * reach)
    canvas.line(low, up, LEVEL, width=1.4, dashed=True)
    canvas.angle(low, up, high)
    canvas.line(low, high)


def _dashes(a: Point, b: Point, step: float) -> list[tuple[Point, Point]]:
    count = max(1, round(distance(a, b) / step / 2.0))
    at = [(i / count, (i + 0.5) / count) for i in range(count)]

    def _along(share: float) -> Point:
        return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share

    return [(_along(start), _along(end)) for start, end in at]
