"""Every language is whole: every sentence that a person may read, and nothing lost on the way."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Thread

import pytest
from babel import Locale
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from posture import locale
from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.guide import HEAT_COLD
from posture.locale import NP_, formats, language, languages, localized, ngettext, pgettext, speaking
from posture.locale import gettext as _
from posture.locale.declarations import sentences, spoken
from posture.locale.extraction import PACKAGES, declared

PACKAGE = Path(locale.__file__).parents[1]
TEMPLATE = Path(locale.__file__).parent / "posture.pot"
OTHERS = [code for code in languages() if code != "en"]
GAP = re.compile(r"\{\w*\}")
in_each = pytest.mark.parametrize("code", OTHERS, ids="in_{}".format)


@cache
def read(code: str) -> Catalog:
    """The translators' file of a language."""
    with (TEMPLATE.parent / code / "LC_MESSAGES" / "posture.po").open("rb") as file:
        return read_po(file, locale=code)


def messages(code: str) -> list[Message]:
    """Everything in a language but the head of its file."""
    return [message for message in read(code) if message.id]


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The forms of a message: one, or one for each number that the language tells apart."""
    return (text,) if isinstance(text, str) else tuple(text)


def gaps(text: str) -> list[str]:
    """What is filled in."""
    return sorted(GAP.findall(text))


def keys(catalog: Catalog) -> set[tuple[str | None, str | tuple[str, ...]]]:
    """What a catalog has, by context and English words."""
    return {(m.context, forms(m.id)) for m in catalog if m.id}


def test_there_are_languages_and_they_call_themselves_by_their_own_names() -> None:
    assert {"en": "English", "de": "Deutsch", "es": "Español"}.items() <= languages().items()
    assert next(iter(languages())) == "en"


@in_each
def test_every_message_is_translated_and_none_is_in_doubt(code: str) -> None:
    assert not [m.id for m in messages(code) if not all(text.strip() for text in forms(m.string))]
    assert not [m.id for m in messages(code) if m.fuzzy]
    assert not read(code).fuzzy
    assert not read(code).obsolete


@in_each
def test_a_message_has_a_form_for_every_number_that_its_language_tells_apart(code: str) -> None:
    plural = [m for m in messages(code) if isinstance(m.id, tuple)]
    assert all(len(m.string) == read(code).num_plurals for m in plural)


@in_each
def test_what_is_filled_into_a_message_is_in_every_form_of_its_translation(code: str) -> None:
    """The first form may say "one" in words where the English one does."""
    for message in messages(code):
        english, own = forms(message.id), forms(message.string)
        wanted = [gaps(english[0]), *[gaps(english[-1])] * (len(own) - 1)]
        assert [gaps(text) for text in own] == wanted, message.id


@in_each
def test_a_number_in_a_message_is_in_its_translation(code: str) -> None:
    def numbers(text: str) -> list[str]:
        return sorted(re.findall(r"\d+", text))

    assert not [m.id for m in messages(code) if numbers(forms(m.id)[-1]) != numbers(forms(m.string)[-1])]


def pybabel(*arguments: str | Path, checkout: Path = PACKAGE.parent) -> subprocess.CompletedProcess[str]:
    """Run Babel's program in a checkout, with the Posture that is imported here."""
    paths = os.pathsep.join((str(PACKAGE.parent), *sys.path[1:]))
    program = "from babel.messages.frontend import main; main()"
    return subprocess.run(
        [sys.executable, "-c", program, "-q", *map(str, arguments)],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": paths, "PYTHONSAFEPATH": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_template_and_languages_are_what_babel_makes_of_the_code(tmp_path: Path) -> None:
    """If this fails: ``pybabel extract && pybabel update``, then translate what is new."""
    made = tmp_path / "posture.pot"
    assert pybabel("extract", "-o", made).returncode == 0
    with made.open("rb") as new:
        assert {text for _, (text, *_) in keys(read_po(new))} >= declared()
    assert made.read_text("utf-8") == TEMPLATE.read_text("utf-8")
    for code in OTHERS:
        kept = TEMPLATE.parent / code / "LC_MESSAGES" / "posture.po"
        updated = tmp_path / kept.relative_to(TEMPLATE.parent)
        updated.parent.mkdir(parents=True)
        shutil.copy(kept, updated)
    assert pybabel("update", "-i", made, "-d", tmp_path).returncode == 0
    for code in OTHERS:
        updated = tmp_path / code / "LC_MESSAGES" / "posture.po"
        kept = TEMPLATE.parent / code / "LC_MESSAGES" / "posture.po"
        assert updated.read_text("utf-8") == kept.read_text("utf-8")


def test_babel_looks_for_declared_sentences_in_the_packages_that_declare_them() -> None:
    settings = (PACKAGE.parent / "pyproject.toml").read_text("utf-8")
    assert sorted(re.findall(r'"posture/(\w+)/\*\*\.py"', settings)) == sorted(PACKAGES)
    assert [package for package in PACKAGES if not (PACKAGE / package).is_dir()] == []


def test_sentences_of_a_checkout_that_is_not_the_imported_one_are_refused(tmp_path: Path) -> None:
    other = tmp_path / "posture" / "coach"
    other.mkdir(parents=True)
    shutil.copy(PACKAGE.parent / "pyproject.toml", tmp_path)
    shutil.copy(PACKAGE / "coach" / "wording.py", other)
    made = pybabel("extract", "-o", "made.pot", checkout=tmp_path)
    assert made.returncode == 1
    assert "not from this checkout; install it with pip install -e" in made.stderr
    assert made.stderr.count("\n") == 1


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)
def test_everything_that_a_coach_may_say_of_a_move_is_known(exercise: Exercise) -> None:
    assert set(spoken(exercise)) <= declared()
    assert {text for u in Coach(exercise).finish().unmeasured for text in (u.what, u.why)} <= declared()


