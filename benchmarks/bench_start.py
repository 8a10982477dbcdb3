"""Measure how soon the dashboard is there: the first page of a server, and a worker that is warm.

By hand, on a machine that does nothing else::

    python -m benchmarks.bench_start
    pytest benchmarks/bench_start.py --benchmark-json start.json

Every figure is the median of some rounds after one that is not counted, in which Python keeps what it has
compiled, as an installed program does.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browser_kit import CHROMIUM, QUIET, WIDE, dashboard  # noqa: E402  it lies beside the tests

from benchmarks.kept_bytecode import compiled  # noqa: E402
from posture.live.worker_client import WorkerClient  # noqa: E402
from posture.vision.models import DEFAULT  # noqa: E402

ROUNDS = 5
FIRST_PAGE = "/today"
_DRAWN = "[data-test-script-state=notRunning] h1"


def measure(rounds: int = ROUNDS) -> dict[str, Any]:
    """Return the figures of both."""
    return {**warm_worker(rounds), **first_page(rounds)}


def warm_worker(rounds: int = ROUNDS, *, model: str = DEFAULT) -> dict[str, Any]:
    """Return the seconds from the start of a worker's process until it is warm.

    Args:
        rounds: How often it is measured.
        model: Its network.
    """

    def _start() -> dict[str, float]:
        begun_s = time.perf_counter()
        worker = WorkerClient(model)
        try:
            worker.wait_until_warm()
            return {"warm_worker_s": time.perf_counter() - begun_s}
        finally:
            worker.close()

    with compiled():
        return _medians(_start, rounds)


def first_page(rounds: int = ROUNDS) -> dict[str, Any]:
    """Return the seconds from a server's start to its first answer, and those of its first page.

    A page is measured from when it is asked for until it stands drawn, in a browser that runs already and has
    kept nothing: the first one at once after the first answer, then another.

    Args:
        rounds: How often it is measured.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver, compiled():
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=QUIET)

        def _start() -> dict[str, float]:
            with tempfile.TemporaryDirectory() as data:
                begun_s = time.perf_counter()
                with dashboard(Path(data), newcomer=True) as served:
                    answers_s = time.perf_counter() - begun_s
                    first_s = _draw(browser, f"{served.address}{FIRST_PAGE}")
                    again_s = _draw(browser, f"{served.address}{FIRST_PAGE}")
            return {"server_answers_s": answers_s, "first_page_s": first_s, "page_s": again_s}

        try:
            return _medians(_start, rounds)
        finally:
            browser.close()


def _draw(browser: Any, address: str) -> float:
    """Open a page in a browser profile of its own, and return the seconds until it stands drawn."""
    context = browser.new_context(viewport=WIDE)
    try:
        page = context.new_page()
        begun_s = time.perf_counter()
        page.goto(address, wait_until="commit")
        page.locator(_DRAWN).first.wait_for(timeout=120_000)
        return time.perf_counter() - begun_s
    finally:
        context.close()


def _medians(once: Callable[[], dict[str, float]], rounds: int) -> dict[str, Any]:
    once()
    found = [once() for _ in range(rounds)]
    medians = {name: round(statistics.median(one[name] for one in found), 2) for name in found[0]}
    return {**medians, "load": round(os.getloadavg()[0], 1)}


def test_start(benchmark: Any) -> None:
    """Run it as a benchmark, with the figures in its ``extra_info``."""
    benchmark.extra_info.update(benchmark.pedantic(measure, rounds=1))


if __name__ == "__main__":
    sys.stdout.write(json.dumps(measure(), indent=1) + "\n")
