"""Measures of a posture check, each with its error, its comfort band and the source of both.

Errors and bands stand here alone. The error is the largest difference to expect between two checks of the
same posture: a change within it is no change. A band says how comfortable a position is to stay in. It is no
diagnosis, and a measure for which no source gives one has none.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from posture.body.contour import DEEPEST, FLATTEST
from posture.body.features import HEAD_ROLL, TRUNK_SIDEWAYS, Feature
from posture.body.stance import (
    BACK_CURVE,
    HEAD_OVER_SHOULDER,
    HIP_ROLL,
    NECK_AGAINST_TRUNK,
    PELVIS_OVER_ANKLE,
    SHOULDER_LEVEL,
    SHOULDER_OFFSET,
    TRUNK_INCLINATION,
)
from posture.body.view import View
from posture.coach.exercise import Source
from posture.coach.references import CLIPS, ISO_11226, TUNING


class ComfortBand(str, Enum):
    """Comfort of staying in a position for long: words of comfort, not of health."""

    COMFORTABLE = "comfortable"
    NOTICEABLE = "noticeable"
    STRONG = "strong"

    __str__ = str.__str__


PHOTO_ANGLES = Source(
    "photo_angles",
    "Posture angles in photographs: moderate to high reliability for one rater, no validated limits.",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC5446097",
    "literature",
)
FLEXICURVE = Source(
    "flexicurve",
    "Indices of the back's curve without X-ray: 8 to 21 degrees of error, so a trend only.",
    "https://pmc.ncbi.nlm.nih.gov/articles/PMC7524230",
    "literature",
)

ANGLE_ERROR_DEG, OFFSET_ERROR_TORSOS, CURVE_ERROR = 4.0, 0.02, 3.0
"""Smallest changes that can be distinguished from none: 4 degrees, 0.02 torso lengths (measurements.md 14.5),
and three per cent of the back's chord, as for a back rounder by 0.03 (measurements.md 14.2)."""

HEAD_GAIN: Mapping[str, float] = {"pose_landmarker_full": 0.78, "pose_landmarker_heavy": 0.90}
"""Share of a head tilt that each network shows (measurements.md 1.2, measured); unknown for the others."""


