"""Repetitions from one signal: where each movement begins and ends, and whether it counts."""

from __future__ import annotations

import math
from dataclasses import replace

import naive_counting
import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from judged_segmenter import Counter

from posture.body.features import ARM_ELEVATION
from posture.body.landmarks import Floats
from posture.coach.counting.movement import Movement
from posture.coach.counting.segmenter import LOST_S
from posture.coach.exercise import Cycle, Hold, Phase, Sides
from posture.coach.session import Reason
from posture.simulation.timeline import Rep, Timeline

REST = 70.0
CYCLE = Cycle(
    signal=ARM_ELEVATION, sides=Sides.BOTH, rest=(30.0, 110.0), attempt=20.0, full=150.0, floor=125.0,
    min_s=1.6, max_s=12.0, still_per_s=20.0,
)  # fmt: skip
NARROW = replace(CYCLE, rest=(55.0, 85.0))
"""No top lies in the rest band, so that standing still is never a new rest."""
HOLD = Hold(
    signal=ARM_ELEVATION,
    sides=Sides.BOTH,
    attempt=20.0,
    full=150.0,
    floor=125.0,
    still_per_s=20.0,
    hold_s=5.0,
)
FULL = 80.0
"""Degrees of a whole excursion: 150 at the top."""


def signal(plan: Timeline, fps: float = 25.0) -> tuple[Floats, Floats]:
    """Times and values; an amplitude is a number of degrees."""
    times = np.arange(0.0, plan.duration_s, 1.0 / fps)
    return times, np.array([REST + plan.at(float(t))[0] for t in times])


def counted(
    times: Floats, values: Floats, motion: Cycle | Hold = CYCLE, *, hold_s: float = 0.0, finish: bool = True
) -> list[Movement]:
    counter = Counter(motion, rest=REST, hold_s=hold_s)
    ended = [counter.update(float(t), float(v)) for t, v in zip(times, values, strict=True)]
    return [e for e in (*ended, counter.finish() if finish else None) if e]


def plan(*amplitudes: float, rest_s: float = 0.8, **kwargs: float) -> Timeline:
    return Timeline(tuple(Rep(amplitude=a, rest_s=rest_s, **kwargs) for a in amplitudes))


reps = st.builds(
    Rep,
    amplitude=st.floats(4.0, 100.0),
    out_s=st.floats(0.3, 3.0),
    hold_s=st.floats(0.0, 1.5),
    back_s=st.floats(0.3, 3.0),
    rest_s=st.floats(0.4, 2.0),
)


def clear(rep: Rep) -> bool:
    """Not so near a limit that a sample more or less decides.

    The level of rest climbs a little with a slow start, so the smallest attempt is up to a third larger.
    """
    near = 17.0 < rep.amplitude < 27.0 or abs(rep.amplitude - 55.0) < 3.0 or abs(rep.moving_s - 1.6) < 0.3
    return not near


@settings(max_examples=80)
@given(st.lists(reps.filter(clear), min_size=1, max_size=6), st.sampled_from([15.0, 25.0, 40.0]))
@example([Rep(amplitude=80.0)] * 3 + [Rep(amplitude=58.5)], 25.0)
def test_it_decides_as_its_slow_twin_on_smooth_movements(made: list[Rep], fps: float):
    times, values = signal(Timeline(tuple(made)), fps)
    expected = naive_counting.verdicts(times, values, NARROW, REST)
    done = [rep.amplitude for rep in made if rep.amplitude >= 55.0 and 1.6 <= rep.moving_s <= 12.0]
    usual = [0.7 * float(np.median(done[max(i - 5, 0) : i])) for i in range(2, len(done) + 1)]
    assume(all(abs(rep.amplitude - u) > 3.0 for rep in made for u in usual))
    assert [e.reason for e in counted(times, values, NARROW)] == expected


