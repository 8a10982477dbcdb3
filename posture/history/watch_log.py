"""The desk watch in the journal: a note for each stretch of watching, read back as days.

The plan shows `moves_today`; only these functions know what the notes look like.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from posture.history.journal import Journal
from posture.history.kept_set import OF_NO_RUN, Origin
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.signals import Habit
from posture.watch.summary import WatchBlock, moves_for, together

KIND = "watch"
"""The kind of the notes."""
LEAST_S = 30.0
"""A shorter stretch was a try and is not kept."""
_BASELINES = "watch.baselines"


@dataclass(frozen=True, slots=True)
class WatchedDay:
    """Everything that was watched on one day of the reader's calendar."""

    day: date
    block: WatchBlock


@dataclass(frozen=True, slots=True)
class WatchedMove:
    """An exercise that a day at the desk calls for.

    Attributes:
        exercise: Its id.
        habit: The way of sitting that it answers.
        minutes: How long that was seen.
    """

    exercise: str
    habit: Habit
    minutes: float


def keep_block(
    journal: Journal,
    block: WatchBlock,
    *,
    at: datetime,
    person: str = "",
    origin: Origin = OF_NO_RUN,
) -> int | None:
    """Keep a stretch of watching, and return the note's number; ``None`` where it was too short to keep.

    Args:
        journal: Where to keep it.
        block: What was seen.
        at: When it ended, aware.
        person: The profile.
        origin: The live run that it came from, which is kept once; the note says so where it was
            interrupted.

    Raises:
        DataDeleted: Everything of the person was deleted since that run began.
        StoreError: The database cannot be used.
    """
    if block.judged_s < LEAST_S:
        return None
    told = {"interrupted": True} if origin.interrupted else {}
    return journal.write_all([(KIND, {**block.as_dict(), **told})], at=at, person=person, origin=origin)[0]


DayOf = Callable[[datetime], date]
"""The day of a moment where the reader is."""


def watched_days(
    journal: Journal, *, day_of: DayOf, person: str = "", since: datetime | None = None
) -> list[WatchedDay]:
    """Return the days that were watched, oldest first; a note that cannot be read is passed over.

    Args:
        journal: Where the notes are kept.
        day_of: Gives the day of a moment where the reader is.
        person: The profile.
        since: The earliest moment, aware.
    """
    by_day: dict[date, list[WatchBlock]] = {}
    for note in journal.notes(KIND, person=person, since=since):
        try:
            block = WatchBlock.from_dict(note.content)
        except ValueError:
            continue
        by_day.setdefault(day_of(note.written_at), []).append(block)
    return [WatchedDay(day, together(by_day[day])) for day in sorted(by_day)]


def moves_today(
    journal: Journal, *, now: datetime, day_of: DayOf, person: str = ""
) -> tuple[WatchedMove, ...]:
    """Return what the latest watched day, today or yesterday, calls for; the longest habit comes first.

    Args:
        journal: Where the notes are kept.
        now: The present moment, aware.
        day_of: Gives the day of a moment where the reader is.
        person: The profile.
    """
    today = day_of(now)
    days = watched_days(journal, day_of=day_of, person=person, since=now - timedelta(days=2))
    recent = [watched for watched in days if timedelta(0) <= today - watched.day <= timedelta(days=1)]
    if not recent:
        return ()
    spent = recent[-1].block.habit_s
    return tuple(WatchedMove(move, habit, spent[habit] / 60.0) for move, habit in moves_for(spent))


def baseline_of(journal: Journal, *, camera: str, seat: str, person: str = "") -> SeatBaseline | None:
    """Return the baseline that was kept for a camera and seat; ``None`` where none can be read.

    Args:
        journal: Where it is kept.
        camera: As the browser names it.
        seat: As the person names it.
        person: The profile.
    """
    kept = journal.setting(_BASELINES, person=person, default={})
    try:
        return SeatBaseline.from_dict(kept[_place(camera, seat)])
    except (KeyError, TypeError, ValueError):
        return None


def keep_baseline(
    journal: Journal, baseline: SeatBaseline, *, camera: str, seat: str, person: str = ""
) -> None:
    """Keep a baseline in place of an earlier one of that camera and seat.

    Args:
        journal: Where to keep it.
        baseline: How the person would like to sit.
        camera: As the browser names it.
        seat: As the person names it.
        person: The profile.
    """
    before = journal.setting(_BASELINES, person=person, default={})
    kept = dict(before) if isinstance(before, Mapping) else {}
    journal.choose(_BASELINES, {**kept, _place(camera, seat): baseline.as_dict()}, person=person)


def _place(camera: str, seat: str) -> str:
    return json.dumps([camera, seat], ensure_ascii=False)
