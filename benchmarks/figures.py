"""How figures are summed up, and what of them JSON can hold."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any


def quantile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values is no greater than.

    Args:
        values: One or more.
        share: From 0 to 1.
    """
    return sorted(values)[min(len(values) - 1, round(share * len(values)))]


def known(figures: Any) -> Any:
    """Return figures with ``None`` for each number that is none: a delay, say, where nothing was answered."""
    if isinstance(figures, Mapping):
        return {name: known(value) for name, value in figures.items()}
    if isinstance(figures, list | tuple):
        return [known(value) for value in figures]
    return None if isinstance(figures, float) and not math.isfinite(figures) else figures
