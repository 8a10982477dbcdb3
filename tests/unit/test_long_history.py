"""A long history costs a page no more than a short one: by the rows that its queries touch, not by time."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from kept_samples import BACKENDS, fresh_database
from sqlalchemy import event, text

from benchmarks.grown_history import A_DAY, grow
from posture.exercises import EXERCISES
from posture.history import progress
from posture.history.database import Database
from posture.history.pain_notes import pain_notes
from posture.history.store import Store

SHORT, LONG = 30 * A_DAY, 120 * A_DAY
"""Sets of two people in fifteen days, and in sixty: what lies between them, no page needs."""
NEWEST = datetime(2026, 3, 4, 12, tzinfo=timezone.utc)
MOVE = next(iter(EXERCISES))
LATELY = NEWEST - timedelta(days=10)

READINGS: dict[str, Callable[[Store], Any]] = {
    "the profiles": lambda s: s.profiles.names(),
    "the newest sets": lambda s: s.sets(person="Ana", limit=9),
    "the newest sets of a move": lambda s: s.sets(person="Ana", exercise=MOVE, limit=9),
    "the last live set": lambda s: s.sets(person="Ana", limit=1, live=True),
    "the sets of the last weeks": lambda s: s.sets(person="Ana", since=LATELY, live=True),
    "the rhythm of the last weeks": lambda s: s.training.rhythm(person="Ana", since=LATELY),
    "the moves": lambda s: s.training.moves(person="Ana"),
    "the first set": lambda s: s.training.first_at(person="Ana", live=True),
    "the first set of a move": lambda s: s.training.first_at(MOVE, person="Ana"),
    "whether there are more": lambda s: s.training.are_more(9, MOVE, person="Ana"),
    "the ends of some weeks": lambda s: s.training.ends(
        [LATELY + n * timedelta(weeks=1) for n in range(4)], person="Ana"
    ),
    "a move in the last weeks": lambda s: s.training.progress(MOVE, person="Ana", since=LATELY),
    "the first days of a move": lambda s: s.training.first_days({MOVE: ""}, 8, person="Ana"),
    "the moves of the last weeks": lambda s: s.training.lately(LATELY, person="Ana"),
    "a set": lambda s: s.get(40),
    "its signal": lambda s: s.trace(40),
    "the latest scores": lambda s: pain_notes(s.journal, person="Ana", limit=20),
    "the routines of the last weeks": lambda s: s.journal.notes("routine", person="Ana", since=LATELY),
    "the first routines": lambda s: s.journal.first("routine", person="Ana", limit=20),
}
"""What the pages read, by what it is."""


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Store]]:
    """A short and a long history of one person beside another."""
    folder = tmp_path_factory.mktemp("histories")
    urls = [f"sqlite:///{folder / name}.db" for name in ("short", "long")]
    with pytest.MonkeyPatch.context() as changed:
        changed.setenv("POSTURE_DATA_DIR", str(folder))
        changed.setattr(progress, "LATELY", 100)
        for url, sets in zip(urls, (SHORT, LONG), strict=True):
            grow(url, sets, newest=NEWEST, people=("Ana", "Ben"))
        with Store(urls[0]) as short, Store(urls[1]) as long:
            yield short, long


@pytest.fixture(scope="module", params=BACKENDS[1:])
def on_a_server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Some sets on PostgreSQL."""
    with fresh_database(request.param, tmp_path_factory.mktemp("server")) as url:
        grow(url, 4 * A_DAY, newest=NEWEST, people=("Ana", "Ben"))
        with Store(url) as store:
            yield store


@contextmanager
def asked() -> Iterator[list[tuple[str, Any]]]:
    """The statements that are executed meanwhile, with their values."""
    seen: list[tuple[str, Any]] = []

    def _note(*call: Any) -> None:
        seen.append((call[2], call[3]))

    event.listen(sqlalchemy.Engine, "before_cursor_execute", _note)
    try:
        yield seen
    finally:
        event.remove(sqlalchemy.Engine, "before_cursor_execute", _note)


def queries(store: Store, reading: Callable[[Store], Any]) -> list[tuple[str, Any]]:
    """What a reading asks of the database, but for what is done once."""
    reading(store)
    with asked() as statements:
        reading(store)
    found = [one for one in statements if one[0].lstrip().startswith(("SELECT", "WITH"))]
    assert found
    return found


def effort(store: Store, reading: Callable[[Store], Any]) -> int:
    """The steps that SQLite's machine takes for a reading: the same on every computer."""
    steps = 0

    def _count() -> int:
        nonlocal steps
        steps += 1
        return 0

    wanted = queries(store, reading)
    with store._database.transaction() as connection:
        driver: Any = connection.connection.driver_connection
        driver.set_progress_handler(_count, 1)
        for statement, given in wanted:
            with closing(driver.cursor()) as cursor:
                cursor.execute(statement, given).fetchall()
        driver.set_progress_handler(None, 1)
    return steps


def read_through(store: Store, reading: Callable[[Store], Any]) -> set[str]:
    """The tables that PostgreSQL can only read from end to end for a reading."""
    found: set[str] = set()
    wanted = queries(store, reading)
    with store._database.transaction() as connection:
        # some rows are soonest read through: what is asked is whether there is another way
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        for statement, given in wanted:
            plan = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", given).scalar()
            found |= _scanned((plan if isinstance(plan, list) else json.loads(str(plan)))[0]["Plan"])
    return found


def _scanned(node: dict[str, Any]) -> set[str]:
    own = {node["Relation Name"]} if node["Node Type"] == "Seq Scan" else set[str]()
    return own.union(*map(_scanned, node.get("Plans", ())))


@pytest.mark.parametrize("name", READINGS)
def test_a_page_reads_no_more_of_a_long_history_than_of_a_short_one(
    histories: tuple[Store, Store], name: str
) -> None:
    short, long = (effort(store, READINGS[name]) for store in histories)
    assert long <= 1.2 * short + 50, (short, long)


def test_the_measure_sees_what_grows(histories: tuple[Store, Store]) -> None:
    short, long = (effort(store, lambda s: s.sets(person="Ana")) for store in histories)
    assert long > 3 * short


@pytest.mark.parametrize("name", READINGS)
def test_a_server_has_an_index_for_whatever_a_page_reads(on_a_server: Store, name: str) -> None:
    assert read_through(on_a_server, READINGS[name]) == set()


def test_the_look_at_plans_sees_what_is_read_through(on_a_server: Store) -> None:
    assert read_through(on_a_server, lambda s: list(s.journal.whole_notes())) == {"notes"}


def test_the_last_live_set_is_found_behind_any_number_of_clips(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'posture.db'}")
    grow(str(database.url), 120, newest=NEWEST)
    with database.transaction(write=True) as connection:
        connection.execute(text("UPDATE sets SET source_kind = 'video' WHERE id < 110"))
    database.close()
    with Store(str(database.url)) as store:
        assert effort(store, lambda s: s.sets(person="", limit=1, live=True)) < 400
        found = store.sets(person="", limit=1, live=True)
        assert [one.id for one in found] == [110]
