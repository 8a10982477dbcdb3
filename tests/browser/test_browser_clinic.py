"""A server where people sign in, in a real Chromium: one person before two of their own devices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from app_pages import settle
from browser_kit import CHROMIUM, POLICED, QUICK_COUNT_IN, WINDOW, as_camera, camera_flags, needs_chromium
from openid_kit import Clinic, clinic, profile_of, provider
from replay_kit import CLIP

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium

LONG_MS = 120_000


def signed_in(browser: Any, of: Clinic, errors: list[str]) -> Any:
    """The Train page on a device of Ana's, who signs in with the provider first."""
    page = browser.new_context(viewport=WINDOW).new_page()
    page.add_init_script(f"{POLICED};{QUICK_COUNT_IN}")
    page.set_default_timeout(LONG_MS)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{of.address}/train?move=wall_angels")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="I am ana").click()
    page.get_by_text("Ana Ruiz").first.wait_for()
    page.goto(f"{of.address}/train?move=wall_angels")
    page.locator(".coach[data-mode=off]").wait_for()
    return page


def test_a_set_that_runs_on_another_device_is_told_and_can_begin_once_that_one_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("POSTURE_DATABASE_URL", raising=False)
    camera, errors = as_camera(CLIP, tmp_path), list[str]()
    with (
        provider() as asked,
        clinic(asked.issuer, tmp_path / "home") as of,
        playwright.sync_playwright() as driver,
    ):
        settle(of.folder, person=profile_of(asked.issuer, "1"))
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(camera))
        laptop, tablet = (signed_in(browser, of, errors) for _ in range(2))
        begin(laptop)
        laptop.locator(".coach[data-mode=running]").wait_for()

        begin(tablet)
        card = tablet.locator(".card")
        card.get_by_text("It is still running there, or on another device.").wait_for()
        assert tablet.locator(".coach").get_attribute("data-mode") == "error"
        assert laptop.locator(".coach").get_attribute("data-mode") == "running", "it goes on"

        laptop.get_by_role("button", name="Finish").first.click()
        laptop.locator(".coach[data-mode=finished]").wait_for()
        card.get_by_role("button", name="Try again").click()
        tablet.locator(".coach[data-mode=running]").wait_for()
        assert errors == []
        browser.close()


def begin(page: Any) -> None:
    """Press Start, wherever it stands."""
    page.locator(".does .primary:visible, .bar .go:visible").first.click()
