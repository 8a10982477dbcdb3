"""The rule that exercises share in which the hold counts."""

from __future__ import annotations

from posture.coach.counting.movement import HOLD_TIME
from posture.coach.exercise import Judge, Rule
from posture.coach.references import GUIDE
from posture.coach.session import Severity

SHORT_HOLD = Rule(
    name="short_hold",
    title="short hold",
    feature=HOLD_TIME,
    low=0.0,  # nine tenths of the dose, whichever is chosen
    judge=Judge.ATTEMPT,
    severity=Severity.LOW,
    cue="Keep holding",
    tip="Use less effort and breathe; stay for the whole count.",
    source=GUIDE,
)
"""Beside the reason why an attempt does not count: the seconds that it was held, and the dose."""
