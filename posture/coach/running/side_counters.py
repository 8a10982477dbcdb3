"""Which side a movement is followed on: a segmenter, a witness and a verdict for each."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from posture.body.arms import measured_on
from posture.body.baseline import Baseline
from posture.body.landmarks import Pose, Side
from posture.body.target_lines import Line
from posture.coach.counting.followed_arm import FollowedArm
from posture.coach.counting.movement import Movement
from posture.coach.counting.noise_filter import NoiseFilter
from posture.coach.counting.segmenter import Segmenter
from posture.coach.exercise import Exercise, Hold, Sides
from posture.coach.judging.verdict import judged
from posture.coach.judging.witness import Witness


class SideCounter:
    """One side (or both arms together) followed through the movement."""

    def __init__(
        self, exercise: Exercise, side: Side, *, rest: float, hold_s: float, noise: float = math.nan
    ) -> None:
        self._motion, self._hold_s, self.side = exercise.motion, hold_s, side
        alone = side is Side.BOTH and bool(exercise.motion.signal.alone)
        self._followed_arm = FollowedArm(exercise.motion.signal, side) if alone else None
        self.segmenter = Segmenter(exercise.motion, rest=rest, hold_s=hold_s)
        self._noise_filter = NoiseFilter(exercise.motion.attempt, noise=noise)
        self._witness = Witness(exercise, side)
        self.instead = getattr(exercise.motion, "instead", "")
        """What to do instead of this movement, where it is a mistaken one."""
        self.number = 0
        """The number of the attempt that ended last on this track, 0 before the first."""

    def update(self, pose: Pose | None, t_s: float, baseline: Baseline) -> Movement | None:
        """Advance; ``None`` for a pose stands for a moment in which nothing could be measured."""
        segmenter, witness = self.segmenter, self._witness
        if pose is None:
            return self._judged(segmenter.update(t_s, math.nan))
        if self._followed_arm is not None:
            self.side = self._followed_arm.update(pose, moving=segmenter.moving)
            witness.follow(self.side)
        value = self._motion.signal.measure(pose, self.side, baseline)
        if not math.isnan(value):
            value = self._noise_filter.take(t_s, value, resting=not segmenter.active)
            segmenter.noise = self._noise_filter.left
        if self._motion.sides is Sides.EACH:
            value = max(value, 0.0)  # what the other side does is rest for this one
        change = witness.changes(pose, baseline) if segmenter.moving else {}
        placed = witness.settled(pose, baseline) and not witness.broken(change)
        ended = segmenter.update(t_s, value, placed=placed)
        if ended is None and not segmenter.moving:
            if not self._noise_filter.ahead:  # what sets out is no rest, although it is not called moving yet
                witness.at_rest(pose, baseline)
        elif ended is None:
            witness.moving(pose, baseline, change if segmenter.at_peak else None)
        return self._judged(ended)

    def target(self, pose: Pose, baseline: Baseline) -> tuple[Line, ...]:
        """Where the range that the guide asks for lies in the picture."""
        return self._motion.signal.lines(self.segmenter.goal, pose, self.side, baseline)

    def finish(self) -> Movement | None:
        """End the set; give the movement under way, if there is one."""
        return self._judged(self.segmenter.finish())

    def lose(self) -> Movement | None:
        """Give up the movement under way; give it, if there is one."""
        return self._judged(self.segmenter.lose())

    def _judged(self, ended: Movement | None) -> Movement | None:
        if ended is None:
            return None
        told = judged(ended, self._motion, hold_s=self._hold_s, seen=self._witness.evidence(ended))
        if told.reason is None:
            self.segmenter.learn(told)
        return told


def side_counters(
    exercise: Exercise, levels: Mapping[Side, float], *, hold_s: float, noise: float = math.nan
) -> list[SideCounter]:
    """The tracks of a set whose signal rests at that level, by side, with that noise where it is known."""
    return [
        SideCounter(exercise, side, rest=level, hold_s=hold_s, noise=noise) for side, level in levels.items()
    ]


def rest_levels_at(exercise: Exercise, pose: Pose, baseline: Baseline, *, near: Side) -> dict[Side, float]:
    """The levels of a person who rests at ``pose``, by the sides that are followed."""
    motion, sides = exercise.motion, exercise.motion.sides.followed(near)
    anywhere = isinstance(motion, Hold) and motion.anywhere
    if anywhere:
        return dict.fromkeys(sides, 0.0)
    signal = motion.signal
    return {s: signal.measure(pose, measured_on(signal, (pose,), s), baseline) for s in sides}


def mistaken_counters(exercise: Exercise, *, near: Side) -> list[SideCounter]:
    """Tracks of the movements that people make instead; their signals are 0 at rest."""
    plain = replace(exercise, start=(), confirm=(), whole=(), settled=(), impostors=())
    return [
        SideCounter(replace(plain, motion=motion), side, rest=0.0, hold_s=0.0)
        for motion in exercise.mistaken
        for side in motion.sides.followed(near)
    ]


def furthest_reach(counters: list[SideCounter], t_s: float) -> float:
    """The reach at ``t_s`` of the side that goes furthest; NaN where none was measured."""
    reaches = (counter.segmenter.reach(t_s) for counter in counters)
    return max((reach for reach in reaches if not math.isnan(reach)), default=math.nan)


def leading_counter(counters: list[SideCounter]) -> SideCounter:
    """The track to show: the one in a movement, else the first."""
    return next((counter for counter in counters if counter.segmenter.active), counters[0])
