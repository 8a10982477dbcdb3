"""The simulated person: what it makes is counted as it was made, whoever it is and however it is seen."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.coach import Coach
from posture.coach.exercise import Hold
from posture.coach.session import Session
from posture.errors import UnknownExercise
from posture.exercises import EXERCISES
from posture.simulation.simulate import MOVES, SimulatedSet, faults_of, simulate
from posture.simulation.timeline import Rep

FPS = 12.0
HOLD_S = 2.0
"""A dose for every exercise that has one: the guide's take minutes."""
VIEWS = [(exercise_id, view) for exercise_id, move in MOVES.items() for view in move.bodies]
FAULTS = [(exercise_id, view, fault) for exercise_id, view in VIEWS for fault in faults_of(exercise_id, view)]
every = pytest.mark.parametrize("exercise_id", MOVES)
seen = pytest.mark.parametrize(("exercise_id", "view"), VIEWS)


def dose_s(exercise_id: str) -> float:
    return HOLD_S if EXERCISES[exercise_id].has_hold else 0.0


def coached(made: SimulatedSet) -> Session:
    """The session of a coach that knows the exercise and its dose alone."""
    coach = Coach(made.exercise, hold_s=made.hold_s)
    for pose in made:
        coach.update(pose, pose.t_s)
    return coach.finish()


def assert_counted(made: SimulatedSet) -> None:
    counts = coached(made).counts
    assert (counts.reps, counts.clean, counts.attempts) == (len(made.reps),) * 3


def test_every_exercise_of_the_guide_can_be_simulated_from_its_best_view() -> None:
    assert len(MOVES) == 15 and set(MOVES) <= set(EXERCISES)
    assert [next(iter(move.bodies)) for move in MOVES.values()] == [EXERCISES[i].views[0] for i in MOVES]


@seen
@pytest.mark.parametrize("seed", range(2))
def test_what_is_made_is_counted_and_clean(exercise_id: str, view: View, seed: int) -> None:
    hold_s = dose_s(exercise_id)
    assert_counted(simulate(exercise_id, reps=3, seed=seed, view=view, hold_s=hold_s, fps=FPS))


@pytest.mark.parametrize(("exercise_id", "view", "fault"), FAULTS)
def test_a_fault_is_found_and_costs_no_count(exercise_id: str, view: View, fault: str) -> None:
    made = simulate(exercise_id, reps=3, faults=[fault], view=view, hold_s=dose_s(exercise_id), fps=FPS)
    session = coached(made)
    assert session.counts.reps == session.counts.attempts == 3
    assert fault in {finding.rule for finding in session.findings}


def test_a_rule_that_cannot_be_simulated_has_its_reason() -> None:
    """What is only reminded of makes no finding; a short hold that is the exercise does not count."""
    unmade = {
        (exercise.id, rule.name)
        for exercise in map(EXERCISES.__getitem__, MOVES)
        for rule in exercise.all_rules
        if not any(rule.name in faults_of(exercise, view) for view in MOVES[exercise.id].bodies)
        if not rule.reminder
        if not (rule.name == "short_hold" and isinstance(exercise.motion, Hold))
    }
    assert unmade == {
        ("cat_cow", "missing_cat"),  # the last cat of a set ends where the next cow begins, and there is none
        (
            "lat_pulldowns",
            "short_top",
        ),  # hands that begin so low are past the start before they are seen to move
    }


DISTURBED = {
    "much noise, frames lost": {"noise": 0.006, "frame_loss": 0.3, "fps": 20.0},
    "few frames, no noise": {"fps": 8.0, "noise": 0.0},
    "the other side of a large image": {"side": "right", "size_px": (1280, 720)},
    "an upright image": {"size_px": (480, 854)},
}


@every
@pytest.mark.parametrize("how", DISTURBED)
def test_noise_lost_frames_sides_and_images_cost_no_count(exercise_id: str, how: str) -> None:
    asked = {"fps": FPS, **DISTURBED[how]}
    assert_counted(simulate(exercise_id, reps=2, seed=5, hold_s=dose_s(exercise_id), **asked))


