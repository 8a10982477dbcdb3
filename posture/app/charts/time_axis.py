"""An axis of days in the reader's own time, on which no day stands twice."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, timezone

from posture.coach.results.chart_style import LETTERS, Spec
from posture.locale.formats import day, time_of_day

Local = Callable[[datetime], datetime]
"""Turns a moment into the reader's own time."""
LEAST = 3
"""Values that make a chart: fewer are sooner said in a sentence, or read in a table."""
_DAY = timedelta(days=1)
_DAY_MS = 86_400_000
_LABELS = 5


def as_number(here: datetime) -> int:
    """Return the reader's clock time in milliseconds, as charts take it."""
    return round(here.replace(tzinfo=timezone.utc).timestamp() * 1000)


def once(labels: Sequence[str]) -> list[str]:
    """Return labels of which each stands once: one that repeats the one before it is empty.

    >>> once(["7 Nov", "7 Nov", "8 Nov"])
    ['7 Nov', '', '8 Nov']
    """
    return ["" if k and label == labels[k - 1] else label for k, label in enumerate(labels)]


def time_axis(moments: Sequence[int]) -> Spec:
    """Return a horizontal axis around all moments: of days, or of the hours of a single one.

    The moments are numbers, and what stands at each mark is written here: a browser would put dates into a
    time zone and a language of its own.

    Args:
        moments: As `as_number` gives them, rising.
    """
    first, last = (moments[0], moments[-1]) if moments else (0, 0)
    one_day = _date(first) == _date(last)
    room = max(0.04 * (last - first), 0 if one_day and first != last else _DAY_MS / 2)
    marks = _hours(moments) if one_day else _days(first, last)
    look = {
        "values": list(marks),
        "labelExpr": _lookup(marks),
        "grid": False,
        "labelOverlap": True,
        "labelBound": True,
        **LETTERS,
    }
    scale = {"domain": [round(first - room), round(last + room)], "nice": False, "zero": False}
    return {"type": "quantitative", "title": None, "scale": scale, "axis": look}


def _date(moment: int) -> datetime:
    """Return the midnight with which the day of a moment begins."""
    here = datetime.fromtimestamp(moment / 1000, timezone.utc)
    return here.replace(hour=0, minute=0, second=0, microsecond=0)


def _days(first: int, last: int) -> dict[int, str]:
    """Return noon of some days between two moments, evenly spaced, with the name of each."""
    number = (_date(last) - _date(first)).days + 1
    step = -(-number // _LABELS)
    begin = _date(first) + _DAY / 2
    noons = [begin + n * _DAY for n in range(0, number, step)]
    return {as_number(noon): day(noon.date()) for noon in noons}


def _hours(moments: Sequence[int]) -> dict[int, str]:
    """Return some of the moments of one day, with the time of each."""
    step = -(-len(moments) // _LABELS) or 1
    shown = dict.fromkeys(moments[::step])
    return {m: time_of_day(datetime.fromtimestamp(m / 1000, timezone.utc)) for m in shown}


def _lookup(marks: dict[int, str]) -> str:
    """Return an expression that gives the label of each mark."""
    return f"({json.dumps(marks, ensure_ascii=False)})[format(datum.value, 'd')]"
