"""Measurements, against a body whose angles are known, in any picture and in a mirror."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from motions import MOVES

from posture.body import features as f
from posture.body.baseline import Baseline, median_of
from posture.body.features import Feature
from posture.body.landmarks import Landmark, Pose, Side, on
from posture.coach.coach import Coach
from posture.coach.exercise import Sides
from posture.coach.setup.readiness import with_neutral
from posture.exercises import EXERCISES, find
from posture.simulation.simulate import simulate
from posture.simulation.stick_person import (
    FRONT,
    HEAD_M,
    LEFT_SIDE,
    RIGHT_SIDE,
    Body,
    Viewpoint,
    pose_of,
    scaled,
)

PICTURES = [(640, 480), (1280, 720), (480, 854), (500, 500)]
SIDES = (Side.LEFT, Side.RIGHT, Side.BOTH)
WAYS = [way for exercise in EXERCISES.values() for way in exercise.methods]
EVERY = {feature.name: feature for way in WAYS for feature in way.features if not feature.outline}
"""All but those of the outline, which stick people have none of: see test_silhouette."""
OF_BOTH = {feature.name for way in WAYS if way.motion.sides is Sides.BOTH for feature in way.features}
"""Measurements that have to answer for both sides together."""
NEUTRAL = Body()


APART = {"arm_difference", "hands_difference"}
"""Measurements that compare the sides."""


def sides_of(feature: Feature) -> tuple[Side, ...]:
    if feature.name in APART:
        return SIDES[2:]
    return SIDES if feature.name in OF_BOTH else SIDES[:2]


def measured(feature: Feature, body: Body, camera: Viewpoint = FRONT, side: Side = Side.LEFT) -> float:
    """The value, compared with the same person standing."""
    rest = pose_of(NEUTRAL, camera, far_hidden=False)
    baseline = with_neutral(Baseline.of([rest]), (feature,), [rest], (side,))
    return feature.measure(pose_of(body, camera, far_hidden=False), side, baseline)


@pytest.mark.parametrize("size_px", PICTURES)
@settings(max_examples=15)
@given(elbow=st.floats(0.0, 150.0), knees=st.floats(0.0, 120.0), hinge=st.floats(0.0, 85.0))
def test_joint_angles_are_right_in_any_picture(
    size_px: tuple[int, int], elbow: float, knees: float, hinge: float
):
    camera = replace(LEFT_SIDE, size_px=size_px)
    body = Body(arms_forward=True, elbow_left=elbow, knees=knees, hinge=hinge)
    assert measured(f.ELBOW_FLEXION, body, camera) == pytest.approx(elbow, abs=1e-6)
    assert measured(f.KNEE_FLEXION, body, camera) == pytest.approx(knees, abs=1e-6)
    assert measured(f.TRUNK_ELEVATION, body, camera) == pytest.approx(90.0 - hinge, abs=1e-6)
    assert measured(f.TRUNK_FORWARD, body, camera) == pytest.approx(hinge, abs=1e-6)


@pytest.mark.parametrize("size_px", PICTURES)
@settings(max_examples=15)
@given(left=st.floats(5.0, 165.0), right=st.floats(5.0, 165.0), roll=st.floats(-8.0, 8.0))
def test_arm_elevation_is_right_in_any_picture_and_at_any_tilt(
    size_px: tuple[int, int], left: float, right: float, roll: float
):
    """The line to the hip runs inwards by nine degrees: a shoulder is wider than a hip."""
    camera, inwards = replace(FRONT, size_px=size_px, roll=roll), math.degrees(math.atan2(0.08, 0.5))
    body = Body(arm_left=left, arm_right=right)
    assert measured(f.ARM_ELEVATION, body, camera, Side.LEFT) == pytest.approx(left + inwards, abs=1e-6)
    mean, apart = (left + right) / 2.0 + inwards, abs(left - right)
    assert measured(f.ARM_ELEVATION, body, camera, Side.BOTH) == pytest.approx(mean, abs=1e-6)
    assert measured(f.ARM_DIFFERENCE, body, camera, Side.BOTH) == pytest.approx(apart, abs=1e-6)


@pytest.mark.parametrize("tilt", [-35.0, -10.0, 0.0, 20.0, 40.0])
@pytest.mark.parametrize("roll", [-5.0, 0.0, 5.0])
def test_the_head_tilts_towards_the_side_that_is_asked(tilt: float, roll: float):
    camera = replace(FRONT, roll=roll)
    assert measured(f.HEAD_ROLL, Body(head_roll=tilt), camera, Side.LEFT) == pytest.approx(tilt, abs=1e-6)
    assert measured(f.HEAD_ROLL, Body(head_roll=tilt), camera, Side.RIGHT) == pytest.approx(-tilt, abs=1e-6)


def test_a_shoulder_dragged_by_the_head_has_not_risen_and_a_hiked_one_has():
    assert measured(f.SHOULDER_RESIDUAL, Body(head_roll=30.0)) == pytest.approx(0.0, abs=0.1)
    hiked = Body(head_roll=30.0, hike_left_m=0.03)
    assert measured(f.SHOULDER_RESIDUAL, hiked) > 3.0
    assert measured(f.SHOULDER_RESIDUAL, hiked, side=Side.RIGHT) < -3.0


def test_a_shrug_brings_the_shoulder_to_the_ear():
    """In torso lengths: 3 cm of 50."""
    assert measured(f.SHRUG, Body(hike_right_m=0.03), side=Side.RIGHT) == pytest.approx(0.06, abs=1e-3)
    assert measured(f.SHRUG, Body(hike_right_m=0.03), side=Side.LEFT) == pytest.approx(0.0, abs=1e-3)
    assert measured(f.SHRUG, Body(hike_right_m=0.03), side=Side.BOTH) == pytest.approx(0.06, abs=1e-3)


def test_a_turned_face_is_no_tilt_and_a_tilt_is_no_turn():
    assert abs(measured(f.HEAD_ROLL, Body(head_turn=25.0))) < 1.5
    assert abs(measured(f.FACE_TURN, Body(head_turn=15.0))) > 0.25
    assert abs(measured(f.FACE_TURN, Body(head_roll=30.0))) < 0.02


@pytest.mark.parametrize("camera", [LEFT_SIDE, RIGHT_SIDE], ids=["left", "right"])
@pytest.mark.parametrize("share", [-0.3, 0.2, 0.6])
def test_a_glide_is_told_in_head_lengths_and_is_no_nod(camera: Viewpoint, share: float):
    side = Side.LEFT if camera is LEFT_SIDE else Side.RIGHT
    glided = Body(glide_m=-share * HEAD_M)
    moved = measured(f.HEAD_BEHIND, glided, camera, side) - measured(f.HEAD_BEHIND, NEUTRAL, camera, side)
    assert moved == pytest.approx(share, abs=1e-6)
    assert measured(f.NOD, glided, camera, side) == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("camera", [LEFT_SIDE, RIGHT_SIDE], ids=["left", "right"])
@pytest.mark.parametrize("nod", [-20.0, 15.0])
def test_a_nod_is_told_in_degrees_and_is_no_glide(camera: Viewpoint, nod: float):
    side = Side.LEFT if camera is LEFT_SIDE else Side.RIGHT
    assert measured(f.NOD, Body(nod=nod), camera, side) == pytest.approx(nod, abs=1e-6)
    nodded, level = (measured(f.HEAD_BEHIND, Body(nod=n), camera, side) for n in (nod, 0.0))
    assert nodded == pytest.approx(level, abs=1e-6)


@pytest.mark.parametrize("camera", [LEFT_SIDE, RIGHT_SIDE], ids=["left", "right"])
def test_an_elbow_behind_the_trunk_is_above_it_when_bent_over(camera: Viewpoint):
    side = Side.LEFT if camera is LEFT_SIDE else Side.RIGHT
    pulled = Body(arms_forward=True, hinge=60.0, arm_left=-30.0, arm_right=-30.0)
    assert measured(f.ELBOW_ABOVE_TRUNK, pulled, camera, side) == pytest.approx(0.30, abs=1e-3)
    hanging = replace(pulled, arm_left=60.0, arm_right=60.0)
    assert measured(f.ELBOW_ABOVE_TRUNK, hanging, camera, side) == pytest.approx(-0.52, abs=1e-3)


def test_leaning_is_told_from_where_the_person_stood():
    assert measured(f.TRUNK_SIDEWAYS, Body(lean=7.0)) == pytest.approx(
        -measured(f.TRUNK_SIDEWAYS, Body(lean=-7.0))
    )
    assert abs(measured(f.TRUNK_SIDEWAYS, Body(lean=7.0))) == pytest.approx(7.0, abs=1e-6)
    assert measured(f.TRUNK_SIDEWAYS, Body(), replace(FRONT, roll=6.0)) == pytest.approx(0.0, abs=1e-6)


ODD = Body(
    arm_left=115.0, arm_right=80.0, elbow_left=30.0, elbow_right=75.0, head_roll=18.0, head_turn=9.0, nod=6.0,
    glide_m=-0.03, hinge=12.0, lean=4.0, knees=30.0, hike_left_m=0.02,
)  # fmt: skip
"""Nothing about it is the same on both sides."""


def in_view(feature: Feature) -> Viewpoint:
    return FRONT if any(view.value == "front" for view in feature.views) else LEFT_SIDE


def value_of(feature: Feature, pose: Pose, side: Side) -> float:
    neutral = {(name, s): 0.0 for name in EVERY for s in SIDES}  # some are made of others
    return feature.measure(pose, side, replace(Baseline.of([pose]), neutral=neutral))


UPRIGHT = {"arm_upright", "arms_upright_difference", "arm_pulled_down"}
"""What is measured of an upright body alone; this one leans."""


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("yaw", [0.0, 40.0, 90.0, -75.0])
def test_a_mirror_swaps_the_sides_of_every_measurement(name: str, yaw: float):
    feature, pose = EVERY[name], pose_of(ODD, Viewpoint(yaw=yaw), far_hidden=False)
    for side in sides_of(feature):
        here, there = value_of(feature, pose, side), value_of(feature, pose.mirrored(), side.other)
        if name in ("trunk_sideways", "face_turn"):  # of the person, not of a side
            here = -here
        if name == "shoulders_forward":  # a place, of which only the change means anything
            shifted = replace(pose, image_xy=pose.image_xy + np.array([10.0, 0.0]))
            here = value_of(feature, shifted, side) - here
            there = value_of(feature, shifted.mirrored(), side.other) - there
        assert there == pytest.approx(here, abs=1e-6, nan_ok=name in UPRIGHT), side


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("factor", [0.4, 2.5])
def test_size_and_place_in_the_picture_do_not_matter(name: str, factor: float):
    feature = EVERY[name]
    pose = pose_of(ODD, in_view(feature), far_hidden=False)
    other = scaled(pose, factor, (0.0, 31.0) if name == "shoulders_forward" else (57.0, -31.0))
    for side in sides_of(feature):
        expected = pytest.approx(value_of(feature, pose, side), abs=1e-6, nan_ok=name in UPRIGHT)
        assert value_of(feature, other, side) == expected


ONLY_BASELINE = {
    ("head_behind", "nose"),
    ("shoulders_forward", "nose"),
    ("hands_below", "hip"),
    ("shrug", "hip"),
    ("hands_apart", "shoulder"),
    ("ear_up", "hip"),
    ("shoulder_height", "hip"),
    ("shoulder_under", "hip"),
}
"""Joints that are needed for a length of the baseline alone."""
EITHER_SIDE = {
    ("kneeling_thigh", "knee"),
    ("shoulder_height", "knee"),
    ("thread_the_needle", "knee"),
}
"""Joints of which that of the other side will do."""


def hidden(pose: Pose, landmark: Landmark) -> Pose:
    xy, xyz = pose.image_xy.copy(), pose.world_xyz.copy()
    xy[landmark] = xyz[landmark] = np.nan
    return replace(pose, image_xy=xy, world_xyz=xyz)


@pytest.mark.parametrize("name", EVERY)
def test_a_hidden_joint_that_it_needs_makes_a_measurement_missing(name: str):
    feature = EVERY[name]
    pose = pose_of(ODD, in_view(feature), far_hidden=False)
    baseline = replace(Baseline.of([pose]), neutral={(other, s): 0.0 for other in EVERY for s in SIDES})
    for joint in feature.joints:
        if joint in feature.spare or (name, joint) in ONLY_BASELINE | EITHER_SIDE:
            continue
        without = hidden(pose, Landmark.NOSE if joint == "nose" else on(Side.LEFT, joint))
        for side in sides_of(feature)[::2]:
            assert math.isnan(feature.measure(without, side, baseline)), (joint, side)


def test_sides_are_compared_only_where_both_are_seen():
    pose = pose_of(ODD)
    base = Baseline.of([pose])
    assert EVERY["arm_difference"].compute(pose, Side.BOTH, base) == pytest.approx(35.0, abs=2.0)
    assert all(math.isnan(EVERY[name].compute(pose, side, base)) for name in APART for side in SIDES[:2])


def test_a_relative_measurement_is_missing_before_there_is_a_neutral_one():
    pose = pose_of(Body())
    assert math.isnan(f.HEAD_ROLL.measure(pose, Side.LEFT, Baseline.of([pose])))


def test_the_baseline_is_the_median_of_what_was_seen():
    poses = [pose_of(Body()), pose_of(Body(), replace(FRONT, px_per_m=300.0)), pose_of(Body())]
    hipless = hidden(hidden(poses[0], Landmark.LEFT_HIP), Landmark.RIGHT_HIP)
    baseline = Baseline.of([*poses, hipless])
    assert baseline.torso_px == pytest.approx(75.0) and baseline.shoulder_px == pytest.approx(54.0)
    nothing = Baseline.of([hipless])
    assert math.isnan(nothing.torso_px) and not math.isnan(nothing.head_px)


def test_the_torso_of_one_side_will_do_where_the_other_is_hidden():
    pose = pose_of(Body(), LEFT_SIDE)
    for landmark in (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP):
        assert Baseline.of([hidden(pose, landmark)]).torso_px == pytest.approx(75.0)


def test_the_median_leaves_out_what_is_missing():
    assert median_of([3.0, math.nan, 1.0, 2.0]) == 2.0
    assert math.isnan(median_of([math.nan])) and math.isnan(median_of([]))


@pytest.mark.parametrize("exercise_id", MOVES)
def test_the_signal_of_a_move_grows_all_the_way(exercise_id: str):
    move, signal = MOVES[exercise_id], EXERCISES[exercise_id].motion.signal
    side = EXERCISES[exercise_id].motion.sides.followed(Side.LEFT)[0]
    poses = [pose_of(move.make(i / 10), move.camera) for i in range(11)]
    baseline = with_neutral(Baseline.of(poses[:1]), (signal,), poses[:1], (side,))
    values = [signal.measure(pose, side, baseline) for pose in poses]
    assert (np.diff(values) > 0.0).all()


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_measurement_that_is_looked_at_late_is_that_of_its_own_pose(exercise: str):
    poses = list(simulate(exercise, reps=1, seed=2))[:150]
    one, other = Coach(find(exercise)), Coach(find(exercise))
    at_once = [repr(one.update(pose, pose.t_s).features) for pose in poses]
    updates = [other.update(pose, pose.t_s) for pose in poses]
    assert [repr(update.features) for update in updates] == at_once


def test_only_what_there_is_to_measure_is_measured():
    pose = pose_of(Body())
    values = f.Measurements((f.KNEE_FLEXION,), pose, Side.LEFT, Baseline.of([pose]))
    assert values[f.KNEE_FLEXION] == f.KNEE_FLEXION.measure(pose, Side.LEFT, Baseline.of([pose]))
    assert list(values) == [f.KNEE_FLEXION] and len(values) == 1 and f.HEAD_ROLL not in values


def test_without_a_pose_nothing_is_known():
    values = f.Measurements((f.KNEE_FLEXION, f.HEAD_ROLL), None, Side.LEFT, Baseline())
    assert all(math.isnan(value) for value in values.values())
