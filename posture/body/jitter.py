"""Noise of a signal: jitter about a straight line over half a second.

Nobody moves so fast and so little. A clean source reads a fiftieth of the smallest attempt of a move, and at
most 0.07 of it over the rendered clips; white noise of a hundredth of the torso on every landmark reads up
to 0.34 (head tilts), of two hundredths up to 0.66 (measured).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

LEAST = 5
"""Values needed to say anything."""
CLEAN = 0.12
"""Noise up to this share of the smallest attempt changes nothing."""
UNSTEADY = 0.5
"""Noise from this share on cannot be told from a movement, which begins at half an attempt."""

WHITE = 0.45
"""Von Neumann ratio from which on a signal is noise. Fast jumps, pulls and tucks of real people read 0.06-0.4
in a second, noise of a fiftieth of the torso and more on landmarks that are smoothed 0.5-2.2 (measured)."""


def jitter_of(signal: Sequence[tuple[float, float]]) -> float:
    """Return the standard deviation of a signal about its straight line; NaN for less than `LEAST` values."""
    count = len(signal)
    if count < LEAST:
        return math.nan
    slope, mean_s, mean = fitted_line(signal)
    squares = sum([(v - mean - slope * (t - mean_s)) ** 2 for t, v in signal])
    return math.sqrt(squares / (count - 2))


def von_neumann(signal: Sequence[tuple[float, float]]) -> float:
    """Return the mean square of the steps as a share of the variance about the straight line.

    It is 2 for white noise, near 0 for a signal that goes smoothly to and fro, however fast and far, and NaN
    where all values lie on the line (J. von Neumann, Distribution of the ratio of the mean square successive
    difference to the variance, 1941).
    """
    slope, mean_s, mean = fitted_line(signal)
    off = [v - mean - slope * (t - mean_s) for t, v in signal]
    squares = sum(value * value for value in off)
    steps = sum((after - before) ** 2 for before, after in pairwise(off))
    return steps / squares if squares > 0.0 else math.nan


def fitted_line(signal: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the slope of the straight line through a signal, and the means of time and value."""
    count = len(signal)
    mean_s, mean = sum([t for t, _ in signal]) / count, sum([v for _, v in signal]) / count
    spread = sum([(t - mean_s) ** 2 for t, _ in signal])
    slope = sum([(t - mean_s) * (v - mean) for t, v in signal]) / spread if spread > 0.0 else 0.0
    return slope, mean_s, mean
