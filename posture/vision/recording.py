"""Landmarks of a whole video in one file: the contract ``posture.recording/1`` (``.npz``).

Everything is kept in full precision, so that a recording replayed gives the very session that the
video gave. It holds no pictures.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from posture.body.landmarks import N_LANDMARKS, Bools, Floats, Pose
from posture.coach.session import ModelInfo
from posture.errors import OutputUnwritable, RecordingUnreadable

SCHEMA = "posture.recording/1"
_SHAPES: dict[str, tuple[int, ...]] = {
    "t_s": (),
    "image_xy": (N_LANDMARKS, 2),
    "world_xyz": (N_LANDMARKS, 3),
    "visibility": (N_LANDMARKS,),
}
"""Shape of each array behind its first axis, time."""
Arrays = dict[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Poses by time; ``None`` where nobody was found.

    Attributes:
        size_px: Width and height of the pictures that the landmarks refer to.
        times_s: Seconds of the source, strictly rising.
        poses: One for each time.
        model: The network that found them, where the file says so.
        truncated: The video that they come from was cut off or damaged.
    """

    size_px: tuple[int, int]
    times_s: tuple[float, ...]
    poses: tuple[Pose | None, ...]
    model: ModelInfo | None = None
    truncated: bool = False

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        """Time and pose in order."""
        return iter(zip(self.times_s, self.poses, strict=True))


@dataclass(slots=True)
class Recorder:
    """Collects poses as they come; `recording` gives the whole."""

    size_px: tuple[int, int]
    model: ModelInfo | None = None
    times_s: list[float] = field(default_factory=list)
    poses: list[Pose | None] = field(default_factory=list)

    def add(self, t_s: float, pose: Pose | None) -> None:
        """Take the next pose; times rise."""
        self.times_s.append(t_s)
        self.poses.append(pose)

    def recording(self, *, truncated: bool = False) -> Recording:
        """What was taken so far."""
        return Recording(self.size_px, tuple(self.times_s), tuple(self.poses), self.model, truncated)


def write(recording: Recording, path: Path) -> None:
    """Write a recording to that very path.

    Raises:
        OutputUnwritable: The disk does not take it.
    """
    arrays: Arrays = {
        "schema": np.array(SCHEMA),
        "size_px": np.array(recording.size_px, np.int64),
        "t_s": np.array(recording.times_s, np.float64),
        "truncated": np.array(recording.truncated),
    }
    for name in ("image_xy", "world_xyz", "visibility"):
        missing = np.full(_SHAPES[name], np.nan)
        rows = [missing if pose is None else getattr(pose, name) for pose in recording.poses]
        arrays[name] = np.array(rows, np.float64).reshape(-1, *_SHAPES[name])
    if recording.model is not None:
        arrays["model"] = np.array([recording.model.name, recording.model.sha256])
    arrays.update(_mask_arrays(recording.poses))
    try:
        with path.open("wb") as file:
            np.savez_compressed(file, allow_pickle=False, **arrays)
    except OSError as error:
        raise OutputUnwritable(
            f"{path}: cannot be written ({error.strerror}); choose another folder"
        ) from error


def read(path: Path) -> Recording:
    """Read a recording and check that it is whole.

    Raises:
        RecordingUnreadable: Not a recording, another schema, a missing array, a wrong shape, times
            that do not rise. Rows of NaN are no fault: nobody was found there.
    """
    arrays = _load(path)
    _check_schema(arrays, path)
    times = _array(arrays, "t_s", path)
    if len(times) == 0:
        raise RecordingUnreadable(f"{path.name}: holds no frames; record again")
    if not np.isfinite(times).all() or not (np.diff(times) > 0.0).all():
        raise RecordingUnreadable(f"{path.name}: t_s has to rise strictly, in seconds; record again")
    xy, xyz, visibility = (
        _array(arrays, name, path, length=len(times)) for name in ("image_xy", "world_xyz", "visibility")
    )
    size_px = _size(arrays, path)
    masks = _masks(arrays, path, length=len(times))
    poses = tuple(
        None
        if np.isnan(xy[i]).all()
        else Pose(float(t), size_px, xy[i].copy(), xyz[i].copy(), visibility[i].copy(), masks[i])
        for i, t in enumerate(times.tolist())
    )
    truncated = bool(np.asarray(arrays.get("truncated", False)).any())
    return Recording(size_px, tuple(times.tolist()), poses, _model(arrays), truncated)


