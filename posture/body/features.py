"""Measurements of one pose.

A `Feature` gives one number for one side (or for both). A landmark that was not seen is NaN, and so is
every number that needs it: nothing here checks visibility, see `posture.body.visibility`.

Joint angles are named as in the clinic: 0 in the anatomical position, growing with flexion. Left and right
are the person's own. Everything is measured in image pixels, which is true from some sides only: each
feature names its views.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from posture.body.baseline import Baseline
from posture.body.geometry import angle_at, distance, elevation, lean, midpoint, offset_from_line, ratio, roll
from posture.body.landmarks import Landmark, Point, Pose, Side, landmarks_of, on
from posture.body.target_lines import Line, beside_trunk, ear_behind, head_line, ray
from posture.body.view import FRONT_DEG, View, yaw_deg

FRONTAL = frozenset({View.FRONT, View.OBLIQUE, View.BACK})
LATERAL = frozenset({View.SIDE, View.OBLIQUE})
SIDE_ONLY = frozenset({View.SIDE})
FRONT_ONLY = frozenset({View.FRONT})

TILT_GAIN = 0.78
"""Share of a true head tilt that the network reads: 0.77-0.80 on turned photos and 0.76-0.81 on two rendered
bodies with the full model, 0.87-0.93 with the heavy one (measurements.md 1.2, measured)."""
SHOULDER_DRAG = 0.15
"""Share of a head tilt that the network drags the shoulder line along."""
NOD_OF_GLIDE = 22.0
"""Degrees of apparent nod for a level glide of one head length: with it, level tucks of three
rendered clips read -7 to 0 degrees, nods -14 to -17."""

LEAST_SEEN = math.sin(math.radians(FRONT_DEG))
"""Smallest share of a length ahead of the person that counts as seen: from the front it is a guess."""

ONE_SIDE = _LEFT, _RIGHT = (Side.LEFT, Side.RIGHT)
_BOTH = Side.BOTH  # by its class, a member takes as long to be looked up as a function to be called
Compute = Callable[[Pose, Side, Baseline], float]
Mark = Callable[[Pose, Side, Baseline, float], Line]


@dataclass(frozen=True, slots=True, eq=False)
class Feature:
    """A number measured on one pose; NaN where a joint that it needs is not seen.

    Features are compared by identity: they are declared once and looked up at every pose.

    Attributes:
        name: Unique name, with its unit at the end where it is not plain from it.
        unit: ``deg`` or ``ratio``.
        joints: Names without side, for words ("I can't see your hips") and for marking limbs.
        views: Views in which the number is true.
        compute: The measurement itself.
        relative: Report the change from the person's neutral value instead of the value.
        outline: It is measured on the person mask; NaN for a pose without one.
        spare: Joints that it can do without for a while, once the person's neutral values are known.
        parts: Measurements whose neutral values it is made of.
        alone: Joints that must be seen of an arm for it to say as much as both: a movement of both arms is
            then measured on the arm that is seen. An elbow beside a hidden hand is a guess of the network,
            so the hand is among them even where the number does without it. Empty where one arm says too
            little.
        standing: It is of somebody who stands, and NaN for somebody who sits.
        mark: Where a value of one side lies in the frame (`posture.body.target_lines`); ``None`` where no
            single line shows it.
    """

    name: str
    unit: str
    joints: tuple[str, ...]
    views: frozenset[View]
    compute: Compute
    relative: bool = False
    outline: bool = False
    spare: tuple[str, ...] = ()
    parts: tuple[Feature, ...] = ()
    alone: tuple[str, ...] = ()
    standing: bool = False
    mark: Mark | None = None

    def measure(self, pose: Pose, side: Side, baseline: Baseline) -> float:
        """Return the value on one side, or on both together.

        Args:
            pose: In image pixels, with unseen landmarks as NaN: they make the value NaN.
            side: The person's own side.
            baseline: Their lengths and neutral values. A relative value is the change from the neutral one;
                NaN before there is one.
        """
        value = self.compute(pose, side, baseline)
        return value - baseline.neutral.get((self.name, side), math.nan) if self.relative else value

    def sees(self, pose: Pose, side: Side) -> bool:
        """Return whether every joint was seen that it needs, and that lets an arm stand for both.

        Args:
            pose: With unseen landmarks as NaN.
            side: One side of the person.
        """
        total = pose.known.get((self, side))  # of what must be seen: one that is NaN makes it NaN
        if total is None:
            xs = [pose.xs[landmark] for landmark in _shown_by(self, side)]
            total = pose.known[self, side] = sum(xs)
        return not math.isnan(total)

    def lines(self, value: float, pose: Pose, side: Side, baseline: Baseline) -> tuple[Line, ...]:
        """Return where a value lies in the frame: a line for each side, none where it is not seen.

        Args:
            value: As `measure` gives it.
            pose: In image pixels, with unseen landmarks as NaN.
            side: The side that is measured.
            baseline: The person's lengths and neutral values.
        """
        if self.mark is None:
            return ()
        level = value + baseline.neutral.get((self.name, side), math.nan) if self.relative else value
        sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
        drawn = (self.mark(pose, one, baseline, level) for one in sides)
        return tuple(line for line in drawn if all(map(math.isfinite, (*line[0], *line[1]))))


@cache
def _shown_by(feature: Feature, side: Side) -> tuple[Landmark, ...]:
    """Return the landmarks of a side that have to be seen for `Feature.sees`."""
    return landmarks_of((*feature.joints, *feature.alone), (side,))


def middle(pose: Pose, joint: str) -> Point:
    """Return the point in image pixels half-way between the left and the right joint.

    Args:
        pose: With unseen landmarks as NaN, which make the point NaN.
        joint: Name without side ("hip").
    """
    return midpoint(*pose.pair(joint))


def forward(side: Side) -> float:
    """Return +1 where a person seen from ``side`` looks to the right of the frame, else -1."""
    return 1.0 if side is _RIGHT else -1.0


def per_side(compute: Compute, pick: Callable[[float, float], float]) -> Compute:
    """Make a measurement of one side answer for both sides, too.

    Args:
        compute: Measures one side.
        pick: Makes one value of the left and the right one (mean, max …); where either is NaN, so is the
            result.
    """

    def _both(pose: Pose, side: Side, baseline: Baseline) -> float:
        if side is not _BOTH:
            return compute(pose, side, baseline)
        left, right = compute(pose, _LEFT, baseline), compute(pose, _RIGHT, baseline)
        return math.nan if math.isnan(left + right) else pick(left, right)

    return _both


def measured_once(name: str, compute: Compute) -> Compute:
    """Measure once for each pose and side what depends on the pose alone, and not on the baseline.

    Args:
        name: Names the value among those that are kept with a pose (`Pose.known`).
        compute: The measurement.
    """

    def _measured(pose: Pose, side: Side, baseline: Baseline) -> float:
        known, key = pose.known, (name, side)
        value = known.get(key)
        if value is None:
            value = known[key] = compute(pose, side, baseline)
        return value

    return _measured


def mean(left: float, right: float) -> float:
    """Return the mean of both sides.

    Args:
        left: Value of the left side.
        right: Value of the right side.
    """
    return (left + right) / 2.0


def apart(compute: Compute) -> Compute:
    """Measure how far both sides are apart; NaN where one side alone is asked for."""

    def _between(pose: Pose, side: Side, baseline: Baseline) -> float:
        if side is not _BOTH:
            return math.nan
        return abs(compute(pose, _LEFT, baseline) - compute(pose, _RIGHT, baseline))

    return _between


def joint_angle(proximal: str, vertex: str, distal: str, *, flexion: bool) -> Compute:
    """Measure the angle at a joint of one side in degrees.

    Args:
        proximal: Name of the joint towards the trunk.
        vertex: Name of the joint that bends.
        distal: Name of the joint away from the trunk.
        flexion: Whether to give the flexion (180 minus the angle) instead of the interior angle.
    """
    ends = {side: tuple(on(side, name) for name in (proximal, vertex, distal)) for side in ONE_SIDE}

    def _compute(pose: Pose, side: Side, baseline: Baseline) -> float:
        a, b, c = ends[side]
        xs, ys = pose.xs, pose.ys
        angle = angle_at((xs[b], ys[b]), (xs[a], ys[a]), (xs[c], ys[c]))
        return 180.0 - angle if flexion else angle

    return measured_once(f"{proximal}-{vertex}-{distal}{' flexion' if flexion else ''}", _compute)


_arm_elevation = joint_angle("elbow", "shoulder", "hip", flexion=False)
_elbow_flexion = joint_angle("shoulder", "elbow", "wrist", flexion=True)
_knee_flexion = joint_angle("hip", "knee", "ankle", flexion=True)


def _ear_gap(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how close the shoulder is to the ear: minus the vertical gap, in torso lengths."""
    ear, shoulder = pose.joint(side, "ear"), pose.joint(side, "shoulder")
    return ratio(ear[1] - shoulder[1], baseline.torso_px)


