"""Charts of one set. The page says in words and in the table what a chart shows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from posture.coach.counting.movement import DURATION
from posture.coach.exercise import Cycle, Exercise, Hold
from posture.coach.results.chart_style import AMBER, LETTERS, TEAL, Spec, numbers, rows, target
from posture.coach.session import Session
from posture.locale import gettext as _
from posture.locale.formats import amount

_MARK = {True: "✓", False: "✕"}


@dataclass(frozen=True, slots=True)
class Plot:
    """One value for each attempt, and the band that the guide asks for.

    Attributes:
        title: The chart's heading.
        axis: What the axis measures.
        unit: The unit of the values.
        values: One value for each attempt, NaN where it is not known.
        band: Lower and upper edge of the target. Either is NaN where there is no band; the upper one is
            infinite where the band is open above.
    """

    title: str
    axis: str
    unit: str
    values: tuple[float, ...]
    band: tuple[float, float]
    words: str = ""
    """What the shading means, with a place for the target; empty for the guide's target."""


def plots(session: Session, exercise: Exercise) -> tuple[Plot, ...]:
    """Return the plots that fit a move: how far each attempt went, and how long it was held.

    Args:
        session: The set.
        exercise: The move as it was measured.
    """
    motion = exercise.motion
    unit = session.attempts[0].unit if session.attempts else motion.signal.unit
    reach = Plot(
        _("How far each one went"),
        _("Range"),
        unit,
        tuple(a.range for a in session.attempts),
        (motion.full, math.inf),
    )
    if isinstance(motion, Cycle) and not motion.hold_s:
        return (reach, _tempo(session, exercise, motion))
    low, high = exercise.dose.hold_s if any(exercise.dose.hold_s) else (motion.hold_s, motion.hold_s)
    held = Plot(
        _("How long each one was held"),
        _("Seconds held"),
        "s",
        tuple(a.hold_s for a in session.attempts),
        (low, high if high > low else math.inf),
    )
    return (held, reach) if isinstance(motion, Hold) else (reach, held, _tempo(session, exercise, motion))


def _tempo(session: Session, exercise: Exercise, motion: Cycle) -> Plot:
    """Plot how long each attempt took; calm is what no rule calls hurried."""
    calm = [rule.low for rule in exercise.rules if rule.feature is DURATION and math.isfinite(rule.low)]
    took = tuple(a.duration_s for a in session.attempts)
    low = max([motion.min_s, *calm])
    return Plot(
        _("How long each one took"),
        _("Seconds"),
        "s",
        took,
        (low, math.inf),
        _("Shaded: a calm pace, {target}. A hollow bar did not count."),
    )


def in_words(plot: Plot) -> str:
    """Return what the shading and the bars mean."""
    low, high = (amount(edge, plot.unit) for edge in plot.band)
    asked = f"{low}–{high}" if math.isfinite(plot.band[1]) else f"≥ {low}"
    return (plot.words or _("Shaded: the guide's target, {target}. A hollow bar did not count.")).format(
        target=asked
    )


def draw(plot: Plot, session: Session) -> dict[str, Any]:
    """Draw a full bar for what counted, a hollow one for what did not.

    Args:
        plot: What is drawn.
        session: The set.
    """
    data = [
        {"name": f"{a.number}|{_MARK[a.counted]} {amount(v, plot.unit)}", "value": v, "counted": a.counted}
        for a, v in zip(session.attempts, plot.values, strict=True)
        if math.isfinite(v)
    ]
    bottom, top = _span(plot)
    scale = {"domain": [bottom, top], "nice": False, "zero": False}
    value = {"field": "value", "type": "quantitative", "title": plot.axis, "scale": scale}
    return {
        "height": 270,
        "encoding": {"y": value | {"axis": {"tickCount": 4, "grid": False, **LETTERS, **numbers(plot.unit)}}},
        "layer": [*_band(plot, top), _bars(data)],
    }


def _band(plot: Plot, top: float) -> list[Spec]:
    low, high = plot.band[0], min(plot.band[1], top)
    return target(low, high) if math.isfinite(low) else []


def _bars(data: list[dict[str, Any]]) -> dict[str, Any]:
    # The values stand in the labels of the axis, which take the color of the theme.
    counted = {"test": "datum.counted"}
    return {
        "data": rows(data),
        "mark": {
            "type": "bar",
            "strokeWidth": 2.5,
            "cornerRadiusEnd": 5,
            "width": {"band": 0.6},
            "tooltip": None,
        },
        "encoding": {
            "x": {
                "field": "name",
                "type": "ordinal",
                "sort": None,
                "title": _("Attempt"),
                "axis": {
                    "labelAngle": 0,
                    "labelExpr": "split(datum.label, '|')",
                    "labelOverlap": True,
                    **LETTERS,
                },
            },
            "y2": {"datum": 0},
            "color": {"condition": counted | {"value": TEAL}, "value": AMBER},
            "fillOpacity": {"condition": counted | {"value": 1}, "value": 0},
            "stroke": {"condition": counted | {"value": TEAL}, "value": AMBER},
        },
    }


def _span(plot: Plot) -> tuple[float, float]:
    """Return the ends of the value axis: all attempts and the target fit between them."""
    known = [v for v in (*plot.values, *plot.band) if math.isfinite(v)] or [1.0]
    low, high = min(0.0, *known), max(known)
    return low, high + 0.15 * (high - low or 1.0)
