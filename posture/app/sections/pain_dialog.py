"""The dialog for pain during a set: it asks how much, decides by the light, and says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timezone

import streamlit as st

from posture.app.components import theme
from posture.app.components.phrases import AFTER_SET, DURING_SET
from posture.app.sections import pain_scale, pain_where
from posture.app.state.live_session import of_token
from posture.exercises import find
from posture.guide.content_types import Light
from posture.guide.pain_light import LightReason, judge
from posture.guide.pain_places import BodyPlace
from posture.history.pain_notes import PainNote, When
from posture.live.session import LiveSession
from posture.locale import gettext as _
from posture.locale import localized, pgettext

_SAID = "hurt_said"
"""The answer that the person has not read yet."""
_SCORE, _SHARP = "hurt_score", "hurt_sharp"
_PLACE, _BODY = "hurt", "hurt_body"
"""The name of the question where it hurts, and whether the body is open."""


def ask(live: LiveSession) -> None:
    """Open the dialog while the person says that something hurts. Call it on every run of the page.

    Red ends the set at once and keeps what was done; otherwise the person chooses to go on or to end it.
    """
    if st.session_state.get(_SAID) is None and not live.snapshot.hurts:
        return
    if st.session_state.get(_SAID) is None and not live.snapshot.under_way:
        live.answer_hurt()  # the page was away while the set ended: nothing is left to decide
        return
    st.dialog(_("What hurts?"), dismissible=False)(_dialog)(live.token)


def show_over(red: PainNote) -> None:
    """Draw, in place of the live picture, that the move of a red score is over for today."""
    exercise = localized(find(red.move))
    does = localized(DURING_SET) if red.when is When.DURING else localized(AFTER_SET)
    with st.container(border=True, key="po-over"):
        st.header(_("{move}: enough for today").format(move=exercise.title), anchor=False)
        pain_scale.verdict(red, does[red.light.value], easier=exercise.instructions.easier)
        st.write(
            _(
                "Good that you stopped. This move is back tomorrow. If you feel well, choose a gentler "
                "one above."
            )
        )


def _dialog(token: str) -> None:
    live = of_token(token)
    if live is None:
        st.rerun()
    with theme.plainly():
        said = st.session_state.get(_SAID)
        if said is None:
            _question(live)
        else:
            _answer(live, said)


def _question(live: LiveSession) -> None:
    st.write(_("Your set is paused. Take your time."))
    options = {True: _("Yes"), False: _("No")}
    pain_scale.row(_("How much does it hurt?"), _SCORE, pressed=lambda: _pressed(live))
    st.segmented_control(
        _("Is it sharp, shooting, new, or getting worse?"),
        list(options),
        format_func=options.__getitem__,
        key=_SHARP,
        on_change=lambda: _pressed(live),
    )
    _where(lambda _: None)
    if st.button(_("Nothing hurts, I pressed it by mistake"), type="tertiary", key="hurt_mistake"):
        _close(live)


def _where(changed: Callable[[tuple[BodyPlace, ...]], None]) -> None:
    """Draw the body once it is asked for, and before that the places that are known."""
    if st.session_state.get(_BODY):
        pain_where.picker(_PLACE, changed=changed)
        return
    label = pain_where.known(pain_where.ticked(_PLACE))
    st.button(label, key="hurt_where", icon=pain_where.ICON, on_click=_open)


def _open() -> None:
    st.session_state[_BODY] = True


def _pressed(live: LiveSession) -> None:
    """Let the light decide once both questions are answered."""
    score, sharp = st.session_state.get(_SCORE), st.session_state.get(_SHARP)
    if score is not None and sharp is not None and _SAID not in st.session_state:
        _note(live, score, sharp=sharp)


def _note(live: LiveSession, score: int, *, sharp: bool) -> None:
    """Judge and keep the answers; red ends the set."""
    now = live.snapshot
    assert now.choice is not None
    whose, moment = now.choice.person, datetime.now(timezone.utc)  # the profile in use may be another by now
    known = pain_scale.notes(of=whose)
    start = pain_scale.score_before(known, moment)
    places = pain_where.ticked(_PLACE) if score else ()
    judged = judge(score, before=start, sharp=sharp, places=places)
    note = PainNote(
        written_at=moment, when=When.DURING, score=score, judged=judged, move=now.choice.exercise,
        before=start, sharp=sharp, about=now.started_at, places=places,
    )  # fmt: skip
    if note.light is Light.RED:
        live.finish()
    st.session_state[_SAID] = pain_scale.keep(note, of=whose)
    st.session_state[_BODY] = False  # what follows from it is the thing to read now


def _answer(live: LiveSession, said: PainNote) -> None:
    easier = localized(find(said.move).instructions.easier)
    whose = live.snapshot.choice.person if live.snapshot.choice else None
    pain_scale.verdict(said, localized(DURING_SET[said.light.value]), easier=easier, of=whose)
    if said.score:
        _where(_amend)
    with st.container(horizontal=True):
        if said.light is Light.RED:
            if st.button(pgettext("pain", "All right"), type="primary", key="hurt_close"):
                if live.snapshot.under_way and said.judged.why is LightReason.CHEST:  # said after the score
                    live.finish()
                    pain_scale.follow_up(said, of=whose)
                _close(live)
            return
        go_on = _("Go on") if said.light is Light.GREEN else _("Go on, easier")
        if st.button(go_on, type="primary", key="hurt_go_on"):
            _close(live)
        if st.button(_("End the set"), key="hurt_end"):
            live.finish()
            _close(live)


def _amend(places: tuple[BodyPlace, ...]) -> None:
    said: PainNote = st.session_state[_SAID]
    st.session_state[_SAID] = pain_scale.amend(replace(said, places=places))


def _close(live: LiveSession) -> None:
    pain_where.forget(_PLACE)
    for key in (_SAID, _SCORE, _SHARP, _BODY):
        st.session_state.pop(key, None)
    live.answer_hurt()
    st.rerun()
