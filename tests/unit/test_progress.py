"""How training went, against a twin that reads every set whole and adds up in Python."""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from statistics import mean

import numpy as np
import pytest
from kept_samples import BACKENDS, MORNING, a_session, attempt, fresh_database, plain, statements

from posture.coach.session import Counts
from posture.history.store import Opinion, Store

MOVES = ("wall_angels", "chin_tucks", "neck_tilts")
PEOPLE = ("", "Ada")
VIDEO = a_session().source
assert VIDEO is not None
CAMERA = replace(VIDEO, kind="camera")


@pytest.fixture(scope="module", params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Only read here, so one serves all."""
    folder = tmp_path_factory.mktemp("progress")
    with fresh_database(request.param, folder) as address, Store(address) as made:
        fill(made)
        yield made


def fill(store: Store) -> None:
    """Forty sets of three moves and two people, some empty, some corrected, some with unknown numbers."""
    rng = np.random.default_rng(11)
    for n in range(40):
        attempts = tuple(
            attempt(
                k + 1,
                range=math.nan if rng.random() < 0.1 else float(rng.uniform(60, 170)),
                counted=bool(rng.random() < 0.8),
                end_s=3.1 * (k + 1) + float(rng.uniform(1, 4)),
            )
            for k in range(int(rng.integers(0, 6)))
        )
        reps = sum(a.counted for a in attempts)
        session = a_session(
            exercise=MOVES[int(rng.integers(3))],
            attempts=attempts,
            counts=Counts(reps, min(reps, 2), len(attempts), hold_s=float(n) if n % 3 else None),
            method="" if n % 4 else "another way",
            source=(None, CAMERA, VIDEO, VIDEO, VIDEO)[n % 5],
        )
        moment = MORNING + timedelta(hours=7 * n)
        number = store.save(session, started_at=moment, person=PEOPLE[n % 2])
        if n % 6 == 0:
            store.corrections.add(number, None, Opinion.MISSED)
            for one in attempts[:2]:
                store.corrections.add(
                    number, one.number, Opinion.NOT_A_REP if one.counted else Opinion.MISSED
                )


def known(value: float) -> float | str:
    return "unknown" if math.isnan(value) else pytest.approx(value)


def average(values: list[float]) -> float:
    seen = [v for v in values if not math.isnan(v)]
    return mean(seen) if seen else math.nan


@pytest.mark.parametrize("person", [*PEOPLE, None])
@pytest.mark.parametrize("move", MOVES)
def test_progress_is_what_the_whole_sets_add_up_to(store: Store, move: str, person: str | None) -> None:
    since = MORNING + timedelta(days=3)
    points = store.training.progress(move, person=person, since=since)
    sets = list(store.whole_sets(exercise=move, person=person, since=since))
    assert [p.set_id for p in points] == [k.id for k in sets]
    assert sets
    for point, kept in zip(points, sets, strict=True):
        assert kept.session is not None
        counted = [a for a in kept.session.attempts if a.counted]
        assert (point.reps, point.clean, point.attempts) == (
            kept.counts.reps,
            kept.counts.clean,
            kept.counts.attempts,
        )
        assert point.corrected_reps == kept.corrected_reps
        assert (point.hold_s, point.method) == (kept.counts.hold_s, kept.session.method)
        ranges = [a.range for a in counted]
        best = max((r for r in ranges if not math.isnan(r)), default=math.nan)
        for got, wanted in (
            (point.best_range, best),
            (point.mean_range, average(ranges)),
        ):
            assert ("unknown" if math.isnan(got) else got) == known(wanted)
        assert point.unit == ("deg" if counted else "")


@pytest.mark.parametrize("person", [*PEOPLE, None])
def test_days_and_moves_are_what_the_list_adds_up_to(store: Store, person: str | None) -> None:
    listed = store.sets(person=person)[::-1]
    assert [(m.started_at, m.exercise, m.duration_s) for m in store.training.rhythm(person=person)] == [
        (k.started_at, k.exercise, k.duration_s) for k in listed
    ]
    since = MORNING + timedelta(days=5)
    later = [k.started_at for k in listed if k.started_at >= since]
    assert [m.started_at for m in store.training.rhythm(person=person, since=since)] == later
    by_move = defaultdict(list)
    for kept in listed:
        by_move[kept.exercise].append(kept.started_at)
    moves = store.training.moves(person=person)
    assert {m.exercise: (m.lately, m.last_at) for m in moves} == {
        move: (len(moments), max(moments)) for move, moments in by_move.items()
    }
    assert [m.lately for m in moves] == sorted((m.lately for m in moves), reverse=True)


@pytest.mark.parametrize("person", [*PEOPLE, None])
def test_what_was_done_live_is_all_but_what_came_from_a_file(store: Store, person: str | None) -> None:
    whole = list(store.whole_sets(person=person))
    live = [k for k in whole if k.session and (k.session.source is None or k.session.source.kind == "camera")]
    assert 0 < len(live) < len(whole)
    assert [k.id for k in store.sets(person=person, live=True)][::-1] == [k.id for k in live]
    for move in MOVES:
        points = store.training.progress(move, person=person, live=True)
        assert [p.set_id for p in points] == [k.id for k in live if k.exercise == move]


@pytest.mark.parametrize("person", [*PEOPLE, None])
def test_what_was_done_lately_is_what_is_found_move_by_move(store: Store, person: str | None) -> None:
    since = store.sets(person=person, live=True)[3].started_at
    points = {m: store.training.progress(m, person=person, since=since, live=True) for m in MOVES}
    found = store.training.lately(since, person=person)
    assert sum(map(len, found.values())) == 4
    assert plain(found) == plain({move: some for move, some in points.items() if some})
    methods = {move: some[-1].method for move, some in found.items()}
    one_by_one = [store.training.first_days({m: w}, 4, person=person) for m, w in methods.items()]
    together = store.training.first_days(methods, 4, person=person)
    assert plain(together) == plain({move: some for one in one_by_one for move, some in one.items()})


@pytest.mark.parametrize("days", [1, 7])
@pytest.mark.parametrize("person", [*PEOPLE, None])
def test_means_are_those_of_the_sets_of_some_days(store: Store, person: str | None, days: int) -> None:
    width, begin = timedelta(days=days), MORNING + timedelta(days=30, hours=3)
    points = store.training.progress(MOVES[0], person=person)
    together = defaultdict(list)
    for point in points:
        together[(point.started_at - begin) // width, point.method].append(point)
    means = store.training.means(MOVES[0], width, begin=begin, since=None, person=person)
    by_start = {some[0].started_at: some for some in together.values()}
    assert [mean.started_at for mean in means] == sorted(by_start)
    for found in means:
        some = by_start[found.started_at]
        assert {point.method for point in some} == {found.method}
        assert found.reps == pytest.approx(mean([point.reps for point in some]))
        assert found.corrected_reps == pytest.approx(mean([point.corrected_reps for point in some]))
        reached = average([point.mean_range for point in some])
        assert ("unknown" if math.isnan(found.mean_range) else found.mean_range) == known(reached)


@pytest.mark.parametrize("person", PEOPLE)
def test_the_first_sets_and_the_ends_of_weeks_are_those_of_the_list(store: Store, person: str) -> None:
    live = store.sets(person=person, live=True)[::-1]
    assert store.training.first_at(person=person, live=True) == live[0].started_at
    assert store.training.first_at("superman", person=person) is None
    number = len(store.sets(person=person, exercise=MOVES[0]))
    assert store.training.are_more(number - 1, MOVES[0], person=person)
    assert not store.training.are_more(number, MOVES[0], person=person)
    edges = [MORNING + n * timedelta(days=2) for n in range(8)]
    wanted = []
    for begin, end in pairwise(edges):
        within = [one.started_at for one in live if begin <= one.started_at < end]
        wanted += [within[0], within[-1]] if within else []
    assert store.training.ends(edges, person=person) == wanted
    for move in MOVES:
        points = [p for p in store.training.progress(move, person=person, live=True) if p.method == ""]
        seen = [p.started_at for p in points if not math.isnan(p.mean_range)]
        until = seen[0] + timedelta(days=4) if seen else None
        first = [p.set_id for p in points if until and seen[0] <= p.started_at < until]
        found = store.training.first_days({move: ""}, 4, person=person)
        assert [point.set_id for point in found.get(move, ())] == first


def test_pages_put_together_are_the_list(store: Store) -> None:
    whole = store.sets(person="Ada")
    pages = [store.sets(person="Ada", limit=6, offset=start) for start in range(0, 30, 6)]
    assert [k for page in pages for k in page] == whole


def test_everything_is_found_by_an_index(tmp_path: Path) -> None:
    file = tmp_path / "posture.db"
    with Store(f"sqlite:///{file}") as store:
        store.sets()
        with statements() as asked:
            store.sets(person="", exercise="wall_angels", limit=20, offset=40)
            store.sets(person="", limit=20)
            store.training.rhythm(person="", since=MORNING)
            store.training.moves(person="")
            store.training.progress("wall_angels", person="", since=MORNING)
            store.trace(1)
    with closing(sqlite3.connect(file)) as raw:
        for query in (q for q in asked if q.startswith("SELECT")):
            plan = [
                row[3]
                for row in raw.execute(f"EXPLAIN QUERY PLAN {query}", ("",) * query.count("?")).fetchall()
            ]
            scans = [step for step in plan if step.startswith("SCAN") and " anon_" not in step]
            assert not [step for step in scans if "INDEX" not in step], (query, plan)
