"""`analyze` beside the bare loop of capture and model, on the same clip in the same run.

The bare loop decodes with OpenCV and runs the network, one picture after the other, and does nothing
with what it finds. Both are run in turn, so that a busy machine slows both alike; the best of each
counts. Run: pytest -s benchmarks/bench_analyze.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import cv2
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from posture.exercises import find
from posture.pipeline import Options, Outputs, analyze
from posture.vision.estimator import Estimator

CLIP = Path(__file__).parents[1] / "samples" / "wall_angels_good_front.mp4"
MOVE = find("wall_angels")
ROUNDS = 4


def bare(model: str) -> int:
    """Frames that went through capture and model."""
    capture, count = cv2.VideoCapture(str(CLIP)), 0
    rate = capture.get(cv2.CAP_PROP_FPS)
    with Estimator(model) as estimator:
        while True:
            found, bgr = capture.read()
            if not found:
                return count
            estimator.estimate(cv2.cvtColor(bgr, cv2.COLOR_BGR2RGB), count / rate)
            count += 1


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    begin_s = time.perf_counter()
    work()
    return time.perf_counter() - begin_s


@pytest.mark.parametrize("model", ["full", "lite"])
def bench_analyze(benchmark: BenchmarkFixture, model: str) -> None:
    options = Options(model=model)
    frames = bare(model)
    bare_s = [seconds(lambda: bare(model))]

    def setup() -> None:
        bare_s.append(seconds(lambda: bare(model)))

    benchmark.pedantic(lambda: analyze(CLIP, MOVE, options=options), setup=setup, rounds=ROUNDS)
    if benchmark.stats is not None:  # absent with --benchmark-disable
        ours_s = benchmark.stats.stats.min
        benchmark.extra_info["speed_ratio"] = min(bare_s) / ours_s
        print(
            f"\n{model}: bare {1000 * min(bare_s) / frames:.1f} ms a picture, analyze "
            f"{1000 * ours_s / frames:.1f} ms: {min(bare_s) / ours_s:.2f} of the bare loop's speed"
        )


def bench_analyze_with_all_outputs(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    names = {"session": "a.json", "annotated": "a.mp4", "landmarks": "a.npz"}
    out = Outputs(**{name: tmp_path / file for name, file in names.items()}, force=True)
    benchmark.pedantic(lambda: analyze(CLIP, MOVE, outputs=out), rounds=2)
