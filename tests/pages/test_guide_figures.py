"""Every figure of the guide stands on its page, in every language, as the guide has it.

The table below is read from the guide itself: where a figure stands there, and on which page it belongs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest
from app_pages import html_of, open_page

from posture.guide.common_questions import QUESTIONS
from posture.guide.content_types import Figure
from posture.history.store import Store
from posture.locale import languages, localized, speaking


@dataclass(frozen=True)
class Stated:
    """One figure of the guide: its place there, what it is about, and the move whose page has it."""

    place: str
    about: str
    figures: tuple[Figure, ...]
    move: str = ""


def figure(low: float, high: float, unit: str) -> Figure:
    return Figure(low, high, unit)


STATED = (
    Stated("stretching a", "neck tilts", (figure(15, 30, "seconds"),), "neck_tilts"),
    Stated("stretching b", "blade squeeze", (figure(10, 15, "seconds"),), "shoulder_blade_squeeze"),
    Stated("stretching c", "cat-cow", (figure(10, 10, "times"),), "cat_cow"),
    Stated("strength a", "rows", (figure(3, 3, "sets"), figure(12, 15, "repetitions")), "bent_over_rows"),
    Stated("strength b", "pulldowns", (figure(3, 3, "sets"), figure(10, 12, "repetitions")), "lat_pulldowns"),
    Stated("strength c", "superman", (figure(10, 15, "seconds"), figure(3, 3, "times")), "superman"),
    Stated("posture a", "wall angels", (figure(2, 3, "minutes"),), "wall_angels"),
    Stated("posture b", "chin tucks", (figure(5, 5, "seconds"), figure(10, 10, "times")), "chin_tucks"),
    Stated(
        "posture c",
        "retraction",
        (figure(5, 10, "seconds"), figure(10, 10, "times")),
        "shoulder_blade_retraction",
    ),
    Stated("heat and cold", "heating pad", (figure(15, 20, "minutes"),)),
    Stated("heat and cold", "ice pack", (figure(10, 15, "minutes"),)),
    Stated("question 2", "times a week", (figure(2, 3, "times"),)),
    Stated("question 4", "how long to hold a stretch", (figure(15, 30, "seconds"),)),
)
NAMES = ("seconds", "minutes", "times", "sets", "repetitions")
UNITS = {
    "en": ("seconds|s", "minutes|min", "times", "sets", "repetitions"),
    "de": ("Sekunden|s", "Minuten|min", "[Mm]al", "Sätze", "Wiederholungen"),
    "es": ("segundos|s", "minutos|min", "veces", "series", "repeticiones"),
    "fr": ("secondes|s", "minutes|min", "fois", "séries", "répétitions"),
    "it": ("secondi|s", "minuti|min", "volte", "serie", "ripetizioni"),
    "nl": ("seconden|s", "minuten|min", "keer", "series|sets", "herhalingen"),
    "pl": ("sekundy?|s", "minuty?|min", "razy", "seri[ei]", "powtórzeń|powt"),
    "pt": ("segundos|s", "minutos|min", "vezes", "séries", "repetições"),
}
"""How a language may name each of the units."""


@pytest.fixture(scope="module", autouse=True)
def store(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POSTURE_DATA_DIR", str(tmp_path_factory.mktemp("kept")))
        with Store() as kept:
            yield kept


@cache
def shown(move: str, code: str) -> str:
    """Everything that the page of a move, or the guide's first page, says in a language."""
    with Store() as kept:
        kept.journal.choose("language", code)
    app = open_page("guide", **({"move": move} if move else {}))
    return html_of(app) + "\n".join(m.value for m in app.markdown)


def pattern(stated: Figure, code: str) -> str:
    """How a language may write a figure: "15 to 30 seconds", "15 bis 30 Sekunden", "10 times"."""
    unit = dict(zip(NAMES, UNITS[code], strict=True))[stated.unit]
    with speaking(code):
        to = localized("to")
    span = (
        f"{stated.low:g}"
        if stated.low == stated.high
        else rf"{stated.low:g}\s?(?:{to}|a|[–-])\s?{stated.high:g}"
    )
    return rf"\b{span}[\s-](?:{unit})\b"


@pytest.mark.parametrize("code", languages())
@pytest.mark.parametrize("stated", STATED, ids=lambda s: f"{s.place}: {s.about}")
def test_a_figure_of_the_guide_is_on_its_page(stated: Stated, code: str) -> None:
    page = shown(stated.move, code)
    missing = [str(f) for f in stated.figures if not re.search(pattern(f, code), page)]
    assert not missing


def test_results_and_the_ten_questions_are_there() -> None:
    page = shown("", "en")
    assert "few weeks" in page and "few months" in page
    assert {q.question for q in QUESTIONS} <= {e.label for e in open_page("guide").expander}


@pytest.mark.parametrize(
    ("query", "expected"),
    [("heating pad", "Heat and cold"), ("shrug", "Shoulder blade squeeze"), ("stress", "Stress")],
)
def test_the_search_finds_every_section(query: str, expected: str) -> None:
    shown("", "en")
    with Store() as kept:
        kept.journal.choose("language", "en")
    app = open_page("guide")
    app.text_input(key="guide_search").set_value(query).run()
    found = [s.value for s in app.subheader] + [e.label for e in app.expander]
    assert any(expected in label for label in found)
