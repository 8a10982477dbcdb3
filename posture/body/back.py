"""Measurements of the back and of the table position, from the side; the contour comes from the mask."""

from __future__ import annotations

import math

from posture.body.baseline import Baseline
from posture.body.features import SIDE_ONLY, Feature, forward, measured_once, middle
from posture.body.geometry import lean, ratio
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.silhouette import back_height


def _back_height(pose: Pose, side: Side, baseline: Baseline) -> float:
    shoulder, hip = pose.joint(side, "shoulder"), pose.joint(side, "hip")
    return back_height(pose, shoulder, hip, facing=forward(side))


def _thigh_lean(pose: Pose, side: Side, baseline: Baseline) -> float:
    return forward(side) * lean(pose.joint(side, "knee"), pose.joint(side, "hip"))


def _hand_ahead(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how far the hand stands in front of the shoulder, in torso lengths."""
    ahead_px = pose.joint(side, "wrist")[0] - pose.joint(side, "shoulder")[0]
    return ratio(forward(side) * ahead_px, baseline.torso_px)


def _face_under_once(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure by how many degrees the face is turned under: 0 looking ahead, 90 at the floor.

    The angle grows further towards the knees. It runs from -90 to 270, so that its jump lies where no neck
    goes.
    """
    ear, nose = middle(pose, "ear"), pose.at(Landmark.NOSE)
    down = math.degrees(math.atan2(nose[1] - ear[1], forward(side) * (nose[0] - ear[0])))
    return (down + 90.0) % 360.0 - 90.0


_face_under = measured_once("face_under", _face_under_once)


BACK_HEIGHT = Feature(
    "back_height",
    "ratio",
    ("shoulder", "hip"),
    SIDE_ONLY,
    measured_once("back_height", _back_height),
    relative=True,
    outline=True,
)
FACE_UNDER = Feature("face_under", "deg", ("nose", "ear"), SIDE_ONLY, _face_under, relative=True)
LOOKING_UP = Feature(
    "looking_up", "deg", ("nose", "ear"), SIDE_ONLY, lambda pose, side, base: -_face_under(pose, side, base)
)
THIGH_LEAN = Feature("thigh_lean", "deg", ("knee", "hip"), SIDE_ONLY, _thigh_lean, relative=True)
HAND_AHEAD = Feature("hand_ahead", "ratio", ("wrist", "shoulder"), SIDE_ONLY, _hand_ahead)
