"""How one move went over time: a point for each set."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session as Rows
from sqlalchemy.sql.elements import ColumnElement

from posture.history.tables import AttemptRow, Measure, SetRow


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """One set in a row of sets; what no counted attempt shows is NaN.

    Attributes:
        set_id: The set.
        started_at: When it began, in UTC.
        reps, clean, attempts: The machine's count.
        hold_s: Seconds held, for moves that are held.
        best_range: The largest reach of a counted attempt, in ``unit``.
        mean_range: The mean reach of the counted attempts.
        mean_duration_s: How long a counted attempt took.
        unit: Of the reach; empty where nothing was counted.
    """

    set_id: int
    started_at: datetime
    reps: int
    clean: int
    attempts: int
    hold_s: float | None
    best_range: float
    mean_range: float
    mean_duration_s: float
    unit: str


def points(rows: Rows, filters: list[ColumnElement[bool]]) -> list[ProgressPoint]:
    """A point for every set that the filters let through, oldest first."""
    length_s = AttemptRow.end_s - AttemptRow.start_s
    columns: tuple[Any, ...] = (
        SetRow.id,
        SetRow.started_at,
        SetRow.reps,
        SetRow.clean_reps,
        SetRow.attempted,
        SetRow.held_s,
        func.max(AttemptRow.reach, type_=Measure),
        func.avg(AttemptRow.reach, type_=Measure),
        func.avg(length_s, type_=Measure),
        func.coalesce(func.max(AttemptRow.unit), ""),
    )
    query = (
        select(*columns)
        .outerjoin(AttemptRow, (AttemptRow.set_id == SetRow.id) & AttemptRow.counted)
        .where(*filters)
        .group_by(SetRow.id)
        .order_by(SetRow.started_at, SetRow.id)
    )
    return [ProgressPoint(*row) for row in rows.execute(query)]
