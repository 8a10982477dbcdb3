"""Profiles that were renamed or deleted while a set of theirs may be under way, here or at another process.

A set may begin under a name that is changed or deleted before the set ends. So such changes are kept in the
database, and tell whose a result is when it is kept. Of a deleted profile nothing is left but a number that
its name gives and the moment. Files of runs under way, which are written also where the database cannot be
used, go by the changes of their own process, and by the others' as soon as those can be read.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session as Rows

from posture.errors import DataDeleted
from posture.history.database import Database
from posture.history.tables import ProfileChangeRow

_REMEMBERED = timedelta(days=400)
"""How long: no file of a run under way waits longer for a server that takes it in."""
_CLOCKS_DIFFER = timedelta(minutes=5)
"""A change that lies further ahead was made when a clock was wrong. Sets must not be lost over that."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What became of a profile, or of everybody where ``person`` is ``None``; deleted without a ``name``."""

    at: datetime
    person: str | None
    name: str | None


_here: defaultdict[str, list[_Change]] = defaultdict(list)
"""Of this process, by the place of the database, each with the name that it gave then; threads may share the
lists, which only ever grow."""


def remember(rows: Rows, person: str | None, name: str | None) -> None:
    """Keep in the database that a profile is renamed or deleted, in the transaction that does it.

    Args:
        rows: An open transaction that writes.
        person: The profile; ``None`` for everybody's.
        name: The new name; ``None`` where it is deleted.
    """
    now = datetime.now(timezone.utc)
    old = ProfileChangeRow.at < now - _REMEMBERED
    rows.execute(delete(ProfileChangeRow).where(old) if person is not None else delete(ProfileChangeRow))
    # No name is left of who is deleted, nor one that somebody had before.
    rows.execute(update(ProfileChangeRow).where(ProfileChangeRow.name == person).values(name=name))
    rows.add(ProfileChangeRow(at=now, person=None if person is None else _number(person), name=name))


def remember_here(database: Database, person: str | None, name: str | None) -> None:
    """Remember in this process that a profile was renamed or deleted.

    Args:
        database: Where it was.
        person: The profile; ``None`` for everybody's.
        name: The new name; ``None`` where it was deleted.
    """
    number = None if person is None else _number(person)
    _here[database.where].append(_Change(datetime.now(timezone.utc), number, name))


def owner_here(database: Database, person: str, *, since: datetime) -> str | None:
    """Return whose a result is by now as far as this process knows; ``None`` where that was deleted.

    Args:
        database: Where the result is to be kept.
        person: Whose it was when it began.
        since: When that was, aware.
    """
    for change in tuple(_here[database.where]):
        if change.at >= since and change.person in (None, _number(person)):
            if change.name is None:
                return None
            person = change.name
    return person


def owner(rows: Rows, person: str, *, since: datetime) -> str | None:
    """Return whose a result is by now; ``None`` where that profile, or everything, was deleted.

    Args:
        rows: An open transaction.
        person: Whose it was when it began.
        since: When that was, aware.
    """
    latest, row = datetime.now(timezone.utc) + _CLOCKS_DIFFER, ProfileChangeRow
    whose = or_(row.person.is_(None), row.person == _number(person))
    wanted = select(row.name).where(row.at >= since, row.at <= latest, whose).order_by(row.id).limit(1)
    found = rows.execute(wanted).first()
    return person if found is None else found.name  # `remember` keeps that the latest one


def owner_or_raise(rows: Rows, person: str, *, since: datetime) -> str:
    """Return whose a result is by now, as `owner` does.

    Args:
        rows: An open transaction.
        person: Whose it was when it began.
        since: When that was, aware.

    Raises:
        DataDeleted: That profile, or everything, was deleted.
    """
    whose = owner(rows, person, since=since)
    if whose is None:
        raise DataDeleted("the data of that person were deleted meanwhile, and this belongs to them")
    return whose


def _number(person: str) -> str:
    """Return a number that stands for a name without telling it."""
    return hashlib.sha256(person.encode("utf-8", "replace")).hexdigest()[:32]
