"""Which labelled movement and which attempt are the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from posture.coach.session import Attempt

MARGIN_S = 0.5
"""A labelled top that is further outside an attempt belongs to another movement."""


def matched(peaks_s: Sequence[float], attempts: Sequence[Attempt]) -> list[tuple[int, int]]:
    """Labelled tops and attempts that belong together, nearest first, each once: pairs of positions.

    A top belongs to the attempt that it lies in: where in a long hold the coach sees the top is a
    matter of the error of its time, not of another movement.
    """
    gaps = [later - earlier for earlier, later in pairwise(peaks_s)]
    margin_s = min([MARGIN_S, *(gap / 2.0 for gap in gaps)])
    distances = sorted(
        (abs(attempt.peak_s - peak_s), i, j)
        for i, peak_s in enumerate(peaks_s)
        for j, attempt in enumerate(attempts)
        if attempt.start_s - margin_s <= peak_s <= attempt.end_s + margin_s
    )
    pairs: dict[int, int] = {}
    for _, i, j in distances:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())
