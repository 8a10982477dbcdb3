"""Whether a pose is the chosen person's: by place, by size, by colors, in any light."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from posture.body.landmarks import Pose
from posture.simulation.stick_person import FRONT, Body, Viewpoint, pose_of
from posture.vision.appearance import AGAIN_S, FORGET_S, STRANGE_S, Appearance
from posture.vision.orientation import Rgb

BLUE, RED, WALL = (60, 110, 180), (180, 70, 90), (190, 200, 205)
STEP_S = 1.0 / 25.0
BESIDE = replace(FRONT, place=(0.75, 0.56))


ROOM: Rgb = np.clip(np.random.default_rng(5).normal(WALL, 3.0, (480, 640, 3)), 0, 255).astype(np.uint8)


def scene(*people: tuple[Pose, tuple[int, int, int]], light: tuple[float, ...] = ()) -> Rgb:
    """People as shirts in front of a wall."""
    rgb = ROOM.copy()
    for pose, shirt in people:
        trunk = pose.image_xy[[11, 12, 23, 24]].round().astype(int)
        (left, top), (right, bottom) = trunk.min(axis=0) - 8, trunk.max(axis=0) + 8
        rgb[max(top, 0) : bottom, max(left, 0) : right] = shirt
    return np.clip(rgb * light, 0, 255).astype(np.uint8) if light else rgb


def chosen(seconds: float = 2.0) -> Appearance:
    """Somebody in blue was followed for a while, in the middle of the picture."""
    likeness = Appearance()
    for i in range(round(seconds / STEP_S)):
        pose = pose_of(Body(), FRONT, i * STEP_S)
        assert likeness.matches(pose, scene((pose, BLUE)))
        likeness.choose()
    return likeness


def seen(
    likeness: Appearance, camera: Viewpoint, shirt: tuple[int, int, int], *, from_s: float, to_s: float
) -> list[bool]:
    times = np.arange(from_s, to_s, STEP_S)
    poses = [pose_of(Body(), camera, float(t_s)) for t_s in times]
    return [likeness.matches(pose, scene((pose, shirt))) for pose in poses]


def test_until_somebody_is_chosen_everybody_matches():
    likeness = Appearance()
    assert all(seen(likeness, FRONT, BLUE, from_s=0.0, to_s=0.2))
    assert all(seen(likeness, BESIDE, RED, from_s=0.2, to_s=0.4))


def test_nobody_is_chosen_before_anybody_was_seen():
    likeness = Appearance()
    likeness.choose()
    assert all(seen(likeness, FRONT, BLUE, from_s=0.0, to_s=0.1))
    assert all(seen(likeness, BESIDE, RED, from_s=0.1, to_s=0.2))


def test_a_jump_to_somebody_else_is_nobody_at_once_and_for_good():
    assert not any(seen(chosen(), BESIDE, RED, from_s=2.0, to_s=2.0 + 0.9 * FORGET_S))


def test_other_colors_at_the_same_place_are_somebody_else_after_a_moment():
    matched = seen(chosen(), FRONT, RED, from_s=2.0, to_s=6.0)
    assert matched[0] and sum(matched) <= STRANGE_S / STEP_S + 1
    assert not any(matched[10:])


def test_somebody_much_larger_in_front_is_nobody():
    assert not any(seen(chosen(), replace(FRONT, px_per_m=260.0), RED, from_s=2.0, to_s=4.0))


def test_the_person_goes_on_at_once_at_their_place_and_soon_anywhere():
    likeness = chosen()
    assert not any(seen(likeness, BESIDE, RED, from_s=2.0, to_s=3.0))
    assert all(seen(likeness, FRONT, BLUE, from_s=3.0, to_s=3.4))
    elsewhere = seen(likeness, replace(BESIDE, px_per_m=110.0), BLUE, from_s=3.4, to_s=5.0)
    assert not elsewhere[0] and all(elsewhere[round(AGAIN_S / STEP_S) + 2 :])


def test_a_picture_of_another_size_is_the_same_scene():
    likeness, pose = chosen(), pose_of(Body(), FRONT, 2.0)
    half = replace(pose, size_px=(320, 240), image_xy=pose.image_xy / 2.0)
    assert likeness.matches(half, scene((pose, BLUE))[::2, ::2])


@pytest.mark.parametrize(
    "light",
    [(0.4, 0.4, 0.4), (1.2, 1.2, 1.2), (1.2, 1.0, 0.75), (0.8, 1.0, 1.2)],
    ids=["dark", "bright", "warm", "cool"],
)
def test_another_light_is_not_another_person(light: tuple[float, ...]):
    likeness = chosen()
    for i in range(50, 100):
        pose = pose_of(Body(), FRONT, i * STEP_S)
        assert likeness.matches(pose, scene((pose, BLUE), light=light))


def test_after_ten_seconds_the_next_may_be_chosen():
    likeness = chosen()
    begin_s = 2.0 + FORGET_S + 0.1
    assert all(seen(likeness, BESIDE, RED, from_s=begin_s, to_s=begin_s + 1.0))
    likeness.choose()
    assert not any(seen(likeness, FRONT, BLUE, from_s=begin_s + 1.0, to_s=begin_s + 3.0))


def test_a_trunk_out_of_the_picture_is_judged_by_place_alone():
    low = replace(FRONT, place=(0.5, 1.6))
    likeness = Appearance()
    assert all(seen(likeness, low, BLUE, from_s=0.0, to_s=0.2))
    likeness.choose()
    assert all(seen(likeness, low, RED, from_s=0.2, to_s=2.0))
    assert not any(seen(likeness, replace(low, place=(0.9, 1.6)), RED, from_s=2.0, to_s=3.0))
