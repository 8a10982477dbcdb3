"""The pose network: the only module that loads mediapipe.

Mediapipe 1.x looks up its maker's logging host and has no switch for that. Before it loads, the
proxies of this process are set to a port of this machine where nobody listens, so that no look-up
and no connection leaves it. This holds for the process and its children; only processes of our own
(the command line, the live worker) import this module.
"""

from __future__ import annotations

import os
import sys
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any

import numpy as np

from posture.body.landmarks import N_LANDMARKS, Bools, Pose
from posture.coach.session import ModelInfo
from posture.errors import ModelMissing
from posture.vision.models import DEFAULT, find
from posture.vision.upright import Rgb

_NOWHERE = "http://127.0.0.1:9"
for _name in ("https_proxy", "http_proxy", "all_proxy"):
    os.environ[_name] = os.environ[_name.upper()] = _NOWHERE
os.environ["no_proxy"] = os.environ["NO_PROXY"] = ""  # an exception for everything would open the door again

import cv2  # noqa: E402  the door is closed first
import mediapipe as mp  # noqa: E402
from mediapipe.tasks.python import BaseOptions, vision  # noqa: E402

MASK_SIDE_PX = 640
"""Longest side of a person mask: a pixel is then about a hundredth of a torso in our distances."""


class Estimator:
    """One landmarker in video mode: it follows one person from frame to frame.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
        with_mask: Give each pose a person mask (about 2 ms a frame).

    Raises:
        ModelMissing: The model file is absent, damaged or of another kind.
    """

    def __init__(self, model: str = DEFAULT, *, with_mask: bool = False) -> None:
        found = find(model)
        self.model: ModelInfo = found.info
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(found.path)),
            running_mode=vision.RunningMode.VIDEO,
            output_segmentation_masks=with_mask,
        )
        try:
            with _quiet():
                self._landmarker: Any = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError) as error:
            raise ModelMissing(
                f"{found.path} is no pose landmarker that can be loaded: {_line(error)}"
            ) from error
        # Where the collector of cycles comes first, mediapipe's own end waits for ever on a thread now gone.
        self._release = weakref.finalize(self, self._landmarker.close)
        self._release.atexit = False  # its threads end before that hook runs
        self._last_ms = -1
        self._met = False

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """The person in the picture, or ``None``; landmarks outside the picture stay where they are.

        Raises:
            ValueError: The estimator was closed, or the picture is not (H, W, 3) uint8.
        """
        if self._landmarker is None:
            raise ValueError("expected an open estimator, got a closed one")
        if rgb.dtype != np.uint8 or rgb.ndim != 3 or rgb.shape[2] != 3:
            raise ValueError(f"rgb: expected (H, W, 3) uint8, got {rgb.shape} {rgb.dtype}")
        self._last_ms = max(round(t_s * 1000.0), self._last_ms + 1)
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=np.ascontiguousarray(rgb))
        if self._met:
            result = self._landmarker.detect_for_video(image, self._last_ms)
        else:
            with _quiet():  # the library tells its warnings at the first person
                result = self._landmarker.detect_for_video(image, self._last_ms)
        if not result.pose_landmarks:
            return None
        self._met = True
        return _pose(result, t_s, (rgb.shape[1], rgb.shape[0]))

    def close(self) -> None:
        """Let the network go; a second call does nothing."""
        self._release()
        self._landmarker = None

    def __enter__(self) -> Estimator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def _pose(result: Any, t_s: float, size_px: tuple[int, int]) -> Pose:
    image = np.array([(p.x, p.y, p.visibility) for p in result.pose_landmarks[0]], dtype=np.float64)
    world = np.array([(p.x, p.y, p.z) for p in result.pose_world_landmarks[0]], dtype=np.float64)
    return Pose(
        t_s=t_s,
        size_px=size_px,
        image_xy=image[:, :2] * np.array(size_px, dtype=np.float64),
        world_xyz=world.reshape(N_LANDMARKS, 3),
        visibility=image[:, 2].copy(),
        mask=_mask(result.segmentation_masks[0], size_px) if result.segmentation_masks else None,
    )


def _mask(image: Any, size_px: tuple[int, int]) -> Bools:
    likely = np.squeeze(image.numpy_view())
    scale = min(1.0, MASK_SIDE_PX / max(size_px))
    if scale < 1.0:
        size = (round(size_px[0] * scale), round(size_px[1] * scale))
        likely = cv2.resize(likely, size, interpolation=cv2.INTER_AREA)
    mask: Bools = likely > 0.5
    mask.setflags(write=False)
    return mask


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the native library's chatter off the terminal; it has no log level that can be set."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error to keep clean
        yield
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        if sys.stderr is not None:
            sys.stderr.flush()
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]
