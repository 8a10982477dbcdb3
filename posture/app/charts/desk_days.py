"""The last days at the desk as a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from posture.app.components.phrases import STATES, TIPS
from posture.coach.results.chart_style import Spec
from posture.history.watch_log import WatchedDay
from posture.locale import formats, localized
from posture.locale import gettext as _
from posture.watch.levels import Level

_COLORS = {Level.GOOD: "#2b8576", Level.AMBER: "#c99a3b", Level.RED: "#a8442f"}


def shares(days: Sequence[WatchedDay]) -> Spec:
    """Draw a bar for each day, good at the bottom; the order tells the parts as well as the colors do."""
    names = {level: localized(STATES[level.word])[0] for level in Level}
    letters = {"labelFontSize": 13, "titleFontSize": 14}
    return {
        "height": 240,
        "data": {"values": _parts(days, names)},
        "mark": {"type": "bar", "width": {"band": 0.6}},
        "encoding": {
            "x": {
                "field": "day",
                "type": "ordinal",
                "sort": None,
                "title": None,
                "axis": {"labelAngle": 0, **letters},
            },
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": _("share of the time"),
                "axis": {"format": ".0%", "tickCount": 3, "grid": False, **letters},
                "scale": {"domain": [0, 1]},
            },
            "color": {
                "field": "what",
                "type": "nominal",
                "sort": None,
                "title": None,
                "scale": {"domain": [names[k] for k in Level], "range": [_COLORS[k] for k in Level]},
                "legend": {"orient": "top", "labelFontSize": 13},
            },
            "order": {"field": "order"},
            "tooltip": [
                {"field": "day", "title": localized(TIPS)["day"]},
                {"field": "read", "title": _("share of the time")},
            ],
        },
    }


def _parts(days: Sequence[WatchedDay], names: Mapping[Level, str]) -> list[dict[str, Any]]:
    return [
        {
            "day": formats.day(watched.day),
            "what": names[level],
            "order": int(level),
            "share": watched.block.share(level),
            "read": f"{names[level]}: {formats.percent(100.0 * watched.block.share(level))}",
        }
        for watched in days
        if watched.block.judged_s
        for level in Level
    ]
