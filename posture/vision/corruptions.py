"""Worse frames of the same movement: changes that a count should not depend on.

Each variant changes the frames of a video before the model sees them, so that the very fold of every
other analysis runs. Nothing here is random: two runs give the same frames.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import numpy as np

from posture.vision.capture import Frame
from posture.vision.opencv import cv2
from posture.vision.orientation import Rgb
from posture.vision.pose_sources import Through

NEARER = 1.5
"""Factor by which the person becomes larger; the frame shows its middle part only."""
SLOW_FPS, FAST_FPS = 10.0, 60.0
LOST_SHARE = 0.2
BURST_S, BURST_EVERY_S = 0.5, 4.0
"""Length of a gap without frames, and time from one gap to the next."""
GAMMA = 2.2
"""A middle gray of 128 becomes 56."""
JPEG_QUALITY = 40
ROLL_DEG = 4.0

Change = Callable[[Rgb], Any]


def _each(frames: Iterator[Frame], change: Change) -> Iterator[Frame]:
    for frame in frames:
        yield replace(frame, rgb=np.ascontiguousarray(change(frame.rgb), dtype=np.uint8))


def _mirror(rgb: Rgb) -> Any:
    return rgb[:, ::-1]


def _halve(rgb: Rgb) -> Any:
    height, width = rgb.shape[:2]
    return cv2.resize(rgb, (max(width // 2, 1), max(height // 2, 1)), interpolation=cv2.INTER_AREA)


def _approach(rgb: Rgb) -> Any:
    height, width = rgb.shape[:2]
    part_height, part_width = round(height / NEARER), round(width / NEARER)
    top, left = (height - part_height) // 2, (width - part_width) // 2
    part = rgb[top : top + part_height, left : left + part_width]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_CUBIC)


_DARKER = np.array([round(255.0 * (value / 255.0) ** GAMMA) for value in range(256)], np.uint8)


def _darken(rgb: Rgb) -> Any:
    return cv2.LUT(rgb, _DARKER)


def _compress(rgb: Rgb) -> Any:
    bgr = cv2.cvtColor(rgb, cv2.COLOR_RGB2BGR)
    _, packed = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    unpacked: Any = cv2.imdecode(packed, cv2.IMREAD_COLOR)
    return cv2.cvtColor(unpacked, cv2.COLOR_BGR2RGB)


def _roll(rgb: Rgb) -> Any:
    height, width = rgb.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2.0, height / 2.0), ROLL_DEG, 1.0)
    return cv2.warpAffine(rgb, turn, (width, height), borderMode=cv2.BORDER_REPLICATE)


def _slowly(frames: Iterator[Frame]) -> Iterator[Frame]:
    """Yield at most ten frames a second: the first one of each tenth, at the time at which it was taken."""
    last = -math.inf
    for frame in frames:
        tenth = math.floor(frame.t_s * SLOW_FPS + 1e-6)
        if tenth > last:
            last = tenth
            yield frame


def _fast(frames: Iterator[Frame]) -> Iterator[Frame]:
    """Yield sixty frames a second, each mixed from the two that were taken around it."""
    before = next(frames, None)
    if before is None:
        return
    begin_s, number = before.t_s, 0
    for after in frames:
        while (t_s := begin_s + number / FAST_FPS) < after.t_s:
            share = (t_s - before.t_s) / (after.t_s - before.t_s)
            mixed = cv2.addWeighted(before.rgb, 1.0 - share, after.rgb, share, 0.0)
            yield Frame(np.ascontiguousarray(mixed, dtype=np.uint8), t_s, number)
            number += 1
        before = after
    yield replace(before, index=number)


def _with_losses(frames: Iterator[Frame]) -> Iterator[Frame]:
    chance = Random(LOST_SHARE)
    for frame in frames:
        if chance.random() >= LOST_SHARE:
            yield frame


def _with_gaps(frames: Iterator[Frame]) -> Iterator[Frame]:
    for frame in frames:
        if (frame.t_s % BURST_EVERY_S) < BURST_EVERY_S - BURST_S:
            yield frame


MIRRORED, APPROACHED = "mirrored", "1.5x nearer"

VARIANTS: dict[str, Through] = {
    MIRRORED: partial(_each, change=_mirror),
    "half size": partial(_each, change=_halve),
    APPROACHED: partial(_each, change=_approach),
    "10 fps": _slowly,
    "60 fps": _fast,
    "20 % lost": _with_losses,
    "0.5 s gaps": _with_gaps,
    "darker": partial(_each, change=_darken),
    "JPEG 40": partial(_each, change=_compress),
    "rolled 4 deg": partial(_each, change=_roll),
}
"""Every variant by the name that the report gives it."""
