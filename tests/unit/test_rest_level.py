"""The level of rest: followed while nothing moves, left when something does."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.coach.counting.rest_level import LEAVE, REST_MEMORY_S, RestLevel

ATTEMPT = 20.0
levels = st.floats(-50.0, 50.0)


def rested(values: list[float], step_s: float, *, two_sided: bool = False) -> RestLevel:
    level = RestLevel(values[0], attempt=ATTEMPT, two_sided=two_sided)
    for value in values:
        assert not level.leaves(value, step_s)
    return level


@given(start=levels, to=levels, seconds=st.floats(0.5, 6.0), fps=st.sampled_from([8.0, 30.0, 120.0]))
def test_it_goes_towards_the_signal_as_an_exponential_whatever_the_frame_rate(
    start: float, to: float, seconds: float, fps: float
):
    level = RestLevel(start, attempt=1e9, two_sided=False)
    frames = round(seconds * fps)
    for _ in range(frames):
        level.leaves(to, 1.0 / fps)
    expected = to + (start - to) * math.exp(-frames / fps / REST_MEMORY_S)
    assert level.level == pytest.approx(expected, abs=1e-6)


@given(noise=st.lists(st.floats(-4.0, 4.0), min_size=5, max_size=80))
def test_what_trembles_within_half_an_attempt_leaves_nothing(noise: list[float]):
    level = rested([0.0, *noise], 1 / 30)
    assert min([0.0, *noise]) <= level.level <= max([0.0, *noise])


@pytest.mark.parametrize("two_sided", [False, True])
def test_it_is_left_from_half_of_the_smallest_attempt_on(two_sided: bool):
    for share, left in ((LEAVE - 0.02, False), (LEAVE + 0.02, True)):
        level = RestLevel(70.0, attempt=ATTEMPT, two_sided=two_sided)
        assert not level.leaves(70.0, 0.0)
        assert level.leaves(70.0 + share * ATTEMPT, 0.0) is left


def test_a_two_sided_movement_is_left_from_its_lowest_point_and_another_from_its_rest():
    sink = np.linspace(70.0, 40.0, 20).tolist()
    both, one = (rested(sink, 1 / 30, two_sided=two) for two in (True, False))
    assert both.base == pytest.approx(40.0, abs=1.0)
    assert one.base > 60.0  # who sinks for a moment has no new rest yet


def test_a_restart_begins_where_it_is_told():
    level = RestLevel(70.0, attempt=ATTEMPT, two_sided=True)
    level.restart(90.0, 85.0)
    assert (level.level, level.base) == (90.0, 85.0)
