"""Obstacles to a check: joints out of the frame, hidden hips, too great a distance."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from posture.body.baseline import Baseline
from posture.body.features import middle
from posture.body.geometry import distance
from posture.body.landmarks import N_LANDMARKS, Landmark, Point, Pose, Side, on
from posture.body.view import View
from posture.body.visibility import TORSOS_A_NECK, TORSOS_A_SHOULDERS
from posture.coach.setup.readiness import MIN_TORSO_RATIO

CORE = {View.FRONT: ("eye", "ear", "shoulder"), View.SIDE: ("ear", "shoulder")}
"""Joints that must be seen. Where hips are not, the measures that need them are left out."""


def without_unsure_hips(seen: Pose, raw: Pose) -> tuple[Pose, str]:
    """Remove hips that cannot be trusted. The rest of the person can still be measured.

    Args:
        seen: The pose, NaN where it was not seen.
        raw: The same pose as the network gave it, for where in or beside the frame the hips would be.

    Returns:
        The pose, and ``out_of_picture``, ``hip_hidden`` or "" where the hips are seen.
    """
    if math.isnan(middle(seen, "hip")[0]):
        why = "out_of_picture" if _outside(raw, "hip") else "hip_hidden"
    else:
        why = "hip_hidden" if _beside_mask(seen, middle(seen, "hip")) else ""
    if not why:
        return seen, ""
    hidden = np.zeros((N_LANDMARKS, 1), dtype=bool)
    hidden[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = True
    return replace(
        seen,
        image_xy=np.where(hidden, np.nan, seen.image_xy),
        world_xyz=np.where(hidden, np.nan, seen.world_xyz),
    ), why


def obstacle_in(view: View, seen: Pose, raw: Pose) -> str:
    """Return what prevents measuring a view, as a key of `REFUSALS`; "" where nothing does.

    Args:
        view: Front or side.
        seen: The pose, NaN where it was not seen; missing hips prevent nothing.
        raw: The same pose as the network gave it, for where in or beside the frame a joint would be.
    """
    hidden = {joint for joint in CORE[view] if math.isnan(middle(seen, joint)[0])}
    if any(_outside(raw, joint) for joint in hidden):
        return "out_of_picture"
    if hidden:
        return "unclear"
    return "too_far" if torso_length_px(seen) < MIN_TORSO_RATIO * seen.size_px[1] else ""


def torso_length_px(pose: Pose) -> float:
    """Return the length of the trunk; without hips, an estimate from shoulders or, from the side, neck."""
    lengths = Baseline.of([pose])
    if not math.isnan(lengths.torso_px):
        return lengths.torso_px
    neck_px = distance(middle(pose, "ear"), middle(pose, "shoulder"))
    return max(TORSOS_A_SHOULDERS * lengths.shoulder_px, TORSOS_A_NECK * neck_px)


def _outside(raw: Pose, joint: str) -> bool:
    width, height = raw.size_px
    points = (raw.at(on(side, joint)) for side in (Side.LEFT, Side.RIGHT))
    return any(not (0.0 <= x <= width and 0.0 <= y <= height) for x, y in points if not math.isnan(x))


def _beside_mask(pose: Pose, point: Point) -> bool:
    """Return whether there is a person mask that the point is not on: something stands before it."""
    if pose.mask is None:
        return False
    rows, columns = pose.mask.shape
    column = int(point[0] * columns / pose.size_px[0])
    row = int(point[1] * rows / pose.size_px[1])
    return not (0 <= row < rows and 0 <= column < columns and bool(pose.mask[row, column]))
