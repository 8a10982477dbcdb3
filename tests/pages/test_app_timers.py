"""The Timers page: each kind from choice to note, across reloads, and with a broken database."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from app_pages import html_of, open_page
from streamlit.testing.v1 import AppTest

from posture import guide
from posture.app.components.phrases import TIMERS
from posture.app.sections.running_timer import KEEP_IN_MIND
from posture.guide.timer_patterns import BODY_SCAN
from posture.history.store import Store
from posture.history.timer_notes import Ended, Of, Running, keep_running, note_timer, running, timer_notes


@pytest.fixture
def journal(data_folder: Path):
    with Store() as store:
        yield store.journal


def now() -> datetime:
    return datetime.now(timezone.utc)


def press(app: AppTest, label: str) -> AppTest:
    next(b for b in app.button if b.label == label).click().run()
    assert not app.exception, app.exception
    return app


def begun(journal, of: Of, ago_s: float, length_s: float, **more) -> AppTest:
    started_at = now() - timedelta(seconds=ago_s)
    keep_running(journal, Running(of=of, started_at=started_at, length_s=length_s, **more))
    return open_page("timers")


def test_one_begins_with_the_gentlest_breathing(journal):
    app = open_page("timers")
    assert app.title[0].value == "Timers"
    assert app.radio[0].value == "longer_exhale" and len(app.radio[0].options) == len(guide.BREATHING)
    press(app, "Start")
    timer = running(journal)
    assert (timer.of, timer.pattern, timer.length_s) == (Of.BREATHING, "longer_exhale", 180.0)
    html = html_of(app)
    assert "po-breath" in html and "Breathe in" in html and "Hold" not in html
    assert "Round 1 of 18" in html
    press(app, "Stop")
    assert running(journal) is None and "Stopped. Every quiet breath counts." in html_of(app)
    assert [n.ended for n in timer_notes(journal)] == [Ended.STOPPED]
    assert "Stopped" in html_of(app)


def test_the_long_pattern_has_no_more_than_eight_rounds(journal):
    app = open_page("timers")
    app.radio[0].set_value("four_seven_eight").run()
    assert app.select_slider[0].options == [f"{n} rounds" for n in range(4, 9)]
    assert "Never more than eight rounds" in [*app.radio[0].proto.captions][-1]


def test_light_headed_ends_it_and_says_what_to_do(journal):
    app = begun(journal, Of.BREATHING, 30, 160, pattern="box")
    press(app, "I feel light-headed")
    assert (
        "Breathe as usual and stay seated until it passes, usually within a minute or two. If it does "
        "not, get help."
    ) in html_of(app)
    assert [(n.ended, 29 < n.seconds < 60) for n in timer_notes(journal)] == [(Ended.LIGHT_HEADED, True)]


@pytest.mark.parametrize("of", [Of.HEAT, Of.COLD])
def test_warmth_and_cold_say_who_should_not_and_go_on_after_a_reload(journal, of):
    app = open_page("timers", of=of.value)
    html = html_of(app)
    assert all(c.replace("'", "&#x27;") in html for c in guide.HEAT_COLD.cautions)
    assert "20 minutes" in html and "towel" in html
    press(app, "Start")
    first = running(journal)
    assert first.of is of and first.length_s == {Of.HEAT: 900.0, Of.COLD: 600.0}[of]
    again = open_page("timers")
    assert again.title[0].value == TIMERS[of.value] and KEEP_IN_MIND[of.value] in html_of(again)
    assert running(journal) == first


def test_the_skin_is_asked_about_until_it_is_looked_at(journal):
    app = begun(journal, Of.HEAT, 310, 900)
    assert "Look at your skin now" in html_of(app)
    press(app, "Looks and feels normal")
    assert running(journal).confirmed_s == (300.0,)
    assert "Look at your skin now" not in html_of(open_page("timers"))


def test_skin_that_looks_wrong_ends_it(journal):
    press(begun(journal, Of.COLD, 310, 600), "Something is wrong, stop")
    app = open_page("timers")
    assert [n.ended for n in timer_notes(journal)] == [Ended.SKIN]
    assert running(journal) is None and app.title[0].value == "Timers"


def test_time_that_is_up_is_noted_even_where_nobody_was_there_and_cold_follows(journal):
    app = begun(journal, Of.HEAT, 4000, 900)
    assert "Time is up. Take the pad off now and let the skin rest." in html_of(app)
    assert "It ended while you were away, " in app.markdown[0].value
    assert [(n.ended, n.seconds) for n in timer_notes(journal)] == [(Ended.DONE, 900.0)]
    press(app, "Go on with cold")
    assert app.session_state["timers_kind"] == "cold"
    assert "It may soothe after a set. Only if it feels good." in html_of(app)


def test_cold_again_too_soon_is_advised_against(journal):
    timer = Running(of=Of.COLD, started_at=now() - timedelta(minutes=40), length_s=600.0)
    note_timer(journal, timer, Ended.DONE, at=now() - timedelta(minutes=30))
    app = open_page("timers", of="cold")
    assert "2 to 3 hours" in app.warning[0].value and "30 minutes" in app.warning[0].value


def test_a_sitting_leads_through_the_body(journal):
    app = begun(journal, Of.SITTING, 100, 300)
    assert BODY_SCAN[4] in html_of(app)


def test_tones_are_there_until_they_are_not_wanted(journal):
    app = begun(journal, Of.SITTING, 100, 300)
    assert app.get("audio")
    app.toggle[0].set_value(False).run()
    assert not app.get("audio") and not open_page("timers").get("audio")


def test_with_a_broken_database_a_timer_lasts_for_the_visit(data_folder: Path):
    (data_folder / "posture.db").write_bytes(b"no database at all, but long enough to look like one " * 40)
    app = press(open_page("timers"), "Start")
    assert "po-breath" in html_of(app)
    press(app, "Stop")
    assert app.warning and "Stopped. Every quiet breath counts." in html_of(app)
