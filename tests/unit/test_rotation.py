"""Pictures that lie on a side or on their head: turned by quarters, and told of by the body in them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st
from motions import follow, perform, plan_of
from typer.testing import CliRunner

from posture.body.landmarks import Side, on
from posture.cli import analyze as cli_analyze
from posture.cli import check as cli_check
from posture.coach import wording
from posture.coach.setup.frame_rotation import rotation_message as told
from posture.exercises import EXERCISES
from posture.pipeline import Options, analyze
from posture.simulation.stick_person import FRONT, LEFT_SIDE, Body, Viewpoint, pose_of
from posture.vision.capture import Frame
from posture.vision.pose_sources import RecordingSource, SourcePart
from posture.vision.recording import Recorder, write
from posture.vision.rotation import Turn, turned_frames, turned_pose, turned_rgb, turned_size

TURNS = [turn for turn in Turn if turn]
UPRIGHT = [move for move in EXERCISES.values() if move.upright]
STANDING, SITTING = Body(knees=0.0, thighs=0.0), Body(knees=90.0, thighs=90.0)


@pytest.mark.parametrize("turn", Turn)
def test_a_point_of_the_picture_stays_where_the_picture_has_it(turn: Turn) -> None:
    rgb = np.zeros((48, 64, 3), np.uint8)
    rgb[10, 50] = 255
    pose = pose_of(STANDING, Viewpoint(size_px=(64, 48)))
    xy = pose.image_xy.copy()
    xy[0] = (50.5, 10.5)
    mask = rgb[..., 0] > 0
    turned = turned_pose(replace(pose, image_xy=xy, mask=mask), turn)
    (row,), (column,) = np.nonzero(turned_rgb(rgb, turn)[..., 0])
    assert tuple(turned.image_xy[0]) == (column + 0.5, row + 0.5)
    assert turned.mask is not None and turned.mask[row, column] and turned.mask.sum() == 1
    assert turned.size_px == turned_size((64, 48), turn) == turned_rgb(rgb, turn).shape[1::-1]


@given(st.sampled_from(TURNS), st.floats(-20.0, 20.0))
def test_turning_on_makes_a_whole_circle_and_the_world_turns_with_the_picture(
    turn: Turn, lean: float
) -> None:
    pose = pose_of(Body(lean=lean), LEFT_SIDE)
    back = turned_pose(turned_pose(pose, turn), Turn((360 - turn) % 360))
    assert back.image_xy == pytest.approx(pose.image_xy)
    assert back.world_xyz == pytest.approx(pose.world_xyz)
    rolled = pose_of(Body(lean=lean), replace(LEFT_SIDE, roll=float(turn)))
    bones = rolled.image_xy[11] - rolled.image_xy[23]
    turned = turned_pose(pose, turn).image_xy
    assert turned[11] - turned[23] == pytest.approx(bones)


def test_frames_are_turned_one_by_one_and_left_alone_where_nothing_is_asked() -> None:
    frame = Frame(np.zeros((4, 6, 3), np.uint8), 0.5, 3)
    (turned,) = turned_frames(iter([frame]), Turn.RIGHT)
    assert turned.rgb.shape == (6, 4, 3) and (turned.t_s, turned.index) == (0.5, 3)
    assert turned_rgb(frame.rgb, Turn.NONE) is frame.rgb


@pytest.mark.parametrize("move", UPRIGHT, ids=lambda move: move.id)
@pytest.mark.parametrize("body", [STANDING, SITTING])
@pytest.mark.parametrize("camera", [FRONT, LEFT_SIDE])
def test_a_body_that_has_to_be_upright_tells_how_the_picture_lies(
    move, body: Body, camera: Viewpoint
) -> None:
    pose = pose_of(body, camera, far_hidden=False)
    assert told(move, pose) == ""
    assert told(move, turned_pose(pose, Turn.OVER)) == wording.UPSIDE_DOWN
    for turn in (Turn.RIGHT, Turn.LEFT):
        assert told(move, turned_pose(pose, turn)) == wording.ON_ITS_SIDE


@given(arm=st.floats(0.0, 180.0), elbow=st.floats(0.0, 60.0), turn=st.sampled_from([Turn.RIGHT, Turn.LEFT]))
def test_arms_that_are_spread_hang_in_no_picture_on_its_side(arm: float, elbow: float, turn: Turn) -> None:
    body = replace(STANDING, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)
    pose = turned_pose(pose_of(body, FRONT, far_hidden=False), turn)
    assert told(EXERCISES["wall_angels"], pose) == wording.ON_ITS_SIDE


@pytest.mark.parametrize("move", UPRIGHT, ids=lambda move: move.id)
@given(hinge=st.floats(0.0, 85.0), lean=st.floats(-30.0, 30.0), knees=st.floats(0.0, 50.0))
def test_somebody_who_stands_and_bends_down_lies_in_no_turned_picture(
    move, hinge: float, lean: float, knees: float
) -> None:
    assert told(move, pose_of(Body(hinge=hinge, lean=lean, knees=knees), LEFT_SIDE)) == ""


@given(hinge=st.floats(30.0, 90.0), knees=st.floats(0.0, 60.0), hidden=st.sampled_from(["ankle", "knee"]))
def test_a_level_trunk_whose_legs_leave_the_picture_is_not_told_of(hinge: float, knees: float, hidden: str):
    pose = pose_of(Body(hinge=hinge, knees=knees), LEFT_SIDE)
    gone = ["ankle"] if hidden == "ankle" else ["ankle", "knee"]
    xy = pose.image_xy.copy()
    xy[[on(side, joint) for joint in gone for side in (Side.LEFT, Side.RIGHT)]] = np.nan
    assert told(EXERCISES["bent_over_rows"], replace(pose, image_xy=xy)) == ""


def test_a_body_on_the_floor_is_level_in_an_upright_picture_and_is_not_told_of() -> None:
    lying = turned_pose(pose_of(STANDING, LEFT_SIDE), Turn.RIGHT)
    for move in EXERCISES.values():
        if not move.upright:
            assert told(move, lying) == ""
            assert told(move, turned_pose(lying, Turn.RIGHT)) == wording.ON_ITS_SIDE


def kept(path: Path, turn: Turn) -> int:
    """A set of chin tucks in a picture that was turned, kept as a recording; how many there are."""
    frames = perform("chin_tucks", plan_of("chin_tucks", (1.0, 1.0)))
    recorder = Recorder(turned_size((640, 480), turn))
    for t_s, pose in frames:
        recorder.add(t_s, pose and turned_pose(pose, turn))
    write(recorder.recording(), path)
    return follow("chin_tucks", frames).counts.reps


@pytest.mark.parametrize("turn", TURNS)
def test_a_set_in_a_turned_picture_is_told_of_and_counts_once_it_is_turned_back(
    turn: Turn, tmp_path: Path
) -> None:
    path, move = tmp_path / "set.npz", EXERCISES["chin_tucks"]
    reps = kept(path, turn)
    assert reps == 2
    as_it_is = analyze(path, move, options=Options(hold_s=1.5))
    assert (as_it_is.counts.attempts, {p.code for p in as_it_is.problems}) == (0, {"turned"})
    turned_back = analyze(path, move, options=Options(hold_s=1.5, turn=Turn(360 - turn)))
    assert turned_back.counts.reps == reps
    assert turned_back.problems == ()
    assert RecordingSource(path, part=SourcePart(turn=Turn(360 - turn))).size_px == (640, 480)


def test_the_commands_turn_what_they_read(tmp_path: Path) -> None:
    path = tmp_path / "set.npz"
    kept(path, Turn.LEFT)
    app = typer.Typer()
    cli_analyze.register(app)
    cli_check.register(app)
    counts = ["analyze", str(path), "--exercise", "chin_tucks", "--hold", "1.5", "--json", "-"]
    run = CliRunner().invoke(app, [*counts, "--rotate", "90"])
    assert json.loads(run.stdout)["counts"]["reps"] == 2
    measures = ["check", str(path), "--view", "side", "--json", "-"]
    assert json.loads(CliRunner().invoke(app, measures).stdout)["refused"] == "sideways"
    assert json.loads(CliRunner().invoke(app, [*measures, "--rotate", "90"]).stdout)["refused"] != "sideways"
    wrong = CliRunner().invoke(app, [*counts, "--rotate", "45"])
    assert wrong.exit_code == 2
    assert "quarter turn" in wrong.output
