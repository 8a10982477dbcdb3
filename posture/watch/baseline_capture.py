"""Taking the baseline live: five still seconds, twice, with a pause to move in between."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.body.features import middle
from posture.body.geometry import distance
from posture.body.landmarks import Pose
from posture.body.view import View, ViewTracker
from posture.body.visibility import VisibilityGate, torso_length_px
from posture.watch.seat_baseline import VIEWS, SeatBaseline
from posture.watch.signals import signals_of

STILL_S = 5.0
"""How long somebody sits as they would like to, each time (measurements.md 14.3)."""
ROUNDS, MOST_ROUNDS = 2, 3
PAUSE_S = 4.0
"""Time to move between two rounds: sitting down anew is what makes the second one worth taking."""
STILL_TORSOS = 0.08
"""Head or shoulders further from where the round began than this many torso lengths are moving."""
MOST_STEP_S = 1.0
"""A longer gap between two poses is no stillness."""


@dataclass(frozen=True, slots=True)
class CaptureState:
    """Where the taking is.

    Attributes:
        round: 1 for the first.
        left_s: Seconds until the round, or the pause, is over.
        pausing: Between two rounds: the person may move.
        problem: ``person``, ``view``, ``head`` or ``moving``: why no second was counted; else "".
        baseline: The result, once there is one.
    """

    round: int
    left_s: float
    pausing: bool = False
    problem: str = ""
    baseline: SeatBaseline | None = None


class BaselineCapture:
    """Collects still poses; mutable, one per taking.

    Args:
        view: Front or side; as the first poses are seen from where it is not given.
    """

    def __init__(self, view: View | None = None) -> None:
        self._view = view
        self._gate, self._tracker = VisibilityGate(), ViewTracker()
        self._rounds: list[list[Pose]] = [[]]
        self._held_s, self._t_s = 0.0, math.nan
        self._pause_until_s = -math.inf
        self._baseline: SeatBaseline | None = None

    def update(self, pose: Pose | None, t_s: float) -> CaptureState:
        """Take the next pose, or ``None`` where nobody was found."""
        step_s = t_s - self._t_s if t_s > self._t_s else 0.0
        self._t_s = t_s
        if self._baseline is not None:
            return self._told(0.0)
        if t_s < self._pause_until_s:
            return CaptureState(len(self._rounds), self._pause_until_s - t_s, pausing=True)
        problem = self._problem(pose, step_s)
        if problem:
            self._rounds[-1], self._held_s = [], 0.0
            return self._told(STILL_S, problem)
        self._held_s += step_s if len(self._rounds[-1]) > 1 else 0.0
        if self._held_s >= STILL_S:
            return self._end_round(t_s)
        return self._told(STILL_S - self._held_s)

    def _told(self, left_s: float, problem: str = "") -> CaptureState:
        return CaptureState(len(self._rounds), left_s, problem=problem, baseline=self._baseline)

    def _problem(self, pose: Pose | None, step_s: float) -> str:
        """Why this pose is none to sit still in; it is kept where it is one."""
        if pose is None or step_s > MOST_STEP_S:
            return "person"
        seen = self._gate.update(pose, self._tracker.view)
        self._tracker.update(seen)
        view = self._view or self._tracker.view
        if view not in VIEWS or self._tracker.view not in (view, View.OBLIQUE):
            return "view"
        if SeatBaseline.of([seen], view) is None:
            return "head"
        kept = self._rounds[-1]
        # The hips are under the desk: a guess of where they are will do for a length.
        if kept and _moved_px(kept[0], seen) > STILL_TORSOS * torso_length_px(pose):
            return "moving"
        kept.append(seen)
        return ""

    def _end_round(self, t_s: float) -> CaptureState:
        view = self._view or self._tracker.view
        taken = [SeatBaseline.of(poses, view) for poses in self._rounds]
        enough = len(taken) >= ROUNDS and (len(taken) >= MOST_ROUNDS or _alike(taken, view))
        if enough:
            self._baseline = SeatBaseline.of([pose for poses in self._rounds for pose in poses], view)
            return self._told(0.0)
        self._rounds.append([])
        self._held_s, self._pause_until_s = 0.0, t_s + PAUSE_S
        return CaptureState(len(self._rounds), PAUSE_S, pausing=True)


def _moved_px(before: Pose, now: Pose) -> float:
    """How far head or shoulders are from where they were."""
    return max(distance(middle(before, name), middle(now, name)) for name in ("ear", "shoulder"))


def _alike(taken: list[SeatBaseline | None], view: View | None) -> bool:
    """Whether the rounds agree: no signal of one would be amber against the other."""
    one, other = taken[-2:]
    if one is None or other is None or view is None:
        return False
    for signal in signals_of(view):
        name = signal.feature.name
        between = other.rest(name) - one.rest(name)
        if abs(between / one.rest(name) if signal.share else between) > abs(signal.amber):
            return False
    return True
