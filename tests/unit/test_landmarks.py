"""The skeleton: names, twins, shapes, mirrors."""

from __future__ import annotations

import numpy as np
import pytest

from posture.body.landmarks import MIRROR, N_LANDMARKS, SKELETON, Landmark, Pose, Side, on
from posture.simulation.stick_person import Body, pose_of


def test_every_landmark_has_its_twin_on_the_other_side():
    assert sorted(MIRROR) == list(range(N_LANDMARKS))
    assert (MIRROR[MIRROR] == np.arange(N_LANDMARKS)).all()
    for landmark in Landmark:
        twin = Landmark(MIRROR[landmark])
        assert twin.name.replace("LEFT", "").replace("RIGHT", "") == landmark.name.replace(
            "LEFT", ""
        ).replace("RIGHT", "")
        assert (twin is landmark) == (landmark is Landmark.NOSE)


@pytest.mark.parametrize("joint", ["eye", "ear", "shoulder", "elbow", "wrist", "hip", "knee", "ankle"])
def test_a_joint_is_named_by_its_side(joint: str):
    assert on(Side.LEFT, joint).name == f"LEFT_{joint.upper()}"
    assert on(Side.RIGHT, joint).name == f"RIGHT_{joint.upper()}"
    assert MIRROR[on(Side.LEFT, joint)] == on(Side.RIGHT, joint)


def test_the_nose_is_on_every_side():
    assert {on(side, "nose") for side in Side} == {Landmark.NOSE}


def test_a_pose_without_some_landmarks_lacks_them_in_picture_and_world_and_keeps_the_rest():
    pose = pose_of(Body())
    hidden = np.zeros(N_LANDMARKS, dtype=bool)
    hidden[[Landmark.LEFT_WRIST, Landmark.NOSE]] = True
    left = pose.without(hidden)
    for name in ("image_xy", "world_xyz"):
        now, before = getattr(left, name), getattr(pose, name)
        assert np.isnan(now[hidden]).all() and not np.isnan(before).any()
        assert (now[~hidden] == before[~hidden]).all()
    assert (left.t_s, left.size_px) == (pose.t_s, pose.size_px) and left.visibility is pose.visibility


def test_sides_have_their_opposite():
    assert (Side.LEFT.other, Side.RIGHT.other, Side.BOTH.other) == (Side.RIGHT, Side.LEFT, Side.BOTH)
    assert f"{Side.LEFT}" == "left"


def test_bones_join_different_landmarks_once():
    bones = {frozenset(bone) for bone in SKELETON}
    assert len(bones) == len(SKELETON) and all(len(bone) == 2 for bone in bones)
    assert {frozenset((MIRROR[a], MIRROR[b])) for a, b in SKELETON} == {frozenset(map(int, b)) for b in bones}


@pytest.mark.parametrize(
    ("name", "shape"), [("image_xy", (33, 3)), ("world_xyz", (32, 3)), ("visibility", (33, 1))]
)
def test_a_wrong_shape_is_refused_with_both_shapes(name: str, shape: tuple[int, ...]):
    arrays = {"image_xy": (33, 2), "world_xyz": (33, 3), "visibility": (33,)} | {name: shape}
    with pytest.raises(ValueError, match=rf"{name}: expected shape .*33.* got .*{shape[0]}"):
        Pose(0.0, (640, 480), **{key: np.zeros(value) for key, value in arrays.items()})


def test_a_pose_cannot_be_written_to():
    pose = pose_of(Body())
    with pytest.raises(ValueError, match="read-only"):
        pose.image_xy[0, 0] = 1.0


def test_a_mirror_of_a_mirror_is_the_pose():
    pose = pose_of(Body(arm_left=120.0, head_roll=15.0, lean=5.0))
    again = pose.mirrored().mirrored()
    np.testing.assert_allclose(again.image_xy, pose.image_xy)
    np.testing.assert_allclose(again.world_xyz, pose.world_xyz)
    assert pose.at(Landmark.NOSE) == tuple(pose.image_xy[0])


def test_a_mirror_shows_the_swapped_body():
    body = Body(arm_left=120.0, elbow_right=70.0, head_roll=15.0, head_turn=20.0, lean=5.0, hike_left_m=0.03)
    np.testing.assert_allclose(pose_of(body).mirrored().image_xy, pose_of(body.swapped()).image_xy, atol=1e-9)


def test_a_mirror_turns_the_mask():
    plain = pose_of(Body())
    mask = np.arange(12).reshape(3, 4) % 5 == 0
    pose = Pose(0.0, plain.size_px, plain.image_xy, plain.world_xyz, plain.visibility, mask)
    mirrored = pose.mirrored().mask
    assert mirrored is not None and (mirrored == mask[:, ::-1]).all()
