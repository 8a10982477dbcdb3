"""Figures as JSON values."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any


def rounded(value: Any) -> Any:
    """Return a value as JSON can hold it: floats with four decimals, NaN and infinity as ``None``.

    >>> rounded({"share": (0.123456, float("nan")), "names": {"b", "a"}})
    {'share': [0.1235, None], 'names': ['a', 'b']}
    """
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: rounded(part) for key, part in value.items()}
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    return [rounded(part) for part in value] if isinstance(value, (list, tuple)) else value
