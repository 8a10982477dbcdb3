"""What was done before the rest was seen: whoever does not pause is first seen while they move."""

from __future__ import annotations

import math
from collections.abc import Sequence

from posture.body.arms import measured_on
from posture.body.landmarks import Pose
from posture.coach.exercise import Exercise
from posture.coach.motion import Sides
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import REST_S
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import APART_S, TURNED_S, RestingPlace

AT_REST = 0.5
"""Share of the smallest attempt beyond which they have set out (`rest_level.LEAVE`). What was under way as
they were first seen was not seen made: only what began and ended at rest is judged afterwards."""


def in_place_since_s(method: Exercise, rest: Rest, sights: Sequence[Observation]) -> float:
    """When the person was first seen at that rest, in place ever since; NaN where no movement came after.

    Args:
        method: How the exercise is measured.
        rest: How they rest at the end of it.
        sights: What was seen up to then, in order of time, each with a pose.
    """
    poses = [sight.pose for sight in sights if sight.pose is not None]
    if not poses:
        return math.nan
    spot = RestingPlace([pose for pose in poses if poses[-1].t_s - pose.t_s <= REST_S])
    seen_s, first = poses[-1].t_s, len(poses)
    for i in range(len(poses) - 1, -1, -1):
        gone_s = seen_s - poses[i].t_s
        if gone_s > APART_S or spot.left(poses[i]):
            break
        if _as_needed(method, rest, sights[i]):
            seen_s, first = poses[i].t_s, i
        elif gone_s > TURNED_S:
            break
    away = [_away(method, rest, pose) for pose in poses[first:]]
    begin = next((i for i, far in enumerate(away) if far <= AT_REST * method.motion.attempt), len(away))
    moves = any(far >= method.motion.attempt for far in away[begin:])
    return poses[first + begin].t_s if moves else math.nan


def _as_needed(method: Exercise, rest: Rest, sight: Observation) -> bool:
    """Whether they were seen from where the way needs it, on the same side."""
    return sight.view in method.views and (method.motion.sides is not Sides.NEAR or sight.near is rest.near)


def _away(method: Exercise, rest: Rest, pose: Pose) -> float:
    """How far the signal is from rest, on the side that is furthest; NaN where it is not seen."""
    signal = method.motion.signal
    return max(
        abs(signal.measure(pose, measured_on(signal, (pose,), side), rest.baseline) - level)
        for side, level in rest.levels.items()
    )
