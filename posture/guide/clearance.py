"""Screening for warning signs: what the answers mean for exercising. They are asked and kept elsewhere.

An emergency decides alone. Any other sign says little by itself, so combinations count: with upper back pain,
or with one another.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import Enum

from posture.guide.content_types import Urgency
from posture.guide.warning_signs import RED_FLAGS

EVERY_DAYS = 30
"""Days after which the warning signs are asked again (measurements.md 12.3: monthly)."""
COMBINED = 2
"""Number of other signs that, without upper back pain, are a reason to see a professional first."""

EMERGENCIES = frozenset(flag.id for flag in RED_FLAGS if flag.urgency is Urgency.EMERGENCY)
"""Ids of the signs that call for help at once."""
URGENT = frozenset(flag.id for flag in RED_FLAGS if flag.urgency is Urgency.URGENT)
"""Ids of the signs that call for a doctor within a day or two."""


class Clearance(str, Enum):
    """Clearance to exercise."""

    CLEAR = "clear"
    """Nothing speaks against it."""
    ADVISED = "advised"
    """A professional should look first, but the person may decide to go on."""
    LOCKED = "locked"
    """No exercises before a professional has looked."""

    __str__ = str.__str__


def decide(signs: Collection[str], *, upper_back_hurts: bool) -> Clearance:
    """Return whether exercises may begin, from the signs that apply.

    Args:
        signs: Ids of `RED_FLAGS`; unknown ids are ignored.
        upper_back_hurts: The upper back hurts now.

    >>> decide({"fever"}, upper_back_hurts=True).value
    'advised'
    """
    if EMERGENCIES.intersection(signs):
        return Clearance.LOCKED
    urgent = len(URGENT.intersection(signs))
    return Clearance.ADVISED if urgent >= (1 if upper_back_hurts else COMBINED) else Clearance.CLEAR


def is_due(days_ago: float | None) -> bool:
    """Return whether to ask for the signs, that many days after the last time; ``None`` stands for never."""
    return days_ago is None or days_ago >= EVERY_DAYS
