"""The live session that a browser page has."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from posture.app.components import html
from posture.app.components.page_text import plain
from posture.app.components.phrases import ENDINGS
from posture.app.sections import interrupted
from posture.live.registry import hub
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, State
from posture.locale import localized


@dataclass(frozen=True, slots=True, kw_only=True)
class EndedWords:
    """What is said of a check or a watch that ended."""

    saved: str
    unsaved: str
    save_again: str
    nothing: str


def session_of(page: str) -> LiveSession:
    """The live session that this browser tab has under that name: the one it had, or a new one."""
    live = hub().get(st.session_state.get(page, ""))
    if live is None:
        live = hub().open()
        st.session_state[page] = live.token
    return live


def show_ended(live: LiveSession, words: EndedWords) -> None:
    """What became of a check or a watch that just ended: kept, not kept and why, or nothing to keep."""
    now = live.snapshot
    if now.state is not State.FINISHED:
        return
    if now.ending is Ending.INTERRUPTED and not now.error:
        st.warning(interrupted.told(now))
    elif now.ending in ENDINGS:
        st.warning(localized(ENDINGS[now.ending]))
    if now.error:
        st.error(words.unsaved.format(error=plain(now.error)))
        st.button(words.save_again, on_click=live.keep_again)
    elif now.set_id is not None:
        html.draw(html.saved(words.saved))
    elif now.ending is not Ending.INTERRUPTED:
        st.info(words.nothing)
