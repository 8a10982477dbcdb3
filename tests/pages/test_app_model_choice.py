"""The pose model on the pages: told once where the computer is slow, chosen for good, unseen elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone

import pytest
from app_pages import html_of, open_page, wall_angels
from streamlit.testing.v1 import AppTest

from posture.history.store import Store
from posture.live.capacity import FULL, LITE, Grant
from posture.live.frame_cost import FrameCost
from posture.live.registry import SessionRegistry, session_registry
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, Snapshot, State

TOLD = "your sets now use the quicker model"


@pytest.fixture
def registry() -> Iterator[SessionRegistry]:
    """A server that knows nothing of its computer yet, and is forgotten afterwards."""
    session_registry.cache_clear()
    yield session_registry()
    session_registry.cache_clear()


@pytest.fixture
def slow(registry: SessionRegistry) -> SessionRegistry:
    registry.learn(FrameCost(FULL, 60.0, 60.0))
    return registry


def live_of(app: AppTest) -> LiveSession:
    live = session_registry().get(app.session_state["live_page"])
    assert live is not None
    return live


def keys_of(app: AppTest) -> set[str]:
    """The keys of the buttons about the model."""
    return {button.key for button in app.button if button.key and button.key.startswith("model_")}


def choice_in_settings(app: AppTest) -> list[str]:
    return [one.value for one in app.get("button_group") if one.label == "Pose model"]


def test_on_a_quick_computer_nobody_hears_of_models(registry: SessionRegistry, store: Store) -> None:
    registry.learn(FrameCost(FULL, 16.0, 16.0))
    assert keys_of(open_page("")) == set()
    assert choice_in_settings(open_page("settings")) == []


def test_a_slow_computer_is_told_once(slow: SessionRegistry, store: Store) -> None:
    app = open_page("")
    assert TOLD in html_of(app)
    assert live_of(app).grant == Grant(LITE, spared=True)
    app.button(key="model_right").click().run()
    assert TOLD not in html_of(app)
    assert TOLD not in html_of(open_page("")), "nor the next time"
    assert live_of(app).grant == Grant(LITE, spared=True)


def test_what_a_person_chooses_is_kept_and_can_be_taken_back(slow: SessionRegistry, store: Store) -> None:
    app = open_page("")
    app.button(key="model_exact").click().run()
    assert TOLD not in html_of(app)
    assert live_of(app).grant == Grant(FULL)
    assert store.journal.setting("model", person="") == FULL
    settings = open_page("settings")
    assert choice_in_settings(settings) == [FULL]
    (control,) = (one for one in settings.get("button_group") if one.label == "Pose model")
    control.set_value("").run()
    assert store.journal.setting("model", person="") is None
    assert live_of(open_page("")).grant == Grant(LITE, spared=True)


def test_a_choice_that_makes_no_sense_is_none(slow: SessionRegistry, store: Store) -> None:
    store.journal.choose("model", "enormous", person="")
    assert live_of(open_page("")).grant == Grant(LITE, spared=True)


def test_after_a_set_the_note_stands_above_its_summary(slow: SessionRegistry, store: Store) -> None:
    app = open_page("")
    live = live_of(app)
    live.snapshot = Snapshot(
        state=State.FINISHED,
        choice=live.choice,
        started_at=datetime.now(timezone.utc),
        session=wall_angels(),
        ending=Ending.STOPPED,
        set_id=1,
    )
    app.run()
    assert not app.exception
    text = html_of(app)
    assert 0 <= text.index(TOLD) < text.index("Saved on this computer.")
    assert text.count(TOLD) == 1
