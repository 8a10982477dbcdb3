"""Test-time flip averaging: the pose of one person from a frame and from its mirror image.

The network does not treat left and right alike: over rendered people who stand still, a frame and its
mirror image differ by up to 4.5 degrees at the hips and 2.5 at the head, shoulders and trunk, with the
truth between them. The mean of both has no such preference, and where the two do not agree the joint
was guessed: what a chair, a table or a wide coat hides is put in another place each time
(measurements.md 2.5). It takes twice the time, so it is for postures, not for movements.
"""

from __future__ import annotations

from dataclasses import replace
from types import TracebackType

import numpy as np

from posture.body.landmarks import MIRROR, Bools, Pose
from posture.body.visibility import torso_length_px
from posture.provenance import ModelInfo
from posture.vision.estimator import Finding
from posture.vision.models import DEFAULT
from posture.vision.orientation import Rgb
from posture.vision.person_tracker import TrackingEstimator

APART_TORSOS = 0.07
"""Distance of the middles of a pair of joints from which two poses do not agree: 4 degrees of a trunk.
Rendered people whose hips are seen stay below 0.055, one who sits behind a table reaches 0.08 and more."""


class FlipAverageEstimator:
    """A `TrackingEstimator` that averages each frame with its mirror image.

    Args:
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
        with_mask: Give each pose a person mask: the pixels that both call the person.

    Attributes:
        model: Name and SHA-256 of the network.
        others: Somebody else, or a mirror, was in the frame a moment ago.

    Raises:
        ModelMissing: The model file is absent, damaged or of another kind.
    """

    def __init__(self, model: str = DEFAULT, *, with_mask: bool = False) -> None:
        self._plain = TrackingEstimator(model, with_mask=with_mask, mind_others=True)
        self._mirrored = TrackingEstimator(model, with_mask=with_mask)
        self._ahead: tuple[Rgb, Rgb] | None = None
        self.model: ModelInfo = self._plain.model

    @property
    def others(self) -> bool:
        """Tell whether somebody else, or a mirror, was in the frame a moment ago."""
        return self._plain.others

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """Find the person in a frame, as it is and mirrored.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored.
            t_s: Seconds, rising.

        Returns:
            The mean pose, with NaN where the two do not agree; ``None`` where either found nobody.
        """
        return self.begin(rgb, t_s)()

    def begin(self, rgb: Rgb, t_s: float) -> Finding:
        """Begin to find the person in a frame, as it is and mirrored; other processes do both at once.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored.
            t_s: Seconds, rising.

        Returns:
            What gives the mean pose, to be called once, before the next frame.
        """
        ahead, self._ahead = self._ahead, None
        flipped = ahead[1] if ahead and ahead[0] is rgb else _flipped(rgb)
        finding, mirrored = self._plain.begin(rgb, t_s), self._mirrored.begin(flipped, t_s)

        def _both() -> Pose | None:
            one, other = finding(), mirrored()
            return None if one is None or other is None else agreed(one, other.mirrored())

        return _both

    def send_ahead(self, rgb: Rgb) -> None:
        """Hand over the frame that is begun next, and its mirror image, where the networks are elsewhere.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored, which stays as it is until it was begun.
        """
        self._ahead = rgb, _flipped(rgb)
        for estimator, each in zip((self._plain, self._mirrored), self._ahead, strict=True):
            estimator.send_ahead(each)

    def keep(self) -> None:
        """Lock on to the person seen last: nobody else is returned until they are gone for long."""
        self._plain.keep()
        self._mirrored.keep()

    def close(self) -> None:
        """Release the network; a second call does nothing."""
        self._plain.close()
        self._mirrored.close()

    def __enter__(self) -> FlipAverageEstimator:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.close()


def _flipped(rgb: Rgb) -> Rgb:
    return np.ascontiguousarray(rgb[:, ::-1])


def agreed(one: Pose, other: Pose) -> Pose:
    """Average two poses of the same frame.

    Left and right are judged together, by the middle between them: an error to the left on
    one side is often matched by one to the right on the other, and it is the middle that is measured.

    Args:
        one: The pose in the frame.
        other: The pose in its mirror image, mirrored back.

    Returns:
        The mean, with NaN at joints on which the two do not agree, and the lower visibility.
    """
    torso_px = max(torso_length_px(one), torso_length_px(other))
    off = one.image_xy - other.image_xy
    off = (off + off[MIRROR]) / 2.0
    hidden = ~(np.hypot(off[:, :1], off[:, 1:]) <= APART_TORSOS * torso_px)
    mask = _both(one.mask, other.mask)
    return replace(
        one,
        image_xy=np.where(hidden, np.nan, (one.image_xy + other.image_xy) / 2.0),
        world_xyz=np.where(hidden, np.nan, (one.world_xyz + other.world_xyz) / 2.0),
        visibility=np.minimum(one.visibility, other.visibility),
        mask=mask,
    )


def _both(one: Bools | None, other: Bools | None) -> Bools | None:
    return None if one is None or other is None else one & other
