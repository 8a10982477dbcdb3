"""Movements before the rest was seen: somebody who does not pause is first seen moving."""

from __future__ import annotations

import math
from collections.abc import Sequence

from posture.body.arms import measured_on
from posture.body.landmarks import Pose
from posture.coach.exercise import Exercise
from posture.coach.motion import Sides
from posture.coach.session import Attempt
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import REST_S
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import APART_S, TURNED_S
from posture.coach.setup.resting_place import RestingPlace

AT_REST = 0.5
"""Share of the smallest attempt beyond which a person has set out (`rest_level.LEAVE`). A movement that was
under way when they were first seen was not seen from its beginning: only what began and ended at rest is
judged afterwards."""


class OpenStart:
    """The stretch before the rest, until it is clear whether it belongs to the set.

    People try a movement, talk or take a seat, and may rest for a moment then, too. So the stretch is a part
    of the set where the first movement after it counts.

    Attributes:
        first_after: Number of the first attempt after the rest; 0 where no stretch is open.
    """

    def __init__(self) -> None:
        self._from_s, self.first_after = math.nan, 0

    def open(self, from_s: float, *, first_after: int) -> None:
        """Leave a stretch open.

        Args:
            from_s: When it begins: the person has been in place since then.
            first_after: Number that the first attempt after the rest will have.
        """
        self._from_s, self.first_after = from_s, first_after

    def settle(self, listed: Sequence[Attempt], *, finished: bool) -> float:
        """Return from when on the stretch is to be judged; NaN where it is not yet, or is no part of the set.

        Args:
            listed: The attempts from `first_after` on.
            finished: Whether none will follow.
        """
        if not (listed or finished):
            return math.nan
        from_s = self._from_s
        self.close()
        return from_s if not listed or listed[0].counted else math.nan

    def close(self) -> None:
        """Forget the stretch."""
        self._from_s, self.first_after = math.nan, 0


def in_place_since_s(method: Exercise, rest: Rest, observations: Sequence[Observation]) -> float:
    """Return since when the person was in place at that rest; NaN where they have not moved since.

    Args:
        method: The exercise by the method that measures it.
        rest: How they rest, at the end of what was seen.
        observations: What was seen up to then, in order of time, each with a pose.
    """
    poses = [observation.pose for observation in observations if observation.pose is not None]
    if not poses:
        return math.nan
    place = RestingPlace([pose for pose in poses if poses[-1].t_s - pose.t_s <= REST_S])
    seen_s, first = poses[-1].t_s, len(poses)
    for i in range(len(poses) - 1, -1, -1):
        gone_s = seen_s - poses[i].t_s
        if gone_s > APART_S or place.left(poses[i]):
            break
        if _seen_as_needed(method, rest, observations[i]):
            seen_s, first = poses[i].t_s, i
        elif gone_s > TURNED_S:
            break
    away = [_away(method, rest, pose) for pose in poses[first:]]
    begin = next((i for i, far in enumerate(away) if far <= AT_REST * method.motion.attempt), len(away))
    moves = any(far >= method.motion.attempt for far in away[begin:])
    return poses[first + begin].t_s if moves else math.nan


def _seen_as_needed(method: Exercise, rest: Rest, observation: Observation) -> bool:
    """Return whether the view is one the method needs, with the same side near the camera."""
    same_side = method.motion.sides is not Sides.NEAR or observation.near is rest.near
    return observation.view in method.views and same_side


def _away(method: Exercise, rest: Rest, pose: Pose) -> float:
    """Measure how far the signal is from rest, on the side that is furthest; NaN where it is not seen."""
    signal = method.motion.signal
    return max(
        abs(signal.measure(pose, measured_on(signal, (pose,), side), rest.baseline) - level)
        for side, level in rest.levels.items()
    )