@dataclass(frozen=True, slots=True)
class BandLimits:
    """Edges of the bands: comfortable within ``easy``, noticeable within ``firm``, strong beyond."""

    easy: tuple[float, float]
    firm: tuple[float, float]

    @classmethod
    def about_zero(cls, easy: float, firm: float) -> BandLimits:
        """Return limits that are the same on both sides of zero.

        Args:
            easy: Largest comfortable value.
            firm: Largest noticeable value.
        """
        return cls((-easy, easy), (-firm, firm))

    def band(self, value: float) -> ComfortBand:
        """Return the band that a value lies in."""
        if self.easy[0] <= value <= self.easy[1]:
            return ComfortBand.COMFORTABLE
        return ComfortBand.NOTICEABLE if self.firm[0] <= value <= self.firm[1] else ComfortBand.STRONG


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One number of a check.

    Attributes:
        name: Unique name, as in the JSON.
        title: Name in words.
        feature: What is measured on each pose; absolute, never relative to a baseline.
        unit: ``deg``, ``torsos`` (torso lengths) or ``percent`` (of the back's chord).
        error: Largest difference to expect between two checks of the same posture, in that unit.
        noise: What a single picture adds to the error: the noise of live webcams (measurements.md 2.5).
        limits: Edges of the bands; ``None`` where no source gives any.
        note: What the sign means, and how to read the number.
        sources: Where error, bands and note come from.
        possible: Smallest and largest value that a body can have; others are something else.
    """

    name: str
    title: str
    feature: Feature
    unit: str
    error: float
    noise: float
    limits: BandLimits | None
    note: str
    sources: tuple[Source, ...]
    possible: tuple[float, float] = (-math.inf, math.inf)

    def error_of(self, still_s: float) -> float:
        """Return the error of an average over that many still seconds; 0 stands for a single picture."""
        return self.error if still_s > 0.0 else self.error + self.noise

    def band(self, value: float) -> ComfortBand | None:
        """Return the band of a value; ``None`` where there are no limits, and for NaN."""
        return None if self.limits is None or math.isnan(value) else self.limits.band(value)


FRONT = (
    Measure(
        "head_tilt", "Head tilt", HEAD_ROLL, "deg", ANGLE_ERROR_DEG, 1.5, BandLimits.about_zero(6.0, 10.0),
        "Eyes and ears against level; + towards your left.", (ISO_11226, CLIPS),
    ),
    Measure(
        "shoulder_level", "Shoulder level", SHOULDER_LEVEL, "deg", ANGLE_ERROR_DEG, 1.0,
        BandLimits.about_zero(4.0, 6.0),
        "+ with your left shoulder lower. A few degrees are common.", (PHOTO_ANGLES, CLIPS, TUNING),
    ),
    Measure(
        "hip_level", "Hip level", HIP_ROLL, "deg", ANGLE_ERROR_DEG, 1.0, None,
        "+ with your left hip lower. Watch its change only: clothes shift it.", (PHOTO_ANGLES, TUNING),
    ),
    Measure(
        "trunk_side_lean", "Trunk side-lean", TRUNK_SIDEWAYS, "deg", ANGLE_ERROR_DEG, 1.5,
        BandLimits.about_zero(6.0, 10.0), "+ towards your left.", (ISO_11226, TUNING),
    ),
)  # fmt: skip
SIDEWAYS = (
    Measure(
        "head_over_shoulder", "Head-over-shoulder angle", HEAD_OVER_SHOULDER, "deg", ANGLE_ERROR_DEG, 1.0,
        BandLimits((65.0, math.inf), (55.0, math.inf)),
        (
            "90 with the ear above the shoulder, less with the head in front. About 10 below a protractor's "
            "angle: compare it with your own values only."
        ), (CLIPS, TUNING),
    ),
    Measure(
        "neck_against_trunk", "Neck against trunk", NECK_AGAINST_TRUNK, "deg", ANGLE_ERROR_DEG, 1.5,
        BandLimits((-math.inf, 20.0), (-math.inf, 30.0)),
        "How much further forward the neck leans than the trunk.", (CLIPS, TUNING),
    ),
    Measure(
        "trunk_inclination", "Trunk inclination", TRUNK_INCLINATION, "deg", ANGLE_ERROR_DEG, 1.5,
        BandLimits((-20.0, 15.0), (-35.0, 25.0)), "+ leaning forward, - leaning back.", (ISO_11226, TUNING),
    ),
    Measure(
        "shoulder_offset", "Shoulder offset", SHOULDER_OFFSET, "torsos", OFFSET_ERROR_TORSOS, 0.006, None,
        (
            "Shoulders behind the line from hip to ear, in torso lengths. Watch its change only: less means "
            "they came forward."
        ), (CLIPS, TUNING),
    ),
    Measure(
        "back_curve", "Back-curve index", BACK_CURVE, "percent", CURVE_ERROR, 1.4, None,
        "Depth of the back's outline, in percent of its length. A trend, in the same clothes only.",
        (FLEXICURVE, CLIPS), (100.0 * FLATTEST, 100.0 * DEEPEST),
    ),
    Measure(
        "pelvis_over_ankle", "Pelvis over ankle", PELVIS_OVER_ANKLE, "torsos", OFFSET_ERROR_TORSOS, 0.01,
        None,
        "Hip in front of the ankle, in torso lengths. Watch its change only.", (TUNING,),
    ),
)  # fmt: skip
MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in (*FRONT, *SIDEWAYS)}


def measures_of(view: View) -> tuple[Measure, ...]:
    """Return the measures of a view, in the order in which they are shown."""
    return FRONT if view is View.FRONT else SIDEWAYS
