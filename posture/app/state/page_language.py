"""The language of the page that is being drawn; each page of a browser has its own."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from posture.locale import ENGLISH, codes

_LANGUAGE = "language"


def speak(code: str) -> None:
    """Draw this browser's page in that language from now on."""
    st.session_state[_LANGUAGE] = code if code in codes() else ENGLISH


def of_page() -> str | None:
    """Return the language of the page that is being drawn; ``None`` outside of pages."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return None
    code = st.session_state.get(_LANGUAGE)
    return None if code is None else str(code)
