"""Time each `Coach.update` in microseconds, on the poses of a real clip.

Run: pytest benchmarks/bench_coach.py
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from posture.body.landmarks import Pose
from posture.coach.coach import Coach
from posture.exercises import EXERCISES, find
from posture.vision.pose_sources import open_source

SAMPLES = Path(__file__).parents[1] / "samples"
CLIPS = {
    "wall_angels": "wall_angels_good_front.mp4",
    "chin_tucks": "chin_tucks_good_side.mp4",
    "bent_over_rows": "rows_good_side.mp4",
    "neck_tilts": "neck_tilts_good_front.mp4",
}
Moments = list[tuple[float, Pose | None]]


@pytest.fixture(scope="module")
def poses() -> dict[str, Moments]:
    """Find the poses of each clip, once."""
    found: dict[str, Moments] = {}
    for exercise, clip in CLIPS.items():
        with open_source(SAMPLES / clip, model="lite") as source:
            found[exercise] = [(sight.t_s, sight.pose) for sight in source]
    return found


@pytest.mark.parametrize("exercise", [move for move in EXERCISES if move in CLIPS])
def bench_update(benchmark: BenchmarkFixture, poses: dict[str, Moments], exercise: str) -> None:
    moments = poses[exercise]

    def whole_clip() -> None:
        coach = Coach(find(exercise))
        for t_s, pose in moments:
            coach.update(pose, t_s)

    benchmark.extra_info["poses"] = len(moments)
    benchmark.pedantic(whole_clip, rounds=10, warmup_rounds=1)
    if benchmark.stats is not None:  # absent with --benchmark-disable
        benchmark.extra_info["update_us"] = 1e6 * benchmark.stats.stats.median / len(moments)
        print(f"\n{exercise}: {benchmark.extra_info['update_us']:.0f} us an update (median)")
