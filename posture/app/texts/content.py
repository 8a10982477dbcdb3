"""The sentences that stand in English in the layers below: which there are, and how they are exchanged.

Found by walking through the declarations, so that a new move or a new topic is known by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from posture import guide
from posture.body.features import Feature
from posture.coach import wording
from posture.coach.counting.movement import AttemptMeasure
from posture.coach.exercise import Exercise, Rule
from posture.coach.judging.signs import Journey
from posture.exercises import EXERCISES
from posture.posture_check.check import REFUSALS
from posture.posture_check.check_protocol import SAID as TOUR
from posture.posture_check.checker import NOTES
from posture.posture_check.measures import MEASURES
from posture.posture_check.unmeasured import UNMEASURED

_NO_WORDS = frozenset({"id", "key", "url", "supports", "group", "needs", "upright"})
"""Fields that name something for programs."""
SHARED = "shared"
"""The place of a sentence that stands in several."""

T = TypeVar("T")


def translated(content: T, catalogue: Mapping[str, str]) -> T:
    """The content with every sentence exchanged that the catalogue has."""
    found: Any = content
    if isinstance(content, str):
        found = content if isinstance(content, Enum) else catalogue.get(content, content)
    elif isinstance(content, tuple):
        found = tuple(translated(item, catalogue) for item in content)
    elif _has_words(content):
        found = replace(
            found, **{name: translated(getattr(found, name), catalogue) for name in _worded(found)}
        )
    return found  # type: ignore[no-any-return]  # the same type, built anew


def sentences(content: Any) -> Iterator[str]:
    """Every sentence in a declaration, however deep."""
    if isinstance(content, str):
        if content and not isinstance(content, Enum):
            yield content
    elif isinstance(content, tuple):
        for item in content:
            yield from sentences(item)
    elif _has_words(content):
        for name in _worded(content):
            yield from sentences(getattr(content, name))


def spoken(exercise: Exercise) -> Iterator[str]:
    """Everything that may be said or shown over the picture in a set of that move, numbers apart."""
    yield from (exercise.title, *wording.SAID)
    for way in exercise.ways:
        yield from sentences(
            (way.method, way.start, way.begin, way.confirm, way.impostors, way.kin, way.calibrated, way.pace)
        )
        yield from (rule.cue for rule in way.rules)


def every() -> dict[str, str]:
    """Every sentence that can reach a person, and its place: a move, the guide, ``coach`` and so on."""
    places: defaultdict[str, set[str]] = defaultdict(set)
    for place, found in (*_of_moves(), *_of_guide(), *_of_check()):
        for sentence in found:
            places[sentence].add(place)
    for sentence in (*wording.SAID, wording.OUTLINE_UNSEEN):
        places[sentence] = {"coach"}
    return {s: next(iter(p)) if len(p) == 1 else SHARED for s, p in places.items()}


def _of_moves() -> Iterator[tuple[str, Iterator[str]]]:
    for exercise in EXERCISES.values():
        yield exercise.id, sentences(exercise)
        yield exercise.id, _of_rules(exercise)


def _of_rules(exercise: Exercise) -> Iterator[str]:
    """What is told of a rule by its name, and why it was not looked at."""
    for rule in (rule for way in exercise.ways for rule in way.rules):
        yield wording.rule_in_words(rule.name)
        if rule.reminder:
            yield wording.remember(rule.cue)
        if isinstance(rule.feature, Feature):
            yield wording.other_view(rule.views or rule.feature.views)
            standing, joints = rule.feature.standing, rule.feature.joints
            yield wording.NOT_STANDING if standing else wording.joints_unseen(joints)


def _of_guide() -> Iterator[tuple[str, Iterator[str]]]:
    for module in iter_modules(guide.__path__):
        declared = vars(import_module(f"{guide.__name__}.{module.name}"))
        content = tuple(v for name, v in declared.items() if name.isupper() and not name.startswith("_"))
        yield f"guide_{module.name}", (s for s in sentences(content) if s not in EXERCISES)


def _of_check() -> Iterator[tuple[str, Iterator[str]]]:
    yield "check", (text for measure in MEASURES.values() for text in (measure.title, measure.note))
    yield "check", (s for s in (*TOUR, *REFUSALS.values(), *UNMEASURED, *NOTES) if s not in wording.SAID)


def _has_words(content: Any) -> bool:
    declares_motion = isinstance(content, (Feature, AttemptMeasure, Journey, type))
    return is_dataclass(content) and not declares_motion


def _worded(content: Any) -> list[str]:
    names = _NO_WORDS | {"name"} if isinstance(content, Rule) else _NO_WORDS
    return [field.name for field in fields(content) if field.init and field.name not in names]
