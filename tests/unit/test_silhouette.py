"""The back's contour, against a back that is drawn, in any picture, direction and size."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from posture.body.back import BACK_HEIGHT
from posture.body.baseline import Baseline
from posture.body.landmarks import N_LANDMARKS, Landmark, Pose, Side
from posture.body.silhouette import ABOVE_TORSOS, BELOW_TORSOS, GAP_TORSOS, SAMPLES, back_contour, back_height

TORSO = 200.0


def table(
    rise: float,
    *,
    facing: float = 1.0,
    turn_deg: float = 0.0,
    size=(640, 480),
    scale: float = 1.0,
    hole: float = 0.0,
) -> Pose:
    """Somebody on all fours: the back is ``rise`` torso lengths high above the line shoulder-hip in its
    middle, as a parabola, and a tenth at its ends."""
    width, height = size
    middle = np.array((width / 2.0, height / 2.0))
    turn = math.radians(turn_deg)
    along = np.array((-facing * math.cos(turn), math.sin(turn)))  # from the shoulder to the hip
    up = facing * np.array((-along[1], along[0]))
    ys, xs = np.mgrid[0 : round(height * scale), 0 : round(width * scale)]
    places = (np.stack((xs, ys), axis=-1) + 0.5) / scale - middle
    t, d = places @ along / TORSO, places @ up / TORSO
    top = 0.1 + (rise - 0.1) * (1.0 - (2.0 * t) ** 2)
    mask = (np.abs(t) < 0.7) & (d < np.where(np.abs(t) > 0.5, 0.1, top)) & (d > -0.5)
    mask &= ~((np.abs(d) < hole / 2.0) & (np.abs(t) < 0.3))
    xy = np.full((N_LANDMARKS, 2), np.nan)
    for shoulder, hip in (
        (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP),
        (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP),
    ):
        xy[shoulder], xy[hip] = middle - along * TORSO / 2.0, middle + along * TORSO / 2.0
    return Pose(0.0, size, xy, np.zeros((N_LANDMARKS, 3)), np.ones(N_LANDMARKS), mask)


def height_of(pose: Pose, facing: float = 1.0) -> float:
    shoulder, hip = pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.LEFT_HIP)
    return back_height(pose, shoulder, hip, facing=facing)


@pytest.mark.parametrize("turn_deg", [0.0, 15.0, -15.0, 80.0])
@pytest.mark.parametrize("facing", [1.0, -1.0])
@pytest.mark.parametrize("rise", [-0.05, 0.15, 0.25, 0.5])
def test_the_height_of_the_back_is_found_in_any_direction(rise: float, facing: float, turn_deg: float):
    assert height_of(table(rise, facing=facing, turn_deg=turn_deg), facing) == pytest.approx(rise, abs=0.015)


@pytest.mark.parametrize("scale", [1.0, 0.5, 0.25])
def test_a_smaller_mask_gives_the_same_height(scale: float):
    assert height_of(table(0.3, scale=scale)) == pytest.approx(0.3, abs=0.02)


def test_a_small_hole_is_skipped_and_a_wide_one_ends_the_body():
    assert height_of(table(0.3, hole=0.04)) == pytest.approx(0.3, abs=0.015)
    assert height_of(table(0.3, hole=0.12)) < 0.0


def test_without_mask_points_or_room_there_is_no_number():
    whole = table(0.3)
    shoulder, hip = whole.at(Landmark.LEFT_SHOULDER), whole.at(Landmark.LEFT_HIP)
    unseen = (math.nan, math.nan)
    assert math.isnan(back_height(whole, unseen, hip, facing=1.0))
    assert math.isnan(back_height(whole, hip, hip, facing=1.0))
    assert whole.mask is not None
    bare = Pose(0.0, whole.size_px, whole.image_xy, whole.world_xyz, whole.visibility)
    assert math.isnan(height_of(bare))

    empty = Pose(
        0.0, (640, 480), whole.image_xy, whole.world_xyz, whole.visibility, np.zeros_like(whole.mask)
    )
    assert math.isnan(height_of(empty))
    low = table(0.9, size=(640, 340))  # the back leaves the picture at the top
    assert math.isnan(height_of(low))
    assert back_contour(whole, shoulder, hip, facing=1.0).shape == (SAMPLES,)


def test_a_mirrored_picture_gives_the_same_height_on_the_other_side():
    pose = table(0.35)
    baseline = Baseline(TORSO, neutral={("back_height", side): 0.0 for side in Side})
    # somebody who looks to the right shows the right side
    seen = BACK_HEIGHT.measure(pose, Side.RIGHT, baseline)
    assert seen == pytest.approx(0.35, abs=0.015)
    assert BACK_HEIGHT.measure(pose.mirrored(), Side.LEFT, baseline) == pytest.approx(seen, abs=0.01)


def walked(pose: Pose, shoulder: tuple[float, float], hip: tuple[float, float]) -> list[float]:
    """The slow twin: from each place between shoulder and hip a walk across the mask, step by step."""
    assert pose.mask is not None
    height, width = pose.mask.shape
    steps_torsos = np.linspace(-BELOW_TORSOS, ABOVE_TORSOS, 126)
    hole = round(GAP_TORSOS / float(steps_torsos[1] - steps_torsos[0]))
    dx, dy = hip[0] - shoulder[0], hip[1] - shoulder[1]
    found: list[float] = []
    for share in np.linspace(0.0, 1.0, SAMPLES):
        cells = [
            (
                math.floor((shoulder[1] + share * dy + away * dx) * height / pose.size_px[1]),
                math.floor((shoulder[0] + share * dx - away * dy) * width / pose.size_px[0]),
            )
            for away in steps_torsos
        ]
        seen = [0 <= row < height and 0 <= column < width for row, column in cells]
        hits = [i for i, cell in enumerate(cells) if seen[i] and pose.mask[cell]]
        ends = [i for i in hits if not any(i < j <= i + hole for j in hits)]
        there = bool(ends) and seen[min(ends[0] + 1, len(seen) - 1)]
        found.append(float(steps_torsos[ends[0]]) if there else math.nan)
    return found


@pytest.mark.parametrize("seed", range(6))
def test_a_contour_is_what_a_walk_across_the_mask_finds(seed: int):
    rng = np.random.default_rng(seed)
    filled = rng.choice([0.1, 0.3, 0.6, 0.95])
    pose = replace(table(0.3), mask=rng.random((96, 128)) < filled)
    shoulder, hip = (tuple(rng.uniform((100.0, 100.0), (540.0, 380.0)).tolist()) for _ in range(2))
    expected = walked(pose, shoulder, hip)
    missing = sum(map(math.isnan, expected))
    contour = back_contour(pose, shoulder, hip, facing=1.0)
    if missing > 0.2 * SAMPLES:
        assert np.isnan(contour).all()
    else:
        np.testing.assert_allclose(contour, expected, rtol=0.0, atol=1e-12)


@pytest.mark.parametrize("filled", [0.03, 0.1, 0.6, 0.9])
@pytest.mark.parametrize("seed", range(4))
def test_the_height_is_the_mean_of_the_middle_of_a_contour_that_is_whole_enough(seed: int, filled: float):
    rng = np.random.default_rng(seed)
    pose = replace(table(0.3), mask=rng.random((96, 128)) < filled)
    edge = 60.0 if seed % 2 else 220.0  # near an edge of the frame, or with room all round
    shoulder, hip = (390.0, edge), (250.0, edge + 20.0)
    expected = walked(pose, shoulder, hip)
    middle = [torsos for torsos in expected[18:23] if not math.isnan(torsos)]
    height = back_height(pose, shoulder, hip, facing=1.0)
    if sum(map(math.isnan, expected)) > 0.2 * SAMPLES or not middle:
        assert math.isnan(height)
    else:
        assert height == pytest.approx(sum(middle) / len(middle), abs=1e-12)
