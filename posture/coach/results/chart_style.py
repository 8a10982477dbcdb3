"""What all charts share: colors that are strong enough on a light and a dark page, letters, tooltips.

A chart is a Vega-Lite specification; fonts and the colors of axes come from the page's theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

TEAL, AMBER = "#2b8576", "#b5651d"
QUIET = "#7d8a86"
"""For lines that only help to read."""
LETTERS: dict[str, Any] = {"labelFontSize": 13, "titleFontSize": 14, "titleFontWeight": "normal"}
Spec = dict[str, Any]


def rows(values: Sequence[Mapping[str, Any]]) -> Spec:
    """Data of a mark."""
    return {"values": list(values)}


def numbers(unit: str) -> Spec:
    """How an axis writes values of that unit: ratios as percent, others as they are."""
    return {"format": ".0%"} if unit == "ratio" else {}


def value_axis(title: str, domain: tuple[float, float], **axis: Any) -> Spec:
    """A vertical axis of few, light marks."""
    look = {"tickCount": 4, "grid": False, "domain": False, "ticks": False, **LETTERS, **axis}
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"type": "quantitative", "title": title, "scale": scale, "axis": look}


def time_axis(domain: tuple[int, int], expression: str) -> Spec:
    """A horizontal axis of moments in milliseconds of the reader's own time, labelled by an expression.

    The moments are numbers: a browser would put dates into a time zone of its own.
    """
    look = {"labelExpr": expression, "tickCount": 5, "grid": False, "labelOverlap": True, **LETTERS}
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"type": "quantitative", "title": None, "scale": scale, "axis": look}


def tips(heads: Mapping[str, str], *names: str) -> list[Spec]:
    """The box at the pointer: a line for each field that has a heading."""
    return [{"field": name, "type": "nominal", "title": heads[name]} for name in names]


def target(low: float, high: float, *, line: bool = True) -> list[Spec]:
    """The band that the guide asks for, and its lower edge."""
    data = rows([{"low": low, "high": high}])
    y = {"field": "low", "type": "quantitative"}
    across = {"x": {"value": 0}, "x2": {"value": "width"}}
    band = {
        "data": data,
        "mark": {"type": "rect", "opacity": 0.12, "color": TEAL, "tooltip": None},
        "encoding": {**across, "y": y, "y2": {"field": "high"}},
    }
    edge = {
        "data": data,
        "mark": {"type": "rule", "strokeDash": [5, 4], "color": TEAL, "tooltip": None},
        "encoding": {**across, "y": y},
    }
    return [band, edge] if line else [band]


def each(title: str | None = None) -> Spec:
    """A horizontal axis with a place for each row, in the order of the rows, as many labelled as fit."""
    look = {"labelAngle": 0, "labelOverlap": "greedy", "labelSeparation": 8, "grid": False, **LETTERS}
    return {"type": "ordinal", "sort": None, "title": title, "axis": look}


def around(values: Sequence[float], *, least: float = 0.0, room: float = 0.12) -> tuple[float, float]:
    """A domain that all known values fit in, at least ``least`` wide, with some room at both ends."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    missing = max(least - (high - low), 0.0) / 2
    low, high = low - missing, high + missing
    space = room * (high - low or 1.0)
    return low - space, high + space