def test_times_are_of_the_whole_movement_and_its_top():
    made = plan(FULL, FULL, FULL, out_s=1.5, back_s=2.0, hold_s=0.5)
    for ended, start, rep in zip(counted(*signal(made)), made.starts_s, made.reps, strict=True):
        assert ended.start_s == pytest.approx(start, abs=0.35)
        assert start + rep.out_s - 0.4 <= ended.peak_s <= start + rep.out_s + 0.05
        assert ended.end_s == pytest.approx(start + rep.moving_s, abs=0.15)
        assert ended.peak == pytest.approx(REST + FULL) and ended.rest == pytest.approx(REST, abs=0.05 * FULL)
        assert ended.start_s < ended.peak_s <= ended.release_s < ended.end_s


@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0, 60.0, 120.0])
def test_the_frame_rate_does_not_matter(fps: float):
    found = counted(*signal(plan(FULL, 30.0, FULL, 60.0), fps))
    assert [e.reason for e in found] == [None, Reason.PARTIAL_RANGE, None, None]


@pytest.mark.parametrize("valley", [0.0, 0.2, 0.4])
def test_movements_without_a_rest_between_are_told_apart(valley: float):
    """The arms come down to a share of the way and go up again at once."""
    times = np.arange(0.0, 14.0, 0.04)
    moving = (times > 1.0) & (times < 13.0)
    wave = (1.0 - np.cos(2.0 * np.pi * (times - 1.0) / 3.0)) / 2.0
    base = np.where((times > 2.5) & (times < 11.5), valley, 0.0)
    values = REST + np.where(moving, FULL * (base + (1.0 - base) * wave), 0.0)
    assert [e.reason for e in counted(times, values)] == [None] * 4


def test_a_tremble_at_the_top_is_no_second_repetition():
    times, values = signal(plan(FULL, hold_s=3.0))
    shaky = np.where(values > REST + 0.99 * FULL, values - 12.0 * (np.sin(4.0 * times) > 0.5), values)
    assert [e.reason for e in counted(times, shaky)] == [None]


def test_noise_at_rest_is_nothing():
    rng = np.random.default_rng(1)
    times = np.arange(0.0, 60.0, 1.0 / 30)
    assert counted(times, REST + rng.normal(0.0, 1.2, len(times))) == []


def test_a_slow_drift_of_the_rest_is_followed():
    times, values = signal(plan(*[FULL] * 6, rest_s=2.0))
    drifting = values + 15.0 * times / times[-1]
    assert [e.reason for e in counted(times, drifting)] == [None] * 6


def test_limited_people_get_their_repetitions_down_to_the_floor():
    assert [e.reason for e in counted(*signal(plan(56.0, 57.0, 56.0)))] == [None] * 3
    assert [e.reason for e in counted(*signal(plan(53.0, 53.0)))] == [Reason.PARTIAL_RANGE] * 2


def test_half_of_ones_own_range_is_partial_though_above_the_floor():
    strong = replace(CYCLE, floor=90.0)
    found = counted(*signal(plan(FULL, FULL, FULL, 0.5 * FULL, FULL)), strong)
    assert [e.reason for e in found] == [None, None, None, Reason.PARTIAL_RANGE, None]


@pytest.mark.parametrize(
    ("rep", "reason"),
    [
        (Rep(amplitude=FULL, out_s=0.5, hold_s=0.0, back_s=0.5), Reason.TOO_FAST),
        (Rep(amplitude=FULL, out_s=6.0, hold_s=1.0, back_s=7.0), Reason.TOO_SLOW),
        (Rep(amplitude=40.0), Reason.PARTIAL_RANGE),
    ],
)
def test_what_does_not_count_has_its_reason(rep: Rep, reason: Reason):
    assert [e.reason for e in counted(*signal(Timeline((rep,))))] == [reason]


def test_a_movement_from_outside_the_start_band_is_of_another_posture():
    times, values = signal(plan(130.0))
    counter = Counter(CYCLE, rest=10.0, hold_s=0.0)
    ended = [counter.update(float(t), float(v) - 60.0) for t, v in zip(times, values, strict=True)]
    assert [e.reason for e in ended if e] == [Reason.WRONG_POSTURE]


