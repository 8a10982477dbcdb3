"""Draws on the frames of an annotated video: skeleton, count, phase, hold, words.

The same signs as on the live page: faulty limbs are thick dashes with diamonds, never color alone.
Everything grows with the frame. Nothing is drawn mirrored.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PIL import ImageDraw

from posture.body.landmarks import SKELETON, Landmark, Point, Pose
from posture.coach.coach import Update
from posture.coach.exercise import Phase
from posture.coach.session import Counts
from posture.coach.wording import not_counted
from posture.render.text_sprites import PANEL, WHITE, Color, Sprite, fitted, font, sprite, text_width
from posture.vision.opencv import cv2
from posture.vision.orientation import Rgb

CALM: Color = (127, 224, 200)
FAULT: Color = (255, 180, 59)
_EDGE: Color = (8, 18, 20)
_NOTICE = (255, 244, 218, 240)
_NOTICE_INK: Color = (58, 37, 0)
_AMBER: Color = (255, 212, 138)
_CAPTION_COLORS = {"fault": _AMBER, "missed": _AMBER, "instead": _AMBER, "praise": CALM}
_SHIFT = 4
"""Fractional bits of drawn coordinates: with whole pixels limbs would tremble."""
_FACE = Landmark.RIGHT_MOUTH
PHASES = {
    Phase.REST: "Start position",
    Phase.GOING: "Go",
    Phase.FULL: "There",
    Phase.RETURNING: "Back",
}


class Overlay:
    """Draws updates on their frames."""

    def draw(self, rgb: Rgb, update: Update) -> Rgb:
        """Return a copy of the frame with everything that the update says.

        Args:
            rgb: (H, W, 3) uint8.
            update: What the coach said to the frame.
        """
        picture = rgb.copy()
        unit = min(picture.shape[:2]) / 480.0
        if update.pose is not None:
            _skeleton(picture, update.pose, set(update.faulty), unit)
        margin = round(14 * unit)
        phase = PHASES[update.phase] if update.ready else "Get ready"
        _count_panel(update.counts, phase, unit).lay(picture, margin, margin)
        if update.ready and update.hold_target_s > 0.0:
            share = round(min(update.hold_s / update.hold_target_s, 1.0), 2)
            ring = _ring(share, math.floor(update.hold_s), round(update.hold_target_s), unit)
            ring.lay(picture, picture.shape[1] - ring.size[0] - margin, margin)
        self._words(picture, update, unit)
        return picture

    def _words(self, picture: Rgb, update: Update, unit: float) -> None:
        """Draw a caption at the bottom, and above it what cannot be seen."""
        height, width = picture.shape[:2]
        bottom = height
        if update.caption is not None:
            text, kind = update.caption.text, update.caption.kind
            bar = _caption(not_counted(text) if kind == "instead" else text, kind, width, unit)
            bottom -= bar.size[1]
            bar.lay(picture, 0, bottom)
        if update.problem:
            notice = _notice(update.problem, width, unit)
            notice.lay(picture, (width - notice.size[0]) // 2, bottom - notice.size[1] - round(12 * unit))


def _skeleton(picture: Rgb, pose: Pose, faulty: set[Landmark], unit: float) -> None:
    bones = [(a, b) for a, b in SKELETON if _seen(pose.at(a)) and _seen(pose.at(b))]
    for a, b in bones:
        if max(a, b) > _FACE:
            _bone(picture, pose.at(a), pose.at(b), unit, bad=a in faulty and b in faulty)
    for joint in sorted({joint for bone in SKELETON for joint in bone if _seen(pose.at(joint))}):
        _joint(picture, pose.at(joint), unit if joint > _FACE else unit * 0.5, bad=joint in faulty)


def _bone(picture: Rgb, a: Point, b: Point, unit: float, *, bad: bool) -> None:
    core = max(1, round((5.5 if bad else 3.5) * unit))
    _line(picture, a, b, _EDGE, core + max(2, round(2.5 * unit)))
    if not bad:
        _line(picture, a, b, WHITE, core + max(1, round(1.2 * unit)))
        _line(picture, a, b, CALM, core)
        return
    length = math.dist(a, b)
    step = 17.0 * unit
    for i in range(max(1, math.ceil(length / step))):
        begin, end = i * step / max(length, 1.0), min(1.0, (i + 0.55) * step / max(length, 1.0))
        _line(picture, _between(a, b, begin), _between(a, b, end), FAULT, core)


def _joint(picture: Rgb, at: Point, unit: float, *, bad: bool) -> None:
    radius = (9.0 if bad else 4.5) * unit
    if bad:
        x, y = at
        corners = [(x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)]
        diamond = np.array([_fixed(corner) for corner in corners], np.int32)
        cv2.fillPoly(picture, [diamond], FAULT, cv2.LINE_AA, _SHIFT)
        edge = max(1, round(1.5 * unit))
        cv2.polylines(
            picture, [diamond], isClosed=True, color=_EDGE, thickness=edge, lineType=cv2.LINE_AA, shift=_SHIFT
        )
        return
    for size, color in ((radius + 1.4 * unit, _EDGE), (radius, WHITE)):
        cv2.circle(picture, _fixed(at), round(size * 2**_SHIFT), color, -1, cv2.LINE_AA, _SHIFT)


def _line(picture: Rgb, a: Point, b: Point, color: Color, thickness: int) -> None:
    cv2.line(picture, _fixed(a), _fixed(b), color, thickness, cv2.LINE_AA, _SHIFT)


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _fixed(point: Point) -> tuple[int, int]:
    return round(point[0] * 2**_SHIFT), round(point[1] * 2**_SHIFT)


def _seen(point: Point) -> bool:
    return math.isfinite(point[0]) and math.isfinite(point[1]) and max(map(abs, point)) < 1e5


@lru_cache(maxsize=16)
def _count_panel(counts: Counts, phase: str, unit: float) -> Sprite:
    """Paint the number of repetitions, large, with what belongs to it."""
    sided = counts.left is not None and counts.right is not None
    small = f"left {counts.left} · right {counts.right}" if sided else f"reps · {counts.clean} clean"
    number, pad = str(counts.reps), 12 * unit
    widest = max((*PHASES.values(), phase), key=len)  # so that the panel keeps its width
    width = max(text_width(number, 68 * unit), text_width(small, 15 * unit), text_width(widest, 18 * unit))

    def _paint(ink: ImageDraw.ImageDraw, fine: float) -> None:
        box = (0, 0, (width + 2 * pad) * fine, 134 * unit * fine - 1)
        ink.rounded_rectangle(box, 14 * unit * fine, PANEL)
        for text, y, size, color in (
            (number, 36, 68, WHITE), (small, 81, 15, WHITE), (phase, 112, 18, CALM),
        ):  # fmt: skip
            ink.text((pad * fine, y * unit * fine), text, color, font(_px(size * unit * fine)), anchor="lm")
        line = (pad * fine, 95 * unit * fine, (width + pad) * fine, 95 * unit * fine)
        ink.line(line, (255, 255, 255, 90), max(1, round(unit * fine)))

    return sprite(math.ceil(width + 2 * pad), math.ceil(134 * unit), _paint)


@lru_cache(maxsize=16)
def _ring(share: float, held_s: int, target_s: int, unit: float) -> Sprite:
    """Paint the seconds credited in the hold, and the part of the dose that they are."""
    side = 104 * unit

    def _paint(ink: ImageDraw.ImageDraw, fine: float) -> None:
        end = side * fine - 1
        inner = 10 * unit * fine
        ink.ellipse((0, 0, end, end), PANEL)
        arc = (inner, inner, end - inner, end - inner)
        thick = max(2, round(8 * unit * fine))
        ink.arc(arc, 0, 360, (255, 255, 255, 60), thick)
        ink.arc(arc, -90, -90 + 360 * share, WHITE if share >= 1.0 else CALM, thick)
        middle = end / 2
        ink.text(
            (middle, middle - 6 * unit * fine), str(held_s), WHITE, font(_px(34 * unit * fine)), anchor="mm"
        )
        below = (middle, middle + 20 * unit * fine)
        ink.text(below, f"of {target_s} s", WHITE, font(_px(13 * unit * fine)), anchor="mm")

    return sprite(math.ceil(side), math.ceil(side), _paint)


@lru_cache(maxsize=16)
def _caption(text: str, kind: str, width: int, unit: float) -> Sprite:
    """Paint the words of the coach, over the whole width."""
    lines, size = fitted(text, 30 * unit, width * 0.92)
    height = (len(lines) * 1.25 + 0.6) * size

    def _paint(ink: ImageDraw.ImageDraw, fine: float) -> None:
        ink.rectangle((0, 0, width * fine, height * fine), PANEL)
        for i, line in enumerate(lines):
            at = (width * fine / 2, (0.92 + 1.25 * i) * size * fine)
            ink.text(at, line, _CAPTION_COLORS.get(kind, WHITE), font(_px(size * fine)), anchor="mm")

    return sprite(width, math.ceil(height), _paint)


@lru_cache(maxsize=16)
def _notice(text: str, width: int, unit: float) -> Sprite:
    """Paint what keeps the movement from being seen, with a sign before it."""
    lines, size = fitted(text, 20 * unit, width * 0.8)
    wide = max(text_width(line, size) for line in lines) + 3.6 * size
    height = (len(lines) * 1.25 + 0.8) * size

    def _paint(ink: ImageDraw.ImageDraw, fine: float) -> None:
        ink.rounded_rectangle((0, 0, wide * fine - 1, height * fine - 1), size * fine, _NOTICE)
        middle, left, radius = height * fine / 2, 1.6 * size * fine, 0.72 * size * fine
        ink.ellipse((left - radius, middle - radius, left + radius, middle + radius), _NOTICE_INK)
        ink.text((left, middle), "!", _NOTICE[:3], font(_px(size * fine)), anchor="mm")
        for i, line in enumerate(lines):
            at = (2.8 * size * fine, (1.02 + 1.25 * i) * size * fine)
            ink.text(at, line, _NOTICE_INK, font(_px(size * fine)), anchor="lm")

    return sprite(math.ceil(wide), math.ceil(height), _paint)


def _px(size: float) -> int:
    return max(6, round(size))
