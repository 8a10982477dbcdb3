"""The hold clock: only seconds that were seen in the position."""

from __future__ import annotations

import naive_counting
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.coach.counting.hold_clock import MAX_STEP_S, PAUSE_S, HoldClock


def run(moments: list[tuple[float, bool]]) -> HoldClock:
    clock = HoldClock()
    for t_s, inside in moments:
        clock.update(t_s, inside=inside)
    return clock


def steps(*parts: tuple[float, bool], fps: float = 20.0) -> list[tuple[float, bool]]:
    """Moments of stretches of seconds inside or outside; `None` as flag leaves the stretch unseen."""
    moments, t_s = [], 0.0
    for seconds, inside in parts:
        count = round(seconds * fps)
        moments += [(t_s + i / fps, inside) for i in range(count)]
        t_s += seconds
    return moments


@given(st.lists(st.tuples(st.floats(0.01, 1.6), st.booleans()), min_size=2, max_size=60))
def test_it_credits_what_its_slow_twin_credits(gaps: list[tuple[float, bool]]):
    t_s, moments = 0.0, []
    for gap_s, inside in gaps:
        t_s += gap_s
        moments.append((t_s, inside))
    expected = naive_counting.longest_hold(moments, pause_s=PAUSE_S, max_step_s=MAX_STEP_S)
    assert run(moments).best_s == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("fps", [8.0, 20.0, 60.0])
@pytest.mark.parametrize("held_s", [2.0, 5.0, 20.0])
def test_credit_is_the_time_in_the_position(held_s: float, fps: float):
    assert run(steps((1.0, False), (held_s, True), (1.0, False), fps=fps)).best_s == pytest.approx(
        held_s, abs=0.3
    )


def test_a_short_dip_pauses_the_clock():
    clock = run(steps((3.0, True), (0.6, False), (3.0, True)))
    assert clock.held_s == pytest.approx(6.0, abs=0.15) == clock.best_s


def test_a_long_dip_starts_it_anew_and_the_best_stays():
    clock = run(steps((4.0, True), (1.6, False), (2.0, True)))
    assert clock.held_s == pytest.approx(2.0, abs=0.15)
    assert clock.best_s == pytest.approx(4.0, abs=0.15)


def test_a_hold_begins_at_its_first_moment_also_after_another():
    moments = [(t / 10, 5 <= t < 12 or 30 <= t < 45) for t in range(45)]
    assert run(moments[:12]).best_from_s == pytest.approx(0.5)
    assert run(moments).best_from_s == pytest.approx(3.0)


def test_time_that_was_not_seen_is_not_credited():
    before = steps((3.0, True))
    for gap_s in (0.8, 0.95, 3.0, 60.0):
        after = [(3.0 + gap_s + i / 20, True) for i in range(40)]
        clock = run([*before, *after])
        assert clock.best_s <= 3.0 + 2.0
        assert clock.best_s == pytest.approx(5.0 if gap_s < PAUSE_S else 3.0, abs=0.15)


def test_a_blink_costs_nothing():
    moments = [m for i, m in enumerate(steps((6.0, True))) if i % 20 > 8]  # 0.5 s of each second unseen
    assert run(moments).best_s == pytest.approx(6.0, abs=0.6)


def test_outside_nothing_is_credited():
    assert run(steps((20.0, False))).best_s == 0.0
    alternating = [(i / 20, i % 2 == 0) for i in range(200)]
    assert run(alternating).best_s == 0.0


def test_equal_times_credit_nothing():
    assert run([(1.0, True)] * 50).best_s == 0.0
