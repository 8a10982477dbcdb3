"""What the store asks its tables, and how it recognizes a set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session as Rows
from sqlalchemy.orm import selectinload

from posture.coach.results.exact_json import exact_json
from posture.coach.results.trace import Trace
from posture.errors import StoreError
from posture.history import bulk
from posture.history.database import take_turn
from posture.history.kept_set import Correction, KeptSet, Opinion, utc
from posture.history.mapping import LISTED, correction_of, listed_of, row_of
from posture.history.tables import AttemptRow, CorrectionRow, SetRow, TraceRow

_AT_ONCE = 100
"""How many whole sets are read together."""
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


def numbers(rows: Rows, conditions: list[ColumnElement[bool]]) -> set[int]:
    """The numbers of the sets that meet the conditions."""
    return set(rows.scalars(select(SetRow.id).where(*conditions)))


def listed(
    rows: Rows, conditions: list[ColumnElement[bool]], *, limit: int | None, offset: int
) -> list[KeptSet]:
    """The sets that meet the conditions, newest first, from ``offset`` on, without their sessions."""
    part = {"limit": limit, "offset": offset or None}
    newest = _part(select(SetRow.id).where(*conditions), **part)
    said = select(CorrectionRow).where(CorrectionRow.set_id.in_(newest)).order_by(CorrectionRow.id)
    corrections: defaultdict[int, list[Correction]] = defaultdict(list)
    for row in rows.scalars(said):
        corrections[row.set_id].append(correction_of(row))
    columns: Any = select(*LISTED)
    found = rows.execute(_part(columns.where(*conditions), **part))
    return [listed_of(row, tuple(corrections.get(row.id, ()))) for row in found]


def _part(query: Select[Any], *, limit: int | None, offset: int | None) -> Select[Any]:
    return query.order_by(*NEWEST).limit(limit).offset(offset)


def whole(
    reading: Callable[[], AbstractContextManager[Rows]],
    conditions: list[ColumnElement[bool]],
    *,
    traces: bool,
) -> Iterator[KeptSet]:
    """The sets that meet the conditions with all below them, oldest first, in a transaction a hundred."""
    with reading() as rows:
        ids = rows.scalars(select(SetRow.id).where(*conditions).order_by(SetRow.started_at, SetRow.id)).all()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        with reading() as rows:
            by_id = bulk.whole(rows, some)
            for i, trace in traces_of(rows, some).items() if traces else ():
                by_id[i] = replace(by_id[i], trace=trace)
        yield from (by_id[i] for i in some if i in by_id)


def added(rows: Rows, kept: KeptSet) -> int:
    """Write a whole set; returns its number."""
    row = row_of(kept)
    rows.add(row)
    rows.flush()
    return row.id


def of_run(rows: Rows, kept: KeptSet) -> int | None:
    """The number under which the set's run is kept already; nobody else can keep it meanwhile."""
    if not kept.run:
        return None
    take_turn(rows.connection())
    return rows.scalar(select(SetRow.id).where(SetRow.run == kept.run))


def known(rows: Rows, kept: KeptSet) -> bool:
    """Whether a set of the same run, or with the same start, person, move and session, is kept already."""
    if of_run(rows, kept) is not None:
        return True
    same = select(SetRow.id).where(
        SetRow.started_at == kept.started_at, SetRow.person == kept.person, SetRow.exercise == kept.exercise
    )
    ids = rows.scalars(same).all()
    if not ids:
        return False
    wanted = None if kept.session is None else exact_json(kept.session)
    there = (found.session for found in bulk.whole(rows, ids).values())
    return any(session is not None and exact_json(session) == wanted for session in there)


def found(rows: Rows, set_id: int) -> SetRow:
    """The row of one set with everything below it.

    Raises:
        StoreError: There is none.
    """
    row = rows.get(SetRow, set_id, options=WHOLE)
    if row is None:
        raise no_set(set_id)
    return row


def traces_of(rows: Rows, set_ids: Sequence[int]) -> dict[int, Trace]:
    """The traces of those sets that have one."""
    wanted = select(TraceRow).where(TraceRow.set_id.in_(set_ids))
    return {row.set_id: Trace.unpack(row.packed, row.unit) for row in rows.scalars(wanted)}


def no_set(set_id: int) -> StoreError:
    """The error for a number that no set has."""
    return StoreError(f"no set {set_id} is kept; see the list with: posture history")


def check_fit(row: SetRow, attempt: int | None, verdict: Opinion) -> None:
    """Raise ``ValueError`` for a correction that makes no sense for its attempt."""
    if attempt is None:
        if verdict is not Opinion.MISSED:
            raise ValueError(f"attempt: expected a number for {verdict}, got None")
        return
    counted = [a.counted for a in row.attempts if a.number == attempt]
    if not counted:
        raise ValueError(f"attempt: expected one of {[a.number for a in row.attempts]}, got {attempt}")
    if counted[0] is not (verdict is Opinion.NOT_A_REP):
        state = "counted" if counted[0] else "not counted"
        raise ValueError(f"verdict: attempt {attempt} was {state}, so {verdict} does not fit")
