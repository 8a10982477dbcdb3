"""The traffic light of pain: which light a score shows, and why.

Its limits are those of `PAIN_LIGHTS_TABLE`. Scores are whole numbers from 0, none, to 10, the worst
imaginable.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum

from posture.coach.references import GUIDE
from posture.guide.content_types import Fact, Figure, Light, PainLight, Topic
from posture.guide.pain_places import BodyPlace, is_stop_sign
from posture.guide.sources import PAIN_CHANGE, PAIN_LIGHTS

PAIN = Topic(
    id="pain",
    search_words="scale, score, soreness, ache, discomfort, traffic light",
    title="Reading your pain",
    summary="Rate it from 0, none, to 10, the worst you can imagine: before, during, after and the next day.",
    facts=(
        Fact(
            "A change of {} or {} is what people call much better. One score says little.",
            PAIN_CHANGE,
            (Figure(2, 2, "points"), Figure(33, 33, "percent")),
        ),
        Fact("Published limits differ a little; these are on the careful side.", PAIN_LIGHTS),
        Fact("Sharp or worsening pain means stop, whatever the number says.", GUIDE),
    ),
)

PAIN_LIGHTS_TABLE = (
    PainLight(
        light=Light.GREEN,
        name="Green",
        during="0 to 3, at most 1 more than before",
        after="Back to where it was at once",
        action="Go on; you may do a little more next time.",
        score=(0, 3),
        rise=0,
        source=PAIN_LIGHTS,
    ),
    PainLight(
        light=Light.AMBER,
        name="Amber",
        during="4 to 5, or 2 more than before",
        after="Settled within 24 hours",
        action="Finish the set with less range, less weight or fewer repetitions.",
        score=(4, 5),
        rise=2,
        source=PAIN_LIGHTS,
    ),
    PainLight(
        light=Light.RED,
        name="Red",
        during="6 or more, 3 more than before, or sharp, shooting or new",
        after="Still raised after 24 hours",
        action="Stop this move. Next time take an easier form; after a second red, ask a professional.",
        score=(6, 10),
        rise=3,
        source=PAIN_LIGHTS,
    ),
)
"""From calm to stop; the light takes its limits from here."""

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
    CHEST = "chest"
    """The chest hurts: a warning sign at any score."""
    LASTED = "lasted"
    """The pain has not settled within the day."""

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Judged:
    """A light and its reason."""

    light: Light
    why: LightReason


def judge(
    score: int, *, before: int | None = None, sharp: bool = False, places: Collection[BodyPlace] = ()
) -> Judged:
    """Return the light of a score at any moment.

    Args:
        score: The pain now, or the highest during a set.
        before: The score at the start; ``None`` where it was not asked, and then only the score counts.
        sharp: It is sharp, shooting, new, or getting worse.
        places: Where it hurts, as far as that was said.

    Raises:
        ValueError: A score is not from 0 to 10.

    >>> judge(3, before=0)
    Judged(light=<Light.RED: 'red'>, why=<LightReason.RISE: 'rise'>)
    """
    score = _checked(score)
    rise = 0 if before is None else score - _checked(before)
    if score and is_stop_sign(places):
        return Judged(Light.RED, LightReason.CHEST)
    if sharp:
        return Judged(Light.RED, LightReason.SHARP)
    for line in reversed(PAIN_LIGHTS_TABLE[1:]):
        if score >= line.score[0]:
            return Judged(line.light, LightReason.SCORE)
        if rise >= line.rise:
            return Judged(line.light, LightReason.RISE)
    return Judged(Light.GREEN, LightReason.CALM)


def judge_next_day(
    worst: int, *, before: int | None, settled: bool, places: Collection[BodyPlace] = ()
) -> Judged:
    """Return the light of a training day, looking back on another day.

    Args:
        worst: The worst pain in the 24 hours after.
        before: The score before training; ``None`` where it was not asked.
        settled: It is back to where it was.
        places: Where it hurt, as far as that was said.

    Raises:
        ValueError: A score is not from 0 to 10.
    """
    judged = judge(worst, before=before, places=places)
    if judged.why is LightReason.CHEST:
        return judged
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
