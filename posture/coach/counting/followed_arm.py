"""The arm that a movement of both is counted on, where the camera does not always see both."""

from __future__ import annotations

import math

from posture.body.arms import ARMS, arms_seen
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side

GONE_S = 0.3
"""An arm that was not seen for so long is hidden: less is a flicker."""
TOGETHER_S = 1.0
"""Seconds that both arms are seen at rest before both are counted on again."""


class FollowedArm:
    """Follows both arms while both are seen, else the one that is; never the mean of a seen and a hidden one.

    During a movement an arm can be lost and none regained: the movement ends on the arm that was seen all
    the time.

    Args:
        signal: What is measured; its joints are what has to be seen of an arm.
        side: The arm that the set begins on, or both.
    """

    def __init__(self, signal: Feature, side: Side) -> None:
        self._signal, self.side = signal, side
        self._seen_s = dict.fromkeys(ARMS, math.nan)
        self._together_s = math.nan

    def update(self, pose: Pose, *, moving: bool) -> Side:
        """Take the next pose and return the side to measure.

        Args:
            pose: With unseen landmarks as NaN.
            moving: Whether a movement is under way.
        """
        seen = arms_seen(self._signal, pose)
        for side in seen:
            self._seen_s[side] = pose.t_s
        if len(seen) < len(ARMS):
            self._together_s = math.nan
        elif math.isnan(self._together_s):
            self._together_s = pose.t_s
        if len(seen) == 1 and seen[0] is not self.side:
            gone_s = pose.t_s - self._seen_s[seen[0].other]
            may_change = self.side is Side.BOTH or not moving
            if may_change and not gone_s < GONE_S:  # NaN: it was never seen
                self.side = seen[0]
        elif not moving and pose.t_s - self._together_s >= TOGETHER_S:
            self.side = Side.BOTH
        return self.side
