"""What somebody has gained since they began: the range of their first week against that of their last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

WEEK = 7
"""Days of the first and of the last week."""


@dataclass(frozen=True, slots=True)
class Gain:
    """A range that has grown by more than its measurement error, in the unit of the signal.

    Attributes:
        before: The middle range of the first week.
        now: The middle range of the last week.
    """

    before: float
    now: float


def gain_of(ranges: Sequence[tuple[int, float]], *, today: int, error: float) -> Gain | None:
    """Return what a range has gained; ``None`` where it has not, or where a camera could not tell.

    Args:
        ranges: The day of each set and its mean range, measured by one method; no NaN.
        today: The day of today, counted as the others.
        error: How far a measured range may lie from the true one.
    """
    first_day = min((day for day, _ in ranges), default=today)
    first = [value for day, value in ranges if day < first_day + WEEK]
    last = [value for day, value in ranges if day > today - WEEK]
    if not first or not last or first_day + WEEK > today - WEEK + 1:  # the weeks would share days
        return None
    before, now = median(first), median(last)
    return Gain(before, now) if now - before > error else None
