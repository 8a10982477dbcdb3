"""Which side a movement is followed on: one `RepCounter` a side, and what both arms did."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.body.marks import Line
from posture.coach.counting.excursion import Excursion
from posture.coach.counting.reps import RepCounter
from posture.coach.exercise import Band, Exercise, Hold, Sides
from posture.coach.session import Reason

ONE_SIDE = 0.5
"""Where one arm made less than this share of the other's movement, only one side worked."""


class Track:
    """One side (or both arms together) followed through the movement."""

    def __init__(self, exercise: Exercise, side: Side, *, rest: float, hold_s: float) -> None:
        self._exercise, self.side = exercise, side
        self.counter = RepCounter(exercise.motion, rest=rest, hold_s=hold_s)
        self.number = 0
        """The number of the attempt that ended last on this track, 0 before the first."""
        self._begin: dict[Feature, float] = {}
        self._misplaced = ""
        self._change: dict[Feature, float] = {}
        self._reach: dict[Side, tuple[float, float]] = {}

    def update(self, pose: Pose | None, t_s: float, baseline: Baseline) -> Excursion | None:
        """Advance; ``None`` for a pose stands for a moment in which nothing could be measured."""
        if pose is None:
            return self._judged(self.counter.update(t_s, math.nan))
        motion = self._exercise.motion
        value = motion.signal.measure(pose, self.side, baseline)
        if motion.sides is Sides.EACH:
            value = max(value, 0.0)  # what the other side does is rest for this one
        change = self._changes(pose, baseline)
        ended = self.counter.update(t_s, value, placed=not self._broken(change))
        if ended is None:
            self._watch(pose, baseline, change)
        return self._judged(ended)

    def target(self, pose: Pose, baseline: Baseline) -> tuple[Line, ...]:
        """Where the range that the guide asks for lies in the picture."""
        return self._exercise.motion.signal.lines(self.counter.goal, pose, self.side, baseline)

    def finish(self) -> Excursion | None:
        """End the set; give the movement under way, if there is one."""
        return self._judged(self.counter.finish())

    def lose(self) -> Excursion | None:
        """Give up the movement under way; give it, if there is one."""
        return self._judged(self.counter.lose())

    def _changes(self, pose: Pose, baseline: Baseline) -> dict[Feature, float]:
        """What has changed since the movement under way began."""
        if not self.counter.moving:
            return {}
        features = (band.feature for band in self._exercise.confirm)
        return {f: f.measure(pose, self.side, baseline) - self._begin.get(f, math.nan) for f in features}

    def _broken(self, change: dict[Feature, float]) -> str:
        """What to do instead, where a change is not that of the movement; else ""."""
        bands = self._exercise.confirm
        return next((b.message for b in bands if b.broken(change.get(b.feature, math.nan))), "")

    def _watch(self, pose: Pose, baseline: Baseline, change: dict[Feature, float]) -> None:
        """Note how the body stood when the movement began, what changed by its top, how far each arm went."""
        exercise, counter = self._exercise, self.counter
        if not counter.moving:
            self._begin = {band.feature: self._value(band, pose, baseline) for band in exercise.confirm}
            required = (band for band in exercise.start if band.required)
            self._misplaced = next(
                (b.message for b in required if b.broken(self._raw(b, pose, baseline))), ""
            )
        elif counter.at_peak:
            self._change = change
        if self.side is Side.BOTH:
            self._reach = {} if not counter.moving else self._reach
            for side in (Side.LEFT, Side.RIGHT):
                value = exercise.motion.signal.measure(pose, side, baseline)
                low, high = self._reach.get(side, (value, value))
                self._reach[side] = (min(low, value), max(high, value))

    def _raw(self, band: Band, pose: Pose, baseline: Baseline) -> float:
        return band.feature.compute(pose, self.side, baseline)

    def _value(self, band: Band, pose: Pose, baseline: Baseline) -> float:
        return band.feature.measure(pose, self.side, baseline)

    def _judged(self, ended: Excursion | None) -> Excursion | None:
        if ended is None:
            return None
        reach = sorted(high - low for low, high in self._reach.values())
        one_side = bool(reach) and reach[0] < ONE_SIDE * reach[-1]
        hint = self._misplaced or self._broken(self._change)
        self._change, self._reach = {}, {}
        refused: Excursion | None = None
        if one_side and ended.reason in (None, Reason.PARTIAL_RANGE):
            refused = ended.because(Reason.ONE_SIDE)
        elif hint and ended.reason in (None, Reason.SHORT_HOLD):
            refused = ended.because(Reason.WRONG_POSTURE, hint)
        if refused is None:
            return ended
        if ended.reason is None:
            self.counter.unlearn()
        return refused


def tracks_of(exercise: Exercise, levels: Mapping[Side, float], *, hold_s: float) -> list[Track]:
    """The tracks of a set whose signal rests at that level, by side."""
    return [Track(exercise, side, rest=level, hold_s=hold_s) for side, level in levels.items()]


def levels_at(exercise: Exercise, pose: Pose, baseline: Baseline, *, near: Side) -> dict[Side, float]:
    """The levels of a person who rests at ``pose``, by the sides that are followed."""
    motion, sides = exercise.motion, exercise.motion.sides.followed(near)
    anywhere = isinstance(motion, Hold) and motion.anywhere
    return {side: 0.0 if anywhere else motion.signal.measure(pose, side, baseline) for side in sides}


def mistaken_tracks(exercise: Exercise, *, near: Side) -> list[Track]:
    """Tracks of the movements that people make instead; their signals are 0 at rest."""
    return [
        Track(replace(exercise, motion=motion, start=(), confirm=()), side, rest=0.0, hold_s=0.0)
        for motion in exercise.mistaken
        for side in motion.sides.followed(near)
    ]


def reach_of(tracks: list[Track], t_s: float) -> float:
    """The reach at ``t_s`` of the side that goes furthest; NaN where none was measured."""
    reaches = (track.counter.reach(t_s) for track in tracks)
    return max((reach for reach in reaches if not math.isnan(reach)), default=math.nan)


def leading(tracks: list[Track]) -> Track:
    """The track to show: the one in a movement, else the first."""
    return next((track for track in tracks if track.counter.active), tracks[0])
