"""The Check page, before the first check and with a history."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from app_pages import NOW, html_of, open_page
from streamlit.testing.v1 import AppTest

from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.session import Unmeasured
from posture.files.data_folder import data_folder
from posture.history.kept_checks import keep_check, kept_checks
from posture.history.store import Store
from posture.live.registry import session_registry
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, RunChoice, Snapshot, State
from posture.posture_check.check_result import REFUSALS, Check, Measured
from posture.posture_check.measures import measures_of

JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f14"
    "1d1a1f1e1d1a1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b0800010001010111"
    "00ffc40014000100000000000000000000000000000009ffc40014100100000000000000000000000000000000ffda0008"
    "010100003f0054dfffd9"
)


def made(side: Side = Side.BOTH, **values: float) -> Check:
    """A check with these values, the others at 1."""
    view = View.FRONT if side is Side.BOTH else View.SIDE
    measures = tuple(
        Measured(m.name, v := values.get(m.name, 1.0), m.error, m.unit, m.band(v), m.note)
        for m in measures_of(view)
    )
    return Check(view, 9.4, measures, None, (Unmeasured("a tilted camera", "it was not seen"),), side)


@pytest.fixture
def kept() -> Iterator[Store]:
    """Three visits, a week apart: the head first straight, then tilted."""
    with Store() as store:
        for week, tilt in enumerate((0.0, 1.5, 9.0)):
            at = NOW - timedelta(weeks=2 - week, hours=3)
            keep_check(store.journal, made(head_tilt=tilt), at=at)
            keep_check(store.journal, made(Side.LEFT, head_over_shoulder=70.0), at=at)
        yield store


def session_of(app: AppTest) -> LiveSession:
    live = session_registry().get(app.session_state["check_page"])
    assert live is not None
    return live


def ended(live: LiveSession, checks: list[dict[str, Any]], **more: Any) -> Snapshot:
    return Snapshot(
        state=State.FINISHED, choice=live.choice, started_at=NOW, result={"checks": checks}, **more
    )


def test_before_the_first_check_the_page_says_what_to_do() -> None:
    app = open_page("check")
    assert "No check yet" in [title.value for title in app.subheader]
    assert "Camera level, at chest height. Step back until it sees you from head to hips." in html_of(app)
    choice = session_of(app).choice
    assert choice is not None
    assert (choice.kind, choice.options) == ("check", {"pictures": False})


def test_the_latest_check_is_told_with_error_band_and_changes(kept: Store) -> None:
    html = html_of(open_page("check"))
    assert "9° ± 4°" in html
    assert "Noticeable after a while" in html
    assert "8° more" in html
    assert "9° more" in html
    assert "No change" in html
    assert "Left side" in [title.value for title in open_page("check").subheader]


def test_a_measure_over_time_is_drawn_and_told_in_words(kept: Store) -> None:
    app = open_page("check")
    assert len(app.get("vega_lite_chart")) == 1
    assert "First 0°, latest 9°: 9° more." in html_of(app)
    app.selectbox(key="check_measure").set_value(app.selectbox(key="check_measure").options[1]).run()
    assert not app.exception


def test_a_camera_that_was_tilted_since_the_first_check_is_taken_out() -> None:
    with Store() as store:
        keep_check(store.journal, made(), at=NOW - timedelta(days=7))
        tilted = made(
            head_tilt=1.0 + 5.0 / 0.78, shoulder_level=1.0 + 5.0 * 0.85, hip_level=6.0, trunk_side_lean=6.0
        )
        keep_check(store.journal, tilted, at=NOW)
    app = open_page("check")
    assert "The camera is tilted by 5° compared with your first check. The changes allow for that." in [
        told.value for told in app.info
    ]
    html = html_of(app)
    assert "6° ± 4°" in html
    assert html.count("No change") == 2 * len(measures_of(View.FRONT))


def test_deleting_the_latest_check_leaves_the_others(kept: Store) -> None:
    app = open_page("check")
    next(b for b in app.button if b.label == "Delete this check").click().run()
    assert not app.exception
    assert len(kept_checks(kept.journal)) == 4


def test_a_check_that_just_ended_shows_its_picture_and_what_was_refused() -> None:
    app = open_page("check")
    live = session_of(app)
    front, left = made(), replace(made(Side.LEFT), measures=(), refused="hip_hidden")
    with Store() as store:
        keep_check(store.journal, front, at=NOW)
    told = [
        {"side": c.side.value, "check": c.as_dict(), "jpeg": b64encode(JPEG).decode() if c is front else None}
        for c in (front, left)
    ]
    live.snapshot = ended(live, told, set_id=1, ending=Ending.REACHED)
    app.run()
    assert not app.exception, app.exception
    assert "Saved on this computer." in html_of(app)
    assert REFUSALS["hip_hidden"] in html_of(app)
    assert len(app.image) == 1


def test_a_check_that_could_not_be_kept_can_be_kept_from_the_page() -> None:
    app = open_page("check")
    live = session_of(app)
    told = [{"side": "both", "check": made().as_dict(), "jpeg": None}]
    live.snapshot = ended(live, told, error="the disk is full")
    app.run()
    assert "the disk is full" in app.error[0].value
    next(b for b in app.button if b.label == "Save it now").click().run()
    assert not app.error
    with Store() as store:
        assert len(kept_checks(store.journal)) == 1


def test_pictures_are_kept_only_where_that_was_chosen() -> None:
    app = open_page("check")
    app.toggle(key="check_pictures").set_value(True).run()
    choice = session_of(app).choice
    assert choice is not None
    assert choice.options == {"pictures": True}
    assert choice == RunChoice("", kind="check", title="Posture check", options={"pictures": True})


def test_without_the_store_the_camera_is_there_all_the_same() -> None:
    (data_folder() / "posture.db").write_bytes(b"no database at all, but long enough to look like one " * 40)
    app = open_page("check", newcomer=True)
    live = session_registry().get(app.session_state["check_page"])
    assert live is not None and live.choice is not None
    assert live.choice.kind == "check"
