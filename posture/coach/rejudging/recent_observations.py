"""The last of what was seen in a set, thinned: enough to find the person's rest in it, and to judge again."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterator

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.coach.exercise import Exercise
from posture.coach.setup.observation import Observation

KEEP_S = 45.0
"""Two refused movements of the slowest pace and the set-up before them; 675 poses, 4 MB without masks."""
STEP_S = 1.0 / 15.0
"""Closer together there is nothing to learn: no movement is done in less than a second."""
_NO_LENGTHS = Baseline()
_EARLY_S = 0.005
"""A camera's frames come a little early or late."""


class RecentObservations:
    """Keeps observations with somebody in them, in order of time, and forgets the oldest.

    Args:
        exercise: What it measures on the mask is measured at once and kept in the mask's place.
    """

    def __init__(self, exercise: Exercise) -> None:
        outlines = {feature for method in exercise.methods for feature in method.features if feature.outline}
        self._outlines: tuple[Feature, ...] = tuple(sorted(outlines, key=lambda feature: feature.name))
        self._kept: deque[tuple[float, Observation]] = deque()

    def take(self, observation: Observation) -> None:
        """Keep the next observation, unless it is too near to the one before."""
        pose = observation.pose
        if pose is None or (self._kept and pose.t_s - self._kept[-1][0] < STEP_S - _EARLY_S):
            return
        for feature in self._outlines:
            feature.compute(pose, observation.near, _NO_LENGTHS)
        if pose.mask is not None:
            raw = None if observation.raw is None else observation.raw.without_mask()
            observation = Observation(pose.without_mask(), raw, observation.view, observation.near)
        self._kept.append((pose.t_s, observation))
        while pose.t_s - self._kept[0][0] > KEEP_S:
            self._kept.popleft()

    def since(self, t_s: float) -> Iterator[Observation]:
        """Give what is kept of that time and later, in order."""
        return (observation for at_s, observation in self._kept if at_s >= t_s)

    def up_to(self, now: Observation, *, from_s: float = -math.inf) -> list[Observation]:
        """Return what is kept from a moment on, with the present one at its end.

        Args:
            now: What is seen now; left out where nobody is seen.
            from_s: Seconds.
        """
        until_s = math.inf if now.pose is None else now.pose.t_s
        kept = [seen for seen in self.since(from_s) if seen.pose and seen.pose.t_s < until_s]
        return kept if now.pose is None else [*kept, now]

    def forget(self) -> None:
        """Forget everything: from now on it may be somebody else."""
        self._kept.clear()
