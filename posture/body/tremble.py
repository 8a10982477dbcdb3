"""Noise of a signal: what trembles about a straight line over half a second.

Nobody moves so fast and so little. A clean picture reads a fiftieth of the smallest attempt of a move, and at
most 0.07 of it over the rendered clips; white noise of a hundredth of the torso on every landmark reads up
to 0.34 (head tilts), of two hundredths up to 0.66 (measured).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

LEAST = 5
"""Fewer values than this say nothing."""
CLEAN = 0.12
"""Share of the smallest attempt up to which noise changes nothing."""
UNSTEADY = 0.5
"""... and from which on it is no longer told from a movement, whose beginning is half an attempt."""


def tremble(signal: Sequence[tuple[float, float]]) -> float:
    """Standard deviation of a signal about its straight line; NaN for fewer than five values."""
    count = len(signal)
    if count < LEAST:
        return math.nan
    slope, mean_s, mean = line(signal)
    squares = sum((v - mean - slope * (t - mean_s)) ** 2 for t, v in signal)
    return math.sqrt(squares / (count - 2))


def line(signal: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Slope of the straight line through a signal, and the means of time and value."""
    count = len(signal)
    mean_s, mean = sum(t for t, _ in signal) / count, sum(v for _, v in signal) / count
    spread = sum((t - mean_s) ** 2 for t, _ in signal)
    slope = sum((t - mean_s) * (v - mean) for t, v in signal) / spread if spread > 0.0 else 0.0
    return slope, mean_s, mean
