"""Pain over time: the chart of the Review page, and a plain one to print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from posture.app.charts.time_axis import Local, as_number, time_axis
from posture.app.components.phrases import LIGHTS, TIPS
from posture.coach.results.chart_style import AMBER, QUIET, TEAL, Spec, rows, tips, value_axis
from posture.guide.content_types import Light
from posture.guide.pain_light import SCORES
from posture.history.pain_notes import PainNote, When
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, day, time_of_day
from posture.locale.terms import place_names

_PAIN_WHEN = {
    When.BEFORE: N_("Before training"),
    When.DURING: N_("During a set"),
    When.AFTER: N_("After a set"),
    When.NEXT_DAY: N_("The day after"),
}
_SHAPES = {Light.GREEN: "circle", Light.AMBER: "square", Light.RED: "triangle-up"}
_COLORS = {Light.GREEN: TEAL, Light.AMBER: AMBER, Light.RED: "#c0443c"}


def over_time(notes: Sequence[PainNote], titles: dict[str, str], *, local: Local) -> Spec:
    """Draw every score that was given, in order of time.

    Args:
        notes: The scores.
        titles: Name of each move, by its id.
        local: The reader's time.
    """
    data = _scores(notes, titles, local)
    names = [light.value for light in Light]
    line = {"mark": {"type": "line", "color": QUIET, "strokeWidth": 1.5, "opacity": 0.7, "tooltip": None}}
    marks = {
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 110, "tooltip": True},
        "encoding": {
            "shape": _by_light(names, [_SHAPES[light] for light in Light]),
            "color": _by_light(names, [_COLORS[light] for light in Light]),
            "tooltip": tips(localized(TIPS), "day", "score", "light", "when", "move", "where"),
        },
    }
    time = time_axis([int(row["t"]) for row in data])
    axis = value_axis(_("Pain, 0 to 10"), (-0.4, SCORES[-1] + 0.4), values=[0, 5, 10])
    return {
        "height": 200,
        "data": rows(data),
        "encoding": {"x": {"field": "t", **time}, "y": {"field": "v", **axis}},
        "layer": [line, marks],
    }


def worst(notes: Sequence[PainNote], most: int, *, local: Local) -> list[PainNote]:
    """Return all scores, or of more than a chart can show the highest of each day, or of some days.

    Args:
        notes: The scores.
        most: How many a chart can show.
        local: The reader's time.
    """
    if len(notes) <= most:
        return list(notes)
    days = [local(note.written_at).toordinal() for note in notes]
    width = -(-(max(days) - min(days) + 1) // most)
    kept: dict[int, PainNote] = {}
    for day_number, note in zip(days, notes, strict=True):
        place = (day_number - min(days)) // width
        if place not in kept or note.score > kept[place].score:
            kept[place] = note
    return list(kept.values())


def _scores(notes: Sequence[PainNote], titles: dict[str, str], local: Local) -> list[dict[str, Any]]:
    return [
        {
            "t": as_number(local(note.written_at)),
            "v": note.score,
            "kind": note.light.value,
            "day": f"{day(local(note.written_at).date())}, {time_of_day(local(note.written_at))}",
            "score": str(note.score),
            "light": localized(LIGHTS[note.light.value]),
            "when": localized(_PAIN_WHEN[note.when]),
            "move": titles.get(note.move, UNKNOWN),
            "where": place_names(note.places) or UNKNOWN,
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


def to_print(notes: Sequence[PainNote], moments: dict[str, str], *, local: Local) -> Spec:
    """Draw each score as a point, without a line, a shape or a color that paper could lose.

    Args:
        notes: The scores.
        moments: Words for when a score was given, by `When`.
        local: The reader's time.
    """
    given = sorted(notes, key=lambda note: note.written_at)
    data = [
        {"t": as_number(local(note.written_at)), "v": note.score, "when": moments[note.when.value]}
        for note in given
    ]
    axis = value_axis(_("Pain, 0 to 10"), (-0.4, SCORES[-1] + 0.4), values=[0, 5, 10])
    return {
        "height": 180,
        "data": rows(data),
        "mark": {"type": "point", "filled": True, "size": 70, "color": TEAL, "opacity": 1},
        "encoding": {
            "x": {"field": "t", **time_axis([as_number(local(note.written_at)) for note in given])},
            "y": {"field": "v", **axis},
            "tooltip": tips(localized(TIPS), "when"),
        },
    }
