"""The sentences that stand in English in the layers below: which there are, and where.

Found by walking through the declarations, so that a new move or a new topic is known by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from posture import guide
from posture.body.features import Feature
from posture.coach import wording
from posture.coach.counting.movement import AttemptMeasure
from posture.coach.exercise import Exercise, Rule
from posture.coach.judging.signs import PathMeasure
from posture.exercises import EXERCISES
from posture.posture_check.check_protocol import SAID as TOUR
from posture.posture_check.check_result import REFUSALS
from posture.posture_check.checker import NOTES
from posture.posture_check.measures import MEASURES
from posture.posture_check.unmeasured import UNMEASURED

_NO_WORDS = frozenset({"id", "key", "url", "supports", "group", "needs", "upright"})
"""Fields that name something for programs."""


def has_words(content: Any) -> bool:
    """Return whether a person may read what stands in there; how a movement is measured is for programs."""
    declares_motion = isinstance(content, (Feature, AttemptMeasure, PathMeasure, type))
    return is_dataclass(content) and not declares_motion


def worded(content: Any) -> list[str]:
    """Return the names of the fields whose words a person may read."""
    names = _NO_WORDS | {"name"} if isinstance(content, Rule) else _NO_WORDS
    return [field.name for field in fields(content) if field.init and field.name not in names]


def sentences(content: Any) -> Iterator[str]:
    """Yield every sentence in a declaration, however deep."""
    if isinstance(content, str):
        if content and not isinstance(content, Enum):
            yield content
    elif isinstance(content, tuple):
        for item in content:
            yield from sentences(item)
    elif has_words(content):
        for name in worded(content):
            yield from sentences(getattr(content, name))


def spoken(exercise: Exercise) -> Iterator[str]:
    """Yield everything that may be said or shown over the picture in a set of that move, numbers apart."""
    yield from (exercise.title, *wording.SAID)
    for way in exercise.methods:
        yield from sentences(
            (
                way.method_name,
                way.start,
                way.begin,
                way.confirm,
                way.impostors,
                way.kin,
                way.calibrated,
                way.pace,
            )
        )
        yield from (rule.cue for rule in way.rules)


@cache
def declared() -> frozenset[str]:
    """Return every sentence of moves, guide, posture check and coach that a person may read."""
    return frozenset((*_of_moves(), *_of_guide(), *_of_check(), *wording.SAID, wording.OUTLINE_UNSEEN))


def _of_moves() -> Iterator[str]:
    for exercise in EXERCISES.values():
        yield from sentences(exercise)
        for rule in (rule for way in exercise.methods for rule in way.rules):
            yield from _of_unjudged(rule)


def _of_unjudged(rule: Rule) -> Iterator[str]:
    """Yield what is said of a rule that was not looked at, and why."""
    if rule.reminder:
        yield wording.remember(rule.cue)
    if isinstance(rule.feature, Feature):
        yield wording.other_view(rule.views or rule.feature.views)
        yield wording.NOT_STANDING if rule.feature.standing else wording.joints_unseen(rule.feature.joints)


def _of_guide() -> Iterator[str]:
    for module in iter_modules(guide.__path__):
        content = vars(import_module(f"{guide.__name__}.{module.name}"))
        topics = tuple(v for name, v in content.items() if name.isupper() and not name.startswith("_"))
        yield from (sentence for sentence in sentences(topics) if sentence not in EXERCISES)


def _of_check() -> Iterator[str]:
    yield from (text for measure in MEASURES.values() for text in (measure.title, measure.note))
    yield from (*TOUR, *REFUSALS.values(), *UNMEASURED, *NOTES)
