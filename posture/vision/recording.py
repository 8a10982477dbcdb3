"""Landmarks of a whole video in one file: the contract ``posture.recording/1`` (``.npz``).

Everything is kept in full precision, so that a recording replayed gives the very session that the
video gave. It holds no frames.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

import numpy as np
import numpy.typing as npt

from posture.body.landmarks import MASK_SIDE_PX, N_LANDMARKS, Bools, Floats, Pose
from posture.errors import OutputUnwritable, RecordingUnreadable
from posture.outside import archive
from posture.outside.archive import Arrays, ExpectedArray, Packed, PackedRows
from posture.outside.shapes import Unfit
from posture.provenance import ModelInfo

SCHEMA = "posture.recording/1"
_SHAPES: dict[str, tuple[int, ...]] = {
    "t_s": (),
    "image_xy": (N_LANDMARKS, 2),
    "world_xyz": (N_LANDMARKS, 3),
    "visibility": (N_LANDMARKS,),
}
"""Shape of each array behind its first axis, time."""
_MOST_FRAMES = 100_000
"""Almost an hour at 30 a second."""
_MOST_BYTES = 192 << 20
"""Of all arrays together, masks compressed: an hour of poses with their masks."""
_LARGEST_PX = 16_384
_MASK_BYTES = MASK_SIDE_PX**2 // 8
_LATEST_S = 1e6
_LONGEST_GAP_S = 86_400.0
_RANGES = {
    "t_s": (-_LATEST_S, _LATEST_S),
    "image_xy": (-1e6, 1e6),
    "world_xyz": (-1e3, 1e3),
    "visibility": (-0.01, 1.01),
}
"""Bounds of the numbers in each array: beyond them the geometry overflows."""
_WANTED = {
    **{name: ExpectedArray("fiu", _MOST_BYTES) for name in _SHAPES},
    "mask_bits": ExpectedArray("u", _MOST_FRAMES * _MASK_BYTES, widest=_MASK_BYTES, packed=True),
    "mask_shape": ExpectedArray("iuf", 64),
    "size_px": ExpectedArray("fiu", 64),
    "truncated": ExpectedArray("b", 16),
    "schema": ExpectedArray("U", 1024),
    "model": ExpectedArray("U", 8192),
}
"""The arrays of the contract; no other is read."""


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Poses by time; ``None`` where nobody was found.

    Attributes:
        size_px: Width and height of the frames that the landmarks refer to.
        times_s: Seconds of the source, strictly rising.
        poses: One for each time.
        model: The network that found them, where the file says so.
        truncated: The video that they come from was cut off or damaged.
    """

    size_px: tuple[int, int]
    times_s: tuple[float, ...]
    poses: Sequence[Pose | None]
    model: ModelInfo | None = None
    truncated: bool = False

    def __iter__(self) -> Iterator[tuple[float, Pose | None]]:
        """Yield time and pose in order."""
        return iter(zip(self.times_s, self.poses, strict=True))


@dataclass(slots=True)
class Recorder:
    """Collects poses as they come; `recording` returns the whole."""

    size_px: tuple[int, int]
    model: ModelInfo | None = None
    times_s: list[float] = field(default_factory=list)
    poses: list[Pose | None] = field(default_factory=list)

    def add(self, t_s: float, pose: Pose | None) -> None:
        """Take the next pose.

        Args:
            t_s: Seconds of the source, rising.
            pose: The person, or ``None`` where nobody was found.
        """
        self.times_s.append(t_s)
        self.poses.append(pose)

    def recording(self, *, truncated: bool = False) -> Recording:
        """Return what was taken so far."""
        return Recording(self.size_px, tuple(self.times_s), tuple(self.poses), self.model, truncated)


def write(recording: Recording, path: Path) -> None:
    """Write a recording to that very path, whatever its suffix.

    Args:
        recording: The poses.
        path: The file; one that is there is replaced.

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
            that do not rise, numbers that no camera gives, or more of them than half a day of ours.
            Rows of NaN are no fault: nobody was found there.
    """
    arrays, packed = _load(path)
    _check_schema(arrays, path)
    times = _times(arrays, path)
    xy, xyz, visibility = (
        _array(arrays, name, path, length=len(times)) for name in ("image_xy", "world_xyz", "visibility")
    )
    size_px = _size(arrays, path)
    masks = _masks(arrays, packed.get("mask_bits"), path, length=len(times))
    poses = _Rows(times, size_px, (xy, xyz, visibility), masks)
    truncated = bool(np.asarray(arrays.get("truncated", False)).any())
    return Recording(size_px, tuple(times.tolist()), poses, _model(arrays), truncated)


class _Rows(Sequence["Pose | None"]):
    """The poses of a file, each made when it is asked for: as arrays they take a tenth of the memory."""

    def __init__(
        self, times: Floats, size_px: tuple[int, int], rows: tuple[Floats, Floats, Floats], masks: _Masks
    ) -> None:
        self._times, self._size_px, self._rows, self._masks = times, size_px, rows, masks

    def __len__(self) -> int:
        return len(self._times)

    @overload
    def __getitem__(self, at: int) -> Pose | None: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Pose | None, ...]: ...
    def __getitem__(self, at: int | slice) -> Pose | tuple[Pose | None, ...] | None:
        if isinstance(at, slice):
            return tuple(self[i] for i in range(*at.indices(len(self))))
        xy, xyz, visibility = (array[at] for array in self._rows)
        if np.isnan(xy).all():
            return None
        t_s = float(self._times[at])
        return Pose(t_s, self._size_px, xy.copy(), xyz.copy(), visibility.copy(), self._masks.mask(at))


