"""The live session that a browser page has."""

from __future__ import annotations

from html import escape

import streamlit as st

from posture.app.components.page_text import plain
from posture.app.sections import interrupted
from posture.app.texts import words
from posture.app.texts.shape.check import CheckTexts
from posture.app.texts.shape.watch import WatchTexts
from posture.live.registry import hub
from posture.live.session import LiveSession
from posture.live.snapshot import Ending, State


def session_of(page: str) -> LiveSession:
    """The live session that this browser tab has under that name: the one it had, or a new one."""
    live = hub().get(st.session_state.get(page, ""))
    if live is None:
        live = hub().open()
        st.session_state[page] = live.token
    return live


def show_ended(live: LiveSession, texts: CheckTexts | WatchTexts) -> None:
    """What became of a check or a watch that just ended: kept, not kept and why, or nothing to keep."""
    now, endings = live.snapshot, words().train.endings
    if now.state is not State.FINISHED:
        return
    if now.ending is Ending.INTERRUPTED and not now.error:
        st.warning(interrupted.told(now))
    elif now.ending and now.ending in endings:
        st.warning(endings[now.ending])
    if now.error:
        st.error(texts.unsaved.format(error=plain(now.error)))
        st.button(texts.save_again, on_click=live.keep_again)
    elif now.set_id is not None:
        st.html(f'<p class="po-saved">✓ {escape(texts.saved)}</p>')
    elif now.ending is not Ending.INTERRUPTED:
        st.info(texts.nothing)
