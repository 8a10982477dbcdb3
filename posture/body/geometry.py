"""Angles and distances of image points, as plain floats. Knows nothing of people.

Points are (x, y) in pixels with y down. A missing point is (NaN, NaN) and makes the result NaN;
so do points that coincide where a direction is asked for.
"""

from __future__ import annotations

import math

from posture.body.landmarks import Point


def distance(a: Point, b: Point) -> float:
    """Return the distance of two points in pixels.

    Args:
        a: One point.
        b: The other.

    >>> distance((0.0, 0.0), (3.0, 4.0))
    5.0
    """
    return math.dist(a, b)


def midpoint(a: Point, b: Point) -> Point:
    """Return the point half-way between two.

    Args:
        a: One point.
        b: The other.

    >>> midpoint((0.0, 0.0), (2.0, 4.0))
    (1.0, 2.0)
    """
    return (a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0


def angle_at(vertex: Point, a: Point, b: Point) -> float:
    """Return the interior angle a-vertex-b in degrees, 0 to 180.

    Args:
        vertex: Where the two lines meet.
        a: End of one line.
        b: End of the other.

    >>> angle_at((0.0, 0.0), (1.0, 0.0), (0.0, 1.0))
    90.0
    """
    ux, uy, vx, vy = a[0] - vertex[0], a[1] - vertex[1], b[0] - vertex[0], b[1] - vertex[1]
    dot, cross = ux * vx + uy * vy, ux * vy - uy * vx
    if dot == 0.0 and cross == 0.0:
        return math.nan
    return math.degrees(math.atan2(abs(cross), dot))


def elevation(a: Point, b: Point) -> float:
    """Return by how many degrees a-b rises above the horizontal, -90 to 90, to the left or to the right.

    Args:
        a: The end to measure from.
        b: The end that is higher where the result is positive.

    >>> elevation((0.0, 0.0), (-1.0, -1.0))
    45.0
    """
    dx, dy = abs(b[0] - a[0]), a[1] - b[1]
    return math.nan if dx == 0.0 and dy == 0.0 else math.degrees(math.atan2(dy, dx))


def lean(a: Point, b: Point) -> float:
    """Return by how many degrees a-b leans from straight up: 0 upright, + towards the right of the frame.

    Args:
        a: The lower end, where the line stands upright.
        b: The upper end.

    >>> round(lean((0.0, 0.0), (1.0, -1.0)))
    45
    """
    dx, dy = b[0] - a[0], a[1] - b[1]
    return math.nan if dx == 0.0 and dy == 0.0 else math.degrees(math.atan2(dx, dy))


def roll(right: Point, left: Point) -> float:
    """Return the tilt of the line between a person's right and left point, who faces the camera.

    Args:
        right: A point on the person's own right.
        left: The same on their left.

    Returns:
        Degrees; positive where the person's left side is lower.

    >>> round(roll((0.0, 0.0), (1.0, 1.0)))
    45
    """
    dx, dy = left[0] - right[0], left[1] - right[1]
    return math.nan if dx == 0.0 and dy == 0.0 else math.degrees(math.atan2(dy, dx))


def offset_from_line(point: Point, a: Point, b: Point) -> float:
    """Return the signed distance in pixels of a point from the line a-b.

    It is positive to the left of somebody who walks from a to b, left as it is seen in the frame.

    Args:
        point: x and y in image pixels; NaN where it was not seen.
        a: One point of the line.
        b: Another.

    >>> offset_from_line((-2.0, 0.0), (0.0, 1.0), (0.0, -1.0))
    2.0
    """
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.hypot(dx, dy)
    if length == 0.0:
        return math.nan
    return (dy * (point[0] - a[0]) - dx * (point[1] - a[1])) / length


def ratio(value: float, unit: float) -> float:
    """Return a value in units of another; NaN where the unit is zero or missing.

    Args:
        value: What is divided; NaN stays NaN.
        unit: The unit, above zero.

    >>> ratio(3.0, 2.0)
    1.5
    """
    return value / unit if unit > 0.0 else math.nan
