"""One person followed from frame to frame: the rest of the frame is kept from the network.

In video mode the network looks near where it last saw somebody, and where two people come close it
may go over to the other one. Everything outside the followed person's last box is therefore filled
with gray before each frame: there is nobody else left to go to. Where it goes over all the same, or
somebody else stands where the person was, that counts as nobody until the person is back: see
`Appearance`.
"""

from __future__ import annotations

import math
from types import TracebackType

import numpy as np

from posture.body.landmarks import Floats, Landmark, Pose
from posture.provenance import ModelInfo
from posture.vision.appearance import Appearance
from posture.vision.brightness import brightened, is_backlit
from posture.vision.estimator import Estimator, Finding
from posture.vision.models import DEFAULT
from posture.vision.orientation import Rgb
from posture.vision.other_people import Company

_GRAY = 128
MARGIN_TORSOS = 0.5
"""Margin of the box around the landmarks, in torso lengths."""
REACH_TORSOS_PER_S = 1.0
"""Growth of that margin for each second until the next frame: hands move that fast."""
SHRINK_S = 1.0
"""Time constant with which the box follows a person who gets smaller or moves on."""
LOST_S = 0.5
"""After this long unseen, the person is sought in the whole frame again."""
OTHERS_MARGIN_TORSOS = 0.1
"""Margin around somebody else, which is small: the person may stand close by."""
AVOID_S = 0.5
"""How long nobody is sought where somebody else was."""
BRIGHTEN_AGAIN_S = 0.5
"""Time from one try to the next with a brightened frame, where nobody is found against the light."""


class PersonTracker:
    """The box in which the followed person is, and the frame with nothing but it."""

    def __init__(self) -> None:
        self._box: Floats | None = None
        self._size_px = (0, 0)
        self._seen_s = -math.inf
        self._other: Floats | None = None
        self._other_s = -math.inf
        self._alone = np.empty((0, 0, 3), np.uint8)
        self._uncovered = (slice(0), slice(0))

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """Return left, top, right, bottom in pixels, ``None`` while nobody is followed."""
        if self._box is None:
            return None
        left, top, right, bottom = self._box.tolist()
        return left, top, right, bottom

    def release(self) -> None:
        """Follow nobody, and look at the whole frame again."""
        self._box = self._other = None

    def hide_others(self, rgb: Rgb) -> Rgb:
        """Return the frame with gray outside the box, or inside somebody else's while nobody is followed.

        It is the very array that was given while there is neither box, and else good until the next call.

        Args:
            rgb: (H, W, 3) uint8.
        """
        height, width = rgb.shape[:2]
        if self._box is not None:
            left, top, right, bottom = _within(self._scaled(self._box, (width, height)), (width, height))
            if (left, top, right, bottom) == (0, 0, width, height):
                return rgb
            return self._only(rgb, (slice(top, bottom), slice(left, right)))
        if self._other is not None:
            left, top, right, bottom = _within(self._scaled(self._other, (width, height)), (width, height))
            without = rgb.copy()
            without[top:bottom, left:right] = _GRAY
            return without
        return rgb

    def _only(self, rgb: Rgb, part: tuple[slice, slice]) -> Rgb:
        """Return a part of the frame in gray, on one canvas: a new one for each frame costs as much again."""
        if self._alone.shape != rgb.shape:
            self._alone = np.full(rgb.shape, _GRAY, np.uint8)
        else:
            self._alone[self._uncovered] = _GRAY
        self._alone[part], self._uncovered = rgb[part], part
        return self._alone

    def cover(self, pose: Pose, rgb: Rgb) -> Rgb:
        """Return the frame with gray over the person: what is left is everybody else.

        Args:
            pose: The person.
            rgb: (H, W, 3) uint8.
        """
        height, width = rgb.shape[:2]
        left, top, right, bottom = _within(_bounds(pose, OTHERS_MARGIN_TORSOS), (width, height))
        others = rgb.copy()
        others[top:bottom, left:right] = _GRAY
        return others

    def avoid(self, pose: Pose, t_s: float) -> None:
        """Note that somebody else was found: for a while the person is sought elsewhere.

        Args:
            pose: Somebody else.
            t_s: Seconds, rising.
        """
        self.follow(None, t_s)
        if self._box is None:
            self._other, self._other_s = _bounds(pose, OTHERS_MARGIN_TORSOS), t_s
            self._size_px = pose.size_px

    def follow(self, pose: Pose | None, t_s: float) -> None:
        """Move the box to what the network found.

        Args:
            pose: The person, or ``None`` where nobody was found.
            t_s: Seconds of the frame, rising.
        """
        if pose is None:
            if t_s - self._seen_s > LOST_S:
                self._box = None
            if t_s - self._other_s > AVOID_S:
                self._other = None
            return
        step_s = 0.0 if self._box is None else min(max(t_s - self._seen_s, 0.0), LOST_S)
        wanted = _bounds(pose, MARGIN_TORSOS + REACH_TORSOS_PER_S * step_s)
        if self._box is None:
            box = wanted
        else:
            slow = wanted + math.exp(-step_s / SHRINK_S) * (self._scaled(self._box, pose.size_px) - wanted)
            box = np.concatenate([np.minimum(wanted, slow)[:2], np.maximum(wanted, slow)[2:]])
        self._box, self._size_px, self._seen_s = box, pose.size_px, t_s
        self._other = None

    def _scaled(self, box: Floats, size_px: tuple[int, int]) -> Floats:
        """Scale the box to a frame of another size: a slow link sends smaller frames of the same scene."""
        if size_px == self._size_px:
            return box
        scaled: Floats = box * np.tile(np.divide(size_px, self._size_px), 2)
        return scaled


