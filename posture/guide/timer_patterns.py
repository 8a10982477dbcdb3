"""The course of breathing, heat, cold and a quiet sitting over time. The caller brings the seconds."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from posture.guide.content_types import Breathing, Figure
from posture.guide.therapies import BREATHING, CHECK_MINUTES, COLD_MINUTES, HEAT_MINUTES, SITTING_MINUTES

GENTLEST = "longer_exhale"
"""Id of the pattern to begin with: the easiest after exercise."""
LONGEST_MINUTES = 10
"""Most minutes that are offered of a pattern that goes by minutes."""
APPLIED = {"heat": HEAT_MINUTES, "cold": COLD_MINUTES}
"""How long heat and cold are applied; begin with the shorter time."""
SITTING = SITTING_MINUTES

BODY_SCAN = (
    "Sit or lie down so that nothing needs holding. Close your eyes, or rest them on one spot.",
    "Feel the floor or the chair carry you. Give it your weight.",
    "Your feet: warm or cool, let them get heavy.",
    "Your calves and knees. What is tight may stay or go.",
    "Your thighs and hips. Let them sink a little.",
    "Your belly. It rises when you breathe in and falls when you breathe out.",
    "Your lower back. Breathe towards it, without doing anything else.",
    "Your upper back, between the shoulder blades. Let it grow wide.",
    "Your shoulders. Let them slide away from your ears.",
    "Your arms and hands, down to the fingertips. Let them be heavy.",
    "Your neck and jaw. Part your teeth and let your tongue rest.",
    "Your face: forehead, eyes, cheeks. Nothing to show, nobody to please.",
    "All of you, breathing. When thoughts come, let them pass and return to the breath.",
)
"""A body scan from feet to face, with parts of equal length."""


class BreathPhase(str, Enum):
    """A part of a breath."""

    IN = "in"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Beat:
    """A part of a breath within its round."""

    part: BreathPhase
    from_s: float
    lasts_s: float


def pattern(name: str) -> Breathing:
    """Return the breathing pattern of that id; the gentlest where there is none."""
    return next((p for p in BREATHING if p.id == name), next(p for p in BREATHING if p.id == GENTLEST))


def beats(breathing: Breathing) -> tuple[Beat, ...]:
    """Return the parts of a round in order, without those that the pattern lacks.

    >>> [(b.part.value, b.from_s) for b in beats(pattern("longer_exhale"))]
    [('in', 0.0), ('out', 4.0)]
    """
    found, from_s = [], 0.0
    lengths = (breathing.in_s, breathing.hold_s, breathing.out_s, breathing.rest_s)
    for part, lasts_s in zip(BreathPhase, lengths, strict=True):
        if lasts_s:
            found.append(Beat(part, from_s, lasts_s))
        from_s += lasts_s
    return tuple(found)


def round_s(breathing: Breathing) -> float:
    """Return the seconds of a round."""
    return breathing.in_s + breathing.hold_s + breathing.out_s + breathing.rest_s


def amounts(breathing: Breathing) -> tuple[int, ...]:
    """Return the amounts to choose from, in minutes or rounds as the pattern goes; begin with the first."""
    first = int(breathing.length.low)
    if in_rounds(breathing):
        return tuple(range(first, (breathing.most or int(breathing.length.high)) + 1))
    return tuple(range(first, LONGEST_MINUTES + 1))


def in_rounds(breathing: Breathing) -> bool:
    """Return whether a pattern goes by rounds rather than minutes."""
    return breathing.length.unit == "rounds"


def lasts_s(breathing: Breathing, amount: int) -> float:
    """Return the seconds of a pattern, in whole rounds: nobody is stopped in the middle of a breath.

    Args:
        breathing: The pattern.
        amount: Minutes or rounds, as it goes.
    """
    one_s = round_s(breathing)
    return one_s * (amount if in_rounds(breathing) else max(1, round(amount * 60 / one_s)))


def minutes(span: Figure) -> tuple[int, ...]:
    """Return every whole minute of a span."""
    return tuple(range(int(span.low), int(span.high) + 1))


def check_due_s(elapsed_s: float, confirmed_s: Collection[float]) -> float | None:
    """Return when the check of the skin that is due became due; ``None`` while none is.

    Args:
        elapsed_s: Seconds since the start.
        confirmed_s: Due times of the checks that were made.
    """
    moments = (60 * minute.low for minute in CHECK_MINUTES)
    return next((at_s for at_s in moments if at_s <= elapsed_s and at_s not in confirmed_s), None)


def scan_step(elapsed_s: float, length_s: float) -> int:
    """Return the index of the part of `BODY_SCAN` at a time.

    Args:
        elapsed_s: Seconds since the start.
        length_s: Seconds of the whole scan.
    """
    share = min(max(elapsed_s / length_s, 0.0), 1.0) if length_s > 0 else 1.0
    return min(int(share * len(BODY_SCAN)), len(BODY_SCAN) - 1)
