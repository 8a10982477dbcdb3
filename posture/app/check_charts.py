"""Charts of posture checks. What a chart shows also stands below it in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from posture.app.texts import localized, words
from posture.check.check import Measured

_TEAL = "#2b8576"
_LETTERS = {"labelFontSize": 13, "titleFontSize": 14}
_DIGITS = {"deg": 0, "torsos": 2, "percent": 0}


def amount(value: float, unit: str) -> str:
    """A number of a check with its unit; whole degrees, a dash where it is not known."""
    if not math.isfinite(value):
        return words().frame.unknown
    digits = _DIGITS.get(unit, 2)
    return f"{round(value, digits) + 0.0:.{digits}f}{words().check.units.get(unit, '')}"


def over_time(points: Sequence[tuple[datetime, Measured]], title: str) -> dict[str, Any]:
    """A measure over time as a Vega-Lite chart: a line, and the band of its error around it."""
    unit = words().check.units.get(points[0][1].unit, "").strip()
    rows = [
        {
            "at": at.isoformat(),
            "value": m.value,
            "low": m.value - m.error,
            "high": m.value + m.error,
            "said": f"{amount(m.value, m.unit)} ± {amount(m.error, m.unit)}",
        }
        for at, m in points
    ]
    axis = words().check.history_axis.format(measure=localized(title), unit=unit)
    when = {
        "field": "at",
        "type": "temporal",
        "title": None,
        "axis": {"labelOverlap": True, "tickCount": min(len(rows), 6), "grid": False, **_LETTERS},
    }
    scale = {"zero": False, "nice": True}
    height = {"field": "value", "type": "quantitative", "title": axis, "scale": scale, "axis": _LETTERS}
    tooltip = [{"field": "at", "type": "temporal", "title": " "}, {"field": "said", "title": title}]
    return {
        "height": 280,
        "data": {"values": rows},
        "encoding": {"x": when},
        "layer": [
            {
                "mark": {"type": "area", "opacity": 0.16, "color": _TEAL},
                "encoding": {"y": {**height, "field": "low"}, "y2": {"field": "high"}},
            },
            {
                "mark": {"type": "line", "color": _TEAL, "strokeWidth": 2.5},
                "encoding": {"y": height},
            },
            {
                "mark": {"type": "point", "color": _TEAL, "filled": True, "size": 90},
                "encoding": {"y": height, "tooltip": tooltip},
            },
        ],
    }
