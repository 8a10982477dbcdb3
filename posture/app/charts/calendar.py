"""Training days as a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from posture.app.charts.time_axis import Local
from posture.app.components.phrases import TIPS
from posture.coach.results.chart_style import LETTERS, QUIET, Spec, each, rows, tips
from posture.history.progress import SetMoment
from posture.locale import localized
from posture.locale.formats import UNKNOWN, day, lasting, weekdays

WEEKS = 12
_DAY = "#26796b"
"""Dark enough for white figures."""


def first_day(today: date) -> date:
    """Return the Monday with which the calendar begins."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def days(moments: Sequence[SetMoment], *, today: date, local: Local) -> Spec:
    """Draw a square for each day of the last weeks, with the number of its sets.

    Args:
        moments: The sets.
        today: The reader's date.
        local: The reader's time.
    """
    data = _squares(moments, today=today, local=local)
    trained = {"test": "datum.count > 0"}
    look = {"grid": False, "domain": False, "ticks": False, "labelPadding": 8, "labelFlush": False, **LETTERS}
    square = {
        "mark": {"type": "rect", "cornerRadius": 5, "strokeWidth": 1, "tooltip": True},
        "encoding": {
            "fill": {"condition": trained | {"value": _DAY}, "value": QUIET},
            "fillOpacity": {"condition": trained | {"value": 1}, "value": 0.06},
            "stroke": {"value": QUIET},
            "strokeOpacity": {"condition": trained | {"value": 0}, "value": 0.35},
            "tooltip": tips(localized(TIPS), "day", "sets", "time"),
        },
    }
    number = {
        "mark": {"type": "text", "fontSize": 13, "fontWeight": 600, "color": "#ffffff", "tooltip": None},
        "encoding": {"text": {"field": "label", "type": "nominal"}},
    }
    gaps = {"scale": {"paddingInner": 0.14, "paddingOuter": 0.02}}
    place = each()
    in_order = {"type": "ordinal", "sort": list(weekdays("abbreviated")), "title": None, "axis": look}
    return {
        "height": 7 * 34,
        "padding": {"left": 5, "top": 5, "right": 24, "bottom": 5},  # half a date hangs over the last week
        "data": rows(data),
        "encoding": {
            "x": {"field": "week", **place, **gaps, "axis": place["axis"] | look},
            "y": {"field": "weekday", **in_order, **gaps},
        },
        "layer": [square, number],
    }


def _squares(moments: Sequence[SetMoment], *, today: date, local: Local) -> list[dict[str, Any]]:
    by_day, names = _by_day(moments, local), weekdays("abbreviated")
    data: list[dict[str, Any]] = []
    for n in range((today - first_day(today)).days + 1):
        when = first_day(today) + timedelta(days=n)
        found = by_day.get(when, [])
        data.append(
            {
                "week": day(when - timedelta(days=when.weekday())),
                "weekday": names[when.weekday()],
                "count": len(found),
                "label": str(len(found)) if found else "",
                "day": f"{names[when.weekday()]} {day(when)}",
                "sets": str(len(found)),
                "time": lasting(sum(m.duration_s for m in found)) if found else UNKNOWN,
            }
        )
    return data


def _by_day(moments: Sequence[SetMoment], local: Local) -> dict[date, list[SetMoment]]:
    found: defaultdict[date, list[SetMoment]] = defaultdict(list)
    for moment in moments:
        found[local(moment.started_at).date()].append(moment)
    return found
