"""Frames that lie on their side or upside down: a body that should be upright in them shows it."""

from __future__ import annotations

import math

from posture.body.features import middle
from posture.body.geometry import lean, midpoint
from posture.body.landmarks import Point, Pose, Side
from posture.coach import wording
from posture.coach.exercise import Exercise

ON_ITS_SIDE_DEG, ON_ITS_HEAD_DEG = 65.0, 135.0
"""An upright line of a body leans by less than the first, whatever the body does; beyond the second it points
down."""
NECK_ON_ITS_SIDE_DEG = 70.0
"""The same of the neck, which stands in for a line that is not seen: it leans by 45 over a desk and in a tilt
of the head."""
ARM_DOWN_DEG = 45.0
"""An arm nearer to straight down than to level hangs, and the frame is upright."""
LEGS_DOWN_TORSOS = 1.2
"""Ankles so far below the hips are those of legs that stand: the trunk is bent over, the frame is upright.
The thighs and shins of a person who sits make one torso length in any frame."""


def rotation_message(exercise: Exercise, pose: Pose) -> str:
    """Return what to say of a turned frame; "" where it seems upright, or nothing shows it.

    Args:
        exercise: The exercise; a body on the floor shows a turned frame only where it stands on its head.
        pose: With unseen landmarks as NaN.
    """
    if exercise.upright is None:
        trunk_deg = abs(lean(middle(pose, "hip"), middle(pose, "shoulder")))
        upside_down = trunk_deg > ON_ITS_HEAD_DEG and _legs_point_up(pose) and not _legs_stand(pose)
        return wording.ON_ITS_SIDE if upside_down else ""
    lean_deg, most_deg = _upright_line(exercise.upright, pose)
    if not lean_deg > most_deg or _legs_stand(pose):
        return ""
    if lean_deg > ON_ITS_HEAD_DEG:
        return wording.UPSIDE_DOWN
    return "" if _arms_hang(pose) else wording.ON_ITS_SIDE


def _upright_line(ends: tuple[str, str], pose: Pose) -> tuple[float, float]:
    """Return how far the upright line of this exercise leans, and how far it may; NaN where none is seen.

    Where the trunk may be level, the knees stand in for ankles out of the frame; the neck is level, too.
    """
    lean_deg = abs(lean(_joint(pose, ends[0]), _joint(pose, ends[1])))
    if not math.isnan(lean_deg):
        return lean_deg, ON_ITS_SIDE_DEG
    if ends[0] == "ankle":
        return abs(lean(_joint(pose, "knee"), _joint(pose, ends[1]))), ON_ITS_SIDE_DEG
    return abs(lean(middle(pose, "shoulder"), middle(pose, "ear"))), NECK_ON_ITS_SIDE_DEG


def _joint(pose: Pose, joint: str) -> Point:
    """Return the middle of both sides, or the one side that is seen."""
    left, right = pose.pair(joint)
    if math.isnan(left[0]):
        return right
    return left if math.isnan(right[0]) else midpoint(left, right)


def _legs_stand(pose: Pose) -> bool:
    hip, shoulder, ankle = (_joint(pose, joint) for joint in ("hip", "shoulder", "ankle"))
    return ankle[1] - hip[1] > LEGS_DOWN_TORSOS * math.dist(hip, shoulder)


def _arms_hang(pose: Pose) -> bool:
    """Return whether an arm points down: one that hangs, or that carries the body as in a push-up.

    Where the other points up, both are spread in a frame that lies on its side.
    """
    arms = ((pose.joint(side, "shoulder"), pose.joint(side, "wrist")) for side in (Side.LEFT, Side.RIGHT))
    leans_deg = [abs(lean(hand, shoulder)) for shoulder, hand in arms]
    hangs = any(deg < ARM_DOWN_DEG for deg in leans_deg)
    return hangs and not any(deg > 180.0 - ARM_DOWN_DEG for deg in leans_deg)


def _legs_point_up(pose: Pose) -> bool:
    return _joint(pose, "knee")[1] < _joint(pose, "hip")[1] - 0.3 * math.dist(
        _joint(pose, "hip"), _joint(pose, "shoulder")
    )
