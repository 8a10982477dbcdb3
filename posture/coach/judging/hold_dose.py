"""A set against the dose of its hold: how many holds were long enough, and the dose itself.

The dose is not part of a session; the finding of a hold that was too short says what was asked for.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.coach.counting.hold_clock import ENOUGH
from posture.coach.session import Session

SHORT_HOLD = "short_hold"
"""Name of the rule that asks for the dose, and of the reason where the hold is the exercise."""


@dataclass(frozen=True, slots=True)
class HeldRepetitions:
    """Repetitions that counted, and how many of them were held for the dose.

    Attributes:
        counted: Repetitions that counted.
        long_enough: Those among them that were held for nine tenths of the dose.
        dose_s: Seconds that were asked for.
    """

    counted: int
    long_enough: int
    dose_s: float


def dose_s(session: Session, number: int | None = None) -> float:
    """Return the seconds that a hold was to last; NaN where no hold was too short to say so.

    Args:
        session: The set.
        number: Number of the attempt in question; ``None`` for any.
    """
    short = (f for f in session.findings if f.rule == SHORT_HOLD and number in (None, f.attempt))
    return next((round(f.limit / ENOUGH, 1) for f in short), math.nan)


def held(session: Session) -> HeldRepetitions | None:
    """Return how many repetitions were held for the dose; ``None`` where nothing says that some were not."""
    counted = [attempt for attempt in session.attempts if attempt.counted]
    short = sum(SHORT_HOLD in attempt.faults for attempt in counted)
    return HeldRepetitions(len(counted), len(counted) - short, dose_s(session)) if short else None
