"""The attempts of a set: a table of all, the signal over time, and each in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import streamlit as st

from posture.app.charts import signal as signal_chart
from posture.app.components import chart, html
from posture.coach.exercise import Exercise, Hold
from posture.coach.judging.hold_dose import dose_s
from posture.coach.results.reading import Scale
from posture.coach.results.trace import Trace
from posture.coach.session import Attempt, Finding, Reason, Session
from posture.exercises import EXERCISES
from posture.locale import N_, NP_, localized
from posture.locale import gettext as _
from posture.locale.formats import (
    UNKNOWN,
    amount,
    beside_limit,
    clock,
    fault_name,
    is_known,
    of_dose,
    reach,
    seconds,
)
from posture.locale.terms import REASONS, SIDES

_COLUMNS = {
    "number": N_("No."),
    "side": N_("Side"),
    "start": N_("Started at"),
    "duration": N_("Took"),
    "range": N_("Range"),
    "hold": N_("Held"),
    "result": NP_("column", "Counted"),
    "faults": N_("Noticed"),
}

_NUMBERS = {"side", "start", "duration", "range", "hold"}
_ROOM_S = 1.5
"""Seconds shown before and after an attempt that is looked at closely."""
Picture = Path | bytes


def outcome(attempt: Attempt, said: str = "", *, asked_s: float = math.nan) -> str:
    """Return in words whether an attempt counted, why not, and what the person said of it.

    Args:
        attempt: The attempt that is drawn as a row.
        said: What the person said, empty for nothing.
        asked_s: Seconds of the dose that its hold fell short of; NaN where it did not.
    """
    yes = _("Yes")
    no = _("No")
    found = f"✓ {yes}" if attempt.counted else f"✕ {no}. {_reason(attempt.reason)}"
    held = of_dose(attempt.hold_s, asked_s)
    found = f"{found}, {held}" if held else found
    return f"{found} ({said})" if said else found


def how_far(attempt: Attempt, measured: Exercise | None) -> str:
    """Return in a sentence how far an attempt went and how long it took, or was held.

    Args:
        attempt: The attempt.
        measured: The move as it was measured; ``None`` where it no longer exists.
    """
    scale = Scale.of(measured, attempt.unit) if measured else None
    held = measured is not None and isinstance(measured.motion, Hold)
    share = scale.share(attempt.range) if scale else math.nan
    if math.isnan(share):
        form = _("Held for {time}.") if held else _("It took {time}.")
    elif share < 1.0:
        held_partly = _("{share} of a full movement, held for {time}.")
        form = held_partly if held else _("{share} of a full movement in {time}.")
    else:
        form = _("A full movement, held for {time}.") if held else _("A full movement in {time}.")
    time = seconds(attempt.hold_s if held else attempt.duration_s)
    degrees = scale.known_degrees(attempt.range) if scale else math.nan
    said = [form.format(share=reach(share), time=time)]
    said += (
        [_("It reached {degrees}.").format(degrees=amount(degrees, "deg"))] if math.isfinite(degrees) else []
    )
    return " ".join(said)


def read_range(attempt: Attempt, measured: Exercise | None) -> str:
    """Return how far an attempt went, of a full movement; a dash where that says nothing.

    Args:
        attempt: The attempt.
        measured: The move as it was measured; ``None`` where it no longer exists.
    """
    scale = Scale.of(measured, attempt.unit) if measured else None
    if scale is None:
        return UNKNOWN
    return reach(scale.share(attempt.range), scale.known_degrees(attempt.range))


def _reason(reason: Reason | None) -> str:
    return localized(REASONS[reason]) if reason else UNKNOWN


# ---- the signal --------------------------------------------------------------------------------


def signal(session: Session, trace: Trace, exercise: Exercise | None, said: Mapping[int, str]) -> None:
    """Draw the signal over time, whole or around one attempt.

    Args:
        session: The set.
        trace: Its signal.
        exercise: The move as it was measured; ``None`` where it no longer exists.
        said: What the person said, by number of the attempt.
    """
    st.subheader(_("The movement over time"), anchor=False)
    if np.all(np.isnan(trace.value)):
        st.write(_("The movement itself was not visible in this set, so there is no line."))
        return
    outcomes = {
        a.number: outcome(a, said.get(a.number, ""), asked_s=dose_s(session, a.number))
        for a in session.attempts
    }
    numbers = [0, *outcomes]
    starts = {a.number: clock(a.start_s) for a in session.attempts}
    closer = st.selectbox(
        _("Look closer"),
        numbers,
        format_func=lambda n: (
            _("Attempt {number} at {start}: {outcome}").format(number=n, start=starts[n], outcome=outcomes[n])
            if n
            else _("The whole set")
        ),
        key=f"closer_{session.exercise}_{session.seen_s}",
        width=460,
    )
    window_s = _window(session, trace, closer or 0)
    chart.draw(signal_chart.draw(session, trace, exercise, outcomes, window_s=window_s))
    text = _(
        "Green: it counted. Dashed frame: it did not. Dashed line: from here it counts. Triangle: something "
        "was noticed."
    )
    html.draw(html.quiet(text))
    lines = [_noticed(session, number) for number in ([closer] if closer else [])]
    for noticed in lines:
        html.draw(html.bullets(noticed))


def _window(session: Session, trace: Trace, number: int) -> tuple[float, float]:
    whole = (float(trace.t_s[0]), max(float(trace.t_s[-1]), float(trace.t_s[0]) + 0.1))
    for attempt in session.attempts:
        if attempt.number == number:
            return max(attempt.start_s - _ROOM_S, whole[0]), min(attempt.end_s + _ROOM_S, whole[1])
    return whole


def _noticed(session: Session, number: int) -> list[str]:
    """Return what was noticed in an attempt, with the value and the limit where they say something."""
    return [_in_words(finding) for finding in session.findings if finding.attempt == number]


def _in_words(finding: Finding) -> str:
    said = {"time": clock(finding.t_s), "name": fault_name(finding.rule), "cue": localized(finding.cue)}
    if not is_known(finding.unit):
        return _("At {time}, {name}: “{cue}”").format(**said)
    value, limit = beside_limit(finding.value, finding.limit, finding.unit)
    form = _("At {time}, {name}: {value}, where the limit is {limit}. “{cue}”")
    return form.format(**said, value=value, limit=limit)


# ---- the table ---------------------------------------------------------------------------------


def table(session: Session, said: Mapping[int, str]) -> html.Html:
    """Make a table with a row for each attempt, without the columns in which nothing stands.

    Args:
        session: The set.
        said: What the person said, by number of the attempt.
    """
    exercise = EXERCISES.get(session.exercise)
    measured = exercise.measured_by(session.method) if exercise else None
    cues = {finding.rule: localized(finding.cue) for finding in session.findings}
    cells = [_row(attempt, session, measured, cues) for attempt in session.attempts]
    for attempt, row in zip(session.attempts, cells, strict=True):
        row["result"] = outcome(
            attempt, said.get(attempt.number, ""), asked_s=dose_s(session, attempt.number)
        )
    told = _told(cells, measured)
    heads = localized(_COLUMNS)
    numbers = sum(name in _NUMBERS for name in told)
    rows = [[row[name] for name in told] for row in cells]
    return html.table(_("Every attempt"), [heads[name] for name in told], rows, numbers=numbers)


def _told(cells: Sequence[Mapping[str, str]], measured: Exercise | None) -> list[str]:
    """Return the columns in which something stands: no side where there is one, no hold where none is asked.

    Args:
        cells: Rows of the table.
        measured: The move as it was measured; ``None`` where it no longer exists.
    """
    both = localized(SIDES["both"])
    said_nothing = {"side": {both}, "hold": {UNKNOWN}, "range": {UNKNOWN}, "faults": {UNKNOWN}}
    found = [name for name in _COLUMNS if {row[name] for row in cells} - said_nothing.get(name, set())]
    held = measured is None or measured.has_hold
    return [name for name in found if held or name != "hold"]


def _row(
    attempt: Attempt, session: Session, measured: Exercise | None, cues: Mapping[str, str]
) -> dict[str, str]:
    faults = " · ".join(
        _("{name}: “{cue}”").format(name=fault_name(rule), cue=cues[rule])
        if rule in cues
        else fault_name(rule)
        for rule in attempt.faults_beside
    )
    return {
        "number": str(attempt.number),
        "side": localized(SIDES[attempt.side.value]),
        "start": clock(attempt.start_s),
        "duration": seconds(attempt.duration_s),
        "range": read_range(attempt, measured),
        "hold": seconds(attempt.hold_s) if attempt.hold_s else UNKNOWN,
        "faults": faults or UNKNOWN,
    }
