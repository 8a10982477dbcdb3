"""An axis of days in the reader's own time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timezone

from posture.coach.results.chart_style import LETTERS, Spec
from posture.locale.formats import day_expression

Local = Callable[[datetime], datetime]
"""Turns a moment into the reader's own time."""
_DAY_MS = 86_400_000


def as_number(here: datetime) -> int:
    """Return the reader's clock time in milliseconds, as charts take it."""
    return round(here.replace(tzinfo=timezone.utc).timestamp() * 1000)


def time_axis(moments: Sequence[int]) -> Spec:
    """Return a horizontal axis of days around all moments, with half a day of room at least.

    The moments are numbers: a browser would put dates into a time zone of its own.

    Args:
        moments: As `as_number` gives them, rising.
    """
    first, last = (moments[0], moments[-1]) if moments else (0, 0)
    room = max(0.04 * (last - first), _DAY_MS / 2)
    look = {"labelExpr": day_expression(), "tickCount": 5, "grid": False, "labelOverlap": True, **LETTERS}
    scale = {"domain": [round(first - room), round(last + room)], "nice": False, "zero": False}
    return {"type": "quantitative", "title": None, "scale": scale, "axis": look}
