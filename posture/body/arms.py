"""Which of two arms a camera sees."""

from __future__ import annotations

from collections.abc import Iterable

from posture.body.features import Feature
from posture.body.landmarks import Pose, Side

ARMS = (Side.LEFT, Side.RIGHT)


def measured_on(signal: Feature, poses: Iterable[Pose], side: Side) -> Side:
    """The arm that is seen, where it may stand for both and the other is not; else the side itself."""
    return arm_seen(signal, poses) if signal.alone and side is Side.BOTH else side


def arm_seen(signal: Feature, poses: Iterable[Pose]) -> Side:
    """The arm of which these poses show all that a measurement needs; both where both are, or neither is."""
    shown = list(poses)
    seen = [side for side in ARMS if all(signal.sees(pose, side) for pose in shown)]
    return seen[0] if len(seen) == 1 else Side.BOTH
