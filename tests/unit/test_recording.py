"""Recordings: what is written is read back to the last bit, and what is none is refused in one line."""

from __future__ import annotations

import dataclasses
import tracemalloc
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from posture.body.landmarks import MASK_SIDE_PX, Pose
from posture.errors import OutputUnwritable, RecordingUnreadable
from posture.provenance import ModelInfo
from posture.vision import recording
from posture.vision.recording import Recorder, Recording

SIZE = (640, 480)
MODEL = ModelInfo("pose_landmarker_full", "ab" * 32)


def pose(t_s: float, seed: int = 0, *, mask: bool = False) -> Pose:
    rng = np.random.default_rng(seed)
    return Pose(
        t_s,
        SIZE,
        rng.normal(300.0, 100.0, (33, 2)),
        rng.normal(0.0, 0.5, (33, 3)),
        rng.uniform(0.0, 1.0, 33),
        rng.uniform(size=(48, 63)) > 0.5 if mask else None,
    )


def recorded(*, mask: bool = False) -> Recording:
    """Five moments, nobody there in the second."""
    recorder = Recorder(SIZE, MODEL)
    for i in range(5):
        t_s = i / 30
        recorder.add(t_s, None if i == 1 else pose(t_s, i, mask=mask))
    return recorder.recording(truncated=True)