@every
def test_a_mirror_swaps_the_sides_and_keeps_the_counts(exercise_id: str) -> None:
    made = simulate(exercise_id, reps=2, seed=2, hold_s=dose_s(exercise_id), fps=FPS)
    mirrored = coached(replace(made, poses=tuple(pose.mirrored() for pose in made)))
    assert mirrored.counts.reps == mirrored.counts.clean == 2
    assert [a.side.other for a in mirrored.attempts] == [a.side for a in coached(made).attempts]


@settings(max_examples=15, derandomize=True)
@given(
    exercise_id=st.sampled_from(["wall_angels", "bent_over_rows", "chin_tucks", "neck_tilts", "superman"]),
    seed=st.integers(0, 2**32 - 1),
    fps=st.floats(8.0, 40.0),
    noise=st.floats(0.0, 0.005),
    frame_loss=st.floats(0.0, 0.25),
    side=st.sampled_from([Side.LEFT, Side.RIGHT]),
)
def test_anybody_is_counted(  # noqa: PLR0917  # hypothesis gives them by name
    exercise_id: str, seed: int, fps: float, noise: float, frame_loss: float, side: Side
) -> None:
    assert_counted(
        simulate(
            exercise_id, reps=2, seed=seed, side=side, hold_s=dose_s(exercise_id), fps=fps, noise=noise,
            frame_loss=frame_loss,
        )
    )  # fmt: skip


def arrays(pose: Pose) -> list[float]:
    return [pose.t_s, *pose.image_xy.ravel(), *pose.world_xyz.ravel(), *pose.visibility]


def test_the_same_seed_gives_the_same_poses_and_another_one_others() -> None:
    one, same, other = (simulate("wall_angels", reps=1, seed=seed, fps=5.0) for seed in (3, 3, 4))
    assert [arrays(pose) for pose in one] == [arrays(pose) for pose in same]
    assert one.reps == same.reps != other.reps


def test_the_truth_says_when_each_repetition_was_made() -> None:
    made = simulate("chin_tucks", reps=3, seed=1, hold_s=HOLD_S, fps=20.0)
    for attempt, rep in zip(coached(made).attempts, made.reps, strict=True):
        assert attempt.start_s == pytest.approx(rep.start_s, abs=0.5)
        assert rep.peak_s - 0.4 <= attempt.peak_s <= rep.peak_s + rep.hold_s + 0.2
        assert attempt.end_s == pytest.approx(rep.end_s, abs=0.5)
        assert attempt.hold_s == pytest.approx(rep.hold_s, abs=0.8)


def test_sides_take_turns_and_begin_with_the_one_asked_for() -> None:
    made = simulate("neck_tilts", reps=3, side="right", hold_s=HOLD_S, fps=FPS)
    assert [rep.side for rep in made.reps] == [Side.RIGHT, Side.LEFT, Side.RIGHT]
    assert [attempt.side for attempt in coached(made).attempts] == [rep.side for rep in made.reps]


def test_poses_are_a_sequence_whose_times_rise_by_the_frame_rate() -> None:
    made = simulate("wall_angels", reps=1, fps=10.0)
    assert np.allclose(np.diff([pose.t_s for pose in made]), 0.1)
    assert made[0] is made.poses[0] and made[1:3] == made.poses[1:3] and made[-1] in made
    assert {pose.size_px for pose in made} == {(640, 480)}


def test_lost_frames_leave_gaps_and_move_nothing() -> None:
    lost = simulate("wall_angels", reps=1, seed=1, frame_loss=0.5, fps=10.0)
    steps = np.diff([pose.t_s for pose in lost]) / 0.1
    assert np.allclose(steps, np.rint(steps)) and steps.max() > 1.5
    assert 0.3 < len(lost) / (1 + round(lost[-1].t_s * 10.0)) < 0.7


