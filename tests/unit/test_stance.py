"""How a stick person with known angles stands, measured."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rounded_back_kit import outlined_back

from posture.body.baseline import Baseline
from posture.body.features import SHOULDER_DRAG, TRUNK_SIDEWAYS, Feature
from posture.body.landmarks import Pose, Side
from posture.body.stance import (
    BACK_CURVE,
    HEAD_OVER_SHOULDER,
    HIP_ROLL,
    NECK_AGAINST_TRUNK,
    PELVIS_OVER_ANKLE,
    SHOULDER_LEVEL,
    SHOULDER_OFFSET,
    TRUNK_INCLINATION,
)
from posture.simulation.stick_person import FRONT, LEFT_SIDE, RIGHT_SIDE, Body, Viewpoint, pose_of, scaled

SIDEWAYS = (HEAD_OVER_SHOULDER, NECK_AGAINST_TRUNK, TRUNK_INCLINATION, SHOULDER_OFFSET, PELVIS_OVER_ANKLE)
STANDING = Body(knees=0.0, thighs=0.0, apparent_nod=0.0)
BODIES = st.builds(
    Body, glide_m=st.floats(-0.03, 0.1), hinge=st.floats(-25.0, 30.0), knees=st.floats(0.0, 90.0)
)


def of(feature: Feature, pose: Pose, side: Side = Side.LEFT) -> float:
    return feature.compute(pose, side, Baseline.of([pose]))


def test_somebody_straight_has_the_ear_over_the_shoulder_and_all_else_at_zero() -> None:
    pose = pose_of(STANDING, LEFT_SIDE)
    assert of(HEAD_OVER_SHOULDER, pose) == pytest.approx(90.0)
    for feature in SIDEWAYS[1:]:
        assert of(feature, pose) == pytest.approx(0.0, abs=1e-9)


@given(st.floats(-20.0, 30.0))
def test_leaning_leaves_the_neck_as_it_is(hinge: float) -> None:
    pose = pose_of(Body(glide_m=0.05, hinge=hinge), LEFT_SIDE)
    assert of(TRUNK_INCLINATION, pose) == pytest.approx(hinge, abs=1e-6)
    upright = pose_of(Body(glide_m=0.05), LEFT_SIDE)
    assert of(NECK_AGAINST_TRUNK, pose) == pytest.approx(of(NECK_AGAINST_TRUNK, upright), abs=1e-6)
    assert of(SHOULDER_OFFSET, pose) == pytest.approx(of(SHOULDER_OFFSET, upright), abs=1e-6)


def test_a_head_in_front_lowers_the_angle_and_puts_the_shoulders_behind() -> None:
    pose = pose_of(Body(glide_m=0.10), LEFT_SIDE)
    assert of(HEAD_OVER_SHOULDER, pose) == pytest.approx(math.degrees(math.atan2(0.19, 0.10)))
    assert of(SHOULDER_OFFSET, pose) > 0.03


@given(BODIES)
def test_both_sides_measure_the_same(body: Body) -> None:
    left, right = pose_of(body, LEFT_SIDE), pose_of(body, RIGHT_SIDE)
    for feature in SIDEWAYS:
        assert of(feature, left, Side.LEFT) == pytest.approx(of(feature, right, Side.RIGHT), abs=1e-6)


@given(BODIES, st.floats(0.3, 3.0), st.floats(-50.0, 50.0))
def test_size_and_place_change_nothing(body: Body, factor: float, shift_px: float) -> None:
    pose = pose_of(body, RIGHT_SIDE)
    for feature in SIDEWAYS:
        other = scaled(pose, factor, (shift_px, -shift_px))
        assert of(feature, other, Side.RIGHT) == pytest.approx(of(feature, pose, Side.RIGHT), abs=1e-6)


@given(st.floats(-30.0, 30.0))
def test_all_lines_turn_with_the_camera_the_same_way(roll: float) -> None:
    pose = pose_of(STANDING, Viewpoint(roll=roll))
    hips = of(HIP_ROLL, pose, Side.BOTH)
    assert abs(hips) == pytest.approx(abs(roll), abs=1e-6)
    assert of(TRUNK_SIDEWAYS, pose, Side.BOTH) == pytest.approx(hips, abs=1e-6)
    assert of(SHOULDER_LEVEL, pose, Side.BOTH) == pytest.approx(hips * (1.0 - SHOULDER_DRAG), abs=1e-6)


@given(st.floats(-20.0, 20.0))
def test_a_tilting_head_does_not_tilt_the_shoulders(roll: float) -> None:
    pose = pose_of(Body(head_roll=roll), FRONT)
    assert of(SHOULDER_LEVEL, pose, Side.BOTH) == pytest.approx(0.0, abs=0.1)


@pytest.mark.parametrize("bulge", [0.05, 0.1, 0.15])
def test_the_curve_of_the_back_is_its_depth_in_per_cent_of_the_chord(bulge: float) -> None:
    assert of(BACK_CURVE, outlined_back(bulge)) == pytest.approx(100.0 * bulge / 0.72, abs=1.0)


def test_without_a_mask_or_with_the_back_out_of_the_picture_there_is_no_curve() -> None:
    assert math.isnan(of(BACK_CURVE, pose_of(STANDING, LEFT_SIDE)))
