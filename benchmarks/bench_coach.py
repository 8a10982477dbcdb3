"""Time each `Coach.update` in microseconds, on the poses of a real clip of every move.

Run: pytest benchmarks/bench_coach.py
"""

from __future__ import annotations

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from benchmarks.coach_stages import clips, coached, measure, moments_of

__all__ = ["bench_update", "measure"]

CLIPS = clips()


@pytest.mark.parametrize("exercise", CLIPS)
def bench_update(benchmark: BenchmarkFixture, exercise: str) -> None:
    moments = moments_of(exercise, CLIPS[exercise])
    benchmark.extra_info["poses"] = len(moments)
    benchmark.pedantic(coached, args=(exercise, moments), rounds=10, warmup_rounds=1)
    if benchmark.stats is not None:  # absent with --benchmark-disable
        benchmark.extra_info["update_us"] = 1e6 * benchmark.stats.stats.median / len(moments)
        print(f"\n{exercise}: {benchmark.extra_info['update_us']:.0f} us an update (median)")
