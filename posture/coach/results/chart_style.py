"""The style of all charts: colors that show on a light and a dark page, letters, axes, tooltips.

A chart is a Vega-Lite specification; fonts and the colors of axes come from the page's theme.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

TEAL, AMBER = "#2b8576", "#b5651d"
QUIET = "#7d8a86"
"""Color of lines that only help to read."""
LETTERS: dict[str, Any] = {"labelFontSize": 13, "titleFontSize": 14, "titleFontWeight": "normal"}
Spec = dict[str, Any]


def rows(values: Sequence[Mapping[str, Any]]) -> Spec:
    """Return the data of a mark."""
    return {"values": list(values)}


def numbers(unit: str) -> Spec:
    """Return how an axis writes values of a unit: ratios as percent, others as they are."""
    return {"format": ".0%"} if unit == "ratio" else {}


def value_axis(title: str, domain: tuple[float, float], **axis: Any) -> Spec:
    """Return a vertical axis with few, light marks.

    Args:
        title: What it measures.
        domain: Its ends.
        axis: Further properties of a Vega-Lite axis.
    """
    look = {"tickCount": 4, "grid": False, "domain": False, "ticks": False, **LETTERS, **axis}
    scale = {"domain": list(domain), "nice": False, "zero": False}
    return {"type": "quantitative", "title": title, "scale": scale, "axis": look}


def tips(heads: Mapping[str, str], *names: str) -> list[Spec]:
    """Return the tooltip: a line for each field that has a heading.

    Args:
        heads: Headings by field.
        names: The fields, in order.
    """
    return [{"field": name, "type": "nominal", "title": heads[name]} for name in names]


def target(low: float, high: float, *, line: bool = True) -> list[Spec]:
    """Draw the band that values should be in, and its lower edge.

    Args:
        low: Its lower edge.
        high: Its upper edge.
        line: Draw the lower edge as a line.
    """
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
    """Return a horizontal axis with a place for each row, in order, as many labelled as fit."""
    look = {
        "labelAngle": 0,
        "labelFlush": False,
        "labelOverlap": "greedy",
        "labelSeparation": 8,
        "grid": False,
        **LETTERS,
    }
    return {"type": "ordinal", "sort": None, "title": title, "axis": look}


def around(values: Sequence[float], *, least: float = 0.0, room: float = 0.12) -> tuple[float, float]:
    """Return a domain that all known values fit in, with some room at both ends.

    Args:
        values: In the unit of the axis.
        least: The least width of the domain.
        room: Room at each end, as a share of the width.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    missing = max(least - (high - low), 0.0) / 2
    low, high = low - missing, high + missing
    space = room * (high - low or 1.0)
    return low - space, high + space
