"""The live picture as a Streamlit element: the browser component with its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

from posture.app.components.drawings import camera_place
from posture.app.components.live_words import LIVE
from posture.app.components.where_words import placed
from posture.app.state.browser import sent
from posture.body.landmarks import SKELETON
from posture.coach.exercise import Exercise
from posture.live.camera import script, style
from posture.live.demonstration import loop_of
from posture.live.socket import PATH
from posture.locale import language_tag, localized

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_WAITS_S = (3, 5, 10)
"""Seconds of the count-in that a person may choose from."""


def show(  # noqa: PLR0913  # what the picture knows of its page, each by its name
    token: str,
    says: Iterable[str],
    *,
    place: str = "live",
    texts: Mapping[str, Any] | None = None,
    drawing: Exercise | str = "",
    routine: Mapping[str, Any] | None = None,
) -> str:
    """Draw the live picture of a session.

    The data stay the same from run to run: what changes during a set comes over the socket.

    Args:
        token: The session's.
        says: Everything that is said during the run, in English.
        place: The page that shows it; each has a session of its own.
        texts: Words of this page that differ from the Train page's.
        drawing: Where camera and body go, as SVG; or the move of the set, which is also shown beside the
            picture.
        routine: What is told of the routine that the set belongs to (`posture/live/camera/rest.js`).

    Returns:
        The name of what was wished of the routine on the picture, or "".
    """
    base = st.get_option("server.baseUrlPath").rstrip("/")
    loop = loop_of(drawing.id) if isinstance(drawing, Exercise) else None
    data: dict[str, Any] = {
        "path": f"{base}{PATH}",
        "token": token,
        "place": place,
        "language": language_tag(),
        "waits": _WAITS_S,
        "drawing": camera_place(drawing) if isinstance(drawing, Exercise) else drawing,
        "routine": routine,
        "loop": {**loop, "url": f"{base}{loop['url']}"} if loop else None,
        "texts": {**localized(placed(LIVE)), **(texts or {})},
        "said": {english: own for english in says if (own := localized(english)) != english},
        "skeleton": [[int(a), int(b)] for a, b in SKELETON],
    }
    found = _component()(key=f"{place}-picture", data=sent(data), on_wish_change=_nothing)
    return str(found.get("wish") or "")


def _nothing() -> None:
    """Let the page be drawn again: what was wished is in the result."""


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_live_picture", css=style(), js=script())
