"""Profiles of a household: one is there as soon as something is kept for that name."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import update
from sqlalchemy.orm import Session as Rows

from posture.errors import StoreError
from posture.history import removal
from posture.history.database import take_turn
from posture.history.tables import NoteRow, SetRow, SettingRow

_PERSONAL = (SetRow, NoteRow, SettingRow)
LONGEST_NAME = 40


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
