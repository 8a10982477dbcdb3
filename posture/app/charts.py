"""Charts of one set. What a chart shows also stands beside it in words and in the table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from posture.app.formats import amount
from posture.app.texts import words
from posture.coach.exercise import Cycle, Exercise
from posture.coach.session import Session

_TEAL, _AMBER = "#2b8576", "#b5651d"
"""Strong enough on a light and on a dark page."""


@dataclass(frozen=True, slots=True)
class Plot:
    """What is drawn for each attempt, and the band that the guide asks for.

    Attributes:
        values: One value per attempt, NaN where it is not known.
        band: Lower and upper edge of the target; no band where either is NaN, open above where
            the upper is infinite.
    """

    title: str
    axis: str
    unit: str
    values: tuple[float, ...]
    band: tuple[float, float]


def plot_of(session: Session, exercise: Exercise) -> Plot:
    """The plot that fits the move: how far for repetitions, how long for held positions."""
    texts = words().summary
    if isinstance(exercise.motion, Cycle):
        unit = session.attempts[0].unit if session.attempts else exercise.motion.signal.unit
        ranges = tuple(a.range for a in session.attempts)
        return Plot(texts.chart_range, texts.chart_range_axis, unit, ranges, (exercise.motion.full, math.inf))
    low, high = exercise.dose.hold_s if any(exercise.dose.hold_s) else (exercise.motion.hold_s,) * 2
    holds = tuple(a.hold_s for a in session.attempts)
    return Plot(texts.chart_hold, texts.chart_seconds, "s", holds, (low, high))


def in_words(plot: Plot) -> str:
    """The plot for those who do not see it."""
    low, high = (amount(edge, plot.unit) for edge in plot.band)
    target = f"{low}–{high}" if math.isfinite(plot.band[1]) and low != high else f"≥ {low}"
    values = ", ".join(f"{k}: {amount(v, plot.unit)}" for k, v in enumerate(plot.values, start=1))
    return words().summary.chart_words.format(values=values, target=target)


def draw(plot: Plot, session: Session) -> dict[str, Any]:
    """The plot as a Vega-Lite chart: a circle for what counted, a cross for what did not."""
    texts = words().summary
    rows = [
        {
            "number": a.number,
            "value": value,
            "label": amount(value, plot.unit),
            "counted": texts.yes if a.counted else texts.no,
        }
        for a, value in zip(session.attempts, plot.values, strict=True)
        if math.isfinite(value)
    ]
    bottom, top = _span(plot)
    counted = {"field": "counted", "type": "nominal", "title": texts.columns["result"]}
    names = [texts.yes, texts.no]
    points = {
        "data": {"values": rows},
        "mark": {"type": "point", "size": 170, "strokeWidth": 2.5},
        "encoding": {
            "x": {
                "field": "number",
                "type": "ordinal",
                "title": texts.chart_attempt,
                "axis": {"labelAngle": 0},
            },
            "shape": counted | {"scale": {"domain": names, "range": ["circle", "cross"]}},
            "color": counted | {"scale": {"domain": names, "range": [_TEAL, _AMBER]}},
            "tooltip": [
                {"field": "number", "type": "ordinal", "title": texts.chart_attempt},
                {"field": "label", "type": "nominal", "title": plot.axis},
            ],
        },
    }
    return {
        "height": 260,
        "encoding": {
            "y": {
                "field": "value",
                "type": "quantitative",
                "title": plot.axis,
                "scale": {"domain": [bottom, top], "nice": False, "zero": False},
                "axis": {"tickCount": 5, "grid": False},
            }
        },
        "layer": [*_target(plot, top), points],
    }


def _span(plot: Plot) -> tuple[float, float]:
    """The values that the chart reaches from and to: all attempts and the target fit in."""
    known = [v for v in (*plot.values, *plot.band) if math.isfinite(v)] or [1.0]
    low, high = min(0.0, *known), max(known)
    return low, high + 0.15 * (high - low or 1.0)


def _target(plot: Plot, top: float) -> list[dict[str, Any]]:
    low, high = plot.band[0], min(plot.band[1], top)
    if not math.isfinite(low):
        return []
    data = {"values": [{"value": low, "high": high, "words": words().summary.chart_target}]}
    color = {"color": _TEAL}
    text = {"type": "text", "align": "left", "baseline": "bottom", "dx": 4, "dy": -4, "fontSize": 14}
    return [
        {
            "data": data,
            "mark": {"type": "rect", "opacity": 0.13, **color},
            "encoding": {"y2": {"field": "high"}},
        },
        {"data": data, "mark": {"type": "rule", "strokeDash": [5, 4], **color}},
        {
            "data": data,
            "mark": {**text, **color},
            "encoding": {"x": {"value": 0}, "text": {"field": "words"}},
        },
    ]
