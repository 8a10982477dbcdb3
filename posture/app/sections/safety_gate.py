"""The gate before exercises: the safety step at first and monthly, and the moves that one should ask about.

A page of exercises calls, in this order:

- `pain_dialog.ask` on every run: the dialog while the person says that something hurts.
- `cleared` before anything else: no exercise is shown while it returns False.
- `pain_prompt.before` beside the picture: pain now, and how the day after the last training was.
- `gate` in place of the picture of a move that something ticked is about; `gates` for a whole routine.
- `pain_prompt.after` where a set has ended.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import streamlit as st

from posture.app import routes
from posture.app.components import html
from posture.app.sections import screening_questions
from posture.app.state import conditions
from posture.coach.exercise import Exercise
from posture.exercises import EXERCISES
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import sentence


def cleared(*, under_way: bool = False) -> bool:
    """Return whether exercises may be shown; otherwise draw the reason in their place.

    Args:
        under_way: Whether a set runs; a question that became due never interrupts one.
    """
    return under_way or screening_questions.passed()


def gate(exercise: Exercise) -> bool:
    """Return whether nothing about a move waits to be read; otherwise draw that in its place."""
    unread = conditions.unread(exercise).get(exercise.id)
    if unread is None:
        return True
    title = localized(exercise).title
    with st.container(border=True, key=f"po-gate-{exercise.id}"):
        st.header(_("Ask first about this move: {move}").format(move=title), anchor=False)
        html.draw(html.bullets(sentence(caution) for caution in localized(unread)))
        _decide(f"gate_{exercise.id}", exercise.id)
    return False


def gates(exercises: Iterable[Exercise]) -> bool:
    """Do the same for all moves of a routine at once, before its first set: hands are free from there."""
    waiting = conditions.unread(*exercises)
    if not waiting:
        return True
    with st.container(border=True, key="po-gate-all"):
        title = _("Ask first about these moves")
        st.header(title, anchor=False)
        rows = [
            (localized(EXERCISES[move].title), " · ".join(localized(unread)))
            for move, unread in waiting.items()
        ]
        html.draw(html.table(title, (_("Move"), _("Ask first if you have")), rows))
        _decide("gate_all", *waiting)
    return False


def _decide(key: str, *moves: str) -> None:
    """Draw the way on, which says what was asked, and the way to a professional."""
    asked = conditions.ticked() is not None
    if asked:
        html.draw(html.quiet(_("You ticked this. Do something else until you have asked.")))
    label = _("I have asked, go on") if asked else _("None of these, go on")
    with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
        look: Literal["primary", "secondary"] = "secondary" if asked else "primary"
        st.button(label, type=look, key=key, on_click=conditions.know, args=moves)
        routes.link(routes.PROFESSIONAL, _("What to tell a professional"))


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
