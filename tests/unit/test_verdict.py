"""Whether a movement counts: what the signal says, what was seen beside it, and which of them is heard."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.features import ARM_ELEVATION
from posture.coach.counting.movement import Movement
from posture.coach.exercise import Cycle, Hold, Sides, Sign
from posture.coach.judging.signs import travel
from posture.coach.judging.verdict import ONE_SIDE, judged
from posture.coach.judging.witness import Evidence
from posture.coach.session import Reason

CYCLE = Cycle(
    signal=ARM_ELEVATION, sides=Sides.BOTH, rest=(30.0, 110.0), attempt=20.0, full=150.0, floor=125.0,
    min_s=1.6, max_s=12.0,
)  # fmt: skip
HOLD = Hold(
    signal=ARM_ELEVATION, sides=Sides.BOTH, attempt=20.0, full=150.0, floor=125.0, still_per_s=20.0,
    hold_s=5.0,
)  # fmt: skip
WHOLE = Movement(
    start_s=0.0, peak_s=1.5, release_s=2.0, end_s=4.0, rest=70.0, back=70.0, peak=150.0, floor=125.0,
    hold_s=4.6,
)  # fmt: skip
PUSHED = Sign(journey=travel("wrist"), low=0.2, message="Let your hands travel")
ALONE = Sign(journey=travel("wrist"), low=0.2, message="Both sides together", reason=Reason.ONE_SIDE)


def reason(ended: Movement, seen: Evidence | None = None, motion: Cycle | Hold = CYCLE) -> Reason | None:
    return judged(ended, motion, hold_s=motion.hold_s, seen=seen or Evidence()).reason


moves = st.builds(
    lambda took_s, peak, back, held_s: replace(WHOLE, end_s=took_s, peak=peak, back=back, hold_s=held_s),
    st.floats(0.1, 40.0), st.floats(80.0, 170.0), st.floats(0.0, 140.0), st.floats(0.0, 9.0),
)  # fmt: skip


@given(ended=moves)
def test_of_a_movement_the_first_thing_that_is_missing_is_the_reason(ended: Movement):
    """The twin says all that is wrong; the verdict is the first of it, range before time before place."""
    wrong = {
        Reason.PARTIAL_RANGE: ended.peak < ended.floor,
        Reason.TOO_FAST: ended.end_s < 1.6,
        Reason.TOO_SLOW: ended.end_s > 12.0,
        Reason.WRONG_POSTURE: not 30.0 <= ended.back <= 110.0,
    }
    assert reason(ended) is next((why for why, so in wrong.items() if so), None)


@given(ended=moves)
def test_of_a_hold_only_range_and_nine_tenths_of_the_dose_matter(ended: Movement):
    short = Reason.SHORT_HOLD if ended.hold_s < 0.9 * 5.0 else None
    assert reason(ended, motion=HOLD) is (Reason.PARTIAL_RANGE if ended.peak < ended.floor else short)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, Reason.ONE_SIDE), (0.45, Reason.ONE_SIDE), (0.6, None)]
)
def test_one_arm_that_hardly_works_is_named(share: float, expected: Reason | None):
    assert (share < ONE_SIDE) is (expected is Reason.ONE_SIDE)
    assert reason(WHOLE, Evidence(reaches=(80.0 * share, 80.0))) is expected


def test_what_was_seen_beside_the_signal_refuses_with_its_own_words_and_credits_no_hold():
    told = judged(WHOLE, CYCLE, hold_s=0.0, seen=Evidence(hint="Bend the elbows"))
    assert (told.reason, told.hint, told.hold_s) == (Reason.WRONG_POSTURE, "Bend the elbows", 0.0)
    part = replace(WHOLE, peak=100.0)
    assert reason(part, Evidence(hint="Bend the elbows")) is Reason.PARTIAL_RANGE


def test_a_sign_is_heard_before_a_small_range_and_never_over_one_that_was_lost():
    for ended in (WHOLE, replace(WHOLE, peak=100.0)):
        told = judged(ended, CYCLE, hold_s=0.0, seen=Evidence(impostor=PUSHED))
        assert (told.reason, told.hint, told.other) == (Reason.WRONG_POSTURE, PUSHED.message, True)
    assert reason(WHOLE, Evidence(impostor=ALONE)) is Reason.ONE_SIDE
    lost = replace(WHOLE, reason=Reason.LOST)
    assert reason(lost, Evidence(impostor=PUSHED, hint="Bend the elbows")) is Reason.LOST


def test_a_hold_that_was_done_is_paid_for_though_its_end_was_not_seen():
    hold_done = replace(WHOLE, hold_done=True, end_s=99.0)
    assert reason(hold_done) is None
    assert reason(replace(hold_done, hold_done=False)) is Reason.TOO_SLOW


def test_a_movement_whose_top_was_none_is_partial():
    assert reason(WHOLE, Evidence(whole=False)) is Reason.PARTIAL_RANGE
    assert reason(replace(WHOLE, end_s=0.5), Evidence(whole=False)) is Reason.TOO_FAST
