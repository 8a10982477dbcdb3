"""Time lists, exports, imports and reports of a store with a thousand sets of thirty attempts each.

``pytest benchmarks/bench_history.py``; the least of the rounds counts, as other programs only slow it down.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from benchmarks.grown_history import a_set
from posture.exercises import EXERCISES
from posture.history.exporter import export, read
from posture.history.store import Store
from posture.report.html_report import report_of

SETS, ATTEMPTS, NOTES = 1000, 30, 500
BEGIN = datetime(2025, 1, 1, 7, 0, tzinfo=timezone.utc)
Benchmark = Callable[..., Any]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("kept")
    chance = random.Random(1)
    with Store(f"sqlite:///{folder / 'posture.db'}") as made:
        made.bring_in(
            a_set(n, chance, attempts=ATTEMPTS, at=BEGIN + timedelta(hours=8 * n), person="Ana")
            for n in range(SETS)
        )
        for n in range(NOTES):
            content = {"when": "after", "score": n % 5, "light": "green", "why": "calm", "move": ""}
            made.journal.write("pain", content, at=BEGIN + timedelta(hours=16 * n), person="Ana")
        yield made


@pytest.fixture(scope="module")
def exported(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "all.json"
    export(store.content(), out)
    return out


def bench_list(store: Store, benchmark: Benchmark) -> None:
    assert len(benchmark(store.sets, person="Ana")) == SETS


def bench_newest_twenty(store: Store, benchmark: Benchmark) -> None:
    assert len(benchmark(store.sets, person="Ana", limit=20)) == 20


def bench_progress_of_a_move(store: Store, benchmark: Benchmark) -> None:
    points = benchmark(store.training.progress, "wall_angels", person="Ana")
    assert len(points) == math.ceil(SETS / len(EXERCISES)) or len(points) == SETS // len(EXERCISES)


@pytest.mark.parametrize("form", ["json", "csv", "fhir"])
def bench_export(store: Store, benchmark: Benchmark, tmp_path: Path, form: str) -> None:
    def run() -> int:
        return export(store.content(person="Ana"), tmp_path / "out", form)

    assert benchmark.pedantic(run, rounds=3) == SETS


def bench_report(store: Store, benchmark: Benchmark) -> None:
    assert "Ana" in benchmark.pedantic(lambda: report_of(store, person="Ana"), rounds=3)


def bench_reading_an_export(exported: Path, benchmark: Benchmark) -> None:
    assert benchmark.pedantic(lambda: sum(1 for _ in read(exported)), rounds=3) == SETS + NOTES


def bench_import_into_an_empty_store(exported: Path, benchmark: Benchmark, tmp_path: Path) -> None:
    def fresh() -> tuple[tuple[Store], dict[str, Any]]:
        return (Store(f"sqlite:///{tmp_path / f'{random.random()}.db'}"),), {}

    taken = benchmark.pedantic(lambda store: store.bring_in(read(exported)), setup=fresh, rounds=2)
    assert taken.sets == SETS and taken.notes == NOTES


def bench_import_of_what_is_known(store: Store, exported: Path, benchmark: Benchmark) -> None:
    taken = benchmark.pedantic(lambda: store.bring_in(read(exported)), rounds=2)
    assert taken.known == SETS + NOTES
