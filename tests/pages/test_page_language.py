"""Each page of a browser speaks its own language, whatever another page speaks."""

from __future__ import annotations

import pytest
from app_pages import open_page
from streamlit.testing.v1 import AppTest

from posture.history.store import Store
from posture.locale import language

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
