"""Breathing, warmth, cold and quiet sittings: the one that runs, and those that were done.

A note of kind ``timer`` holds plain JSON::

    {"of": "breathing" | "heat" | "cold" | "sitting",
     "pattern": "longer_exhale",       # breathing only, else ""
     "started_at": "2026-11-27T09:30:00+00:00",
     "seconds": 300.0,                 # how long it really ran
     "ended": "done" | "stopped" | "light_headed" | "skin"}

The one that runs is the setting ``timer_running`` of its person, with the moment of its start: so it
goes on where a page is loaded again, and nothing has to tick.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import Enum

from posture.history.journal import Journal, Note
from posture.serialize import from_json, to_json

KIND = "timer"
"""The kind of these notes."""
_SETTING = "timer_running"


class Of(str, Enum):
    """What a timer is for."""

    BREATHING = "breathing"
    HEAT = "heat"
    COLD = "cold"
    SITTING = "sitting"

    __str__ = str.__str__


class Ended(str, Enum):
    """Why a timer ended."""

    DONE = "done"
    STOPPED = "stopped"
    LIGHT_HEADED = "light_headed"
    SKIN = "skin"
    """The skin looked or felt wrong."""

    __str__ = str.__str__


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A timer that was started.

    Attributes:
        of: What it is for.
        pattern: Id of the breathing pattern, else empty.
        started_at: Aware, in UTC.
        length_s: How long it lasts.
        confirmed_s: The looks at the skin that were confirmed, by when they became due.
    """

    of: Of
    pattern: str = ""
    started_at: datetime
    length_s: float
    confirmed_s: tuple[float, ...] = ()

    def elapsed_s(self, now: datetime) -> float:
        """Return the seconds since the start, not more than its length."""
        return min(max((now - self.started_at).total_seconds(), 0.0), self.length_s)

    def over(self, now: datetime) -> bool:
        """Return whether its time is up."""
        return now - self.started_at >= timedelta(seconds=self.length_s)

    def confirm(self, due_s: float) -> Running:
        """Return the timer after a look at the skin."""
        return replace(self, confirmed_s=(*self.confirmed_s, due_s))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerNote:
    """A timer that has ended.

    Attributes:
        of: What it was for.
        pattern: Id of the breathing pattern, else empty.
        started_at: Aware, in UTC.
        seconds: How long it really ran.
        ended: Why it ended.
    """

    of: Of
    pattern: str
    started_at: datetime
    seconds: float
    ended: Ended


def running(journal: Journal, *, person: str = "") -> Running | None:
    """Return the timer that the person has started and not ended.

    Args:
        journal: Where it is kept.
        person: The profile.

    Raises:
        StoreError: The journal cannot be read.
    """
    kept = journal.setting(_SETTING, person=person)
    try:
        return from_json(Running, kept)
    except ValueError:  # nothing runs, or nothing of ours
        return None


def keep_running(journal: Journal, timer: Running | None, *, person: str = "") -> None:
    """Keep the timer that runs, in place of the one before.

    Args:
        journal: Where to keep it.
        timer: The timer; ``None`` where nothing runs.
        person: The profile.

    Raises:
        StoreError: It could not be kept.
    """
    journal.choose(_SETTING, None if timer is None else to_json(timer), person=person)


def note_timer(journal: Journal, timer: Running, ended: Ended, *, at: datetime, person: str = "") -> None:
    """Keep that a timer has ended.

    Args:
        journal: Where to keep it.
        timer: Which timer it was, with its start and length.
        ended: Why it ended.
        at: When, aware.
        person: The profile.

    Raises:
        StoreError: It could not be kept.
    """
    ended_after_s = round(timer.elapsed_s(at), 1)
    note = TimerNote(
        of=timer.of,
        pattern=timer.pattern,
        started_at=timer.started_at,
        seconds=ended_after_s,
        ended=ended,
    )
    journal.write(KIND, to_json(note), at=at, person=person)


def timer_notes(journal: Journal, *, person: str = "", since: datetime | None = None) -> list[TimerNote]:
    """Return the person's timers, newest first; notes that make no sense are passed over.

    Args:
        journal: Where they are kept.
        person: The profile.
        since: The earliest moment, aware.

    Raises:
        StoreError: The journal cannot be read.
    """
    found = (_read(note) for note in journal.notes(KIND, person=person, since=since))
    return [note for note in found if note is not None]


def _read(note: Note) -> TimerNote | None:
    try:
        return from_json(TimerNote, {"pattern": "", **note.content})
    except ValueError:  # written by another program
        return None
