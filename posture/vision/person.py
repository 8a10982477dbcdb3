"""The person lock: once somebody is found, the rest of the picture is kept from the network.

In video mode the network looks near where it last saw somebody, and where two people come close it
may go over to the other one. Everything outside the followed person's last box is therefore filled
with gray before each frame: there is nobody else left to go to.
"""

from __future__ import annotations

import math
from types import TracebackType

import numpy as np

from posture.body.landmarks import Floats, Landmark, Pose
from posture.coach.session import ModelInfo
from posture.vision.estimator import Estimator
from posture.vision.models import DEFAULT
from posture.vision.upright import Rgb

_GRAY = 128
MARGIN_TORSOS = 0.5
"""How far the box reaches beyond the landmarks, in torso lengths."""
REACH_TORSOS_PER_S = 1.0
"""How much further for each second until the next frame: hands move that fast."""
SHRINK_S = 1.0
"""Time constant with which the box follows a person who gets smaller or moves on."""
LOST_S = 0.5
"""Unseen for so long, the person is sought in the whole picture again."""


class PersonLock:
    """The box in which the followed person is, and the picture with nothing but it."""

    def __init__(self) -> None:
        self._box: Floats | None = None
        self._size_px = (0, 0)
        self._seen_s = -math.inf

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """Left, top, right, bottom in pixels, ``None`` while nobody is followed."""
        if self._box is None:
            return None
        left, top, right, bottom = self._box.tolist()
        return left, top, right, bottom

    def release(self) -> None:
        """Follow nobody; the whole picture is looked at again."""
        self._box = None

    def hide_others(self, rgb: Rgb) -> Rgb:
        """The picture with gray outside the box; the very picture while nobody is followed."""
        if self._box is None:
            return rgb
        height, width = rgb.shape[:2]
        limits = (width, height, width, height)
        box = self._scaled((width, height))
        left, top, right, bottom = (
            min(max(round(edge), 0), limit) for edge, limit in zip(box.tolist(), limits, strict=True)
        )
        if (left, top, right, bottom) == (0, 0, width, height):
            return rgb
        alone = np.full_like(rgb, _GRAY)
        alone[top:bottom, left:right] = rgb[top:bottom, left:right]
        return alone

    def follow(self, pose: Pose | None, t_s: float) -> None:
        """Take what the network found in the picture of time ``t_s``."""
        if pose is None:
            if t_s - self._seen_s > LOST_S:
                self.release()
            return
        step_s = 0.0 if self._box is None else min(max(t_s - self._seen_s, 0.0), LOST_S)
        wanted = _bounds(pose, MARGIN_TORSOS + REACH_TORSOS_PER_S * step_s)
        if self._box is None:
            box = wanted
        else:
            slow = wanted + math.exp(-step_s / SHRINK_S) * (self._scaled(pose.size_px) - wanted)
            box = np.concatenate([np.minimum(wanted, slow)[:2], np.maximum(wanted, slow)[2:]])
        self._box, self._size_px, self._seen_s = box, pose.size_px, t_s

    def _scaled(self, size_px: tuple[int, int]) -> Floats:
        """The box in a picture of that size: a slow link sends smaller pictures of the same scene."""
        assert self._box is not None
        if size_px == self._size_px:
            return self._box
        scaled: Floats = self._box * np.tile(np.divide(size_px, self._size_px), 2)
        return scaled


class LockedEstimator:
    """The pose of one person, frame by frame: the one way in which video and live find poses.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
        with_mask: Give each pose a person mask.

    Attributes:
        model: Name and SHA-256 of the network.

    Raises:
        ModelMissing: The model file is absent, damaged or of another kind.
    """

    def __init__(self, model: str = DEFAULT, *, with_mask: bool = False) -> None:
        self._estimator = Estimator(model, with_mask=with_mask)
        self._lock = PersonLock()
        self.model: ModelInfo = self._estimator.model

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """The followed person, or whoever is found while nobody is followed.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored.
            t_s: Seconds, rising; a time that does not rise is moved on by a millisecond.

        Raises:
            ValueError: The estimator was closed, or the picture has another shape.
        """
        pose = self._estimator.estimate(self._lock.hide_others(rgb), t_s)
        self._lock.follow(pose, t_s)
        return pose

    def release(self) -> None:
        """Follow nobody any longer: the next person found is the one."""
        self._lock.release()

    def close(self) -> None:
        """Let the network go; a second call does nothing."""
        self._estimator.close()

    def __enter__(self) -> LockedEstimator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def _bounds(pose: Pose, margin_torsos: float) -> Floats:
    """Box around all landmarks with a margin; the torso is taken no shorter than the shoulders are wide."""
    xy = pose.image_xy
    shoulders = xy[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    hips = xy[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]]
    torso_px = float(np.hypot(*(shoulders.mean(axis=0) - hips.mean(axis=0))))
    width_px = float(np.hypot(*(shoulders[0] - shoulders[1])))
    margin_px = max(torso_px, width_px) * margin_torsos
    return np.concatenate([np.nanmin(xy, axis=0) - margin_px, np.nanmax(xy, axis=0) + margin_px])
