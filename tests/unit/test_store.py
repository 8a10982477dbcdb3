"""The store: what is kept comes back, what cannot be kept is rescued, what is deleted is gone."""

from __future__ import annotations

import json
import math
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy
from hypothesis import HealthCheck, given, settings
from kept_samples import (
    BACKENDS,
    MORNING,
    a_session,
    a_trace,
    attempt,
    fresh_database,
    moments,
    plain,
    sessions,
    statements,
)
from sqlalchemy import Engine, event

from posture.body.landmarks import Side
from posture.coach.results.trace import MOST_MOMENTS, Trace
from posture.coach.session import Counts, Session
from posture.errors import StoreError
from posture.history import exporter, rescue
from posture.history.backup import copy
from posture.history.database import Database, default_url
from posture.history.kept_set import LARGEST_SET_BYTES, Agreement
from posture.history.store import Holdings, KeptSet, Opinion, Store
from posture.history.upgrade import SCRIPTS
from posture.provenance import SourceInfo

PACKAGE = Path(__file__).parents[2]


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_database(request.param, tmp_path) as made:
        yield made


@pytest.fixture
def store(address: str) -> Iterator[Store]:
    with Store(address) as made:
        yield made


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "posture.db"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, for this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def at(file: Path, *, timeout_s: float = 5.0) -> Store:
    return Store(f"sqlite:///{file}?timeout={timeout_s}")


def listed(file: Path) -> list[KeptSet]:
    """What a program that starts now finds."""
    with at(file) as store:
        return store.sets()


