"""A single picture as a source of one pose."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from posture.errors import VideoUnreadable
from posture.outside.shapes import Unfit
from posture.provenance import ModelInfo
from posture.vision.jpeg import check_size, decode_file
from posture.vision.opencv import cv2
from posture.vision.orientation import MAX_SIDE_PX, Rgb
from posture.vision.pose_stream import PoseEstimator, SourcePose
from posture.vision.rotation import Turn, turned_rgb

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".webp", ".bmp", ".tif", ".tiff"})
"""File suffixes of pictures."""
_LARGEST_BYTES = 64 << 20
_TIFF = frozenset({b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"})
_LOOKS, _STEP_S = 4, 0.04
"""How often the network sees the same picture: from the second time on it starts from where it saw the
person, as in a video; the fourth result is within a tenth of a degree of the tenth."""


def is_picture(path: Path) -> bool:
    """Tell by its suffix whether a file is a single picture."""
    return path.suffix.lower() in PICTURES


def read_picture(path: Path) -> Rgb:
    """Read a picture.

    Returns:
        (H, W, 3) uint8 RGB, upright as its file says, no larger than Full HD.

    Raises:
        VideoUnreadable: The file is missing, no picture, or one too large to be decoded, which is found
            out before it is.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_LARGEST_BYTES + 1)
    except FileNotFoundError as error:
        raise VideoUnreadable(f"{path}: no such file; check the name and the folder") from error
    except OSError as error:
        raise VideoUnreadable(f"{path}: cannot be read ({error.strerror})") from error
    if len(data) > _LARGEST_BYTES:
        raise VideoUnreadable(f"{path.name}: is larger than {_LARGEST_BYTES >> 20} MB; make it smaller")
    try:
        bgr: Any = _tiff(data) if data[:4] in _TIFF else decode_file(data, least_px=MAX_SIDE_PX)
    except Unfit as error:
        raise VideoUnreadable(f"{path.name}: {error}; make it smaller or export it again") from error
    if bgr is None:
        raise VideoUnreadable(f"{path.name}: is no picture that can be read; try a JPEG or PNG")
    scale = MAX_SIDE_PX / max(bgr.shape[:2])
    if scale < 1.0:
        bgr = cv2.resize(bgr, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), np.uint8)


def _tiff(data: bytes) -> npt.NDArray[np.uint8] | None:
    """Decode a TIFF as BGR: Pillow holds the decoder to the size that was measured."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(data), formats=("TIFF",)) as image:
            warnings.simplefilter("ignore")  # whatever Pillow finds odd about its tags
            check_size(*image.size)
            ImageOps.exif_transpose(image, in_place=True)
            if max(image.size) > MAX_SIDE_PX:
                image.thumbnail((MAX_SIDE_PX, MAX_SIDE_PX), Image.Resampling.BOX)
            return np.asarray(image.convert("RGB"), np.uint8)[:, :, ::-1].copy()
    except Image.DecompressionBombError as error:
        raise Unfit("claims far too many pixels") from error
    except Unfit:
        raise
    except Exception:  # noqa: BLE001 Pillow's readers raise errors of many kinds over damaged files
        return None


class ImageSource:
    """One picture and the pose in it: a single moment at time 0.

    Args:
        path: The picture.
        open_estimator: Opens the estimator; called only after the picture was read.
        turn: Rotation of the picture before anything else.

    Raises:
        VideoUnreadable: The picture cannot be read.
    """

    kind = "picture"
    truncated = False
    fps = until_s = float("nan")

    def __init__(
        self, path: Path, open_estimator: Callable[[], PoseEstimator], *, turn: Turn = Turn.NONE
    ) -> None:
        self._rgb = turned_rgb(read_picture(path), turn)
        self._estimator = open_estimator()
        self.size_px = (self._rgb.shape[1], self._rgb.shape[0])
        self.model: ModelInfo | None = self._estimator.model

    def keep(self) -> None:
        """Do nothing: there is no other moment."""

    def frames_again(self) -> AbstractContextManager[Iterator[Rgb]]:
        """Yield that picture once more."""
        return nullcontext(iter((self._rgb,)))

    def __iter__(self) -> Iterator[SourcePose]:
        poses = [self._estimator.estimate(self._rgb, look * _STEP_S) for look in range(_LOOKS)]
        yield SourcePose(0.0, poses[-1] and replace(poses[-1], t_s=0.0), self._rgb, self._estimator.others)

    def __enter__(self) -> ImageSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._estimator.close()
