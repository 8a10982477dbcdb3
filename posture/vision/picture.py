"""A single picture as a source of one pose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import cv2
import numpy as np

from posture.coach.session import ModelInfo
from posture.errors import VideoUnreadable
from posture.vision.sources import Estimating, Sight
from posture.vision.upright import MAX_SIDE_PX, Rgb

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"})
"""Endings by which a picture is known."""
_LOOKS, _STEP_S = 4, 0.04
"""How often the same picture is looked at: from the second look on the network starts from where it saw the
person, as in a video; the fourth is within a tenth of a degree of the tenth."""


def is_picture(path: Path) -> bool:
    """Whether a file is taken for a single picture, by its ending."""
    return path.suffix.lower() in PICTURES


def read_picture(path: Path) -> Rgb:
    """The picture as (H, W, 3) RGB, upright as its file says, no larger than Full HD.

    Raises:
        VideoUnreadable: The file is missing or no picture.
    """
    try:
        raw = np.frombuffer(path.read_bytes(), np.uint8)
    except OSError as error:
        raise VideoUnreadable(f"{path}: cannot be read ({error.strerror})") from error
    bgr = cv2.imdecode(raw, cv2.IMREAD_COLOR) if raw.size else None
    if bgr is None:
        raise VideoUnreadable(f"{path.name}: is no picture that can be read; try a JPEG or PNG")
    scale = MAX_SIDE_PX / max(bgr.shape[:2])
    if scale < 1.0:
        bgr = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


class PictureSource:
    """One picture and the pose in it: a single sight at time 0."""

    kind = "picture"
    truncated = False
    fps = until_s = float("nan")

    def __init__(self, path: Path, look: Callable[[], Estimating]) -> None:
        self._rgb = read_picture(path)
        self._estimator = look()
        self.size_px = (self._rgb.shape[1], self._rgb.shape[0])
        self.model: ModelInfo | None = self._estimator.model

    def keep(self) -> None:
        """Nothing: there is no other moment."""

    def __iter__(self) -> Iterator[Sight]:
        poses = [self._estimator.estimate(self._rgb, look * _STEP_S) for look in range(_LOOKS)]
        yield Sight(0.0, poses[-1] and replace(poses[-1], t_s=0.0), self._rgb)

    def __enter__(self) -> PictureSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._estimator.close()
