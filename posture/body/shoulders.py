"""Measurements that show the shoulder blades drawing together, although no landmark lies on them."""

from __future__ import annotations

import math

from posture.body.baseline import Baseline
from posture.body.features import SIDE_ONLY, Feature, forward, measured_once, middle
from posture.body.geometry import distance, lean, ratio
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import View, yaw_deg

FRONT_OR_BACK = frozenset({View.FRONT, View.BACK})
WIDTH_SHARE, ELBOWS_SHARE = 0.06, 0.18
"""Shares of the shoulder width by which shoulders and elbows come together in one whole squeeze:
a real person 0.08 and 0.18, two rendered ones 0.06-0.075 and 0.20 (measurements.md 5, measured)."""


def _apart(pose: Pose, joint: str, baseline: Baseline) -> float:
    """Measure how far the left and the right joint are apart, in shoulder widths at rest."""
    return ratio(distance(*pose.pair(joint)), baseline.shoulder_px)


def _drawn(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure a squeeze, half by the shoulders and half by the elbows: swinging arms alone make no whole one.

    Where the elbows leave the frame, the shoulders decide: their width alone shows a squeeze as well.
    """
    shoulders = NARROWER.compute(pose, side, baseline) / WIDTH_SHARE
    elbows = ELBOWS_NEARER.compute(pose, side, baseline) / ELBOWS_SHARE
    if not math.isnan(elbows):
        return (shoulders + elbows) / 2.0
    at_rest = (baseline.neutral.get((part.name, side), math.nan) for part in (NARROWER, ELBOWS_NEARER))
    shoulders_then, elbows_then = (v / s for v, s in zip(at_rest, (WIDTH_SHARE, ELBOWS_SHARE), strict=True))
    return shoulders + (elbows_then - shoulders_then) / 2.0  # as if they had come as far as the shoulders


def _arm_behind(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure by how many degrees the upper arm points behind the trunk; 0 along it."""
    hip, shoulder, elbow = (pose.joint(side, name) for name in ("hip", "shoulder", "elbow"))
    return forward(side) * (lean(elbow, shoulder) - lean(hip, shoulder))


def _shoulders_high(pose: Pose, side: Side, baseline: Baseline) -> float:
    height_px = middle(pose, "hip")[1] - middle(pose, "shoulder")[1]
    return ratio(height_px, baseline.torso_px)


def _raised(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the shoulders above the middle of hips and ears, in torso lengths."""
    between = (middle(pose, "hip")[1] + middle(pose, "ear")[1]) / 2.0
    return ratio(between - middle(pose, "shoulder")[1], baseline.torso_px)


def _elbows_high(pose: Pose, side: Side, baseline: Baseline) -> float:
    return ratio(middle(pose, "hip")[1] - middle(pose, "elbow")[1], baseline.torso_px)


def _face_size(pose: Pose, side: Side, baseline: Baseline) -> float:
    eyes = distance(pose.at(Landmark.LEFT_EYE), pose.at(Landmark.RIGHT_EYE))
    return ratio(eyes, baseline.shoulder_px)


def _turned(pose: Pose, side: Side, baseline: Baseline) -> float:
    return abs(yaw_deg(pose))


def _level_difference(pose: Pose, side: Side, baseline: Baseline) -> float:
    left, right = pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.RIGHT_SHOULDER)
    return ratio(abs(left[1] - right[1]), baseline.shoulder_px)


NARROWER = Feature(
    "narrower", "ratio", ("shoulder",), FRONT_OR_BACK,
    lambda pose, side, base: -_apart(pose, "shoulder", base), relative=True,
)  # fmt: skip
"""Width that the shoulders have lost, in shoulder widths at rest."""
ELBOWS_NEARER = Feature(
    "elbows_nearer", "ratio", ("elbow",), FRONT_OR_BACK,
    lambda pose, side, base: -_apart(pose, "elbow", base), relative=True,
)  # fmt: skip
"""Distance that the elbows have come nearer to each other, in shoulder widths at rest."""
DRAWN_TOGETHER = Feature(
    "drawn_together", "ratio", ("shoulder", "elbow"), FRONT_OR_BACK, _drawn,
    relative=True, spare=("elbow",), parts=(NARROWER, ELBOWS_NEARER),
)  # fmt: skip
"""0 at rest, 1 in a whole squeeze of both blades."""
HANDS_APART = Feature(
    "hands_apart", "ratio", ("wrist", "shoulder"), FRONT_OR_BACK,
    lambda pose, side, base: _apart(pose, "wrist", base), relative=True,
)  # fmt: skip
ELBOWS_APART = Feature(
    "elbows_apart", "ratio", ("elbow",), FRONT_OR_BACK, lambda pose, side, base: _apart(pose, "elbow", base)
)
ELBOWS_HIGH = Feature("elbows_high", "ratio", ("elbow", "hip"), FRONT_OR_BACK, _elbows_high)
NO_SIGNAL = Feature("no_signal", "ratio", (), frozenset(View), lambda pose, side, base: 0.0)
"""For a method in which nothing can be seen to move."""
ARM_BEHIND = Feature(
    "arm_behind", "deg", ("hip", "shoulder", "elbow"), SIDE_ONLY, measured_once("arm_behind", _arm_behind)
)
SHOULDERS_HIGH = Feature(
    "shoulders_high", "ratio", ("shoulder", "hip"), FRONT_OR_BACK, _shoulders_high, relative=True
)
SHOULDERS_RAISED = Feature(
    "shoulders_raised", "ratio", ("ear", "shoulder", "hip"), frozenset(View), _raised, relative=True
)
"""A shrug takes the shoulders away from the hips and nearer to the ears. Either alone is something else:
a person who grows tall in a squeeze raises shoulders and head by 0.03 torso lengths (a heavy body by more
than half a shrug), and one who drops the head brings the ears to the shoulders."""
TURNED = Feature("turned", "deg", (), FRONT_OR_BACK, _turned, relative=True)
"""Turn of the shoulders, more than at rest; a turn of 20 degrees narrows them by itself."""
FACE_SIZE = Feature("face_size", "ratio", ("eye",), frozenset({View.FRONT}), _face_size, relative=True)
LEVEL_DIFFERENCE = Feature(
    "level_difference", "ratio", ("shoulder",), FRONT_OR_BACK, _level_difference, relative=True
)
