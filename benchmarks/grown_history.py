"""Histories of any length, filled fast: some sets as the coach leaves them, and copies of them.

The first sets go through the store itself. Each later one is a copy of one of them, made by the database: a
hundred thousand with a million attempts take seconds instead of minutes.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert, literal, select, text

from posture.body.landmarks import Side
from posture.coach.session import Attempt, Counts, Finding, Reason, Session, Severity
from posture.exercises import EXERCISES
from posture.guide.routine_run import NOTE_KIND
from posture.history import pain_notes
from posture.history.database import Database
from posture.history.kept_set import KeptSet
from posture.history.store import Store
from posture.history.tables import AttemptRow, Base, FaultRow, FindingRow, NoteRow, SetRow, UnmeasuredRow
from posture.provenance import ModelInfo, SourceInfo

A_DAY = 20
"""Sets that somebody does a day: two rounds of the whole programme."""
_REAL = 300
"""Sets that go through the store; the others are copies of them."""
_A_ROUND = A_DAY // 2
_BETWEEN = timedelta(minutes=3)
_BELOW: tuple[type[Base], ...] = (AttemptRow, FaultRow, FindingRow, UnmeasuredRow)


def a_set(number: int, chance: random.Random, *, attempts: int = 12, at: datetime, person: str) -> KeptSet:
    """Make a set as the coach leaves it; every seventh attempt did not count, every fifth was unclean.

    Args:
        number: The number of the set; the moves take turns.
        chance: For what differs between attempts.
        attempts: How many it has.
        at: When it began, aware.
        person: Whose it is.
    """
    move = list(EXERCISES.values())[number % len(EXERCISES)]
    made = tuple(_attempt(n, chance, move.motion.signal.unit) for n in range(attempts))
    reps = sum(a.counted for a in made)
    findings = tuple(
        Finding("uneven", Severity.MEDIUM, a.peak_s, a.number, 18.2, 15.0, "deg", "Match both sides")
        for a in made
        if a.faults
    )
    session = Session(
        exercise=move.id,
        view=move.views[0].value,
        ready_at_s=0.6,
        seen_s=4.0 * attempts + 5.0,
        measured_s=4.0 * attempts + 3.0,
        counts=Counts(reps, sum(a.clean for a in made if a.counted), attempts),
        attempts=made,
        findings=findings,
        unmeasured=move.cannot_measure,
        source=SourceInfo("camera", "camera", 4.0 * attempts + 5.0, 120 * attempts, 30.0, (640, 480)),
        model=ModelInfo("pose_landmarker_full", "a" * 64),
        version="0.1.0",
    )
    return KeptSet.of(session, started_at=at, person=person)


def _attempt(n: int, chance: random.Random, unit: str) -> Attempt:
    return Attempt(
        number=n + 1,
        side=Side.BOTH,
        start_s=4.0 * n + chance.random(),
        peak_s=4.0 * n + 2.0,
        end_s=4.0 * n + 3.5 + chance.random() / 4,
        hold_s=chance.random(),
        range=chance.gauss(150.0, 8.0),
        unit=unit,
        counted=n % 7 != 6,
        reason=Reason.PARTIAL_RANGE if n % 7 == 6 else None,
        clean=n % 5 != 0,
        faults=("uneven",) if n % 5 == 0 else (),
    )


def grow(url: str, until: int, *, newest: datetime, people: Sequence[str] = ("",)) -> None:
    """Let a history grow to so many sets, backwards in time, with a round and a score of pain for every ten.

    Args:
        url: Address of a database that nothing but this function has filled.
        until: How many sets there are afterwards.
        newest: When the newest one began, aware.
        people: Whose they are, in turns.
    """
    with Store(url) as store:
        there = len(store.sets())
        real = range(there, min(until, _REAL))
        chance = random.Random(there)
        store.bring_in(
            a_set(n, chance, at=_moment(n, newest, people), person=people[n % len(people)]) for n in real
        )
    database = Database(url)
    try:
        with database.transaction(write=True) as connection:
            if until > _REAL:
                _copy_sets(connection, range(max(there, _REAL), until), newest, people)
            notes = list(_notes(range(there, until), newest, people))
            if notes:
                connection.execute(insert(NoteRow.__table__), notes)
        if database.file is None:  # a server does so by itself after a while
            with database.transaction() as connection:
                connection.execute(text("ANALYZE"))
    finally:
        database.close()


def _moment(number: int, newest: datetime, people: Sequence[str]) -> datetime:
    """Return when a set began; number 0 is the newest of the first person."""
    mine = number // len(people)
    return newest - timedelta(days=mine // A_DAY) - _BETWEEN * (mine % A_DAY)


def _copy_sets(connection: Connection, numbers: range, newest: datetime, people: Sequence[str]) -> None:
    sets = SetRow.__table__
    made = [dict(row._mapping) for row in connection.execute(select(sets).where(sets.c.id <= _REAL))]
    by_id = {row["id"]: row for row in made}
    rows = [
        by_id[1 + n % _REAL]
        | {"id": n + 1, "started_at": _moment(n, newest, people), "person": people[n % len(people)]}
        for n in numbers
    ]
    connection.execute(insert(sets), rows)
    for table in _BELOW:
        below = table.__table__
        names = [column.name for column in below.columns]
        columns: list[Any] = [sets.c.id if name == "set_id" else below.c[name] for name in names]
        copies = select(*columns).where(
            below.c.set_id == literal(1) + (sets.c.id - 1) % _REAL, sets.c.id > numbers.start
        )
        connection.execute(insert(below).from_select(names, copies))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT setval('sets_id_seq', :last)"), {"last": numbers.stop})


def _notes(numbers: range, newest: datetime, people: Sequence[str]) -> Iterator[dict[str, Any]]:
    for n in numbers:
        if n // len(people) % _A_ROUND == 0:
            at, person = _moment(n, newest, people), people[n % len(people)]
            done = {
                "form": "short",
                "complete": True,
                "mostly_done": True,
                "strength": n % 2 == 0,
                "done": [],
            }
            pain = {"when": "after", "score": n // _A_ROUND % 5, "light": "green", "why": "calm", "move": ""}
            for kind, content in ((NOTE_KIND, done), (pain_notes.KIND, pain)):
                yield {"person": person, "kind": kind, "written_at": at, "content": json.dumps(content)}
