"""Measurements of somebody who sits at a desk, from the front or from the side.

From the front the hips are under the desk: lengths are given in shoulder widths at rest (W0), and the place
of the shoulders in the frame means something only as long as the camera is not moved. Head and neck from
the side are measured as in the posture check (`posture.body.stance`).
"""

from __future__ import annotations

import math

from posture.body.baseline import Baseline
from posture.body.features import FRONT_ONLY, SIDE_ONLY, Feature, forward, middle
from posture.body.geometry import distance, ratio
from posture.body.landmarks import Landmark, Pose, Side


def _ear_height(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how high the ears are above the shoulders, in shoulder widths.

    The width at rest or the present one counts, the smaller of the two: leaning back shortens the gap that
    is seen, leaning in widens the shoulders, and neither has bent the neck.
    """
    gap_px = middle(pose, "shoulder")[1] - middle(pose, "ear")[1]
    return ratio(gap_px, min(baseline.shoulder_px, _shoulders(pose)))


def _shoulders(pose: Pose) -> float:
    return distance(pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.RIGHT_SHOULDER))


def _face(pose: Pose) -> float:
    """Measure the distance of the outer corners of the eyes."""
    return distance(pose.at(Landmark.LEFT_EYE_OUTER), pose.at(Landmark.RIGHT_EYE_OUTER))


def _chin_low(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the nose below the ears, in face widths: a nod of 10 degrees adds about 0.2."""
    return ratio(pose.at(Landmark.NOSE)[1] - middle(pose, "ear")[1], _face(pose))


def _elbow_out(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the reach of the elbow that is further out, to the side or up, in shoulder widths."""
    reach_px = -math.inf
    for arm in (Side.LEFT, Side.RIGHT):
        shoulder, elbow = pose.joint(arm, "shoulder"), pose.joint(arm, "elbow")
        out_px = max(abs(elbow[0] - shoulder[0]), shoulder[1] - elbow[1])
        reach_px = max(reach_px, -math.inf if math.isnan(out_px) else out_px)
    return ratio(reach_px, baseline.shoulder_px) if math.isfinite(reach_px) else math.nan


def _hand_out(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the hand ahead of the shoulder, in torso lengths; one more where it is above the shoulder."""
    shoulder, wrist = pose.joint(side, "shoulder"), pose.joint(side, "wrist")
    ahead = ratio(forward(side) * (wrist[0] - shoulder[0]), baseline.torso_px)
    return ahead + 1.0 if wrist[1] < shoulder[1] else ahead


def _head_length(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure nose to ears against the same at rest: shorter where the face turns."""
    return ratio(distance(pose.at(Landmark.NOSE), middle(pose, "ear")), baseline.head_px)


EAR_HEIGHT = Feature("ear_height", "ratio", ("ear", "shoulder"), FRONT_ONLY, _ear_height)
FACE_WIDTH = Feature(
    "face_width", "ratio", ("eye",), FRONT_ONLY,
    lambda pose, side, base: ratio(_face(pose), base.shoulder_px),
)  # fmt: skip
"""Face in shoulder widths at rest: grows as the head comes nearer to the camera."""
FACE_TO_SHOULDERS = Feature(
    "face_to_shoulders", "ratio", ("eye", "shoulder"), FRONT_ONLY,
    lambda pose, side, base: ratio(_face(pose), _shoulders(pose)),
)  # fmt: skip
"""Face against the present width of the shoulders: grows only where the head comes nearer than they do."""
SHOULDER_WIDTH = Feature(
    "shoulder_width", "ratio", ("shoulder",), FRONT_ONLY,
    lambda pose, side, base: ratio(_shoulders(pose), base.shoulder_px),
)  # fmt: skip
SHOULDERS_DOWN = Feature(
    "shoulders_down", "ratio", ("shoulder",), FRONT_ONLY,
    lambda pose, side, base: ratio(middle(pose, "shoulder")[1], base.shoulder_px), relative=True,
)  # fmt: skip
"""Way that the shoulders have sunk in the frame, in shoulder widths at rest."""
SHOULDERS_ASIDE = Feature(
    "shoulders_aside", "ratio", ("shoulder",), FRONT_ONLY,
    lambda pose, side, base: ratio(middle(pose, "shoulder")[0], base.shoulder_px), relative=True,
)  # fmt: skip
CHIN_LOW = Feature("chin_low", "ratio", ("nose", "ear", "eye"), FRONT_ONLY, _chin_low, relative=True)
HEAD_LENGTH = Feature("head_length", "ratio", ("nose", "ear"), SIDE_ONLY, _head_length)
ELBOW_OUT = Feature("elbow_out", "ratio", ("shoulder", "elbow"), FRONT_ONLY, _elbow_out)
HAND_OUT = Feature("hand_out", "ratio", ("shoulder", "wrist"), SIDE_ONLY, _hand_out)
