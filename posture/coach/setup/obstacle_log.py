"""The log of obstacles: they become problems when they last."""

from __future__ import annotations

import math

from posture.coach.session import Problem
from posture.coach.setup.readiness import Obstacle

LASTS_S = 0.5
"""Seconds that an obstacle must last to be a problem and no flicker."""
LASTS_START_S = 3.0
"""The same for the start position: taking it up takes a moment."""


class ObstacleLog:
    """Joins obstacles of the same kind that follow each other into problems with times."""

    def __init__(self) -> None:
        self._now: Obstacle | None = None
        self._from_s = self._to_s = math.nan
        self._problems: list[Problem] = []

    def update(self, t_s: float, obstacle: Obstacle | None) -> None:
        """Take what is in the way now.

        Args:
            t_s: Seconds, rising.
            obstacle: What is in the way; ``None`` where nothing is.
        """
        if obstacle is None or self._now is None or obstacle.code != self._now.code:
            if self._now is not None:
                self._problems.extend(self._lasting(t_s))
            self._now, self._from_s = obstacle, t_s
        elif obstacle.blocks or not self._now.blocks:
            self._now = obstacle
        self._to_s = t_s

    @property
    def current(self) -> Obstacle | None:
        """The present obstacle, once it has lasted long enough to mention."""
        return self._now if self._now and self._to_s - self._from_s >= LASTS_S else None

    def so_far(self) -> tuple[Problem, ...]:
        """Return every problem so far, including the present one, without closing it."""
        return (*self._problems, *self._lasting(self._to_s))

    def _lasting(self, t_s: float) -> list[Problem]:
        """Return the problem under way, if it has lasted long enough to be one."""
        if self._now is None:
            return []
        least_s = LASTS_START_S if self._now.code == "start" else LASTS_S
        lasted = t_s - self._from_s >= least_s
        return [Problem(self._now.code, self._from_s, t_s, self._now.message)] if lasted else []
