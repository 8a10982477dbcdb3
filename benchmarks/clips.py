"""Count how many clips an hour go through `analyze_many`, on one process, on two and on a Ray cluster here.

Beside them runs the bare loop of capture and network (`bench_analyze.bare`) over the same clip, alone and
twice at once: two processes of one machine share its caches and its clock, and may have less than twice
the speed of one. All take turns in the same run, and the best of the rounds counts.
Workers are timed once they are warm; what they need before their first clip is a figure of its own.

Run: python -m benchmarks --only clips
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.bench_analyze import CLIP, bare
from posture.cluster.clips import analyze_many
from posture.cluster.spreading import spread
from posture.exercises import find
from posture.pipeline import Options, follow

EXERCISE = "wall_angels"
MEMORY_AFTER = (1, 5, 20)
MANY = 100_000
_HOUR_S = 3600.0
_MODEL = "full"


def measure(*, clips: int = 8, rounds: int = 2, ray: bool = True) -> dict[str, Any]:
    """Return clips an hour by who did them, the ratios to the bare loop, starts in seconds, and memory.

    Args:
        clips: How many a round has.
        rounds: How many rounds.
        ray: Measure a cluster too, where Ray is installed.
    """
    rays = [2] if ray and find_spec("ray") else []
    ways = [("local", 1), ("local", 2), *(("ray", workers) for workers in rays)]
    found: dict[str, list[dict[str, float]]] = {f"{on} {workers}": [] for on, workers in ways}
    alone, both = [], []
    for _ in range(rounds):
        alone.append(_bare(1))
        both.append(_bare(2))
        for on, workers in ways:
            found[f"{on} {workers}"].append(_timed(on, workers, clips))
    best = {name: max(taken, key=lambda one: one["clips_an_hour"]) for name, taken in found.items()}
    bare_an_hour, bare_two = max(alone), max(both)
    rows = {
        name: {**row, "bare_ratio": row["clips_an_hour"] / (int(name[-1]) * bare_an_hour)}
        for name, row in best.items()
    }
    two = best["local 2"]["clips_an_hour"]
    return {
        "bare_clips_an_hour": bare_an_hour,
        "two_bare_clips_an_hour": bare_two,
        "rows": rows,
        "ratio_of_two": rows["local 2"]["bare_ratio"],
        "ratio_of_two_to_two_bare": two / bare_two,
        "ray_to_local": best["ray 2"]["clips_an_hour"] / two if rays else None,
        "memory_mb": memory_mb(),
        "hours_for_many": {cores: MANY / (two / 2.0 * cores) for cores in (2, 16, 128, 1024)},
    }


def memory_mb(after: tuple[int, ...] = MEMORY_AFTER) -> dict[int, float]:
    """Return the resident memory of one worker, in MB, after so many clips.

    Args:
        after: Numbers of clips.
    """
    taken = [used for _, used in spread(_used_mb, range(max(after)), workers=1)]
    return {number: float(taken[number - 1]) for number in after}  # type: ignore[arg-type]  # none has failed


def _used_mb(_: int) -> float:
    """Analyze the clip, in a worker, and return the memory that the worker has then."""
    follow(CLIP, find(EXERCISE), options=Options(model=_MODEL, end_s=2.0))
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024.0


def _timed(on: str, workers: int, clips: int) -> dict[str, float]:
    """Analyze the clip so many times: what workers do once each has had a first one, and when that was."""
    begin_s = time.perf_counter()
    ends_s = list(_ends_s(on, workers, clips))
    warm = ends_s[workers - 1]
    rate = (len(ends_s) - workers) / (ends_s[-1] - warm)
    one_s = workers / rate
    return {"clips_an_hour": rate * _HOUR_S, "start_s": max(0.0, ends_s[0] - begin_s - one_s)}


def _ends_s(on: str, workers: int, clips: int) -> Iterator[float]:
    for result in analyze_many(
        [CLIP] * clips, EXERCISE, on=on, workers=workers, options=Options(model=_MODEL)
    ):
        if result.error is not None:
            raise result.error
        yield time.perf_counter()


def _bare(processes: int) -> float:
    """Return clips an hour of so many bare loops at once, in processes that have run one before."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        list(pool.map(bare, [_MODEL] * processes))
        return sum(_HOUR_S / spent_s for _, spent_s in pool.map(bare, [_MODEL] * processes))
