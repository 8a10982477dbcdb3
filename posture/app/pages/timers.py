"""The Timers page: breathing, warmth, cold, a quiet sitting. Each is from the guide, each is noted."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from html import escape

import streamlit as st

from posture import guide
from posture.app.components import theme
from posture.app.sections import running_timer
from posture.app.state import kept_sets, person
from posture.app.texts import localized, words
from posture.errors import StoreError
from posture.guide.content_types import Breathing
from posture.guide.therapies import COLD_AGAIN
from posture.guide.timer_patterns import (
    APPLIED,
    GENTLEST,
    SITTING,
    amounts,
    in_rounds,
    lasts_s,
    minutes,
    pattern,
)
from posture.history.timer_notes import Of, Running, TimerNote, timer_notes
from posture.report.formats import lasting

_KIND, _PATTERN, _AMOUNT = "timers_kind", "timers_pattern", "timers_amount_{}"
_LATELY = timedelta(days=7)
_LISTED = 8


def page() -> None:
    """Draw the timer that runs, what the last one came to, or the choice of a new one."""
    running = running_timer.running()
    if running is not None:
        running_timer.show(running)
        return
    texts = words().timers
    theme.title(texts.title, texts.lead)
    running_timer.show_ended()
    kind = _choose()
    st.html(f'<p class="po-lead">{escape(texts.leads[kind.value])}</p>')
    left, right = st.columns([3, 2], gap="large")
    with left:
        _set_up(kind)
    with right:
        _know(kind)
    _lately()


def _choose() -> Of:
    """What the timer is for; the address may name it, as in ``/timers?of=heat``."""
    kinds, asked = [of.value for of in Of], st.query_params.get("of", "")
    if _KIND not in st.session_state:
        st.session_state[_KIND] = asked if asked in kinds else Of.BREATHING.value
    names = words().timers.kinds
    chosen = st.segmented_control(
        words().timers.choose, kinds, key=_KIND, format_func=names.__getitem__, required=True
    )
    return Of(chosen or Of.BREATHING)


# ---- what is chosen ----------------------------------------------------------------------------


def _set_up(kind: Of) -> None:
    texts = words().timers
    name = _breathing() if kind is Of.BREATHING else ""
    breathing = pattern(name)
    if kind is Of.BREATHING:
        choices, form = amounts(breathing), texts.rounds if in_rounds(breathing) else texts.minutes
    else:
        choices, form = minutes(APPLIED.get(kind.value, SITTING)), texts.minutes
    amount = st.select_slider(
        form.format(count="").strip().capitalize(),
        choices,
        format_func=lambda count: form.format(count=count),
        key=_AMOUNT.format(name or kind.value),
    )
    length_s = lasts_s(breathing, amount) if kind is Of.BREATHING else 60.0 * amount
    start = {"kind": kind, "name": name, "length_s": length_s}
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(texts.start, type="primary", key="po-timer-start", on_click=_start, kwargs=start)
        running_timer.tone_switch()


def _breathing() -> str:
    """The id of the pattern that is chosen."""
    patterns = {p.id: p for p in localized(guide.BREATHING)}
    order = sorted(patterns, key=lambda name: name != GENTLEST)
    chosen = st.radio(
        words().timers.pattern,
        order,
        key=_PATTERN,
        format_func=lambda name: _described(patterns[name]),
        captions=[patterns[name].note for name in order],
    )
    return str(chosen)


def _described(breathing: Breathing) -> str:
    return f"{breathing.title}  ({breathing.counts})"


def _start(kind: Of, name: str, length_s: float) -> None:
    running_timer.start(
        Running(of=kind, pattern=name, started_at=datetime.now(timezone.utc), length_s=float(length_s))
    )


# ---- what to know ------------------------------------------------------------------------------


def _know(kind: Of) -> None:
    """What the guide says, how it is done, and who should not."""
    texts = words().timers
    topic = localized(guide.HEAT_COLD if kind.value in APPLIED else guide.CALM)
    if kind is Of.COLD:
        _cold_lately()
    st.html(theme.bullets(fact.text for fact in topic.facts))
    st.markdown(f"**{texts.how}**")
    st.html(theme.bullets(topic.steps))
    st.markdown(f"**{texts.not_with if kind.value in APPLIED else words().guide.cautions}**")
    st.html(theme.bullets(topic.cautions))


def _cold_lately() -> None:
    cold = next((n for n in _notes() if n.of is Of.COLD), None)
    if cold is None:
        return
    ago = datetime.now(timezone.utc) - cold.started_at - timedelta(seconds=cold.seconds)
    if ago < timedelta(hours=COLD_AGAIN.low):
        wait, past = str(localized(COLD_AGAIN)), int(ago.total_seconds() // 60)
        st.warning(words().timers.cold_lately.format(minutes=past, wait=wait))


def _lately() -> None:
    notes = _notes()[:_LISTED]
    if not notes:
        return
    texts = words().timers
    st.header(texts.lately, anchor=False)
    rows = [
        (kept_sets.spoken_time(n.started_at), _what(n), lasting(n.seconds), texts.reasons[n.ended.value])
        for n in notes
    ]
    st.html(theme.table(texts.lately, texts.lately_columns, rows))


def _what(note: TimerNote) -> str:
    if note.of is Of.BREATHING:
        return localized(pattern(note.pattern)).title
    return words().timers.kinds[note.of.value]


def _notes() -> list[TimerNote]:
    try:
        since = datetime.now(timezone.utc) - _LATELY
        return timer_notes(kept_sets.store().journal, person=person.current(), since=since)
    except StoreError:
        return []
