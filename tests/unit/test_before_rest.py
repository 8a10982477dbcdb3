"""What was done before the rest was seen: who does not pause loses nothing by it, and nothing is made up."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from motions import MOVES, Frames, follow, perform, plan_of, updates
from test_rest_search import judged, rests_in

from posture.body.landmarks import Pose, Side
from posture.coach.coach import Coach
from posture.coach.rejudging.before_rest import OpenStart
from posture.coach.session import Attempt, Reason
from posture.exercises import EXERCISES
from posture.simulation.stick_person import scaled
from posture.simulation.timeline import Rep, Timeline

ROWS = "bent_over_rows"
PULL = Rep(out_s=0.7, hold_s=0.2, back_s=0.7)
"""So quick that nobody who begins with it was seen at rest."""
HASTY = replace(PULL, rest_s=0.0)
"""A pull that turns round at the bottom in less than a rest takes."""
AT_ONCE = Timeline((PULL,) * 4, lead_s=0.0)


def from_then_on(frames: Frames, from_s: float) -> Frames:
    return [(t, pose) for t, pose in frames if t >= from_s]


@pytest.mark.parametrize("exercise_id", sorted(MOVES.keys() - {"chin_tucks"}))
def test_a_set_that_begins_with_a_movement_counts_from_the_first(exercise_id: str) -> None:
    reps = tuple(replace(rep, out_s=0.8, back_s=0.8) for rep in plan_of(exercise_id).reps)
    plan = Timeline(reps, lead_s=0.0)
    session = follow(exercise_id, perform(exercise_id, plan))
    assert session.counts.reps == len(plan.reps)
    assert session.ready_at_s <= session.attempts[0].start_s


def test_it_is_told_once_the_next_movement_counts() -> None:
    plan = AT_ONCE
    told: list[int] = []
    for _, update in updates(ROWS, perform(ROWS, plan)):
        if update.taken_back:
            told = told[: update.taken_back - 1]
        if update.attempt is not None:
            told.append(update.attempt.number)
        if update.t_s < plan.tops_s[1]:
            assert update.counts.reps == 0
    assert told == [1, 2, 3, 4]


def test_where_the_next_movement_does_not_count_what_was_before_it_does_not() -> None:
    plan = Timeline((PULL, replace(PULL, amplitude=0.45), PULL, PULL), lead_s=0.0)
    session = follow(ROWS, perform(ROWS, plan))
    assert [attempt.counted for attempt in session.attempts] == [False, True, True]


def test_the_last_movement_counts_that_nobody_rested_before() -> None:
    plan = Timeline((PULL,), lead_s=0.0, tail_s=1.0)
    assert follow(ROWS, perform(ROWS, plan)).counts.reps == 1


def test_whoever_was_elsewhere_then_made_no_repetition() -> None:

    def walked(pose: Pose | None, t_s: float) -> Pose | None:
        elsewhere = pose is not None and t_s < PULL.moving_s
        return scaled(pose, 1.0, (200.0, 0.0)) if elsewhere and pose is not None else pose

    frames = [(t, walked(pose, t)) for t, pose in perform(ROWS, AT_ONCE)]
    assert follow(ROWS, frames).counts.reps == len(AT_ONCE.reps) - 1


def test_nothing_counts_before_the_set_is_counted_in() -> None:
    coach = Coach(EXERCISES[ROWS], count_in_s=2.0)
    for t_s, pose in perform(ROWS, AT_ONCE):
        coach.update(pose, t_s)
    session = coach.finish()
    assert session.attempts[0].start_s > 2.0


@pytest.mark.parametrize("pulls", [3, 8])
def test_whoever_never_pauses_is_counted_all_the_same(pulls: int) -> None:
    plan = Timeline((HASTY,) * pulls, lead_s=0.0, tail_s=0.0)
    assert follow(ROWS, perform(ROWS, plan, fps=30.0)).counts.reps == pulls


def test_whoever_never_pauses_hears_of_it_before_the_end() -> None:
    plan = Timeline((HASTY,) * 8, lead_s=0.0, tail_s=0.0)
    counts = [update.counts.reps for _, update in updates(ROWS, perform(ROWS, plan, fps=30.0))]
    assert counts[len(counts) * 3 // 4] >= 5


def test_a_movement_that_is_cut_at_both_ends_is_whole_where_it_ends_as_it_began() -> None:
    plan = Timeline((Rep(rest_s=0.0),), lead_s=0.0, tail_s=0.0)
    frames = perform(ROWS, plan)
    assert judged(ROWS, frames).counts.reps == 1
    assert not rests_in(ROWS, [(t, pose) for t, pose in frames if t < plan.tops_s[0] + 0.9])
    assert not rests_in(ROWS, from_then_on(frames, 0.9))


def test_an_open_start_is_a_part_of_the_set_where_the_movement_after_it_counts() -> None:
    counted, refused = (
        Attempt(1, Side.LEFT, 3.0, 3.5, 4.0, 0.0, 1.0, "deg", reason is None, reason)
        for reason in (None, Reason.PARTIAL_RANGE)
    )
    start = OpenStart()
    for listed, finished, from_s in (
        ([], False, math.nan), ([counted], False, 0.5), ([refused], False, math.nan), ([], True, 0.5),
    ):  # fmt: skip
        start.open(0.5, first_after=1)
        assert start.settle(listed, finished=finished) == pytest.approx(from_s, nan_ok=True)
        assert start.first_after == (0 if listed or finished else 1)
