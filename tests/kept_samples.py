"""Sessions to keep, made up or at random, and databases to keep them in."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy
from hypothesis import strategies as st
from sqlalchemy import event

from posture.body.landmarks import Side
from posture.coach.results.trace import PHASES, Phase, Trace, Tracer
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity, Unmeasured
from posture.provenance import ModelInfo, SourceInfo

POSTGRES = os.environ.get("POSTURE_TEST_POSTGRES_URL")
BACKENDS = [
    "sqlite",
    pytest.param(
        "postgres",
        marks=pytest.mark.skipif(
            not POSTGRES, reason="POSTURE_TEST_POSTGRES_URL names no PostgreSQL database to test on"
        ),
    ),
]
MORNING = datetime(2026, 3, 1, 8, 30, 15, 123456, tzinfo=timezone.utc)


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """The address of an empty database of that kind, gone afterwards."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'posture.db'}"
        return
    import psycopg

    assert POSTGRES is not None
    schema = f"posture_test_{uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")
        joint = "&" if "?" in POSTGRES else "?"
        try:
            yield f"{POSTGRES}{joint}options=-csearch_path%3D{schema}"
        finally:
            server.execute(f"DROP SCHEMA {schema} CASCADE")


@contextmanager
def statements() -> Iterator[list[str]]:
    """What is asked of the database meanwhile."""
    seen: list[str] = []

    def note(*call: object) -> None:
        seen.append(str(call[2]))

    event.listen(sqlalchemy.Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(sqlalchemy.Engine, "before_cursor_execute", note)


def attempt(number: int, **changes: Any) -> Attempt:
    start = 3.1 * number
    values: dict[str, Any] = {
        "number": number,
        "side": Side.BOTH,
        "start_s": start,
        "peak_s": start + 1 / 3,
        "end_s": start + 2.5,
        "hold_s": 0.4,
        "range": 86.123456789012,
        "unit": "deg",
        "counted": True,
        "reason": None,
        **changes,
    }
    return Attempt(**values)


def a_session(number: int = 3, **changes: Any) -> Session:
    """A set as the coach leaves it: the second attempt is unclean, the last did not count."""
    made = [attempt(n) for n in range(1, number + 1)]
    if number > 1:
        made[1] = attempt(2, clean=False, faults=("uneven", "over_range"))
        made[-1] = attempt(number, counted=False, reason=Reason.PARTIAL_RANGE, range=math.nan)
    counted = sum(a.counted for a in made)
    values: dict[str, Any] = {
        "exercise": "wall_angels",
        "view": "front",
        "ready_at_s": 0.6,
        "seen_s": 13.0,
        "measured_s": 12.8,
        "problems": (Problem("view", 0.0, 0.6, "Turn to face the camera"),),
        "counts": Counts(counted, counted - 1, number),
        "attempts": tuple(made),
        "findings": (Finding("uneven", Severity.MEDIUM, 3.0, 2, 18.2, 15.0, "deg", "Match both sides"),),
        "unmeasured": (Unmeasured("low-back arch", "needs a side view"),),
        "source": SourceInfo("clip.mp4", "video", 13.1, 325, 25.0, (640, 360)),
        "model": ModelInfo("pose_landmarker_full", "a" * 64),
        "version": "0.1.0",
        **changes,
    }
    return Session(**values)


def a_trace(session: Session, *, until_s: float = 14.0, unit: str = "deg") -> Trace:
    """A signal that rises to the range of each attempt and comes back; nothing was seen after the last."""
    tracer = Tracer()
    tracer.measure("signal", unit)
    for i in range(round(15 * until_s)):
        tracer.add(i / 15, *_moment_of(session, i / 15))
    return tracer.trace()


def _moment_of(session: Session, t_s: float) -> tuple[float, Phase]:
    for one in session.attempts:
        if one.start_s <= t_s < one.end_s:
            share = math.sin(math.pi * (t_s - one.start_s) / (one.end_s - one.start_s))
            phase = PHASES[2 if share > 0.9 else 1 if t_s < one.peak_s else 3]
            return share * (60.0 if math.isnan(one.range) else one.range), phase
    over = bool(session.attempts) and t_s > session.attempts[-1].end_s + 1.0
    return (math.nan if over else 0.0), Phase.REST


def plain(value: Any) -> Any:
    """Something to compare by: dataclasses as dictionaries, NaN equal to itself, every digit kept."""
    if isinstance(value, float):
        return "nan" if math.isnan(value) else value
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return plain(asdict(value)) if hasattr(value, "__dataclass_fields__") else value


_whole = st.integers(0, 2**31 - 1)
_words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
moments = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the zone is drawn beside it
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.integers(-23, 23).map(lambda hours: timezone(timedelta(hours=hours / 2))),
)


def sessions(*, infinite: bool = True) -> st.SearchStrategy[Session]:
    """Any session at all, also ones that no coach would make."""
    floats = st.floats(allow_infinity=infinite)
    flat = {str: _words, int: _whole, float: floats, bool: st.booleans()}
    attempts = st.builds(
        Attempt,
        **dict.fromkeys(("start_s", "peak_s", "end_s", "hold_s", "range"), flat[float]),
        number=_whole,
        side=st.sampled_from(Side),
        unit=_words,
        counted=st.booleans(),
        reason=st.none() | st.sampled_from(Reason),
        clean=st.booleans(),
        faults=st.lists(_words, max_size=3).map(tuple),
    )
    findings = st.builds(
        Finding,
        rule=_words,
        severity=st.sampled_from(Severity),
        t_s=floats,
        attempt=st.none() | _whole,
        value=floats,
        limit=floats,
        unit=_words,
        cue=_words,
    )
    counts = st.builds(
        Counts,
        reps=_whole,
        clean=_whole,
        attempts=_whole,
        left=st.none() | _whole,
        right=st.none() | _whole,
        hold_s=st.none() | st.floats(allow_nan=False, allow_infinity=infinite),
    )
    source = st.builds(
        SourceInfo,
        name=_words,
        kind=_words,
        duration_s=floats,
        frames=_whole,
        fps=floats,
        size_px=st.tuples(_whole, _whole),
    )
    return st.builds(
        Session,
        exercise=_words,
        view=st.none() | _words,
        ready_at_s=floats,
        seen_s=floats,
        measured_s=floats,
        problems=st.lists(
            st.builds(Problem, code=_words, from_s=floats, to_s=floats, message=_words), max_size=3
        ).map(tuple),
        counts=counts,
        attempts=st.lists(attempts, max_size=4).map(tuple),
        findings=st.lists(findings, max_size=3).map(tuple),
        unmeasured=st.lists(st.builds(Unmeasured, what=_words, why=_words), max_size=2).map(tuple),
        source=st.none() | source,
        model=st.none() | st.builds(ModelInfo, name=_words, sha256=_words),
        version=_words,
    )
