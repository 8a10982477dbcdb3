"""Live capture of the baseline: five still seconds, twice, with a pause to move in between."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.body.features import middle
from posture.body.geometry import distance
from posture.body.landmarks import Pose
from posture.body.view import View, ViewTracker
from posture.body.visibility import VisibilityGate, torso_length_px
from posture.coach.cues.steady_notice import SteadyNotice
from posture.coach.setup.readiness import Obstacle
from posture.watch.seat_baseline import VIEWS, SeatBaseline
from posture.watch.signals import signals_of

STILL_S = 5.0
"""Seconds that somebody sits as they would like to, in each round (measurements.md 14.3)."""
ROUNDS, MOST_ROUNDS = 2, 3
PAUSE_S = 4.0
"""Time to move between two rounds: only sitting down afresh makes the second one worth taking."""
STILL_TORSOS = 0.08
"""Distance from the start of the round, in torso lengths, from which head or shoulders are moving."""
MOST_STEP_S = 1.0
"""A longer gap between two poses is not stillness."""


@dataclass(frozen=True, slots=True)
class CaptureState:
    """Progress of a capture.

    Attributes:
        round: Number of the round, from 1.
        left_s: Seconds until the round or the pause is over.
        pausing: Between two rounds: the person may move.
        problem: Why no time was counted, ``person``, ``view``, ``head`` or ``moving``; else "".
        shown: The same as it is shown, so that it can be read.
        baseline: The result, once there is one.
    """

    round: int
    left_s: float
    pausing: bool = False
    problem: str = ""
    baseline: SeatBaseline | None = None
    shown: str = ""


class BaselineCapture:
    """Collects still poses. Mutable; one for each capture.

    Args:
        view: Front or side; by default the view of the first poses.
    """

    def __init__(self, view: View | None = None) -> None:
        self._view = view
        self._gate, self._tracker = VisibilityGate(), ViewTracker()
        self._rounds: list[list[Pose]] = [[]]
        self._held_s, self._t_s = 0.0, math.nan
        self._pause_until_s = -math.inf
        self._baseline: SeatBaseline | None = None
        self._notice, self._shown = SteadyNotice(), ""

    def update(self, pose: Pose | None, t_s: float) -> CaptureState:
        """Take the next pose.

        Args:
            pose: The pose; ``None`` where nobody was found.
            t_s: Time in seconds, rising.
        """
        step_s = t_s - self._t_s if t_s > self._t_s else 0.0
        self._t_s = t_s
        if self._baseline is not None:
            return self._state(0.0)
        if t_s < self._pause_until_s:
            return CaptureState(len(self._rounds), self._pause_until_s - t_s, pausing=True)
        problem = self._problem(pose, step_s)
        self._show(problem)
        if problem:
            self._rounds[-1], self._held_s = [], 0.0
            return self._state(STILL_S, problem)
        self._held_s += step_s if len(self._rounds[-1]) > 1 else 0.0
        if self._held_s >= STILL_S:
            return self._end_round(t_s)
        return self._state(STILL_S - self._held_s)

    def _state(self, left_s: float, problem: str = "") -> CaptureState:
        return CaptureState(
            len(self._rounds), left_s, problem=problem, baseline=self._baseline, shown=self._shown
        )

    def _show(self, problem: str) -> None:
        """Choose what is shown; that the seconds begin again is told at once, for it is over at once."""
        if problem == "moving":
            shown: Obstacle | None = self._notice.show(self._t_s, Obstacle(problem, problem))
        else:
            shown = self._notice.update(self._t_s, Obstacle(problem, problem) if problem else None)
        self._shown = shown.code if shown else ""

    def _problem(self, pose: Pose | None, step_s: float) -> str:
        """Keep a pose that somebody sits still in, and return ""; else return what is wrong with it."""
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
        # The hips are under the desk: a guess of their place is good enough for a length.
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
            return self._state(0.0)
        self._rounds.append([])
        self._held_s, self._pause_until_s = 0.0, t_s + PAUSE_S
        self._notice.clear()
        return CaptureState(len(self._rounds), PAUSE_S, pausing=True)


def _moved_px(before: Pose, now: Pose) -> float:
    """Return how far head or shoulders have moved, whichever is more."""
    return max(distance(middle(before, name), middle(now, name)) for name in ("ear", "shoulder"))


def _alike(taken: list[SeatBaseline | None], view: View | None) -> bool:
    """Return whether the last two rounds agree: no signal of one would be amber against the other."""
    one, other = taken[-2:]
    if one is None or other is None or view is None:
        return False
    for signal in signals_of(view):
        name = signal.feature.name
        between = other.rest(name) - one.rest(name)
        if abs(between / one.rest(name) if signal.share else between) > abs(signal.amber):
            return False
    return True
