"""Poses out of a recording in place of the network, for workers whose network is not what is tested.

A worker is told by its environment, which names the folder of ``sitecustomize`` and a file of what the
sample's pictures look like small (`keep_looks`, `environment`). Each picture gets the pose of the one that
it looks most like.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from posture.body.landmarks import Pose
from posture.vision import models, person_tracker, recording

CLIP = "wall_angels_good_front"
FOLDER = Path(__file__).parent
NAME = "POSTURE_TEST_REPLAY"
_STEP_PX = 20
_KNOWN = 6.0
"""How much two small pictures may differ on average, in shades of 255."""


def small(rgb: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """What a picture looks like small and gray."""
    height, width = (size // _STEP_PX for size in rgb.shape[:2])
    gray = rgb[: height * _STEP_PX, : width * _STEP_PX].mean(axis=2, dtype=np.float32)
    return gray.reshape(height, _STEP_PX, width, _STEP_PX).mean(axis=(1, 3))


class Replayed:
    """Stands where `posture.vision.person_tracker.TrackingEstimator` does."""

    others = False

    def __init__(
        self, model: str = models.DEFAULT, *, with_mask: bool = False, mind_others: bool = False
    ) -> None:
        assert not with_mask, "a recording holds no masks"
        self.model = models.find(model).info
        self._poses = recording.read(FOLDER / "recordings" / f"{CLIP}.npz").poses
        self._looks = np.load(os.environ[NAME])

    def estimate(self, rgb: npt.NDArray[np.uint8], t_s: float) -> Pose | None:
        """The pose of the sample's picture that this one is; ``None`` where it is another picture."""
        look = small(rgb)
        if look.shape != self._looks.shape[1:]:
            return None
        apart = np.abs(self._looks - look).mean(axis=(1, 2))
        nearest = int(apart.argmin())
        pose = self._poses[nearest] if apart[nearest] < _KNOWN else None
        return None if pose is None else replace(pose, t_s=t_s)

    def try_out(self, rgb: npt.NDArray[np.uint8]) -> None:
        """There is no network whose speed could be seen."""

    def keep(self) -> None:
        """Nobody else is in the recording."""

    def close(self) -> None:
        """There is no network to let go."""


def keep_looks(path: Path, sent: Iterable[tuple[float, bytes]]) -> Path:
    """Write down what the sample's pictures look like small, as a worker gets to see them."""
    seen = (cv2.imdecode(np.frombuffer(jpeg, np.uint8), cv2.IMREAD_COLOR_RGB) for _, jpeg in sent)
    np.save(path, np.stack([small(rgb) for rgb in seen]))
    return path


def environment(looks: Path) -> dict[str, str]:
    """What tells a worker to replay; ``looks`` holds the sample's pictures, small."""
    path = [str(FOLDER / "replay"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {"PYTHONPATH": os.pathsep.join(path), NAME: str(looks)}


@contextmanager
def replaying(looks: Path) -> Iterator[None]:
    """Workers that are started meanwhile replay; ``looks`` holds the sample's pictures, small."""
    wanted = environment(looks)
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value


def take_the_place() -> None:
    """From now on, whoever asks for the network gets the recording."""
    place: Any = person_tracker
    place.TrackingEstimator = Replayed
