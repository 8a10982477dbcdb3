"""The gate before exercises: warning signs at first and monthly, and each move's own cautions once.

A page of exercises calls, in this order:

- `pain_dialog.ask` on every run: the dialog while the person says that something hurts.
- `cleared` before anything else: no exercise is shown while it returns False.
- `pain_prompt.before` beside the picture: pain now, and how the day after the last training was.
- `gate` in place of the picture, before the first set of each move; `gates` for a whole routine.
- `pain_prompt.after` where a set has ended.
"""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from posture.app import routes
from posture.app.components import html
from posture.app.sections import screening_questions
from posture.app.state import person
from posture.coach.exercise import Exercise
from posture.errors import StoreError
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import sentence

_READ = "cautions_read"
"""Setting: ids of the moves whose cautions the person has read."""


def cleared(*, under_way: bool = False) -> bool:
    """Return whether exercises may be shown; otherwise draw the reason in their place.

    Args:
        under_way: Whether a set runs; a question that became due never interrupts one.
    """
    return under_way or screening_questions.passed()


def gate(exercise: Exercise) -> bool:
    """Return whether the person has read who should ask first about a move; otherwise draw that."""
    if exercise.id in _read():
        return True
    exercise = localized(exercise)
    with st.container(border=True, key=f"po-gate-{exercise.id}"):
        st.header(_("Before the first time: {move}").format(move=exercise.title), anchor=False)
        _ask_first(exercise)
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            key = f"gate_{exercise.id}"
            st.button(_("None of these, go on"), type="primary", key=key, on_click=_know, args=(exercise.id,))
            routes.link(routes.PROFESSIONAL, _("What to tell a professional"))
        html.draw(html.quiet(_("If one of them is yours, choose another move and ask about this one.")))
        _stop_signs(exercise)
    return False


def gates(exercises: Iterable[Exercise]) -> bool:
    """Do the same for all moves of a routine at once, before its first set: hands are free from there."""
    unread = [exercise for exercise in exercises if exercise.id not in _read()]
    if not unread:
        return True
    with st.container(border=True, key="po-gate-all"):
        st.header(_("Before your first round"), anchor=False)
        gate_ask_first = _("Ask a professional first if you have")
        st.markdown(f"**{gate_ask_first}**")
        rows = [(e.title, "; ".join(e.contraindications)) for e in localized(tuple(unread))]
        html.draw(
            html.table(_("Ask a professional first if you have"), (_("Move"), _("Ask first with")), rows)
        )
        _stop_signs(unread[0])
        ids = [exercise.id for exercise in unread]
        with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
            st.button(_("None of these, go on"), type="primary", key="gate_all", on_click=_know, args=ids)
            routes.link(routes.PROFESSIONAL, _("What to tell a professional"))
        html.draw(html.quiet(_("If one of them is yours, choose another move and ask about this one.")))
    return False


def cautions(exercise: Exercise) -> None:
    """Draw who should ask first about a move, and the signs to stop it at once."""
    exercise = localized(exercise)
    _ask_first(exercise)
    _stop_signs(exercise)


def _ask_first(exercise: Exercise) -> None:
    gate_ask_first = _("Ask a professional first if you have")
    st.markdown(f"**{gate_ask_first}**")
    html.draw(html.bullets(map(sentence, exercise.contraindications)))


def _stop_signs(exercise: Exercise) -> None:
    gate_stop = _("Stop at once if you feel")
    st.markdown(f"**{gate_stop}**")
    html.draw(html.bullets(map(sentence, exercise.stop_signs)))
    html.draw(html.line(_("Move slowly, stay below the point of pain, keep breathing. A mild pull is fine.")))


def _read() -> list[str]:
    try:
        read = person.setting(_READ, [])
        return [move for move in read if isinstance(move, str)] if isinstance(read, list) else []
    except StoreError:  # good for this visit
        return list(st.session_state.get(_READ, []))


def _know(*moves: str) -> None:
    read = sorted({*_read(), *moves})
    try:
        person.choose(_READ, read)
    except StoreError:
        st.session_state[_READ] = read
