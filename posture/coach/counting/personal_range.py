"""The range of motion that this person usually reaches: from two repetitions on, most of it is required."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from statistics import median

from posture.coach.counting.movement import Movement
from posture.coach.motion import Cycle, Hold

USUAL = 0.7
"""Share of the person's own usual range below which a repetition is a partial one."""
KEPT = 5
"""Repetitions that the usual range is the median of."""
LEAST = 2
"""Repetitions before there is a usual range."""


def usual_floor(reaches: Sequence[float]) -> float:
    """Return the change from rest that is required of a person; minus infinity before there is a usual range.

    >>> usual_floor([1.0, 1.0, 0.8])
    0.7

    Args:
        reaches: Changes from rest of the repetitions that counted, oldest first.
    """
    return -math.inf if len(reaches) < LEAST else USUAL * median(reaches[-KEPT:])


class PersonalRange:
    """Learns from repetitions that counted how far this person goes."""

    def __init__(self, motion: Cycle | Hold) -> None:
        self._motion = motion
        self._usual: deque[float] = deque(maxlen=KEPT)
        self._least = usual_floor(())

    def learn(self, counted: Movement) -> None:
        """Take a repetition that counted."""
        self._usual.append(counted.peak - counted.rest)
        self._least = usual_floor(tuple(self._usual))  # at every repetition, not at every pose

    def floor(self, begin: float) -> float:
        """Return the level of the signal from which a movement counts that began at ``begin``."""
        motion = self._motion
        floor = motion.floor_from(begin)
        if isinstance(motion, Hold):
            return floor
        return max(floor, begin + self._least)
