"""A whole routine in a real Chromium whose camera plays a sample: from Start to what was done."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from browser_kit import (
    CHROMIUM,
    POLICED,
    QUICK_COUNT_IN,
    WINDOW,
    as_camera,
    camera_flags,
    dashboard,
    needs_chromium,
    noon_zone,
)

from posture.guide.plan import Plan
from posture.guide.programme import Form
from posture.guide.programme_entry import DayPart, entry_of
from posture.history.store import Store
from posture.live.socket import PATH
from posture.serialize import to_json

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium

PULLS = entry_of("lat_pulldowns", DayPart.POSTURE, sets=2, reps=1, rest_s=60.0)
TWIST, BREATHING = entry_of("seated_twist"), entry_of("breathing", duration_s=10.0)
PLAN = Plan(dict.fromkeys(range(7), Form.SHORT)).with_entries(Form.SHORT, (PULLS, TWIST, BREATHING))
LONG_MS = 120_000


def test_a_routine_from_start_to_end_with_a_reload_and_a_skip(tmp_path: Path) -> None:
    clip = as_camera("lat_pulldowns_good_front", tmp_path)
    with dashboard(tmp_path) as served, playwright.sync_playwright() as driver:
        with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
            store.journal.choose("plan", to_json(PLAN))
            store.journal.choose("plan_whole", "yes")
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(clip))
        page = browser.new_page(viewport=WINDOW, timezone_id=noon_zone())
        page.add_init_script(f"{POLICED};{QUICK_COUNT_IN}")
        page.set_default_timeout(LONG_MS)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        line = Line()
        page.on("websocket", line.follow)

        page.goto(f"{served.address}/today")
        page.get_by_role("button", name="Start, about").focus()
        page.keyboard.press("Enter")
        train(page, line)
        assert errors == []
        browser.close()
        with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
            assert [(kept.exercise, kept.counts.reps) for kept in store.sets()] == [("lat_pulldowns", 1)] * 2
            (note,) = store.journal.notes("routine")
            assert [r["outcome"] for r in note.content["done"]] == ["done", "done", "skipped", "skipped"]
            assert store.journal.setting("routine_under_way") is None


class Line:
    """Counts the pictures that the page sends while the server has no set."""

    def __init__(self) -> None:
        self.in_vain, self._begun = 0, False

    def follow(self, socket: Any) -> None:
        """Listen to the connection that the pictures take; the dashboard has one of its own."""
        if urlsplit(socket.url).path == PATH:
            socket.on("framesent", self._sent)
            socket.on("framereceived", self._heard)

    def _sent(self, said: str | bytes) -> None:
        self.in_vain += isinstance(said, bytes) and not self._begun

    def _heard(self, said: str | bytes) -> None:
        self._begun = {"began": True, "finished": False}.get(json.loads(said)["type"], self._begun)


def train(page: Any, line: Line) -> None:
    """Go through the round, with the keys wherever they lead."""
    coach = page.locator(".coach")
    # One countdown for each set: the person is looked at during the rest, and begins when it is over.
    resting = coach.locator(".rest")
    resting.get_by_text("Get ready").wait_for()
    running = page.locator(".coach[data-mode=running][data-stage=set]")
    running.wait_for()
    assert page.locator('.stElementContainer:has(> .stBidiComponent)[class*="-picture"]').evaluate(
        "e => { e.style.opacity = 0.5; return getComputedStyle(e).opacity }"
    ) == "1", "drawn anew, the page does not show through the picture"  # fmt: skip
    resting.get_by_text("Rest", exact=True).wait_for()
    resting.get_by_text("Set 2 of 2").wait_for()
    resting.get_by_text("You are in place").wait_for()
    assert line.in_vain <= 2, "between two sets only what was on its way already is sent in vain"
    page.keyboard.press("Tab")
    assert coach.locator("button.skip").evaluate("e => e.matches(':focus')")
    began_ms = page.evaluate("performance.now()")
    page.keyboard.press("Enter")
    running.wait_for()
    assert page.evaluate("performance.now()") - began_ms < 55_000, "the rest of a minute was skipped"

    page.reload()
    page.locator(".coach[data-mode=waiting]").wait_for()
    assert "Your set is still here" in coach.inner_text()
    coach.get_by_role("button", name="Go on").first.click()

    resting.get_by_text("Twist on a chair").wait_for()
    assert coach.get_attribute("data-mode") == "step", "a step stands in the same frame"
    coach.get_by_role("button", name="Start now").click()
    coach.get_by_role("button", name="Skip").click()
    resting.get_by_text("Quiet breathing").wait_for()
    page.locator(".coach[data-mode=step][data-resting=false]").wait_for()
    coach.get_by_role("button", name="Skip").click()
    page.get_by_role("heading", name="Enough for today").wait_for()  # one of three
    page.get_by_role("button", name="Close").click()
    page.locator("li.po-day-done").wait_for()
    levels = page.locator(".stMain :is(h1, h2, h3)").evaluate_all("all => all.map((h) => h.tagName).join()")
    assert "H1,H3" not in levels and levels.startswith("H1,H2")
