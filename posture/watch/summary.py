"""Summaries of watches: seconds of each level and habit, over a stretch, a day and several days."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from posture.body.baseline import median_of
from posture.outside.shapes import Fields, Maybe, Named, Number, Shape, Text
from posture.serialize import contract, from_json, to_json
from posture.watch.activity import Activity
from posture.watch.levels import Level
from posture.watch.signals import Habit

SCHEMA = "posture.watch-block/1"
AMBER_DAY_SHARE = 0.3
"""A day is amber when this share of the judged time was not good …"""
LEAST_JUDGED_S = 1200.0
"""… and at least this much was judged. Our own tuning: no published value was found."""
AMBER_DAYS = 3
"""Amber days in a row that call for hints about the desk (measurements.md 14.4)."""
LEAST_HABIT_S = 300.0
"""A habit of fewer seconds a day does not call for an exercise."""

_MOVES: dict[Habit, tuple[str, ...]] = {
    Habit.FORWARD_HEAD: ("chin_tucks",),
    Habit.SLUMP: ("wall_angels", "cat_cow"),
    Habit.RAISED_SHOULDERS: ("neck_tilts", "shoulder_blade_retraction"),
    Habit.LEANING_ASIDE: (),
}

_SECONDS, _TIMES = Number(0, 1e6), Number(0, 100_000, whole=True)
_SHAPE: Shape = Fields(
    {
        "schema": Text(among=(SCHEMA,)),
        **{f"{level.word}_s": _SECONDS for level in Level},
        "habits_s": Named(_SECONDS),
        "not_judged_s": Named(_SECONDS),
        "longest_still_s": _SECONDS,
        "alerts": _TIMES,
        "reminders": _TIMES,
        "typical": Maybe(Number()),
        "view": Text(),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchBlock:
    """One stretch of watching, or several together.

    Attributes:
        level_s: Seconds judged good, amber and red.
        habit_s: Seconds of each habit, amber or red.
        doing_s: Seconds of activities that are not judged: away, leaning in …
        longest_still_s: The longest stretch without moving.
        alerts, reminders: Their numbers.
        typical: Median over the minutes of the change of the view's first signal; NaN if none was judged.
        view: ``front`` or ``side``; "" for a mixture.
    """

    level_s: Mapping[Level, float] = field(default_factory=dict)
    habit_s: Mapping[Habit, float] = field(default_factory=dict)
    doing_s: Mapping[Activity, float] = field(default_factory=dict)
    longest_still_s: float = 0.0
    alerts: int = 0
    reminders: int = 0
    typical: float = math.nan
    view: str = ""

    @property
    def judged_s(self) -> float:
        """Seconds in which the way of sitting was judged."""
        return math.fsum(self.level_s.values())

    def share(self, level: Level) -> float:
        """Return the share of a level in the judged time; NaN where nothing was judged."""
        return self.level_s.get(level, 0.0) / self.judged_s if self.judged_s else math.nan

    @property
    def amber_day(self) -> bool:
        """True if, as a day, it was too often not good to be chance."""
        return self.judged_s >= LEAST_JUDGED_S and 1.0 - self.share(Level.GOOD) >= AMBER_DAY_SHARE

    def as_dict(self) -> dict[str, Any]:
        """Return the block as ``posture.watch-block/1``: plain JSON values, NaN as ``None``."""
        levels = {level: round(self.level_s.get(level, 0.0), 1) for level in Level}
        written: dict[str, Any] = to_json(
            _WatchBlockForm(
                view=self.view,
                good_s=levels[Level.GOOD],
                amber_s=levels[Level.AMBER],
                red_s=levels[Level.RED],
                judged_s=round(math.fsum(levels.values()), 1),
                habits_s={habit: round(s, 1) for habit, s in self.habit_s.items() if round(s, 1)},
                not_judged_s={doing: round(s, 1) for doing, s in self.doing_s.items() if round(s, 1)},
                longest_still_s=round(self.longest_still_s, 1),
                alerts=self.alerts,
                reminders=self.reminders,
                typical=self.typical,
            ),
            digits=4,
        )
        return written

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> WatchBlock:
        """Return the block that `as_dict` wrote.

        Raises:
            ValueError: It is something else.
        """
        _SHAPE.check(data, SCHEMA)
        form = from_json(_WatchBlockForm, data)
        return cls(
            level_s={Level.GOOD: form.good_s, Level.AMBER: form.amber_s, Level.RED: form.red_s},
            habit_s=form.habits_s,
            doing_s=form.not_judged_s,
            longest_still_s=form.longest_still_s,
            alerts=form.alerts,
            reminders=form.reminders,
            typical=form.typical,
            view=form.view,
        )


@contract(SCHEMA, optional="judged_s")
@dataclass(frozen=True, slots=True, kw_only=True)
class _WatchBlockForm:
    """A `WatchBlock` in JSON, in tenths of seconds."""

    view: str
    good_s: float
    amber_s: float
    red_s: float
    judged_s: float = 0.0
    habits_s: Mapping[Habit, float]
    not_judged_s: Mapping[Activity, float]
    longest_still_s: float
    alerts: int
    reminders: int
    typical: float


def together(blocks: Iterable[WatchBlock]) -> WatchBlock:
    """Add up several stretches, such as those of a day."""
    blocks = list(blocks)
    views = {block.view for block in blocks}
    return WatchBlock(
        level_s={level: math.fsum(b.level_s.get(level, 0.0) for b in blocks) for level in Level},
        habit_s={habit: math.fsum(b.habit_s.get(habit, 0.0) for b in blocks) for habit in Habit},
        doing_s={doing: math.fsum(b.doing_s.get(doing, 0.0) for b in blocks) for doing in Activity},
        longest_still_s=max((b.longest_still_s for b in blocks), default=0.0),
        alerts=sum(b.alerts for b in blocks),
        reminders=sum(b.reminders for b in blocks),
        typical=median_of(b.typical for b in blocks) if len(views) == 1 else math.nan,
        view=views.pop() if len(views) == 1 else "",
    )


def desk_hints_due(days: Sequence[WatchBlock]) -> bool:
    """Return whether the last watched days, given oldest first, were all amber."""
    return len(days) >= AMBER_DAYS and all(day.amber_day for day in days[-AMBER_DAYS:])


def trend(days: Sequence[WatchBlock]) -> float:
    """Return how much the share of good sitting grew from one half of the days to the other.

    Args:
        days: The watched days, oldest first; those that were hardly judged are left out.

    Returns:
        A difference of shares, + for better; NaN with fewer than four judged days.
    """
    shares = [day.share(Level.GOOD) for day in days if day.judged_s >= LEAST_JUDGED_S]
    if len(shares) < 4:
        return math.nan
    half = len(shares) // 2
    return math.fsum(shares[-half:]) / half - math.fsum(shares[:half]) / half


def moves_for(habit_s: Mapping[Habit, float]) -> tuple[tuple[str, Habit], ...]:
    """Return the exercises for the habits of a day, the longest habit first: ids, each with its habit."""
    kept = [habit for habit in Habit if habit_s.get(habit, 0.0) >= LEAST_HABIT_S]
    ranked = sorted(kept, key=lambda habit: -habit_s[habit])
    return tuple((move, habit) for habit in ranked for move in _MOVES[habit])
