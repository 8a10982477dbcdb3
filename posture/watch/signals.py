"""Signals of the desk watch, each with its limits.

All of them are compared with the person's own baseline. Absolute angles are not judged: the same straight
back reads up to 12 degrees differently from one person and camera to the next (measurements.md 14.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from posture.body.features import FACE_TURN, HEAD_ROLL, NOD, SHOULDER_ROLL, TRUNK_FORWARD, Feature
from posture.body.sitting import (
    CHIN_LOW,
    EAR_HEIGHT,
    ELBOW_OUT,
    FACE_TO_SHOULDERS,
    FACE_WIDTH,
    HAND_OUT,
    HEAD_LENGTH,
    SHOULDER_WIDTH,
    SHOULDERS_ASIDE,
    SHOULDERS_DOWN,
)
from posture.body.stance import HEAD_OVER_SHOULDER, NECK_AGAINST_TRUNK
from posture.body.view import View
from posture.coach.exercise import Source
from posture.coach.references import ISO_11226, TUNING

DESK_RULES = Source(
    "desk_rules",
    "Desk posture against a personal baseline: working limits from the noise of webcam landmarks.",
    "",
    "measured",
)


class Habit(str, Enum):
    """A way of sitting that tires the body. Words about it are about comfort, never a diagnosis."""

    FORWARD_HEAD = "forward_head"
    SLUMP = "slump"
    RAISED_SHOULDERS = "raised_shoulders"
    LEANING_ASIDE = "leaning_aside"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """A measurement with the changes from the baseline at which it is amber and red.

    Attributes:
        name: Its name in the JSON.
        feature: What is measured.
        amber, red: Changes from the baseline, with the sign of the worse direction.
        noise: Its noise in a webcam's view of a still person (measurements.md 2.5).
        share: The change is a share of the value at rest.
        both_ways: A change of the other sign is as bad.
        source: Where the limits come from.
    """

    name: str
    feature: Feature
    amber: float
    red: float
    noise: float
    share: bool = False
    both_ways: bool = False
    source: Source = DESK_RULES

    @property
    def unit(self) -> str:
        """``share``, or the unit of the feature."""
        return "share" if self.share else self.feature.unit


EAR_GAP = Signal("ear_gap", EAR_HEIGHT, -0.10, -0.18, 0.012, share=True)
FACE_AHEAD = Signal("face_ahead", FACE_TO_SHOULDERS, 0.06, 0.12, 0.02, share=True)
SHOULDERS_SUNK = Signal("shoulders_sunk", SHOULDERS_DOWN, 0.08, 0.15, 0.012)
HEAD_TILT = Signal("head_tilt", HEAD_ROLL, 6.0, 10.0, 1.5, both_ways=True, source=ISO_11226)
SHOULDER_LINE = Signal("shoulder_line", SHOULDER_ROLL, 4.0, 6.0, 1.0, both_ways=True)
HEAD_FORWARD = Signal("head_forward", HEAD_OVER_SHOULDER, -5.0, -10.0, 1.0)
NECK_BENT = Signal("neck_bent", NECK_AGAINST_TRUNK, 10.0, 20.0, 1.5, source=TUNING)
TRUNK_BENT = Signal("trunk_bent", TRUNK_FORWARD, 15.0, 25.0, 1.5, source=ISO_11226)

_SIGNALS = {
    View.FRONT: (EAR_GAP, FACE_AHEAD, SHOULDERS_SUNK, HEAD_TILT, SHOULDER_LINE),
    View.SIDE: (HEAD_FORWARD, NECK_BENT, TRUNK_BENT),
}
_BESIDE = {
    View.FRONT: (FACE_WIDTH, SHOULDER_WIDTH, SHOULDERS_ASIDE, FACE_TURN, CHIN_LOW, ELBOW_OUT),
    View.SIDE: (NOD, HEAD_LENGTH, HAND_OUT),
}
"""Further measurements, which tell activities from sitting."""


def signals_of(view: View) -> tuple[Signal, ...]:
    """Return the signals that are judged in a view: none but from the front and the side."""
    return _SIGNALS.get(view, ())


def measured_in(view: View) -> tuple[Feature, ...]:
    """Return every feature that a baseline of that view holds."""
    return (*(signal.feature for signal in signals_of(view)), *_BESIDE.get(view, ()))


Changes = Mapping[str, float]
"""Change of each measurement from the baseline, by the name of its feature; NaN where it is unknown."""


def change_of(signal: Signal, changes: Changes, rest: float) -> float:
    """Return the change that the limits of a signal apply to.

    Args:
        signal: The signal, which names its feature.
        changes: The changes of all features.
        rest: Value of the signal's feature at rest.
    """
    change = changes[signal.feature.name]
    return change / abs(rest) if signal.share and rest else change
