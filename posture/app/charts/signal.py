"""The ledger as a picture: the main signal over time with every attempt, phase and finding on it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import numpy as np

from posture.app.charts.style import (
    AMBER,
    LETTERS,
    QUIET,
    TEAL,
    Spec,
    around,
    numbers,
    rows,
    target,
    tips,
    value_axis,
)
from posture.coach.motion import Cycle, Hold, Phase
from posture.coach.results.trace import PHASES, Trace
from posture.coach.session import Attempt, Finding, Session
from posture.locale import N_, localized
from posture.locale import gettext as _
from posture.locale.formats import UNKNOWN, amount, clock, fault_name

_SIGNAL_TIPS = {
    "time": N_("Time"),
    "value": N_("Value"),
    "phase": N_("Phase"),
    "attempt": N_("Attempt"),
    "noticed": N_("Noticed"),
}
_PHASES = {
    Phase.REST: N_("At rest"),
    Phase.GOING: N_("On the way"),
    Phase.FULL: N_("Full range"),
    Phase.RETURNING: N_("On the way back"),
}

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


def draw(
    session: Session,
    trace: Trace,
    motion: Cycle | Hold | None,
    outcomes: Mapping[int, str],
    *,
    window_s: tuple[float, float],
) -> Spec:
    """The chart of a part of the set.

    Args:
        session: The set.
        trace: Its signal.
        motion: What was counted, for the target; ``None`` where the move no longer exists.
        outcomes: By number of the attempt, whether it counted, in words.
        window_s: The part, in seconds of the source.
    """
    moments = _moments(session, trace, outcomes, window_s)
    domain = around([*(m["v"] for m in moments), *([motion.full] if motion else [])], room=0.16)
    label = _SHORT_CLOCK if window_s[1] - window_s[0] > 20.0 else _CLOCK
    look = {"labelExpr": label, "tickCount": 6, "grid": False, **LETTERS}
    x = {
        "type": "quantitative",
        "title": _("Time"),
        "scale": {"domain": list(window_s), "nice": False},
        "axis": look,
    }
    y = value_axis(_("Range"), domain, **numbers(trace.unit))
    return {
        "height": _HEIGHT_PX,
        "encoding": {"x": {"field": "t", **x}, "y": {"field": "v", **y}},
        "layer": [
            *(target(motion.full, domain[1]) if motion else []),
            *_attempts(session.attempts, window_s),
            *_strip(trace, window_s),
            _line(moments),
            _findings(session, trace, window_s),
            _pointer(moments),
        ],
    }


def _inside(t_s: float, window_s: tuple[float, float]) -> bool:
    return window_s[0] <= t_s <= window_s[1]


def _moments(
    session: Session, trace: Trace, outcomes: Mapping[int, str], window_s: tuple[float, float]
) -> list[dict[str, Any]]:
    """A row for each moment that has a value, with everything that the pointer tells of it."""
    made, part, last_s = [], 0, -math.inf
    for i in _thinned(trace, window_s):
        t_s, value = float(trace.t_s[i]), float(trace.value[i])
        if math.isnan(value):
            last_s = -math.inf
            continue
        part += t_s - last_s > _GAP_S
        last_s = t_s
        made.append(
            {
                "t": t_s,
                "v": value,
                "part": part,
                "time": clock(t_s),
                "value": amount(value, trace.unit),
                "phase": localized(_PHASES[PHASES[trace.phase[i]]]),
                "attempt": _attempt_at(session.attempts, t_s, outcomes) or UNKNOWN,
                "noticed": _noticed_near(session.findings, t_s) or UNKNOWN,
            }
        )
    return made


def _thinned(trace: Trace, window_s: tuple[float, float]) -> Sequence[int]:
    """Places in the trace that are drawn: all of them, or the lowest and highest of each short stretch."""
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


def _attempt_at(attempts: Sequence[Attempt], t_s: float, outcomes: Mapping[int, str]) -> str:
    here = (a for a in attempts if a.start_s <= t_s <= a.end_s)
    return "; ".join(f"{a.number} {outcomes.get(a.number, '')}".strip() for a in here)


def _noticed_near(findings: Sequence[Finding], t_s: float) -> str:
    near = (f for f in findings if abs(f.t_s - t_s) <= _GAP_S / 2)
    return "; ".join(dict.fromkeys(_told(f) for f in near))


def _told(finding: Finding) -> str:
    return _("{name}: {value}, limit {limit}").format(
        name=fault_name(finding.rule),
        value=amount(finding.value, finding.unit),
        limit=amount(finding.limit, finding.unit),
    )


def _attempts(attempts: Sequence[Attempt], window_s: tuple[float, float]) -> list[Spec]:
    """A shaded stretch for what counted, a dashed frame for what did not, and their numbers on top."""
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


def _strip(trace: Trace, window_s: tuple[float, float]) -> list[Spec]:
    """The phases along the lower edge, the taller the further into the movement."""
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


def _findings(session: Session, trace: Trace, window_s: tuple[float, float]) -> Spec:
    """A triangle for each finding, on the line where there is one."""
    data = [{"t": f.t_s, "v": _value_at(trace, f.t_s)} for f in session.findings if _inside(f.t_s, window_s)]
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


def _pointer(moments: list[dict[str, Any]]) -> Spec:
    """The moment nearest to the pointer, marked on the line, with its values in a box."""
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
            "tooltip": tips(localized(_SIGNAL_TIPS), "time", "value", "phase", "attempt", "noticed"),
        },
    }
