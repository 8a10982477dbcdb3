"""Slow, obvious counterparts of the counters: they see the whole signal and know the level of rest."""

from __future__ import annotations

from itertools import pairwise
from statistics import median

import numpy as np

from posture.body.landmarks import Floats
from posture.coach.exercise import Cycle
from posture.coach.session import Reason


def stretches(flags: list[bool]) -> list[tuple[int, int]]:
    """First and behind-last index of every run of true flags."""
    runs, begin = [], None
    for i, flag in enumerate([*flags, False]):
        if flag and begin is None:
            begin = i
        elif not flag and begin is not None:
            runs.append((begin, i))
            begin = None
    return runs


def verdicts(times: Floats, values: Floats, motion: Cycle, rest: float) -> list[Reason | None]:
    """Why each movement away from ``rest`` does not count, ``None`` where it does."""
    found: list[Reason | None] = []
    usual: list[float] = []
    for begin, end in stretches([bool(v > rest + 1e-6) for v in values]):
        rise = float(np.max(values[begin:end])) - rest
        if rise < motion.attempt:
            continue
        floor = motion.floor - rest
        if len(usual) >= 2:
            floor = max(floor, 0.7 * median(usual[-5:]))
        duration_s = times[min(end, len(times) - 1)] - times[max(begin - 1, 0)]
        if rise < floor:
            found.append(Reason.PARTIAL_RANGE)
        elif duration_s < motion.min_s:
            found.append(Reason.TOO_FAST)
        elif duration_s > motion.max_s:
            found.append(Reason.TOO_SLOW)
        else:
            found.append(None)
            usual.append(rise)
    return found


def longest_hold(moments: list[tuple[float, bool]], *, pause_s: float, max_step_s: float) -> float:
    """Seconds of the longest hold, from times and whether the body was in the position."""
    holds: list[list[tuple[float, float]]] = [[]]
    last_inside = None
    for (t0, in0), (t1, in1) in pairwise(moments):
        last_inside = t0 if in0 else last_inside
        if in1 and last_inside is not None and t1 - last_inside > pause_s:
            holds.append([])
        if in0 and in1 and t1 - t0 <= max_step_s:
            holds[-1].append((t0, t1))
    return max(sum(b - a for a, b in hold) for hold in holds)


def rest_level(values: Floats) -> float:
    """Median of the lowest values between movements: every run above half of the whole range is one."""
    half = (float(np.min(values)) + float(np.max(values))) / 2.0
    runs = stretches([bool(value > half) for value in values])
    return median(float(np.min(values[a:b])) for (_, a), (b, _) in pairwise(runs))
