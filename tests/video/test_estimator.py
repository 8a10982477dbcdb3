"""The pose model on real pictures, its files, and the person tracker."""

from __future__ import annotations

import math
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from clip_kit import ANGELS, clip

from posture.body.landmarks import Landmark, Pose
from posture.errors import ModelMissing
from posture.resources import locate
from posture.vision import models
from posture.vision.capture import VideoFile
from posture.vision.estimator import Estimator
from posture.vision.orientation import Rgb
from posture.vision.person_tracker import PersonTracker, TrackingEstimator

LITE = locate("models/pose_landmarker_lite.task")


@pytest.fixture(scope="module")
def some() -> list[tuple[float, Rgb]]:
    with VideoFile(ANGELS, end_s=1.5) as video:
        return [(frame.t_s, frame.rgb) for frame in video]


@pytest.fixture
def estimator() -> Iterator[Estimator]:
    with Estimator("lite") as made:
        yield made


def standing(x: float = 320.0, y: float = 200.0, scale: float = 100.0, t_s: float = 0.0) -> Pose:
    """A figure a torso of ``scale`` tall, shoulders at (x, y)."""
    xy = np.tile([x, y], (33, 1))
    for joint, dx, dy in (
        ("SHOULDER", 0.35, 0.0),
        ("HIP", 0.2, 1.0),
        ("ANKLE", 0.2, 2.6),
        ("WRIST", 0.6, 0.9),
    ):
        for sign, side in ((1, "LEFT"), (-1, "RIGHT")):
            xy[Landmark[f"{side}_{joint}"]] = (x + sign * dx * scale, y + dy * scale)
    return Pose(t_s, (640, 480), xy, np.zeros((33, 3)), np.ones(33))


def test_a_person_is_found_in_pixels_and_meters(estimator: Estimator, some: list[tuple[float, Rgb]]) -> None:
    pose = None
    for t_s, rgb in some[:5]:
        pose = estimator.estimate(rgb, t_s)
    assert pose is not None
    assert (pose.t_s, pose.size_px) == (some[4][0], (640, 480))
    left, right = pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.RIGHT_SHOULDER)
    assert left[0] > right[0]  # faces the camera, not mirrored
    assert 40.0 < left[0] - right[0] < 120.0
    assert pose.at(Landmark.LEFT_HIP) == pytest.approx((340.0, 283.0), abs=12.0)
    assert 0.2 < np.ptp(pose.world_xyz[:, 1]) < 2.5
    assert pose.mask is None


def test_nobody_is_none(estimator: Estimator) -> None:
    with VideoFile(clip("nobody")) as video:
        assert [
            estimator.estimate(frame.rgb, frame.t_s) for frame, _ in zip(video, range(5), strict=False)
        ] == ([None] * 5)


def test_times_that_stand_still_are_no_harm(estimator: Estimator, some: list[tuple[float, Rgb]]) -> None:
    for t_s in (1.0, 1.0, 1.0001, 0.5):
        pose = estimator.estimate(some[0][1], t_s)
        assert pose is not None
        assert pose.t_s == t_s


def test_the_same_pictures_give_the_same_poses(some: list[tuple[float, Rgb]]) -> None:
    both = []
    for _ in range(2):
        with TrackingEstimator("lite") as located:
            both.append([located.estimate(rgb, t_s) for t_s, rgb in some])
    assert all((a.image_xy == b.image_xy).all() for a, b in zip(*both, strict=True) if a and b)
    assert sum(pose is not None for pose in both[0]) == len(some)


def test_a_mask_covers_the_person(some: list[tuple[float, Rgb]]) -> None:
    with Estimator("lite", with_mask=True) as masking:
        for t_s, rgb in some[:5]:
            pose = masking.estimate(rgb, t_s)
    assert pose is not None
    assert pose.mask is not None
    assert pose.mask.shape == (480, 640)
    assert pose.mask.dtype == np.bool_
    x, y = np.mean([pose.at(Landmark.LEFT_HIP), pose.at(Landmark.RIGHT_SHOULDER)], axis=0).round().astype(int)
    assert pose.mask[y, x]
    assert 0.03 < pose.mask.mean() < 0.4


