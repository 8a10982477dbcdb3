"""From where the camera sees the person."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.landmarks import Landmark, Side
from posture.body.view import View, ViewTracker, classify, yaw_deg
from posture.simulation.arm_exercises import wall_angel
from posture.simulation.stick_person import Body, Viewpoint, pose_of

VIEWS = {
    0: "front",
    20: "front",
    30: "oblique",
    45: "oblique",
    65: "side",
    90: "side",
    105: "side",
    115: "back",
}


@given(st.floats(-179.0, 179.0))
def test_the_yaw_is_the_turn_of_the_shoulders(yaw: float):
    assert yaw_deg(pose_of(Body(), Viewpoint(yaw=yaw))) == pytest.approx(yaw, abs=1e-6)


@pytest.mark.parametrize(("yaw", "view"), [(s * y, v) for y, v in VIEWS.items() for s in (1, -1)])
def test_each_turn_has_its_view(yaw: float, view: str):
    assert classify(yaw) is View(view)


def test_an_unknown_turn_has_no_view():
    assert classify(math.nan) is None
    tracker = ViewTracker()
    assert tracker.view is None and math.isnan(tracker.yaw_deg)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("yaw", [0.0, 45.0, -90.0])
def test_raising_the_arms_changes_no_view(share: float, yaw: float):
    assert yaw_deg(pose_of(wall_angel(share), Viewpoint(yaw=yaw))) == pytest.approx(yaw)


def followed(yaws: list[float], fps: float = 20.0) -> ViewTracker:
    tracker = ViewTracker()
    for i, yaw in enumerate(yaws):
        tracker.update(pose_of(Body(), Viewpoint(yaw=yaw), i / fps))
    return tracker


def test_one_bad_frame_changes_nothing():
    assert followed([0.0] * 20 + [170.0]).view is View.FRONT
    assert followed([90.0] * 20 + [-90.0]).near is Side.LEFT


@pytest.mark.parametrize("fps", [8.0, 30.0, 120.0])
def test_a_turn_is_followed_within_a_second_at_any_frame_rate(fps: float):
    second = round(fps)
    assert followed([0.0] * second + [-90.0] * second, fps).view is View.SIDE
    assert followed([0.0] * second + [-90.0] * max(second // 20, 1), fps).view is not View.SIDE


@pytest.mark.parametrize(("yaw", "near"), [(90.0, Side.LEFT), (45.0, Side.LEFT), (-80.0, Side.RIGHT)])
def test_the_near_side_is_the_one_towards_the_camera(yaw: float, near: Side):
    assert followed([yaw] * 5).near is near


def test_a_turn_across_the_back_is_no_front_view():
    """179 and -179 degrees are two degrees apart, not 358."""
    assert followed([179.0, -179.0] * 10).view is View.BACK


def test_a_pose_without_shoulders_and_an_equal_time_change_nothing():
    tracker = followed([0.0] * 10)
    pose = pose_of(Body(), Viewpoint(yaw=90.0), 5.0)
    xyz = pose.world_xyz.copy()
    xyz[Landmark.LEFT_SHOULDER] = np.nan
    tracker.update(replace(pose, world_xyz=xyz))
    tracker.update(pose_of(Body(), Viewpoint(yaw=90.0), 0.45))
    assert tracker.view is View.FRONT and tracker.yaw_deg == pytest.approx(0.0)


def test_a_held_view_stays_until_the_person_has_clearly_turned():
    tracker = followed([15.0] * 20)
    tracker.hold()
    for i in range(20, 60):
        tracker.update(pose_of(Body(), Viewpoint(yaw=33.0), i / 20.0))
    assert tracker.view is View.FRONT and classify(tracker.yaw_deg) is View.OBLIQUE
    for i in range(60, 100):
        tracker.update(pose_of(Body(), Viewpoint(yaw=40.0), i / 20.0))
    assert tracker.view is View.OBLIQUE


def test_a_view_that_was_left_is_held_in_its_turn_and_a_released_one_is_not():
    tracker = followed([57.0] * 20)
    tracker.hold()
    for i in range(20, 60):
        tracker.update(pose_of(Body(), Viewpoint(yaw=80.0), i / 20.0))
    for i in range(60, 100):
        tracker.update(pose_of(Body(), Viewpoint(yaw=55.0), i / 20.0))
    assert tracker.view is View.SIDE
    tracker.release()
    assert tracker.view is View.OBLIQUE
