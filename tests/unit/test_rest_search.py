"""The rest of a person, found in all that was seen of them: against a slow twin, and whatever was cut."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from motions import MOVES, Frames, perform, plan_of, still, then
from naive_counting import rest_level

from posture.body.landmarks import Pose, Side
from posture.coach.coach import Coach
from posture.coach.session import Session
from posture.coach.setup.observation import Observer
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.coach.setup.turning_points import near_turn, quiet, turning_points
from posture.exercises import EXERCISES
from posture.simulation.stick_person import Body, Viewpoint, pose_of
from posture.simulation.timeline import Rep, Timeline

RESTLESS = Timeline((Rep(rest_s=0.0),) * 4, lead_s=0.0, tail_s=0.0)
"""Rows without a pause, cut at both ends."""


def rests_in(exercise_id: str, frames: Frames) -> tuple[Rest, ...]:
    eyes, whole = Observer(), RestSearch(EXERCISES[exercise_id])
    for _, pose in frames:
        whole.take(eyes.look(pose))
    return whole.rests()


def judged(exercise_id: str, frames: Frames) -> Session:
    """As a file is: with the rest that its whole shows."""
    rests = rests_in(exercise_id, frames)
    coach = Coach(EXERCISES[exercise_id], hold_s=MOVES[exercise_id].hold_s)
    for t_s, pose in frames:
        coach.use_rest(next((rest for rest in rests if rest.covers(t_s)), None))
        coach.update(pose, t_s)
    return coach.finish()


def changed(frames: Frames, change: object) -> Frames:
    return [(t, change(p) if p is not None else None) for t, p in frames]  # type: ignore[operator]


@given(
    st.lists(st.tuples(st.floats(0.6, 1.0), st.floats(-0.1, 0.1)), min_size=3, max_size=8),
    st.integers(0, 4),
)
@settings(max_examples=60, deadline=None)
def test_the_low_ends_of_a_signal_are_those_that_a_slow_twin_finds(
    reps: list[tuple[float, float]], pause: int
) -> None:
    values: list[float] = []
    for top, low in reps:
        values += [low] * pause + [*np.linspace(low, top, 7), *np.linspace(top, low, 7)]
    signal = [(i / 10.0, value) for i, value in enumerate(values)]
    lows = [signal[turn.at][1] for turn in turning_points(signal, 0.3) if turn.low][1:-1]
    assert len(lows) == len(reps) - 1
    assert np.median(lows) == pytest.approx(rest_level(np.array(values)))


def test_what_is_near_a_turn_and_what_is_quiet() -> None:
    signal = [(i / 10.0, v) for i, v in enumerate([0, 0, 0, 0, 1, 2, 1, 0, 0.1, 0])]
    assert list(near_turn(signal, turning_points(signal, 1.0)[0], 0.1)) == [0, 1, 2, 3]
    assert [list(r) for r in quiet(signal, still=0.2, least_s=0.15)] == [[0, 1, 2, 3], [7, 8, 9]]


def test_rows_without_a_pause_have_a_rest_as_a_whole_and_none_at_first() -> None:
    (rest,) = rests_in("bent_over_rows", perform("bent_over_rows", RESTLESS))
    (with_pauses,) = rests_in("bent_over_rows", perform("bent_over_rows"))
    assert rest.usable
    assert rest.levels[Side.LEFT] == pytest.approx(with_pauses.levels[Side.LEFT], abs=0.05)
    assert rest.baseline.torso_px == pytest.approx(with_pauses.baseline.torso_px, rel=0.02)


def test_rows_without_a_pause_count_from_the_first() -> None:
    assert judged("bent_over_rows", perform("bent_over_rows", RESTLESS)).counts.reps == 4


@pytest.mark.parametrize("exercise_id", MOVES)
def test_a_clip_that_is_cut_anywhere_loses_one_repetition_at_most(exercise_id: str) -> None:
    """Cuts all through the second repetition and the rest before it."""
    plan = plan_of(exercise_id)
    frames = perform(exercise_id, plan)
    for cut_s in np.linspace(plan.starts_s[1] - 0.7, plan.starts_s[2], 9):
        left = [(t, p) for t, p in frames if t >= cut_s]
        whole = sum(start >= left[0][0] for start in plan.starts_s)
        assert whole <= judged(exercise_id, left).counts.reps <= whole + 1, f"cut at {left[0][0]:.2f} s"


@pytest.mark.parametrize("exercise_id", MOVES)
def test_mirrored_moved_scaled_or_slower_it_is_the_same_count(exercise_id: str) -> None:
    frames = perform(exercise_id)
    count = judged(exercise_id, frames).counts.reps
    assert count == 4

    def moved(pose: Pose) -> Pose:
        return replace(pose, image_xy=0.8 * pose.image_xy + 40.0)

    for other in (changed(frames, Pose.mirrored), changed(frames, moved), perform(exercise_id, fps=30.0)):
        assert judged(exercise_id, other).counts.reps == count
    assert {r.usable for r in rests_in(exercise_id, frames)} == {True}


def test_walking_into_place_is_no_part_of_the_set() -> None:
    """Somebody comes in upright with swinging arms, bends down and rows: only rows are listed."""
    camera = MOVES["bent_over_rows"].camera

    def walking(i: int) -> tuple[float, Pose]:
        swing = 45.0 * math.sin(i / 3.0)
        arms = Body(arms_forward=True, arm_left=swing, arm_right=swing, elbow_left=20.0, elbow_right=20.0)
        pose = pose_of(arms, camera, i / 15.0)
        return i / 15.0, replace(pose, image_xy=pose.image_xy + np.array([-200.0 + 4.0 * i, 0.0]))

    frames = then([walking(i) for i in range(45)], perform("bent_over_rows"))
    session = judged("bent_over_rows", frames)
    assert (session.counts.reps, session.counts.attempts) == (4, 4)
    (rest,) = rests_in("bent_over_rows", frames)
    assert rest.from_s > 2.5


@pytest.mark.parametrize("exercise_id", MOVES)
def test_somebody_who_does_nothing_has_no_rest_to_be_measured_from(exercise_id: str) -> None:
    move = MOVES[exercise_id]
    assert rests_in(exercise_id, still(move.make(0.0), move.camera, 6.0)) == ()


def test_whoever_turns_round_has_a_rest_of_either_side() -> None:
    first = perform("bent_over_rows")
    second = perform("bent_over_rows", camera=Viewpoint(yaw=-90.0))
    sides = [rest.near for rest in rests_in("bent_over_rows", then(first, second))]
    assert sides == [Side.LEFT, Side.RIGHT]
