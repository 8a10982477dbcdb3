"""The first visit: what this is, and the three steps to the first repetition."""

from __future__ import annotations

from enum import IntEnum
from html import escape

import streamlit as st

from posture.app.components import html, theme
from posture.app.components.drawings import coached
from posture.app.components.html import Html
from posture.locale import N_, localized
from posture.locale import gettext as _

_NAMES = (N_("You"), N_("Camera and sound"), N_("First repetition"))


class FirstStep(IntEnum):
    """The steps of a first visit, in order."""

    YOU = 0
    CAMERA = 1
    REPETITION = 2


def welcome(now: FirstStep) -> None:
    """Draw the heading of the first page that a newcomer sees.

    Args:
        now: The step that it asks for.
    """
    left, right = st.columns([3, 2], gap="large", vertical_alignment="center")
    with left:
        theme.title(
            _("Welcome to Posture"),
            _("Your webcam counts each repetition and shows you how to move better."),
        )
        html.draw(steps(now))
    with right:
        html.draw(coached())


def steps(now: FirstStep) -> Html:
    """Make the list of the steps, with the one that is next marked.

    Args:
        now: That one; those before it are done.
    """
    return Html(f'<ol class="po-steps">{"".join(_step(step, now) for step in FirstStep)}</ol>')


def _step(step: FirstStep, now: FirstStep) -> str:
    current = ' aria-current="step"' if step is now else ""
    state, mark = ("done", "✓") if step < now else ("open", str(step + 1))
    name = escape(localized(_NAMES[step]))
    return f'<li class="po-step-{state}"{current}><b aria-hidden="true">{mark}</b>{name}</li>'
