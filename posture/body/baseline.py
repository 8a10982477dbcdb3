"""The person's own lengths and neutral values: measurements are compared with these."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from posture.body.geometry import distance, midpoint
from posture.body.landmarks import Landmark, Pose, Side, once_a_pose


@dataclass(frozen=True, slots=True)
class Baseline:
    """The person's own lengths and neutral values, taken while they rest in the start position.

    Lengths never come from the current frame: shoulder width, for one, falls to two thirds when the arms
    go overhead.

    Attributes:
        torso_px: T0, middle of the shoulders to middle of the hips, in image pixels.
        shoulder_px: W0, shoulder width in image pixels; true in front view.
        head_px: Nose to the middle of the ears in image pixels; true in side view.
        neutral: Resting value of relative measurements by feature name and side.
    """

    torso_px: float = math.nan
    shoulder_px: float = math.nan
    head_px: float = math.nan
    neutral: Mapping[tuple[str, Side], float] = field(default_factory=dict)

    @classmethod
    def of(cls, poses: Sequence[Pose]) -> Baseline:
        """Return the median lengths of some poses; a length that was never seen is NaN."""
        torso, shoulders, head = (median_of(map(of, poses)) for of in (trunk_px, _shoulder_px, _head_px))
        return cls(torso, shoulders, head)

    def with_neutral(self, neutral: Mapping[tuple[str, Side], float]) -> Baseline:
        """Return the same lengths with other neutral values."""
        return Baseline(self.torso_px, self.shoulder_px, self.head_px, neutral)


def median_of(values: Iterable[float]) -> float:
    """Return the median of the values that are not NaN; NaN where none is."""
    known = [value for value in values if not math.isnan(value)]
    return median(known) if known else math.nan


@once_a_pose
def trunk_px(pose: Pose) -> float:
    """Measure the trunk in image pixels: its middle, or else one side; NaN where neither is seen."""
    (left, right), (left_hip, right_hip) = pose.pair("shoulder"), pose.pair("hip")
    of_middle = distance(midpoint(left, right), midpoint(left_hip, right_hip))
    if not math.isnan(of_middle):
        return of_middle
    of_left = distance(left, left_hip)
    return distance(right, right_hip) if math.isnan(of_left) else of_left


@once_a_pose
def _shoulder_px(pose: Pose) -> float:
    return distance(*pose.pair("shoulder"))


@once_a_pose
def _head_px(pose: Pose) -> float:
    return distance(pose.at(Landmark.NOSE), midpoint(*pose.pair("ear")))
