"""How training goes over time: which exercises, on which days, and how each of them goes, set by set."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session as Rows

from posture.history.kept_set import Opinion
from posture.history.set_queries import filters
from posture.history.tables import AttemptRow, CorrectionRow, NullableFloat, SetRow, UtcMoment


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """One set in a series of sets; what no counted attempt shows is NaN.

    Attributes:
        set_id: The set.
        started_at: When it began, in UTC.
        reps, clean, attempts: The machine's count.
        corrected_reps: The repetitions as the person sees them.
        hold_s: Seconds held, for exercises that are held.
        best_range: The largest reach of a counted attempt, in ``unit``.
        mean_range: The mean reach of the counted attempts, in ``unit``.
        unit: Of the reach; empty where nothing was counted.
        method: What was looked at; reaches of different methods cannot be compared.
    """

    set_id: int
    started_at: datetime
    reps: int
    clean: int
    attempts: int
    corrected_reps: int
    hold_s: float | None
    best_range: float
    mean_range: float
    unit: str
    method: str


@dataclass(frozen=True, slots=True)
class SetMoment:
    """When a set was made, of which exercise, and how long it took in seconds."""

    started_at: datetime
    exercise: str
    duration_s: float


@dataclass(frozen=True, slots=True)
class MoveTotal:
    """How many sets of one exercise there are, and when the last one was made."""

    exercise: str
    sets: int
    last_at: datetime


class Training:
    """How training goes. An empty ``person`` means the sets without a profile, ``None`` everybody's.

    Every method raises `StoreError` when the database cannot be used, with what to do.

    Args:
        reading: Opens a transaction that reads.
    """

    def __init__(self, reading: Callable[[], AbstractContextManager[Rows]]) -> None:
        self._reading = reading

    def rhythm(self, *, person: str | None = None, since: datetime | None = None) -> list[SetMoment]:
        """Return the moment of every set, oldest first.

        Args:
            person: The profile.
            since: The earliest start, aware.
        """
        length_s = func.coalesce(SetRow.source_duration_s, SetRow.seen_s, type_=NullableFloat)
        query = (
            select(SetRow.started_at, SetRow.exercise, length_s)
            .where(*filters(None, person, since))
            .order_by(SetRow.started_at, SetRow.id)
        )
        with self._reading() as rows:
            return [SetMoment(*row) for row in rows.execute(query)]

    def moves(self, *, person: str | None = None) -> list[MoveTotal]:
        """Return a total for every exercise, the most trained first."""
        last_at = func.max(SetRow.started_at, type_=UtcMoment)
        query = (
            select(SetRow.exercise, func.count(), last_at)
            .where(*filters(None, person))
            .group_by(SetRow.exercise)
        )
        with self._reading() as rows:
            totals = [MoveTotal(*row) for row in rows.execute(query)]
        return sorted(totals, key=lambda total: (-total.sets, total.exercise))

    def progress(
        self,
        exercise: str,
        *,
        person: str | None = None,
        since: datetime | None = None,
        live: bool = False,
    ) -> list[ProgressPoint]:
        """Return how one exercise goes, a point for every set, oldest first.

        Args:
            exercise: Its id.
            person: The profile.
            since: The earliest start, aware.
            live: Leave out what was analyzed from a file.
        """
        plus = case((CorrectionRow.verdict == Opinion.MISSED.value, 1), else_=-1)
        said = select(func.sum(plus)).where(CorrectionRow.set_id == SetRow.id).scalar_subquery()
        columns: tuple[Any, ...] = (
            SetRow.id,
            SetRow.started_at,
            SetRow.reps,
            SetRow.clean_reps,
            SetRow.attempted,
            SetRow.reps + func.coalesce(said, 0),
            SetRow.held_s,
            func.max(AttemptRow.reach, type_=NullableFloat),
            func.avg(AttemptRow.reach, type_=NullableFloat),
            func.coalesce(func.max(AttemptRow.unit), ""),
            SetRow.method,
        )
        query = (
            select(*columns)
            .outerjoin(AttemptRow, (AttemptRow.set_id == SetRow.id) & AttemptRow.counted)
            .where(*filters(exercise, person, since, live=live))
            .group_by(SetRow.id)
            .order_by(SetRow.started_at, SetRow.id)
        )
        with self._reading() as rows:
            return [ProgressPoint(*row) for row in rows.execute(query)]
