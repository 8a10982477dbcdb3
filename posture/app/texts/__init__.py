"""Every word of the dashboard in every language.

`words` gives the texts of the pages, `localized` the content of the layers below (moves, guide, coach),
which stands there in English. Both follow the language of the page that is being drawn.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from posture.app.texts.shape import Texts
from posture.locale import follow, localized, nearest

__all__ = ["LANGUAGES", "Texts", "language", "localized", "nearest", "speak", "texts", "words"]

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Every language by its code, as it calls itself."""
_DEFAULT = "en"
_LANGUAGE = "language"


def language() -> str:
    """Code of the language of the page; English where no page is being drawn."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return _DEFAULT
    return str(st.session_state.get(_LANGUAGE, _DEFAULT))


def speak(code: str) -> None:
    """Draw this browser's page in that language from now on."""
    st.session_state[_LANGUAGE] = code if code in LANGUAGES else _DEFAULT


def words() -> Texts:
    """The words of the pages in the language of the page."""
    return texts(language())


@cache
def texts(code: str) -> Texts:
    """The words of the pages in one language."""
    module: Texts = import_module(f"{__name__}.{code}").TEXTS
    return module


follow(language)
