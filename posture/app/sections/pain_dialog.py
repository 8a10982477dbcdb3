"""Something hurts during a set: the dialog that asks how much, decides by the light, and says why."""

from __future__ import annotations

from datetime import datetime, timezone

import streamlit as st

from posture.app.components import pain_scale, theme
from posture.app.texts import localized, words
from posture.exercises import find
from posture.guide.content_types import Light
from posture.guide.pain_light import judge
from posture.history.pain_notes import PainNote, When
from posture.live.registry import hub
from posture.live.session import LiveSession

_SAID = "hurt_said"
"""What the person has just said, until they have read the answer to it."""
_SCORE, _SHARP = "hurt_score", "hurt_sharp"


def ask(live: LiveSession) -> None:
    """Open the dialog while the person says that something hurts. Call it on every run of the page.

    Red ends the set at once and keeps what was done; otherwise the person chooses to go on or to end it.
    """
    if st.session_state.get(_SAID) is None and not live.snapshot.hurts:
        return
    if st.session_state.get(_SAID) is None and not live.snapshot.under_way:
        live.answer_hurt()  # the page was away while the set ended: nothing is left to decide
        return
    st.dialog(words().safety.pain.hurt_title, dismissible=False)(_dialog)(live.token)


def show_over(red: PainNote) -> None:
    """In place of the picture: the move of that score is over for today."""
    texts, exercise = words().safety.pain, localized(find(red.move))
    does = texts.during_does if red.when is When.DURING else texts.after_does
    with st.container(border=True, key="po-over"):
        st.header(texts.over_title.format(move=exercise.title), anchor=False)
        pain_scale.verdict(red, does[red.light.value], easier=exercise.instructions.easier)
        st.write(texts.over_next)


def _dialog(token: str) -> None:
    live = hub().get(token)
    if live is None:
        st.rerun()
    with theme.plainly():
        said = st.session_state.get(_SAID)
        if said is None:
            _question(live)
        else:
            _answer(live, said)


def _question(live: LiveSession) -> None:
    texts = words().safety.pain
    st.write(texts.hurt_lead)
    options = {True: texts.sharp_yes, False: texts.sharp_no}
    pain_scale.row(texts.hurt_now, _SCORE, pressed=lambda: _pressed(live))
    st.segmented_control(
        texts.hurt_sharp,
        list(options),
        format_func=options.__getitem__,
        key=_SHARP,
        on_change=lambda: _pressed(live),
    )
    if st.button(texts.mistake, type="tertiary", key="hurt_mistake"):
        _close(live)


def _pressed(live: LiveSession) -> None:
    """Both questions are answered: the light decides."""
    score, sharp = st.session_state.get(_SCORE), st.session_state.get(_SHARP)
    if score is not None and sharp is not None and _SAID not in st.session_state:
        _note(live, score, sharp=sharp)


def _note(live: LiveSession, score: int, *, sharp: bool) -> None:
    """Judge and keep what was said; red ends the set."""
    now = live.snapshot
    assert now.choice is not None
    whose, moment = now.choice.person, datetime.now(timezone.utc)  # whoever is there now may be another
    known = pain_scale.notes(of=whose)
    start = pain_scale.score_before(known, moment)
    note = PainNote(
        written_at=moment, when=When.DURING, score=score, judged=judge(score, before=start, sharp=sharp),
        move=now.choice.exercise, before=start, sharp=sharp, about=now.started_at,
    )  # fmt: skip
    if note.light is Light.RED:
        live.finish()
    pain_scale.keep(note, of=whose)
    st.session_state[_SAID] = note


def _answer(live: LiveSession, said: PainNote) -> None:
    texts = words().safety.pain
    easier = localized(find(said.move).instructions.easier)
    whose = live.snapshot.choice.person if live.snapshot.choice else None
    pain_scale.verdict(said, texts.during_does[said.light.value], easier=easier, of=whose)
    with st.container(horizontal=True):
        if said.light is Light.RED:
            if st.button(texts.close, type="primary", key="hurt_close"):
                _close(live)
            return
        go_on = texts.go_on if said.light is Light.GREEN else texts.go_on_easier
        if st.button(go_on, type="primary", key="hurt_go_on"):
            _close(live)
        if st.button(texts.end, key="hurt_end"):
            live.finish()
            _close(live)


def _close(live: LiveSession) -> None:
    for key in (_SAID, _SCORE, _SHARP):
        st.session_state.pop(key, None)
    live.answer_hurt()
    st.rerun()
