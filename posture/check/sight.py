"""What of a person the camera sees well enough for a check, and what is in the way."""

from __future__ import annotations

import math

from posture.body.baseline import Baseline
from posture.body.features import middle
from posture.body.geometry import distance
from posture.body.landmarks import Point, Pose, Side, on
from posture.body.seen import TORSOS_A_SHOULDERS
from posture.body.view import View
from posture.coach.setup.readiness import MIN_TORSO_RATIO

CORE = {View.FRONT: ("eye", "ear", "shoulder"), View.SIDE: ("ear", "shoulder")}
"""What has to be seen; hips that are out of the picture leave out what is measured on them."""
NECK_TORSOS = 0.4
"""Middle of the shoulders to middle of the ears, in torso lengths (measured: 0.3 to 0.53)."""


def obstacle_in(view: View, seen: Pose, raw: Pose) -> str:
    """What is in the way of measuring that view, as a key of `REFUSALS`; "" where nothing is.

    Args:
        view: Front or side.
        seen: The pose with whatever was not seen as NaN.
        raw: The same as the network gave it, for where in or beside the picture that would be.
    """
    core = CORE[view]
    hidden = {joint for joint in (*core, "hip") if math.isnan(middle(seen, joint)[0])}
    outside = {joint for joint in hidden if _outside(raw, joint)}
    if outside.intersection(core):
        return "out_of_picture"
    if hidden - outside:
        return "hip_hidden" if "hip" in hidden - outside else "unclear"
    if "hip" in outside:
        return ""
    if Baseline.of([seen]).torso_px < MIN_TORSO_RATIO * seen.size_px[1]:
        return "too_far"
    return "hip_hidden" if _beside_mask(seen, middle(seen, "hip")) else ""


def torso_length_px(pose: Pose) -> float:
    """Length of the trunk; without the hips what shoulders, or from the side the neck, make probable."""
    lengths = Baseline.of([pose])
    if not math.isnan(lengths.torso_px):
        return lengths.torso_px
    neck_px = distance(middle(pose, "ear"), middle(pose, "shoulder"))
    return max(TORSOS_A_SHOULDERS * lengths.shoulder_px, neck_px / NECK_TORSOS)


def _outside(raw: Pose, joint: str) -> bool:
    width, height = raw.size_px
    points = (raw.at(on(side, joint)) for side in (Side.LEFT, Side.RIGHT))
    return any(not (0.0 <= x <= width and 0.0 <= y <= height) for x, y in points if not math.isnan(x))


def _beside_mask(pose: Pose, point: Point) -> bool:
    """Whether there is a person mask and the point is not on it: something stands before it."""
    if pose.mask is None:
        return False
    rows, columns = pose.mask.shape
    column = int(point[0] * columns / pose.size_px[0])
    row = int(point[1] * rows / pose.size_px[1])
    return not (0 <= row < rows and 0 <= column < columns and bool(pose.mask[row, column]))
