"""Days of watching: what is kept, added up, and made of it."""

from __future__ import annotations

import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.exercises import EXERCISES
from posture.watch.activity import Activity
from posture.watch.levels import Level
from posture.watch.signals import Habit
from posture.watch.summary import WatchBlock, desk_hints_due, moves_for, together, trend

seconds = st.floats(0.0, 30000.0)
blocks = st.builds(
    WatchBlock,
    level_s=st.fixed_dictionaries(dict.fromkeys(Level, seconds)),
    habit_s=st.dictionaries(st.sampled_from(Habit), seconds),
    doing_s=st.dictionaries(st.sampled_from(Activity), seconds),
    longest_still_s=seconds,
    alerts=st.integers(0, 40),
    reminders=st.integers(0, 40),
    typical=st.just(math.nan) | st.floats(-30.0, 30.0),
    view=st.sampled_from(["front", "side"]),
)


def day(good: float, amber: float = 0.0, red: float = 0.0) -> WatchBlock:
    return WatchBlock(level_s={Level.GOOD: good, Level.AMBER: amber, Level.RED: red}, view="front")


@given(blocks)
def test_a_note_reads_back_as_what_was_written(block: WatchBlock) -> None:
    note = json.loads(json.dumps(block.as_dict(), allow_nan=False))
    assert WatchBlock.from_dict(note).as_dict() == block.as_dict()


@given(st.lists(blocks, max_size=6))
def test_a_day_is_the_sum_of_its_stretches(parts: list[WatchBlock]) -> None:
    whole = together(parts)
    assert whole.judged_s == pytest.approx(sum(part.judged_s for part in parts))
    assert whole.longest_still_s == max((part.longest_still_s for part in parts), default=0.0)
    assert whole.alerts == sum(part.alerts for part in parts)


@pytest.mark.parametrize("note", [{}, {"schema": "posture.watch-block/2"}, None])
def test_another_note_is_refused(note: object) -> None:
    with pytest.raises(ValueError, match="watch"):
        WatchBlock.from_dict(note)  # type: ignore[arg-type]  # what a journal may hold


def test_three_amber_days_call_for_hints_and_two_do_not() -> None:
    amber, good = day(2000.0, 1200.0, 300.0), day(3000.0, 200.0)
    assert desk_hints_due([good, amber, amber, amber])
    assert not desk_hints_due([amber, amber])
    assert not desk_hints_due([amber, amber, amber, good])
    assert not desk_hints_due([day(10.0, 10.0)] * 5)


def test_the_trend_compares_the_earlier_half_with_the_later() -> None:
    assert trend([day(2000, 2000), day(2000, 2000), day(3000, 1000), day(3000, 1000)]) == pytest.approx(0.25)
    assert math.isnan(trend([day(2000, 2000)] * 3))


def test_what_was_watched_chooses_the_exercises() -> None:
    watched = {Habit.SLUMP: 1200.0, Habit.FORWARD_HEAD: 2400.0, Habit.RAISED_SHOULDERS: 60.0}
    moves = [move for move, _ in moves_for(watched)]
    assert moves == ["chin_tucks", "wall_angels", "cat_cow"]
    assert [m for m, _ in moves_for({Habit.RAISED_SHOULDERS: 900.0})] == [
        "neck_tilts",
        "shoulder_blade_retraction",
    ]
    assert moves_for({}) == ()


def test_every_exercise_that_is_chosen_exists() -> None:
    everything = moves_for(dict.fromkeys(Habit, 3600.0))
    assert {move for move, _ in everything} <= set(EXERCISES)
