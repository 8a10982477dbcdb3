"""A whole routine in a real Chromium whose camera plays a sample: from Start to what was done."""

from __future__ import annotations

from pathlib import Path

import pytest
from browser_kit import (
    CHROMIUM,
    POLICED,
    QUICK_COUNT_IN,
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
from posture.serialize import to_json

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium

PULLS = entry_of("lat_pulldowns", DayPart.POSTURE, sets=2, reps=1, rest_s=4.0)
TWIST, BREATHING = entry_of("seated_twist"), entry_of("breathing", duration_s=5.0)
PLAN = Plan(dict.fromkeys(range(7), Form.SHORT)).with_entries(Form.SHORT, (PULLS, TWIST, BREATHING))
LONG_MS = 120_000


def test_a_routine_from_start_to_end_with_a_reload_and_a_skip(tmp_path: Path) -> None:
    clip = as_camera("lat_pulldowns_good_front", tmp_path)
    with dashboard(tmp_path) as served, playwright.sync_playwright() as driver:
        with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
            store.journal.choose("plan", to_json(PLAN))
            store.journal.choose("plan_whole", "yes")
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(clip))
        page = browser.new_page(viewport={"width": 1440, "height": 900}, timezone_id=noon_zone())
        page.add_init_script(f"{POLICED};{QUICK_COUNT_IN}")
        page.set_default_timeout(LONG_MS)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        coach = page.locator(".coach")

        page.goto(f"{served.address}/today")
        page.get_by_role("button", name="Start").click()
        # The rest is counted down and the set begins by itself; so does the next one.
        page.locator(".po-meta").get_by_text("Set 1 of 2").wait_for()
        page.locator(".countin", has_text="4").wait_for()
        page.locator(".po-meta").get_by_text("Set 2 of 2").wait_for()
        page.locator(".coach[data-mode=running]").wait_for()

        page.reload()
        page.locator(".coach[data-mode=waiting]").wait_for()
        assert "Your set is still here" in coach.inner_text()
        coach.get_by_role("button", name="Go on").first.click()

        title = page.get_by_role("heading", level=1)
        title.filter(has_text="Twist on a chair").wait_for()
        page.get_by_text("Begins in").wait_for()
        page.locator(".st-key-routine_skip button").click()
        title.filter(has_text="Quiet breathing").wait_for()
        page.get_by_text("Seconds left").wait_for()
        page.get_by_text("Well done. That was your short round.").wait_for()
        assert page.locator(".po-day-done").count() == 1
        assert errors == []
        browser.close()
        with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
            assert [(kept.exercise, kept.counts.reps) for kept in store.sets()] == [("lat_pulldowns", 1)] * 2
            (note,) = store.journal.notes("routine")
            assert [r["outcome"] for r in note.content["done"]] == ["done", "done", "skipped", "done"]
            assert store.journal.setting("routine_under_way") is None
