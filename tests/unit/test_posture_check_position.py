"""What is a posture and what is not, told from one pose of a stick person."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.landmarks import Landmark, Pose, Side
from posture.body.view import View
from posture.body.visibility import seen_only
from posture.posture_check.position import not_upright, other_position
from posture.simulation.stick_person import FRONT, LEFT_SIDE, RIGHT_SIDE, Body, Viewpoint, pose_of

CAMERAS = {
    FRONT: (View.FRONT, Side.LEFT),
    LEFT_SIDE: (View.SIDE, Side.LEFT),
    RIGHT_SIDE: (View.SIDE, Side.RIGHT),
}
STANDING = st.builds(
    Body,
    knees=st.floats(0.0, 35.0),
    thighs=st.floats(0.0, 20.0),
    hinge=st.floats(-15.0, 30.0),
    lean=st.floats(-12.0, 12.0),
    glide_m=st.floats(-0.03, 0.1),
    arm_left=st.floats(0.0, 60.0),
    elbow_left=st.floats(0.0, 120.0),
)
ON_A_CHAIR = st.builds(
    Body,
    thighs=st.floats(70.0, 98.0),
    knees=st.floats(65.0, 120.0),
    hinge=st.floats(-30.0, 30.0),
    arms_forward=st.just(True),
    arm_left=st.floats(0.0, 60.0),
    arm_right=st.floats(0.0, 60.0),
)
"""On seats from low to high, the feet stretched out or drawn under, leaning back or over a desk."""


def position(body: Body, camera: Viewpoint) -> str:
    view, near = CAMERAS[camera]
    seen = seen_only(pose_of(body, camera, far_hidden=camera is not FRONT))
    return not_upright(seen) or other_position(view, seen, near)


@pytest.mark.parametrize("camera", CAMERAS)
@given(st.one_of(STANDING, ON_A_CHAIR))
def test_whoever_stands_or_sits_on_a_chair_is_measured(camera: Viewpoint, body: Body) -> None:
    reclined = body.hinge < -20.0 and (body.thighs or 0.0) > 94.0
    if not (reclined and camera is not FRONT):
        assert position(body, camera) == ""


@pytest.mark.parametrize("camera", [LEFT_SIDE, RIGHT_SIDE])
@pytest.mark.parametrize(
    ("body", "why"),
    [
        (Body(thighs=100.0, knees=170.0), "on_floor"),  # on the heels
        (Body(thighs=95.0, knees=5.0), "on_floor"),  # the legs stretched out on the floor
        (Body(thighs=130.0, knees=150.0, hinge=20.0), "on_floor"),  # a crouch
        (Body(thighs=5.0, knees=95.0), "off_feet"),  # on the knees, or the heels kicked up in a jump
        (Body(thighs=80.0, knees=80.0, hinge=-38.0), "slid_down"),
        (Body(thighs=105.0, knees=90.0, hinge=-25.0), "slid_down"),  # the hips below the knees
        (Body(hinge=60.0), "sideways"),
        (Body(arm_left=130.0, arm_right=130.0, arms_forward=True), "arms_raised"),
    ],
)
def test_another_position_is_told_as_what_it_is_from_the_side(
    camera: Viewpoint, body: Body, why: str
) -> None:
    assert position(body, camera) == why


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (Body(thighs=100.0, knees=170.0), "on_floor"),
        (Body(thighs=5.0, knees=95.0), "off_feet"),
        (Body(arm_left=130.0), "arms_raised"),
        (Body(arm_right=170.0), "arms_raised"),
        (Body(lean=50.0), "sideways"),
    ],
)
def test_another_position_is_told_as_what_it_is_from_the_front(body: Body, why: str) -> None:
    assert position(body, FRONT) == why


def moved(pose: Pose, by: dict[Landmark, tuple[float, float]]) -> Pose:
    xy = pose.image_xy.copy()
    for landmark, shift in by.items():
        xy[landmark] += shift
    return replace(pose, image_xy=xy)


def test_legs_astride_in_the_air_are_no_stance() -> None:
    jack = {
        Landmark.LEFT_ANKLE: (70.0, -20.0),
        Landmark.RIGHT_ANKLE: (-70.0, -20.0),
    }
    pose = pose_of(Body(knees=0.0), FRONT)
    assert other_position(View.FRONT, pose, Side.LEFT) == ""
    assert other_position(View.FRONT, moved(pose, jack), Side.LEFT) == "off_feet"


def test_feet_that_point_down_stand_on_nothing_and_high_heels_do() -> None:
    pose = pose_of(Body(knees=0.0), LEFT_SIDE)
    heel = pose.image_xy[Landmark.LEFT_HEEL]
    for down_deg, why in ((35.0, ""), (70.0, "off_feet")):
        xy = pose.image_xy.copy()
        ahead, down = np.cos(np.radians(down_deg)), np.sin(np.radians(down_deg))
        xy[Landmark.LEFT_FOOT] = heel + 30.0 * np.array([-ahead, down])
        assert other_position(View.SIDE, replace(pose, image_xy=xy), Side.LEFT) == why


@pytest.mark.parametrize("camera", CAMERAS)
@pytest.mark.parametrize("roll", [90.0, 180.0, 270.0])
def test_a_head_and_shoulders_alone_tell_how_the_picture_lies(camera: Viewpoint, roll: float) -> None:
    upright, turned = (pose_of(Body(glide_m=0.04), replace(camera, roll=r)) for r in (0.0, roll))
    hips = [Landmark.LEFT_HIP, Landmark.RIGHT_HIP]
    for pose, why in ((upright, ""), (turned, "upside_down" if roll == 180.0 else "sideways")):
        xy = pose.image_xy.copy()
        xy[hips] = np.nan
        assert not_upright(replace(pose, image_xy=xy)) == why


def test_what_is_not_seen_tells_nothing() -> None:
    pose = pose_of(Body(thighs=100.0, knees=170.0), LEFT_SIDE)
    xy = np.full_like(pose.image_xy, np.nan)
    blind = replace(pose, image_xy=xy)
    assert not_upright(blind) == "" and other_position(View.SIDE, blind, Side.LEFT) == ""