def test_getting_into_position_is_no_movement():
    """From hanging arms up to the start, and there it rests."""
    times, values = signal(plan(FULL, FULL, FULL))
    lead = np.arange(0.0, 6.0, 0.04)
    approach = 12.0 + (REST - 12.0) * np.clip((lead - 1.0) / 1.5, 0.0, 1.0)
    counter = Counter(CYCLE, rest=12.0, hold_s=0.0)
    all_times = np.concatenate([lead, times + 6.0])
    every = [
        counter.update(float(t), float(v))
        for t, v in zip(all_times, np.concatenate([approach, values]), strict=True)
    ]
    assert [e.reason for e in every if e] == [None] * 3


def test_a_lost_moment_changes_nothing_and_a_long_one_loses_the_movement():
    times, values = signal(plan(FULL, FULL, hold_s=1.0))
    top = plan(FULL, hold_s=1.0).tops_s[0]
    short = np.where((times > top) & (times < top + 0.6), np.nan, values)
    assert [e.reason for e in counted(times, short)] == [None, None]
    long = np.where((times > top - 0.2) & (times < top + LOST_S + 0.5), np.nan, values)
    assert [e.reason for e in counted(times, long)] == [Reason.LOST, None]


def test_whoever_has_sunk_a_little_is_not_moving_after_a_moment_unseen():
    counter = Counter(CYCLE, rest=REST, hold_s=0.0)
    for i in range(600):  # the rest drifts by more than a movement needs to be seen
        counter.update(i / 10, REST + 0.03 * i)
    sunk = REST + 0.03 * 600
    for i in range(100):
        counter.update(60.0 + LOST_S + 0.5 + i / 10, sunk)
        assert not counter.moving


def test_the_end_of_the_set_gives_the_movement_under_way():
    made = plan(FULL, FULL)
    times, values = signal(made)
    start = made.starts_s[1]
    for upto, expected in ((1.0, Reason.LOST), (1.5, Reason.LOST), (2.4, None)):
        cut = times < start + upto
        found = counted(times[cut], values[cut])
        assert [e.reason for e in found] == [None, expected], upto
    early = times < start + 0.2
    assert len(counted(times[early], values[early])) == 1  # too little to be an attempt


def test_phases_follow_the_movement():
    made = plan(FULL, hold_s=1.0)
    counter, seen = Counter(CYCLE, rest=REST, hold_s=0.0), []
    for t, v in zip(*signal(made), strict=True):
        counter.update(float(t), float(v))
        seen.append(counter.phase)
    order = [phase for i, phase in enumerate(seen) if i == 0 or seen[i - 1] is not phase]
    assert order == [Phase.REST, Phase.GOING, Phase.FULL, Phase.RETURNING, Phase.REST]


def test_a_hold_that_sags_a_little_is_still_held_until_it_is_given_up():
    counter, seen = Counter(HOLD, rest=REST, hold_s=5.0), {}
    levels = [
        (0.0, REST),
        (1.0, REST),
        (2.0, REST + FULL),
        (3.0, REST + FULL - 12.0),
        (6.0, REST + FULL - 12.0),
    ]
    levels += [(7.0, REST), (9.0, REST)]
    for t in np.arange(0.0, 9.0, 0.04):
        counter.update(float(t), float(np.interp(t, *zip(*levels, strict=True))))
        seen[round(float(t), 2)] = (counter.phase, counter.shown_phase)
    assert seen[5.0] == (Phase.RETURNING, Phase.FULL), "its top is behind it, and the seconds run on"
    assert seen[0.48] == (Phase.REST, Phase.REST) and seen[6.8][1] is not Phase.FULL


def test_progress_is_zero_at_rest_and_one_at_full_range():
    counter = Counter(CYCLE, rest=REST, hold_s=0.0)
    assert math.isnan(counter.progress)
    counter.update(0.0, REST)
    assert counter.progress == pytest.approx(0.0, abs=0.01)
    counter.update(0.5, 150.0)
    assert counter.progress == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize(("held_s", "reason"), [(5.0, None), (4.6, None), (3.8, Reason.SHORT_HOLD)])
