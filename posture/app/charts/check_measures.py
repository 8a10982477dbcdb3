"""Charts of posture checks. What a chart shows also stands below it in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from posture.locale import formats, localized
from posture.locale.formats import UNKNOWN
from posture.posture_check.check_result import Measured

UNITS = {"deg": "°", "torsos": "", "percent": "%"}
"""Sign of each unit, as an axis has it."""

_TEAL = "#2b8576"
_LETTERS = {"labelFontSize": 13, "titleFontSize": 14}
_DIGITS = {"deg": 0, "torsos": 2, "percent": 0}


def amount(value: float, unit: str) -> str:
    """A number of a check with its unit; whole degrees, a dash where it is not known."""
    if not math.isfinite(value):
        return UNKNOWN
    if unit == "percent":
        return formats.percent(value)
    return f"{number(value, unit)}{UNITS.get(unit, '')}"


def number(value: float, unit: str) -> str:
    """The number alone, with as many decimals as its unit bears."""
    digits = _DIGITS.get(unit, 2)
    return formats.number(round(value, digits) + 0.0, digits)


def with_error(m: Measured) -> str:
    """A value with its measuring error, as it is read.

    The degree sign stands behind each number, other units once.
    """
    value = amount(m.value, m.unit) if m.unit == "deg" else number(m.value, m.unit)
    return f"{value} ± {amount(m.error, m.unit)}"


def over_time(points: Sequence[tuple[datetime, Measured]], title: str) -> dict[str, Any]:
    """A measure over time as a Vega-Lite chart: a line, and the band of its error around it."""
    unit = UNITS.get(points[0][1].unit, "")
    name = localized(title)
    axis = f"{name} ({unit})" if unit else name
    scale = {"zero": False, "nice": True}
    height = {"field": "value", "type": "quantitative", "title": axis, "scale": scale, "axis": _LETTERS}
    ticks = {"labelOverlap": True, "tickCount": min(len(points), 6), "grid": False, **_LETTERS}
    band = {"y": {**height, "field": "low"}, "y2": {"field": "high"}}
    tooltip = [{"field": "at", "type": "temporal", "title": " "}, {"field": "said", "title": name}]
    return {
        "height": 280,
        "data": {"values": [_point(at, m) for at, m in points]},
        "encoding": {"x": {"field": "at", "type": "temporal", "title": None, "axis": ticks}},
        "layer": [
            {"mark": {"type": "area", "opacity": 0.16, "color": _TEAL}, "encoding": band},
            {"mark": {"type": "line", "color": _TEAL, "strokeWidth": 2.5}, "encoding": {"y": height}},
            {
                "mark": {"type": "point", "color": _TEAL, "filled": True, "size": 90},
                "encoding": {"y": height, "tooltip": tooltip},
            },
        ],
    }


def _point(at: datetime, m: Measured) -> dict[str, Any]:
    low, high = m.value - m.error, m.value + m.error
    return {"at": at.isoformat(), "value": m.value, "low": low, "high": high, "said": with_error(m)}
