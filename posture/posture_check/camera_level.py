"""Whether the camera hangs level: what all lines of a person are off by together."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from posture.body.baseline import median_of
from posture.body.features import SHOULDER_ROLL, TRUNK_SIDEWAYS, Feature
from posture.body.stance import HIP_ROLL, SHIN_STANDS, THIGH_STANDS, TRUNK_INCLINATION
from posture.body.view import View

MAX_ROLL_DEG = 8.0
"""A camera tilted by more is refused; less is taken out where a baseline allows (measurements.md 2.3)."""
STANDING_DEG, STRAIGHT_DEG = 20.0, 25.0
"""Legs that lean less, on a level camera, and whose knee bends less are those of somebody who stands: a
camera turns thigh and shin by the same, who leans on a chair has the shin upright and the thigh not."""
LINES: Mapping[View, tuple[Feature, ...]] = {
    View.FRONT: (SHOULDER_ROLL, HIP_ROLL, TRUNK_SIDEWAYS),
    View.SIDE: (TRUNK_INCLINATION, THIGH_STANDS, SHIN_STANDS),
}
"""What turns with the camera: lines that are level or upright in somebody who stands straight."""
Values = Mapping[Feature, float]


def camera_roll(view: View, moments: Sequence[Values]) -> float:
    """Degrees that the camera seems to be tilted to the side.

    From the front shoulders, hips and trunk; from the side trunk, thigh and shin of somebody who
    stands. 0 where
    they do not agree, or where nothing can be told.
    """
    if view is View.SIDE and not stands(moments):
        return 0.0
    return shared([median_of(values[feature] for values in moments) for feature in LINES[view]])


def shared(angles: Sequence[float]) -> float:
    """The part that angles have in common: the smallest where all point the same way, else 0.

    >>> shared([4.0, 6.0, 3.0]), shared([4.0, -1.0])
    (3.0, 0.0)
    """
    if not angles or any(math.isnan(angle) for angle in angles):
        return 0.0
    least = min(angles, key=abs)
    return least if all(angle * least > 0.0 for angle in angles) else 0.0


def stands(moments: Sequence[Values]) -> bool:
    """Whether somebody seen from the side stands, with the feet in the picture."""
    thigh, shin = (
        median_of(values.get(part, math.nan) for values in moments) for part in (THIGH_STANDS, SHIN_STANDS)
    )
    return max(abs(thigh), abs(shin)) < STANDING_DEG + MAX_ROLL_DEG and abs(thigh - shin) < STRAIGHT_DEG