def test_a_held_position_counts_from_nine_tenths_of_the_dose(held_s: float, reason: Reason | None):
    found = counted(*signal(plan(FULL, hold_s=held_s)), HOLD, hold_s=5.0)
    assert [e.reason for e in found] == [reason]
    assert found[0].hold_s == pytest.approx(held_s, abs=0.4)


def test_an_equal_or_missing_time_does_no_harm():
    times, values = signal(plan(FULL, FULL))
    counter, found = Counter(CYCLE, rest=REST, hold_s=0.0), []
    for t, v in zip(times, values, strict=True):
        found += [counter.update(float(t), float(v)), counter.update(float(t), float(v))]
        found.append(counter.update(float(t), math.nan))
    assert [e.reason for e in found if e] == [None, None]


def test_another_movement_says_nothing_of_the_persons_own_range():
    times, values = signal(plan(110.0, 110.0, 60.0, 60.0))
    for unlearned, expected in (
        (0, [None, None, Reason.PARTIAL_RANGE, Reason.PARTIAL_RANGE]),
        (2, [None] * 4),
    ):
        counter = Counter(CYCLE, rest=REST, hold_s=0.0, unlearned=unlearned)
        ended = [counter.update(float(t), float(value)) for t, value in zip(times, values, strict=True)]
        assert [e.reason for e in ended if e] == expected


def fed(counter: Counter, made: Timeline, from_s: float, upto_s: float = math.inf) -> list[Movement]:
    """What ended while the counter was given a plan, which begins at a time."""
    times, values = signal(made)
    moments = zip(times[times < upto_s].tolist(), values[times < upto_s].tolist(), strict=True)
    ended = [counter.update(from_s + t, v) for t, v in moments]
    return [e for e in ended if e]


def test_a_held_movement_that_was_lost_takes_none_of_the_earlier_ones_with_it():
    """It counts, as its hold was done, and may be refused as another movement all the same."""
    counter = Counter(CYCLE, rest=REST, hold_s=1.0)
    fed(counter, plan(110.0, 110.0, hold_s=1.5), 0.0)
    last = plan(110.0, hold_s=3.0)
    fed(counter, last, 20.0, last.tops_s[0] + 2.5)
    lost = counter.lose()
    assert lost is not None and lost.reason is None and lost.hold_done
    half = fed(counter, plan(60.0, hold_s=1.5), 30.0)
    assert [e.reason for e in half] == [Reason.PARTIAL_RANGE]


def test_a_two_sided_movement_is_measured_from_its_lowest_point():
    """Cat-cow: below rest, above it, and back to rest only; the last one is not left open."""
    motion = replace(CYCLE, relative=True, two_sided=True, floor=50.0, attempt=15.0, rest=(30.0, 110.0))
    keys = [
        (0.0, 70.0),
        (1.0, 70.0),
        (2.0, 40.0),
        (4.0, 100.0),
        (6.0, 40.0),
        (8.0, 100.0),
        (9.5, 70.0),
        (12.5, 70.0),
    ]
    times = np.arange(0.0, 12.5, 0.04)
    values = np.interp(times, *zip(*keys, strict=True))
    first, second = counted(times, values, motion, finish=False)
    assert [first.reason, second.reason] == [None, None]
    assert first.peak - first.rest == pytest.approx(60.0, abs=4.0)
    assert first.peak_s == pytest.approx(3.8, abs=0.3) and second.peak_s == pytest.approx(7.8, abs=0.3)
    half = np.where(values > 70.0, 70.0 + (values - 70.0) * 0.2, 70.0 + (values - 70.0) * 0.4)
    assert {e.reason for e in counted(times, half, motion)} == {Reason.PARTIAL_RANGE}


def test_a_hold_that_was_under_way_is_one_only_where_it_was_in_position():
    times = np.arange(0.0, 8.0, 0.04)
    sunk, in_it = (REST + np.interp(times, [0.0, 2.0, 3.0], [top, top, 0.0]) for top in (40.0, 80.0))
    assert counted(times, sunk, HOLD, hold_s=5.0) == []
    assert [e.reason for e in counted(times, in_it, HOLD, hold_s=5.0)] == [Reason.SHORT_HOLD]
