"""How training goes over time: which exercises, on which days, and how each of them goes, set by set."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Executable,
    Float,
    Select,
    bindparam,
    case,
    cast,
    column,
    exists,
    extract,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.orm import Session as Rows

from posture.guide.routine_run import NOTE_KIND
from posture.history.kept_set import Opinion
from posture.history.set_queries import different, filters
from posture.history.tables import (
    IS_LIVE,
    AttemptRow,
    CorrectionRow,
    NullableFloat,
    SetRow,
    UtcMoment,
)


@dataclass(frozen=True, slots=True)
class ProgressPoint:
    """One set in a series of sets, or the mean of some; what no counted attempt shows is NaN.

    Attributes:
        set_id: The set; of several the one that was kept last.
        started_at: When it began, in UTC; of several the first.
        reps, clean, attempts: The machine's count; whole numbers but for a mean.
        corrected_reps: The repetitions as the person sees them.
        hold_s: Seconds held, for exercises that are held.
        best_range: The largest reach of a counted attempt, in ``unit``.
        mean_range: The mean reach of the counted attempts, in ``unit``.
        unit: Of the reach; empty where nothing was counted.
        method: What was looked at; reaches of different methods cannot be compared.
    """

    set_id: int
    started_at: datetime
    reps: float
    clean: float
    attempts: float
    corrected_reps: float
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
class TrainedMove:
    """An exercise that was trained.

    Attributes:
        exercise: Its id.
        lately: How many of the last `LATELY` sets are of it.
        last_at: When the last of its sets began.
    """

    exercise: str
    lately: int
    last_at: datetime


LATELY = 1000
"""How many of the newest sets say what is trained most: more are never counted to draw a page."""
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


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

    def moves(self, *, person: str | None = None) -> list[TrainedMove]:
        """Return every exercise that was trained, the most trained lately first."""
        conditions = filters(None, person)
        found = different(SetRow.exercise, *conditions).subquery()
        of_it = (*conditions, SetRow.exercise == found.c.value)
        last_at = select(func.max(SetRow.started_at, type_=UtcMoment)).where(*of_it).scalar_subquery()
        newest = select(SetRow.exercise).where(*conditions).order_by(SetRow.started_at.desc()).limit(LATELY)
        lately = select(newest.subquery().c.exercise)
        with self._reading() as rows:
            numbers = Counter(rows.scalars(lately))
            moves = [
                TrainedMove(name, numbers[name], at) for name, at in rows.execute(select(found, last_at))
            ]
        return sorted(moves, key=lambda move: (-move.lately, move.exercise))

    def first_at(
        self, exercise: str | None = None, *, person: str | None = None, live: bool = False
    ) -> datetime | None:
        """Return when the first set began; ``None`` where there is none.

        Args:
            exercise: Only of that exercise.
            person: The profile.
            live: Leave out what was analyzed from a file.
        """
        first = select(SetRow.started_at).where(*filters(exercise, person, live=live))
        with self._reading() as rows:
            return rows.scalar(first.order_by(SetRow.started_at).limit(1))

    def are_more(
        self, number: int, exercise: str, *, person: str | None = None, since: datetime | None = None
    ) -> bool:
        """Return whether there are more sets than a number, without counting further.

        Args:
            number: That number.
            exercise: The exercise.
            person: The profile.
            since: The earliest start, aware.
        """
        one_more = select(SetRow.id).where(*filters(exercise, person, since)).offset(number).limit(1)
        with self._reading() as rows:
            return rows.scalar(one_more) is not None

    def ends(self, edges: Sequence[datetime], *, person: str | None = None) -> list[datetime]:
        """Return the first and the last training between each two moments: of live sets and of routines.

        Args:
            edges: The moments, rising, aware.
            person: The profile.
        """
        if len(edges) < 2:
            return []
        given: dict[str, Any] = {f"edge_{n}": edge for n, edge in enumerate(edges)}
        if person is not None:
            given["person"] = person.strip()
        query = _ends(len(edges), of_one=person is not None)
        with self._reading() as rows:
            found = rows.execute(query, {**given, "kind": NOTE_KIND})
            return [moment for row in found for moment in row if moment is not None]

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
        query = _points(filters(exercise, person, since, live=live))
        with self._reading() as rows:
            return [ProgressPoint(*row) for row in rows.execute(query.order_by(SetRow.started_at, SetRow.id))]

    def lately(self, since: datetime, *, person: str | None = None) -> dict[str, list[ProgressPoint]]:
        """Return how each exercise goes that was trained live since then, a point a set, oldest first.

        Args:
            since: The earliest start, aware.
            person: The profile.
        """
        query = _points(filters(None, person, since, live=True)).add_columns(SetRow.exercise)
        found: dict[str, list[ProgressPoint]] = defaultdict(list)
        with self._reading() as rows:
            for *point, exercise in rows.execute(query.order_by(SetRow.started_at, SetRow.id)):
                found[exercise].append(ProgressPoint(*point))
        return dict(found)

    def first_days(
        self, methods: Mapping[str, str], days: int, *, person: str | None = None
    ) -> dict[str, list[ProgressPoint]]:
        """Return the first live sets of exercises that were measured in one way: of some days, oldest first.

        Args:
            methods: The way, by exercise.
            days: How many days, from the first set of it with a reach.
            person: The profile.
        """
        reached = exists().where(
            AttemptRow.set_id == SetRow.id, AttemptRow.counted, AttemptRow.reach.is_not(None)
        )
        found = {}
        with self._reading() as rows:
            for exercise, method in methods.items():
                same = [*filters(exercise, person, live=True), SetRow.method == method]
                first = select(SetRow.started_at).where(*same, reached).order_by(SetRow.started_at).limit(1)
                if (begun := rows.scalar(first)) is not None:
                    within = (SetRow.started_at >= begun, SetRow.started_at < begun + timedelta(days=days))
                    query = _points([*same, *within]).order_by(SetRow.started_at, SetRow.id)
                    found[exercise] = [ProgressPoint(*row) for row in rows.execute(query)]
        return found

    def means(
        self,
        exercise: str,
        width: timedelta,
        *,
        begin: datetime,
        since: datetime | None,
        person: str | None = None,
    ) -> list[ProgressPoint]:
        """Return how one exercise goes, a point for the sets of a span and of one method, oldest first.

        Args:
            exercise: Its id.
            width: How long a span is.
            begin: When some span begins, aware; the others follow it and go before it.
            since: The earliest start of a set, aware.
            person: The profile.
        """
        each = _points(filters(exercise, person, since)).subquery()
        width_s = round(width.total_seconds())
        offset_s = round((begin - _EPOCH).total_seconds()) % width_s
        begun_s = cast(extract("epoch", each.c.started_at), BigInteger)
        span = (begun_s - literal_column(str(offset_s))) // literal_column(str(width_s))
        first_at = func.min(each.c.started_at, type_=UtcMoment)
        query = (
            select(
                func.max(each.c.id),
                first_at,
                *(func.avg(each.c[name], type_=Float) for name in _COUNTED),
                func.avg(each.c.held_s, type_=Float),
                func.max(each.c.best, type_=NullableFloat),
                func.avg(each.c.mean, type_=NullableFloat),
                func.max(each.c.unit),
                each.c.method,
            )
            .group_by(span, each.c.method)
            .order_by(first_at)
        )
        with self._reading() as rows:
            return [ProgressPoint(*row) for row in rows.execute(query)]


@lru_cache
def _ends(number: int, *, of_one: bool) -> Executable:
    """Return the query of `Training.ends`, in the words of SQL: to make it of its parts takes far longer.

    Args:
        number: How many moments there are.
        of_one: It is about one person.
    """
    spans = ", ".join(f"(:edge_{n}, :edge_{n + 1})" for n in range(number - 1))
    whose = "person = :person AND" if of_one else ""
    asked = [
        f"(SELECT {end}({when}) FROM {table} WHERE {whose} {which} AND {when} >= begun AND {when} < ended)"  # noqa: S608 - names of ours
        for table, when, which in (("sets", "started_at", IS_LIVE), ("notes", "written_at", "kind = :kind"))
        for end in ("min", "max")
    ]
    query = text(f"WITH spans(begun, ended) AS (VALUES {spans}) SELECT {', '.join(asked)} FROM spans")  # noqa: S608 - names of ours
    edges = (bindparam(f"edge_{n}", type_=UtcMoment) for n in range(number))
    return query.bindparams(*edges).columns(*(column(name, UtcMoment) for name in "abcd"))


_COUNTED = ("reps", "clean", "attempted", "corrected")


def _points(conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Return the query for a `ProgressPoint` of each set that meets the conditions."""
    plus = case((CorrectionRow.verdict == Opinion.MISSED.value, 1), else_=-1)
    said = select(func.sum(plus)).where(CorrectionRow.set_id == SetRow.id).scalar_subquery()
    columns: tuple[Any, ...] = (
        SetRow.id,
        SetRow.started_at,
        SetRow.reps,
        SetRow.clean_reps.label("clean"),
        SetRow.attempted,
        (SetRow.reps + func.coalesce(said, 0)).label("corrected"),
        SetRow.held_s,
        func.max(AttemptRow.reach, type_=NullableFloat).label("best"),
        func.avg(AttemptRow.reach, type_=NullableFloat).label("mean"),
        func.coalesce(func.max(AttemptRow.unit), "").label("unit"),
        SetRow.method,
    )
    counted = (AttemptRow.set_id == SetRow.id) & AttemptRow.counted
    return select(*columns).outerjoin(AttemptRow, counted).where(*conditions).group_by(SetRow.id)
