"""Measurements of arms that pull: the elbow in space, and trunk and knees of somebody who stands to pull."""

from __future__ import annotations

import math
from dataclasses import replace

from posture.body.baseline import Baseline
from posture.body.features import KNEE_FLEXION, LATERAL, TRUNK_ELEVATION, Feature, measured_once
from posture.body.geometry import ratio
from posture.body.landmarks import Landmark, Pose, Side, on

SITS = math.sin(math.radians(45.0))
"""Share of its length by which the thigh of a standing person rises at least, bent knees or not."""
Vector = tuple[float, float, float]
"""World metres; a place has its origin between the hips."""


def _at(pose: Pose, landmark: Landmark) -> Vector:
    x, y, z = pose.world_xyz[landmark].tolist()
    return x, y, z


def _from(a: Vector, b: Vector) -> Vector:
    """Return the vector from ``a`` to ``b``."""
    return b[0] - a[0], b[1] - a[1], b[2] - a[2]


def _dot(a: Vector, b: Vector) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Vector, b: Vector) -> Vector:
    return a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]


def _half_way(a: Vector, b: Vector) -> Vector:
    return (a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0, (a[2] + b[2]) / 2.0


def _elbow_behind(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how far the elbow is behind the shoulder, square to the trunk, in torso lengths of the world.

    Depth from one camera is a guess, but a good one here: over five real and two rendered clips of rows it
    goes from -0.7..-0.2 with long arms to -0.15..+0.34 pulled, 0.17 or more further each time.
    """
    left, right = (_at(pose, on(s, "shoulder")) for s in (Side.LEFT, Side.RIGHT))
    hips = _half_way(_at(pose, Landmark.LEFT_HIP), _at(pose, Landmark.RIGHT_HIP))
    trunk = _from(hips, _half_way(left, right))
    back = _cross(trunk, _from(right, left))
    arm = _from(_at(pose, on(side, "shoulder")), _at(pose, on(side, "elbow")))
    return ratio(ratio(_dot(arm, back), math.hypot(*back)), math.hypot(*trunk))


def _elbow_bent(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the flexion of the elbow in space: in pixels an arm that points at the camera looks bent."""
    shoulder, elbow, wrist = (_at(pose, on(side, name)) for name in ("shoulder", "elbow", "wrist"))
    upper, fore = _from(elbow, shoulder), _from(elbow, wrist)
    cosine = ratio(_dot(upper, fore), math.hypot(*upper) * math.hypot(*fore))
    return cosine if math.isnan(cosine) else 180.0 - math.degrees(math.acos(min(max(cosine, -1.0), 1.0)))


def _thigh_share(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the share of its length by which the thigh rises in space."""
    thigh = _from(_at(pose, on(side, "hip")), _at(pose, on(side, "knee")))
    return ratio(abs(thigh[1]), math.hypot(*thigh))


_thigh_rise = measured_once("thigh_rise", _thigh_share)


def _of_standing(name: str, feature: Feature) -> Feature:
    """Limit a measurement to somebody who stands: NaN where the thigh lies level in space.

    A person who sits to row has an upright trunk and may bend the knees. One who is not seen to sit stands.
    """

    def _compute(pose: Pose, side: Side, baseline: Baseline) -> float:
        sits = _thigh_rise(pose, side, baseline) < SITS
        return math.nan if sits else feature.compute(pose, side, baseline)

    return replace(feature, name=name, compute=_compute, standing=True)


ELBOW_BEHIND = Feature(
    "elbow_behind",
    "ratio",
    ("elbow", "shoulder", "hip"),
    LATERAL,
    measured_once("elbow_behind", _elbow_behind),
)
ELBOW_BENT = Feature(
    "elbow_bent", "deg", ("shoulder", "elbow", "wrist"), LATERAL, measured_once("elbow_bent", _elbow_bent)
)
KNEE_STANDING = _of_standing("knee_standing", KNEE_FLEXION)
TRUNK_STANDING = _of_standing("trunk_standing", TRUNK_ELEVATION)
