"""The set-up gate: what is in the way is one plain instruction; then the person's own baseline."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from motions import MOVES, perform, still, then, updates

from posture.body.baseline import Baseline
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import classify, yaw_deg
from posture.body.visibility import seen_only
from posture.coach import wording
from posture.coach.setup.readiness import REST_S, Obstacle, Readiness, find_obstacle, find_posture_obstacle
from posture.exercises import EXERCISES
from posture.simulation.stick_person import FRONT, LEFT_SIDE, Body, Viewpoint, pose_of

moves = pytest.mark.parametrize("exercise_id", MOVES)


def in_the_way(exercise_id: str, pose: Pose | None) -> Obstacle | None:
    seen = None if pose is None else seen_only(pose)
    view = None if seen is None else classify(yaw_deg(seen))
    near = Side.LEFT if pose is None or yaw_deg(pose) >= 0.0 else Side.RIGHT
    return find_obstacle(EXERCISES[exercise_id], seen, pose, view=view, near=near)


def start(exercise_id: str, **camera: object) -> Pose:
    move = MOVES[exercise_id]
    return pose_of(move.make(0.0), replace(move.camera, **camera))


@moves
def test_a_person_well_placed_meets_no_obstacle(exercise_id: str):
    assert in_the_way(exercise_id, start(exercise_id)) is None


@moves
def test_nobody_is_told(exercise_id: str):
    found = in_the_way(exercise_id, None)
    assert found and found.code == "person" and found.blocks


@moves
def test_the_wrong_view_is_an_instruction_to_turn(exercise_id: str):
    turned = 0.0 if MOVES[exercise_id].camera.yaw else 90.0
    found = in_the_way(exercise_id, start(exercise_id, yaw=turned))
    assert found and found.blocks and found.code in ("view", "framing")
    behind = in_the_way(exercise_id, start(exercise_id, yaw=180.0))
    assert behind and behind.code == "view"
    side_on = MOVES[exercise_id].camera.yaw != 0.0
    assert behind.message == ("Turn side-on to the camera" if side_on else "Turn to face the camera")


@moves
def test_a_person_too_far_away_is_asked_to_come_closer(exercise_id: str):
    found = in_the_way(exercise_id, start(exercise_id, px_per_m=60.0))
    assert found and found.code == "distance" and "closer" in found.message


def test_outside_the_picture_asks_to_step_back_and_hidden_says_so():
    high = in_the_way("wall_angels", start("wall_angels", place=(0.5, 0.15)))
    assert high and high.code == "framing" and high.message.startswith("Move back to show your")
    pose = pose_of(Body(), FRONT, hidden=[Landmark.LEFT_ELBOW])
    hidden = in_the_way("shoulder_blade_retraction", pose)
    assert hidden and hidden.code == "framing" and hidden.message == "I can't see your elbows"
    assert hidden.blocks


def test_one_arm_of_two_is_enough_where_it_says_as_much_as_both():
    arms = [Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW]
    poses = [pose_of(Body(arm_left=65.0, arm_right=65.0), FRONT, hidden=arms[:n]) for n in (1, 2)]
    one, none = (in_the_way("wall_angels", pose) for pose in poses)
    assert one and not one.blocks and one.message == "I count the arm I see"
    assert none and none.blocks and none.message == "I can't see your elbows"


def test_a_joint_that_the_signal_does_not_need_is_asked_for_but_does_not_block():
    body, wrists = Body(arm_left=65.0, arm_right=65.0), [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]
    found = in_the_way("wall_angels", pose_of(body, FRONT, hidden=wrists))
    assert found and not found.blocks and "hands" in found.message
    one = in_the_way("wall_angels", pose_of(body, FRONT, hidden=wrists[:1]))
    assert one == Obstacle("framing", wording.ONE_ARM, blocks=False)


def test_the_far_side_may_be_hidden_where_the_near_one_is_followed():
    far = [m for m in Landmark if m.name.startswith("RIGHT") and 13 <= m <= 22]
    pose = pose_of(MOVES["bent_over_rows"].make(0.0), LEFT_SIDE, hidden=far)
    assert in_the_way("bent_over_rows", pose) is None


def waited(exercise_id: str, bodies: list[tuple[float, Body]]) -> tuple[Readiness, list[Obstacle | None]]:
    readiness, move = Readiness(EXERCISES[exercise_id]), MOVES[exercise_id]
    return readiness, [readiness.update(pose_of(b, move.camera, t), Side.LEFT) for t, b in bodies]


@moves
@pytest.mark.parametrize("fps", [8.0, 30.0])
def test_it_is_ready_after_a_moment_at_rest(exercise_id: str, fps: float):
    body = MOVES[exercise_id].make(0.0)
    readiness, found = waited(exercise_id, [(i / fps, body) for i in range(round(fps))])
    first = found.index(None)
    assert REST_S <= first / fps <= REST_S + 1.5 / fps
    torso_px = 75.0 if exercise_id != "bent_over_rows" else pytest.approx(75.0, abs=0.1)
    assert readiness.baseline.torso_px == torso_px


@moves
def test_it_is_not_ready_while_the_signal_moves(exercise_id: str):
    move = MOVES[exercise_id]
    bodies = [(i / 20, move.make(0.4 * abs(np.sin(i / 20 * 2.0 + 0.3)))) for i in range(24)]
    _, found = waited(exercise_id, bodies[:9])
    assert all(o and o.code == "start" for o in found)


def test_a_gap_begins_the_rest_anew():
    body = MOVES["wall_angels"].make(0.0)
    times = [0.0, 0.1, 0.2, 0.7, 0.8]  # half a second unseen
    _, found = waited("wall_angels", [(t, body) for t in times])
    assert all(found)


def test_rows_wait_for_long_arms():
    bent = replace(MOVES["bent_over_rows"].make(0.0), elbow_left=95.0, elbow_right=95.0)
    _, found = waited("bent_over_rows", [(i / 20, bent) for i in range(40)])
    assert all(o and o.blocks and "arms" in o.message for o in found)


@moves
def test_the_neutral_values_are_of_the_resting_person(exercise_id: str):
    exercise = EXERCISES[exercise_id]
    body = replace(MOVES[exercise_id].make(0.0), lean=2.0, head_roll=3.0)
    readiness, _ = waited(exercise_id, [(i / 20, body) for i in range(20)])
    relative = {f.name for f in exercise.features if f.relative}
    assert {name for name, _ in readiness.baseline.neutral} == relative
    assert not any(np.isnan(value) for value in readiness.baseline.neutral.values())


@moves
def test_the_coach_begins_once_the_person_came_into_the_right_place(exercise_id: str):
    move = MOVES[exercise_id]
    rest = move.make(0.0)
    parts = [
        still(rest, replace(move.camera, yaw=180.0), 2.0),
        [(i / 15, None) for i in range(30)],
        still(rest, replace(move.camera, px_per_m=60.0), 2.0),
        still(rest, move.camera, 2.0),
    ]
    every = [update for _, update in updates(exercise_id, then(*parts))]
    codes = [u.problem_code for u in every if not u.ready and u.problem_code]
    assert [c for i, c in enumerate(codes) if i == 0 or codes[i - 1] != c][:3] == [
        "view",
        "person",
        "distance",
    ]
    ready_s = next(u.t_s for u in every if u.ready)
    assert 6.0 < ready_s < 7.2
    assert all(u.ready for u in every if u.t_s >= ready_s)


def test_an_upright_picture_of_a_camera_held_askew_is_still_a_front_view():
    assert in_the_way("neck_tilts", pose_of(Body(), Viewpoint(roll=8.0))) is None


def test_a_joint_at_the_edge_is_advice_to_step_back():
    near_edge = in_the_way("neck_tilts", pose_of(Body(), Viewpoint(place=(0.5, 0.175 + 0.26))))
    assert near_edge is None
    found = in_the_way("neck_tilts", start("neck_tilts", place=(0.5, 0.24)))
    assert found == Obstacle("framing", "Move back a little", blocks=False)


def test_what_is_out_of_the_picture_comes_before_what_is_near_its_edge():
    low = start("wall_angels", place=(0.5, 0.985))
    assert in_the_way("wall_angels", low) == Obstacle("framing", "Move back a little", blocks=False)
    pose = pose_of(MOVES["wall_angels"].make(0.0), replace(FRONT, place=(0.5, 0.985)))
    wrists = np.isin(np.arange(33), [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST])
    hidden = replace(pose, visibility=np.where(wrists, 0.1, pose.visibility))
    found = in_the_way("wall_angels", hidden)
    assert found and "hands" in found.message


def test_too_little_room_above_is_said_between_movements_and_blocks_nothing():
    """Shoulders 1.25 torsos below the upper edge: the hands leave the picture at the top."""
    close = Viewpoint(px_per_m=320.0, place=(0.5, 0.75))
    every = [u for _, u in updates("wall_angels", perform("wall_angels", camera=close))]
    assert every[-1].ready
    assert {u.problem for u in every if u.ready and u.problem_code == "framing"} >= {
        "Leave room above your head"
    }
    roomy = [u.problem for _, u in updates("wall_angels", perform("wall_angels"))]
    assert not any("room" in problem for problem in roomy)


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_hands_that_are_up_are_no_cause_to_ask_for_room(share: float):
    body = MOVES["wall_angels"].make(share)
    low = pose_of(body, Viewpoint(px_per_m=320.0, place=(0.5, 0.75)))
    found = find_posture_obstacle(EXERCISES["wall_angels"], low, Side.BOTH, Baseline.of([low]))
    assert found and (found.code == "framing") == (share == 0.0)


def test_someone_who_has_yet_to_reach_up_is_first_asked_for_room():
    low = pose_of(Body(), Viewpoint(px_per_m=320.0, place=(0.5, 0.75)))
    found = find_posture_obstacle(EXERCISES["lat_pulldowns"], low, Side.BOTH, Baseline.of([low]))
    assert found == Obstacle("framing", "Leave room above your head", blocks=True)


def test_what_is_asked_for_is_six_words_at_most():
    asked = wording.SAID
    assert max(len(words.split()) for words in asked) <= 6
