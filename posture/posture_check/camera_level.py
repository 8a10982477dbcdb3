"""Level of the camera, from the tilt that all lines of a person share."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from posture.body.baseline import median_of
from posture.body.features import SHOULDER_ROLL, TRUNK_SIDEWAYS, Feature
from posture.body.stance import HIP_ROLL, SHIN_STANDS, THIGH_STANDS, TRUNK_INCLINATION
from posture.body.view import View

MAX_ROLL_DEG = 8.0
"""A larger tilt refuses the check; a smaller one is removed given a baseline (measurements.md 2.3)."""
STANDING_DEG, STRAIGHT_DEG = 20.0, 25.0
"""Largest lean of a leg, with a level camera, and largest bend of a knee in somebody who stands. A tilted
camera turns thigh and shin alike; somebody who leans on a chair has an upright shin and a leaning thigh."""
LINES: Mapping[View, tuple[Feature, ...]] = {
    View.FRONT: (SHOULDER_ROLL, HIP_ROLL, TRUNK_SIDEWAYS),
    View.SIDE: (TRUNK_INCLINATION, THIGH_STANDS, SHIN_STANDS),
}
"""Lines that turn with the camera: they are level or upright in somebody who stands straight."""
Values = Mapping[Feature, float]


def camera_roll(view: View, moments: Sequence[Values]) -> float:
    """Estimate how far the camera is tilted to the side, in degrees.

    From the front it is the tilt shared by shoulders, hips and trunk, from the side that shared by trunk,
    thigh and shin of somebody who stands.

    Args:
        view: ``front`` or ``side``.
        moments: The measurements of each pose; NaN where a joint was not seen.

    Returns:
        The tilt; 0 where the lines disagree or are not seen.
    """
    if view is View.SIDE and not stands(moments):
        return 0.0
    return shared([median_of(values[feature] for values in moments) for feature in LINES[view]])


def shared(angles: Sequence[float]) -> float:
    """Return the part that angles have in common: the smallest where all have one sign, else 0.

    >>> shared([4.0, 6.0, 3.0]), shared([4.0, -1.0])
    (3.0, 0.0)
    """
    if not angles or any(math.isnan(angle) for angle in angles):
        return 0.0
    least = min(angles, key=abs)
    return least if all(angle * least > 0.0 for angle in angles) else 0.0


def stands(moments: Sequence[Values]) -> bool:
    """Return whether somebody seen from the side stands, with the feet in the frame."""
    thigh, shin = (
        median_of(values.get(part, math.nan) for values in moments) for part in (THIGH_STANDS, SHIN_STANDS)
    )
    return max(abs(thigh), abs(shin)) < STANDING_DEG + MAX_ROLL_DEG and abs(thigh - shin) < STRAIGHT_DEG
