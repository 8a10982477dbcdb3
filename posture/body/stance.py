"""Absolute measurements of a still posture, standing or sitting, from the front and from the side.

From the side, head, shoulders and hips are the middle of left and right: for a person who stands ten
degrees off, the nearer shoulder moves by a sixth of a shoulder width, the middle hardly. Nothing here
is an angle of a clinic: the network knows neither the seventh vertebra nor the tragus (measurements.md 14.2).
"""

from __future__ import annotations

import math

import numpy as np

from posture.body.baseline import Baseline
from posture.body.contour import DEEPEST, FLATTEST, is_arm, is_back
from posture.body.features import FRONT_ONLY, SHOULDER_RESIDUAL, SIDE_ONLY, Feature, forward, middle
from posture.body.geometry import distance, lean, offset_from_line, ratio, roll
from posture.body.landmarks import Floats, Landmark, Pose, Side
from posture.body.silhouette import back_contour

NECK_TORSOS, WAIST_TORSOS = -0.10, 0.62
"""Ends of the back's curve, as shares of the way from the shoulder to the hip (measurements.md 14.2)."""


def _head_over_shoulder(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the rise of the line shoulder-ear: 90 with the ear above the shoulder, less in front of it."""
    ear, shoulder = middle(pose, "ear"), middle(pose, "shoulder")
    return math.degrees(math.atan2(shoulder[1] - ear[1], forward(side) * (ear[0] - shoulder[0])))


def _trunk_inclination(pose: Pose, side: Side, baseline: Baseline) -> float:
    return forward(side) * lean(middle(pose, "hip"), middle(pose, "shoulder"))


def _neck_against_trunk(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how much further forward the neck leans than the trunk, whatever the chair makes of both."""
    return 90.0 - _head_over_shoulder(pose, side, baseline) - _trunk_inclination(pose, side, baseline)


def _shoulder_offset(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the shoulders from the line hips-ears, + behind it, in torso lengths."""
    hip, shoulder, ear = (middle(pose, joint) for joint in ("hip", "shoulder", "ear"))
    return ratio(forward(side) * offset_from_line(shoulder, hip, ear), baseline.torso_px)


def _pelvis_over_ankle(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the hip in front of the ankle of the nearer leg, in torso lengths."""
    ahead_px = pose.joint(side, "hip")[0] - pose.joint(side, "ankle")[0]
    return ratio(forward(side) * ahead_px, baseline.torso_px)


def _thigh_lean(pose: Pose, side: Side, baseline: Baseline) -> float:
    return forward(side) * lean(pose.joint(side, "knee"), pose.joint(side, "hip"))


def _shin_lean(pose: Pose, side: Side, baseline: Baseline) -> float:
    return forward(side) * lean(pose.joint(side, "ankle"), pose.joint(side, "knee"))


def _shoulder_level(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the tilt of the shoulder line, + with the left one lower, less its drag by a tilting head."""
    return -SHOULDER_RESIDUAL.compute(pose, side, baseline)


def _hip_roll(pose: Pose, side: Side, baseline: Baseline) -> float:
    return roll(pose.at(Landmark.RIGHT_HIP), pose.at(Landmark.LEFT_HIP))


def _back_curve(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the depth of the back behind the chord from the neck to the waist, in per cent of the chord.

    The chord begins at the root of the neck and the largest depth counts, as in the flexicurve index: 6 to 7
    in an upright rendered body, 10 and 14 with a back that is 0.03 and 0.06 torso lengths rounder
    (measurements.md 14.2). NaN where the contour is no back's.
    """
    if pose.mask is None:
        return math.nan
    shoulder, hip = np.array(middle(pose, "shoulder")), np.array(middle(pose, "hip"))
    neck, waist = (
        tuple((shoulder + share * (hip - shoulder)).tolist()) for share in (NECK_TORSOS, WAIST_TORSOS)
    )
    contour = back_contour(pose, neck, waist, facing=forward(side))
    in_torsos = contour * (WAIST_TORSOS - NECK_TORSOS)
    cell_px = pose.size_px[1] / pose.mask.shape[0]
    if not is_back(in_torsos, cell=ratio(cell_px, distance(middle(pose, "shoulder"), middle(pose, "hip")))):
        return math.nan
    if is_arm(in_torsos, pose, (neck, waist), facing=forward(side)):
        return math.nan
    depth = _depth(contour)
    return 100.0 * depth if FLATTEST <= depth <= DEEPEST else math.nan


def _depth(contour: Floats) -> float:
    """Measure how far a contour stands out behind the line between its ends, in lengths of that line."""
    known = np.flatnonzero(~np.isnan(contour))
    if known.size < 2:
        return math.nan
    first, last = known[0], known[-1]
    along = (known - first) / (last - first)
    chord = contour[first] + along * (contour[last] - contour[first])
    part = float(last - first) / (contour.size - 1)
    length = math.hypot(part, float(contour[last] - contour[first]))
    depth = float(np.max(contour[known] - chord))
    return depth * part / length / length


HEAD_OVER_SHOULDER = Feature("head_over_shoulder", "deg", ("ear", "shoulder"), SIDE_ONLY, _head_over_shoulder)
NECK_AGAINST_TRUNK = Feature(
    "neck_against_trunk", "deg", ("ear", "shoulder", "hip"), SIDE_ONLY, _neck_against_trunk
)
TRUNK_INCLINATION = Feature("trunk_inclination", "deg", ("shoulder", "hip"), SIDE_ONLY, _trunk_inclination)
SHOULDER_OFFSET = Feature("shoulder_offset", "ratio", ("ear", "shoulder", "hip"), SIDE_ONLY, _shoulder_offset)
BACK_CURVE = Feature("back_curve", "ratio", ("shoulder", "hip"), SIDE_ONLY, _back_curve, outline=True)
PELVIS_OVER_ANKLE = Feature("pelvis_over_ankle", "ratio", ("hip", "ankle"), SIDE_ONLY, _pelvis_over_ankle)
THIGH_STANDS = Feature("thigh_stands", "deg", ("hip", "knee"), SIDE_ONLY, _thigh_lean)
SHIN_STANDS = Feature("shin_stands", "deg", ("knee", "ankle"), SIDE_ONLY, _shin_lean)
"""Lean of each part of the nearer leg from straight up, + forward."""
HIP_ROLL = Feature("hip_roll", "deg", ("hip",), FRONT_ONLY, _hip_roll)
SHOULDER_LEVEL = Feature("shoulder_level", "deg", ("shoulder", "eye", "ear"), FRONT_ONLY, _shoulder_level)
