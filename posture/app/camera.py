"""The live picture as a Streamlit element: the browser component with its words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from posture.app.texts import language, localized, words
from posture.app.texts.content import spoken
from posture.body.landmarks import SKELETON
from posture.coach.exercise import Exercise
from posture.live.camera import script, style
from posture.live.socket import PATH

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_WAITS_S = (3, 5, 10)
"""Counts before a set that a person may choose from, to walk back from the keyboard."""


def show(token: str, exercise: Exercise) -> None:
    """Draw the picture of the live session with that token, which is coached in that move.

    The data stay the same from run to run: what changes during a set comes over the socket.
    """
    data: dict[str, Any] = {
        "path": f"{st.get_option('server.baseUrlPath').rstrip('/')}{PATH}",
        "token": token,
        "language": language(),
        "waits": _WAITS_S,
        "texts": words().train.live,
        "said": {english: own for english in spoken(exercise) if (own := localized(english)) != english},
        "reasons": {reason.value: text for reason, text in words().summary.reasons.items()},
        "skeleton": [[int(a), int(b)] for a, b in SKELETON],
    }
    _component()(key="live-picture", data=data)


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_live_picture", css=style(), js=script())
