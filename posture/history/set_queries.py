"""Sets in the tables: find them, list them, read many of them whole, add one, and recognize one again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload
from sqlalchemy.orm import Session as Rows

from posture.coach.results.trace import Trace
from posture.errors import StoreError
from posture.history.database import take_turn
from posture.history.kept_set import Correction, KeptSet, utc
from posture.history.mapping import LISTED, correction_of, kept_of, listed_of, row_of
from posture.history.tables import (
    IS_LIVE,
    AttemptRow,
    Base,
    CorrectionRow,
    FaultRow,
    FindingRow,
    ProblemRow,
    SetRow,
    TraceRow,
    UnmeasuredRow,
)
from posture.serialize import to_json

_AT_ONCE = 100
"""Whole sets that are read together."""
_NUMBERS_AT_ONCE = 10_000
"""Numbers that are looked for together: both databases take 32 766 values in one statement."""
_NEWEST = (SetRow.started_at.desc(), SetRow.id.desc())
"""The order of lists."""
_TO_CORRECT = (selectinload(SetRow.attempts), selectinload(SetRow.corrections))
"""What is below a set that can be corrected, a table at a time."""
_BELOW = {
    "attempts": AttemptRow,
    "findings": FindingRow,
    "problems": ProblemRow,
    "unmeasured": UnmeasuredRow,
    "corrections": CorrectionRow,
}
"""What hangs below a set, by the name that `SetRow` has for it."""


def filters(
    exercise: str | None, person: str | None, since: datetime | None = None, *, live: bool = False
) -> list[ColumnElement[bool]]:
    """Return the conditions for one move, one person and a time; each may be ``None`` for all.

    Args:
        exercise: Id of the move.
        person: The profile; empty for the sets without one.
        since: The earliest start of a set, aware.
        live: Leave out what was analyzed from a file: that is kept at another time than it was done.

    Raises:
        ValueError: ``since`` has no time zone.
    """
    conditions = []
    if live:
        conditions.append(IS_LIVE)
    if exercise is not None:
        conditions.append(SetRow.exercise == exercise)
    if person is not None:
        conditions.append(SetRow.person == person.strip())
    if since is not None:
        conditions.append(SetRow.started_at >= utc(since, name="since"))
    return conditions


def which(rows: Rows, conditions: list[ColumnElement[bool]], among: Collection[int]) -> set[int]:
    """Return those of some numbers that are numbers of sets which meet the conditions.

    Args:
        rows: An open transaction.
        conditions: What `filters` gave.
        among: The numbers to look for.
    """
    wanted, found = sorted(among), set[int]()
    for start in range(0, len(wanted), _NUMBERS_AT_ONCE):
        some = SetRow.id.in_(wanted[start : start + _NUMBERS_AT_ONCE])
        found.update(rows.scalars(select(SetRow.id).where(some, *conditions)))
    return found


def different(column: InstrumentedAttribute[str], *conditions: ColumnElement[bool]) -> Select[Any]:
    """Return the query for the different values of a column, in order: one look into its index for each.

    ``SELECT DISTINCT`` reads every row, on both databases.

    Args:
        column: It follows in an index on what the conditions compare.
        conditions: Which rows to look at.
    """
    least = select(func.min(column).label("value")).where(*conditions)
    found = least.cte("found", recursive=True)
    after = select(func.min(column)).where(*conditions, column > found.c.value)
    following = select(after.correlate(found).scalar_subquery()).where(found.c.value.is_not(None))
    every = found.union_all(following)
    return select(every.c.value).where(every.c.value.is_not(None))


def listed(
    rows: Rows, conditions: list[ColumnElement[bool]], *, limit: int | None, offset: int
) -> list[KeptSet]:
    """Return the sets that meet the conditions, newest first, without their sessions.

    Args:
        rows: An open transaction.
        conditions: What `filters` gave.
        limit: The largest number of sets; ``None`` for all.
        offset: How many of the newest to pass over.
    """
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
    return query.order_by(*_NEWEST).limit(limit).offset(offset)


def whole(
    reading: Callable[[], AbstractContextManager[Rows]],
    conditions: list[ColumnElement[bool]],
    *,
    traces: bool,
) -> Iterator[KeptSet]:
    """Yield the sets that meet the conditions with all below them, oldest first.

    Args:
        reading: Opens a transaction that reads; there is one for each hundred sets.
        conditions: What `filters` gave.
        traces: Read the signals too.
    """
    with reading() as rows:
        ids = rows.scalars(select(SetRow.id).where(*conditions).order_by(SetRow.started_at, SetRow.id)).all()
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        with reading() as rows:
            by_id = _read_whole(rows, some)
            for i, trace in traces_of(rows, some).items() if traces else ():
                by_id[i] = replace(by_id[i], trace=trace)
        yield from (by_id[i] for i in some if i in by_id)


def add(rows: Rows, kept: KeptSet) -> int:
    """Write a whole set and return its number.

    Args:
        rows: An open transaction that writes.
        kept: The set, with its session.
    """
    row = row_of(kept)
    rows.add(row)
    rows.flush()
    return row.id


def number_of_run(rows: Rows, kept: KeptSet) -> int | None:
    """Return the number under which the set's run is kept already.

    Until the transaction ends nobody else can keep that run.

    Args:
        rows: An open transaction that writes.
        kept: The set.
    """
    if not kept.run:
        return None
    take_turn(rows.connection())
    return rows.scalar(select(SetRow.id).where(SetRow.run == kept.run))


def is_known(rows: Rows, kept: KeptSet) -> bool:
    """Return whether a set of the same run, or with the same start, person, move and session, is kept.

    Args:
        rows: An open transaction that writes.
        kept: The set.
    """
    if number_of_run(rows, kept) is not None:
        return True
    same = select(SetRow.id).where(
        SetRow.started_at == kept.started_at, SetRow.person == kept.person, SetRow.exercise == kept.exercise
    )
    ids = rows.scalars(same).all()
    if not ids:
        return False
    wanted = None if kept.session is None else to_json(kept.session)
    there = (found.session for found in _read_whole(rows, ids).values())
    return any(session is not None and to_json(session) == wanted for session in there)


def find(rows: Rows, set_id: int) -> SetRow:
    """Return the row of one set, to be corrected: with its attempts and corrections.

    Args:
        rows: An open transaction.
        set_id: Number of the set.

    Raises:
        StoreError: There is no set of that number.
    """
    row = rows.get(SetRow, set_id, options=_TO_CORRECT)
    if row is None:
        raise no_set(set_id)
    return row


def one(rows: Rows, set_id: int) -> KeptSet:
    """Return one set with its whole session.

    Args:
        rows: An open transaction.
        set_id: Number of the set.

    Raises:
        StoreError: There is no set of that number.
    """
    try:
        return _read_whole(rows, [set_id])[set_id]
    except KeyError:
        raise no_set(set_id) from None


def no_set(set_id: int) -> StoreError:
    """Return the error for a number that no set has."""
    return StoreError(f"no set {set_id} is kept; see the list with: posture history")


def traces_of(rows: Rows, set_ids: Sequence[int]) -> dict[int, Trace]:
    """Return the traces of those sets that have one, by the number of the set.

    Args:
        rows: An open transaction.
        set_ids: Numbers of sets.
    """
    wanted = select(TraceRow).where(TraceRow.set_id.in_(set_ids))
    return {row.set_id: Trace.unpack(row.packed, row.unit) for row in rows.scalars(wanted)}


def _read_whole(rows: Rows, ids: Sequence[int]) -> dict[int, KeptSet]:
    """Return the sets of those numbers with all below them, by number, as `kept_of` makes them.

    They are read as plain rows, which takes a third of the time of an object for each row.
    """
    below = {name: _by_set(rows, table, ids) for name, table in _BELOW.items()}
    faults: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
    for fault in _plain_rows(rows, FaultRow, ids):
        faults[fault.set_id, fault.attempt_position].append(fault)
    for attempts in below["attempts"].values():
        for attempt in attempts:
            attempt.faults = faults.get((attempt.set_id, attempt.position), ())
    sets = rows.execute(select(*SetRow.__table__.c).where(SetRow.id.in_(ids)))
    return {
        row.id: kept_of(
            SimpleNamespace(**row._mapping, **{name: found.get(row.id, ()) for name, found in below.items()})
        )
        for row in sets
    }


def _by_set(rows: Rows, table: type[Base], ids: Sequence[int]) -> dict[int, list[Any]]:
    found: defaultdict[int, list[Any]] = defaultdict(list)
    for row in _plain_rows(rows, table, ids):
        found[row.set_id].append(row)
    return found


def _plain_rows(rows: Rows, table: type[Base], ids: Sequence[int]) -> list[Any]:
    """Return the rows of those sets in the order of their key, which is the order within a set."""
    columns = table.__table__.c
    order = tuple(table.__table__.primary_key)
    query = select(*columns).where(columns.set_id.in_(ids)).order_by(*order)
    return [SimpleNamespace(**row._mapping) for row in rows.execute(query)]
