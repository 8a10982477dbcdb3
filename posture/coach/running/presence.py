"""The presence of a person in a set under way: seen, measurable, and in the posture that they must keep."""

from __future__ import annotations

import math
from dataclasses import replace

from posture.body.baseline import Baseline
from posture.body.landmarks import Pose, Side
from posture.coach.exercise import Exercise
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import Obstacle, find_obstacle, turned_away

AWAY_S = 3.0
"""Seconds without a measurement after which the person rests again before anything counts."""
LEFT_S = 0.5
"""Seconds after which a needed posture that was given up is taken up again before anything counts."""


class Presence:
    """Watches whether the person can be measured, and keeps the posture that the movement needs.

    Args:
        method: The exercise by the method that measures it.
        begun_s: Second in which the set begins.
    """

    def __init__(self, method: Exercise, begun_s: float) -> None:
        self._method = method
        self._measured_at_s = self._kept_at_s = begun_s
        self._unseen_s = math.nan
        self._kept_bands = [band for band in method.start if band.kept]

    def obstacle(self, observation: Observation, t_s: float) -> Obstacle | None:
        """Return what keeps this moment from being measured; some joints may be unseen for a while.

        Args:
            observation: What is seen.
            t_s: Seconds, rising.
        """
        found = find_obstacle(
            self._method, observation.pose, observation.raw, view=observation.view, near=observation.near
        )
        if found is None or not found.after_s:
            self._unseen_s = math.nan
            return found
        if turned := turned_away(self._method, observation.view):
            return turned  # joints that may be unseen for a while do not hide that
        self._unseen_s = t_s if math.isnan(self._unseen_s) else self._unseen_s
        return replace(found, blocks=t_s - self._unseen_s >= found.after_s)

    def measured(self, pose: Pose, t_s: float, side: Side, baseline: Baseline) -> None:
        """Take a pose that can be measured.

        Args:
            pose: With unseen landmarks as NaN.
            t_s: Seconds, rising.
            side: The side that is measured.
            baseline: The person's lengths and neutral values.
        """
        self._measured_at_s = t_s
        if not any(band.broken(band.feature.compute(pose, side, baseline)) for band in self._kept_bands):
            self._kept_at_s = t_s

    def away(self, t_s: float) -> bool:
        """Return whether nothing was measured for so long that it may be somebody else."""
        return t_s - self._measured_at_s > AWAY_S

    def gave_up_posture(self, t_s: float) -> bool:
        """Return whether a posture that has to be kept has been given up for more than a moment."""
        return self._measured_at_s == t_s and t_s - self._kept_at_s > LEFT_S
