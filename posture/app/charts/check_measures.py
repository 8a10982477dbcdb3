"""Charts of posture checks. The page says in words below what a chart shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from posture.app.charts.time_axis import Local, as_number, time_axis
from posture.coach.results.chart_style import TEAL
from posture.locale import formats, localized
from posture.locale.formats import UNKNOWN
from posture.posture_check.check_result import Measured

UNITS = {"deg": "°", "torsos": "", "percent": "%"}
"""Sign of each unit on an axis."""

_LETTERS = {"labelFontSize": 13, "titleFontSize": 14}
_DIGITS = {"deg": 0, "torsos": 2, "percent": 0}


def amount(value: float, unit: str) -> str:
    """Return a number of a check with its unit, or a dash where it is not known.

    Args:
        value: The number; NaN where it is not known.
        unit: One of `UNITS`.
    """
    if not math.isfinite(value):
        return UNKNOWN
    if unit == "percent":
        return formats.percent(value)
    return f"{number(value, unit)}{UNITS.get(unit, '')}"


def number(value: float, unit: str) -> str:
    """Return the number alone, with the decimals that its unit bears.

    Args:
        value: The number.
        unit: One of `UNITS`; degrees have no decimals.
    """
    digits = _DIGITS.get(unit, 2)
    return formats.number(round(value, digits) + 0.0, digits)


def with_error(m: Measured) -> str:
    """Return a value with its measuring error.

    The degree sign stands behind each number, other units once.
    """
    value = amount(m.value, m.unit) if m.unit == "deg" else number(m.value, m.unit)
    return f"{value} ± {amount(m.error, m.unit)}"


def over_time(points: Sequence[tuple[datetime, Measured]], title: str, *, local: Local) -> dict[str, Any]:
    """Draw a measure over time: a line, and the band of its error around it.

    Args:
        points: The measure at each check, oldest first.
        title: Its name in English.
        local: The reader's time.
    """
    unit = UNITS.get(points[0][1].unit, "")
    name = localized(title)
    axis = f"{name} ({unit})" if unit else name
    scale = {"zero": False, "nice": True}
    height = {"field": "value", "type": "quantitative", "title": axis, "scale": scale, "axis": _LETTERS}
    data = [_point(local(at), m) for at, m in points]
    band = {"y": {**height, "field": "low"}, "y2": {"field": "high"}}
    tooltip = [{"field": "day", "title": " "}, {"field": "said", "title": name}]
    return {
        "height": 280,
        "data": {"values": data},
        "encoding": {"x": {"field": "t", **time_axis([row["t"] for row in data])}},
        "layer": [
            {"mark": {"type": "area", "opacity": 0.16, "color": TEAL}, "encoding": band},
            {"mark": {"type": "line", "color": TEAL, "strokeWidth": 2.5}, "encoding": {"y": height}},
            {
                "mark": {"type": "point", "color": TEAL, "filled": True, "size": 90},
                "encoding": {"y": height, "tooltip": tooltip},
            },
        ],
    }


def _point(at: datetime, m: Measured) -> dict[str, Any]:
    low, high = m.value - m.error, m.value + m.error
    day = f"{formats.day(at.date())}, {formats.time_of_day(at)}"
    return {"t": as_number(at), "day": day, "value": m.value, "low": low, "high": high, "said": with_error(m)}
