"""The measurement errors of the main signals with one ordinary camera, in one place.

The values are those of the noise budget (a live webcam, three times the noise of still pictures) and,
where a joint's range is compared with norms, of the expected error in two dimensions; the larger of the
two where both speak. A change between two sets that is smaller may be the camera's.
"""

from __future__ import annotations

from dataclasses import dataclass

from posture.body.features import Feature
from posture.coach.exercise import Source

NOISE = Source(
    "noise_budget",
    "Our noise budget: photographs of still people, rendered again 40 times with noise and shift, times "
    "three for a live webcam.",
    "",
    "measured",
)
RENDERED = Source(
    "rendered_body", "Compared with rendered bodies whose joints are known, 640×480 px.", "", "measured"
)
PLANAR = Source(
    "planar_range",
    "Range of motion from one camera beside instruments: smallest detectable difference 4.4 to 7.9 "
    "degrees, over-reading at the top.",
    "",
    "literature",
)


@dataclass(frozen=True, slots=True)
class MeasurementError:
    """The largest difference of a measured value from the true one, to either side.

    Attributes:
        value: In the unit of the signal.
        source: Where it comes from.
    """

    value: float
    source: Source


ERRORS: dict[str, MeasurementError] = {
    "arm_elevation": MeasurementError(8.0, PLANAR),
    "arm_behind": MeasurementError(10.0, PLANAR),
    "arm_pulled_down": MeasurementError(11.0, PLANAR),  # the vertical for the trunk: 3 degrees more
    "arm_upright": MeasurementError(11.0, PLANAR),
    "face_under": MeasurementError(8.0, PLANAR),
    "head_tilt": MeasurementError(4.0, RENDERED),
    "lift": MeasurementError(2.0, NOISE),
    "trunk_rise": MeasurementError(1.5, NOISE),
    "back_height": MeasurementError(0.018, NOISE),
    "head_behind": MeasurementError(0.05, RENDERED),  # half a centimeter of a head of eleven
    "elbow_above_trunk": MeasurementError(0.02, RENDERED),
    "hands_below": MeasurementError(0.02, RENDERED),
}
"""Errors by name of the signal. No error is known of learned indices and of shares of a position."""


def measurement_error_of(signal: Feature) -> MeasurementError | None:
    """Return the error of a signal; ``None`` where nobody has measured it."""
    return ERRORS.get(signal.name)
