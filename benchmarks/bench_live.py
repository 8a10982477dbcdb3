"""Measure how the live path keeps up: a real Chromium, a camera that plays a sample, the real network.

By hand, on a machine that does nothing else::

    python -m benchmarks.bench_live --seconds 180
    python -m benchmarks.bench_live --fps 60
    python -m benchmarks.bench_live --camera 1280x720 --model lite
    pytest benchmarks/bench_live.py --benchmark-json live.json

It reports pictures and results a second, the delay from a picture's capture to its result in the browser, the
parts of it that the JPEG and the worker take, and whether the delay grows: the median of the last third
against that of the first.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from app_pages import settle  # noqa: E402  it lies beside the tests
from browser_kit import CHROMIUM, Dashboard, camera_flags, dashboard, play  # noqa: E402

from benchmarks.figures import quantile  # noqa: E402
from posture.history.settings_schema import MODEL_SETTING  # noqa: E402
from posture.history.store import Store  # noqa: E402

SAMPLE = "wall_angels_good_front"
SETTLE_S = 5.0
_FULL_UP_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """What stands before the browser.

    Attributes:
        sample: The sample that it plays.
        fps: Pictures a second.
        size_px: Width and height; the page asks for 640×480 and gets what the camera has.
    """

    sample: str = SAMPLE
    fps: int = 30
    size_px: tuple[int, int] = (640, 480)

    def write(self, folder: Path) -> Path:
        """Write the file that Chromium plays."""
        width, height = self.size_px
        with av.open(str(ROOT / "samples" / f"{self.sample}.mp4")) as source:
            video = source.streams.video[0]
            lasts_s = float(1 / Fraction(video.average_rate or 30))
            frames = (
                (frame.reformat(width, height, format="yuv420p"), (frame.time or 0.0) + lasts_s)
                for frame in source.decode(video)
            )
            return play(frames, folder / "camera.y4m", rate=self.fps)


def measure(seconds: float, *, camera: Camera | None = None, model: str = "") -> dict[str, Any]:
    """Train for so many seconds after the first few, and return the figures.

    Args:
        seconds: How long.
        camera: What stands before the browser.
        model: ``full`` or ``lite``, as the person would choose it; "" leaves it to the server.
    """
    from playwright.sync_api import sync_playwright

    camera = camera or Camera()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        switches = camera_flags(camera.write(Path(folder)))
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=switches)
        _choose(Path(folder), model)
        with dashboard(Path(folder)) as served:
            page = _training(browser, served)
            page.wait_for_timeout(1000 * SETTLE_S)
            before = _figures(page)
            page.wait_for_timeout(1000 * seconds)
            after = _figures(page)
            page.keyboard.press("Escape")
            page.locator(".coach[data-mode=finished]").wait_for(timeout=1000 * _FULL_UP_S)
            browser.close()
        used = _model_used(Path(folder))
    width, height = camera.size_px
    return {"model": used, "camera": f"{width}x{height}", "camera_fps": camera.fps, **_summary(before, after)}


def _choose(data: Path, model: str) -> None:
    settle(data)
    with Store(f"sqlite:///{data / 'posture.db'}") as store:
        store.journal.choose(MODEL_SETTING, model or None)


def _model_used(data: Path) -> str:
    with Store(f"sqlite:///{data / 'posture.db'}") as store:
        (kept,) = store.whole_sets()
    assert kept.session is not None and kept.session.model is not None
    return kept.session.model.name.removeprefix("pose_landmarker_")


def _training(browser: Any, served: Dashboard) -> Any:
    """Begin a set, and return its page."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{served.address}/?move=wall_angels")
    page.get_by_text("Ready when you are").wait_for(timeout=1000 * _FULL_UP_S)
    page.wait_for_timeout(1000)  # the server learns what a frame costs, and the page what its camera may send
    page.locator(".does .primary").click()
    page.locator(".coach[data-mode=running]").wait_for(timeout=1000 * _FULL_UP_S)
    return page


def _figures(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.locator(".coach").evaluate("e => ({...e.figures, atMs: performance.now()})")
    return found


def _summary(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    lasted_s = (after["atMs"] - before["atMs"]) / 1000
    pictures, views = (after[name] - before[name] for name in ("pictures", "views"))
    delays, encodes, spent = (after[name][-views:] for name in ("delaysMs", "encodeMs", "spentMs"))
    third = max(1, len(delays) // 3)
    rest = [delay - encode - work for delay, encode, work in zip(delays, encodes, spent, strict=True)]
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "seconds": round(lasted_s, 1),
        "pictures_per_s": round(pictures / lasted_s, 1),
        "processed_per_s": round(views / lasted_s, 1),
        "processed_per_picture": round(views / pictures, 3),
        "dropped": after["drops"] - before["drops"],
        "delay_median_ms": round(statistics.median(delays), 1),
        "delay_95_ms": round(quantile(delays, 0.95), 1),
        "encode_median_ms": round(statistics.median(encodes), 1),
        "worker_median_ms": round(statistics.median(spent), 1),
        "rest_median_ms": round(statistics.median(rest), 1),
        "growth_ms": round(statistics.median(delays[-third:]) - statistics.median(delays[:third]), 1),
    }


def test_live(benchmark: Any) -> None:
    """Run it as a benchmark, with the figures in its ``extra_info``."""
    seconds = float(os.environ.get("POSTURE_BENCH_SECONDS", "30"))
    benchmark.extra_info.update(benchmark.pedantic(measure, args=(seconds,), rounds=1))


def main() -> None:
    """Print the figures of one set as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--fps", type=int, default=30)
    parser.add_argument("--camera", default="640x480", help="width x height of the camera's pictures")
    parser.add_argument("--model", default="", choices=["", "full", "lite"])
    asked = parser.parse_args()
    width, height = map(int, asked.camera.split("x"))
    camera = Camera(fps=asked.fps, size_px=(width, height))
    found = measure(asked.seconds, camera=camera, model=asked.model)
    sys.stdout.write(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        main()
