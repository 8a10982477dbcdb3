"""The Timers page: breathing, warmth, cold, a quiet sitting. Each comes from the guide and is noted."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import streamlit as st

from posture import guide
from posture.app.components import html, theme
from posture.app.components.phrases import TIMERS
from posture.app.sections import running_timer
from posture.app.state import kept_sets, person, reader_time
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
from posture.locale import N_, localized, pgettext
from posture.locale import gettext as _
from posture.locale.formats import in_turn, lasting, sentence

_ENDED_BY = {
    "done": N_("✓ Completed"),
    "stopped": N_("Stopped"),
    "light_headed": N_("Stopped: light-headed"),
    "skin": N_("Stopped: skin"),
}
_LEADS = {
    "breathing": N_("Breathe with the circle, through the nose if you can."),
    "heat": N_("Good before you move."),
    "cold": N_("It may soothe after a set. Only if it feels good."),
    "sitting": N_("A quiet journey through the body, from feet to face."),
}

_KIND, _PATTERN, _AMOUNT = "timers_kind", "timers_pattern", "timers_amount_{}"
_LATELY = timedelta(days=7)
_LISTED = 8


def page() -> None:
    """Draw the timer that runs, the outcome of the last one, or the choice of a new one."""
    running = running_timer.running()
    if running is not None:
        running_timer.show(running)
        return
    theme.title(
        _("Timers"),
        _("Breathe, warm or cool your back, or sit still for a while."),
    )
    running_timer.show_ended()
    kind = _choose()
    html.draw(html.paragraph(localized(_LEADS[kind.value]), "lead"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        _set_up(kind)
    with right:
        _know(kind)
    _lately()


def _choose() -> Of:
    """Return what the timer is for; the address may name it, as in ``/timers?of=heat``."""
    kinds, asked = [of.value for of in Of], st.query_params.get("of", "")
    if _KIND not in st.session_state:
        st.session_state[_KIND] = asked if asked in kinds else Of.BREATHING.value
    chosen = st.segmented_control(
        _("What do you need?"),
        kinds,
        key=_KIND,
        format_func=localized(TIMERS).__getitem__,
        required=True,
    )
    return Of(chosen or Of.BREATHING)


# ---- what is chosen ----------------------------------------------------------------------------


def _set_up(kind: Of) -> None:
    name = _breathing() if kind is Of.BREATHING else ""
    breathing = pattern(name)
    if kind is Of.BREATHING:
        choices, form = (
            amounts(breathing),
            _("{count} rounds") if in_rounds(breathing) else _("{count} minutes"),
        )
    else:
        choices, form = minutes(APPLIED.get(kind.value, SITTING)), _("{count} minutes")
    amount = st.select_slider(
        pgettext("timer", "How long"),
        choices,
        format_func=lambda count: form.format(count=count),
        key=_AMOUNT.format(name or kind.value),
    )
    length_s = lasts_s(breathing, amount) if kind is Of.BREATHING else 60.0 * amount
    start = {"kind": kind, "name": name, "length_s": length_s}
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        st.button(_("Start"), type="primary", key="po-timer-start", on_click=_start, kwargs=start)
        running_timer.tone_switch()


def _breathing() -> str:
    """Return the id of the chosen pattern."""
    patterns = {p.id: p for p in localized(guide.BREATHING)}
    order = sorted(patterns, key=lambda name: name != GENTLEST)
    chosen = st.radio(
        _("Pattern"),
        order,
        key=_PATTERN,
        format_func=lambda name: _described(patterns[name]),
        captions=[patterns[name].note for name in order],
    )
    return str(chosen)


def _described(breathing: Breathing) -> str:
    return f"{breathing.title}  ({in_turn(breathing.counts)})"


def _start(kind: Of, name: str, length_s: float) -> None:
    running_timer.start(
        Running(of=kind, pattern=name, started_at=datetime.now(timezone.utc), length_s=float(length_s))
    )


# ---- what to know ------------------------------------------------------------------------------


def _know(kind: Of) -> None:
    """Draw what the guide says, how it is done, and who should not."""
    topic = localized(guide.HEAT_COLD if kind.value in APPLIED else guide.CALM)
    if kind is Of.COLD:
        _cold_lately()
    html.draw(html.bullets(fact.text for fact in topic.facts))
    how = _("How to do it")
    st.markdown(f"**{how}**")
    html.draw(html.bullets(topic.steps))
    not_with = _("Not with")
    cautions = _("Take care")
    st.markdown(f"**{not_with if kind.value in APPLIED else cautions}**")
    html.draw(html.bullets(topic.cautions))


def _cold_lately() -> None:
    cold = next((n for n in _notes() if n.of is Of.COLD), None)
    if cold is None:
        return
    ago = datetime.now(timezone.utc) - cold.started_at - timedelta(seconds=cold.seconds)
    if ago < timedelta(hours=COLD_AGAIN.low):
        wait, past = str(localized(COLD_AGAIN)), int(ago.total_seconds() // 60)
        st.warning(
            _("Your last cold pack was {minutes} minutes ago. Let the skin warm up first: {wait}.").format(
                minutes=past, wait=wait
            )
        )


def _lately() -> None:
    notes = _notes()[:_LISTED]
    if not notes:
        return
    st.header(_("Lately"), anchor=False)
    rows = [
        (
            sentence(reader_time.spoken_time(n.started_at)),
            _what(n),
            lasting(n.seconds),
            localized(_ENDED_BY[n.ended.value]),
        )
        for n in notes
    ]
    html.draw(
        html.table(
            _("Lately"), (_("When"), _("What"), pgettext("timer", "How long"), _("How it ended")), rows
        )
    )


def _what(note: TimerNote) -> str:
    if note.of is Of.BREATHING:
        return localized(pattern(note.pattern)).title
    return localized(TIMERS[note.of.value])


def _notes() -> list[TimerNote]:
    try:
        since = datetime.now(timezone.utc) - _LATELY
        return timer_notes(kept_sets.store().journal, person=person.current(), since=since)
    except StoreError:
        return []
