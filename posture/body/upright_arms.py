"""Arms of a person whose hips are out of the picture: who sits close to the camera, or cut off by its edge.

The trunk is then taken as upright, which a head above the shoulders makes likely, and the arm is measured
against the vertical.
"""

from __future__ import annotations

import math

from posture.body.baseline import Baseline
from posture.body.features import FRONTAL, Feature, apart, mean, middle, per_side
from posture.body.geometry import lean
from posture.body.landmarks import Pose, Side

HIPS_INWARD_DEG = 6.0
"""Degrees by which the hip of a side lies further inward than straight under its shoulder: 3.5 to 9.0 in ten
recordings, so that an arm reads within 3 degrees of what it does with the hips in sight."""
HEAD_ASIDE_DEG = 45.0
"""A head that leans further than this from above the shoulders shows no upright person or frame."""


def _above_vertical(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the upper arm as against the trunk: 0 hanging, 180 straight up; NaN of a body that lies."""
    head = lean(middle(pose, "shoulder"), middle(pose, "ear"))
    if not abs(head) <= HEAD_ASIDE_DEG:
        return math.nan
    shoulder, elbow = pose.joint(side, "shoulder"), pose.joint(side, "elbow")
    out_px, down_px = abs(elbow[0] - shoulder[0]), elbow[1] - shoulder[1]
    return min(math.degrees(math.atan2(out_px, down_px)) + HIPS_INWARD_DEG, 180.0)


def _pulled_down(pose: Pose, side: Side, baseline: Baseline) -> float:
    return -_above_vertical(pose, side, baseline)


_JOINTS = ("elbow", "shoulder", "ear")

ARM_UPRIGHT = Feature(
    "arm_upright", "deg", _JOINTS, FRONTAL, per_side(_above_vertical, mean), alone=("elbow", "wrist")
)
ARMS_UPRIGHT_DIFFERENCE = Feature("arms_upright_difference", "deg", _JOINTS, FRONTAL, apart(_above_vertical))
ARM_PULLED_DOWN = Feature(
    "arm_pulled_down", "deg", _JOINTS, FRONTAL, per_side(_pulled_down, mean), alone=("elbow", "wrist")
)
"""The same with a minus, so that it rises as the arms are pulled down."""
