"""What was gained since the first week, and that a camera's error is none."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from posture.coach.results.gain import WEEK, Gain, gain_of

RANGES = st.lists(st.tuples(st.integers(0, 40), st.floats(0.0, 90.0)), max_size=20)


def test_the_middle_of_the_last_week_is_held_against_that_of_the_first() -> None:
    ranges = [(1, 30.0), (3, 31.0), (7, 32.0), (8, 90.0), (20, 36.0), (22, 35.0), (25, 40.0)]
    assert gain_of(ranges, today=26, error=4.0) == Gain(31.0, 36.0)


@given(RANGES, st.floats(0.1, 10.0))
def test_a_gain_is_always_more_than_the_error(ranges: list[tuple[int, float]], error: float) -> None:
    found = gain_of(ranges, today=40, error=error)
    assert found is None or found.now - found.before > error


@given(st.integers(0, 2 * WEEK - 2))
def test_weeks_that_share_days_are_not_compared(apart: int) -> None:
    assert gain_of([(0, 30.0), (apart, 60.0)], today=apart, error=1.0) is None


def test_two_whole_weeks_are_compared() -> None:
    day = 2 * WEEK - 1
    assert gain_of([(0, 30.0), (day, 60.0)], today=day, error=1.0) == Gain(30.0, 60.0)


def test_without_a_set_in_the_last_week_nothing_is_said() -> None:
    assert gain_of([(0, 30.0), (20, 60.0)], today=40, error=1.0) is None
    assert gain_of([], today=40, error=1.0) is None
