"""Worse recordings: only what is meant changes, the same at every run, and a count does not depend on it."""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from motions import follow, perform, plan_of

from posture.body.landmarks import MIRROR, Landmark
from posture.evaluate.landmark_corruptions import CHANGES, NOISE, Change, torsos
from posture.simulation.stick_person import Viewpoint
from posture.vision.corruptions import APPROACHED, MIRRORED
from posture.vision.recording import Recording

EVERY = {**NOISE, **CHANGES}


@cache
def angels() -> Recording:
    frames = perform("wall_angels", plan_of("wall_angels"), camera=Viewpoint(place=(0.45, 0.56)))
    times_s, poses = zip(*frames, strict=True)
    return Recording((640, 480), times_s, (None, *poses[1:]))


def made(change: Change, seed: int = 1) -> Recording:
    return change(angels(), np.random.default_rng(seed))


def same(one: Recording, other: Recording) -> bool:
    """Whether two recordings hold the same numbers."""
    pairs = zip(one.poses, other.poses, strict=True)
    return one.times_s == other.times_s and all(
        (a is None and b is None)
        or (a is not None and b is not None and np.allclose(a.image_xy, b.image_xy, atol=1e-9, rtol=0.0))
        for a, b in pairs
    )


@pytest.mark.parametrize("name", EVERY)
def test_it_is_whole_and_the_same_each_time(name: str) -> None:
    worse = made(EVERY[name])
    assert same(worse, made(EVERY[name]))
    assert not same(worse, angels()) or name == "half size"
    times = np.array(worse.times_s)
    assert (np.diff(times) > 0.0).all()
    assert len(worse.times_s) == len(worse.poses)
    assert any(pose is None for pose in worse.poses) or name in {"20 % lost", "60 fps"}
    assert {pose.size_px for pose in worse.poses if pose is not None} == {worse.size_px}
    for t_s, pose in worse:
        assert pose is None or pose.t_s == pytest.approx(t_s)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in {APPROACHED, "2 %"}])
def test_a_plain_set_is_counted_all_the_same(name: str) -> None:
    worse = made(EVERY[name])
    assert follow("wall_angels", [*worse]).counts.reps == 4


def test_noise_has_its_size_in_torsos() -> None:
    torso_px, torso_m = torsos(angels())
    for name, share in (("0.5 %", 0.005), ("1 %", 0.01), ("2 %", 0.02)):
        pairs = [(a, b) for a, b in zip(made(NOISE[name]).poses, angels().poses, strict=True) if a and b]
        off_px = np.array([a.image_xy - b.image_xy for a, b in pairs])
        off_m = np.array([a.world_xyz - b.world_xyz for a, b in pairs])
        assert off_px.std() == pytest.approx(share * torso_px, rel=0.05)
        assert off_m.std() == pytest.approx(share * torso_m, rel=0.05)
        assert abs(np.corrcoef(off_px[:-1].ravel(), off_px[1:].ravel())[0, 1]) < 0.05


def test_jitter_drifts() -> None:
    pairs = [(a, b) for a, b in zip(made(CHANGES["jitter"]).poses, angels().poses, strict=True) if a and b]
    off_px = np.array([a.image_xy - b.image_xy for a, b in pairs])
    step_s = float(np.median(np.diff(angels().times_s)))
    assert off_px.std() == pytest.approx(0.01 * torsos(angels())[0], rel=0.2)
    next_to = np.corrcoef(off_px[:-1].ravel(), off_px[1:].ravel())[0, 1]
    assert next_to == pytest.approx(math.exp(-step_s / 0.3), abs=0.05)


def test_a_mirror_twice_is_none_and_swaps_sides() -> None:
    mirror = CHANGES[MIRRORED]
    once = made(mirror)
    assert same(mirror(once, np.random.default_rng(1)), angels())
    before, after = angels().poses[5], once.poses[5]
    assert before is not None
    assert after is not None
    assert after.image_xy[:, 0] == pytest.approx(640.0 - before.image_xy[MIRROR, 0])


def test_rates_and_gaps() -> None:
    length_s = angels().times_s[-1] - angels().times_s[0]
    steps = {name: np.diff(made(CHANGES[name]).times_s) for name in ("10 fps", "60 fps", "0.5 s gaps")}
    assert steps["10 fps"].mean() == pytest.approx(0.1, abs=0.01)
    assert steps["60 fps"] == pytest.approx(1.0 / 60.0)
    assert steps["60 fps"].sum() == pytest.approx(length_s, abs=0.1)
    assert sum(steps["0.5 s gaps"] > 0.45) == int(length_s // 4.0)
    left = len(made(CHANGES["20 % lost"]).times_s) / len(angels().times_s)
    assert left == pytest.approx(0.8, abs=0.08)


def test_sixty_moments_a_second_lie_on_the_way() -> None:
    faster = made(CHANGES["60 fps"])
    xs = [pose.image_xy[Landmark.LEFT_WRIST, 1] for pose in faster.poses if pose is not None]
    plain = [pose.image_xy[Landmark.LEFT_WRIST, 1] for pose in angels().poses if pose is not None]
    assert min(plain) <= min(xs)
    assert max(xs) <= max(plain)
    assert max(abs(np.diff(xs))) <= max(abs(np.diff(plain))) + 1e-9


def test_a_hidden_hand_is_unsure_and_stays_where_it_was() -> None:
    worse = made(CHANGES["hidden hand"])
    hidden = [
        (t_s, pose)
        for t_s, pose in worse
        if pose is not None and pose.visibility[[Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST]].min() < 0.2
    ]
    assert {int(t_s // 3.0) for t_s, _ in hidden} == set(range(int(worse.times_s[-1] // 3.0)))
    within = [pose.image_xy[Landmark.RIGHT_WRIST] for t_s, pose in hidden if t_s < 3.0]
    assert np.ptp(np.array(within), axis=0) == pytest.approx(0.0)


def test_nobody_and_one_moment_are_no_trouble() -> None:
    empty = Recording((640, 480), (0.0,), (None,))
    single = replace(angels(), times_s=angels().times_s[5:6], poses=angels().poses[5:6])
    for change in EVERY.values():
        for few in (empty, single):
            assert len(change(few, np.random.default_rng(1)).times_s) >= 1
