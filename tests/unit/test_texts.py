"""Every language is whole: every page, every sentence, and nothing lost on the way."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from posture.app import texts
from posture.app.texts import missing
from posture.app.texts.content import every, sentences, spoken, translated
from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.guide import HEAT_COLD

APP = Path(texts.__file__).parents[1]
OTHERS = [code for code in texts.LANGUAGES if code != "en"]
GAP = re.compile(r"\{\w*\}")
languages = pytest.mark.parametrize("code", OTHERS, ids="in_{}".format)


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif is_dataclass(value):
        for field in fields(value):
            yield from leaves(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from leaves(item, f"{path}[{key}]")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from leaves(item, f"{path}[{number}]")


def gaps(text: str) -> list[str]:
    """What is filled in; numbered gaps are those without a name in another order."""
    return sorted(re.sub(r"\d", "", gap) for gap in GAP.findall(text))


@languages
def test_every_page_has_the_words_of_the_english_one(code: str) -> None:
    english, own = dict(leaves(texts.texts("en"))), dict(leaves(texts.texts(code)))
    assert own.keys() == english.keys()
    empty = [path for path, text in own.items() if english[path].strip() and not text.strip()]
    assert not empty
    filled = {path: (english[path], text) for path, text in own.items() if gaps(text) != gaps(english[path])}
    assert not filled


@languages
def test_what_is_filled_into_a_sentence_is_in_its_translation(code: str) -> None:
    wrong = {en: own for en, own in texts.catalogue(code).items() if gaps(own) != gaps(en) or not own.strip()}
    assert not wrong


@languages
def test_no_sentence_is_left_over_from_an_english_one_that_has_gone(code: str) -> None:
    assert not texts.catalogue(code).keys() - every().keys()


@languages
def test_a_number_in_a_sentence_is_in_its_translation(code: str) -> None:
    lost = {
        en: own
        for en, own in texts.catalogue(code).items()
        if sorted(re.findall(r"\d+", own)) != sorted(re.findall(r"\d+", en))
    }
    assert not lost


@languages
def test_every_page_is_translated(code: str) -> None:
    assert not missing.pages(code)


@languages
def test_every_sentence_is_translated(code: str) -> None:
    assert not missing.sentences(code), missing.listing(code)


def test_the_listing_names_the_file_and_the_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "posture.app.texts.missing", "xx"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1 and "'xx'" in done.stderr and "de, es" in done.stderr


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_everything_that_a_coach_may_say_of_a_move_is_known(exercise: Exercise) -> None:
    known = every()
    assert set(spoken(exercise)) <= known.keys()
    assert {u.why for u in Coach(exercise).finish().unmeasured} <= known.keys()


def test_content_is_exchanged_sentence_by_sentence_and_the_rest_stays() -> None:
    own = {sentence: f"«{sentence}»" for sentence in every()}
    for exercise in EXERCISES.values():
        other = translated(exercise, own)
        assert other.id == exercise.id and other.features == exercise.features
        assert [rule.name for rule in other.all_rules] == [rule.name for rule in exercise.all_rules]
        assert all(sentence.startswith("«") for sentence in sentences(other))
    heat = translated(HEAT_COLD, own).facts[0].text
    assert "15 «to» 20 «minutes»" in heat


def test_outside_a_page_everything_is_english() -> None:
    assert texts.language() == "en" and texts.words() is texts.texts("en")
    assert texts.localized(HEAT_COLD) is HEAT_COLD


def asked_at_import(node: ast.AST) -> Iterator[int]:
    """Lines that call ``words`` or ``localized`` while a module is being read: what is outside of bodies."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
        inside: Iterator[ast.AST] = iter([*decorators, node.args])
    else:
        inside = ast.iter_child_nodes(node)
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Name) and called.id in {"words", "localized"}:
        yield called.lineno
    for child in inside:
        yield from asked_at_import(child)


@pytest.mark.parametrize("path", sorted(APP.rglob("*.py")), ids=lambda p: p.relative_to(APP).as_posix())
def test_words_are_asked_for_when_a_page_draws_never_at_import(path: Path) -> None:
    assert not list(asked_at_import(ast.parse(path.read_text("utf-8"))))


@pytest.mark.parametrize(
    "code",
    [
        "T = words().a",
        "@f(words().a)\ndef g(): ...",
        "def g(a=words().a): ...",
        "class C:\n    a = words().a",
    ],
)
def test_words_at_import_are_found_wherever_they_hide(code: str) -> None:
    assert list(asked_at_import(ast.parse(code)))
    assert not list(asked_at_import(ast.parse("def g():\n    return words().a\nh = lambda: words().a")))
