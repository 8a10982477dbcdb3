"""Measurements of positions on the floor, seen from the side, and how near the body is to one.

The turn of the shoulders in world coordinates wanders here: between 63 and 117 degrees over a real
child's pose that never left the side view. So these are taken as true in `FLOOR_VIEWS`, and each
position asks by itself for a narrow body in the frame (`SHOULDER_SPREAD`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.body.back import LOOKING_UP
from posture.body.baseline import Baseline
from posture.body.features import SIDE_ONLY, Compute, Feature, forward, joint_angle, middle
from posture.body.geometry import distance, elevation, lean, ratio
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.target_lines import rise
from posture.body.view import View

FLOOR_VIEWS = frozenset({View.SIDE, View.OBLIQUE, View.BACK})
"""Views that a side view on the floor is taken for."""


def _spread(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how far the shoulders are apart, in lengths of the trunk as it is seen now."""
    left, right = pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.RIGHT_SHOULDER)
    return ratio(distance(left, right), distance(middle(pose, "shoulder"), middle(pose, "hip")))


def _leg(pose: Pose, side: Side, baseline: Baseline) -> float:
    return elevation(pose.joint(side, "hip"), pose.joint(side, "ankle"))


def _chest(pose: Pose, side: Side, baseline: Baseline) -> float:
    return elevation(pose.joint(side, "hip"), pose.joint(side, "shoulder"))


def _forearm(pose: Pose, side: Side, baseline: Baseline) -> float:
    return elevation(pose.joint(side, "wrist"), pose.joint(side, "elbow"))


def _upper_arm(pose: Pose, side: Side, baseline: Baseline) -> float:
    return forward(side) * lean(pose.joint(side, "elbow"), pose.joint(side, "shoulder"))


def _thigh(pose: Pose, side: Side, baseline: Baseline) -> float:
    return elevation(pose.joint(side, "knee"), pose.joint(side, "hip"))


def _knee_of_either(pose: Pose, side: Side) -> Side:
    """Return the side whose knee is seen, ``side`` first: on all fours both are alike."""
    return side.other if math.isnan(pose.joint(side, "knee")[0]) else side


def _either_thigh(pose: Pose, side: Side, baseline: Baseline) -> float:
    return _thigh(pose, _knee_of_either(pose, side), baseline)


