"""How breathing, warmth, cold and a quiet sitting go over time; the seconds come from whoever asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from posture.guide.content_types import Breathing, Figure
from posture.guide.therapies import BREATHING, CHECK_MINUTES, COLD_MINUTES, HEAT_MINUTES, SITTING_MINUTES

GENTLEST = "longer_exhale"
"""Id of the pattern that one begins with: the easiest after exercise."""
LONGEST_MINUTES = 10
"""A pattern that is measured in minutes is offered up to these."""
APPLIED = {"heat": HEAT_MINUTES, "cold": COLD_MINUTES}
"""How long warmth and cold are applied; the shorter time is where one begins."""
SITTING = SITTING_MINUTES

BODY_SCAN = (
    "Sit or lie down so that nothing needs holding. Let your eyes close, or rest on one spot.",
    "Feel where the floor or the chair carries you. Let it have your weight.",
    "Your feet: notice them, warm or cool, and let them grow heavy.",
    "Your calves and knees. Whatever is tight may stay or go.",
    "Your thighs and hips. Let them sink a little.",
    "Your belly. It rises when you breathe in and falls when you breathe out.",
    "Your lower back. Breathe towards it, without doing anything else.",
    "Your upper back, between the shoulder blades. Let it grow wide.",
    "Your shoulders. Let them slide away from your ears.",
    "Your arms and hands, down to the fingertips. Let them be heavy.",
    "Your neck and jaw. Part your teeth and let your tongue rest.",
    "Your face: forehead, eyes, cheeks. Nothing to show, nobody to please.",
    "The whole of you, breathing. When thoughts come, let them pass and come back to the breath.",
)
"""A way through the body from feet to face, each part as long as the others."""


class BreathPhase(str, Enum):
    """One part of a breath."""

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
    """The breathing pattern of that id; the gentlest where there is none."""
    return next((p for p in BREATHING if p.id == name), next(p for p in BREATHING if p.id == GENTLEST))


def beats(breathing: Breathing) -> tuple[Beat, ...]:
    """The parts of one round in order, without those that the pattern does not have.

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
    """How long one round lasts."""
    return breathing.in_s + breathing.hold_s + breathing.out_s + breathing.rest_s


def amounts(breathing: Breathing) -> tuple[int, ...]:
    """What may be chosen, in minutes or in rounds as the pattern has it; the first is where one begins."""
    first = int(breathing.length.low)
    if in_rounds(breathing):
        return tuple(range(first, (breathing.most or int(breathing.length.high)) + 1))
    return tuple(range(first, LONGEST_MINUTES + 1))


def in_rounds(breathing: Breathing) -> bool:
    """Whether the pattern is measured in rounds, not in minutes."""
    return breathing.length.unit == "rounds"


def lasts_s(breathing: Breathing, amount: int) -> float:
    """How long so much of a pattern takes, in whole rounds: nobody is stopped in the middle of a breath."""
    one_s = round_s(breathing)
    return one_s * (amount if in_rounds(breathing) else max(1, round(amount * 60 / one_s)))


def minutes(span: Figure) -> tuple[int, ...]:
    """Every whole minute of a span."""
    return tuple(range(int(span.low), int(span.high) + 1))


def check_due_s(elapsed_s: float, confirmed_s: Collection[float]) -> float | None:
    """When the look at the skin that is due now became due; ``None`` while none is."""
    moments = (60 * minute.low for minute in CHECK_MINUTES)
    return next((at_s for at_s in moments if at_s <= elapsed_s and at_s not in confirmed_s), None)


def scan_step(elapsed_s: float, length_s: float) -> int:
    """Which part of `BODY_SCAN` it is."""
    share = min(max(elapsed_s / length_s, 0.0), 1.0) if length_s > 0 else 1.0
    return min(int(share * len(BODY_SCAN)), len(BODY_SCAN) - 1)
