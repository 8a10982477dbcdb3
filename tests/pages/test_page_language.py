"""Each page of a browser speaks its own language, whatever another page speaks."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from app_pages import open_page, wall_angels
from babel.messages.pofile import read_po
from kept_samples import MORNING
from streamlit.testing.v1 import AppTest

from posture import locale
from posture.history.store import Store
from posture.locale import language
from posture.locale.extraction import declared

TITLES = {"": "Settings", "Ida": "Einstellungen", "Eva": "Ajustes"}


@pytest.fixture
def store(monkeypatch, tmp_path):
    monkeypatch.setenv("POSTURE_DATA_DIR", str(tmp_path))
    with Store() as kept:
        for person, code in (("Ida", "de"), ("Eva", "es")):
            kept.journal.choose("language", code, person=person)
        yield kept


def test_pages_of_several_people_speak_their_languages_in_turn(store: Store) -> None:
    apps = {}
    for person in TITLES:
        apps[person] = open_page("settings")
        apps[person].session_state["person"] = person
    for _ in range(2):
        assert {person: app.run().title[0].value for person, app in apps.items()} == TITLES
    assert language() == "en", "outside of a page"


def test_a_part_that_is_drawn_alone_speaks_the_language_of_its_page() -> None:
    def script() -> None:
        import streamlit as st

        from posture.app.state.page_language import of_page, speak
        from posture.locale import follow
        from posture.locale import gettext as _

        follow(of_page)
        if "drawn" not in st.session_state:  # the frame around the pages says it, once in the first run
            speak("de")
        st.session_state.drawn = True
        st.button("again")
        st.title(_("Settings"))

    app = AppTest.from_function(script).run()
    assert app.button[0].click().run().title[0].value == "Einstellungen"


@cache
def of_the_pages() -> frozenset[str]:
    """What the pages say in English, in pieces that cannot be taken for anything else.

    The live picture gets the coach's English sentences with their translations: they are left out.
    """
    with (Path(locale.__file__).parent / "de" / "LC_MESSAGES" / "posture.po").open("rb") as file:
        catalog = read_po(file, locale="de")
    coach = "\n".join(declared())
    own = "\n".join(
        text for m in catalog if m.id for text in ([m.string] if isinstance(m.id, str) else m.string)
    )
    said = (text for m in catalog if m.id for text in ([m.id] if isinstance(m.id, str) else m.id))
    pieces = {max(re.split(r"\{\w+\}", text), key=len).strip() for text in said}
    return frozenset(p for p in pieces if len(p) > 12 and " " in p and p not in coach and p not in own)


def everything(block: Any) -> Iterator[str]:
    """What each element of a page was told to show, its scripts apart."""
    for child in getattr(block, "children", {}).values():
        yield re.sub(r"^ *js_content: .*$", "", str(getattr(child, "proto", "")), flags=re.MULTILINE)
        yield from everything(child)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        *((page, {}) for page in ("", "today", "plan", "upload", "review", "check", "data", "guide")),
        *((page, {}) for page in ("professional", "timers", "watch", "settings")),
        *(("review", {"set": "1"}), ("guide", {"move": "chin_tucks"}), ("", {"move": "wall_angels"})),
    ],
)
def test_no_page_speaks_english_in_another_language(store: Store, page: str, address: dict[str, str]) -> None:
    store.journal.choose("language", "de")
    store.save(wall_angels(), started_at=MORNING)
    shown = "\n".join(everything(open_page(page, **address)._tree))
    text = html.unescape(shown.replace('\\"', '"').replace("\\'", "'").replace("\\\\u2019", "’"))
    assert sorted(piece for piece in of_the_pages() if piece in text) == []
