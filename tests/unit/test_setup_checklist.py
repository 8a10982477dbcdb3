"""The check list of the set-up screen: it follows from what the gate asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from motions import MOVES, nobody, still, then, updates

from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import classify, yaw_deg
from posture.body.visibility import seen_only
from posture.coach.setup.readiness import find_obstacle
from posture.coach.setup.setup_checklist import ChecklistItem, passed
from posture.exercises import EXERCISES
from posture.simulation.stick_person import FRONT, pose_of

moves = pytest.mark.parametrize("exercise_id", MOVES)


def right(exercise_id: str, pose: Pose | None) -> set[ChecklistItem]:
    exercise = EXERCISES[exercise_id]
    seen = None if pose is None else seen_only(pose)
    view = None if seen is None else classify(yaw_deg(seen))
    near = Side.LEFT if pose is None or yaw_deg(pose) >= 0.0 else Side.RIGHT
    hindrance = find_obstacle(exercise, seen, pose, view=view, near=near)
    return set(passed(exercise, seen, view=view, near=near, obstacle=hindrance))


def start(exercise_id: str, **camera: object) -> Pose:
    move = MOVES[exercise_id]
    return pose_of(move.make(0.0), replace(move.camera, **camera))


@moves
def test_a_person_well_placed_has_everything_right(exercise_id: str):
    assert right(exercise_id, start(exercise_id)) == set(ChecklistItem)


@moves
def test_nothing_is_right_where_nobody_is(exercise_id: str):
    assert right(exercise_id, None) == set()


@moves
def test_the_wrong_view_is_all_that_a_person_behind_lacks(exercise_id: str):
    got = right(exercise_id, start(exercise_id, yaw=180.0))
    assert ChecklistItem.VIEW not in got
    assert {ChecklistItem.PERSON, ChecklistItem.DISTANCE} <= got


@moves
def test_far_away_only_the_distance_is_wrong(exercise_id: str):
    got = right(exercise_id, start(exercise_id, px_per_m=60.0))
    assert ChecklistItem.DISTANCE not in got
    assert ChecklistItem.START not in got
    assert {ChecklistItem.PERSON, ChecklistItem.VIEW} <= got


def test_a_hidden_joint_is_missing_from_the_whole():
    pose = pose_of(MOVES["wall_angels"].make(0.0), FRONT, hidden=[Landmark.LEFT_WRIST])
    assert right("wall_angels", pose) == {ChecklistItem.PERSON, ChecklistItem.VIEW, ChecklistItem.DISTANCE}


@moves
def test_what_the_coach_asks_for_is_never_ticked_and_ready_follows_from_all(exercise_id: str):
    asks = {
        "person": ChecklistItem.PERSON,
        "view": ChecklistItem.VIEW,
        "distance": ChecklistItem.DISTANCE,
        "start": ChecklistItem.START,
    }
    move = MOVES[exercise_id]
    body = move.make(0.0)
    frames = then(
        nobody(1.0), still(body, replace(move.camera, yaw=180.0), 1.5), still(body, move.camera, 3.0)
    )
    made = [update for _, update in updates(exercise_id, frames)]
    for update in made:
        if not update.ready and update.problem_code in asks:
            assert asks[update.problem_code] not in update.passed
    assert made[-1].ready
    assert made[-1].passed == ()
