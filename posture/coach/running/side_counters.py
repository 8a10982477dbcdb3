"""A counter for each side that is followed: a segmenter, a witness and a verdict."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from posture.body.arms import measured_on
from posture.body.baseline import Baseline
from posture.body.landmarks import Pose, Side
from posture.coach.counting.followed_arm import FollowedArm
from posture.coach.counting.movement import Movement
from posture.coach.counting.noise_filter import NoiseFilter
from posture.coach.counting.segmenter import Segmenter
from posture.coach.exercise import Exercise, Hold, Sides
from posture.coach.full_movement import FullMovement
from posture.coach.judging.verdict import judged
from posture.coach.judging.witness import Witness


class SideCounter:
    """Follows one side (or both arms together) through the movement.

    Args:
        exercise: The exercise by the method that measures it.
        side: The side that is counted, or both together.
        rest: Level of the signal at rest.
        hold_s: Dose of a hold in seconds.
        noise: Standard deviation of the signal at rest, where it is known; else NaN.
    """

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
        """Hint for a mistaken movement: what to do instead."""
        self.number = 0
        """Number of the attempt that ended last on this side, 0 before the first."""

    def update(self, pose: Pose | None, t_s: float, baseline: Baseline) -> Movement | None:
        """Take the next moment and return the movement that ended with it, judged, if one did.

        Args:
            pose: With unseen landmarks as NaN; ``None`` where nothing could be measured.
            t_s: Seconds, rising.
            baseline: The person's lengths and neutral values.
        """
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
            value = max(value, 0.0)  # a movement of the other side is rest for this one
        change = witness.changes(pose, baseline) if segmenter.moving else {}
        placed = witness.settled(pose, baseline) and not (change and witness.broken(change))
        ended = segmenter.update(t_s, value, placed=placed)
        if ended is None and not segmenter.moving:
            if not self._noise_filter.ahead:  # a signal that sets out is no rest, though not moving yet
                witness.at_rest(pose, baseline)
        elif ended is None:
            witness.moving(pose, baseline, change if segmenter.at_peak else None)
        return self._judged(ended)

    def target(self, pose: Pose, baseline: Baseline) -> FullMovement | None:
        """Return the full movement, as a screen may draw it; ``None`` where no line shows it.

        Args:
            pose: With unseen landmarks as NaN: no line is drawn by them.
            baseline: The person's lengths and neutral values.
        """
        signal = self._motion.signal
        if signal.mark is None:
            return None
        return FullMovement(signal, self.segmenter.goal, pose, self.side, baseline)

    def finish(self) -> Movement | None:
        """End the set, and return the movement under way, if there is one."""
        return self._judged(self.segmenter.finish())

    def lose(self) -> Movement | None:
        """Give up the movement under way, and return it, if there is one."""
        return self._judged(self.segmenter.lose())

    def _judged(self, ended: Movement | None) -> Movement | None:
        if ended is None:
            return None
        verdict = judged(ended, self._motion, hold_s=self._hold_s, seen=self._witness.evidence(ended))
        if verdict.reason is None:
            self.segmenter.learn(verdict)
        return verdict


def side_counters(
    exercise: Exercise, levels: Mapping[Side, float], *, hold_s: float, noise: float = math.nan
) -> list[SideCounter]:
    """Return the counters of a set, by side.

    Args:
        exercise: The exercise by the method that measures it.
        levels: Level of the signal at rest for each side.
        hold_s: Dose of a hold in seconds.
        noise: Standard deviation of the signal at rest, where it is known; else NaN.
    """
    return [
        SideCounter(exercise, side, rest=level, hold_s=hold_s, noise=noise) for side, level in levels.items()
    ]


def rest_levels_at(exercise: Exercise, pose: Pose, baseline: Baseline, *, near: Side) -> dict[Side, float]:
    """Return the level of the signal for each side that is followed, of a person who rests in this pose.

    Args:
        exercise: The exercise by the method that measures it.
        pose: With unseen landmarks as NaN, which make a level NaN.
        baseline: The person's lengths and neutral values.
        near: The side that is nearer to the camera.
    """
    motion, sides = exercise.motion, exercise.motion.sides.followed(near)
    anywhere = isinstance(motion, Hold) and motion.anywhere
    if anywhere:
        return dict.fromkeys(sides, 0.0)
    signal = motion.signal
    return {s: signal.measure(pose, measured_on(signal, (pose,), s), baseline) for s in sides}


def mistaken_counters(exercise: Exercise, *, near: Side) -> list[SideCounter]:
    """Return counters of the movements that people make instead; their signals are 0 at rest.

    Args:
        exercise: The exercise by the method that measures it.
        near: The side that is nearer to the camera.
    """
    plain = replace(exercise, start=(), confirm=(), whole=(), settled=(), impostors=())
    return [
        SideCounter(replace(plain, motion=motion), side, rest=0.0, hold_s=0.0)
        for motion in exercise.mistaken
        for side in motion.sides.followed(near)
    ]


def furthest_reach(counters: list[SideCounter], t_s: float) -> float:
    """Return the reach of the side that goes furthest; NaN where none was measured.

    Args:
        counters: The counters of a set.
        t_s: Seconds of the moment.
    """
    furthest = math.nan
    for counter in counters:
        reach = counter.segmenter.reach(t_s)
        if math.isnan(furthest) or reach > furthest:
            furthest = reach
    return furthest


def leading_counter(counters: list[SideCounter]) -> SideCounter:
    """Return the counter to show: the one in a movement, else the first."""
    if len(counters) == 1:
        return counters[0]
    return next((counter for counter in counters if counter.segmenter.active), counters[0])
