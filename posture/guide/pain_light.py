"""The traffic light of pain: which light a score shows, and why.

Its limits are those of `posture.guide.safety.PAIN_LIGHTS_TABLE`. Scores are whole numbers from 0, none, to
10, the worst imaginable.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from posture.guide.content_types import Light
from posture.guide.safety import PAIN_LIGHTS_TABLE

SCORES = range(11)
"""Every possible score."""
REDS_TO_ASK = 2
"""Red sets of one exercise after which a professional should look at it (as in the words of the light)."""
_RED = PAIN_LIGHTS_TABLE[-1]


class LightReason(str, Enum):
    """The reason for a light."""

    CALM = "calm"
    """Nothing speaks against going on."""
    SCORE = "score"
    """The score by itself."""
    RISE = "rise"
    """The rise since before."""
    SHARP = "sharp"
    """The pain is sharp, shooting, new, or getting worse: that outweighs every number."""
    LASTED = "lasted"
    """The pain has not settled within the day."""

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Judged:
    """A light and its reason."""

    light: Light
    why: LightReason


def judge(score: int, *, before: int | None = None, sharp: bool = False) -> Judged:
    """Return the light of a score at any moment.

    Args:
        score: The pain now, or the highest during a set.
        before: The score at the start; ``None`` where it was not asked, and then only the score counts.
        sharp: It is sharp, shooting, new, or getting worse.

    Raises:
        ValueError: A score is not from 0 to 10.

    >>> judge(3, before=0)
    Judged(light=<Light.RED: 'red'>, why=<LightReason.RISE: 'rise'>)
    """
    score = _checked(score)
    rise = 0 if before is None else score - _checked(before)
    if sharp:
        return Judged(Light.RED, LightReason.SHARP)
    for line in reversed(PAIN_LIGHTS_TABLE[1:]):
        if score >= line.score[0]:
            return Judged(line.light, LightReason.SCORE)
        if rise >= line.rise:
            return Judged(line.light, LightReason.RISE)
    return Judged(Light.GREEN, LightReason.CALM)


def judge_next_day(worst: int, *, before: int | None, settled: bool) -> Judged:
    """Return the light of a training day, looking back on another day.

    Args:
        worst: The worst pain in the 24 hours after.
        before: The score before training; ``None`` where it was not asked.
        settled: It is back to where it was.

    Raises:
        ValueError: A score is not from 0 to 10.
    """
    judged = judge(worst, before=before)
    if settled:  # what settled within the day is amber at most
        return judged if judged.light is not Light.RED else Judged(Light.AMBER, judged.why)
    return Judged(Light.RED, LightReason.LASTED)


def asks_for_screening(score: int) -> bool:
    """Return whether to go through the warning signs again after a score."""
    return _checked(score) >= _RED.score[0]


def asks_for_professional(red_sets: int) -> bool:
    """Return whether a professional should look at an exercise that was red in that many sets."""
    return red_sets >= REDS_TO_ASK


def _checked(score: int) -> int:
    if score not in SCORES:
        raise ValueError(f"score: expected a whole number from 0 to 10, got {score!r}")
    return score
