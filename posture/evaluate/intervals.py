"""95 % intervals of shares and of means, the same at every run."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np

Interval = tuple[float, float]
"""Lower and upper end; both NaN where nothing is known."""
UNKNOWN: Interval = (math.nan, math.nan)
_Z = 1.959964
"""Standard deviations of a normal distribution that 95 % lie within."""
_DRAWS, _SEED = 2000, 20240229
"""Number of resamples of a mean, enough for two digits of its interval, and the seed that draws them."""


def wilson(hits: int, of: int) -> Interval:
    """Return the interval of a share by Wilson's score, which stays within 0 to 1 and holds for few trials.

    Wilson 1927 (J. Am. Stat. Assoc. 22:209).

    >>> [round(end, 3) for end in wilson(10, 10)]
    [0.722, 1.0]

    Args:
        hits: Number of hits.
        of: Number of trials; of none the interval is `UNKNOWN`.

    Raises:
        ValueError: There are more hits than trials, or fewer than none.
    """
    if not 0 <= hits <= of:
        raise ValueError(f"hits: expected 0 to {of}, got {hits}")
    if not of:
        return UNKNOWN
    share, square = hits / of, _Z**2 / of
    middle = share + square / 2.0
    half = _Z * math.sqrt(share * (1.0 - share) / of + square / (4.0 * of))
    low, high = ((middle + side * half) / (1.0 + square) for side in (-1.0, 1.0))
    return (0.0 if hits == 0 else low, 1.0 if hits == of else high)


def bootstrap(values: Iterable[float]) -> Interval:
    """Return the interval of a mean: the middle 95 % of the means of resamples.

    Of fewer than two values it is `UNKNOWN`.
    """
    listed = np.array(list(values), np.float64)
    if len(listed) < 2:
        return UNKNOWN
    drawn = np.random.default_rng(_SEED).integers(0, len(listed), (_DRAWS, len(listed)))
    low, high = np.percentile(listed[drawn].mean(axis=1), (2.5, 97.5))
    return float(low), float(high)
