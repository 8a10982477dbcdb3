"""What of a person the camera sees well enough for a check, and what is in the way."""

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
"""What has to be seen; hips that are not leave out what is measured on them."""


def without_unsure_hips(seen: Pose, raw: Pose) -> tuple[Pose, str]:
    """The pose without hips that are not to be trusted, and why there are none.

    The rest of the person can be measured all the same.

    Args:
        seen: The pose with whatever was not seen as NaN.
        raw: The same as the network gave it, for where in or beside the picture they would be.

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
    """What is in the way of measuring that view, as a key of `REFUSALS`; "" where nothing is.

    Args:
        view: Front or side.
        seen: The pose with whatever was not seen as NaN; hips that are missing are not in the way.
        raw: The same as the network gave it, for where in or beside the picture that would be.
    """
    hidden = {joint for joint in CORE[view] if math.isnan(middle(seen, joint)[0])}
    if any(_outside(raw, joint) for joint in hidden):
        return "out_of_picture"
    if hidden:
        return "unclear"
    return "too_far" if torso_length_px(seen) < MIN_TORSO_RATIO * seen.size_px[1] else ""


def torso_length_px(pose: Pose) -> float:
    """Length of the trunk; without the hips what shoulders, or from the side the neck, make probable."""
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
    """Whether there is a person mask and the point is not on it: something stands before it."""
    if pose.mask is None:
        return False
    rows, columns = pose.mask.shape
    column = int(point[0] * columns / pose.size_px[0])
    row = int(point[1] * rows / pose.size_px[1])
    return not (0 <= row < rows and 0 <= column < columns and bool(pose.mask[row, column]))