@in_each
def test_content_is_exchanged_sentence_by_sentence_and_the_rest_stays(code: str) -> None:
    own = {text for message in messages(code) for text in forms(message.string)}
    for exercise in EXERCISES.values():
        with speaking(code):
            other = localized(exercise)
        assert other.id == exercise.id and other.features == exercise.features
        assert [rule.name for rule in other.all_rules] == [rule.name for rule in exercise.all_rules]
        assert set(sentences(other)) <= own


def test_a_table_is_translated_when_it_is_shown() -> None:
    table = {"hold": NP_("breathing", "Hold"), 2: ("percent", 3), "": ""}
    assert localized(table) == {"hold": "Hold", 2: ("percent", 3), "": ""}
    with speaking("de"):
        assert localized(table)[2] == ("Prozent", 3)
        assert localized(table)[""] == ""


def test_what_nobody_has_translated_stays_english() -> None:
    with speaking("de"):
        assert _("Nobody has translated this.") == "Nobody has translated this."
        assert pgettext("nowhere", "percent") == "percent"
        assert [ngettext("{n} nothing", "{n} nothings", n) for n in (1, 2)] == ["{n} nothing", "{n} nothings"]


def test_where_nothing_says_otherwise_everything_is_english() -> None:
    assert language() == "en"
    assert localized(HEAT_COLD) == HEAT_COLD


def test_each_thread_speaks_its_own_language() -> None:
    said = {}

    def say(code: str) -> None:
        with speaking(code):
            said[code] = _("percent")

    with speaking("es"):
        threads = [Thread(target=say, args=(code,)) for code in ("de", "en")]
        for thread in threads:
            thread.start()
            thread.join()
        assert said == {"de": "Prozent", "en": "percent"}
        assert language() == "es"


@pytest.mark.parametrize("code", ["ja", "fr", "pl", "pt_BR", "ar", "zh", "uk"])
def test_numbers_and_dates_need_nothing_of_ours_in_another_language(code: str) -> None:
    conventions = Locale.parse(code)
    with speaking(code):
        assert len(set(formats.weekdays())) == 7
        assert all(formats.long_day(date(2026, month, 1)) for month in range(1, 13))
        assert formats.number(0.5, 1) == f"0{conventions.number_symbols['latn']['decimal']}5"


def test_dates_and_numbers_are_written_as_the_language_writes_them() -> None:
    with speaking("de"):
        assert formats.long_day(date(2026, 3, 1)) == "1. März 2026"
        assert formats.amount(0.025, "ratio") == "2,5\u00a0%"
    with speaking("es"):
        assert formats.weekdays("abbreviated")[0] == "Lun"


