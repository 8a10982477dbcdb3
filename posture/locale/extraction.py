"""Babel's extractor for the sentences that are declared in English, without a call of gettext around them.

They are found by walking through the declarations, so that a new move or a new topic is known by itself.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, BinaryIO

from posture import guide
from posture.body.features import Feature
from posture.coach import wording
from posture.coach.exercise import Rule
from posture.coach.results import closing
from posture.exercises import EXERCISES
from posture.locale.declarations import sentences
from posture.locale.language import FOLDER
from posture.posture_check.check_protocol import SAID as TOUR
from posture.posture_check.check_result import REFUSALS
from posture.posture_check.checker import NOTES
from posture.posture_check.measures import MEASURES
from posture.posture_check.unmeasured import UNMEASURED
from posture.watch.wording import SAID as WATCHING

PACKAGES = ("coach", "exercises", "guide", "posture_check", "watch")
"""Where sentences are declared; ``pyproject.toml`` sends their modules here."""


def extract(
    file: BinaryIO, keywords: Collection[str], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Yield the sentences of a module, as Babel asks for them.

    Sentences that are put together, such as ``needs a front view``, are found in `posture.coach.wording`.

    Args:
        file: The module, open for reading.
        keywords: Unused, as are the others: Babel gives them to every extractor.
        tags: Unused.
        options: Unused.

    Yields:
        The line, no function, the sentence, no comments.

    Raises:
        SystemExit: Another copy of Posture is imported than the one whose modules Babel reads. Sentences
            that only one of them has would be dropped, with their translations.
    """
    del keywords, tags, options
    path = Path(file.name)
    if FOLDER.parent.resolve() not in path.resolve().parents:
        sys.exit(
            f"{path}: posture is imported from {FOLDER.parent}, not from this checkout; "
            "install it with pip install -e and extract again before you update"
        )
    found = {text: line for text, line in _texts(path) if text in declared()}
    if path.samefile(wording.__file__):
        found |= dict.fromkeys(_put_together(), 1)
    yield from ((line, None, text, []) for text, line in sorted(found.items(), key=lambda item: item[::-1]))


def _texts(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every text of a module, with its line."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno


@cache
def _put_together() -> frozenset[str]:
    """Return the sentences that stand nowhere as they are said."""
    modules = (path for package in PACKAGES for path in (FOLDER.parent / package).rglob("*.py"))
    return declared() - {text for path in modules for text, _ in _texts(path)}


@cache
def declared() -> frozenset[str]:
    """Return every sentence of moves, guide, posture check, desk watch and coach that a person may read."""
    said = (*wording.SAID, *closing.SENTENCES, wording.OUTLINE_UNSEEN, *WATCHING)
    return frozenset((*_of_moves(), *_of_guide(), *_of_check(), *said))


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
        ids = EXERCISES.keys() | {
            topic for topic in topics if isinstance(topic, str) and topic.islower() and topic.isidentifier()
        }
        yield from (sentence for sentence in sentences(topics) if sentence not in ids)


def _of_check() -> Iterator[str]:
    yield from (text for measure in MEASURES.values() for text in (measure.title, measure.note))
    yield from (*TOUR, *REFUSALS.values(), *UNMEASURED, *NOTES)
