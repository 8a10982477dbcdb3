"""The desk watch in the journal: stretches become days, days choose moves, seats have baselines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import pytest
from desk_kit import baseline_of as sitting

from posture.history.journal import Journal
from posture.history.store import Store
from posture.history.watch_log import KIND, baseline_of, keep_baseline, keep_block, moves_today, watched_days
from posture.watch.levels import Level
from posture.watch.signals import Habit
from posture.watch.summary import WatchBlock

NOON = datetime(2026, 5, 4, 12, tzinfo=timezone.utc)
EAST = timezone(timedelta(hours=13))


@pytest.fixture
def journal(tmp_path) -> Iterator[Journal]:
    with Store(f"sqlite:///{tmp_path / 'kept.db'}") as store:
        yield store.journal


def block(good: float = 1000.0, red: float = 0.0, **habits: float) -> WatchBlock:
    return WatchBlock(
        level_s={Level.GOOD: good, Level.RED: red},
        habit_s={Habit(name): s for name, s in habits.items()},
        view="front",
    )


def test_stretches_of_one_day_are_one_day_of_the_reader(journal: Journal) -> None:
    keep_block(journal, block(100.0), at=NOON - timedelta(hours=2))
    keep_block(journal, block(200.0), at=NOON)
    keep_block(journal, block(400.0), at=NOON - timedelta(days=1))
    days = watched_days(journal, day_of=datetime.date)
    assert [(d.day.day, d.block.judged_s) for d in days] == [(3, 400.0), (4, 300.0)]
    assert [
        d.day.day for d in watched_days(journal, day_of=lambda moment: moment.astimezone(EAST).date())
    ] == [4, 5]


def test_a_try_is_not_kept(journal: Journal) -> None:
    assert keep_block(journal, block(5.0), at=NOON) is None
    assert journal.notes(KIND) == []


def test_each_person_has_their_own_days(journal: Journal) -> None:
    keep_block(journal, block(), at=NOON, person="Ada")
    assert watched_days(journal, day_of=datetime.date) == []
    assert len(watched_days(journal, day_of=datetime.date, person="Ada")) == 1


def test_a_note_of_another_version_is_passed_over(journal: Journal) -> None:
    journal.write(KIND, {"schema": "posture.watch-block/9"}, at=NOON)
    keep_block(journal, block(), at=NOON)
    assert len(watched_days(journal, day_of=datetime.date)) == 1


def test_the_moves_are_those_of_the_latest_day_if_it_was_not_long_ago(journal: Journal) -> None:
    keep_block(journal, block(red=900.0, slump=900.0), at=NOON - timedelta(days=1))
    now = moves_today(journal, now=NOON, day_of=datetime.date)
    assert [(m.exercise, m.habit, m.minutes) for m in now] == [
        ("wall_angels", Habit.SLUMP, 15.0),
        ("cat_cow", Habit.SLUMP, 15.0),
    ]
    keep_block(journal, block(red=600.0, forward_head=600.0), at=NOON - timedelta(hours=1))
    assert [m.exercise for m in moves_today(journal, now=NOON, day_of=datetime.date)] == ["chin_tucks"]
    assert moves_today(journal, now=NOON + timedelta(days=3), day_of=datetime.date) == ()


def test_a_baseline_belongs_to_a_camera_and_a_seat(journal: Journal) -> None:
    front, side = sitting("desk_slouch_front"), sitting("desk_slouch_side")
    keep_baseline(journal, front, camera="camera 0", seat="desk")
    keep_baseline(journal, side, camera="camera 0", seat="kitchen")
    kept = baseline_of(journal, camera="camera 0", seat="desk")
    assert kept is not None
    assert kept.as_dict() == front.as_dict()
    assert baseline_of(journal, camera="camera 1", seat="desk") is None
    assert baseline_of(journal, camera="camera 0", seat="desk", person="Ada") is None