@pytest.mark.parametrize(
    ("code", "first", "later"),
    [
        ("fr", "1er décembre 2026", "11 décembre 2026"),
        ("it", "1º dicembre 2026", "21 dicembre 2026"),
        ("pt", "1º de dezembro de 2026", "11 de dezembro de 2026"),
        ("es", "1 de diciembre de 2026", "31 de diciembre de 2026"),
        ("de", "1. Dezember 2026", "11. Dezember 2026"),
    ],
)
def test_the_first_of_a_month_has_the_number_that_its_language_gives_it(
    code: str, first: str, later: str
) -> None:
    with speaking(code):
        noon = datetime(2026, 12, 1, 12)  # noqa: DTZ001 - it is written, not compared
        number = first.split(maxsplit=1)[0]
        assert formats.long_day(noon.date()) == first
        assert formats.long_day(date(2026, 12, int(re.findall(r"\d+", later)[0]))) == later
        assert formats.day(noon.date()).startswith(f"{number} ")
        assert f" {first}," in formats.when(noon, now=noon + timedelta(days=9))


MESSAGES = {"_": 1, "N_": 1, "gettext": 1, "pgettext": 2, "NP_": 2, "ngettext": 2}
"""How many of the first arguments are words, by the function that translates or marks them."""


def unseen_by_babel(tree: ast.AST) -> list[int]:
    """Lines whose message Babel cannot extract: put together, or inside an f-string."""
    calls = {
        node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    asked = {call: MESSAGES[call.func.id] for call in calls if call.func.id in MESSAGES}
    inside = {node for f in ast.walk(tree) if isinstance(f, ast.JoinedStr) for node in ast.walk(f)}
    plain = {
        call for call, n in asked.items() if all(isinstance(text, ast.Constant) for text in call.args[:n])
    }
    return sorted(call.lineno for call in asked if call not in plain or call in inside)


def test_every_message_stands_where_babel_finds_it() -> None:
    modules = [path for folder in ("app", "cli", "report") for path in (PACKAGE / folder).rglob("*.py")]
    assert {m.name: found for m in modules if (found := unseen_by_babel(ast.parse(m.read_bytes())))} == {}


@pytest.mark.parametrize(
    "code", ["_(a)", "f'{_(\"a\")}'", "ngettext('a', b, n)", "NP_('a', f'{b}')", "_('a' + b)"]
)
def test_a_message_that_babel_cannot_find_is_told(code: str) -> None:
    assert unseen_by_babel(ast.parse(code)) == [1]
    assert unseen_by_babel(ast.parse("_('a' 'b'); ngettext('a', 'b', n); NP_('a', 'b')")) == []


TRANSLATES = {"_", "gettext", "ngettext", "pgettext", "localized"}


def asked_at_import(node: ast.AST) -> Iterator[int]:
    """Lines that translate while a module is being read: what is outside of bodies."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        decorators = [] if isinstance(node, ast.Lambda) else node.decorator_list
        inside: Iterator[ast.AST] = iter([*decorators, node.args])
    else:
        inside = ast.iter_child_nodes(node)
    called = node.func if isinstance(node, ast.Call) else None
    if isinstance(called, ast.Name) and called.id in TRANSLATES:
        yield called.lineno
    for child in inside:
        yield from asked_at_import(child)


@pytest.mark.parametrize("folder", ["app", "cli", "locale", "report"])
def test_words_are_translated_when_they_are_shown_never_at_import(folder: str) -> None:
    modules = sorted((PACKAGE / folder).rglob("*.py"))
    assert {m.name: found for m in modules if (found := [*asked_at_import(ast.parse(m.read_bytes()))])} == {}


@pytest.mark.parametrize(
    "code",
    ["T = _('a')", "@f(_('a'))\ndef g(): ...", "def g(a=_('a')): ...", "class C:\n    a = localized(T)"],
)
def test_words_at_import_are_found_wherever_they_hide(code: str) -> None:
    assert list(asked_at_import(ast.parse(code)))
    assert not list(asked_at_import(ast.parse("def g():\n    return _('a')\nh = lambda: localized(T)")))
