"""A rest from an earlier set, for a set in which none is seen today."""

from __future__ import annotations

import math
from collections import deque

from posture.body.arms import measured_on
from posture.body.baseline import Baseline
from posture.body.landmarks import Pose
from posture.coach.exercise import Exercise, Sides
from posture.coach.setup.readiness import REST_S, out_of_place
from posture.coach.setup.rest import Rest

STILL_OUT = 0.35
"""Share of the way from rest to the movement's end beyond which nobody is back from it (`segmenter.BACK`),
and so does not rest. A camera that is rolled by 6 degrees shifts the level of a neck tilt by a sixth of
it."""


class RecalledRest:
    """Waits until it is clear that the person does not rest before they begin.

    A rest that is seen today comes first: a camera that is a little askew turns the neutral values of another
    day into faults, and a chair, a jacket or another pair of shoes moves the level.

    Args:
        rest: How they rested before.
    """

    def __init__(self, rest: Rest) -> None:
        self.rest = rest
        self._seen: deque[Pose] = deque()
        self._since_s = 0.0

    def mistaken(self, method: Exercise, pose: Pose, baseline: Baseline) -> bool:
        """Return whether a stillness that is taken for rest today is the end of the movement.

        The level that they rested at before shows it.

        Args:
            method: The exercise by the method that measures it.
            pose: The pose that ends the quarter second of stillness.
            baseline: Lengths and neutral values of that pose.
        """
        signal, before = method.motion.signal, self.rest
        if (method.method_name, signal.name) != (before.method, before.signal):
            return False
        # A movement that goes to both sides reaches from one end to the other.
        both_ways = method.motion.sides is Sides.EACH or getattr(method.motion, "two_sided", False)
        far = STILL_OUT * before.reach * (0.5 if both_ways else 1.0)
        for side, level in before.levels.items():
            seen = signal.compute(pose, measured_on(signal, (pose,), side), baseline)
            own = before.baseline.neutral.get((signal.name, side), math.nan) if signal.relative else 0.0
            away = seen - own - level
            if (abs(away) if both_ways else away) > far:
                return True
        return False

    def update(self, method: Exercise, pose: Pose) -> Rest | None:
        """Take a pose, and return the rest once the set may begin by it.

        Args:
            method: The exercise by the method that measures it.
            pose: A pose that the movement can be measured in.
        """
        if self._seen and pose.t_s - self._seen[-1].t_s > REST_S:
            self._seen.clear()
        if not self._seen:
            self._since_s = pose.t_s
        self._seen.append(pose)
        while pose.t_s - self._seen[0].t_s > REST_S:
            self._seen.popleft()
        if pose.t_s - self._since_s < REST_S:
            return None
        rest = self.rest.today(Baseline.of(self._seen))
        return None if displaced(method, rest, pose) else rest

    def restart(self) -> None:
        """Begin to wait again: something is in the way."""
        self._seen.clear()


def displaced(method: Exercise, rest: Rest, pose: Pose) -> bool:
    """Return whether the body is not as the movement requires it of a person with that rest.

    Args:
        method: The exercise by the method that measures it.
        rest: How the person rests.
        pose: With unseen landmarks as NaN.
    """
    side = measured_on(method.motion.signal, (pose,), method.motion.sides.followed(rest.near)[0])
    return out_of_place(method, pose, side, rest.baseline)
