"""Which way of measuring a move is taken: the first whose gate opens, best first."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.body.features import Baseline
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.exercise import Exercise
from posture.coach.readiness import Obstacle, Readiness, obstacle


@dataclass(frozen=True, slots=True)
class Sight:
    """What the camera sees at a moment, before the set has begun.

    Attributes:
        pose: With unseen landmarks as NaN; ``None`` where nobody is seen.
        raw: As the network gave it.
    """

    pose: Pose | None
    raw: Pose | None
    view: View | None
    near: Side


@dataclass(frozen=True, slots=True)
class Chosen:
    """The way that is taken, and the person's own lengths and neutral values for it."""

    way: Exercise
    baseline: Baseline


class Ways:
    """Waits at the gates of all ways of measuring one move.

    Attributes:
        hindrance: What is in the way: of the way that fits the view, else of the best one.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._gates = [(way, Readiness(way)) for way in exercise.ways]
        self._since_s = math.nan
        self.hindrance: Obstacle | None = None

    def update(self, sight: Sight) -> Chosen | None:
        """Take a moment; the way that the person is ready for, or ``None``."""
        said: list[Obstacle] = []
        if sight.pose is not None and math.isnan(self._since_s):
            self._since_s = sight.pose.t_s
        for way, gate in self._gates:
            hindrance = obstacle(way, sight.pose, sight.raw, view=sight.view, near=sight.near)
            blocked = hindrance is not None and hindrance.blocks
            if sight.pose is not None and not blocked:
                waiting = gate.update(sight.pose, sight.near)
                if waiting is None and sight.pose.t_s - self._since_s >= way.patience_s:
                    self.hindrance = hindrance
                    return Chosen(way, gate.baseline)
                hindrance = waiting or hindrance
            if hindrance is not None:
                said.append(hindrance)
        self.hindrance = next((h for h in said if h.code != "view"), said[0] if said else None)
        return None

    def restart(self) -> None:
        """Begin to wait anew."""
        self._since_s = math.nan
        for _, gate in self._gates:
            gate.restart()
