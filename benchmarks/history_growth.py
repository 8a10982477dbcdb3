"""Time the pages that read the history, with 10 to 100 000 kept sets, on SQLite and on PostgreSQL.

Every page is drawn whole, as the server draws it, without a browser; histories of all lengths take turns.
PostgreSQL is measured where ``POSTURE_TEST_POSTGRES_URL`` names a database: in schemas that go again.

Run: python -m benchmarks --only history
"""

from __future__ import annotations

import logging
import os
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

SIZES = (10, 1000, 10_000, 100_000)
_PAGES: dict[str, tuple[str, dict[str, str], dict[str, Any]]] = {
    "Today": ("today", {}, {}),
    "Review": ("review", {}, {}),
    "Review, a move": ("review", {}, {"review_move": "wall_angels"}),
    "Review, a move, everything": ("review", {}, {"review_move": "wall_angels", "review_span": 0}),
    "Review, a set": ("review", {"set": "5"}, {}),
    "Plan": ("plan", {}, {}),
    "Data": ("data", {}, {}),
}
"""Address of each page, what stands behind it, and what was chosen on it."""
_LONG = re.compile(r"\bSCAN (sets|attempts|faults|findings|notes)\b(?! USING COVERING)|Seq Scan on (\w+)")
"""How plans say that a table is read through; PostgreSQL does so with the few rows of ``corrections``."""


@dataclass
class _Drawn:
    """What it took to draw a page."""

    wall_ms: float
    cpu_ms: float
    asked: list[tuple[str, Any, float]] = field(default_factory=list)


def measure(sizes: Sequence[int] = SIZES, *, rounds: int = 5) -> dict[str, Any]:
    """Return the figures by database and page.

    Args:
        sizes: How many sets there are.
        rounds: How often each page is drawn for each size, after a first time that does not count.
    """
    # It is drawn outside of a server on purpose.
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    found = {}
    with tempfile.TemporaryDirectory() as folder, _environment(POSTURE_DATA_DIR=folder):
        for kind in ("sqlite", *(["postgresql"] if _server() else [])):
            with ExitStack() as stack:
                urls = {size: stack.enter_context(_history(kind, Path(folder), size)) for size in sizes}
                found[kind] = _measured(urls, rounds)
    return found


def _server() -> str:
    return os.environ.get("POSTURE_TEST_POSTGRES_URL", "")


@contextmanager
def _environment(**values: str) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})


@contextmanager
def _history(kind: str, folder: Path, size: int) -> Iterator[str]:
    """Fill a database of its own, and give its address."""
    from benchmarks.grown_history import grow

    newest = datetime.now(timezone.utc)
    if kind == "sqlite":
        url = f"sqlite:///{folder / f'{size}.db'}"
        grow(url, size, newest=newest)
        yield url
        return
    import psycopg

    schema, joint = f"posture_growth_{uuid4().hex[:12]}", "&" if "?" in _server() else "?"
    with psycopg.connect(_server(), autocommit=True) as server:
        server.execute(f"CREATE SCHEMA {schema}")
        try:
            url = f"{_server()}{joint}options=-csearch_path%3D{schema}"
            grow(url, size, newest=newest)
            yield url
        finally:
            server.execute(f"DROP SCHEMA {schema} CASCADE")


def _measured(urls: dict[int, str], rounds: int) -> dict[str, Any]:
    from app_pages import settle

    from posture.app.state import kept_sets

    for url in urls.values():
        with _environment(POSTURE_DATABASE_URL=url):
            settle()
    found: dict[str, Any] = {}
    for page in _PAGES:
        drawn: dict[int, list[_Drawn]] = {size: [] for size in urls}
        for number in range(rounds + 1):
            for size, url in urls.items():
                one = _draw(page, url)
                if number:
                    drawn[size].append(one)
        found[page] = {str(size): _figures(some) for size, some in drawn.items()}
        longest = max(urls)
        with _environment(POSTURE_DATABASE_URL=urls[longest]):
            found[page]["read_through"] = _read_through(drawn[longest][-1])
    for url in urls.values():  # else the schema cannot be removed
        with _environment(POSTURE_DATABASE_URL=url):
            kept_sets.store().close()
    return found


def _draw(page: str, url: str) -> _Drawn:
    import sqlalchemy
    from app_pages import MAIN
    from sqlalchemy import event
    from streamlit.testing.v1 import AppTest
    from streamlit.util import calc_hash

    name, address, chosen = _PAGES[page]
    app = AppTest.from_file(MAIN, default_timeout=120)
    app._page_hash = calc_hash(name)
    for key, value in address.items():
        app.query_params[key] = value
    for key, value in chosen.items():
        app.session_state[key] = value
    asked: list[tuple[str, Any, float]] = []
    begun_s = 0.0

    def _before(*call: Any) -> None:
        nonlocal begun_s
        begun_s = time.perf_counter()

    def _after(*call: Any) -> None:
        asked.append((call[2], call[3], 1000.0 * (time.perf_counter() - begun_s)))

    event.listen(sqlalchemy.Engine, "before_cursor_execute", _before)
    event.listen(sqlalchemy.Engine, "after_cursor_execute", _after)
    try:
        with _environment(POSTURE_DATABASE_URL=url):
            wall_s, cpu_s = time.perf_counter(), time.process_time()
            app.run()
            wall_s, cpu_s = time.perf_counter() - wall_s, time.process_time() - cpu_s
    finally:
        event.remove(sqlalchemy.Engine, "before_cursor_execute", _before)
        event.remove(sqlalchemy.Engine, "after_cursor_execute", _after)
    if app.exception:
        raise RuntimeError(f"{page} failed: {app.exception[0].value}")
    return _Drawn(1000.0 * wall_s, 1000.0 * cpu_s, asked)


def _figures(drawn: Sequence[_Drawn]) -> dict[str, float]:
    return {
        "wall_ms": round(statistics.median(one.wall_ms for one in drawn), 1),
        "cpu_ms": round(statistics.median(one.cpu_ms for one in drawn), 1),
        "sql_ms": round(statistics.median(sum(ms for *_, ms in one.asked) for one in drawn), 1),
        "statements": round(statistics.median(len(one.asked) for one in drawn)),
    }


def _read_through(drawn: _Drawn) -> list[str]:
    """Return the tables that the page's queries read through from end to end, by their plans."""
    from posture.history.database import Database, default_url

    database = Database(default_url())
    explain = "EXPLAIN QUERY PLAN" if database.url.get_backend_name() == "sqlite" else "EXPLAIN"
    plans = []
    try:
        with database.transaction() as connection:
            for statement, given, _ in drawn.asked:
                if statement.lstrip().startswith(("SELECT", "WITH")):
                    rows = connection.exec_driver_sql(f"{explain} {statement}", given)
                    plans += [str(row[-1]) for row in rows]
    finally:
        database.close()
    scanned = {step[1] or step[2] for plan in plans for step in [_LONG.search(plan)] if step}
    return sorted(scanned - {"corrections", "settings"})