def same(a: Pose | None, b: Pose | None) -> bool:
    if a is None or b is None:
        return a is b
    masks = (a.mask is None and b.mask is None) or (
        a.mask is not None and b.mask is not None and np.array_equal(a.mask, b.mask)
    )
    return (
        (a.t_s, a.size_px) == (b.t_s, b.size_px)
        and masks
        and all(
            np.array_equal(getattr(a, name), getattr(b, name), equal_nan=True)
            for name in ("image_xy", "world_xyz", "visibility")
        )
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "set.npz"


def test_masks_of_the_largest_size_come_back_and_take_little_memory(path: Path) -> None:
    full = np.zeros((MASK_SIDE_PX, MASK_SIDE_PX), np.bool_)
    full[100:500, 200:400] = True
    recorder = Recorder((1920, 1920))
    for i in range(300):
        recorder.add(i / 30.0, replace(pose(i / 30.0, i), mask=full))
    recording.write(recorder.recording(), path)
    tracemalloc.start()
    back = recording.read(path)
    largest_mb = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    assert all(np.array_equal(found.mask, full) for found in back.poses if found is not None)
    assert largest_mb < 300 * full.size / 8 / 1e6 / 4, "a quarter of what the masks take unpacked"


@pytest.mark.parametrize("mask", [False, True])
def test_every_bit_comes_back(path: Path, mask: bool) -> None:
    before = recorded(mask=mask)
    recording.write(before, path)
    after = recording.read(path)
    assert (after.size_px, after.times_s) == (before.size_px, before.times_s)
    assert (after.model, after.truncated) == (MODEL, True)
    assert all(same(a, b) for a, b in zip(before.poses, after.poses, strict=True))
    assert after.poses[1] is None


@given(xy=arrays(np.float64, (33, 2), elements=st.floats(-1e6, 1e6)), t_s=st.floats(0.0, 1e5))
def test_any_numbers_come_back(tmp_path_factory: pytest.TempPathFactory, xy: Any, t_s: float) -> None:
    path = tmp_path_factory.mktemp("any") / "set.npz"
    recorder = Recorder(SIZE)
    recorder.add(t_s, dataclasses.replace(pose(t_s), image_xy=xy))
    recording.write(recorder.recording(), path)
    assert same(recorder.poses[0], recording.read(path).poses[0])


def test_the_contract_names_are_in_the_file(path: Path) -> None:
    recording.write(recorded(mask=True), path)
    with np.load(path, allow_pickle=False) as arrays_:
        assert str(arrays_["schema"]) == "posture.recording/1"
        shapes = {name: arrays_[name].shape for name in arrays_.files}
        assert np.isnan(arrays_["image_xy"][1]).all()
    expected = {
        "t_s": (5,),
        "image_xy": (5, 33, 2),
        "world_xyz": (5, 33, 3),
        "visibility": (5, 33),
        "size_px": (2,),
        "mask_bits": (5, 48 * 63 // 8),
        "mask_shape": (2,),
    }
    assert {name: shapes[name] for name in expected} == expected


def test_a_few_hidden_landmarks_are_still_a_person(path: Path) -> None:
    recorder = Recorder(SIZE)
    partly = pose(0.0).image_xy.copy()
    partly[25:] = np.nan
    recorder.add(0.0, dataclasses.replace(pose(0.0), image_xy=partly))
    recording.write(recorder.recording(), path)
    assert same(recorder.poses[0], recording.read(path).poses[0])


def test_only_the_contract_s_arrays_are_needed(path: Path) -> None:
    """Recordings of others: smaller numbers, no model, nobody at all."""
    np.savez(
        path,
        schema="posture.recording/1",
        t_s=np.array([0, 1], np.int32),
        image_xy=np.full((2, 33, 2), np.nan, np.float32),
        world_xyz=np.zeros((2, 33, 3), np.float32),
        visibility=np.zeros((2, 33), np.float32),
        size_px=np.array([640.0, 480.0]),
    )
    found = recording.read(path)
    assert tuple(found.poses) == (None, None)
    assert (found.times_s, found.model, found.truncated) == ((0.0, 1.0), None, False)


def changed(path: Path, **changes: Any) -> Path:
    """A good recording with arrays replaced, or left out where ``None``."""
    recording.write(recorded(mask=True), path)
    with np.load(path, allow_pickle=False) as loaded:
        whole = {name: loaded[name] for name in loaded.files}
    np.savez(path, **{k: v for k, v in {**whole, **changes}.items() if v is not None})
    return path


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"schema": "posture.recording/2"}, "expected schema posture.recording/1, got posture.recording/2"),
        ({"schema": None}, "got none"),
        ({"t_s": None}, "the array t_s is missing"),
        ({"world_xyz": None}, "the array world_xyz is missing"),
        ({"image_xy": np.zeros((5, 17, 2))}, r"image_xy: expected numbers of shape \(5, 33, 2\), got .*17"),
        ({"visibility": np.zeros((4, 33))}, r"visibility: expected numbers of shape \(5, 33\)"),
        ({"visibility": np.full((5, 33), "a")}, "visibility: expected numbers"),
        ({"t_s": np.zeros((5, 1))}, "t_s: expected numbers of shape"),
        ({"t_s": np.float64(3.0)}, "t_s: expected numbers of shape"),
        ({"t_s": np.array([0.0, 0.1, 0.1, 0.2, 0.3])}, "t_s has to rise strictly"),
        ({"t_s": np.array([0.0, 0.1, np.nan, 0.2, 0.3])}, "t_s has to rise strictly"),
        ({"world_xyz": np.full((5, 33, 3), np.inf)}, "world_xyz holds infinite values"),
        ({"size_px": None}, "size_px: expected width and height"),
        ({"size_px": np.array([640, 0])}, "size_px: expected width and height"),
        ({"mask_shape": np.array([10, 10])}, "does not fit mask_shape"),
        ({"mask_shape": None}, "does not fit mask_shape"),
        (
            {
                "t_s": np.zeros(0),
                "image_xy": np.zeros((0, 33, 2)),
                "world_xyz": np.zeros((0, 33, 3)),
                "visibility": np.zeros((0, 33)),
            },
            "holds no frames",
        ),
    ],
)
def test_what_breaks_the_contract_is_named(path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(RecordingUnreadable, match=said) as error:
        recording.read(changed(path, **changes))
    assert path.name in str(error.value)
    assert "\n" not in str(error.value)


def test_nothing_is_unpickled(path: Path) -> None:
    with pytest.raises(RecordingUnreadable, match="no recording or is damaged"):
        recording.read(changed(path, visibility=np.full((5, 33), None)))


@pytest.mark.parametrize("content", [b"", b"no archive at all", b"PK\x03\x04 half an archive"])
def test_what_is_no_archive(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(RecordingUnreadable, match="no recording or is damaged"):
        recording.read(path)


def test_a_bare_array_and_a_cut_recording(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(RecordingUnreadable, match="no recording"):
        recording.read(path)
    recording.write(recorded(), path)
    path.write_bytes(path.read_bytes()[:-500])
    with pytest.raises(RecordingUnreadable, match="no recording or is damaged"):
        recording.read(path)


def test_no_such_file_and_no_such_folder(path: Path) -> None:
    with pytest.raises(RecordingUnreadable, match="no such file"):
        recording.read(path)
    with pytest.raises(OutputUnwritable, match="cannot be written"):
        recording.write(recorded(), path.parent / "nowhere" / "set.npz")