class TrackingEstimator:
    """The pose of one person, frame by frame: the one way in which video and live find poses.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
        with_mask: Give each pose a person mask.
        mind_others: Look once in a while, until the person got ready, whether somebody else is there.

    Attributes:
        model: Name and SHA-256 of the network.
        others: Somebody else, or a mirror, was in the frame a moment ago.

    Raises:
        ModelMissing: The model file is absent, damaged or of another kind.
    """

    def __init__(self, model: str = DEFAULT, *, with_mask: bool = False, mind_others: bool = False) -> None:
        self._company = Company()
        self._minds, self.others = mind_others, False
        self._estimator = Estimator(model, with_mask=with_mask)
        self._lock = PersonTracker()
        self._appearance = Appearance()
        self._brightens, self._tried_s = False, -math.inf
        self.model: ModelInfo = self._estimator.model

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """Find the followed person in a frame, or anybody before one is followed.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored.
            t_s: Seconds, rising; a time that does not rise is moved on by a millisecond.

        Returns:
            The pose, or ``None`` where nobody, or only somebody else, is in the frame.

        Raises:
            ValueError: The estimator was closed, or the frame has another shape.
        """
        return self.begin(rgb, t_s)()

    def begin(self, rgb: Rgb, t_s: float) -> Finding:
        """Begin to find the person in a frame, as `estimate` does; another process works meanwhile.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored.
            t_s: Seconds, rising; a time that does not rise is moved on by a millisecond.

        Returns:
            What gives the pose, to be called once, before the next frame. `keep` may come before it.

        Raises:
            ValueError: The estimator was closed, or the frame has another shape.
        """
        alone = self._lock.hide_others(rgb)
        finding = self._estimator.begin(brightened(alone) if self._brightens else alone, t_s)
        return lambda: self._followed(self._looked(finding(), alone, t_s), rgb, t_s)

    def _followed(self, pose: Pose | None, rgb: Rgb, t_s: float) -> Pose | None:
        """Follow what was found in a frame, unless that is somebody else."""
        if pose is not None and not self._appearance.matches(pose, rgb):
            self._lock.avoid(pose, t_s)
            return None
        self._lock.follow(pose, t_s)
        if self._minds and self._company.due(pose, t_s) and pose is not None:
            self._company.look(pose, self._lock.cover(pose, rgb), t_s)
        self.others = self._company.there(t_s)
        return pose

    def try_out(self, rgb: Rgb) -> None:
        """Have the network look at a frame, to see how long it takes; nobody is followed.

        Args:
            rgb: (H, W, 3) uint8.
        """
        self._estimator.estimate(rgb, 0.0)

    def _looked(self, pose: Pose | None, rgb: Rgb, t_s: float) -> Pose | None:
        """Look again where nobody was found: at the frame brightened, if they hide as a silhouette in it.

        Once that has helped, each frame is brightened, so that the network can follow.
        """
        tried_now = self._brightens or t_s - self._tried_s < BRIGHTEN_AGAIN_S
        self._brightens = self._brightens and pose is not None
        if pose is None and not tried_now and is_backlit(rgb):
            self._tried_s = t_s
            pose = self._estimator.estimate(brightened(rgb), t_s)
            self._brightens = pose is not None
        return pose

    def keep(self) -> None:
        """Lock on to the person seen last: nobody else is returned until they are gone for long."""
        self._appearance.choose()
        self._minds = False
        self._company.close()

    def release(self) -> None:
        """Follow nobody any longer: the next person found is the one."""
        self._lock.release()
        self._appearance.forget()

    def close(self) -> None:
        """Release the network; a second call does nothing."""
        self._company.close()
        self._estimator.close()

    def __enter__(self) -> TrackingEstimator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def _within(box: Floats, size_px: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return the part of the box that is in the frame, in whole pixels."""
    left, top, right, bottom = (
        min(max(round(edge), 0), limit)
        for edge, limit in zip(box.tolist(), (*size_px, *size_px), strict=True)
    )
    return left, top, right, bottom


def _bounds(pose: Pose, margin_torsos: float) -> Floats:
    """Return a box around all landmarks with a margin; a torso counts no less than the width of shoulders."""
    xy = pose.image_xy
    shoulders = xy[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]]
    hips = xy[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]]
    torso_px = float(np.hypot(*(shoulders.mean(axis=0) - hips.mean(axis=0))))
    width_px = float(np.hypot(*(shoulders[0] - shoulders[1])))
    margin_px = max(torso_px, width_px) * margin_torsos
    return np.concatenate([np.nanmin(xy, axis=0) - margin_px, np.nanmax(xy, axis=0) + margin_px])
