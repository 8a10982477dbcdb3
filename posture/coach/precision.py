"""How far off a measurement may be: what a report or a chart says beside a range.

Taken against the joints of rendered bodies (``docs/accuracy.md``): 95 of 100 frames are closer than
this. Real cameras do no better. What was never compared with a truth has no number here.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from posture.coach.references import CLIPS as SOURCE

__all__ = ["ERRORS", "SOURCE", "measuring_error"]

ERRORS: Mapping[str, float] = {
    "arm_elevation": 8.2,
    "elbow_flexion": 11.4,
    "head_roll": 12.8,  # the network reads about three quarters of a tilt
    "knee_flexion": 6.2,
    "trunk_rise": 7.3,
}
"""By name of the feature, in its unit."""


def measuring_error(feature: str) -> float:
    """What 95 of 100 measurements are closer than; NaN where it is not known.

    >>> measuring_error("arm_elevation"), measuring_error("no_signal")
    (8.2, nan)
    """
    return ERRORS.get(feature, math.nan)
