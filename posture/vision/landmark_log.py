"""The poses of one set as their person may keep them: rounded, in a ``posture.recording/1``.

A set is counted again from them when the program has changed. So the file also says how the set was
coached (`Terms`), and holds the outline of the person only where a method of measuring the move needs
it. It holds no picture, no name and no time of day.
"""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from posture.body.landmarks import N_LANDMARKS, Floats, Pose
from posture.coach.results.set_record import LARGEST_LANDMARKS_BYTES
from posture.coach.setup.rest import Rest
from posture.errors import RecordingUnreadable
from posture.outside import archive
from posture.outside.archive import Arrays, ExpectedArray
from posture.outside.documents import parse
from posture.outside.shapes import Fields, Flag, Maybe, Number, Shape, Unfit, brief
from posture.provenance import ModelInfo
from posture.serialize import contract, from_json, to_json
from posture.vision import recording
from posture.vision.recording import Recording

MOST_FRAMES = 36_000
"""20 minutes at 30 a second: no set lasts longer, and a camera that was left running fills no memory."""
STEPS = {"image_xy": 16.0, "world_xyz": 1024.0, "visibility": 256.0}
"""Steps of a pixel, of a metre and of the whole in which numbers are kept: far finer than their noise."""
_WIDTHS = {"image_xy": 2, "world_xyz": 3, "visibility": 1}
_TERMS: Shape = Fields(
    {"hold_s": Maybe(Number(0, 86_400)), "live": Flag(), "count_in_s": Number(0, 3600)},
    {"rest": Maybe(Fields()), "shown_before": Flag()},
)
_TERMS_BYTES = 64 << 10
_WANTED = {"terms": ExpectedArray("U", _TERMS_BYTES)}

Rounded = npt.NDArray[np.float32]


@contract(optional="hold_s live count_in_s rest shown_before")
@dataclass(frozen=True, slots=True)
class Terms:
    """How a set was coached, beside its move.

    Attributes:
        hold_s: Another dose of its hold than the guide's.
        live: The person could be asked to show the movement.
        count_in_s: Seconds that were counted down once they were in place.
        rest: Their rest in an earlier set, where this one could begin by it.
        shown_before: They were measured by the movement that they had shown in an earlier set. That is not
            in the file, so nobody can count such a set again as it was.
    """

    hold_s: float | None = None
    live: bool = False
    count_in_s: float = 0.0
    rest: Rest | None = None
    shown_before: bool = False

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Terms:
        """Return the terms that `to_json` wrote; those of an older file lack what is newer.

        Raises:
            ValueError: A value is none of its kind.
        """
        _TERMS.check(data, "terms")
        return from_json(cls, data)


@dataclass(frozen=True, slots=True, eq=False)
class KeptPoses:
    """The content of a file of kept landmarks."""

    recording: Recording
    terms: Terms


class LandmarkLog:
    """Collects the poses of a set as they come.

    Args:
        terms: How the set is coached.
        with_outline: Keep the person mask too: the move is measured on it.
    """

    def __init__(self, terms: Terms, *, with_outline: bool) -> None:
        self._terms, self._with_outline = terms, with_outline
        self._times_s: list[float] = []
        self._rows: list[Rounded | None] = []
        self._masks: list[bytes | None] = []
        self._size_px: tuple[int, int] | None = None
        self._mask_shape: tuple[int, int] | None = None
        self._whole = True

    def add(self, t_s: float, pose: Pose | None) -> None:
        """Take a moment of the set.

        Args:
            t_s: Seconds of the set.
            pose: The person, or ``None`` where nobody was found.
        """
        if not self._whole:
            return
        if pose is not None:
            self._size_px = self._size_px or pose.size_px
        if len(self._times_s) == MOST_FRAMES or (pose is not None and pose.size_px != self._size_px):
            self.spoil()
            return
        self._times_s.append(t_s)
        self._rows.append(None if pose is None else _rounded(pose))
        if self._with_outline:
            self._masks.append(self._packed(pose))

    def begins_by(self, rest: Rest) -> None:
        """Note that the set may begin by this rest."""
        self._terms = replace(self._terms, rest=rest)

    def shown_before(self) -> None:
        """Note that the person is measured by the movement that they have shown in an earlier set."""
        self._terms = replace(self._terms, shown_before=True)

    def spoil(self) -> None:
        """Keep none of the poses: the set cannot be counted from them alone."""
        self._whole = False
        self._times_s, self._rows, self._masks = [], [], []

    def to_bytes(self, model: ModelInfo | None = None) -> bytes:
        """Return the file; empty where there is no whole set in it, or it would be too large to keep."""
        if not self._whole or self._size_px is None:
            return b""
        file = io.BytesIO()
        archive.write(self._arrays(self._size_px, model), file)
        packed = file.getvalue()
        return packed if len(packed) <= LARGEST_LANDMARKS_BYTES else b""

    def _packed(self, pose: Pose | None) -> bytes | None:
        if pose is None or pose.mask is None:
            return None
        height, width = pose.mask.shape
        self._mask_shape = self._mask_shape or (height, width)
        return zlib.compress(np.packbits(pose.mask).tobytes(), 1)

    def _arrays(self, size_px: tuple[int, int], model: ModelInfo | None) -> Arrays:
        missing = np.full((N_LANDMARKS, sum(_WIDTHS.values())), np.nan, np.float32)
        rows = np.stack([missing if row is None else row for row in self._rows])
        arrays: Arrays = {
            "schema": np.array(recording.SCHEMA),
            "size_px": np.array(size_px, np.int64),
            "t_s": np.array(self._times_s, np.float64),
            "image_xy": rows[:, :, :2],
            "world_xyz": rows[:, :, 2:5],
            "visibility": rows[:, :, 5],
            "terms": np.array(json.dumps(to_json(self._terms))),
        }
        if model is not None:
            arrays["model"] = np.array([model.name, model.sha256])
        if self._mask_shape is not None:
            n_bytes = -(-self._mask_shape[0] * self._mask_shape[1] // 8)
            bits = [bytes(n_bytes) if one is None else zlib.decompress(one) for one in self._masks]
            arrays["mask_bits"] = np.frombuffer(b"".join(bits), np.uint8).reshape(-1, n_bytes)
            arrays["mask_shape"] = np.array(self._mask_shape, np.int64)
        return arrays


def read(path: Path) -> KeptPoses:
    """Read the poses of a set that were kept.

    Raises:
        RecordingUnreadable: The file is damaged or something else.
    """
    poses = recording.read(path)
    try:
        arrays, _ = archive.read(path, _WANTED, most_bytes=_TERMS_BYTES)
        told = parse(str(arrays["terms"]))
        terms = Terms.from_dict(told)
    except (Unfit, KeyError, OSError, ValueError) as error:
        raise RecordingUnreadable(
            f"{path.name}: says nothing of how the set was coached ({brief(error)}); delete it"
        ) from error
    return KeptPoses(poses, terms)


def _rounded(pose: Pose) -> Rounded:
    """Return the numbers of a pose side by side, (33, 6)."""
    parts = [_steps(getattr(pose, name).reshape(N_LANDMARKS, -1), steps) for name, steps in STEPS.items()]
    return np.concatenate(parts, axis=1).astype(np.float32)


def _steps(values: Floats, steps: float) -> Floats:
    rounded: Floats = np.round(values * steps) / steps
    return rounded
