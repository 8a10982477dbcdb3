"""Charts of one move over many sets: range, repetitions, held time."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from posture.app.charts.time_axis import Local, as_number, once, time_axis
from posture.app.components.phrases import TIPS
from posture.coach.results.chart_style import (
    AMBER,
    TEAL,
    Spec,
    around,
    each,
    numbers,
    rows,
    tips,
    value_axis,
)
from posture.coach.results.reading import Scale
from posture.history.progress import ProgressPoint
from posture.locale import formats, localized
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, brief, day, lasting, percent, time_of_day

_HEIGHT_PX = 220


def reach(points: Sequence[ProgressPoint], scale: Scale, *, error: float, local: Local) -> Spec:
    """Draw the mean range of each set and the band in which the true one lies.

    Args:
        points: Sets measured in one way, oldest first.
        scale: The scale that their range is read on.
        error: Measurement error of one value; NaN where nobody knows it.
        local: The reader's time.
    """
    data = _reaches(points, scale, error, local)
    band = {
        "data": rows(data),
        "mark": {"type": "area", "color": TEAL, "opacity": 0.2, "tooltip": None},
        "encoding": {"y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}},
    }
    return _over_time(
        data,
        value_axis(_("Range"), (0.0, 1.05), **numbers("ratio"), values=[0.0, 0.5, 1.0]),
        [
            *([] if math.isnan(error) else [band]),
            _line(data),
            _dots(data, tips(localized(TIPS), "day", "reach", "best", "reps")),
        ],
    )


def _reaches(
    points: Sequence[ProgressPoint], scale: Scale, error: float, local: Local
) -> list[dict[str, Any]]:
    margin = 0.0 if math.isnan(error) else error
    return [
        {
            **_moment(p, local),
            "v": scale.share(p.mean_range),
            "low": scale.share(p.mean_range - margin),
            "high": scale.share(p.mean_range + margin),
            "reach": read(scale, p.mean_range),
            "best": read(scale, p.best_range),
            "reps": _number(p.reps),
        }
        for p in points
        if math.isfinite(p.mean_range)
    ]


def read(scale: Scale, reached: float) -> str:
    """Return a range as it is read.

    Args:
        scale: The scale that it is read on.
        reached: The range.
    """
    return formats.reach(scale.share(reached), scale.known_degrees(reached))


def held(points: Sequence[ProgressPoint], *, local: Local) -> Spec:
    """Draw the seconds held in each set.

    Args:
        points: The sets, oldest first.
        local: The reader's time.
    """
    data = [
        {**_moment(p, local), "v": p.hold_s, "held": lasting(p.hold_s), "reps": _number(p.reps)}
        for p in points
        if p.hold_s is not None
    ]
    domain = (0.0, around([0.0, *(row["v"] for row in data)])[1])
    return _over_time(
        data,
        value_axis(_("Seconds held"), domain),
        [_line(data), _dots(data, tips(localized(TIPS), "day", "held", "reps"))],
    )


def repetitions(points: Sequence[ProgressPoint], *, local: Local) -> Spec:
    """Draw the repetitions of each set as a hollow column, filled as far as they were clean.

    Args:
        points: The sets, oldest first.
        local: The reader's time.
    """
    data = [
        {
            **_moment(p, local),
            "place": f"{p.set_id}|{label}",
            "v": p.reps,
            "part": p.clean,
            "reps": f"{_number(p.reps)} / {_number(p.attempts)}",
            "clean": _share(p.clean, p.reps),
            "corrected": _number(p.corrected_reps),
        }
        for p, label in zip(points, once([day(local(p.started_at).date()) for p in points]), strict=True)
    ]
    bar = {"type": "bar", "width": {"band": 0.62}, "cornerRadiusEnd": 3, "tooltip": True}
    boxes = tips(localized(TIPS), "day", "reps", "clean", "corrected")
    zero = {"datum": 0}
    hollow = {
        "data": rows(data),
        "mark": {**bar, "fillOpacity": 0.0, "stroke": AMBER, "strokeWidth": 1.5},
        "encoding": {"y2": zero, "tooltip": boxes},
    }
    filled = {
        "data": rows([row for row in data if row["part"]]),
        "mark": {**bar, "color": TEAL},
        "encoding": {"y": {"field": "part", "type": "quantitative"}, "y2": zero, "tooltip": boxes},
    }
    top = max((row["v"] for row in data), default=0)
    axis = value_axis(_("Repetitions"), (0.0, max(top, 1) * 1.1), format="d", tickMinStep=1)
    # Two sets of one day would cover each other on an axis of time: each has a place of its own.
    place = {**each(), "axis": {**each()["axis"], "labelExpr": "split(datum.label, '|')[1]"}}
    return {
        "height": _HEIGHT_PX,
        "encoding": {"x": {"field": "place", **place}, "y": {"field": "v", **axis}},
        "layer": [hollow, filled],
    }


def _moment(point: ProgressPoint, local: Local) -> dict[str, Any]:
    here = local(point.started_at)
    return {"t": as_number(here), "day": f"{day(here.date())}, {time_of_day(here)}"}


def _number(count: float) -> str:
    """Return a count; a mean with one decimal."""
    return brief(round(count, 1))


def _share(part: float, whole: float) -> str:
    return f"{_number(part)} ({percent(100 * part / whole)})" if whole else UNKNOWN


def _line(data: Sequence[dict[str, Any]]) -> Spec:
    mark = {"type": "line", "color": TEAL, "strokeWidth": 2.5, "tooltip": None}
    return {"data": rows(data), "mark": mark}


def _dots(data: Sequence[dict[str, Any]], boxes: list[Spec]) -> Spec:
    size = 90 if len(data) < 40 else 35
    return {
        "data": rows(data),
        "mark": {"type": "point", "filled": True, "opacity": 1, "color": TEAL, "size": size, "tooltip": True},
        "encoding": {"tooltip": boxes},
    }


def _over_time(data: Sequence[dict[str, Any]], y: Spec, layers: list[Spec]) -> Spec:
    return {
        "height": _HEIGHT_PX,
        "encoding": {
            "x": {"field": "t", **time_axis([row["t"] for row in data])},
            "y": {"field": "v", **y},
        },
        "layer": layers,
    }
