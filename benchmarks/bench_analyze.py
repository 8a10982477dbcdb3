"""Time `analyze` against the bare loop of capture and model, on the same clip in the same run.

The bare loop decodes with OpenCV and runs the network, one after the other, and does nothing with the
landmarks; `analyze` decodes the next frames while the network works. Both run in turn, so that a busy
machine slows both alike; the best of each counts.
Run: pytest -s benchmarks/bench_analyze.py
"""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import cv2
import numpy as np
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from posture.exercises import find
from posture.pipeline import Options, Outputs, analyze
from posture.vision.models import find as find_model

CLIP = Path(__file__).parents[1] / "samples" / "wall_angels_good_front.mp4"
MOVE = find("wall_angels")
ROUNDS = 4


def bare(model: str, clip: Path = CLIP) -> tuple[int, float]:
    """Return how many frames capture and model took, and in how many seconds. Runs in its own process."""
    from posture.vision.network_cutoff import cut_off, keep_quiet

    cut_off()  # as every process that holds the engine
    keep_quiet()
    from posture.vision.mediapipe_engine import MediapipeEngine

    begin_s = time.perf_counter()
    capture, count = cv2.VideoCapture(str(clip)), 0
    rate = capture.get(cv2.CAP_PROP_FPS)
    engine = MediapipeEngine(find_model(model).path, with_mask=False)
    while (read := capture.read())[0]:
        engine.estimate(np.asarray(cv2.cvtColor(read[1], cv2.COLOR_BGR2RGB), np.uint8), count / rate)
        count += 1
    engine.close()
    return count, time.perf_counter() - begin_s


@pytest.mark.parametrize("model", ["full", "lite"])
def bench_analyze(benchmark: BenchmarkFixture, model: str) -> None:
    options = Options(model=model)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as other:
        frames, first_s = other.submit(bare, model).result()
        bare_s = [first_s]

        def setup() -> None:
            bare_s.append(other.submit(bare, model).result()[1])

        benchmark.pedantic(lambda: analyze(CLIP, MOVE, options=options), setup=setup, rounds=ROUNDS)
    if benchmark.stats is not None:  # absent with --benchmark-disable
        ours_s = benchmark.stats.stats.min
        benchmark.extra_info["speed_ratio"] = min(bare_s) / ours_s
        print(
            f"\n{model}: bare {1000 * min(bare_s) / frames:.1f} ms a frame, analyze "
            f"{1000 * ours_s / frames:.1f} ms: {min(bare_s) / ours_s:.2f} of the bare loop's speed"
        )


def bench_analyze_with_all_outputs(benchmark: BenchmarkFixture, tmp_path: Path) -> None:
    names = {"session": "a.json", "annotated": "a.mp4", "landmarks": "a.npz"}
    out = Outputs(**{name: tmp_path / file for name, file in names.items()}, force=True)
    benchmark.pedantic(lambda: analyze(CLIP, MOVE, outputs=out), rounds=2)