def _trunk_sideways(pose: Pose, side: Side, baseline: Baseline) -> float:
    return lean(middle(pose, "hip"), middle(pose, "shoulder"))


def _trunk_height(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure by how many degrees the trunk rises, from its middle.

    A length ahead of the person is seen by the sine of their turn alone. Seen half from the front the near
    shoulder stands further out than the near hip, and a trunk half-way down looks 10 degrees more upright
    than it is.
    """
    return elevation(*_trunk_in_profile(pose))


def _trunk_in_profile(pose: Pose) -> tuple[Point, Point]:
    """Return the middles of hips and shoulders as they would lie to each other from the side."""
    hips, shoulders = middle(pose, "hip"), middle(pose, "shoulder")
    seen = max(abs(math.sin(math.radians(yaw_deg(pose)))), LEAST_SEEN)
    return (0.0, hips[1]), ((shoulders[0] - hips[0]) / seen, shoulders[1])


def _trunk_lean(pose: Pose, side: Side, baseline: Baseline) -> float:
    return forward(side) * lean(*_trunk_in_profile(pose))


def _trunk_forward(pose: Pose, side: Side, baseline: Baseline) -> float:
    return forward(side) * lean(pose.joint(side, "hip"), pose.joint(side, "shoulder"))


def _elbow_above_trunk(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the elbow from the line hip-shoulder, towards the back, in torso lengths."""
    hip, shoulder, elbow = (pose.joint(side, name) for name in ("hip", "shoulder", "elbow"))
    return ratio(forward(side) * offset_from_line(elbow, hip, shoulder), baseline.torso_px)


def _head_roll_once(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the tilt of eyes and ears against the frame's horizontal in degrees, + towards ``side``."""
    (left_eye, right_eye), (left_ear, right_ear) = pose.pair("eye"), pose.pair("ear")
    both = roll(right_eye, left_eye) + roll(right_ear, left_ear)
    return (-both if side is _RIGHT else both) / 2.0


_head_roll = measured_once("head_roll", _head_roll_once)


def _head_tilt(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the tilt that the head really has: the one that is read, by `TILT_GAIN`."""
    return _head_roll(pose, side, baseline) / TILT_GAIN


def _shoulder_roll(pose: Pose, side: Side, baseline: Baseline) -> float:
    return (-1.0 if side is _RIGHT else 1.0) * roll(*pose.pair("shoulder")[::-1])


def _face_turn(pose: Pose, side: Side, baseline: Baseline) -> float:
    nose, left, right = (pose.at(m) for m in (Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_EAR))
    to_left, to_right = distance(nose, left), distance(nose, right)
    return ratio(to_right - to_left, to_right + to_left)


def _shoulder_residual(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how far the shoulder of ``side`` has risen: the shoulder line, less its drag by a tilting head.

    The network lets the shoulder line follow 5 to 30 % of a head tilt (measurements.md 1.2, measured).
    """
    drag = SHOULDER_DRAG * _head_roll(pose, side, baseline)
    return drag - _shoulder_roll(pose, side, baseline)


def _nod(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the nod of the head in degrees, + up, without the part that a level glide back makes.

    Gliding backwards raises the line ears-nose although the head stays level (measurements.md 2.8).
    """
    return nose_pitch(pose, side, baseline) - NOD_OF_GLIDE * _head_behind(pose, side, baseline)


def _head_behind(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how far the ears are behind the shoulders, in head lengths (nose to ears).

    Both are the middle of left and right: the network drags the two shoulders after a moving head
    in opposite directions, and the mean takes that out (measurements.md 11, measured).
    """
    ear, shoulder = middle(pose, "ear"), middle(pose, "shoulder")
    return ratio(-forward(side) * (ear[0] - shoulder[0]), baseline.head_px)


def _shoulders_forward(pose: Pose, side: Side, baseline: Baseline) -> float:
    return ratio(forward(side) * middle(pose, "shoulder")[0], baseline.head_px)


def nose_pitch(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure by how many degrees the line ears-nose rises: about -25 looking ahead, less with a low chin.

    Args:
        pose: In image pixels, seen from the side; NaN for an unseen nose or ear.
        side: The side that is nearer to the camera.
        baseline: Not used.
    """
    ear, nose = middle(pose, "ear"), pose.at(Landmark.NOSE)
    return math.degrees(math.atan2(ear[1] - nose[1], forward(side) * (nose[0] - ear[0])))


ARM_ELEVATION = Feature(
    "arm_elevation",
    "deg",
    ("elbow", "shoulder", "hip"),
    FRONTAL,
    per_side(_arm_elevation, mean),
    alone=("elbow", "wrist"),
    mark=ray("shoulder", "hip", "elbow"),
)
ARM_DIFFERENCE = Feature(
    "arm_difference", "deg", ("elbow", "shoulder", "hip"), FRONTAL, apart(_arm_elevation)
)
ELBOW_FLEXION = Feature(
    "elbow_flexion", "deg", ("shoulder", "elbow", "wrist"), frozenset(View), per_side(_elbow_flexion, max)
)
KNEE_FLEXION = Feature("knee_flexion", "deg", ("hip", "knee", "ankle"), LATERAL, per_side(_knee_flexion, max))
SHRUG = Feature(
    "shrug", "ratio", ("ear", "shoulder", "hip"), frozenset(View), per_side(_ear_gap, max), relative=True
)
TRUNK_SIDEWAYS = Feature(
    "trunk_sideways", "deg", ("shoulder", "hip"), FRONT_ONLY, _trunk_sideways, relative=True
)
TRUNK_ELEVATION = Feature(
    "trunk_elevation", "deg", ("shoulder", "hip"), LATERAL, measured_once("trunk_elevation", _trunk_height)
)
TRUNK_FORWARD = Feature("trunk_forward", "deg", ("shoulder", "hip"), SIDE_ONLY, _trunk_forward, relative=True)
TRUNK_LEAN = Feature(
    "trunk_lean", "deg", ("shoulder", "hip"), LATERAL, measured_once("trunk_lean", _trunk_lean)
)
"""Forward from upright, below 0 behind it: a trunk that swings through upright has no jump there."""
ELBOW_ABOVE_TRUNK = Feature(
    "elbow_above_trunk", "ratio", ("hip", "shoulder", "elbow"), LATERAL, _elbow_above_trunk, mark=beside_trunk
)
HEAD_ROLL = Feature("head_roll", "deg", ("eye", "ear"), FRONT_ONLY, _head_roll, relative=True)
HEAD_TILT = Feature(
    "head_tilt",
    "deg",
    ("eye", "ear"),
    FRONT_ONLY,
    _head_tilt,
    relative=True,
    mark=lambda pose, side, base, value: head_line(pose, side, base, TILT_GAIN * value),
)
SHOULDER_ROLL = Feature("shoulder_roll", "deg", ("shoulder",), FRONT_ONLY, _shoulder_roll, relative=True)
SHOULDER_RESIDUAL = Feature(
    "shoulder_residual", "deg", ("shoulder",), FRONT_ONLY, _shoulder_residual, relative=True
)
FACE_TURN = Feature("face_turn", "ratio", ("nose", "ear"), FRONT_ONLY, _face_turn, relative=True)
HEAD_BEHIND = Feature(
    "head_behind", "ratio", ("ear", "shoulder", "nose"), SIDE_ONLY, _head_behind, mark=ear_behind
)
SHOULDERS_FORWARD = Feature("shoulders_forward", "ratio", ("shoulder", "nose"), SIDE_ONLY, _shoulders_forward)
"""Place of the shoulders in the frame, in head lengths: only its change means anything."""
NOD_DOWN = Feature(
    "nod_down",
    "deg",
    ("ear", "nose"),
    SIDE_ONLY,
    lambda pose, side, base: -_nod(pose, side, base),
    relative=True,
)
NOD = Feature("nod", "deg", ("ear", "nose"), SIDE_ONLY, _nod, relative=True)
