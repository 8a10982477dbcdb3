"""Lines in the frame that show a value of a measurement: a joint reaches them when it has that value.

Each is the inverse of a measurement in `posture.body.features`: a joint on the line measures the value.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from posture.body.geometry import distance, midpoint
from posture.body.landmarks import Landmark, Point, Pose, Side

if TYPE_CHECKING:
    from posture.body.baseline import Baseline

Line = tuple[Point, Point]
"""Two ends in image pixels."""


def ray(vertex: str, along: str, moving: str) -> _Angle:
    """Return what draws the line from a joint that another lies on where an angle has a value.

    Args:
        vertex: Name of the joint where the angle is measured.
        along: Name of the joint at the end of the fixed line.
        moving: Name of the joint that reaches the line.
    """
    return _Angle(vertex, along, moving)


class _Angle:
    def __init__(self, vertex: str, along: str, moving: str) -> None:
        self._names = (vertex, along, moving)

    def __call__(self, pose: Pose, side: Side, baseline: Baseline, value: float) -> Line:
        """Return the line; NaN where a joint is not seen.

        Args:
            pose: In image pixels.
            side: The side that is measured.
            baseline: Not used.
            value: Interior angle at the vertex in degrees.
        """
        vertex, along, moving = (pose.joint(side, name) for name in self._names)
        ux, uy = along[0] - vertex[0], along[1] - vertex[1]
        turn = ux * (moving[1] - vertex[1]) - uy * (moving[0] - vertex[0])
        angle = math.atan2(uy, ux) + math.copysign(math.radians(value), turn)
        return _along(vertex, angle, distance(vertex, moving))


def rise(hinge: str, moving: str) -> _Rise:
    """Return what draws the line from a joint that another lies on where it rises by a value.

    Args:
        hinge: Name of the joint that the line starts from.
        moving: Name of the joint that reaches it.
    """
    return _Rise(hinge, moving)


class _Rise:
    def __init__(self, hinge: str, moving: str) -> None:
        self._names = (hinge, moving)

    def __call__(self, pose: Pose, side: Side, baseline: Baseline, value: float) -> Line:
        """Return the line; NaN where a joint is not seen.

        Args:
            pose: In image pixels.
            side: The side that is measured.
            baseline: Not used.
            value: Elevation in degrees.
        """
        hinge, moving = (pose.joint(side, name) for name in self._names)
        up = math.radians(value)
        angle = math.atan2(-math.sin(up), math.copysign(math.cos(up), moving[0] - hinge[0]))
        return _along(hinge, angle, distance(hinge, moving))


def _along(start: Point, angle: float, length: float) -> Line:
    """Draw from a little off the joint to a little beyond where the other one will be."""
    x, y = math.cos(angle), math.sin(angle)
    near, far = 0.3 * length, 1.35 * length
    return (start[0] + near * x, start[1] + near * y), (start[0] + far * x, start[1] + far * y)


def beside_trunk(pose: Pose, side: Side, baseline: Baseline, value: float) -> Line:
    """Return a line along the trunk, for the elbow to come to.

    Args:
        pose: In image pixels; NaN for an unseen joint makes the line NaN.
        side: The side that is nearer to the camera.
        baseline: The person's lengths.
        value: Torso lengths towards the back.
    """
    hip, shoulder, elbow = (pose.joint(side, name) for name in ("hip", "shoulder", "elbow"))
    length = distance(hip, shoulder)
    if not length > 0.0:
        return (math.nan, math.nan), (math.nan, math.nan)
    ux, uy = (shoulder[0] - hip[0]) / length, (shoulder[1] - hip[1]) / length
    away = (1.0 if side is Side.RIGHT else -1.0) * value * baseline.torso_px
    foot = (elbow[0] - hip[0]) * ux + (elbow[1] - hip[1]) * uy
    reach = 0.35 * baseline.torso_px
    x, y = hip[0] + uy * away, hip[1] - ux * away
    low, high = foot - reach, foot + reach
    return (x + ux * low, y + uy * low), (x + ux * high, y + uy * high)


def head_line(pose: Pose, side: Side, baseline: Baseline, value: float) -> Line:
    """Return a line through the ears, for the eyes and ears to lie along.

    Args:
        pose: In image pixels; NaN for an unseen ear makes the line NaN.
        side: The side that the head is tilted to.
        baseline: Not used.
        value: Degrees of tilt, as they are seen.
    """
    right, left = pose.at(Landmark.RIGHT_EAR), pose.at(Landmark.LEFT_EAR)
    (x, y), reach = midpoint(right, left), 1.3 * distance(right, left)
    tilt = math.radians(-value if side is Side.RIGHT else value)
    dx, dy = reach * math.cos(tilt), reach * math.sin(tilt)
    return (x - dx, y - dy), (x + dx, y + dy)


def ear_behind(pose: Pose, side: Side, baseline: Baseline, value: float) -> Line:
    """Return an upright line behind the shoulders, for the ears to come to.

    Args:
        pose: In image pixels; NaN for an unseen joint makes the line NaN.
        side: The side that is nearer to the camera.
        baseline: The person's lengths.
        value: Head lengths behind the shoulders.
    """
    ear = midpoint(pose.at(Landmark.LEFT_EAR), pose.at(Landmark.RIGHT_EAR))
    shoulder = midpoint(pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.RIGHT_SHOULDER))
    x = shoulder[0] - (1.0 if side is Side.RIGHT else -1.0) * value * baseline.head_px
    return (x, ear[1] - 0.9 * baseline.head_px), (x, ear[1] + 0.9 * baseline.head_px)


def hand_height(pose: Pose, side: Side, baseline: Baseline, value: float) -> Line:
    """Return a level line below the shoulders, for the hand to come to.

    Args:
        pose: In image pixels; NaN for an unseen joint makes the line NaN.
        side: The side of the hand.
        baseline: The person's lengths.
        value: Torso lengths below the shoulders.
    """
    left, right = pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.RIGHT_SHOULDER)
    y = midpoint(left, right)[1] + value * baseline.torso_px
    x, reach = pose.joint(side, "wrist")[0], 0.3 * baseline.torso_px
    return (x - reach, y), (x + reach, y)