def rescued(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*rescued*/*"))


# --- what is kept comes back


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(session=sessions(), started_at=moments)
def test_any_session_comes_back_digit_for_digit(store: Store, session: Session, started_at: datetime) -> None:
    kept = store.get(store.save(session, started_at=started_at, person="Ada"))
    assert plain(kept.session) == plain(session)
    assert kept.started_at == started_at
    assert kept.started_at.utcoffset() == timedelta(0)
    assert kept.counts == session.counts


def test_a_kept_set_says_when_who_what_and_how_long(store: Store) -> None:
    tokyo = MORNING.astimezone(timezone(timedelta(hours=9)))
    kept = store.get(store.save(a_session(), started_at=tokyo, person=" Ada "))
    assert (kept.started_at, kept.started_at.tzinfo) == (MORNING, timezone.utc)
    assert (kept.person, kept.exercise, kept.view, kept.duration_s) == ("Ada", "wall_angels", "front", 13.1)
    assert kept.corrections == ()


def test_a_store_opens_by_the_name_of_a_file_by_an_address_or_by_nothing(tmp_path: Path) -> None:
    file = tmp_path / "sets of Ada?.db"
    with Store.open(file) as made:
        made.save(a_session(), started_at=MORNING)
    assert file.is_file()
    with Store.open(str(file)) as again:
        assert len(again.sets()) == 1
    with Store.open() as usual, Store.open(default_url()) as same:
        usual.save(a_session(), started_at=MORNING, person="Ada")
        assert [kept.person for kept in same.sets()] == ["Ada"]


@pytest.mark.parametrize(
    "source",
    [None, SourceInfo("", "camera", math.nan, 0, math.nan, (0, 0))],
    ids=["no source", "length unknown"],
)
def test_a_set_without_a_length_lasted_as_long_as_it_was_seen(store: Store, source: SourceInfo) -> None:
    set_id = store.save(a_session(source=source), started_at=MORNING)
    assert store.get(set_id).duration_s == store.sets()[0].duration_s == 13.0


def test_a_start_without_a_time_zone_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match=r"expected a time with a time zone, got 2026-03-01T08:30:15"):
        store.save(a_session(), started_at=MORNING.replace(tzinfo=None))
    assert store.sets() == []


def test_a_file_name_that_is_no_text_does_not_cost_the_set(store: Store) -> None:
    source = SourceInfo("bad\udcff\0name.mp4", "video", 1.0, 25, 25.0, (640, 360))
    kept = store.get(store.save(a_session(source=source), started_at=MORNING))
    assert kept.session is not None
    assert kept.session.source == replace(source, name="bad\ufffd\ufffdname.mp4")


def test_a_store_in_memory_works_and_leaves_nothing(tmp_path: Path) -> None:
    with Store("sqlite://") as memory:
        memory.save(a_session(), started_at=MORNING)
        assert len(memory.sets()) == 1
    assert list(tmp_path.iterdir()) == []


# --- lists


def test_sets_are_listed_newest_first_by_move_person_and_number(store: Store) -> None:
    for day, (exercise, person) in enumerate(
        [("wall_angels", "Ada"), ("chin_tucks", "Ada"), ("wall_angels", ""), ("wall_angels", "Bob")]
    ):
        store.save(a_session(exercise=exercise), started_at=MORNING - timedelta(days=day), person=person)
    store.save(a_session(exercise="chin_tucks"), started_at=MORNING, person="Cyd")  # as new as the first

    def ids(found: list[KeptSet]) -> list[int]:
        return [kept.id for kept in found]

    assert ids(store.sets()) == [5, 1, 2, 3, 4]
    assert ids(store.sets(exercise="wall_angels")) == [1, 3, 4]
    assert ids(store.sets(person="Ada")) == [1, 2]
    assert ids(store.sets(person="")) == [3]
    assert ids(store.sets(exercise="wall_angels", person="Ada", limit=5)) == [1]
    assert ids(store.sets(limit=2)) == [5, 1]
    assert store.profiles.names() == ["Ada", "Bob", "Cyd"]
    assert ids(list(store.whole_sets(since=MORNING - timedelta(days=1)))) == [2, 1, 5]
    with pytest.raises(ValueError, match="since: expected a time with a time zone"):
        list(store.whole_sets(since=MORNING.replace(tzinfo=None)))


def test_lists_leave_attempts_unread(store: Store) -> None:
    store.save(a_session(), started_at=MORNING)
    with statements() as seen:
        (listed,) = store.sets()
    assert listed.session is None
    assert listed.counts == Counts(2, 1, 3)
    assert not [said for said in seen if "attempts" in said]


def test_a_trace_comes_back_where_it_is_asked_for_and_nowhere_else(store: Store) -> None:
    trace = a_trace(a_session())
    with_it = store.save(a_session(), started_at=MORNING, trace=trace)
    without = store.save(a_session(4), started_at=MORNING + timedelta(hours=1))
    assert store.trace(with_it) == trace
    assert store.trace(without) is None
    assert store.trace(77) is None
    with statements() as seen:
        assert [k.trace for k in (*store.sets(), *store.whole_sets(), store.get(with_it))] == [None] * 5
    assert not [said for said in seen if "traces" in said]
    assert [k.trace for k in store.whole_sets(traces=True)] == [trace, None]


def test_a_trace_moves_house_with_its_set_and_goes_with_it(store: Store, tmp_path: Path) -> None:
    trace = a_trace(a_session())
    store.save(a_session(), started_at=MORNING, trace=trace)
    (written,) = (k.as_dict() for k in store.whole_sets(traces=True))
    with Store(f"sqlite:///{tmp_path / 'elsewhere.db'}") as other:
        assert other.bring_in([KeptSet.from_dict(json.loads(json.dumps(written)))]).sets == 1
        (moved,) = other.sets()
        assert other.trace(moved.id) == trace
        other.delete(moved.id)
        assert other.trace(moved.id) is None


def test_a_rescued_set_brings_its_trace_back(file: Path) -> None:
    trace = a_trace(a_session())
    listed(file)
    with at(file, timeout_s=0.1) as store, locked_by_another_program(file), pytest.raises(StoreError):
        store.save(a_session(), started_at=MORNING, trace=trace)
    with at(file) as store:
        (back,) = store.sets()
        assert store.trace(back.id) == trace


def test_a_set_that_was_left_on_for_ten_hours_is_kept_moves_house_and_comes_back(
    file: Path, tmp_path: Path
) -> None:
    t_s = np.round(np.arange(10 * 3600 * 15) / 15, 3)
    trace = Trace(t_s, np.full(len(t_s), 71.2345), np.zeros(len(t_s), np.uint8), "deg")
    long, moved = KeptSet.of(a_session(), started_at=MORNING, person=""), tmp_path / "all.json"
    listed(file)
    rescue.write(replace(long, trace=trace), Database(f"sqlite:///{file}"))
    with at(file) as store:
        (back,) = store.sets()
        assert store.trace(back.id) == trace
        exporter.export(store.content(), moved)
        store.delete_all()
        store.bring_in(exporter.read(moved))
        (again,) = store.sets()
        assert store.trace(again.id) == trace
    assert rescued(file.parent) == []


def test_the_longest_trace_fits_in_what_is_read_of_a_set() -> None:
    """Of each moment the widest there is: whole, and in the form for the other process."""
    rows = np.full(1000, -2_000_000.0 + 0.001), np.full(1000, -199_999.9999), np.full(1000, 3, np.uint8)
    written = json.dumps(Trace(*rows, "deg").as_dict())
    assert len(written) / 1000 * MOST_MOMENTS < LARGEST_SET_BYTES * 0.8
    assert 9 * MOST_MOMENTS * 4 / 3 < LARGEST_SET_BYTES * 0.8


def test_whole_sets_are_those_of_get(store: Store) -> None:
    ids = [store.save(a_session(n), started_at=MORNING + timedelta(hours=n)) for n in range(5)]
    assert plain(list(store.whole_sets())) == plain([store.get(i) for i in ids])


@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("ORDER BY started_at DESC, id DESC LIMIT 20", "ix_sets_started_at"),
        ("WHERE exercise = 'x' ORDER BY started_at DESC, id DESC", "ix_sets_exercise_started_at"),
        ("WHERE person = 'x' ORDER BY started_at DESC, id DESC", "ix_sets_person_started_at"),
    ],
)
def test_lists_are_read_from_an_index_without_sorting(file: Path, query: str, index: str) -> None:
    with at(file) as store:
        store.sets()
    with closing(sqlite3.connect(file)) as raw:
        plan = str(raw.execute(f"EXPLAIN QUERY PLAN SELECT * FROM sets {query}").fetchall())
    assert index in plan
    assert "TEMP B-TREE" not in plan


def test_progress_is_what_counting_by_hand_gives(store: Store) -> None:
    one = a_session(
        attempts=(
            attempt(1, range=80.0, start_s=0.0, end_s=2.0),
            attempt(2, range=90.0, start_s=2.0, end_s=5.0),
            attempt(3, range=120.0, counted=False),
        )
    )
    first = store.save(one, started_at=MORNING, person="Ada")
    second = store.save(a_session(0, counts=Counts(hold_s=12.5)), started_at=MORNING + timedelta(days=1))
    store.save(a_session(exercise="chin_tucks"), started_at=MORNING)

    points = store.training.progress("wall_angels")
    assert [p.set_id for p in points] == [first, second]
    assert (points[0].best_range, points[0].mean_range) == (90.0, 85.0)
    assert (points[0].unit, points[0].started_at) == ("deg", MORNING)
    assert (points[1].hold_s, points[1].unit) == (12.5, "")
    assert math.isnan(points[1].best_range)
    assert [p.set_id for p in store.training.progress("wall_angels", person="Ada")] == [first]


# --- corrections


def test_corrections_stand_beside_the_count(store: Store) -> None:
    set_id = store.save(a_session(), started_at=MORNING)
    before = store.get(set_id)
    store.corrections.add(set_id, 1, Opinion.NOT_A_REP)
    store.corrections.add(set_id, 1, Opinion.NOT_A_REP)  # said twice, meant once
    store.corrections.add(set_id, 3, Opinion.MISSED)
    store.corrections.add(set_id, None, Opinion.MISSED)
    store.corrections.add(set_id, None, Opinion.MISSED)
    after = store.get(set_id)
    assert [(c.attempt, c.verdict.value) for c in after.corrections] == [
        (1, "not_a_rep"),
        (3, "missed"),
        (None, "missed"),
        (None, "missed"),
    ]
    assert plain(after.session) == plain(before.session)
    assert (after.counts.reps, after.corrected_reps) == (2, 4)
    assert store.sets()[0].corrections == after.corrections
    assert after.corrections[0].made_at.utcoffset() == timedelta(0)


def test_that_a_count_is_right_is_kept_until_something_else_is_said(store: Store) -> None:
    set_id = store.save(a_session(), started_at=MORNING)
    assert (store.get(set_id).confirmed_at, store.get(set_id).agreement) == (None, None)
    before = datetime.now(timezone.utc)
    store.corrections.confirm(set_id)
    kept = store.get(set_id)
    assert kept.confirmed_at is not None and before <= kept.confirmed_at <= datetime.now(timezone.utc)
    assert kept.agreement == Agreement(2, 2) and kept.agreement.exact
    assert (kept.counts.reps, kept.corrected_reps, kept.corrections) == (2, 2, ())
    assert store.sets()[0].agreement == kept.agreement == next(store.whole_sets()).agreement
    store.corrections.confirm(set_id, right=False)
    assert store.get(set_id).agreement is None
    for change in (
        lambda: store.corrections.add(set_id, 1, Opinion.NOT_A_REP),
        lambda: store.corrections.add(set_id, None, Opinion.MISSED),
        lambda: store.corrections.withdraw(set_id, 1),
    ):
        store.corrections.confirm(set_id)
        change()
        assert store.get(set_id).confirmed_at is None, "it was said of another count"
    store.corrections.confirm(set_id)
    store.corrections.withdraw(set_id, 3)
    assert store.get(set_id).confirmed_at is not None, "nothing was taken back"


def test_corrections_tell_how_many_both_counted(store: Store) -> None:
    set_id = store.save(a_session(), started_at=MORNING)
    store.corrections.add(set_id, 1, Opinion.NOT_A_REP)
    assert store.get(set_id).agreement == Agreement(right=1, of=1, too_many=1)
    store.corrections.add(set_id, None, Opinion.MISSED)
    store.corrections.add(set_id, 3, Opinion.MISSED)
    found = store.get(set_id).agreement
    assert found == Agreement(right=1, of=3, too_many=1) and not found.exact
    assert found.right + found.too_many == store.get(set_id).counts.reps
    assert found.of == store.get(set_id).corrected_reps


def test_a_correction_can_be_taken_back(store: Store) -> None:
    set_id = store.save(a_session(), started_at=MORNING)
    store.corrections.add(set_id, 1, Opinion.NOT_A_REP)
    store.corrections.add(set_id, None, Opinion.MISSED)
    store.corrections.add(set_id, None, Opinion.MISSED)
    store.corrections.withdraw(set_id, None)
    assert store.get(set_id).corrected_reps == 2
    store.corrections.withdraw(set_id, 1)
    store.corrections.withdraw(set_id, None)
    store.corrections.withdraw(set_id, None)  # nothing left to take back
    assert store.get(set_id).corrections == ()


@pytest.mark.parametrize(
    ("number", "verdict", "message"),
    [
        (9, Opinion.NOT_A_REP, r"expected one of \[1, 2, 3\], got 9"),
        (3, Opinion.NOT_A_REP, "attempt 3 was not counted, so not_a_rep does not fit"),
        (1, Opinion.MISSED, "attempt 1 was counted, so missed does not fit"),
        (None, Opinion.NOT_A_REP, "expected a number for not_a_rep, got None"),
    ],
)
def test_corrections_must_fit(store: Store, number: int | None, verdict: Opinion, message: str) -> None:
    set_id = store.save(a_session(), started_at=MORNING)
    with pytest.raises(ValueError, match=message):
        store.corrections.add(set_id, number, verdict)
    assert store.get(set_id).corrections == ()


# --- deleting


def test_a_set_that_is_not_there_is_named(store: Store) -> None:
    for ask in (
        store.get,
        store.delete,
        lambda i: store.corrections.add(i, None, Opinion.MISSED),
        store.corrections.confirm,
    ):
        with pytest.raises(StoreError, match="no set 7 is kept; see the list with: posture history"):
            ask(7)


def test_deleting_takes_everything_below_and_numbers_do_not_come_back(file: Path) -> None:
    with at(file) as store:
        trace = a_trace(a_session())
        kept, gone = (store.save(a_session(), started_at=MORNING, trace=trace) for _ in range(2))
        store.corrections.add(gone, 1, Opinion.NOT_A_REP)
        store.delete(gone)
        assert [s.id for s in store.sets()] == [kept]
        assert store.save(a_session(), started_at=MORNING) > gone
        assert store.delete_all() == 2
    with closing(sqlite3.connect(file)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        tables = [t for t in tables if t not in ("posture_revision", "sqlite_sequence")]
        tables.remove("profile_changes")  # that everything was deleted, and when
        assert len(tables) == 10
        assert all(raw.execute(f"SELECT count(*) FROM {t}").fetchone() == (0,) for t in tables)


def test_delete_all_leaves_no_trace_on_the_disk(file: Path, temporary: Path) -> None:
    def mentions() -> list[str]:
        everything = (p for p in file.parent.rglob("*") if p.is_file())
        return [p.name for p in everything if b"Wilhelmina" in p.read_bytes()]

    with at(file, timeout_s=0.1) as store:
        for n in range(5):
            store.save(a_session(), started_at=MORNING + timedelta(hours=n), person="Wilhelmina")
        with locked_by_another_program(file), pytest.raises(StoreError):
            store.save(a_session(), started_at=MORNING, person="Wilhelmina")
        copy(file, file.with_name("posture.db.bak-0000"))
        assert len(mentions()) > 2  # the database or its journal, the copy, the rescued set
        assert store.delete_all() == 5
        assert mentions() == []


def test_a_deleted_person_leaves_no_trace_and_nobody_else_loses_anything(file: Path, temporary: Path) -> None:
    def mentions(name: bytes) -> list[str]:
        everything = (p for place in (file.parent, temporary) for p in place.rglob("*") if p.is_file())
        return [p.name for p in everything if name in p.read_bytes()]

    with at(file, timeout_s=0.1) as store:
        for n in range(5):
            for person in ("Wilhelmina", "Ada", ""):
                store.save(a_session(), started_at=MORNING + timedelta(hours=n), person=person)
        for person in ("Wilhelmina", "Ada"):
            store.journal.write("pain", {"score": 3, "words": f"{person} says"}, at=MORNING, person=person)
            store.journal.choose("voice", "off", person=person)
            with locked_by_another_program(file), pytest.raises(StoreError):
                store.save(a_session(7), started_at=MORNING, person=person)
        broken = [p for p in file.parent.rglob("*.json") if b"Wilhelmina" in p.read_bytes()]
        broken[0].with_name(f"{broken[0].stem}.unreadable").write_text('{"person": "Wilhelmina", "cut')
        copy(file, file.with_name("posture.db.bak-0000"))
        assert store.profiles.holdings(person="Wilhelmina") == Holdings(sets=5, notes=1, settings=1)
        assert store.profiles.names() == ["Ada", "Wilhelmina"]
        assert len(mentions(b"Wilhelmina")) > 2
        assert store.delete_person(" Wilhelmina ") == 6
        assert mentions(b"Wilhelmina") == []
        assert store.profiles.names() == ["Ada"]
        assert store.profiles.holdings(person="Ada") == Holdings(sets=6, notes=1, settings=1)
        assert store.profiles.holdings() == Holdings(sets=11, notes=1, settings=1)
        assert store.delete_person("") == 5
        assert store.profiles.holdings(person="Ada").sets == 6 and not store.profiles.holdings(person="")


def test_a_new_file_shows_no_pictures_of_the_one_that_was_moved_away(file: Path) -> None:
    with at(file) as store:
        old = store.save(a_session(), started_at=MORNING, stills={1: b"somebody"})
        assert list(store.stills.of(old)) == [1]
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()
    with at(file) as store:
        assert store.save(a_session(), started_at=MORNING) == old
        assert store.stills.of(old) == {}


def test_one_deleted_set_is_overwritten(file: Path) -> None:
    with at(file) as store:
        set_id = store.save(a_session(), started_at=MORNING, person="Wilhelmina")
        store.save(a_session(), started_at=MORNING, person="Ada")
        copy(file, file.with_name("posture.db.bak-0000"))
        store.delete(set_id)
        assert not [p for p in file.parent.iterdir() if b"Wilhelmina" in p.read_bytes()]


# --- when it cannot be kept


def test_sqlite_is_set_up_for_safety(file: Path) -> None:
    database = Database(f"sqlite:///{file}")
    with database.transaction() as connection:
        found = [
            connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "foreign_keys", "secure_delete", "synchronous")
        ]
    database.close()
    assert found == ["wal", 1, 1, 2]


def test_a_set_is_one_transaction_and_a_failed_one_is_rescued(file: Path) -> None:
    session = a_session()
    with at(file) as store:
        store.sets()
        with closing(sqlite3.connect(file)) as raw:
            raw.execute(
                "CREATE TRIGGER no BEFORE INSERT ON findings BEGIN SELECT RAISE(ABORT, 'disk is full'); END"
            )
        with pytest.raises(StoreError) as caught:
            store.save(session, started_at=MORNING, person="Ada")
        (waiting,) = rescued(file.parent)
        assert str(caught.value) == (
            f"no room left to keep sets in {file}; free some disk space and try again; "
            f"the set is safe in {waiting} and comes back by itself when the database can be used"
        )
        assert store.sets() == []
        with closing(sqlite3.connect(file)) as raw:
            assert raw.execute("SELECT count(*) FROM attempts").fetchone() == (0,)
            raw.execute("DROP TRIGGER no")
    with at(file) as store:
        (kept,) = store.sets()
        assert (kept.person, kept.started_at) == ("Ada", MORNING)
        assert plain(store.get(kept.id).session) == plain(session)
    assert rescued(file.parent) == []


def test_a_rescued_set_comes_back_with_the_next_one_that_is_kept(file: Path) -> None:
    with at(file, timeout_s=0.1) as store:
        store.sets()
        with locked_by_another_program(file), pytest.raises(StoreError, match="locked by another program"):
            store.save(a_session(), started_at=MORNING)
        store.save(a_session(), started_at=MORNING + timedelta(hours=1))
        assert [kept.started_at.hour for kept in store.sets()] == [9, 8]
    assert rescued(file.parent) == []


def test_a_database_that_cannot_even_be_opened_rescues_too(file: Path) -> None:
    listed(file)
    with locked_by_another_program(file, wholly=True), at(file, timeout_s=0.1) as store:
        with pytest.raises(StoreError, match=r"locked by another program; close it and try again$"):
            store.sets()
        with pytest.raises(StoreError, match=r"locked by another program; .* the set is safe in"):
            store.save(a_session(), started_at=MORNING)
    assert len(listed(file)) == 1


def test_a_short_lock_is_waited_for(file: Path) -> None:
    listed(file)
    with locked_by_another_program(file, for_s=0.5), at(file) as store:
        began = time.monotonic()
        store.save(a_session(), started_at=MORNING)
    assert time.monotonic() - began > 0.2
    assert len(listed(file)) == 1


def test_sets_are_listed_while_another_program_writes(file: Path) -> None:
    with at(file, timeout_s=0.1) as store:
        store.save(a_session(), started_at=MORNING)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            other.execute("DELETE FROM sets")
            assert len(store.sets()) == 1
            other.execute("ROLLBACK")


def test_a_full_disk_is_said(file: Path, temporary: Path) -> None:
    def limit(driver: sqlite3.Connection, _record: object) -> None:
        driver.execute("PRAGMA max_page_count = 1")  # no page more than there is

    listed(file)
    event.listen(Engine, "connect", limit)
    try:
        with (
            at(file) as store,
            pytest.raises(StoreError, match=r"no room left to keep sets in .* is safe in"),
        ):
            store.save(a_session(2000), started_at=MORNING)
    finally:
        event.remove(Engine, "connect", limit)


def test_ctrl_c_in_the_middle_of_saving_loses_nothing(file: Path) -> None:
    def interrupt(*call: object) -> None:
        if "INSERT INTO findings" in str(call[2]):
            os.kill(os.getpid(), signal.SIGINT)

    with at(file) as store:
        store.sets()
        event.listen(Engine, "before_cursor_execute", interrupt)
        try:
            with pytest.raises(KeyboardInterrupt):
                store.save(a_session(), started_at=MORNING)
        finally:
            event.remove(Engine, "before_cursor_execute", interrupt)
        assert store.sets() == []
    assert len(listed(file)) == 1


def test_a_program_that_dies_while_saving_leaves_whole_sets_only(file: Path) -> None:
    with at(file) as store:
        store.save(a_session(), started_at=MORNING)
    run(
        f"""
        import os
        from sqlalchemy import Engine, event
        from kept_samples import MORNING, a_session
        from posture.history.store import Store

        @event.listens_for(Engine, "before_cursor_execute")
        def die(*call):
            if "INSERT INTO findings" in str(call[2]):
                os._exit(9)

        Store("sqlite:///{file}").save(a_session(), started_at=MORNING)
        """,
        expect=9,
    )
    with at(file) as store:
        (kept,) = store.whole_sets()
    assert plain(kept.session) == plain(a_session())


@pytest.mark.parametrize("content", [b"this is no database, but long enough to be taken for one" * 20])
def test_a_damaged_file_is_said_and_left_alone(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with at(file) as store:
        with pytest.raises(StoreError, match="or damaged; there is no copy of it: move it away"):
            store.sets()
        with pytest.raises(StoreError, match="the set is safe in"):
            store.save(a_session(), started_at=MORNING)
    assert file.read_bytes() == content
    file.unlink()
    assert len(listed(file)) == 1


def test_a_rescued_set_that_cannot_be_read_is_set_aside(file: Path, caplog: pytest.LogCaptureFixture) -> None:
    folder = file.parent / "rescued"
    folder.mkdir()
    (folder / "posture-20260301T083015-0a1b2c3d.json").write_text('{"schema": "cut off in the mid')
    others = folder / "posture-old-20260301T083015-0a1b2c3d.json"
    others.write_text("another database's")
    assert listed(file) == []
    assert sorted(p.name for p in folder.iterdir()) == [
        "posture-20260301T083015-0a1b2c3d.unreadable",
        others.name,
    ]
    assert "posture-20260301T083015-0a1b2c3d.unreadable cannot be read" in caplog.text


def test_a_rescued_set_that_was_brought_in_already_is_not_doubled(file: Path) -> None:
    with at(file, timeout_s=0.1) as store:
        store.sets()
        with locked_by_another_program(file), pytest.raises(StoreError):
            store.save(a_session(), started_at=MORNING)
        (waiting,) = rescued(file.parent)
        written = waiting.read_bytes()
    assert len(listed(file)) == 1
    waiting.write_bytes(written)  # as after a power cut between keeping and removing
    assert len(listed(file)) == 1
    assert rescued(file.parent) == []


# --- folders and files that cannot be written


@pytest.fixture
def unprivileged(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of our own, as a user whom the file system refuses things (root it refuses nothing)."""
    if os.name != "posix":
        pytest.skip("file permissions are tested on POSIX")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
            os.seteuid(65534)
        try:
            monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
            for needed in (SCRIPTS / "env.py", Path(sqlalchemy.__file__)):
                if not os.access(needed, os.R_OK, effective_ids=True):
                    pytest.skip(f"an ordinary user cannot read {needed}")
            yield folder
        finally:
            if os.getuid() == 0:
                os.seteuid(0)
            folder.chmod(0o700)


def test_a_folder_that_cannot_be_written_is_said(unprivileged: Path) -> None:
    closed, state = unprivileged / "closed", unprivileged / "state"
    closed.mkdir(mode=0o500)
    for place in (closed / "posture.db", closed / "deeper" / "posture.db"):
        with at(place) as store:
            with pytest.raises(StoreError, match=r"cannot be written; make .* or set POSTURE_DATA_DIR$"):
                store.sets()
            with pytest.raises(StoreError, match=f"the set is safe in {state}.* and comes back by itself"):
                store.save(a_session(), started_at=MORNING)
        closed.chmod(0o700)
        assert len(listed(place)) == 1
        assert not list(state.rglob("*.json"))
        for made in closed.iterdir():
            made.rename(state / f"{place.parent.name}-{made.name}")
        closed.chmod(0o500)


def test_a_file_that_cannot_be_written_is_said(unprivileged: Path) -> None:
    file = unprivileged / "posture.db"
    with at(file) as store:
        store.save(a_session(), started_at=MORNING)
    file.chmod(0o400)
    with (
        at(file) as store,
        pytest.raises(StoreError, match=r"cannot be written; make the file .* is safe in"),
    ):
        store.save(a_session(), started_at=MORNING + timedelta(hours=1))
    file.chmod(0o600)
    assert len(listed(file)) == 2


def test_a_set_with_nowhere_to_go_is_said_to_be_lost(
    unprivileged: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(unprivileged))
    unprivileged.chmod(0o500)
    with pytest.raises(
        StoreError, match=r"could not be put elsewhere either \(Permission denied\) and is lost"
    ):
        at(unprivileged / "posture.db").save(a_session(), started_at=MORNING)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a folder away")
def test_what_others_plant_among_temporary_files_is_not_taken(
    file: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = file.parent / "state" / "posture"
    state.mkdir(parents=True)
    monkeypatch.setenv("XDG_STATE_HOME", str(state.parent))
    for place in (file.parent, state):
        (place / "rescued").write_text("in the way")
    passing = f"is safe in {temporary}.* until this computer restarts and comes back"
    with at(file, timeout_s=0.1) as store:
        store.sets()
        with locked_by_another_program(file), pytest.raises(StoreError, match=passing):
            store.save(a_session(), started_at=MORNING)
    (folder,) = temporary.iterdir()
    os.chown(folder, 65534, 65534)
    assert listed(file) == []
    os.chown(folder, 0, 0)
    assert len(listed(file)) == 1


# --- where it lies


def test_the_place_is_told_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTURE_DATA_DIR", str(tmp_path / "my folder %41"))
    with Store() as store:
        store.save(a_session(), started_at=MORNING)
    assert (tmp_path / "my folder %41" / "posture.db").is_file()
    assert (tmp_path / "my folder %41").stat().st_mode & 0o077 == 0
    monkeypatch.setenv("POSTURE_DATABASE_URL", f"sqlite:///{tmp_path}/other.db")
    with Store() as store:
        assert store.sets() == []
    monkeypatch.delenv("POSTURE_DATABASE_URL")
    monkeypatch.delenv("POSTURE_DATA_DIR")
    assert default_url().startswith("sqlite:///")
    assert Path(default_url().removeprefix("sqlite:///")).parts[-2:] == ("posture", "posture.db")


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("nonsense", "is no database address; use sqlite:///FILE"),
        ("mysql://me:secret@host/db", r"no sets can be kept in mysql; use sqlite:///FILE or postgresql://"),
        ("nosuch://me:secret@host/db", "no sets can be kept in nosuch; use sqlite:///FILE"),
    ],
)
def test_addresses_that_are_not_served_are_said(address: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as caught:
        Store(address)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there_is_said_without_the_password(data_folder: Path) -> None:
    store = Store("postgres://me:secret@127.0.0.1:1/clinic")
    with pytest.raises(StoreError) as caught:
        store.save(a_session(), started_at=MORNING)
    assert "secret" not in str(caught.value)
    assert f"the set is safe in {data_folder / 'rescued'}" in str(caught.value)
    assert ("connection" in str(caught.value)) or ('pip install "psycopg[binary]"' in str(caught.value))


# --- many at once


def test_threads_share_a_store(store: Store) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for n in range(6):
                set_id = store.save(a_session(2), started_at=MORNING + timedelta(hours=n), person=name)
                store.corrections.add(set_id, 1, Opinion.NOT_A_REP)
                assert store.get(set_id).corrected_reps == 0
                store.sets(person=name, limit=3)
        except BaseException as error:  # noqa: BLE001 - shown by the thread that asserts
            failures.append(error)

    threads = [threading.Thread(target=work, args=(f"thread {i}",)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(store.sets()) == 36
    assert [len(store.sets(person=name)) for name in store.profiles.names()] == [6] * 6


def test_processes_share_a_database_from_the_first_moment(address: str, tmp_path: Path) -> None:
    script = f"""
        from datetime import timedelta
        from kept_samples import MORNING, a_session
        from posture.history.store import Store

        with Store({address!r}) as store:
            for n in range(5):
                store.save(a_session(2), started_at=MORNING + timedelta(hours=n))
        """
    running = [start(script) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    with Store(address) as store:
        assert len(store.sets()) == 10


def test_an_open_store_loads_no_alembic_and_kept_sets_no_sqlalchemy(file: Path) -> None:
    listed(file)
    run(
        f"""
        import sys
        import posture.history.kept_set
        assert "sqlalchemy" not in sys.modules
        from posture.history.store import Store
        Store("sqlite:///{file}").sets()
        assert "alembic" not in sys.modules
        """
    )


def test_sides_are_kept_as_the_person_s_own(store: Store) -> None:
    one_sided = a_session(attempts=(attempt(1, side=Side.LEFT), attempt(2, side=Side.RIGHT)))
    kept = store.get(store.save(one_sided, started_at=MORNING))
    assert kept.session is not None
    assert [a.side for a in kept.session.attempts] == [Side.LEFT, Side.RIGHT]


# --- tools


@contextmanager
def locked_by_another_program(file: Path, *, wholly: bool = False, for_s: float = 60.0) -> Iterator[None]:
    """Another process writes, or holds the file so that it cannot even be read."""
    holder = start(
        f"""
        import sqlite3, time
        held = sqlite3.connect({str(file)!r}, isolation_level=None)
        held.execute("PRAGMA locking_mode = {"EXCLUSIVE" if wholly else "NORMAL"}")
        held.execute("BEGIN IMMEDIATE")
        held.execute("CREATE TABLE held (x)")
        print("held", flush=True)
        time.sleep({for_s})
        held.execute("ROLLBACK")
        held.close()
        """
    )
    assert holder.stdout is not None
    try:
        assert holder.stdout.readline() == "held\n"
        yield
    finally:
        if for_s >= 60.0:
            holder.kill()
        holder.wait(10)
        holder.stdout.close()


def start(script: str) -> subprocess.Popen[str]:
    given = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    path = os.pathsep.join([str(PACKAGE), str(Path(__file__).parents[1]), *given])
    return subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        stdout=subprocess.PIPE if "print(" in script else None,
        text=True,
        env={**os.environ, "PYTHONPATH": path},
    )


def run(script: str, *, expect: int = 0) -> None:
    assert start(script).wait(60) == expect


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_fault_tells_the_log_nothing_of_what_was_to_be_kept(backend: str, tmp_path: Path) -> None:
    secret, person = "behind the left blade", "openid-ana"
    with fresh_database(backend, tmp_path) as url, Store(url) as store:
        assert store.journal.notes() == []
        with closing(Database(url)) as other, other.transaction(write=True) as connection:
            connection.exec_driver_sql("DROP TABLE notes")
        with pytest.raises(StoreError) as refused:
            store.journal.write("pain", {"where": secret}, at=MORNING, person=person)
    told = "".join(traceback.format_exception(refused.value))
    assert "INSERT INTO notes" in told
    assert secret not in told
    assert person not in told
