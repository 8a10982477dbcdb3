"""The sentences in a declaration of the layers below: which of its fields a person may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from posture.body.features import Feature
from posture.coach import wording
from posture.coach.counting.movement import AttemptMeasure
from posture.coach.exercise import Exercise, Rule
from posture.coach.judging.signs import PathMeasure
from posture.coach.results import closing

_NO_WORDS = frozenset({"id", "key", "url", "supports", "group", "needs", "upright", "without"})
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
    yield from (exercise.title, *wording.SAID, *closing.SENTENCES)
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
        yield from (motion.instead for motion in way.mistaken if motion.instead)
