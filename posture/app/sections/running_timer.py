"""The running timer: kept with the moment of its start, drawn large, ended and noted.

A style sheet moves what moves; the page looks at the time once a second.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone

import streamlit as st

from posture.app.components import (
    breathing_circle,
    clocks,
    html,
    read_aloud,
    screen_awake,
    tones,
    where_words,
)
from posture.app.components.page_text import plain
from posture.app.components.phrases import TIMERS
from posture.app.state import kept_sets, person, reader_time
from posture.errors import StoreError
from posture.guide.therapies import CHECK_MINUTES
from posture.guide.timer_patterns import (
    APPLIED,
    BODY_SCAN,
    BreathPhase,
    beats,
    check_due_s,
    pattern,
    round_s,
    scan_step,
)
from posture.history import timer_notes
from posture.history.timer_notes import Ended, Of, Running
from posture.locale import N_, localized
from posture.locale import gettext as _

KEEP_IN_MIND = {
    "heat": N_("Several layers of towel between. Never lie on the pad, never fall asleep with it."),
    "cold": N_("A damp cloth between. Never lie on the pack, never fall asleep with it."),
    "breathing": N_("Dizzy, or tingling lips or fingers: stop and breathe as usual."),
    "sitting": N_("Dizzy, or tingling lips or fingers: breathe as usual."),
}
_AT_ITS_END = {
    "breathing_done": N_("Well done. Stay a moment before you get up."),
    "heat_done": N_("Time is up. Take the pad off now and let the skin rest."),
    "cold_done": N_("Time is up. Take the pack off now and let the skin warm up."),
    "sitting_done": N_("Well done. Move your fingers and toes before you get up."),
    "breathing_stopped": N_("Stopped. Every quiet breath counts."),
    "heat_stopped": N_("Stopped. Take the pad off."),
    "cold_stopped": N_("Stopped. Take the pack off."),
    "sitting_stopped": N_("Stopped. Come back whenever you like."),
    "light_headed": N_(
        "Breathe as usual and stay seated until it passes, usually within a minute or two. If it does "
        "not, get help."
    ),
    "skin": N_(
        "Take it off and let the skin recover. If marks, burning or numbness stay, ask a doctor or "
        "pharmacist."
    ),
}

_HERE, _ENDED, _TONE = "timer_here", "timer_ended", "timer_tone"
_AWAY = timedelta(seconds=30)
"""A timer that ended longer ago had nobody looking at it."""
_PITCH = {
    BreathPhase.IN: tones.HIGH_HZ,
    BreathPhase.HOLD: tones.MIDDLE_HZ,
    BreathPhase.OUT: tones.LOW_HZ,
    BreathPhase.REST: tones.MIDDLE_HZ,
}


# ---- which one ---------------------------------------------------------------------------------


def running() -> Running | None:
    """Return the timer that runs. One whose time is up is ended and noted first."""
    found: Running | None
    try:
        found = timer_notes.running(kept_sets.store().journal, person=person.current())
    except StoreError:
        found = st.session_state.get(_HERE)
    if found is not None and found.over(_now()):
        end(found, Ended.DONE)
        return None
    return found


def start(timer: Running) -> None:
    """Start a timer in place of another one."""
    st.session_state.pop(_ENDED, None)
    _keep(timer)


def end(timer: Running, ended: Ended) -> None:
    """End a timer, note it, and remember what to say about it.

    Args:
        timer: Which timer runs, with its start and length.
        ended: Why it ended.
    """
    finish = timer.started_at + timedelta(seconds=timer.length_s)
    at = min(_now(), finish)
    try:
        timer_notes.note_timer(kept_sets.store().journal, timer, ended, at=at, person=person.current())
    except StoreError as error:
        st.session_state[_ENDED] = (timer, ended, at, where_words.told(error))
    else:
        st.session_state[_ENDED] = (timer, ended, at, "")
    _keep(None)


def _keep(timer: Running | None) -> None:
    try:
        timer_notes.keep_running(kept_sets.store().journal, timer, person=person.current())
    except StoreError:
        st.session_state[_HERE] = timer


def _now() -> datetime:
    return datetime.now(timezone.utc)


# ---- while it runs -----------------------------------------------------------------------------


def show(timer: Running) -> None:
    """Draw the running timer, to be read from across the room."""
    now_s = timer.elapsed_s(_now())
    with st.container(key="po-running"):
        st.title(_title(timer), anchor=False)
        if timer.of is Of.BREATHING:
            html.draw(breathing_circle.circle(localized(pattern(timer.pattern)), now_s))
        _tick(timer)
        with st.container(horizontal=True, horizontal_alignment="center", key="po-timer-does"):
            st.button(_("Stop"), key="timer_stop", on_click=end, args=(timer, Ended.STOPPED))
            if timer.of is Of.BREATHING:
                args = (timer, Ended.LIGHT_HEADED)
                st.button(_("I feel light-headed"), key="timer_light_headed", on_click=end, args=args)
            tone_switch()
        html.draw(html.paragraph(localized(KEEP_IN_MIND[timer.of.value]), "quiet", "running"))
    screen_awake.stay()
    if person_wants_tone():
        with st.container(key="po-tone"):
            rest = tones.sound(_tones(timer), length_s=timer.length_s, from_s=now_s)
            st.audio(rest, format="audio/wav", autoplay=True, alt=_("Sound"))


def _title(timer: Running) -> str:
    if timer.of is Of.BREATHING:
        return localized(pattern(timer.pattern)).title
    return localized(TIMERS[timer.of.value])


@st.fragment(run_every=1.0)
def _tick(timer: Running) -> None:
    """Draw the time that is left, the step, and the reminder to look at the skin."""
    now = _now()
    if timer.over(now):
        st.rerun()
    now_s = timer.elapsed_s(now)
    left_s = math.ceil(timer.length_s - now_s)
    words_matter = timer.of in (Of.BREATHING, Of.SITTING)
    html.draw(clocks.clock(left_s, _below(timer, now_s), of=timer.of.value, small=words_matter))
    if timer.of is Of.SITTING and person_wants_tone():
        read_aloud.say(_below(timer, now_s))
    if timer.of.value in APPLIED and (due_s := check_due_s(now_s, timer.confirmed_s)) is not None:
        _look_at_skin(timer, due_s)


def _below(timer: Running, now_s: float) -> str:
    """Return the line below the time."""
    if timer.of is Of.SITTING:
        return localized(BODY_SCAN)[scan_step(now_s, timer.length_s)]
    if timer.of is Of.BREATHING:
        one_s = round_s(pattern(timer.pattern))
        return _("Round {now} of {all}").format(
            now=int(now_s // one_s) + 1, all=round(timer.length_s / one_s)
        )
    return _("left")


def _look_at_skin(timer: Running, due_s: float) -> None:
    with st.container(border=True, key="po-skin"):
        html.draw(
            html.alert(
                _("Look at your skin now"),
                _("Lift the pad. Is the skin blotchy, white or bright red, burning or numb?"),
            )
        )
        with st.container(horizontal=True, horizontal_alignment="center"):
            if st.button(_("Looks and feels normal"), type="primary", key=f"skin_good_{due_s:g}"):
                _keep(timer.confirm(due_s))
                st.rerun()
            if st.button(_("Something is wrong, stop"), key=f"skin_bad_{due_s:g}"):
                end(timer, Ended.SKIN)
                st.rerun()


# ---- tones -------------------------------------------------------------------------------------


def tone_switch() -> None:
    """Draw the switch for tones; it is kept for the person."""
    st.toggle(
        _("Sound"),
        value=person_wants_tone(),
        key=_TONE,
        help=_("A soft tone at each change, so you can close your eyes."),
        on_change=_want_tone,
    )


def person_wants_tone() -> bool:
    """Return whether the person wants tones; they do until they say otherwise."""
    try:
        return bool(person.setting(_TONE, default=True))
    except StoreError:
        return bool(st.session_state.get(_TONE, True))


def _want_tone() -> None:
    try:
        person.choose(_TONE, bool(st.session_state[_TONE]))
    except StoreError:
        return  # the switch itself remembers for this visit


def _tones(timer: Running) -> Iterator[tuple[float, float]]:
    """Return the moment and pitch of every tone over the whole time."""
    if timer.of is Of.BREATHING:
        breathing = pattern(timer.pattern)
        one_s = round_s(breathing)
        for number in range(round(timer.length_s / one_s)):
            yield from ((number * one_s + b.from_s, _PITCH[b.part]) for b in beats(breathing))
    elif timer.of is Of.SITTING:
        part_s = timer.length_s / len(BODY_SCAN)
        yield from ((number * part_s, tones.LOW_HZ) for number in range(1, len(BODY_SCAN)))
    else:
        for minute in CHECK_MINUTES:
            for again in range(4):  # a look at the skin is worth more than one tone
                yield 60 * minute.low + 2.0 * again, tones.HIGH_HZ
    yield from ((timer.length_s - 0.1, pitch) for pitch in (tones.LOW_HZ, tones.HIGH_HZ))


# ---- when it has ended -------------------------------------------------------------------------


def show_ended() -> None:
    """Draw what to do after a timer, until another one begins."""
    said = st.session_state.get(_ENDED)
    if said is None:
        return
    timer, ended, at, error = said
    key = ended.value if ended in (Ended.LIGHT_HEADED, Ended.SKIN) else f"{timer.of.value}_{ended.value}"
    with st.container(border=True, key="po-ended"):
        html.draw(html.status(localized(_AT_ITS_END[key])))
        if _now() - at > _AWAY and ended is Ended.DONE and timer.of.value in APPLIED:
            st.write(_("It ended while you were away, {when}.").format(when=reader_time.spoken_time(at)))
        if error:
            st.warning(
                _("This timer cannot be saved and ends when you reload the page: {error}").format(
                    error=plain(error)
                )
            )
        if timer.of is Of.HEAT and ended is Ended.DONE:
            st.button(_("Go on with cold"), type="primary", key="timer_then_cold", on_click=_to_cold)


def _to_cold() -> None:
    st.session_state["timers_kind"] = Of.COLD.value
    st.session_state.pop(_ENDED, None)
