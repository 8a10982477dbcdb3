"""Whether the camera hangs level, from a stick person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Side
from posture.body.view import View
from posture.posture_check.camera_level import LINES, camera_roll, shared, stands
from posture.simulation.stick_person import LEFT_SIDE, Body, Viewpoint, pose_of

STANDING = Body(knees=0.0, thighs=0.0)


def values(body: Body, camera: Viewpoint, view: View) -> dict[Feature, float]:
    pose = pose_of(body, camera)
    side = Side.BOTH if view is View.FRONT else Side.LEFT
    return {feature: feature.compute(pose, side, Baseline.of([pose])) for feature in LINES[view]}


@given(st.floats(-25.0, 25.0))
def test_all_lines_of_somebody_who_stands_straight_show_it(roll: float) -> None:
    front = camera_roll(View.FRONT, [values(STANDING, Viewpoint(roll=roll), View.FRONT)])
    side = camera_roll(View.SIDE, [values(STANDING, Viewpoint(yaw=90.0, roll=roll), View.SIDE)])
    assert abs(front) == pytest.approx(abs(roll), abs=1e-6)
    assert abs(side) == pytest.approx(abs(roll), abs=1e-6)


def test_a_person_who_leans_is_no_tilted_camera() -> None:
    leaning = values(Body(lean=15.0, knees=0.0, thighs=0.0), Viewpoint(), View.FRONT)
    assert camera_roll(View.FRONT, [leaning]) == pytest.approx(0.0, abs=1e-6)


def test_somebody_who_sits_tells_nothing_from_the_side() -> None:
    sitting = values(Body(knees=90.0, thighs=90.0), LEFT_SIDE, View.SIDE)
    assert not stands([sitting])
    assert camera_roll(View.SIDE, [sitting]) == 0.0


@given(st.lists(st.floats(-30.0, 30.0), min_size=1, max_size=4))
def test_what_angles_share_never_exceeds_any_of_them(angles: list[float]) -> None:
    common = shared(angles)
    assert all(abs(common) <= abs(angle) for angle in angles)
    assert shared([*angles, float("nan")]) == 0.0
    assert shared([]) == 0.0
