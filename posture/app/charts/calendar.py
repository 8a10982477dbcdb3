"""Which days were training days, how many sets each week had, and how pain went."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from posture.app.charts.progress import Local, as_number
from posture.app.components.phrases import TIPS
from posture.coach.results.chart_style import (
    AMBER,
    LETTERS,
    QUIET,
    TEAL,
    Spec,
    each,
    rows,
    time_axis,
    tips,
    value_axis,
)
from posture.guide.content_types import Light
from posture.guide.pain_light import SCORES
from posture.history.pain_notes import PainNote, When
from posture.history.progress import SetMoment
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, day, day_expression, lasting, time_of_day, weekdays

_LIGHTS_OF_PAIN = {Light.GREEN: N_("Green"), Light.AMBER: N_("Amber"), Light.RED: N_("Red")}
_PAIN_WHEN = {
    When.BEFORE: N_("Before training"),
    When.DURING: N_("During a set"),
    When.AFTER: N_("After a set"),
    When.NEXT_DAY: N_("The day after"),
}

WEEKS = 12
_SHAPES = {Light.GREEN: "circle", Light.AMBER: "square", Light.RED: "triangle-up"}
_COLORS = {Light.GREEN: TEAL, Light.AMBER: AMBER, Light.RED: "#c0443c"}
_DAY = "#26796b"
"""White figures can be read on it."""
_DAY_MS = 86_400_000


def first_day(today: date) -> date:
    """The Monday with which the calendar begins."""
    return today - timedelta(days=today.weekday(), weeks=WEEKS - 1)


def days(moments: Sequence[SetMoment], *, today: date, local: Local) -> Spec:
    """A square for each day of the last weeks; the number in it is that of its sets."""
    data = _squares(moments, today=today, local=local)
    trained = {"test": "datum.count > 0"}
    look = {"grid": False, "domain": False, "ticks": False, "labelPadding": 8, **LETTERS}
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


def weeks(moments: Sequence[SetMoment], *, today: date, local: Local) -> Spec:
    """A column for each of the last weeks with its number of sets."""
    by_day = _by_day(moments, local)
    data: list[dict[str, Any]] = []
    for n in range(WEEKS):
        monday = first_day(today) + timedelta(weeks=n)
        week = [by_day[d] for d in (monday + timedelta(days=k) for k in range(7)) if d in by_day]
        count = sum(map(len, week))
        data.append(
            {
                "name": day(monday),
                "v": count,
                "label": str(count) if count else "",
                "week": day(monday),
                "sets": str(count),
                "days": str(len(week)),
            }
        )
    top = max((row["v"] for row in data), default=0)
    bars = {
        "mark": {
            "type": "bar",
            "color": TEAL,
            "cornerRadiusEnd": 5,
            "width": {"band": 0.66},
            "tooltip": True,
        },
        "encoding": {"tooltip": tips(localized(TIPS), "week", "sets", "days")},
    }
    # Above a column, not in it: the page's own letters are readable on both grounds.
    axis = value_axis("", (0.0, max(top, 1) * 1.12), format="d", tickMinStep=1)
    return {
        "height": 7 * 34,
        "data": rows(data),
        "encoding": {
            "x": {"field": "name", **each()},
            "y": {"field": "v", **axis, "title": None},
        },
        "layer": [bars],
    }


def _by_day(moments: Sequence[SetMoment], local: Local) -> dict[date, list[SetMoment]]:
    found: defaultdict[date, list[SetMoment]] = defaultdict(list)
    for moment in moments:
        found[local(moment.started_at).date()].append(moment)
    return found


def pain(notes: Sequence[PainNote], titles: dict[str, str], *, local: Local) -> Spec:
    """Every score that was given, in order of time; ``titles`` names the moves."""
    data = _scores(notes, titles, local)
    moments = [int(row["t"]) for row in data] or [0]
    room = max(0.04 * (moments[-1] - moments[0]), _DAY_MS / 2)
    names = [light.value for light in Light]
    line = {"mark": {"type": "line", "color": QUIET, "strokeWidth": 1.5, "opacity": 0.7, "tooltip": None}}
    marks = {
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 110, "tooltip": True},
        "encoding": {
            "shape": _by_light(names, [_SHAPES[light] for light in Light]),
            "color": _by_light(names, [_COLORS[light] for light in Light]),
            "tooltip": tips(localized(TIPS), "day", "score", "light", "when", "move"),
        },
    }
    domain = (round(moments[0] - room), round(moments[-1] + room))
    axis = value_axis(_("Pain, 0 to 10"), (-0.4, SCORES[-1] + 0.4), values=[0, 2, 4, 6, 8, 10])
    return {
        "height": 240,
        "data": rows(data),
        "encoding": {"x": {"field": "t", **time_axis(domain, day_expression())}, "y": {"field": "v", **axis}},
        "layer": [line, marks],
    }


def _scores(notes: Sequence[PainNote], titles: dict[str, str], local: Local) -> list[dict[str, Any]]:
    return [
        {
            "t": as_number(local(note.written_at)),
            "v": note.score,
            "kind": note.light.value,
            "day": f"{day(local(note.written_at).date())}, {time_of_day(local(note.written_at))}",
            "score": str(note.score),
            "light": localized(_LIGHTS_OF_PAIN[note.light]),
            "when": localized(_PAIN_WHEN[note.when]),
            "move": titles.get(note.move, UNKNOWN),
        }
        for note in sorted(notes, key=lambda note: note.written_at)
    ]


def _by_light(names: list[str], values: list[str]) -> Spec:
    return {
        "field": "kind",
        "type": "nominal",
        "scale": {"domain": names, "range": values},
        "legend": None,
    }
