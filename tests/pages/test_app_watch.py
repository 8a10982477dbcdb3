"""The Watch page without a browser: empty, with days behind it, and what a person can choose."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from app_pages import NOW, html_of, open_page
from desk_kit import baseline_of as sitting

from posture.app.components.phrases import HABITS, STATES
from posture.app.components.signals import SITTING_SHAPES as SHAPES
from posture.app.pages.watch import DOINGS, indicator
from posture.files.data_folder import data_folder
from posture.history.store import Store
from posture.history.watch_log import keep_baseline, keep_block
from posture.live.registry import session_registry
from posture.watch.activity import Activity
from posture.watch.levels import Level
from posture.watch.signals import Habit
from posture.watch.summary import WatchBlock


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTURE_DATA_DIR", str(tmp_path))


def amber_day() -> WatchBlock:
    """Two hours, half of them sunk together, much of them leaning in."""
    return WatchBlock(
        level_s={Level.GOOD: 3600.0, Level.AMBER: 2400.0, Level.RED: 1200.0},
        habit_s={Habit.SLUMP: 2700.0, Habit.FORWARD_HEAD: 900.0},
        doing_s={Activity.LEANING_IN: 3000.0, Activity.AWAY: 600.0},
        longest_still_s=1500.0,
        alerts=3,
        view="front",
    )


def test_before_the_first_day_the_page_says_what_to_do() -> None:
    shown = html_of(open_page("watch"))
    assert "Nothing watched yet. Press Start and work: your day appears here, with moves that fit." in shown
    assert "When you press Start, it first learns how you like to sit here." in shown


def test_a_day_is_told_with_its_exercises() -> None:
    with Store() as store:
        keep_block(store.journal, amber_day(), at=NOW)
    app = open_page("watch")
    shown = html_of(app)
    assert "50%" in shown
    assert "25 min" in shown
    links = [link.proto.label for link in app.get("page_link")]
    assert any("Wall angels" in label and "45" in label for label in links)
    assert any("Chin tucks" in label and "15" in label for label in links)
    assert "You lean in often. Larger text or a closer screen is easier on your neck." in shown
    assert "You drifted a lot three days in a row. Often the desk is the reason:" not in shown


def test_after_three_amber_days_the_desk_is_looked_at() -> None:
    with Store() as store:
        for ago in range(4):
            keep_block(store.journal, amber_day(), at=NOW - timedelta(days=ago))
    app = open_page("watch")
    shown = html_of(app)
    assert "You drifted a lot three days in a row. Often the desk is the reason:" in shown
    assert "As much good time as before." in shown
    assert len(app.get("vega_lite_chart") or app.get("arrow_vega_lite_chart")) == 1
    assert shown.count("<tr>") >= 4


def test_a_known_seat_is_told_and_can_be_taken_anew() -> None:
    with Store() as store:
        keep_baseline(store.journal, sitting("desk_slouch_front"), camera="browser", seat="")
    app = open_page("watch")
    assert "I know how you like to sit here." in html_of(app)
    next(button for button in app.button if button.label == "Learn again how I sit").click().run()
    assert not app.exception
    assert "When you press Start, it first learns how you like to sit here." in html_of(app)


def test_what_is_chosen_is_kept() -> None:
    app = open_page("watch")
    app.slider(key="watch_alert_after_s").set_value(60).run()
    app.text_input(key="watch_seat").set_value("kitchen").run()
    assert not app.exception
    with Store() as store:
        kept = store.journal.setting("watch")
    assert (kept["alert_after_s"], kept["seat"]) == (60.0, "kitchen")
    assert open_page("watch").slider(key="watch_alert_after_s").value == 60


def test_what_another_program_chose_is_passed_over() -> None:
    with Store() as store:
        store.journal.choose("watch", {"alert_after_s": "x", "view": ["front"], "seat": 7})
    app = open_page("watch")
    assert not app.exception
    assert app.slider(key="watch_alert_after_s").value == 30


@pytest.mark.parametrize("state", list(STATES))
def test_every_state_has_a_shape_a_word_and_a_sentence(state: str) -> None:
    told = {
        "state": state, "round": 1, "left_s": 3, "habits": [], "doing": "sitting", "still_s": 400,
    }  # fmt: skip
    shown = indicator(told)
    assert SHAPES[state] in shown
    assert STATES[state][0] in shown
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_everything_that_can_be_told_has_words() -> None:
    assert set(DOINGS) == {doing.value for doing in Activity}
    assert set(HABITS) == {habit.value for habit in Habit}
    assert set(STATES) == set(SHAPES)


def test_without_the_store_the_camera_is_there_all_the_same() -> None:
    (data_folder() / "posture.db").write_bytes(b"no database at all, but long enough to look like one " * 40)
    app = open_page("watch", newcomer=True)
    live = session_registry().get(app.session_state["watch_page"])
    assert live is not None and live.choice is not None
    assert live.choice.kind == "watch"
