"""The resting place: where the body rests in the frame, and how the trunk stands there."""

from __future__ import annotations

import math
from collections.abc import Sequence

from posture.body.baseline import Baseline, median_of
from posture.body.features import middle
from posture.body.geometry import distance, elevation
from posture.body.landmarks import Pose

OUT_TORSOS, OUT_DEG = 0.7, 30.0
"""A person so far from where they rest, or turned so much, has not arrived there yet. Sitting down lowers the
hips by a thigh, 0.84 torso lengths; the exercises themselves shift them by less than half of one."""
MOST_POSES = 90
"""Most poses that lengths and neutral values are medians of."""


class RestingPlace:
    """The usual place of the body while it rests: in the frame, and how the trunk stands.

    Args:
        resting: Poses at rest.
    """

    def __init__(self, resting: Sequence[Pose]) -> None:
        poses = resting[:: -(-len(resting) // MOST_POSES)]
        hidden = math.isnan(median_of(middle(pose, "hip")[0] for pose in poses))
        self._joint = "shoulder" if hidden else "hip"
        places = (_place(pose, self._joint) for pose in poses)
        self._x, self._y, self._trunk = (median_of(values) for values in zip(*places, strict=True))
        self._torso_px = Baseline.of(poses).torso_px

    def left(self, pose: Pose) -> bool:
        """Return whether the body is elsewhere: it has not arrived yet, or has gone."""
        x, y, trunk = _place(pose, self._joint)
        away = distance((self._x, self._y), (x, y)) > OUT_TORSOS * self._torso_px
        return away or abs((trunk - self._trunk + 180.0) % 360.0 - 180.0) > OUT_DEG

    def since_s(self, poses: Sequence[Pose], first: int) -> float:
        """Return since when the body was there, in seconds: walking there is no part of the set.

        Args:
            poses: In order of time.
            first: Index of a pose at which it was there.
        """
        away = (i for i in range(first - 1, -1, -1) if self.left(poses[i]))
        return poses[next(away, -1) + 1].t_s


def _place(pose: Pose, joint: str) -> tuple[float, float, float]:
    """Return the place of the body in the frame, by that joint, and how the trunk stands."""
    x, y = middle(pose, joint)
    return x, y, elevation(middle(pose, "hip"), middle(pose, "shoulder"))
