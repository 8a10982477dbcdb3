"""Measurements of arms that pull: where the elbow is in space, and shoulders that creep up a bent trunk."""

from __future__ import annotations

import math

import numpy as np

from posture.body.baseline import Baseline
from posture.body.features import KNEE_FLEXION, LATERAL, Feature
from posture.body.geometry import ratio
from posture.body.landmarks import Landmark, Pose, Side, on

SITS = math.sin(math.radians(45.0))
"""Share of its length by which the thigh of somebody who stands rises, bent knees or not."""


def _elbow_behind(pose: Pose, side: Side, baseline: Baseline) -> float:
    """How far the elbow is behind the shoulder, square to the trunk, in torso lengths of world landmarks.

    Depth from one camera is a guess, and a good one of this: over five real and two rendered clips of
    rows it goes from -0.7..-0.2 with long arms to -0.15..+0.34 pulled, 0.17 or more further each time.
    """
    xyz = pose.world_xyz
    left, right = xyz[Landmark.LEFT_SHOULDER], xyz[Landmark.RIGHT_SHOULDER]
    across = left - right
    trunk = (left + right - xyz[Landmark.LEFT_HIP] - xyz[Landmark.RIGHT_HIP]) / 2.0
    length_m = float(np.linalg.norm(trunk))
    back = np.cross(trunk, across)
    size = float(np.linalg.norm(back))
    if not size > 0.0:
        return math.nan
    from_shoulder = xyz[on(side, "elbow")] - xyz[on(side, "shoulder")]
    return ratio(float(from_shoulder @ back) / size, length_m)


def _elbow_bent(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Flexion of the elbow in space: in the picture a long arm that points at the camera is folded, too."""
    shoulder, elbow, wrist = (pose.world_xyz[on(side, name)] for name in ("shoulder", "elbow", "wrist"))
    upper, fore = shoulder - elbow, wrist - elbow
    size = float(np.linalg.norm(upper) * np.linalg.norm(fore))
    if not size > 0.0:
        return math.nan
    return 180.0 - math.degrees(math.acos(min(max(float(upper @ fore) / size, -1.0), 1.0)))


def _ear_near(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Minus the distance from the shoulder to the ear along the trunk, in torso lengths.

    Along the trunk, not upright: when the trunk is bent the ear lies ahead of the shoulder.
    """
    hip, shoulder, ear = (pose.at(on(side, name)) for name in ("hip", "shoulder", "ear"))
    ux, uy = shoulder[0] - hip[0], shoulder[1] - hip[1]
    along_px = ratio((ear[0] - shoulder[0]) * ux + (ear[1] - shoulder[1]) * uy, math.hypot(ux, uy))
    return -ratio(along_px, baseline.torso_px)


def _knee_of_standing(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Knee flexion; NaN where the thigh lies level in space: who sits to row bends the knees as they like."""
    thigh = pose.world_xyz[on(side, "knee")] - pose.world_xyz[on(side, "hip")]
    upright = ratio(abs(float(thigh[1])), float(np.linalg.norm(thigh)))
    return math.nan if upright < SITS else KNEE_FLEXION.compute(pose, side, baseline)


ELBOW_BEHIND = Feature("elbow_behind", "ratio", ("elbow", "shoulder", "hip"), LATERAL, _elbow_behind)
ELBOW_BENT = Feature("elbow_bent", "deg", ("shoulder", "elbow", "wrist"), LATERAL, _elbow_bent)
NECK_SHORTER = Feature("neck_shorter", "ratio", ("ear", "shoulder", "hip"), LATERAL, _ear_near, relative=True)
KNEE_STANDING = Feature("knee_standing", "deg", ("hip", "knee", "ankle"), LATERAL, _knee_of_standing)
