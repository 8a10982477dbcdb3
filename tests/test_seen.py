"""What was seen: the one place where a guess becomes missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from bodies import ARMS_AND_LEGS, FRONT, Body, Camera, pose_of

from posture.body.landmarks import Landmark, Pose
from posture.body.seen import seen_only


def missing(pose: Pose) -> set[Landmark]:
    return {m for m in Landmark if np.isnan(pose.image_xy[m]).any()}


def test_a_pose_wholly_seen_is_given_back_as_it_is():
    pose = pose_of(Body())
    assert seen_only(pose) is pose


@pytest.mark.parametrize("landmark", sorted(ARMS_AND_LEGS), ids=lambda m: m.name)
def test_a_limb_that_is_badly_visible_is_missing_in_picture_and_world(landmark: Landmark):
    seen = seen_only(pose_of(Body(), hidden=[landmark]))
    assert missing(seen) == {landmark}
    assert np.isnan(seen.world_xyz[landmark]).all()


@pytest.mark.parametrize("name", ["NOSE", "LEFT_EAR", "RIGHT_SHOULDER", "LEFT_HIP"])
def test_visibility_says_nothing_of_head_and_trunk(name: str):
    assert missing(seen_only(pose_of(Body(), hidden=[Landmark[name]]))) == set()


def test_what_is_outside_the_picture_is_missing_though_it_seems_visible():
    pose = pose_of(Body(), replace(FRONT, place=(0.5, 0.9)))
    out = missing(seen_only(pose))
    assert {Landmark.LEFT_ANKLE, Landmark.RIGHT_KNEE} <= out
    assert Landmark.LEFT_SHOULDER not in out


def test_a_landmark_a_hair_outside_is_taken_as_on_the_edge():
    pose = pose_of(Body())
    xy = pose.image_xy.copy()
    xy[Landmark.NOSE], xy[Landmark.LEFT_EAR] = (-5.0, 100.0), (-8.0, 100.0)
    assert missing(seen_only(replace(pose, image_xy=xy))) == {Landmark.LEFT_EAR}


def test_the_far_limbs_of_a_side_view_are_missing():
    out = missing(seen_only(pose_of(Body(), Camera(yaw=90.0))))
    assert Landmark.RIGHT_ELBOW in out and Landmark.RIGHT_KNEE in out
    assert not any(m.name.startswith("LEFT") for m in out)


def test_missing_stays_missing():
    pose = pose_of(Body())
    nothing = replace(pose, image_xy=np.full((33, 2), np.nan))
    assert missing(seen_only(nothing)) == set(Landmark)