def test_a_closed_estimator_says_so(some: list[tuple[float, Rgb]]) -> None:
    estimator = Estimator("lite")
    estimator.close()
    estimator.close()
    with pytest.raises(ValueError, match="closed"):
        estimator.estimate(some[0][1], 0.0)


def test_an_estimator_left_open_in_a_cycle_does_not_hold_the_program_up() -> None:
    """An error whose traceback is kept is such a cycle; the collector must not wait for mediapipe."""
    program = (
        "import gc; from posture.vision.estimator import Estimator\n"
        "class Cycle: pass\n"
        "cycle = Cycle(); cycle.itself = cycle; cycle.estimator = Estimator('lite')\n"
        "del cycle; gc.collect(); print('gone on')"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, timeout=60
    )
    assert run.stdout == "gone on\n", run.stderr
    assert run.stderr == ""


@pytest.mark.parametrize("shape", [(480, 640), (480, 640, 4)])
def test_a_picture_of_another_shape_is_a_programmer_s_mistake(
    estimator: Estimator, shape: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"expected \(H, W, 3\) uint8, got"):
        estimator.estimate(np.zeros(shape, np.uint8), 0.0)


@pytest.mark.parametrize("name", ["lite", "full"])
def test_the_shipped_models_are_the_published_ones(name: str) -> None:
    model = models.find(name)
    assert model.info.name == f"pose_landmarker_{name}"
    assert model.info.sha256 == models.expected_sums()[model.path.name]


