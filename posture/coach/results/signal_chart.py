"""The main signal of a set over time, with every attempt, phase and finding on it, as a Vega-Lite chart.

The page draws it with the words of the person's language, `Session.plot` with the plain ones of `ChartWords`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

import numpy as np

from posture.coach.attempt import Attempt, Finding
from posture.coach.exercise import Exercise
from posture.coach.motion import Phase
from posture.coach.results.chart_style import (
    AMBER,
    LETTERS,
    QUIET,
    TEAL,
    Spec,
    around,
    numbers,
    rows,
    tips,
    value_axis,
)
from posture.coach.results.reading import Scale, levels_that_count
from posture.coach.results.trace import PHASES, Trace

_HEIGHT_PX = 320
_STRIP_PX = {Phase.REST: 2, Phase.GOING: 8, Phase.FULL: 15, Phase.RETURNING: 8}
"""How tall the strip stands in each phase: it says the phase without a color."""
_POINTS = 900
"""More than a screen can show; longer sets are thinned to the lows and highs of each short stretch."""
_GAP_S = 0.6
"""Moments further apart have no line between them."""
_LABELS = 12
"""Attempts that still have room for a label each."""
_CLOCK = "floor(datum.value / 60) + ':' + format(datum.value % 60, '04.1f')"
_SHORT_CLOCK = "floor(datum.value / 60) + ':' + format(datum.value % 60, '02.0f')"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """What a chart says, and how it writes numbers; plain English where nothing else is given.

    Attributes:
        time, range: Titles of the axes.
        phases: Names of the phases.
        tips: Headings of the box at the pointer, by the name of its line.
        unknown: What stands for nothing.
        clock: Writes a time, from seconds of the source.
        amount: Writes a value that is on no scale, from the value and its unit.
        reach: Writes a value on a scale, from its share of a full movement and its known degrees.
        noticed: Writes a finding.
    """

    time: str = "Time"
    range: str = "Range"
    phases: Mapping[Phase, str] = field(default_factory=lambda: {phase: phase.value for phase in Phase})
    tips: Mapping[str, str] = field(
        default_factory=lambda: {
            name: name.capitalize() for name in ("time", "value", "phase", "attempt", "noticed")
        }
    )
    unknown: str = "–"
    clock: Callable[[float], str] = lambda t_s: f"{t_s:.1f} s"
    amount: Callable[[float, str], str] = lambda value, unit: f"{value:.3g} {unit}".strip()
    reach: Callable[[float, float], str] = lambda share, degrees: (
        f"{share:.0%}" if math.isnan(degrees) else f"{share:.0%}, {degrees:.0f}°"
    )
    noticed: Callable[[Finding], str] = lambda f: f"{f.rule} ({f.value:.3g}, limit {f.limit:.3g})"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalChart:
    """The chart of a set, or of a part of it.

    Attributes:
        attempts: Those of the set.
        findings: Those of the set.
        trace: Its signal; an empty one shows the attempts alone.
        measured: The exercise by the method that measured it, for the scale of its values and the levels that
            count; ``None`` draws values as they are.
        window_s: The part, in seconds of the source.
        outcomes: By number of the attempt, what became of it in words.
        words: What else is said.
    """

    attempts: Sequence[Attempt]
    findings: Sequence[Finding]
    trace: Trace
    measured: Exercise | None
    window_s: tuple[float, float]
    outcomes: Mapping[int, str]
    words: ChartWords = field(default_factory=ChartWords)

    @property
    def scale(self) -> Scale | None:
        """The scale that its values are read on; ``None`` draws them as they are."""
        return Scale.of(self.measured, self.trace.unit) if self.measured else None

    def spec(self) -> Spec:
        """Return the chart as a Vega-Lite specification."""
        moments = _moments(self)
        values = [m["v"] for m in moments]
        # room above for the numbers of the attempts
        domain = (0.0, 1.16 * max([1.0, *values])) if self.scale else around(values, room=0.16)
        label = _SHORT_CLOCK if self.window_s[1] - self.window_s[0] > 20.0 else _CLOCK
        look = {"labelExpr": label, "tickCount": 6, "grid": False, **LETTERS}
        x = {
            "type": "quantitative",
            "title": self.words.time,
            "scale": {"domain": list(self.window_s), "nice": False},
            "axis": look,
        }
        ticks = {"values": [0.0, 0.5, 1.0]} if self.scale else {}
        y = value_axis(
            self.words.range, domain, **numbers("ratio" if self.scale else self.trace.unit), **ticks
        )
        return {
            "height": _HEIGHT_PX,
            "encoding": {"x": {"field": "t", **x}, "y": {"field": "v", **y}},
            "layer": [
                *_attempts(self.attempts, self.window_s),
                *_levels(self),
                *_strip(self.trace, self.window_s),
                _line(moments),
                _findings(self),
                _pointer(moments, self.words.tips),
            ],
        }


def _inside(t_s: float, window_s: tuple[float, float]) -> bool:
    return window_s[0] <= t_s <= window_s[1]


def _moments(chart: SignalChart) -> list[dict[str, Any]]:
    """Return a row for each moment that has a value, with everything that the pointer shows of it."""
    trace, words = chart.trace, chart.words
    made, part, last_s = [], 0, -math.inf
    for i in _thinned(trace, chart.window_s):
        t_s, value = float(trace.t_s[i]), float(trace.value[i])
        if math.isnan(value):
            last_s = -math.inf
            continue
        part += t_s - last_s > _GAP_S
        last_s = t_s
        made.append(
            {
                "t": t_s,
                "v": chart.scale.along(value) if chart.scale else value,
                "part": part,
                "time": words.clock(t_s),
                "value": _written(chart, value),
                "phase": words.phases[PHASES[trace.phase[i]]],
                "attempt": _attempt_at(chart, t_s) or words.unknown,
                "noticed": _noticed_near(chart, t_s) or words.unknown,
            }
        )
    return made


def _written(chart: SignalChart, value: float) -> str:
    if chart.scale is None:
        return chart.words.amount(value, chart.trace.unit)
    return chart.words.reach(chart.scale.share(value), chart.scale.known_degrees(value))


def _thinned(trace: Trace, window_s: tuple[float, float]) -> Sequence[int]:
    """Return the places in the trace to draw: all, or the lowest and highest of each short stretch."""
    places = np.flatnonzero((trace.t_s >= window_s[0]) & (trace.t_s <= window_s[1]))
    if len(places) <= _POINTS:
        return [int(i) for i in places]
    kept: set[int] = set()
    for stretch in np.array_split(places, _POINTS // 3):
        values = trace.value[stretch]
        known = stretch[~np.isnan(values)]
        gaps = stretch[np.isnan(values)]
        kept.update(int(i) for i in gaps[:1])
        if len(known):
            seen = trace.value[known]
            kept.update((int(known[np.argmin(seen)]), int(known[np.argmax(seen)])))
    return sorted(kept)


def _attempt_at(chart: SignalChart, t_s: float) -> str:
    here = (a for a in chart.attempts if a.start_s <= t_s <= a.end_s)
    return "; ".join(f"{a.number} {chart.outcomes.get(a.number, '')}".strip() for a in here)


def _noticed_near(chart: SignalChart, t_s: float) -> str:
    near = (f for f in chart.findings if abs(f.t_s - t_s) <= _GAP_S / 2)
    return "; ".join(dict.fromkeys(chart.words.noticed(f) for f in near))


def _attempts(attempts: Sequence[Attempt], window_s: tuple[float, float]) -> list[Spec]:
    """Shade what counted, draw a dashed frame around what did not, and write their numbers on top."""
    data = _stretches(attempts, window_s)
    counted = {"test": "datum.counted"}
    stretch = {
        "data": rows(data),
        "mark": {
            "type": "rect",
            "cornerRadius": 4,
            "strokeWidth": 1.5,
            "strokeDash": [5, 4],
            "tooltip": None,
        },
        "encoding": {
            "x2": {"field": "end"},
            "y": {"value": 0},
            "y2": {"value": "height"},
            "fill": {"condition": counted | {"value": TEAL}, "value": AMBER},
            "fillOpacity": {"condition": counted | {"value": 0.13}, "value": 0.04},
            "stroke": {"condition": counted | {"value": None}, "value": AMBER},
        },
    }
    number = {
        "data": rows(data),
        "mark": {"type": "text", "fontSize": 13, "fontWeight": 600, "baseline": "top", "tooltip": None},
        "encoding": {
            "x": {"field": "middle", "type": "quantitative"},
            "y": {"value": 5},
            "text": {"field": "label", "type": "nominal"},
            "color": {"condition": counted | {"value": TEAL}, "value": AMBER},
        },
    }
    return [stretch, number]


def _stretches(attempts: Sequence[Attempt], window_s: tuple[float, float]) -> list[dict[str, Any]]:
    shown = [a for a in attempts if a.end_s >= window_s[0] and a.start_s <= window_s[1]]
    each = math.ceil(len(shown) / _LABELS) if shown else 1
    return [
        {
            "t": max(a.start_s, window_s[0]),
            "end": min(a.end_s, window_s[1]),
            "middle": (max(a.start_s, window_s[0]) + min(a.end_s, window_s[1])) / 2,
            "counted": a.counted,
            "label": f"{a.number} {'✓' if a.counted else '✕'}" if i % each == 0 else "",
        }
        for i, a in enumerate(shown)
    ]


def _levels(chart: SignalChart) -> list[Spec]:
    """Draw a dashed line through each attempt at the value from which it counts."""
    if chart.measured is None or chart.scale is None:
        return []
    low_s, high_s = chart.window_s
    levels = levels_that_count(chart.attempts, chart.measured)
    data = [
        {"t": max(a.start_s, low_s), "end": min(a.end_s, high_s), "v": chart.scale.along(level)}
        for a, level in zip(chart.attempts, levels, strict=True)
        if a.end_s >= low_s and a.start_s <= high_s
    ]
    mark = {"type": "rule", "strokeDash": [5, 4], "strokeWidth": 1.5, "color": TEAL, "tooltip": None}
    return [{"data": rows(data), "mark": mark, "encoding": {"x2": {"field": "end"}}}] if data else []


def _strip(trace: Trace, window_s: tuple[float, float]) -> list[Spec]:
    """Draw the phases along the lower edge, the taller the further into the movement."""
    inside = [i for i in range(len(trace)) if _inside(float(trace.t_s[i]), window_s)]
    runs: dict[Phase, list[dict[str, float]]] = {phase: [] for phase in PHASES}
    for number, group in groupby(inside, key=lambda i: int(trace.phase[i])):
        run = list(group)
        after = min(run[-1] + 1, len(trace) - 1)
        end_s = min(float(trace.t_s[after]), window_s[1])
        runs[PHASES[number]].append({"t": float(trace.t_s[run[0]]), "end": end_s})
    return [
        {
            "data": rows(data),
            "mark": {"type": "rect", "color": QUIET, "opacity": 0.75, "tooltip": None},
            "encoding": {
                "x2": {"field": "end"},
                "y": {"value": {"expr": f"height - {_STRIP_PX[phase]}"}},
                "y2": {"value": "height"},
            },
        }
        for phase, data in runs.items()
        if data
    ]


def _line(moments: list[dict[str, Any]]) -> Spec:
    return {
        "data": rows(moments),
        "mark": {"type": "line", "color": TEAL, "strokeWidth": 2.5, "tooltip": None},
        "encoding": {"detail": {"field": "part", "type": "nominal"}},
    }


def _findings(chart: SignalChart) -> Spec:
    """Draw a triangle for each finding, on the line where there is one."""
    near = [f.t_s for f in chart.findings if _inside(f.t_s, chart.window_s)]
    values = [_value_at(chart.trace, t_s) for t_s in near]
    data = [
        {"t": t_s, "v": chart.scale.along(v) if chart.scale else v}
        for t_s, v in zip(near, values, strict=True)
    ]
    return {
        "data": rows([row for row in data if math.isfinite(row["v"])]),
        "mark": {
            "type": "point",
            "shape": "triangle-up",
            "filled": True,
            "opacity": 1,
            "color": AMBER,
            "size": 130,
            "yOffset": -12,
            "tooltip": None,
        },
    }


def _value_at(trace: Trace, t_s: float) -> float:
    known = np.flatnonzero(~np.isnan(trace.value))
    if not len(known):
        return math.nan
    return float(trace.value[known[np.argmin(np.abs(trace.t_s[known] - t_s))]])


def _pointer(moments: list[dict[str, Any]], heads: Mapping[str, str]) -> Spec:
    """Mark the moment nearest to the pointer on the line, with its values in a box."""
    shown = {"param": "pointed", "empty": False}
    return {
        "data": rows(moments),
        "params": [
            {
                "name": "pointed",
                "select": {
                    "type": "point",
                    "on": "pointerover",
                    "nearest": True,
                    "encodings": ["x"],
                    "clear": "pointerout",
                },
            }
        ],
        "mark": {"type": "point", "filled": True, "color": TEAL, "size": 110, "tooltip": True},
        "encoding": {
            "opacity": {"condition": shown | {"value": 1}, "value": 0},
            "tooltip": tips(heads, "time", "value", "phase", "attempt", "noticed"),
        },
    }
