"""Measure how the live path keeps up: a real Chromium, a camera of 640×480 at 30 fps, the full model.

By hand, on a machine that does nothing else::

    python benchmarks/bench_live.py --seconds 180
    pytest benchmarks/bench_live.py --benchmark-json live.json

It reports frames and results a second, the delay from a frame's capture to its result in the browser,
the part of it that the worker spends, and whether the delay grows: the median of the last third
against that of the first.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser_kit import CHROMIUM, as_camera, camera_flags, dashboard  # noqa: E402  it lies beside the tests

SETTLE_S = 5.0


def measure(seconds: float, *, sample: str = "wall_angels_good_front") -> dict[str, Any]:
    """Train for so many seconds after the first few, and return the figures."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        clip = as_camera(sample, Path(folder), rate=30)
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=camera_flags(clip))
        with dashboard(Path(folder)) as served:
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(f"{served.address}/?move=wall_angels")
            page.get_by_text("Ready when you are").wait_for(timeout=60_000)
            page.locator(".does .primary").click()
            page.locator(".coach[data-mode=running]").wait_for(timeout=60_000)
            page.wait_for_timeout(1000 * SETTLE_S)
            before = _figures(page)
            page.wait_for_timeout(1000 * seconds)
            after = _figures(page)
            page.keyboard.press("Escape")
            page.locator(".coach[data-mode=finished]").wait_for(timeout=60_000)
            browser.close()
    return _summary(before, after)


def _figures(page: Any) -> dict[str, Any]:
    found: dict[str, Any] = page.locator(".coach").evaluate("e => ({...e.figures, atMs: performance.now()})")
    return found


def _summary(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    lasted_s = (after["atMs"] - before["atMs"]) / 1000
    pictures, views = (after[name] - before[name] for name in ("pictures", "views"))
    delays = after["delaysMs"][-views:]
    third = max(1, len(delays) // 3)
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "seconds": round(lasted_s, 1),
        "pictures_per_s": round(pictures / lasted_s, 1),
        "processed_per_s": round(views / lasted_s, 1),
        "processed_per_picture": round(views / pictures, 3),
        "dropped": after["drops"] - before["drops"],
        "delay_median_ms": round(statistics.median(delays), 1),
        "delay_95_ms": round(_quantile(delays, 0.95), 1),
        "worker_median_ms": round(statistics.median(after["spentMs"][-views:]), 1),
        "growth_ms": round(statistics.median(delays[-third:]) - statistics.median(delays[:third]), 1),
    }


def _quantile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, round(share * len(values)))]


def test_live(benchmark: Any) -> None:
    """Run it as a benchmark, with the figures in its ``extra_info``."""
    seconds = float(os.environ.get("POSTURE_BENCH_SECONDS", "30"))
    benchmark.extra_info.update(benchmark.pedantic(measure, args=(seconds,), rounds=1))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=30.0)
    sys.stdout.write(json.dumps(measure(parser.parse_args().seconds), indent=1) + "\n")