@pytest.fixture
def own_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models that a test may damage."""
    (tmp_path / "models").mkdir()
    sums = locate("models/SHA256SUMS").read_text()
    (tmp_path / "models" / "SHA256SUMS").write_text(sums)
    monkeypatch.setattr(models, "locate", lambda relative: tmp_path / relative)
    return tmp_path / "models"


def test_a_cut_model_is_named_with_what_was_expected_and_found(own_models: Path) -> None:
    cut = own_models / LITE.name
    cut.write_bytes(LITE.read_bytes()[:-100])
    with pytest.raises(ModelMissing, match=r"expected SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}") as error:
        Estimator("lite")
    assert str(cut) in str(error.value)


def test_a_model_that_is_missing_is_named(own_models: Path) -> None:
    with pytest.raises(ModelMissing, match=r"pose_landmarker_lite\.task is missing"):
        models.find("lite")
    (own_models / "SHA256SUMS").unlink()
    (own_models / LITE.name).write_bytes(LITE.read_bytes())
    with pytest.raises(ModelMissing, match="SHA256SUMS"):
        models.find("lite")


def test_heavy_tells_how_to_get_it(own_models: Path) -> None:
    with pytest.raises(ModelMissing, match="use --model full, or make the file"):
        models.find("heavy")


def test_a_model_of_one_s_own_is_reported_not_checked(tmp_path: Path) -> None:
    mine = tmp_path / "mine.task"
    mine.write_bytes(LITE.read_bytes())
    with Estimator(str(mine)) as estimator:
        assert (estimator.model.name, len(estimator.model.sha256)) == ("mine", 64)


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    other = tmp_path / "other.task"
    other.write_bytes(b"not a model" * 50)
    with pytest.raises(ModelMissing, match=r"other\.task is no pose landmarker"):
        Estimator(str(other))
    with pytest.raises(ModelMissing, match="no model 'fulll'; use lite, full or the path"):
        Estimator("fulll")


def test_the_lock_leaves_the_picture_alone_until_somebody_is_found() -> None:
    lock, rgb = PersonTracker(), np.zeros((480, 640, 3), np.uint8)
    assert lock.hide_others(rgb) is rgb
    assert lock.box is None


def test_the_lock_hides_what_is_outside_half_a_torso() -> None:
    lock, rgb = PersonTracker(), np.full((480, 640, 3), 7, np.uint8)
    lock.follow(standing(), 0.0)
    alone = lock.hide_others(rgb)
    assert lock.box == pytest.approx((210.0, 150.0, 430.0, 510.0))
    assert (rgb == 7).all()
    assert (alone[200:400, 230:410] == 7).all()
    assert (alone[:, :200] == 128).all()
    assert (alone[:140] == 128).all()
    assert (alone[:, 440:] == 128).all()


def test_the_box_grows_at_once_and_shrinks_slowly() -> None:
    lock = PersonTracker()
    lock.follow(standing(), 0.0)
    lock.follow(standing(x=380.0), 0.04)
    assert lock.box is not None
    left, _, right, _ = lock.box
    assert right >= 490.0
    assert 200.0 < left < 215.0
    for i in range(2, 200):
        lock.follow(standing(x=380.0), i * 0.04)
    assert lock.box[0] == pytest.approx(270.0, abs=5.0)


def test_a_slow_camera_gets_a_wider_box() -> None:
    boxes = []
    for step_s in (0.04, 0.4):
        lock = PersonTracker()
        for i in range(40):
            lock.follow(standing(), i * step_s)
        assert lock.box is not None
        boxes.append(lock.box)
    assert boxes[1][0] < boxes[0][0] - 20.0


def test_somebody_lost_for_a_moment_is_still_followed_then_everybody_is_looked_at() -> None:
    lock = PersonTracker()
    lock.follow(standing(), 0.0)
    lock.follow(None, 0.3)
    assert lock.box is not None
    lock.follow(None, 0.6)
    assert lock.box is None
    lock.follow(standing(), 0.7)
    lock.release()
    assert lock.box is None


def test_smaller_pictures_of_the_same_scene_keep_the_box() -> None:
    lock = PersonTracker()
    lock.follow(standing(), 0.0)
    half = replace(standing(x=160.0, y=100.0, scale=50.0), size_px=(320, 240))
    alone = lock.hide_others(np.full((240, 320, 3), 7, np.uint8))
    assert (alone[75:240, 105:215] == 7).all()
    assert (alone[:, :104] == 128).all()
    lock.follow(half, 0.04)
    assert lock.box == pytest.approx((103.0, 73.0, 217.0, 257.0), abs=2.5)


def test_somebody_outside_the_picture_hides_everything() -> None:
    lock, rgb = PersonTracker(), np.zeros((480, 640, 3), np.uint8)
    lock.follow(standing(x=-900.0), 0.0)
    assert (lock.hide_others(rgb) == 128).all()


def test_nothing_of_an_earlier_frame_is_left_around_the_person() -> None:
    """The frames are noise, so that every pixel that is not of this one shows."""
    lock, chance = PersonTracker(), np.random.default_rng(3)
    for i, (x, y, size_px) in enumerate(
        [(320.0, 200.0, (640, 480)), (90.0, 260.0, (640, 480)), (330.0, 150.0, (640, 480)),
         (160.0, 100.0, (320, 240)), (-900.0, 0.0, (320, 240)), (320.0, 200.0, (640, 480))]
    ):  # fmt: skip
        lock.release()
        lock.follow(replace(standing(x=x, y=y, scale=60.0), size_px=size_px), float(i))
        rgb = chance.integers(0, 128, (size_px[1], size_px[0], 3), np.uint8)
        assert lock.box is not None
        left, top, right, bottom = (max(round(edge), 0) for edge in lock.box)
        expected = np.full_like(rgb, 128)
        expected[top:bottom, left:right] = rgb[top:bottom, left:right]
        assert (lock.hide_others(rgb) == expected).all()


def test_the_lock_keeps_to_one_of_two_people(some: list[tuple[float, Rgb]]) -> None:
    """Two people side by side; the one who was found first goes nowhere else."""
    with TrackingEstimator() as located:
        for t_s, rgb in some[:8]:
            pose = located.estimate(rgb, t_s)
        assert pose is not None
        begin_x = pose.at(Landmark.LEFT_HIP)[0]
        for t_s, rgb in some[8:]:
            other = np.roll(rgb, 190, axis=1)[:, 380:]
            both = rgb.copy()
            both[:, 380 + 80 :] = other[:, 80:]
            pose = located.estimate(both, t_s)
            assert pose is not None
            assert math.isclose(pose.at(Landmark.LEFT_HIP)[0], begin_x, abs_tol=15.0)
