"""What the answers about warning signs mean for exercising: decided here, asked and kept elsewhere.

An emergency alone decides. Any other sign says little when it stands alone, so combinations count: with
upper back pain, or with one another.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from posture.guide.content_types import Urgency
from posture.guide.safety import RED_FLAGS

EVERY_DAYS = 30
"""The warning signs are gone through again after so many days (measurements.md 12.3: monthly)."""
COMBINED = 2
"""So many other signs, where the upper back does not hurt, are a reason to be looked at first."""

EMERGENCIES = frozenset(flag.id for flag in RED_FLAGS if flag.urgency is Urgency.EMERGENCY)
"""Ids of the signs for which help is called at once."""
URGENT = frozenset(flag.id for flag in RED_FLAGS if flag.urgency is Urgency.URGENT)
"""Ids of the signs for which a doctor is seen within a day or two."""


class Clearance(str, Enum):
    """Whether exercises may begin."""

    CLEAR = "clear"
    """Nothing speaks against it."""
    ADVISED = "advised"
    """Better be looked at first; the person may decide to go on."""
    LOCKED = "locked"
    """No exercises before a professional has looked at it."""

    __str__ = str.__str__


def decide(signs: Collection[str], *, upper_back_hurts: bool) -> Clearance:
    """What follows from the signs that apply.

    Args:
        signs: Ids of `RED_FLAGS`; ids that are not known any more are passed over.
        upper_back_hurts: This is about pain in the upper back now.

    >>> decide({"fever"}, upper_back_hurts=True).value
    'advised'
    """
    if EMERGENCIES.intersection(signs):
        return Clearance.LOCKED
    urgent = len(URGENT.intersection(signs))
    return Clearance.ADVISED if urgent >= (1 if upper_back_hurts else COMBINED) else Clearance.CLEAR


def is_due(days_ago: float | None) -> bool:
    """Whether the signs are to be gone through (again), so many days after the last time; never: ``None``."""
    return days_ago is None or days_ago >= EVERY_DAYS
