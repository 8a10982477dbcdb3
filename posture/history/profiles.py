"""Profiles of a household: one is there as soon as something is kept for that name.

A set may begin under a name that is changed or deleted before the set ends. So this process remembers
such changes while it lives, by database, and `owner` tells whose a result is when it is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timezone

from sqlalchemy import update
from sqlalchemy.orm import Session as Rows

from posture.errors import StoreError
from posture.history import removal
from posture.history.database import Database, take_turn
from posture.history.tables import NoteRow, SetRow, SettingRow

_PERSONAL = (SetRow, NoteRow, SettingRow)
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class _ProfileChange:
    """What became of a profile, or of everybody where ``person`` is ``None``; deleted without a ``name``."""

    at: datetime
    person: str | None
    name: str | None


_changes: defaultdict[str, list[_ProfileChange]] = defaultdict(list)
"""By the place of the database, in order of time; threads may share the lists, which only ever grow."""


def checked_name(name: str, *, taken: Iterable[str]) -> str:
    """The name as it is kept, without space around it.

    Raises:
        StoreError: It is empty, too long, or somebody has it already, whatever the case.
    """
    name = " ".join(name.split())
    if not name:
        raise StoreError("a profile needs a name")
    if len(name) > LONGEST_NAME:
        raise StoreError(f"the name {name!r} is longer than {LONGEST_NAME} characters; take a shorter one")
    if name.casefold() in (other.casefold() for other in taken):
        raise StoreError(f"there is a profile called {name!r} already; take another name")
    return name


def rename(rows: Rows, old: str, new: str) -> str:
    """Give everything of a profile another name; the name as it is kept.

    Raises:
        StoreError: There is no such profile, or the new name cannot be taken.
    """
    take_turn(rows.connection())
    there = removal.names(rows)
    if old not in there:
        raise StoreError(f"there is no profile called {old!r}")
    name = checked_name(new, taken=there - {old})
    for table in _PERSONAL:
        rows.execute(update(table).where(table.person == old).values(person=name))
    return name


def changed(database: Database, person: str | None, name: str | None) -> None:
    """Remember that a profile, or everybody (``None``), was renamed, or deleted where there is no name."""
    _changes[database.where].append(_ProfileChange(datetime.now(timezone.utc), person, name))


def owner(database: Database, person: str, *, since: datetime) -> str | None:
    """Whose a result is by now that was ``person``'s at that moment; ``None`` where they were deleted."""
    for change in tuple(_changes[database.where]):
        if change.at >= since and change.person in (None, person):
            if change.name is None:
                return None
            person = change.name
    return person
