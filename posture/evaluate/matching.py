"""Matching of labelled movements with attempts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from posture.coach.session import Attempt

MARGIN_S = 0.5
"""A labelled peak that lies further outside an attempt belongs to another movement."""


def matched(peaks_s: Sequence[float], attempts: Sequence[Attempt]) -> list[tuple[int, int]]:
    """Match labelled peaks with attempts, nearest first, each once.

    A peak belongs to the attempt that it lies in: where in a long hold the coach sees the peak is an error
    of its time, not another movement.

    Args:
        peaks_s: Times of the labelled peaks, rising.
        attempts: Attempts of a session.

    Returns:
        Pairs of positions in the two, in the order of the peaks.
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
