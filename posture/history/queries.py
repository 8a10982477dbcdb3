"""What the store asks its tables, and how it recognizes a set."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Rows
from sqlalchemy.orm import selectinload

from posture.errors import StoreError
from posture.history.kept import KeptSet, Verdict, exact, utc
from posture.history.mapping import kept_of, row_of
from posture.history.tables import AttemptRow, SetRow

NEWEST = (SetRow.started_at.desc(), SetRow.id.desc())
"""The order of lists."""
WHOLE = (
    selectinload(SetRow.attempts).selectinload(AttemptRow.faults),
    selectinload(SetRow.findings),
    selectinload(SetRow.problems),
    selectinload(SetRow.unmeasured),
    selectinload(SetRow.corrections),
)
"""Everything below a set, a table at a time."""


def filters(
    exercise: str | None, person: str | None, since: datetime | None = None
) -> list[ColumnElement[bool]]:
    """The conditions for one move, one person, and sets begun at ``since`` or later."""
    conditions = []
    if exercise is not None:
        conditions.append(SetRow.exercise == exercise)
    if person is not None:
        conditions.append(SetRow.person == person.strip())
    if since is not None:
        conditions.append(SetRow.started_at >= utc(since, name="since"))
    return conditions


def added(rows: Rows, kept: KeptSet) -> int:
    """Write a whole set; returns its number."""
    row = row_of(kept)
    rows.add(row)
    rows.flush()
    return row.id


def known(rows: Rows, kept: KeptSet) -> bool:
    """Whether a set with the same start, person, move and session is kept already."""
    same = select(SetRow).where(
        SetRow.started_at == kept.started_at, SetRow.person == kept.person, SetRow.exercise == kept.exercise
    )
    wanted = None if kept.session is None else exact(kept.session)
    there = (kept_of(row).session for row in rows.scalars(same.options(*WHOLE)))
    return any(session is not None and exact(session) == wanted for session in there)


def found(rows: Rows, set_id: int) -> SetRow:
    """The row of one set with everything below it.

    Raises:
        StoreError: There is none.
    """
    row = rows.get(SetRow, set_id, options=WHOLE)
    if row is None:
        raise no_set(set_id)
    return row


def no_set(set_id: int) -> StoreError:
    """The error for a number that no set has."""
    return StoreError(f"no set {set_id} is kept; see the list with: posture history")


def check_fit(row: SetRow, attempt: int | None, verdict: Verdict) -> None:
    """Raise ``ValueError`` for a correction that makes no sense for its attempt."""
    if attempt is None:
        if verdict is not Verdict.MISSED:
            raise ValueError(f"attempt: expected a number for {verdict}, got None")
        return
    counted = [a.counted for a in row.attempts if a.number == attempt]
    if not counted:
        raise ValueError(f"attempt: expected one of {[a.number for a in row.attempts]}, got {attempt}")
    if counted[0] is not (verdict is Verdict.NOT_A_REP):
        state = "counted" if counted[0] else "not counted"
        raise ValueError(f"verdict: attempt {attempt} was {state}, so {verdict} does not fit")