def _load(path: Path) -> Arrays:
    if not path.exists():
        raise RecordingUnreadable(f"{path}: no such file; check the name and the folder")
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as loaded:
            return {name: loaded[name] for name in loaded.files}
    except PermissionError as error:
        raise RecordingUnreadable(f"{path}: may not be read; check its permissions") from error
    except (
        OSError,
        ValueError,
        EOFError,
        AttributeError,
        TypeError,
        zipfile.BadZipFile,
        zlib.error,
    ) as error:
        # AttributeError, TypeError: a bare .npy array, which has no named members
        raise RecordingUnreadable(
            f"{path}: is no recording or is damaged; expected an .npz of {SCHEMA}"
        ) from error


def _check_schema(arrays: Arrays, path: Path) -> None:
    found = str(arrays["schema"]) if "schema" in arrays else "none"
    if found != SCHEMA:
        raise RecordingUnreadable(f"{path.name}: expected schema {SCHEMA}, got {found}; record again")


def _array(arrays: Arrays, name: str, path: Path, *, length: int | None = None) -> Floats:
    if name not in arrays:
        raise RecordingUnreadable(f"{path.name}: the array {name} is missing; record again")
    array = arrays[name]
    expected = (array.shape[0] if length is None and array.ndim else length, *_SHAPES[name])
    if array.shape != expected or array.dtype.kind not in "fiu":
        raise RecordingUnreadable(
            f"{path.name}: {name}: expected numbers of shape {expected}, got {array.dtype} {array.shape}"
        )
    numbers = array.astype(np.float64)
    if np.isinf(numbers).any():
        raise RecordingUnreadable(f"{path.name}: {name} holds infinite values; record again")
    return numbers


def _size(arrays: Arrays, path: Path) -> tuple[int, int]:
    size = arrays.get("size_px", np.zeros(0))
    if size.shape != (2,) or size.dtype.kind not in "fiu" or not (size.astype(np.float64) >= 1.0).all():
        raise RecordingUnreadable(f"{path.name}: size_px: expected width and height, got {size.tolist()}")
    width, height = size.astype(np.int64).tolist()
    return width, height


def _model(arrays: Arrays) -> ModelInfo | None:
    model = arrays.get("model")
    return None if model is None or model.shape != (2,) else ModelInfo(str(model[0]), str(model[1]))


def _mask_arrays(poses: tuple[Pose | None, ...]) -> Arrays:
    shape = next((pose.mask.shape for pose in poses if pose is not None and pose.mask is not None), None)
    if shape is None:
        return {}
    empty = np.zeros(shape, np.bool_)
    masks = (empty if pose is None or pose.mask is None else pose.mask for pose in poses)
    bits = np.array([np.packbits(mask) for mask in masks])
    return {"mask_bits": bits, "mask_shape": np.array(shape, np.int64)}


def _masks(arrays: Arrays, path: Path, *, length: int) -> list[Bools] | list[None]:
    if "mask_bits" not in arrays:
        return [None] * length
    shape = arrays.get("mask_shape", np.zeros(0))
    bits = arrays["mask_bits"]
    n_pixels = (
        int(np.prod(shape.astype(np.int64))) if shape.shape == (2,) and shape.dtype.kind in "iu" else -1
    )
    if bits.dtype != np.uint8 or bits.shape != (length, -(-n_pixels // 8)) or n_pixels < 1:
        raise RecordingUnreadable(
            f"{path.name}: mask_bits {bits.dtype} {bits.shape} does not fit mask_shape {shape.tolist()}"
        )
    flat = np.unpackbits(bits.astype(np.uint8), axis=1, count=n_pixels).astype(np.bool_)
    return list(flat.reshape(length, *shape.tolist()))