def _shoulder_height(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the shoulder above the knees, which rest on the floor and are seen where a hand is not."""
    knee = pose.joint(_knee_of_either(pose, side), "knee")
    return ratio(knee[1] - pose.joint(side, "shoulder")[1], baseline.torso_px)


def _shoulder_under(pose: Pose, side: Side, baseline: Baseline) -> float:
    below_px = pose.joint(side, "shoulder")[1] - pose.joint(side.other, "shoulder")[1]
    return ratio(below_px, baseline.torso_px)


def _hips_up(pose: Pose, side: Side, baseline: Baseline) -> float:
    return ratio(pose.joint(side, "ankle")[1] - pose.joint(side, "hip")[1], baseline.torso_px)


def _ear_up(pose: Pose, side: Side, baseline: Baseline) -> float:
    return ratio(pose.joint(side, "shoulder")[1] - middle(pose, "ear")[1], baseline.torso_px)


def _neck_back(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the turn of the face against the trunk, and 90 degrees more: at rest they are square.

    The angle runs from -180 to 180, with its jump where no neck goes.
    """
    up = LOOKING_UP.compute(pose, side, baseline)
    return (up - _chest(pose, side, baseline) + 270.0) % 360.0 - 180.0


SHOULDER_SPREAD = Feature("shoulder_spread", "ratio", ("shoulder", "hip"), FLOOR_VIEWS, _spread)
HIP_FLEXION = Feature(
    "hip_flexion",
    "deg",
    ("shoulder", "hip", "knee"),
    FLOOR_VIEWS,
    joint_angle("shoulder", "hip", "knee", flexion=True),
)
KNEE_BEND = Feature(
    "knee_bend",
    "deg",
    ("hip", "knee", "ankle"),
    FLOOR_VIEWS,
    joint_angle("hip", "knee", "ankle", flexion=True),
)
ARM_RAISE = Feature(
    "arm_raise",
    "deg",
    ("elbow", "shoulder", "hip"),
    FLOOR_VIEWS,
    joint_angle("elbow", "shoulder", "hip", flexion=False),
)
"""Upper arm against the trunk: 0 along it, 180 in line beyond the head."""
TRUNK_RISE = Feature(
    "trunk_rise", "deg", ("shoulder", "hip"), FLOOR_VIEWS, _chest, mark=rise("hip", "shoulder")
)
"""From the hips to the shoulders: 0 level, 90 upright, negative where the head is the lower end."""
KNEELING_THIGH = Feature("kneeling_thigh", "deg", ("hip", "knee"), FLOOR_VIEWS, _either_thigh)
"""Rise of the thigh whose knee is seen: 90 with the hips over the knees."""
SHOULDER_HEIGHT = Feature(
    "shoulder_height", "ratio", ("shoulder", "knee", "hip"), FLOOR_VIEWS, _shoulder_height
)
"""The shoulder above the knees on the floor, in torso lengths."""
SHOULDER_UNDER = Feature("shoulder_under", "ratio", ("shoulder", "hip"), FLOOR_VIEWS, _shoulder_under)
"""The shoulder below the other one, in torso lengths."""
LEG_RISE = Feature("leg_rise", "deg", ("hip", "ankle"), FLOOR_VIEWS, _leg)
"""From the hips to the feet: about 0 lying, negative where the hips are higher."""
FOREARM_RISE = Feature("forearm_rise", "deg", ("wrist", "elbow"), FLOOR_VIEWS, _forearm)
"""From the hand to the elbow: 0 where the forearm lies on the floor."""
UPPER_ARM_LEAN = Feature("upper_arm_lean", "deg", ("elbow", "shoulder"), FLOOR_VIEWS, _upper_arm)
"""Lean of the upper arm: 0 with the shoulder above the elbow, + further towards the head."""
HIPS_UP = Feature("hips_up", "ratio", ("hip", "ankle"), FLOOR_VIEWS, _hips_up)
"""Hips above the ankles, in torso lengths."""
EAR_UP = Feature("ear_up", "ratio", ("ear", "shoulder", "hip"), FLOOR_VIEWS, _ear_up)
"""Ears above the shoulder, in torso lengths."""
NECK_BACK = Feature("neck_back", "deg", ("nose", "ear", "shoulder", "hip"), FLOOR_VIEWS, _neck_back)
"""The head thrown back against the trunk: about 0 where the neck goes on in its line. The
network reads half to three quarters of it: 28 to 43 of 63 true degrees, 53 to 70 of 93."""
LEG_LIFT = Feature("leg_lift", "deg", ("hip", "ankle"), SIDE_ONLY, _leg, relative=True)
CHEST_LIFT = Feature("chest_lift", "deg", ("shoulder", "hip"), SIDE_ONLY, _chest, relative=True)

AMBER_DEG = 10.0
"""Degrees outside its band at which a position is still credited (measurements.md 13)."""
IN_POSITION = 0.5
"""Closeness at the edge of the range that is still credited."""


@dataclass(frozen=True, slots=True)
class PositionBand:
    """The band that a measurement has in a position.

    Attributes:
        feature: What is measured.
        low, high: The band.
        amber: How far outside it the position is still credited.
    """

    feature: Feature
    low: float = -math.inf
    high: float = math.inf
    amber: float = AMBER_DEG

    def closeness(self, value: float) -> float:
        """Return 1 inside, `IN_POSITION` at the edge of what is credited, 0 twice as far; NaN for NaN.

        >>> PositionBand(TRUNK_RISE, low=15.0, high=40.0).closeness(45.0)
        0.75
        """
        if self.low <= value <= self.high:
            return 1.0
        outside = max(self.low - value, value - self.high)
        return math.nan if math.isnan(value) else min(max(1.0 - outside / (2.0 * self.amber), 0.0), 1.0)


NARROW = PositionBand(SHOULDER_SPREAD, high=0.40, amber=0.1)
"""Seen from the side: 0.07-0.29 in a real child's pose; 0.47 and more from in front or behind with the
arms overhead (measurements.md 1.3)."""


def position(name: str, *spans: PositionBand) -> Feature:
    """Return the measurement of how near the body is to a position.

    It is 1 where every measurement is in its band, `IN_POSITION` and more where the position is credited,
    and 0 where the body is somewhere else: the one that is furthest from its band decides. NaN where one of
    them is not seen.

    Args:
        name: Name of the measurement.
        spans: The bands that make the position.
    """
    joints = tuple(dict.fromkeys(j for span in spans for j in span.feature.joints))
    views = frozenset.intersection(*(span.feature.views for span in spans))
    return Feature(name, "ratio", joints, views, _nearness(name, spans))


def _nearness(name: str, spans: tuple[PositionBand, ...]) -> Compute:
    def _compute(pose: Pose, side: Side, baseline: Baseline) -> float:
        key = (name, baseline.torso_px, baseline.shoulder_px, baseline.head_px), side
        nearness = pose.known.get(key)
        if nearness is None:  # it is asked for by the count and with all measurements
            parts = [span.closeness(span.feature.compute(pose, side, baseline)) for span in spans]
            nearness = pose.known[key] = math.nan if math.isnan(sum(parts)) else min(parts)
        return nearness

    return _compute
