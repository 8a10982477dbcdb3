"""What was done before the rest was seen: whoever does not pause is first seen while they move."""

from __future__ import annotations

import math
from collections.abc import Sequence

from posture.body.arms import measured_on
from posture.coach.exercise import Exercise
from posture.coach.motion import Sides
from posture.coach.setup.eyes import Sight
from posture.coach.setup.readiness import REST_S
from posture.coach.setup.rest import Rest
from posture.coach.setup.whole import APART_S, TURNED_S, Spot


def in_place_since_s(way: Exercise, rest: Rest, sights: Sequence[Sight]) -> float:
    """Since when the person was in place before they rested; NaN where no movement can be in that.

    Args:
        way: The way of measuring.
        rest: How they rest at the end of it.
        sights: What was seen up to then, in order of time, each with a pose.
    """
    poses = [sight.pose for sight in sights if sight.pose is not None]
    if not poses:
        return math.nan
    spot = Spot([pose for pose in poses if poses[-1].t_s - pose.t_s <= REST_S])
    seen_s, first = poses[-1].t_s, len(poses)
    for i in range(len(poses) - 1, -1, -1):
        gone_s = seen_s - poses[i].t_s
        if gone_s > APART_S or spot.left(poses[i]):
            break
        if _as_needed(way, rest, sights[i]):
            seen_s, first = poses[i].t_s, i
        elif gone_s > TURNED_S:
            break
    return seen_s if _moves(way, rest, sights[first:]) else math.nan


def _as_needed(way: Exercise, rest: Rest, sight: Sight) -> bool:
    """Whether they were seen from where the way needs it, on the same side."""
    return sight.view in way.views and (way.motion.sides is not Sides.NEAR or sight.near is rest.near)


def _moves(way: Exercise, rest: Rest, sights: Sequence[Sight]) -> bool:
    """Whether the signal was ever far enough from rest for a movement: cheap, before anything is judged."""
    motion = way.motion
    for side, level in rest.levels.items():
        for sight in sights:
            assert sight.pose is not None
            on = measured_on(motion.signal, (sight.pose,), side)
            value = motion.signal.measure(sight.pose, on, rest.baseline)
            if not math.isnan(value) and abs(value - level) >= motion.attempt:
                return True
    return False
