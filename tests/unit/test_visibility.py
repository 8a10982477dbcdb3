"""What was seen: the one place where a guess becomes missing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posture.body.landmarks import Bools, Landmark, Pose
from posture.body.view import View
from posture.body.visibility import VisibilityGate, seen_only
from posture.simulation.stick_person import ARMS_AND_LEGS, FRONT, Body, Viewpoint, pose_of, shaken


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
    out = missing(seen_only(pose_of(Body(), Viewpoint(yaw=90.0))))
    assert Landmark.RIGHT_ELBOW in out and Landmark.RIGHT_KNEE in out
    assert not any(m.name.startswith("LEFT") for m in out)


def test_missing_stays_missing():
    pose = pose_of(Body())
    nothing = replace(pose, image_xy=np.full((33, 2), np.nan))
    assert missing(seen_only(nothing)) == set(Landmark)


FPS = 30.0


def gated(poses: list[Pose], view: View | None = View.FRONT) -> list[Pose]:
    gate = VisibilityGate()
    return [gate.update(pose, view) for pose in poses]


def moved(pose: Pose, landmarks: list[Landmark], by_px: tuple[float, float]) -> Pose:
    xy = pose.image_xy.copy()
    xy[landmarks] += by_px
    return replace(pose, image_xy=xy)


def standing(seconds: float = 1.0, *, fps: float = FPS, camera: Viewpoint = FRONT) -> list[Pose]:
    return [pose_of(Body(), camera, i / fps) for i in range(round(seconds * fps))]


TORSO_PX = 75.0
HEAD_AND_TRUNK = [Landmark.NOSE, Landmark.LEFT_EAR, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP]


def test_somebody_who_stands_passes_whole():
    assert all(missing(pose) == set() for pose in gated(standing()))


@pytest.mark.parametrize("landmark", HEAD_AND_TRUNK, ids=lambda m: m.name)
def test_a_jump_that_no_body_makes_is_missing_and_what_stays_there_comes_back(landmark: Landmark):
    poses = standing()
    for i in (10, *range(20, len(poses))):
        poses[i] = moved(poses[i], [landmark], (0.0, 0.4 * TORSO_PX))
    lost = [landmark in missing(pose) for pose in gated(poses)]
    assert lost[10] and not lost[11]
    assert lost[20] and not any(lost[22:])


@pytest.mark.parametrize("fps", [8.0, 15.0, 30.0, 60.0])
@pytest.mark.parametrize(
    ("landmarks", "speed_m_s"), [([*Landmark], 2.0), ([Landmark.LEFT_WRIST], 6.0)], ids=["body", "hand"]
)
def test_a_fast_honest_movement_is_seen_at_every_rate(
    landmarks: list[Landmark], speed_m_s: float, fps: float
):
    poses = [
        moved(pose, landmarks, (0.0, -min(speed_m_s * FRONT.px_per_m * pose.t_s, 30.0)))
        for pose in standing(fps=fps)
    ]
    assert all(missing(pose) == set() for pose in gated(poses))


def test_after_an_absence_the_person_may_be_anywhere():
    before, after = standing(), standing(camera=replace(FRONT, place=(0.75, 0.56)))
    late = [replace(pose, t_s=pose.t_s + 1.5) for pose in after]
    assert missing(gated([*before, *late])[len(before)]) == set()


@pytest.mark.parametrize(
    ("landmarks", "by_torsos", "lost"),
    [
        (["LEFT_ELBOW"], (0.0, 1.0), {"LEFT_ELBOW"}),
        (["RIGHT_KNEE"], (0.0, 1.0), {"RIGHT_KNEE"}),
        (["LEFT_SHOULDER"], (1.0, 0.0), {"LEFT_SHOULDER", "RIGHT_SHOULDER"}),
        (["RIGHT_HIP"], (-1.2, 0.0), {"LEFT_HIP", "RIGHT_HIP"}),
    ],
)
def test_a_bone_longer_than_the_torso_allows_is_not_seen(
    landmarks: list[str], by_torsos: tuple[float, float], lost: set[str]
):
    by_px = (by_torsos[0] * TORSO_PX, by_torsos[1] * TORSO_PX)
    poses = [moved(pose, [Landmark[name] for name in landmarks], by_px) for pose in standing()]
    assert {m.name for m in missing(gated(poses)[-1])} >= lost


def test_a_head_that_is_not_on_its_shoulders_is_not_seen():
    face = [m for m in Landmark if m < Landmark.LEFT_SHOULDER]
    poses = [moved(pose, face, (0.0, -0.8 * TORSO_PX)) for pose in standing()]
    assert all(missing(pose) == set(face) for pose in gated(poses))


def test_bending_towards_the_camera_shortens_the_torso_and_hides_nothing():
    poses = [pose_of(Body(hinge=min(80.0 * i / FPS, 75.0)), FRONT, i / FPS) for i in range(120)]
    assert all(missing(pose) == set() for pose in gated(poses))


def test_a_back_has_no_face_and_shoulders_still():
    poses = standing(camera=Viewpoint(yaw=180.0))
    face = {m for m in Landmark if m < Landmark.LEFT_SHOULDER}
    assert all(missing(pose) == face for pose in gated(poses, View.BACK))
    assert all(missing(pose) == set() for pose in gated(poses, None))


def test_a_person_who_is_a_point_is_nobody():
    poses = standing(camera=replace(FRONT, px_per_m=3.0))
    assert all(missing(pose) == set(Landmark) for pose in gated(poses))


def test_nothing_at_all_stays_nothing_and_spoils_nothing():
    poses = standing()
    poses[5] = replace(poses[5], image_xy=np.full((33, 2), np.nan))
    out = [missing(pose) for pose in gated(poses)]
    assert out[5] == set(Landmark)
    assert all(not lost for i, lost in enumerate(out) if i != 5)


class _EveryLandmarkEveryTime(VisibilityGate):
    """Compares every landmark with where it was last seen, where the gate itself may leave that out."""

    def _hardly_moved(self, pose: Pose, hidden: Bools, torso_px: float) -> bool:
        return False


@pytest.mark.parametrize("view", [View.FRONT, View.BACK])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_left_out_to_save_time_would_have_changed_nothing(seed: int, view: View):
    rng, plain, gate = np.random.default_rng(seed), _EveryLandmarkEveryTime(), VisibilityGate()
    t_s, hidden_before, came_and_went = 0.0, None, 0
    for _ in range(150):
        t_s += float(rng.choice([0.0, 1 / 60, 1 / 30, 0.5], p=[0.05, 0.35, 0.55, 0.05]))
        pose = shaken(pose_of(Body(arm_left=90.0), t_s=t_s), rng, float(rng.choice([0.001, 0.02, 0.1])))
        xy, visibility = pose.image_xy.copy(), pose.visibility.copy()
        for landmark in rng.integers(0, 33, size=rng.integers(0, 3)):
            xy[landmark] += rng.choice([30.0, 200.0, 900.0, np.nan])
            visibility[landmark] = rng.random()
        given = replace(pose, image_xy=xy, visibility=visibility)
        hidden = gate.hidden(given, view)
        np.testing.assert_array_equal(hidden, plain.hidden(given, view))
        came_and_went += hidden_before is not None and hidden.tobytes() != hidden_before
        hidden_before = hidden.tobytes()
    assert came_and_went > 20
