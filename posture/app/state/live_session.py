"""The live session that a browser page has."""

from __future__ import annotations

import streamlit as st

from posture.live.registry import hub
from posture.live.session import LiveSession


def session_of(page: str) -> LiveSession:
    """Return the live session that this browser tab has under that name: the one it had, or a new one."""
    live = hub().get(st.session_state.get(page, ""))
    if live is None:
        live = hub().open()
        st.session_state[page] = live.token
    return live
