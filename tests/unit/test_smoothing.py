"""Smoothing: noise goes, range stays, and missing landmarks, gaps and equal times do no harm."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from posture.body.geometry import angle_at
from posture.body.landmarks import Floats, Landmark, Pose, Side, on
from posture.body.smoothing import (
    BETA_HZ,
    MAX_GAP_S,
    MIN_CUTOFF_HZ,
    SPEED_CUTOFF_HZ,
    TORSO_M,
    PoseSmoother,
)
from posture.simulation.stick_person import Body, pose_of, scaled, shaken
from posture.simulation.timeline import Rep

WRIST = Landmark.LEFT_WRIST
BODY = Body(arm_left=90.0)


def smoothed(poses: list[Pose]) -> list[Pose]:
    smoother = PoseSmoother()
    return [smoother.update(pose) for pose in poses]


def moved(pose: Pose, dx: float, *, t_s: float) -> Pose:
    return replace(pose, t_s=t_s, image_xy=pose.image_xy + np.array([dx, 0.0]))


def without(pose: Pose, landmark: Landmark) -> Pose:
    xy, xyz = pose.image_xy.copy(), pose.world_xyz.copy()
    xy[landmark], xyz[landmark] = np.nan, np.nan
    return replace(pose, image_xy=xy, world_xyz=xyz)


def x_of(poses: list[Pose], landmark: Landmark = WRIST) -> Floats:
    return np.array([pose.image_xy[landmark, 0] for pose in poses])


def test_the_first_pose_stays_and_time_and_visibility_always_do():
    pose = pose_of(BODY, t_s=3.0)
    first = PoseSmoother().update(pose)
    np.testing.assert_allclose(first.image_xy, pose.image_xy)
    assert first.t_s == 3.0 and first.visibility is pose.visibility


def test_a_body_at_rest_shakes_less():
    rng = np.random.default_rng(1)
    raw = [shaken(pose_of(BODY, t_s=i / 30), rng, 0.01) for i in range(300)]
    assert x_of(smoothed(raw))[60:].std() < 0.75 * x_of(raw)[60:].std()


def elevation(pose: Pose) -> float:
    shoulder, elbow, hip = (pose.at(on(Side.LEFT, name)) for name in ("shoulder", "elbow", "hip"))
    return angle_at(shoulder, elbow, hip)


@pytest.mark.parametrize("top", [90.0, 150.0], ids=["small", "large"])
@pytest.mark.parametrize("fps", [10.0, 15.0, 30.0, 60.0])
def test_a_smooth_repetition_of_two_seconds_keeps_its_range(fps: float, top: float):
    rep = Rep(amplitude=top - 60.0, out_s=1.0, hold_s=0.0, back_s=1.0)
    poses = [pose_of(Body(arm_left=60.0 + rep.at(i / fps)), t_s=i / fps) for i in range(int(2 * fps))]
    raw, smooth = (np.ptp([elevation(pose) for pose in p]) for p in (poses, smoothed(poses)))
    assert smooth > 0.97 * raw


def test_the_size_of_the_person_does_not_matter():
    rng = np.random.default_rng(2)
    poses = [
        shaken(pose_of(Body(arm_left=60.0 + 4.0 * i), t_s=i / 20), rng, 0.01) for i in range(20)
    ]  # moving and shaking: the cut-off changes all the time
    large = smoothed([scaled(pose, 3.0) for pose in poses])
    for pose, other in zip(smoothed(poses), large, strict=True):
        np.testing.assert_allclose(other.image_xy, 3.0 * pose.image_xy, rtol=1e-9)


def test_a_missing_landmark_stays_missing_and_leaves_the_others_alone():
    rng = np.random.default_rng(4)
    whole = [shaken(pose_of(BODY, t_s=i / 20), rng, 0.01) for i in range(40)]
    holed = [without(pose, WRIST) if 10 <= i < 14 else pose for i, pose in enumerate(whole)]
    plain, result = smoothed(whole), smoothed(holed)
    assert np.isnan(x_of(result)[10:14]).all()
    assert not np.isnan(x_of(result)[14:]).any()
    others = [m for m in Landmark if m is not WRIST]
    for a, b in zip(plain, result, strict=True):
        np.testing.assert_allclose(a.image_xy[others], b.image_xy[others])


def test_a_landmark_that_was_away_for_long_starts_anew():
    pose = pose_of(BODY)
    before = [replace(pose, t_s=i / 20) for i in range(20)]
    short, long = 0.95 + 0.5 * MAX_GAP_S, 0.95 + 1.1 * MAX_GAP_S
    assert x_of(smoothed([*before, moved(pose, 100.0, t_s=long)]))[-1] == pytest.approx(
        pose.image_xy[WRIST, 0] + 100.0
    )
    assert x_of(smoothed([*before, moved(pose, 100.0, t_s=short)]))[-1] < pose.image_xy[WRIST, 0] + 99.9


def test_a_pose_that_is_not_later_is_given_back_and_changes_nothing():
    pose = pose_of(BODY)
    poses = [moved(pose, 2.0 * math.sin(i), t_s=i / 20) for i in range(20)]
    smoother = PoseSmoother()
    for p in poses:
        smoother.update(p)
    for t_s in (19 / 20, 0.2, -3.0):
        odd = moved(pose, 500.0, t_s=t_s)
        assert smoother.update(odd) is odd
    later = moved(pose, 0.0, t_s=1.0)
    np.testing.assert_allclose(smoother.update(later).image_xy, smoothed([*poses, later])[-1].image_xy)


def test_nobody_for_a_while_and_no_torso_at_all_do_no_harm():
    pose = pose_of(BODY)
    nothing = replace(pose, image_xy=np.full((33, 2), np.nan), world_xyz=np.full((33, 3), np.nan))
    result = smoothed([replace(nothing, t_s=0.0), replace(nothing, t_s=0.1), replace(pose, t_s=0.2)])
    assert np.isnan(result[1].image_xy).all()
    np.testing.assert_allclose(result[2].image_xy, pose.image_xy)
    only = np.full((33, 2), np.nan)
    only[WRIST] = 100.0, 100.0
    lonely = [replace(pose, t_s=i / 10, image_xy=only) for i in range(5)]
    assert x_of(smoothed(lonely))[-1] == pytest.approx(100.0)


def test_a_quick_landmark_is_followed_more_closely_than_a_slow_one():
    def lag(px_per_s: float) -> float:
        pose = pose_of(BODY)
        poses = [moved(pose, px_per_s * i / 30, t_s=i / 30) for i in range(40)]
        return float((x_of(poses) - x_of(smoothed(poses)))[-1] / px_per_s)

    assert lag(400.0) < 0.6 * lag(10.0)


def plainly_smoothed(poses: list[Pose]) -> list[Floats]:
    """Smooth number by number, each with the time since it was last seen, as the paper has it."""
    memory: dict[tuple[int, int], tuple[float, float, float]] = {}
    torso_px, made = poses[0].size_px[1] * 0.25, []
    for pose in poses:
        shoulders, hips = (np.mean([pose.at(m) for m in pose_pair], axis=0) for pose_pair in TRUNK)
        length_px = math.dist(shoulders, hips)
        torso_px = length_px if math.isfinite(length_px) else torso_px
        rows = np.concatenate((pose.image_xy, pose.world_xyz), axis=1)
        for at, raw in np.ndenumerate(rows):
            if math.isnan(raw):
                continue
            value, speed, seen_s = memory.get(at, (raw, 0.0, -math.inf))
            dt_s = pose.t_s - seen_s
            if dt_s >= MAX_GAP_S:
                value, speed = raw, 0.0
            else:
                slow = 2.0 * math.pi * SPEED_CUTOFF_HZ * dt_s
                speed += slow / (slow + 1.0) * ((raw - value) / dt_s - speed)
                unit = torso_px if at[1] < 2 else TORSO_M
                r = 2.0 * math.pi * (MIN_CUTOFF_HZ + BETA_HZ * abs(speed) / unit) * dt_s
                value += r / (r + 1.0) * (raw - value)
            memory[at] = (value, speed, pose.t_s)
            rows[at] = value
        made.append(rows)
    return made


TRUNK = [
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
]


@pytest.mark.parametrize("seed", range(3))
def test_landmarks_that_come_and_go_are_smoothed_as_each_for_itself(seed: int):
    rng = np.random.default_rng(seed)
    times_s = np.cumsum(rng.choice([1 / 60, 1 / 30, 0.2, 0.6], size=60, p=[0.3, 0.5, 0.15, 0.05]))
    hidden = np.zeros((60, 33), dtype=bool)
    for landmark in range(33):  # away for a while, for a moment, or from the beginning
        for start in rng.integers(0, 60, size=2):
            hidden[start : start + rng.integers(1, 15), landmark] = landmark % 3 == 0
    poses = [shaken(pose_of(BODY, t_s=float(t_s)), rng, 0.02) for t_s in times_s]
    smoother = PoseSmoother()
    made = [smoother.update(pose, gone) for pose, gone in zip(poses, hidden, strict=True)]
    expected = plainly_smoothed([pose.without(gone) for pose, gone in zip(poses, hidden, strict=True)])
    for pose, rows in zip(made, expected, strict=True):
        np.testing.assert_allclose(np.hstack((pose.image_xy, pose.world_xyz)), rows, rtol=1e-12, atol=1e-9)
