"""How far an attempt went, as a person reads it: 0 % at the start, 100 % for a full movement.

`Attempt.range` is in the unit of a signal that nobody knows: heights in torso lengths, angles between points
of an outline, some of them negative. It stays as it is in the contract; a `Scale` reads it. Past full it
still reads 100 %: nobody is asked to go further, and a rule of form speaks where further is too far. Degrees
stand beside it where they are ones that people know, such as those of a tilted head, and are not cut off.

A repetition counts before it is full: from `levels_that_count` on, which know the person's own range as far
as the set shows it, and never contradict what was counted.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from posture.coach.attempt import Attempt, Reason
from posture.coach.counting.personal_range import usual_floor
from posture.coach.exercise import Exercise
from posture.coach.motion import Cycle, Hold


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale that the range of an attempt is read on.

    Attributes:
        start: The range that reads 0.
        full: The range that reads 1.
        degrees: The range is in degrees that people know.
    """

    start: float
    full: float
    degrees: bool = False

    @classmethod
    def of(cls, measured: Exercise, unit: str = "") -> Scale | None:
        """Return the scale of an exercise.

        Args:
            measured: The exercise by the method that measured it.
            unit: Unit of the range that is to be read; "" takes it to be that of the exercise.

        Returns:
            ``None`` where a range says nothing: the clock alone measures, the signal only tells how near a
            body is to a position, or the unit is another one.
        """
        motion = measured.motion
        position = isinstance(motion, Hold) and motion.anywhere
        if measured.timed or position or unit not in ("", motion.signal.unit):
            return None
        start = 0.0 if motion.relative else motion.start_level
        return cls(start, motion.full, motion.plain_degrees)

    def share(self, reached: float) -> float:
        """Return how much of a full movement a range is, from 0 to 1; NaN where it is not known."""
        along = self.along(reached)
        return along if math.isnan(along) else min(along, 1.0)

    def along(self, reached: float) -> float:
        """Return how far along the movement a range is, 0 or more, past 1 where it is past full.

        A line over time is drawn by it: cut off at full, it would look as if the person stood still there.
        """
        along = (reached - self.start) / (self.full - self.start)
        return along if math.isnan(along) else max(along, 0.0)

    def step(self, change: float) -> float:
        """Return a difference of two ranges, such as a measurement error, as a share of a full movement."""
        return abs(change) / (self.full - self.start)

    def known_degrees(self, reached: float) -> float:
        """Return a range in degrees that people know; NaN where there are none."""
        return reached if self.degrees else math.nan


def levels_that_count(attempts: Sequence[Attempt], measured: Exercise) -> tuple[float, ...]:
    """Return for each attempt the range from which it counts, on the scale of `Attempt.range`.

    From the third repetition on that is most of the person's usual range. The level that a person rests at is
    not in the session: the usual one takes its place, and what was counted or refused decides where the two
    disagree.

    Args:
        attempts: Those of a set, in order.
        measured: The exercise by the method that measured it.
    """
    motion = measured.motion
    start = 0.0 if motion.relative else motion.start_level
    least = motion.floor_from(start)
    least = min([least, *(a.range for a in attempts if a.counted and math.isfinite(a.range))])
    levels: list[float] = []
    reaches: list[float] = []
    for attempt in attempts:
        level = least
        if isinstance(motion, Cycle):
            level = max(level, start + usual_floor(reaches))
        levels.append(_agreed(level, attempt))
        if attempt.counted and math.isfinite(attempt.range):
            reaches.append(attempt.range - start)
    return tuple(levels)


def _agreed(level: float, attempt: Attempt) -> float:
    """Return a level that what became of the attempt does not contradict."""
    if attempt.counted:
        return min(level, attempt.range) if math.isfinite(attempt.range) else level
    if attempt.reason is Reason.PARTIAL_RANGE and math.isfinite(attempt.range):
        return max(level, attempt.range)
    return level
