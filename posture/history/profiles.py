"""The profiles of a household: one is there as soon as something is kept for that name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session as Rows

from posture.errors import StoreError
from posture.history import profile_changes, rescue, spool
from posture.history.database import take_turn
from posture.history.kept_landmarks import Amount, KeptLandmarks
from posture.history.set_queries import different, filters, which
from posture.history.tables import NoteRow, SetRow, SettingRow
from posture.history.transactions import Transactions

LONGEST_NAME = 40
"""Characters of a profile's name."""

_Personal = type[SetRow] | type[NoteRow] | type[SettingRow]
_PERSONAL: tuple[_Personal, ...] = (SetRow, NoteRow, SettingRow)
"""The tables that say whose a row is; all others hang below a set."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is kept of one person, or of everybody; false where nothing is.

    Attributes:
        sets, notes, settings: How many there are.
        landmarks: How many of the sets have their landmarks beside them.
    """

    sets: int
    notes: int
    settings: int
    landmarks: int = 0

    def __bool__(self) -> bool:
        return bool(self.sets or self.notes or self.settings)


class Profiles:
    """The people that something is kept for.

    Every method raises `StoreError` when the database cannot be used, with what to do. An empty
    ``person`` means what has no profile, ``None`` everybody.

    Args:
        tables: Where the sets are.
        landmarks: The landmarks beside them.
    """

    def __init__(self, tables: Transactions, landmarks: KeptLandmarks) -> None:
        self._tables = tables
        self._landmarks = landmarks

    def names(self) -> list[str]:
        """Return the names of all profiles, in alphabetical order."""
        with self._tables.reading() as rows:
            found = _names(rows)
        return sorted(found, key=str.casefold)

    def holdings(self, *, person: str | None = None) -> Holdings:
        """Return how much is kept of one person, or of everybody."""
        with self._tables.reading() as rows:
            counts = [
                rows.scalar(select(func.count()).select_from(table).where(*_whose(table, person))) or 0
                for table in _PERSONAL
            ]
            with_landmarks = len(which(rows, filters(None, person), self._landmarks.sets()))
        return Holdings(sets=counts[0], notes=counts[1], settings=counts[2], landmarks=with_landmarks)

    def landmarks(self, *, person: str | None = None) -> Amount:
        """Return of how many sets of one person, or of everybody, landmarks are kept, and what they take."""
        with self._tables.reading() as rows:
            mine = which(rows, filters(None, person), self._landmarks.sets())
        return self._landmarks.amount(mine)

    def forget_landmarks(self, *, person: str | None = None) -> int:
        """Remove the landmarks of one person's sets, or of everybody's; return of how many. The sets stay."""
        with self._tables.reading() as rows:
            gone = which(rows, filters(None, person), self._landmarks.sets())
        with self._tables.database.errors_explained():
            self._landmarks.forget(gone)
        return len(gone)

    def rename(self, old: str, new: str) -> str:
        """Give everything of a profile another name, and return that name as it is kept.

        Args:
            old: The name so far.
            new: The name from now on.

        Raises:
            StoreError: There is no profile ``old``, or the new name cannot be taken (`checked_name`).
        """
        database = self._tables.database
        self._tables.bring_in_rescued()
        with self._tables.writing() as rows:
            name = _rename_rows(rows, old, new)
        profile_changes.remember_here(database, old, name)
        with database.errors_explained():
            spool.rename(database, old, name)
            rescue.rename(database, old, name)
        return name


def checked_name(name: str, *, taken: Iterable[str]) -> str:
    """Return the name as it is kept: one space between words, none around them.

    Args:
        name: What the person typed.
        taken: The names of other profiles.

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


def delete_rows(rows: Rows, person: str | None) -> list[int]:
    """Delete every row of one person, or of everybody, and return the numbers of the sets.

    Sets of theirs that are under way meanwhile, also at other processes, are not kept when they end.

    Args:
        rows: An open transaction that writes.
        person: The profile; empty for what has none, ``None`` for everybody.
    """
    take_turn(rows.connection())  # a set that is kept at this moment is kept before, or not at all
    profile_changes.remember(rows, None if person is None else person.strip(), None)
    sets = rows.scalars(delete(SetRow).where(*_whose(SetRow, person)).returning(SetRow.id)).all()
    for table in (NoteRow, SettingRow):
        rows.execute(delete(table).where(*_whose(table, person)))
    return list(sets)


def _rename_rows(rows: Rows, old: str, new: str) -> str:
    take_turn(rows.connection())
    there = _names(rows)
    if old not in there:
        raise StoreError(f"there is no profile called {old!r}")
    name = checked_name(new, taken=there - {old})
    for table in _PERSONAL:
        rows.execute(update(table).where(table.person == old).values(person=name))
    profile_changes.remember(rows, old, name)
    return name


def _names(rows: Rows) -> set[str]:
    return {name for table in _PERSONAL for name in rows.scalars(different(table.person)) if name}


def _whose(table: _Personal, person: str | None) -> list[ColumnElement[bool]]:
    return [] if person is None else [table.person == person.strip()]
