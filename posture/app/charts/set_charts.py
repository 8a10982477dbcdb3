"""Charts of one set. The page says in words and in the table what a chart shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from posture.app.charts.time_axis import LEAST
from posture.coach.counting.hold_clock import ENOUGH
from posture.coach.exercise import Cycle, Exercise, Hold
from posture.coach.judging.hold_dose import dose_s
from posture.coach.measurement_error import measurement_error_of
from posture.coach.results.chart_style import AMBER, LETTERS, TEAL, Spec, numbers, rows
from posture.coach.results.reading import Scale, levels_that_count
from posture.coach.session import Session
from posture.locale import gettext as _
from posture.locale.formats import amount, brief, percent, reach

_MARK = {True: "", False: "✕ "}
_ALIKE_S = 1.0
"""Seconds by which attempts differ that took equally long."""
_ALIKE_SHARE = 0.1
"""The same for a range whose measurement error nobody knows, as a share of a full movement."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One value for each attempt, and the band that it should be in.

    Attributes:
        title: The chart's heading.
        axis: What the axis measures.
        unit: The unit of the values; a ratio is a share of a full movement.
        values: One value for each attempt, NaN where it is not known.
        labels: The values as they are written.
        bands: Lower and upper edge for each attempt; the upper one is infinite where the band is open above.
        words: What the shading means.
        hollow: Some bars are, because the attempt did not count.
    """

    title: str
    axis: str
    unit: str
    values: tuple[float, ...]
    labels: tuple[str, ...]
    bands: tuple[tuple[float, float], ...]
    words: str
    hollow: bool = False


def plots(session: Session, exercise: Exercise) -> tuple[Plot, ...]:
    """Return the plots that say something: how far each attempt went, how long it was held, how long it took.

    A plot says something where there are `LEAST` values, and they differ or one is outside its band.

    Args:
        session: The set.
        exercise: The move as it was measured.
    """
    error = measurement_error_of(exercise.motion.signal)
    found = []
    scale = Scale.of(exercise, session.attempts[0].unit) if session.attempts else None
    if scale is not None:
        tells = _ALIKE_SHARE if error is None else scale.step(error.value)
        found.append((_reach(session, exercise, scale), tells))
    found += [(plot, _ALIKE_S) for plot in (_held(session, exercise), _pace(session, exercise)) if plot]
    if isinstance(exercise.motion, Hold):
        found.sort(key=lambda one: one[0].unit != "s")
    hollow = not all(attempt.counted for attempt in session.attempts)
    return tuple(replace(plot, hollow=hollow) for plot, tells in found if _says_something(plot, tells))


def _says_something(plot: Plot, tells: float) -> bool:
    """Return whether there is something to see.

    Args:
        plot: The plot.
        tells: The least difference of two values that means something.
    """
    known = [v for v in plot.values if math.isfinite(v)]
    inside = all(
        low <= v <= high for v, (low, high) in zip(plot.values, plot.bands, strict=True) if math.isfinite(v)
    )
    return len(known) >= LEAST and (not inside or max(known) - min(known) > tells)


def _reach(session: Session, exercise: Exercise, scale: Scale) -> Plot:
    """Plot how far each attempt went; the band is what counts for this person."""
    shares = tuple(scale.share(a.range) for a in session.attempts)
    labels = tuple(percent(100.0 * share) if math.isfinite(share) else "" for share in shares)
    levels = levels_that_count(session.attempts, exercise)
    words = _("Shaded: what Posture counts. {full} is a full movement.").format(full=reach(1.0))
    return Plot(
        _("How far each one went"),
        _("Range"),
        "ratio",
        shares,
        labels,
        tuple((scale.share(level), math.inf) for level in levels),
        words,
    )


def _held(session: Session, exercise: Exercise) -> Plot | None:
    """Plot how long each attempt was held; the band is what is long enough."""
    motion, asked_s = exercise.motion, dose_s(session)
    if not motion.hold_s or exercise.timed:
        return None
    held_s = [a.hold_s for a in session.attempts]
    enough_s = ENOUGH * (asked_s if math.isfinite(asked_s) else motion.hold_s)
    if isinstance(motion, Hold):  # the person's own dose is not in the session: what counted was long enough
        enough_s = min([enough_s, *(a.hold_s for a in session.attempts if a.counted)])
    words = _("Shaded: held long enough.")
    band_s = (enough_s, math.inf)
    return _of_seconds(_("How long each one was held"), _("Seconds held"), held_s, band_s, words)


def _pace(session: Session, exercise: Exercise) -> Plot | None:
    """Plot how long each repetition took; the band is the pace of the steps."""
    motion = exercise.motion
    if not isinstance(motion, Cycle) or motion.tempo is None:
        return None
    low_s, high_s = motion.tempo.whole_s(exercise.dose.hold_s if motion.hold_s else (0.0, 0.0))
    words = _("Shaded: the pace of the steps, {span}.").format(span=_span_words(low_s, high_s))
    took_s = [a.duration_s for a in session.attempts]
    return _of_seconds(_("How long each one took"), _("Seconds"), took_s, (low_s, high_s), words)


def _of_seconds(
    title: str, axis: str, values_s: Sequence[float], band_s: tuple[float, float], words: str
) -> Plot:
    labels = tuple(amount(v, "s") if math.isfinite(v) else "" for v in values_s)
    return Plot(title, axis, "s", tuple(values_s), labels, (band_s,) * len(values_s), words)


def _span_words(low_s: float, high_s: float) -> str:
    """Return a span of seconds, or the one that both ends are."""
    return f"{brief(low_s)} s" if low_s == high_s else f"{brief(low_s)}–{brief(high_s)} s"


def in_words(plot: Plot) -> str:
    """Return what the shading and the bars mean."""
    hollow = _("A hollow bar did not count.")
    return f"{plot.words} {hollow}" if plot.hollow else plot.words


def draw(plot: Plot, session: Session) -> dict[str, Any]:
    """Draw a full bar for what counted, a hollow one for what did not.

    Args:
        plot: What is drawn.
        session: The set.
    """
    top = _top(plot)
    data = [
        {
            "name": f"{a.number}|{_MARK[a.counted]}{label}",
            "value": v,
            "counted": a.counted,
            "low": low,
            "high": min(high, top),
        }
        for a, v, label, (low, high) in zip(
            session.attempts, plot.values, plot.labels, plot.bands, strict=True
        )
        if math.isfinite(v)
    ]
    scale = {"domain": [0.0, top], "nice": False, "zero": True}
    ticks = {"values": [0.0, 0.5, 1.0]} if plot.unit == "ratio" else {"tickCount": 4}
    value = {"field": "value", "type": "quantitative", "title": plot.axis, "scale": scale}
    return {
        "height": 270,
        "data": rows(data),
        "encoding": {
            "x": _places(),
            "y": value | {"axis": {"grid": False, **LETTERS, **numbers(plot.unit), **ticks}},
        },
        "layer": [_band(), _bars()],
    }


def _band() -> Spec:
    """Shade behind each bar what it should reach: the edge may be another for each."""
    return {
        "mark": {
            "type": "bar",
            "width": {"band": 1.0},
            "opacity": 0.22,
            "color": TEAL,
            "tooltip": None,
        },
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }


def _places() -> Spec:
    # The values stand in the labels of the axis, which take the color of the theme.
    look = {
        "labelAngle": 0,
        "labelFlush": False,
        "labelExpr": "split(datum.label, '|')",
        "labelOverlap": True,
        **LETTERS,
    }
    scale = {"paddingInner": 0.0, "paddingOuter": 0.0}
    return {
        "field": "name",
        "type": "ordinal",
        "sort": None,
        "title": _("Attempt"),
        "axis": look,
        "scale": scale,
    }


def _bars() -> Spec:
    counted = {"test": "datum.counted"}
    return {
        "mark": {
            "type": "bar",
            "strokeWidth": 2.5,
            "cornerRadiusEnd": 5,
            "width": {"band": 0.6},
            "tooltip": None,
        },
        "encoding": {
            "y2": {"datum": 0},
            "color": {"condition": counted | {"value": TEAL}, "value": AMBER},
            "fillOpacity": {"condition": counted | {"value": 1}, "value": 0},
            "stroke": {"condition": counted | {"value": TEAL}, "value": AMBER},
        },
    }


def _top(plot: Plot) -> float:
    """Return the upper end of the value axis: all attempts and the bands fit below it."""
    edges = (edge for band in plot.bands for edge in band)
    known = [v for v in (*plot.values, *edges) if math.isfinite(v)]
    return 1.12 if plot.unit == "ratio" else 1.15 * max([1.0, *known])
