"""Which side a movement is followed on: one `RepCounter` a side, and what both arms did."""

from __future__ import annotations

import math

from posture.body.features import Baseline
from posture.body.landmarks import Pose, Side
from posture.coach.exercise import Exercise, Excursion, Phase
from posture.coach.reps import RepCounter
from posture.coach.session import Reason

ONE_SIDE = 0.5
"""Where one arm made less than this share of the other's movement, only one side worked."""


class Track:
    """One side (or both arms together) followed through the movement."""

    def __init__(self, exercise: Exercise, side: Side, *, rest: float, hold_s: float) -> None:
        self._exercise, self.side = exercise, side
        self.counter = RepCounter(exercise.motion, rest=rest, hold_s=hold_s)
        self._confirmed: dict[str, bool] = {}
        self._reach: dict[Side, tuple[float, float]] = {}

    def update(self, pose: Pose | None, t_s: float, baseline: Baseline) -> Excursion | None:
        """Advance; ``None`` for a pose stands for a moment in which nothing could be measured."""
        if pose is None:
            return self._judged(self.counter.update(t_s, math.nan))
        signal = self._exercise.motion.signal
        value = signal.measure(pose, self.side, baseline)
        ended = self.counter.update(t_s, value)
        if ended is None:
            self._watch(pose, baseline)
        return self._judged(ended)

    def _watch(self, pose: Pose, baseline: Baseline) -> None:
        """Note, at the top, what must be true there, and how far each arm went."""
        if not self.counter.moving:
            self._confirmed, self._reach = {}, {}
        if self.side is Side.BOTH:
            for side in (Side.LEFT, Side.RIGHT):
                value = self._exercise.motion.signal.measure(pose, side, baseline)
                low, high = self._reach.get(side, (value, value))
                self._reach[side] = (min(low, value), max(high, value))
        if self.counter.phase is Phase.FULL:
            for band in self._exercise.confirm:
                value = band.feature.measure(pose, self.side, baseline)
                fine = self._confirmed.get(band.message, False) or not band.broken(value)
                self._confirmed[band.message] = fine

    def _judged(self, ended: Excursion | None) -> Excursion | None:
        if ended is None:
            return None
        reach = sorted(high - low for low, high in self._reach.values())
        one_side = bool(reach) and reach[0] < ONE_SIDE * reach[-1]
        confirmed = all(self._confirmed.values())
        self._confirmed, self._reach = {}, {}
        if one_side and ended.reason in (None, Reason.PARTIAL_RANGE):
            return ended.because(Reason.ONE_SIDE)
        return ended if confirmed or ended.reason else ended.because(Reason.WRONG_POSTURE)


def tracks_of(exercise: Exercise, pose: Pose, baseline: Baseline, *, near: Side, hold_s: float) -> list[Track]:
    """The tracks of a set that begins at ``pose``, at rest."""
    signal, sides = exercise.motion.signal, exercise.motion.sides.followed(near)
    return [Track(exercise, side, rest=signal.measure(pose, side, baseline), hold_s=hold_s) for side in sides]


def leading(tracks: list[Track]) -> Track:
    """The track to show: the one in a movement, else the first."""
    return next((track for track in tracks if track.counter.active), tracks[0])


