"""The person's own range: what they usually reach asks for most of it, never for less than the move does."""

from __future__ import annotations

from dataclasses import replace
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.features import ARM_ELEVATION
from posture.coach.counting.movement import Movement
from posture.coach.counting.personal_range import KEPT, LEAST, USUAL, PersonalRange
from posture.coach.exercise import Cycle, Hold, Sides

CYCLE = Cycle(
    signal=ARM_ELEVATION, sides=Sides.BOTH, attempt=20.0, full=150.0, floor=90.0, min_s=1.0, max_s=9.0
)  # fmt: skip
HOLD = Hold(
    signal=ARM_ELEVATION, sides=Sides.BOTH, attempt=20.0, full=150.0, floor=90.0, still_per_s=9.0, hold_s=5.0
)  # fmt: skip


def reaching(rise: float, rest: float = 70.0) -> Movement:
    return Movement(
        start_s=0.0, peak_s=1.0, release_s=1.5, end_s=2.0, rest=rest, back=rest, peak=rest + rise, floor=90.0,
        hold_s=0.0,
    )  # fmt: skip


def learned(motion: Cycle | Hold, rises: list[float]) -> PersonalRange:
    own = PersonalRange(motion)
    for rise in rises:
        own.learn(reaching(rise))
    return own


@given(rises=st.lists(st.floats(20.0, 110.0), max_size=12), begin=st.floats(0.0, 80.0))
def test_it_is_as_its_slow_twin(rises: list[float], begin: float):
    usual = median(rises[-KEPT:]) if len(rises) >= LEAST else 0.0
    assert learned(CYCLE, rises).floor(begin) == pytest.approx(max(CYCLE.floor, begin + USUAL * usual))


def test_a_hold_asks_for_what_the_guide_asks_for_and_no_more():
    assert learned(HOLD, [110.0] * 4).floor(70.0) == HOLD.floor


def test_a_relative_floor_grows_with_the_rest_it_begins_from():
    relative = PersonalRange(replace(CYCLE, relative=True, floor=40.0))
    assert [relative.floor(begin) for begin in (0.0, 70.0)] == [40.0, 110.0]


def test_one_good_repetition_binds_nobody():
    assert learned(CYCLE, [110.0]).floor(70.0) == CYCLE.floor
