"""The desk watch in a real Chromium whose camera shows somebody who slumps and sits up, in a loop."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from browser_kit import (
    CHROMIUM,
    OUT_OF_SIGHT,
    POLICED,
    WINDOW,
    as_camera,
    camera_flags,
    dashboard,
    needs_chromium,
    noon_zone,
)
from desk_kit import FOLDER, baseline_of

from posture.history.store import Store
from posture.history.watch_log import keep_baseline, watched_days

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium

SLOW_MS = 60_000
SIZES = {"wide": (1440, 900), "tablet": (1024, 768), "phone": (390, 844)}


def test_somebody_who_slumps_is_seen_and_the_day_is_kept(tmp_path: Path) -> None:
    pictures = Path(os.environ.get("POSTURE_SCREENSHOTS", tmp_path))
    data = tmp_path / "data"
    data.mkdir()
    os.environ["POSTURE_DATA_DIR"] = str(data)
    with Store() as store:
        keep_baseline(store.journal, baseline_of("desk_slouch_front"), camera="browser", seat="")
    clip = as_camera("slouch_front", tmp_path, of=FOLDER)
    with dashboard(data) as served, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(clip))
        page = browser.new_page(viewport=WINDOW, timezone_id=noon_zone())
        page.add_init_script(POLICED)
        page.add_init_script(OUT_OF_SIGHT)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{served.address}/watch")
        page.get_by_text("I know how you like to sit here.").wait_for(timeout=SLOW_MS)
        page.locator(".does .primary:visible, .bar .go:visible").first.click()
        for state in ("good", "red", "good"):
            page.locator(f".po-sitting-{state}").wait_for(timeout=SLOW_MS)
            page.screenshot(path=pictures / f"watch-{state}.png")
        video, is_on = page.locator(".coach video"), "video => video.srcObject !== null"
        page.evaluate("beSeen(false); window.aheadMs = 1_800_000")
        page.wait_for_timeout(2_000)
        assert video.evaluate(is_on), "it is there for work in other windows"
        page.evaluate("window.aheadMs = 3_700_000")
        page.get_by_text("Paused: this page was in the background").wait_for(timeout=SLOW_MS)
        page.get_by_text("Nothing is being watched.").wait_for(timeout=SLOW_MS)
        assert not video.evaluate(is_on)
        page.screenshot(path=pictures / "watch-unseen.png")
        page.evaluate("beSeen(true)")
        page.locator(".po-sitting-good").wait_for(timeout=SLOW_MS)
        assert video.evaluate(is_on)
        page.get_by_role("button", name="Quiet for 15 minutes").click()
        page.get_by_role("button", name="End the quiet").wait_for(timeout=SLOW_MS)
        page.wait_for_timeout(15_000)  # with what was seen so far more than the least that is kept
        for name, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=pictures / f"watch-{name}.png")
        page.locator(".bar button.stop").click()
        page.get_by_text("Kept.").first.wait_for(timeout=SLOW_MS)
        page.screenshot(path=pictures / "watch-kept.png", full_page=True)
        browser.close()
    assert errors == []
    with Store() as store:
        (day,) = watched_days(store.journal, day_of=lambda _: date.min)
    assert day.block.judged_s >= 30.0
