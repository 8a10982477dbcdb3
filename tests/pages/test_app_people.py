"""Profiles and settings: who is there, what they chose, and that each keeps their own."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest
import streamlit
from app_pages import button, open_page, wall_angels
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from posture.app.state import person
from posture.app.state.look import TEXT_PERCENTS, PageLook, Theme, read_look
from posture.body.baseline import Baseline
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.setup.rest import Rest
from posture.errors import StoreError
from posture.exercises import EXERCISES
from posture.guide.plan import read_plan
from posture.history.kept_rests import RestKey, keep_rest
from posture.history.kept_set import KeptSet
from posture.history.profiles import checked_name

NOW = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)


def add(app: AppTest, name: str) -> None:
    app.text_input(key="person_add_name_").set_value(name)
    button(app, "Add").click().run()
    assert not app.exception


def test_a_household_without_profiles_is_not_asked_who_is_there(store):
    app = open_page("settings")
    assert app.title[0].value == "Settings"
    assert not [b for b in app.button if b.key and b.key.startswith("person_")]


def test_a_profile_is_added_taken_up_and_kept(store):
    app = open_page("settings")
    add(app, "  Ida   Löf ")
    assert store.profiles.names() == ["Ida Löf"] and app.session_state["person"] == "Ida Löf"
    assert "Ida Löf trains in this browser." in [m.value for m in app.markdown]


def test_nobody_is_called_nothing_or_like_somebody_else(store):
    app = open_page("settings")
    add(app, "Ida")
    for name, refused in (
        ("   ", "A profile needs a name."),
        ("IDA", "There is already a profile called IDA. Choose another name."),
    ):
        add(app, name)
        assert [e.value for e in app.error] == [refused]
    assert store.profiles.names() == ["Ida"]


def test_another_profile_has_its_own_choices(store):
    app = open_page("settings")
    add(app, "Ida")
    app.toggle(key="settings_pictures_Ida").set_value(True).run()
    add(app, "Bo")
    assert not app.toggle(key="settings_pictures_Bo").value
    app.button(key="person_1").click().run()
    assert app.session_state["person"] == "Ida" and app.toggle(key="settings_pictures_Ida").value
    app.button(key="person_nobody").click().run()
    assert app.session_state["person"] == ""
    assert store.journal.setting("pictures", person="Ida") is True


def test_landmarks_are_kept_only_once_somebody_says_so_and_can_go_alone(store):
    app = open_page("settings")
    assert not app.toggle(key="settings_landmarks_").value
    app.toggle(key="settings_landmarks_").set_value(True).run()
    assert store.journal.setting("landmarks") is True
    kept = KeptSet.of(wall_angels(), started_at=NOW, person="")
    number = store.keep(kept, landmarks=b"x" * 1_240_000)
    app.run()
    assert "Kept: how your body moved in 1 set, 1.2 MB." in [m.value for m in app.markdown]
    app.toggle(key="settings_landmarks_").set_value(False).run()
    assert store.journal.setting("landmarks") is None
    assert store.landmarks.of(number) is not None, "what is kept stays until it is deleted"
    button(app, "Delete this and keep the sets").click().run()
    assert not app.exception and store.landmarks.of(number) is None
    assert "Deleted from 1 set." in [s.value for s in app.success]
    assert [one.id for one in store.sets()] == [number]


def test_how_somebody_rests_is_told_and_can_be_forgotten(store):
    app = open_page("settings")
    assert "Forget how I rest" not in [b.label for b in app.button]
    rest = Rest(
        signal="x", view=View.FRONT, near=Side.LEFT, baseline=Baseline(), levels={Side.LEFT: 1.0}, sure=1.0
    )
    keep_rest(store.journal, rest, place=RestKey("wall_angels", "camera"), at=NOW)
    app.run()
    assert "Kept so that sets begin at once: how you rest in 1 move." in [m.value for m in app.markdown]
    button(app, "Forget how I rest").click().run()
    assert not app.exception and store.journal.setting("rests") is None
    assert "Forget how I rest" not in [b.label for b in app.button]


def test_nobody_stays_nobody_where_the_browser_remembers_somebody(store, monkeypatch):
    store.journal.choose("profile", "x", person="Ida")
    monkeypatch.setattr(type(streamlit.context), "cookies", {"posture_person": "Ida"})
    app = open_page("settings")
    assert app.session_state["person"] == "Ida"
    app.button(key="person_nobody").click().run()
    app.run()
    assert app.session_state["person"] == ""
    app.button(key="person_0").click().run()
    assert app.session_state["person"] == "Ida"


def test_a_profile_takes_everything_along_under_another_name(store):
    store.save(wall_angels(), started_at=NOW, person="Ida")
    store.journal.write("pain", {"score": 2}, at=NOW, person="Ida")
    store.journal.choose("language", "es", person="Ida")
    assert store.profiles.rename("Ida", " Ida  Löf ") == "Ida Löf"
    assert [k.person for k in store.sets()] == ["Ida Löf"] == store.profiles.names()
    assert store.journal.notes()[0].person == "Ida Löf"
    assert store.journal.setting("language", person="Ida Löf") == "es"


def test_the_name_is_changed_on_the_page(store):
    app = open_page("settings")
    add(app, "Ida")
    app.text_input(key="person_rename_name_Ida").set_value("Eda")
    button(app, "Change").click().run()
    assert not app.exception and store.profiles.names() == ["Eda"] and app.session_state["person"] == "Eda"


def test_a_name_that_is_taken_or_of_nobody_changes_nothing(store):
    for name in ("Ida", "Bo"):
        store.journal.choose("profile", "x", person=name)
    for old, new in (("Ida", "bo"), ("Eve", "Eva"), ("Ida", " "), ("Ida", "x" * 41)):
        with pytest.raises(StoreError):
            store.profiles.rename(old, new)
    assert store.profiles.names() == ["Bo", "Ida"]


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=8)))
def test_a_name_is_plain_short_and_its_own(name, taken):
    try:
        kept = checked_name(name, taken=taken)
    except StoreError:
        return
    assert 0 < len(kept) <= 40 and kept == " ".join(kept.split())
    assert kept.casefold() not in [other.casefold() for other in taken]


def test_a_profile_that_has_gone_is_nobodys(store):
    app = open_page("settings")
    add(app, "Ida")
    store.delete_all()
    app.run()
    assert not app.exception and app.session_state["person"] == ""


@pytest.mark.parametrize(
    ("code", "settings", "add_label"), [("de", "Einstellungen", "Hinzufügen"), ("es", "Ajustes", "Añadir")]
)
def test_the_language_is_the_persons_else_the_households(store, code, settings, add_label):
    app = open_page("settings")
    app.selectbox(key="settings_language_").select(code).run()
    assert app.title[0].value == settings
    app.text_input(key="person_add_name_").set_value("Ida")
    button(app, add_label).click().run()
    assert app.title[0].value == settings  # what the household chose
    app.selectbox(key="settings_language_Ida").select("en").run()
    assert app.title[0].value == "Settings"
    assert (
        store.journal.setting("language") == code and store.journal.setting("language", person="Ida") == "en"
    )


def test_a_hold_is_one_number_beside_the_picture_and_in_every_form_of_the_plan(store):
    squeeze = EXERCISES["shoulder_blade_squeeze"]
    app = open_page("", move=squeeze.id)
    hold = app.slider(key=f"train_hold_{squeeze.id}")
    assert hold.value == 12, "as the guide's programme has it"
    hold.set_value(13).run()
    kept = read_plan(store.journal.setting("plan"))
    planned = [entry.hold_s for some in kept.forms.values() for entry in some if entry.id == squeeze.id]
    assert set(planned) == {13.0} and len(planned) > 1
    assert open_page("", move=squeeze.id).slider(key=f"train_hold_{squeeze.id}").value == 13


def test_a_hold_that_is_not_in_the_plan_is_kept_within_what_the_guide_says(store):
    sphinx = EXERCISES["sphinx"]
    store.journal.choose("hold_s", {sphinx.id: 900.0})
    assert open_page("", move=sphinx.id).slider(key=f"train_hold_{sphinx.id}").value == sphinx.dose.hold_s[1]


def test_the_look_is_kept_by_the_browser_and_told_to_every_page(store):
    app = open_page("settings")
    for part, chosen in (("theme", Theme.DARK), ("text_percent", 130)):
        app.button_group(key=f"settings_{part}").set_value(chosen).run()
        assert not app.exception
    told = app.session_state["look"]
    assert (told.theme, told.text_percent) == (Theme.DARK, 130)
    assert app.button_group(key="settings_text_percent").value == 130


@given(st.text(max_size=20))
def test_a_cookie_that_makes_no_sense_is_the_usual_look(cookie):
    found = read_look(cookie)
    assert found.theme in Theme and found.text_percent in TEXT_PERCENTS


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_a_look_comes_back_from_its_cookie(theme, percent):
    assert read_look(f"{theme}.{percent}") == PageLook(theme, percent)


@pytest.mark.parametrize("holds", [[1], "x", {"superman": "5"}, {"superman": [5]}, {"superman": 10**400}])
def test_holds_that_another_program_wrote_are_passed_over(store, holds):
    store.journal.choose("hold_s", holds)
    for move in EXERCISES.values():
        if move.dose.hold_s[0] < move.dose.hold_s[1]:
            assert person.hold_s(move) == move.motion.hold_s


def test_where_everything_is_kept_is_said(data_folder):
    assert str(data_folder) in [c.value for c in open_page("settings").code]
