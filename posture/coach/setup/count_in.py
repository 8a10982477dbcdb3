"""The seconds between being in place and the first movement that counts."""

from __future__ import annotations

import math

from posture.coach.setup.readiness import Obstacle

_BREAKS = frozenset({"person", "turned", "view", "distance"})
"""Obstacles that end a count-in. Fidgeting does not: set-up waits for rest afterwards anyway."""


class CountIn:
    """Counts down before a set, once everything is right.

    Args:
        lasts_s: Seconds that it lasts; 0 lets the set begin at once, as in a file.

    Attributes:
        left_s: Seconds to go while it counts, else 0.
    """

    def __init__(self, lasts_s: float) -> None:
        self._lasts_s = lasts_s
        self._since_s = math.nan
        self.left_s = 0.0

    @property
    def pending(self) -> bool:
        """Whether the set is still to be counted in."""
        return self._lasts_s > 0.0

    def update(self, t_s: float, *, placed: bool, obstacle: Obstacle | None) -> bool:
        """Take a moment before the set, and return whether it may begin as soon as the person is ready.

        Args:
            t_s: Seconds, rising.
            placed: Whether the person is ready.
            obstacle: What is in the way, where it is not.
        """
        if obstacle is not None and obstacle.code in _BREAKS and self._lasts_s:
            self._since_s, self.left_s = math.nan, 0.0
            return False
        if placed and math.isnan(self._since_s):
            self._since_s = t_s
        passed_s = t_s - self._since_s
        self.left_s = 0.0 if math.isnan(passed_s) else max(0.0, self._lasts_s - passed_s)
        if placed and self.left_s == 0.0:
            self._lasts_s = 0.0  # somebody who comes back in the middle of the set is not counted in again
            return True
        return False
