"""The ledger of a set: its signal over time, its two ends, and a table of every attempt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from pathlib import Path

import numpy as np
import streamlit as st

from posture.app.charts import signal as signal_chart
from posture.app.components import theme
from posture.app.components.page_text import plain
from posture.app.texts import localized, words
from posture.coach.exercise import Exercise, Hold
from posture.coach.judging.hold_dose import dose_s
from posture.coach.measurement_error import measuring_error
from posture.coach.results.highlights import alike, standouts
from posture.coach.results.trace import Trace
from posture.coach.session import Attempt, Reason, Session
from posture.report.formats import amount, clock, fault_name, of_dose, seconds

_ROOM_S = 1.5
"""Time that is shown before and after an attempt that is looked at closely."""
Picture = Path | bytes


def outcome(attempt: Attempt, said: str = "", *, asked_s: float = math.nan) -> str:
    """Whether an attempt counted, and why not, in words, with what the person said of it.

    Args:
        attempt: It.
        said: What the person said.
        asked_s: Seconds that its hold was too short for; NaN where it was not.
    """
    texts = words().summary
    found = f"✓ {texts.yes}" if attempt.counted else f"✕ {texts.no}: {_reason(attempt.reason)}"
    held = of_dose(attempt.hold_s, asked_s)
    found = f"{found}, {held}" if held else found
    return f"{found} ({said})" if said else found


def _reason(reason: Reason | None) -> str:
    return words().summary.reasons[reason] if reason else words().frame.unknown


# ---- the two ends ------------------------------------------------------------------------------


def ends(session: Session, exercise: Exercise, stills: Mapping[int, Picture]) -> None:
    """The best and the least attempt, with their pictures where the person allowed them."""
    texts, found = words().summary, standouts(session.attempts, exercise)
    if found.best is None or found.least is None:
        return
    st.header(texts.ends_title, anchor=False)
    error = measuring_error(exercise.motion.signal)
    if error is not None and alike(found, exercise, error=error.value):
        st.write(texts.ends_alike.format(error=plain(amount(error.value, found.best.unit))))
        return
    held = isinstance(exercise.motion, Hold)
    for column, attempt, title in zip(
        st.columns(2, gap="medium"), (found.best, found.least), (texts.best, texts.least), strict=True
    ):
        with column, st.container(border=True, height="stretch", key=f"po-end-{attempt.number}"):
            _end(attempt, session, title, stills.get(attempt.number), held=held)
    st.html(f'<p class="po-quiet po-flat">{escape(texts.ends_rule_held if held else texts.ends_rule)}</p>')


def _end(attempt: Attempt, session: Session, title: str, picture: Picture | None, *, held: bool) -> None:
    texts = words().summary
    if picture is not None:
        st.image(picture, caption=texts.still.format(number=attempt.number), width="stretch")
    st.subheader(title.format(number=attempt.number), anchor=False)
    reach = amount(attempt.range, attempt.unit)
    line = (
        texts.end_held.format(range=reach, time=seconds(attempt.hold_s))
        if held
        else texts.end_reach.format(range=reach, time=seconds(attempt.duration_s))
    )
    noticed = ", ".join(fault_name(rule) for rule in attempt.faults) or texts.no_fault
    came_to = outcome(attempt, asked_s=dose_s(session, attempt.number))
    st.html(
        f'<p class="po-flat">{escape(came_to)}<br>{escape(line)}<br>'
        f"{escape(texts.columns['faults'])}: {escape(noticed)}</p>"
    )


# ---- the signal --------------------------------------------------------------------------------


def signal(session: Session, trace: Trace, exercise: Exercise | None, said: Mapping[int, str]) -> None:
    """The signal over time, whole or around one attempt."""
    texts = words().summary
    st.header(texts.signal_title, anchor=False)
    if np.all(np.isnan(trace.value)):
        st.write(texts.signal_unmeasured)
        return
    outcomes = {
        a.number: outcome(a, said.get(a.number, ""), asked_s=dose_s(session, a.number))
        for a in session.attempts
    }
    numbers = [0, *outcomes]
    starts = {a.number: clock(a.start_s) for a in session.attempts}
    closer = st.selectbox(
        texts.signal_closer,
        numbers,
        format_func=lambda n: (
            texts.signal_attempt.format(number=n, start=starts[n], outcome=outcomes[n])
            if n
            else texts.signal_whole
        ),
        key=f"closer_{session.exercise}_{session.seen_s}",
        width=460,
    )
    motion = exercise.motion if exercise else None
    window_s = _window(session, trace, closer or 0)
    chart = signal_chart.draw(session, trace, motion, outcomes, window_s=window_s)
    st.vega_lite_chart(chart, width="stretch")
    st.html(f'<p class="po-quiet po-flat">{escape(texts.signal_help)}</p>')
    lines = [_told(session, number) for number in ([closer] if closer else [])]
    for noticed in lines:
        st.html(theme.bullets(noticed))


def _window(session: Session, trace: Trace, number: int) -> tuple[float, float]:
    whole = (float(trace.t_s[0]), max(float(trace.t_s[-1]), float(trace.t_s[0]) + 0.1))
    for attempt in session.attempts:
        if attempt.number == number:
            return max(attempt.start_s - _ROOM_S, whole[0]), min(attempt.end_s + _ROOM_S, whole[1])
    return whole


def _told(session: Session, number: int) -> list[str]:
    """What was noticed in an attempt, with the value and the limit."""
    return [
        words().summary.signal_noticed.format(
            time=clock(f.t_s),
            name=fault_name(f.rule),
            value=amount(f.value, f.unit),
            limit=amount(f.limit, f.unit),
            cue=localized(f.cue),
        )
        for f in session.findings
        if f.attempt == number
    ]


# ---- the table ---------------------------------------------------------------------------------


def table(session: Session, said: Mapping[int, str]) -> str:
    """Every attempt as a row of a table in HTML."""
    texts = words().summary
    cues = {finding.rule: localized(finding.cue) for finding in session.findings}
    rows = [_row(attempt, session, cues, said.get(attempt.number, "")) for attempt in session.attempts]
    return theme.table(texts.table_title, list(texts.columns.values()), rows, numbers=5)


def _row(attempt: Attempt, session: Session, cues: Mapping[str, str], said: str) -> list[str]:
    texts, frame = words().summary, words().frame
    faults = "; ".join(
        texts.fault.format(name=fault_name(rule), cue=cues[rule]) if rule in cues else fault_name(rule)
        for rule in attempt.faults
    )
    return [
        str(attempt.number),
        frame.sides[attempt.side.value],
        clock(attempt.start_s),
        seconds(attempt.duration_s),
        amount(attempt.range, attempt.unit),
        seconds(attempt.hold_s) if attempt.hold_s else frame.unknown,
        outcome(attempt, said, asked_s=dose_s(session, attempt.number)),
        faults or texts.no_fault,
    ]