def test_the_guides_dose_is_held_where_no_other_is_asked_for() -> None:
    made = simulate("chin_tucks", reps=1, fps=5.0)
    assert made.hold_s == EXERCISES["chin_tucks"].motion.hold_s == 5.0
    assert made.reps[0].hold_s >= 5.0


def test_faults_may_come_together() -> None:
    made = simulate("bent_over_rows", reps=3, faults=("knees_locked", "down_fast"), fps=FPS)
    assert made.faults == ("knees_locked", "down_fast")
    assert set(made.faults) <= {finding.rule for finding in coached(made).findings}


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (
            {"faults": ["slouching"]},
            "in chin_tucks from side, nod_down, trunk_back, short_hold can be simulated",
        ),
        ({"view": "front"}, "chin_tucks can be simulated from side, got 'front'"),
        ({"reps": -1}, "reps: expected a whole number, 0 or more, got -1"),
        ({"reps": 2.5}, "reps: expected a whole number, 0 or more, got 2.5"),
        ({"seed": -1}, "seed: expected a whole number, 0 or more, got -1"),
        ({"seed": "a"}, "seed: expected a whole number, 0 or more, got 'a'"),
        ({"fps": 0.0}, "fps: expected more than 0 and finite, got 0.0"),
        ({"fps": math.nan}, "fps: expected more than 0 and finite, got nan"),
        ({"fps": math.inf}, "fps: expected more than 0 and finite, got inf"),
        ({"noise": -0.1}, "noise: expected 0 or more"),
        ({"noise": math.nan}, "noise: expected 0 or more and finite, got nan"),
        ({"hold_s": -1}, "hold_s: expected finite seconds, 0 or more, got -1"),
        ({"size_px": (0, 0)}, r"size_px: expected width and height in pixels, each above 0, got \(0, 0\)"),
        ({"size_px": 640}, "size_px: expected width and height in pixels, each above 0, got 640"),
        ({"frame_loss": 1.0}, "frame_loss: expected from 0 to below 1, got 1.0"),
        ({"side": "middle"}, "side: expected left or right, got 'middle'"),
    ],
)
def test_what_cannot_be_made_is_said_with_what_can(wrong: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        simulate("chin_tucks", **wrong)  # type: ignore[arg-type]  # the wrong value is the test


def test_one_fault_may_be_given_by_its_name_alone() -> None:
    assert simulate("chin_tucks", reps=1, faults="nod_down", fps=5.0).faults == ("nod_down",)


@every
def test_the_faults_that_are_listed_are_those_of_the_view_that_is_simulated(exercise_id: str) -> None:
    names = faults_of(exercise_id)
    assert simulate(exercise_id, reps=0, faults=names).faults == names
    with pytest.raises(ValueError, match=r"view: .* can be simulated from .*, got 'above'"):
        faults_of(exercise_id, "above")


def test_faults_that_do_not_show_in_a_view_are_not_made_there() -> None:
    assert "uneven" in faults_of("wall_angels") and "uneven" not in faults_of("wall_angels", "oblique")
    with pytest.raises(ValueError, match="in wall_angels from oblique"):
        simulate("wall_angels", faults=["uneven"], view="oblique")


def test_an_exercise_of_ones_own_has_no_body_to_make_it() -> None:
    own = replace(EXERCISES["cobra"], id="my_own")
    with pytest.raises(ValueError, match=r"expected one of .*cobra.*, got 'my_own'"):
        simulate(own)
    with pytest.raises(UnknownExercise, match="did you mean cobra"):
        simulate("cobras")


def test_a_repetition_with_a_dip_goes_the_other_way_first() -> None:
    rep = Rep(out_s=2.0, hold_s=1.0, back_s=1.0, dip=0.4)
    assert rep.at(0.0) == 0.0 and rep.at(rep.dip_s) == pytest.approx(-0.4)
    assert rep.at(rep.top_s) == rep.at(rep.top_s + 1.0) == 1.0
    assert rep.at(rep.moving_s) == 0.0
