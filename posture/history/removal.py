"""How much is kept of whom, and taking it away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session as Rows

from posture.history.tables import NoteRow, SetRow, SettingRow

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


def holdings(rows: Rows, person: str | None) -> Holdings:
    """How much there is of one person (empty: without a profile), or of everybody."""
    counts = [
        rows.scalar(select(func.count()).select_from(table).where(*_whose(table, person)))
        for table in _PERSONAL
    ]
    return Holdings(*(count or 0 for count in counts))


def names(rows: Rows) -> set[str]:
    """Every profile that something is kept of."""
    return {
        name
        for table in _PERSONAL
        for name in rows.scalars(select(table.person).where(table.person != "").distinct())
    }


def empty(rows: Rows, person: str | None) -> Sequence[int]:
    """Delete every row of one person, or of everybody; returns the numbers of the sets."""
    sets = rows.scalars(delete(SetRow).where(*_whose(SetRow, person)).returning(SetRow.id)).all()
    for table in (NoteRow, SettingRow):
        rows.execute(delete(table).where(*_whose(table, person)))
    return sets


def _whose(table: _Personal, person: str | None) -> list[ColumnElement[bool]]:
    return [] if person is None else [table.person == person.strip()]
