"""The trial of camera and sound: a first minute on the Train page that ends in a counted repetition."""

from __future__ import annotations

import streamlit as st

from posture.app.components import camera_and_sound, demonstration, first_steps, html, theme
from posture.app.components.first_steps import FirstStep
from posture.app.state import conditions, first_visit
from posture.coach.exercise import Exercise
from posture.exercises import find
from posture.live.snapshot import Snapshot, State
from posture.locale import gettext as _
from posture.locale import localized

_MOVES = ("wall_angels", "shoulder_blade_squeeze", "shoulder_blade_retraction", "chin_tucks")
"""What needs a chair or a wall at most, the clearest to a camera first."""


def under_way(now: Snapshot) -> bool:
    """Return whether the Train page shows the trial; a set with a counted repetition ends it.

    It waits while the address asks for a move.

    Args:
        now: The live session.
    """
    if not first_visit.is_on() or "move" in st.query_params:
        return False
    if now.state is State.FINISHED and now.session is not None and now.session.counts.reps:
        first_visit.end()
        st.toast(_("Camera and sound work. You are set."), icon=":material/check:")
        return False
    return True


def move() -> str:
    """Return the id of the move to try: the first that nothing the person has speaks against."""
    waiting = conditions.unread(*map(find, _MOVES))
    return next((one for one in _MOVES if one not in waiting), _MOVES[0])


def head(now: Snapshot) -> None:
    """Draw the heading of the trial: where in the first visit the person is, and the way past it.

    Args:
        now: The live session.
    """
    theme.title(_("Try one repetition"))
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        step = FirstStep.REPETITION if now.under_way else FirstStep.CAMERA
        html.draw(first_steps.steps(step), width="content")
        st.button(_("Skip"), type="tertiary", key="trial_skip", on_click=first_visit.end)


def words() -> dict[str, str]:
    """Return the words that the live picture has for the trial alone."""
    return {"first": _("Your first repetition. Go on, or finish.")}


def beside(exercise: Exercise) -> None:
    """Draw what is needed for one repetition beside the picture.

    Args:
        exercise: The move.
    """
    shown = localized(exercise)
    camera_and_sound.show()
    st.header(shown.title, anchor=False)
    demonstration.show(exercise)
    html.draw(html.line(shown.instructions.setup))
    with st.expander(_("Step by step")):
        html.draw(html.bullets(shown.instructions.steps, ordered=True))
