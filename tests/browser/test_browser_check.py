"""A posture check in a real Chromium whose camera shows somebody who stands still."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import pytest
from browser_kit import CHROMIUM, POLICED, WINDOW, Dashboard, camera_flags, dashboard, needs_chromium, play
from live_kit import SAMPLES

from posture.history.kept_checks import KIND, PICTURE
from posture.history.store import Store
from posture.posture_check.check_protocol import STOPS

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = needs_chromium


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first picture of a sample, two seconds of it in a loop."""
    with av.open(str(SAMPLES / "shoulder_squeeze_good_front.mp4")) as source:
        return play([(next(source.decode(video=0)), 2.0)], tmp_path_factory.mktemp("camera") / "still.y4m")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Dashboard]:
    with dashboard(tmp_path) as running:
        yield running


def test_a_view_is_asked_for_counted_in_measured_shown_and_kept_without_its_picture(
    served: Dashboard, still: Path
) -> None:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(still))
        page: Any = browser.new_page(viewport=WINDOW)
        page.add_init_script(POLICED)
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{served.address}/check")
        page.locator(".card .does button").click(timeout=60_000)
        page.get_by_text(STOPS[0].ask).first.wait_for(timeout=60_000)
        done = "✓ {view}".format(view="From the front")
        page.locator(".po-stops").get_by_text(done).wait_for(timeout=120_000)
        page.get_by_text(STOPS[1].ask).first.wait_for(timeout=60_000)
        page.locator("button.stop").click()
        page.get_by_text("Saved on this computer.").wait_for(timeout=60_000)
        page.locator(".po-table").first.wait_for(timeout=60_000)
        playwright.expect(page.locator('[data-testid="stImage"] img')).to_have_count(1, timeout=30_000)
        browser.close()
    assert errors == []
    with Store(f"sqlite:///{served.data / 'posture.db'}") as store:
        assert len(store.journal.notes(KIND)) == 1
        assert store.journal.notes(PICTURE) == []