@dataclass(frozen=True, slots=True, eq=False)
class _Masks:
    """The person masks of a file, a bit a pixel."""

    bits: PackedRows | None = None
    shape: tuple[int, int] = (0, 0)

    def mask(self, at: int) -> Bools | None:
        """Unpack the mask of one moment."""
        if self.bits is None:
            return None
        count = self.shape[0] * self.shape[1]
        flat = np.unpackbits(self.bits.row(at), count=count).astype(np.bool_)
        return flat.reshape(self.shape)


def _load(path: Path) -> tuple[Arrays, Packed]:
    if not path.exists():
        raise RecordingUnreadable(f"{path}: no such file; check the name and the folder")
    try:
        return archive.read(path, _WANTED, most_bytes=_MOST_BYTES)
    except PermissionError as error:
        raise RecordingUnreadable(f"{path}: may not be read; check its permissions") from error
    except Unfit as error:
        raise RecordingUnreadable(
            f"{path}: is no recording or is damaged: {error}; expected an .npz of {SCHEMA}"
        ) from error
    except OSError as error:
        raise RecordingUnreadable(
            f"{path}: is no recording or is damaged; expected an .npz of {SCHEMA}"
        ) from error


def _check_schema(arrays: Arrays, path: Path) -> None:
    found = _text(arrays["schema"]) if "schema" in arrays else "none"
    if found != SCHEMA:
        raise RecordingUnreadable(f"{path.name}: expected schema {SCHEMA}, got {found}; record again")


def _text(array: npt.NDArray[np.generic]) -> str:
    try:
        return str(array)
    except ValueError:  # numbers in the place of letters that no alphabet has
        return "no text"


def _times(arrays: Arrays, path: Path) -> Floats:
    """Return the times of a recording: rising, and within the time that anybody sits before a camera."""
    times = _array(arrays, "t_s", path)
    if len(times) == 0:
        raise RecordingUnreadable(f"{path.name}: holds no frames; record again")
    if len(times) > _MOST_FRAMES:
        raise RecordingUnreadable(
            f"{path.name}: holds {len(times)} frames, more than {_MOST_FRAMES}; record shorter parts"
        )
    steps = np.diff(times)
    if not np.isfinite(times).all() or not (steps > 0.0).all():
        raise RecordingUnreadable(f"{path.name}: t_s has to rise strictly, in seconds; record again")
    if (steps > _LONGEST_GAP_S).any():
        raise RecordingUnreadable(
            f"{path.name}: t_s has a gap of {steps.max():.4g} s; expected seconds of one recording"
        )
    return times


def _array(arrays: Arrays, name: str, path: Path, *, length: int | None = None) -> Floats:
    if name not in arrays:
        raise RecordingUnreadable(f"{path.name}: the array {name} is missing; record again")
    array = arrays[name]
    expected = (array.shape[0] if length is None and array.ndim else length, *_SHAPES[name])
    if array.shape != expected or array.dtype.kind not in "fiu":
        raise RecordingUnreadable(
            f"{path.name}: {name}: expected numbers of shape {expected}, got {array.dtype} {array.shape}"
        )
    with np.errstate(over="ignore"):  # from wider numbers than ours: they become infinite
        numbers = array.astype(np.float64, copy=False)
    if np.isinf(numbers).any():
        raise RecordingUnreadable(f"{path.name}: {name} holds infinite values; record again")
    least, most = _RANGES[name]
    if numbers.size and (
        np.nanmin(numbers, initial=most) < least or np.nanmax(numbers, initial=least) > most
    ):
        raise RecordingUnreadable(f"{path.name}: {name}: expected numbers from {least:.9g} to {most:.9g}")
    return numbers


def _size(arrays: Arrays, path: Path) -> tuple[int, int]:
    size = arrays.get("size_px", np.zeros(0))
    numbers = size.astype(np.float64) if size.shape == (2,) and size.dtype.kind in "fiu" else np.zeros(1)
    if not ((numbers >= 1.0) & (numbers <= _LARGEST_PX)).all():
        raise RecordingUnreadable(
            f"{path.name}: size_px: expected width and height up to {_LARGEST_PX}, got {size.tolist()!r:.60}"
        )
    width, height = numbers.astype(np.int64).tolist()
    return width, height


def _model(arrays: Arrays) -> ModelInfo | None:
    model = arrays.get("model")
    if model is None or model.shape != (2,):
        return None
    return ModelInfo(_text(model[0]), _text(model[1]))


def _mask_arrays(poses: Sequence[Pose | None]) -> Arrays:
    shape = next((pose.mask.shape for pose in poses if pose is not None and pose.mask is not None), None)
    if shape is None:
        return {}
    empty = np.zeros(shape, np.bool_)
    masks = (empty if pose is None or pose.mask is None else pose.mask for pose in poses)
    bits = np.array([np.packbits(mask) for mask in masks])
    return {"mask_bits": bits, "mask_shape": np.array(shape, np.int64)}


def _masks(arrays: Arrays, bits: PackedRows | None, path: Path, *, length: int) -> _Masks:
    if bits is None:
        return _Masks()
    told = arrays.get("mask_shape", np.zeros(0))
    whole = told.shape == (2,) and told.dtype.kind in "iu"
    height, width = (int(side) for side in told.tolist()) if whole else (0, 0)
    n_bytes = -(-height * width // 8)
    inside = 0 < height <= MASK_SIDE_PX and 0 < width <= MASK_SIDE_PX
    if not inside or bits.shape != (length, n_bytes):
        raise RecordingUnreadable(
            f"{path.name}: mask_bits {bits.shape} does not fit "
            f"mask_shape {told.tolist()!r:.60}, which may have {MASK_SIDE_PX} a side"
        )
    return _Masks(bits, (height, width))
