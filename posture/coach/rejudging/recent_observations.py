"""The last of what was seen in a set, thinly: enough to find the person's rest in it, and to look again."""

from __future__ import annotations

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
_EARLY_S = 0.005
"""A camera's pictures come a little early or late."""


class RecentObservations:
    """Keeps sights with somebody in them, in order of time, and forgets the oldest.

    Args:
        exercise: The move: what it measures on the mask is measured at once and kept in the mask's place.
    """

    def __init__(self, exercise: Exercise) -> None:
        outlines = {feature for method in exercise.methods for feature in method.features if feature.outline}
        self._outlines: tuple[Feature, ...] = tuple(sorted(outlines, key=lambda feature: feature.name))
        self._kept: deque[tuple[float, Observation]] = deque()

    def take(self, sight: Observation) -> None:
        """Keep the next, where it is not too near to the one before."""
        pose = sight.pose
        if pose is None or (self._kept and pose.t_s - self._kept[-1][0] < STEP_S - _EARLY_S):
            return
        for feature in self._outlines:
            feature.compute(pose, sight.near, Baseline())
        raw = None if sight.raw is None else sight.raw.bare()
        self._kept.append((pose.t_s, Observation(pose.bare(), raw, sight.view, sight.near)))
        while pose.t_s - self._kept[0][0] > KEEP_S:
            self._kept.popleft()

    def since(self, t_s: float) -> Iterator[Observation]:
        """What is kept of that time and later."""
        return (sight for at_s, sight in self._kept if at_s >= t_s)

    def forget(self) -> None:
        """It may be somebody else from now on."""
        self._kept.clear()
