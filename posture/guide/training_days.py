"""Training days and the weeks that they are counted in: one rule for every page.

A training day is a day with any set or step in it, of a routine or by itself. A set from a video makes none:
nobody knows when that was filmed. A week runs from Monday to Sunday; a person's first one begins on the day
of their first training, and asks only for what is planned from then on. Days are whole numbers, as
`datetime.date.toordinal` counts them.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from posture.guide.plan import TIMES_A_WEEK, WEEK, Plan, weekday


@dataclass(frozen=True, slots=True)
class TrainingWeek:
    """A week of a person.

    Attributes:
        days: Its seven days, from Monday.
        begins: The first of them that counts: not Monday in the week in which the person began.
        trained: Those that were training days.
        planned: Those that count and on which the person meant to train.
    """

    days: tuple[int, ...]
    begins: int
    trained: frozenset[int]
    planned: frozenset[int]

    @property
    def count(self) -> int:
        """The training days so far."""
        return len(self.trained)

    @property
    def aim(self) -> int:
        """The training days that are asked for; those that were done beyond it are no part of it."""
        return len(self.planned) or min(TIMES_A_WEEK[0], self.days[-1] - self.begins + 1)


def training_week(plan: Plan, trained: Collection[int], today: int) -> TrainingWeek:
    """Return the week that a day belongs to.

    Args:
        plan: The person's plan.
        trained: Every training day of theirs.
        today: The day.
    """
    days = week_of(today)
    first = min(trained, default=today)
    begins = max(first, days[0])
    planned = {day for day in days if day >= begins and weekday(day) in plan.days}
    if first in days and plan.days:  # a person who begins trains on that day, planned or not
        planned.add(first)
    return TrainingWeek(days, begins, frozenset(days) & frozenset(trained), frozenset(planned))


def week_of(day: int) -> tuple[int, ...]:
    """Return the seven days of the week that a day belongs to, from Monday."""
    monday = day - weekday(day)
    return tuple(range(monday, monday + WEEK))


def weeks_in_a_row(trained: Collection[int], today: int) -> int:
    """Count the weeks in a row with at least two training days.

    Args:
        trained: The training days.
        today: A day of the current week, which counts once it has two.
    """
    count, monday = 0, week_of(today)[0]
    first = min(trained, default=today)
    while monday + WEEK > first:
        enough = sum(day in trained for day in week_of(monday)) >= TIMES_A_WEEK[0]
        if not enough and monday + WEEK <= today:
            break
        count += enough
        monday -= WEEK
    return count
