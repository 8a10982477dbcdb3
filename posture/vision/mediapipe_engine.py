"""The pose network itself: the only module that loads mediapipe.

`posture.vision.estimator` decides in which process it is loaded: one of our own, cut off before.
"""

from __future__ import annotations

import sys
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from posture.body.landmarks import MASK_SIDE_PX, N_LANDMARKS, Bools, Pose
from posture.errors import ModelMissing
from posture.vision.frame_part import GrayFrame, Part
from posture.vision.landmarker_calls import Found, LandmarkerCalls
from posture.vision.network_cutoff import is_cut_off
from posture.vision.opencv import cv2
from posture.vision.orientation import Rgb

if not is_cut_off():
    raise RuntimeError(
        "expected a process that was cut off (posture.vision.network_cutoff), got one with a way out"
    )

_UNUSED = ("matplotlib", "matplotlib.pyplot", "sounddevice")
"""Modules that mediapipe loads for drawings and microphones: more than half of its loading time."""


@contextmanager
def _left_out(names: tuple[str, ...]) -> Iterator[None]:
    """Put empty modules under these names for a while, but not where the real ones are loaded already."""
    empty = {name: ModuleType(name) for name in names if name not in sys.modules}
    sys.modules.update(empty)
    try:
        yield
    finally:
        for name in empty:
            del sys.modules[name]


with _left_out(_UNUSED):  # the door is closed first
    import mediapipe as mp
    from mediapipe.tasks.python import BaseOptions, vision

See = Callable[[Rgb, int], Found | None]
"""Finds the person in a frame at a time in milliseconds."""


class MediapipeEngine:
    """One landmarker in video mode, in this process.

    Args:
        model: The ``.task`` file.
        with_mask: Give each pose a person mask (about 2 ms a frame).

    Raises:
        ModelMissing: The file is damaged or of another kind.
    """

    def __init__(self, model: Path, *, with_mask: bool) -> None:
        options = vision.PoseLandmarkerOptions(
            base_options=BaseOptions(model_asset_path=str(model)),
            running_mode=vision.RunningMode.VIDEO,
            output_segmentation_masks=with_mask,
        )
        try:
            self._landmarker: Any = vision.PoseLandmarker.create_from_options(options)
        except (RuntimeError, ValueError) as error:
            reason = str(error).strip().partition("\n")[0]
            raise ModelMissing(f"{model} is no pose landmarker that can be loaded: {reason}") from error
        # Where the garbage collector comes first, mediapipe's own end waits for ever on a thread now gone.
        self._release = weakref.finalize(self, self._landmarker.close)
        self._release.atexit = False  # its threads end before that hook runs
        self._see = _fast(self._landmarker) or _plain(self._landmarker)
        self._last_ms, self._gray = -1, GrayFrame()

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """Find the person in a frame.

        Args:
            rgb: (H, W, 3) uint8.
            t_s: Seconds; a time that does not rise is moved on by a millisecond.

        Returns:
            The pose, or ``None`` for nobody.
        """
        self._last_ms = max(round(t_s * 1000.0), self._last_ms + 1)
        found = self._see(np.ascontiguousarray(rgb), self._last_ms)
        return found and _pose(found, t_s, (rgb.shape[1], rgb.shape[0]))

    def begin(self, rgb: Rgb, t_s: float, part: Part | None = None) -> Callable[[], Pose | None]:
        """Return what finds the person in a frame, as `posture.vision.estimator.Landmarker` says.

        Args:
            rgb: (H, W, 3) uint8.
            t_s: Seconds.
            part: The part to look at; all of it if ``None``.
        """
        return partial(self.estimate, rgb if part is None else self._gray.show(rgb, part), t_s)

    def send_ahead(self, rgb: Rgb) -> None:
        """Do nothing: in the same process a frame is at hand.

        Args:
            rgb: (H, W, 3) uint8.
        """

    def close(self) -> None:
        """Release the network; a second call does nothing."""
        self._release()


def _fast(landmarker: Any) -> See | None:
    """Return the direct calls of a landmarker; ``None`` where the library is not as they know it."""
    try:
        from mediapipe.tasks.python.core.mediapipe_c_bindings import load_raw_library

        mp.Image(image_format=mp.ImageFormat.SRGB, data=np.zeros((1, 1, 3), np.uint8))  # makes images known
        return LandmarkerCalls(load_raw_library(), landmarker, mp.Image.create_from_ctypes).see
    except (ImportError, AttributeError, KeyError, TypeError, ValueError):
        return None


def _plain(landmarker: Any) -> See:
    """Return the calls that the library's own Python offers."""

    def _see(rgb: Rgb, t_ms: int) -> Found | None:
        image = mp.Image(image_format=mp.ImageFormat.SRGB, data=rgb)
        result = landmarker.detect_for_video(image, t_ms)
        if not result.pose_landmarks:
            return None
        seen = [(p.x, p.y, p.visibility) for p in result.pose_landmarks[0]]
        world = [(p.x, p.y, p.z) for p in result.pose_world_landmarks[0]]
        mask = result.segmentation_masks[0] if result.segmentation_masks else None
        return Found(np.array(seen, np.float64), np.array(world, np.float64), mask)

    return _see


def _pose(found: Found, t_s: float, size_px: tuple[int, int]) -> Pose:
    return Pose(
        t_s=t_s,
        size_px=size_px,
        image_xy=found.seen[:, :2] * np.array(size_px, dtype=np.float64),
        world_xyz=found.world.reshape(N_LANDMARKS, 3),
        visibility=found.seen[:, 2].copy(),
        mask=_mask(found.mask, size_px) if found.mask is not None else None,
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
