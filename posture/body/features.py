"""Measurements of one pose."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from posture.body.landmarks import Pose, Side
from posture.body.view import View


@dataclass(frozen=True, slots=True)
class Baseline:
    """The person's own lengths and neutral values, taken while they rest in the start position.

    Attributes:
        torso_px: T0, median distance mid-shoulder to mid-hip (near side in side view).
        shoulder_px: W0, median shoulder width with the arms down, front view.
        neutral: Resting value of relative measurements by (feature name, side).
    """

    torso_px: float = math.nan
    shoulder_px: float = math.nan
    head_px: float = math.nan
    neutral: Mapping[tuple[str, Side], float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Feature:
    """A number measured on one pose; NaN where a joint it needs is not seen."""

    name: str
    unit: str
    joints: tuple[str, ...]
    views: frozenset[View]
    compute: Callable[[Pose, Side, Baseline], float]
    relative: bool = False

    def measure(self, pose: Pose, side: Side, baseline: Baseline) -> float:
        """The value on ``side``; a relative one as change from the person's neutral value."""
        value = self.compute(pose, side, baseline)
        return value - baseline.neutral.get((self.name, side), math.nan) if self.relative else value
