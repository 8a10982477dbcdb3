"""When something is said, in the smallest steps."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.watch.alerts import (
    APART_S,
    HOUR_S,
    LOOK_BACK_S,
    MOST_AN_HOUR,
    QUIET_AFTER_MOVING_S,
    RED_SHARE,
    AlertBudget,
    Mute,
)
from posture.watch.levels import Level

NO = Mute()


def alerts(levels: list[Level], *, after_s: float = 30.0) -> list[int]:
    """The seconds at which something is said; one level a second."""
    budget = AlertBudget(after_s)
    return [t for t, level in enumerate(levels) if budget.update(level, float(t), 1.0, NO)[0]]


@given(levels=st.lists(st.sampled_from(Level), max_size=400), after_s=st.floats(1.0, 120.0))
def test_never_more_than_the_budget_and_never_outside_red(levels: list[Level], after_s: float) -> None:
    said = alerts(levels, after_s=after_s)
    assert all(levels[t] is Level.RED for t in said)
    assert all(b - a >= APART_S for a, b in pairwise(said))


def test_at_most_four_an_hour() -> None:
    said = alerts([Level.RED] * 8000)
    assert len([t for t in said if t < HOUR_S]) == MOST_AN_HOUR
    assert all(len([t for t in said if at <= t < at + HOUR_S]) <= MOST_AN_HOUR for at in said)


@pytest.mark.parametrize("after_s", [10.0, 30.0, 60.0])
def test_red_without_a_break_is_told_after_the_time_chosen(after_s: float) -> None:
    assert alerts([Level.GOOD] * 20 + [Level.RED] * 90, after_s=after_s)[0] == 20 + after_s


def test_amber_is_only_shown() -> None:
    assert alerts([Level.AMBER] * 2000) == []


def test_red_with_breaks_is_told_by_its_share_of_two_minutes() -> None:
    said = alerts(([Level.RED] * 25 + [Level.GOOD] * 5) * 10)
    assert RED_SHARE * LOOK_BACK_S <= said[0] <= LOOK_BACK_S
    assert alerts(([Level.RED] * 25 + [Level.GOOD] * 25) * 10) == []


def test_a_glance_at_the_phone_ends_no_stretch_and_a_long_one_does() -> None:
    for pause, said in ((5, 35), (20, None)):
        budget, told = AlertBudget(30.0), []
        for t in range(80):
            if 15 <= t < 15 + pause:
                budget.pause(1.0)
            elif budget.update(Level.RED, float(t), 1.0, NO)[0]:
                told.append(t)
        assert told[0] == (said if said is not None else 15 + pause + 30)


def test_whoever_moved_is_left_alone() -> None:
    budget = AlertBudget(10.0)
    budget.moved(0.0)
    said = [t for t in range(100) if budget.update(Level.RED, float(t), 1.0, NO)[0]]
    assert said == [int(QUIET_AFTER_MOVING_S)]


@pytest.mark.parametrize("after_s", [0.0, -1.0, 121.0])
def test_other_times_are_refused(after_s: float) -> None:
    with pytest.raises(ValueError, match="after_s"):
        AlertBudget(after_s)
