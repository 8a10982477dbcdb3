"""Capture times become rising seconds of the set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.live.clock import SetClock


def test_times_keep_the_camera_s_own_distances() -> None:
    clock = SetClock(begun_s=100.0)
    # The second picture was late on its way, by 0.2 s: that is not the person's doing.
    assert clock.at(7.0, now_s=100.5) == pytest.approx(0.5)
    assert clock.at(7.1, now_s=100.8) == pytest.approx(0.6)


def test_a_page_that_was_reloaded_goes_on_where_the_set_is() -> None:
    clock = SetClock(begun_s=0.0)
    clock.at(500.0, now_s=10.0)
    assert clock.at(0.2, now_s=14.0) == pytest.approx(14.0)
    assert clock.at(0.3, now_s=14.1) == pytest.approx(14.1)


def test_a_pause_lasts_as_long_as_it_did() -> None:
    clock = SetClock(begun_s=0.0)
    clock.at(1.0, now_s=1.0)
    assert clock.at(31.0, now_s=31.0) == pytest.approx(31.0)


def test_a_laptop_that_slept_is_noticed() -> None:
    clock = SetClock(begun_s=0.0)
    clock.at(1.0, now_s=1.0)
    assert clock.at(1.1, now_s=3601.1) == pytest.approx(3601.1)


@given(st.lists(st.tuples(st.floats(0, 1e4), st.floats(0, 1e4)), min_size=1))
def test_times_rise_strictly_whatever_comes(arrivals: list[tuple[float, float]]) -> None:
    clock = SetClock(begun_s=0.0)
    times = [clock.at(capture_s, now_s=now_s) for capture_s, now_s in arrivals]
    assert all(a < b for a, b in zip([0.0, *times], times, strict=False))
