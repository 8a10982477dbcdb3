"""The arm that a camera sees, where it sees one of two."""

from __future__ import annotations

from collections.abc import Iterable

from posture.body.features import Feature
from posture.body.landmarks import Pose, Side

ARMS = (Side.LEFT, Side.RIGHT)
"""Both arms, each by itself."""


def measured_on(signal: Feature, poses: Iterable[Pose], side: Side) -> Side:
    """Return the side to measure: the one arm that is seen, where it may stand for both.

    Args:
        signal: What is measured; its joints are what has to be seen of an arm.
        poses: Each with unseen landmarks as NaN.
        side: The side that is followed; returned unchanged where no single arm may stand for it.
    """
    return arm_seen(signal, poses) if signal.alone and side is Side.BOTH else side


def arms_seen(signal: Feature, pose: Pose) -> tuple[Side, ...]:
    """Return each arm that is seen in a pose.

    Args:
        signal: What is measured; its joints are what has to be seen of an arm.
        pose: With unseen landmarks as NaN.
    """
    return tuple([side for side in ARMS if signal.sees(pose, side)])


def arm_seen(signal: Feature, poses: Iterable[Pose]) -> Side:
    """Return the arm that is seen in every pose; both where both are, or neither is.

    Args:
        signal: What is measured; its joints are what has to be seen of an arm.
        poses: Each with unseen landmarks as NaN.
    """
    shown = list(poses)
    seen = [side for side in ARMS if all(signal.sees(pose, side) for pose in shown)]
    return seen[0] if len(seen) == 1 else Side.BOTH
