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

from posture.body.geometry import midpoint
from posture.body.landmarks import Pose
from posture.provenance import ModelInfo
from posture.vision.appearance import Appearance
from posture.vision.brightness import brightened, is_backlit
from posture.vision.estimator import Estimator, Finding
from posture.vision.frame_part import GRAY, GrayFrame, Part, whole
from posture.vision.models import DEFAULT
from posture.vision.orientation import Rgb
from posture.vision.other_people import Company

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels; it may reach outside the frame."""

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
        self._box: Box | None = None
        self._size_px = (0, 0)
        self._seen_s = -math.inf
        self._other: Box | None = None
        self._other_s = -math.inf
        self._gray = GrayFrame()

    @property
    def box(self) -> Box | None:
        """Return left, top, right, bottom in pixels, ``None`` while nobody is followed."""
        return self._box

    def release(self) -> None:
        """Follow nobody, and look at the whole frame again."""
        self._box = self._other = None

    def hide_others(self, rgb: Rgb) -> Rgb:
        """Return the frame with gray outside the box, or inside somebody else's while nobody is followed.

        It is the very array that was given while there is neither box, and else good until the next call.

        Args:
            rgb: (H, W, 3) uint8.
        """
        part = self.part(rgb)
        if part is not None:
            return self._gray.show(rgb, part)
        if self._box is None and self._other is not None:
            left, top, right, bottom = self._in_frame(self._other, rgb)
            without = rgb.copy()
            without[top:bottom, left:right] = GRAY
            return without
        return rgb

    def part(self, rgb: Rgb) -> Part | None:
        """Return the part of a frame that is inside the box; ``None`` where that is all, or there is no box.

        Args:
            rgb: (H, W, 3) uint8.
        """
        if self._box is None:
            return None
        part = self._in_frame(self._box, rgb)
        return None if part == whole(rgb) else part

    def _in_frame(self, box: Box, rgb: Rgb) -> Part:
        size_px = rgb.shape[1], rgb.shape[0]
        return _within(self._scaled(box, size_px), size_px)

    def cover(self, pose: Pose, rgb: Rgb) -> Rgb:
        """Return the frame with gray over the person: what is left is everybody else.

        Args:
            pose: The person.
            rgb: (H, W, 3) uint8.
        """
        height, width = rgb.shape[:2]
        left, top, right, bottom = _within(_bounds(pose, OTHERS_MARGIN_TORSOS), (width, height))
        others = rgb.copy()
        others[top:bottom, left:right] = GRAY
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
        if self._box is not None:
            wanted = _wider(wanted, self._scaled(self._box, pose.size_px), math.exp(-step_s / SHRINK_S))
        self._box, self._size_px, self._seen_s = wanted, pose.size_px, t_s
        self._other = None

    def _scaled(self, box: Box, size_px: tuple[int, int]) -> Box:
        """Scale the box to a frame of another size: a slow link sends smaller frames of the same scene."""
        if size_px == self._size_px:
            return box
        x, y = size_px[0] / self._size_px[0], size_px[1] / self._size_px[1]
        left, top, right, bottom = box
        return left * x, top * y, right * x, bottom * y


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
        self._company, self._company_s = Company(), -math.inf
        self._minds = mind_others
        self._estimator = Estimator(model, with_mask=with_mask)
        self._lock = PersonTracker()
        self._appearance = Appearance()
        self._brightens, self._tried_s = False, -math.inf
        self.model: ModelInfo = self._estimator.model

    @property
    def others(self) -> bool:
        """Tell whether somebody else, or a mirror, was in the frame a moment ago."""
        return self._company.there(self._company_s)

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
        part = None if self._brightens else self._lock.part(rgb)
        if part is not None:
            finding = self._estimator.begin(rgb, t_s, part)
        else:
            alone = self._lock.hide_others(rgb)
            finding = self._estimator.begin(brightened(alone) if self._brightens else alone, t_s)
        return lambda: self._followed(self._looked(finding(), rgb, t_s), rgb, t_s)

    def send_ahead(self, rgb: Rgb) -> None:
        """Hand over the frame that is begun next, where the network is in another process.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored, which stays as it is until it was begun.
        """
        self._estimator.send_ahead(rgb)

    def _followed(self, pose: Pose | None, rgb: Rgb, t_s: float) -> Pose | None:
        """Follow what was found in a frame, unless that is somebody else."""
        if pose is not None and not self._appearance.matches(pose, rgb):
            self._lock.avoid(pose, t_s)
            return None
        self._lock.follow(pose, t_s)
        if self._minds and self._company.due(pose, t_s) and pose is not None:
            self._company.look(pose, self._lock.cover(pose, rgb), t_s)
        self._company_s = t_s
        return pose

    def try_out(self, rgb: Rgb) -> bool:
        """Have the network look at a frame, to see how long it takes; nobody is followed.

        Args:
            rgb: (H, W, 3) uint8.

        Returns:
            Whether it found somebody.
        """
        return self._estimator.estimate(rgb, 0.0) is not None

    def _looked(self, pose: Pose | None, rgb: Rgb, t_s: float) -> Pose | None:
        """Look again where nobody was found: at the frame brightened, if they hide as a silhouette in it.

        Once that has helped, each frame is brightened, so that the network can follow.
        """
        tried_now = self._brightens or t_s - self._tried_s < BRIGHTEN_AGAIN_S
        self._brightens = self._brightens and pose is not None
        if pose is None and not tried_now and is_backlit(alone := self._lock.hide_others(rgb)):
            self._tried_s = t_s
            pose = self._estimator.estimate(brightened(alone), t_s)
            self._brightens = pose is not None
        return pose

    def keep(self) -> None:
        """Lock on to the person seen last: nobody else is returned until they are gone for long."""
        self._appearance.choose()
        self._minds = False
        self._company.leave()

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


def _within(box: Box, size_px: tuple[int, int]) -> Part:
    """Return the part of the box that is in the frame, in whole pixels."""
    left, top, right, bottom = (
        min(max(round(edge), 0), limit) for edge, limit in zip(box, (*size_px, *size_px), strict=True)
    )
    return left, top, right, bottom


def _wider(wanted: Box, before: Box, share: float) -> Box:
    """Return the wanted box, and where the one before was wider, so much of what it had beyond."""
    left, top, right, bottom = (new + share * (old - new) for new, old in zip(wanted, before, strict=True))
    return min(wanted[0], left), min(wanted[1], top), max(wanted[2], right), max(wanted[3], bottom)


def _bounds(pose: Pose, margin_torsos: float) -> Box:
    """Return a box around all landmarks with a margin; a torso counts no less than the width of shoulders."""
    shoulders, hips = pose.pair("shoulder"), pose.pair("hip")
    torso_px = math.dist(midpoint(*shoulders), midpoint(*hips))
    margin_px = max(torso_px, math.dist(*shoulders)) * margin_torsos
    left, top = np.fmin.reduce(pose.image_xy).tolist()
    right, bottom = np.fmax.reduce(pose.image_xy).tolist()
    return left - margin_px, top - margin_px, right + margin_px, bottom + margin_px
