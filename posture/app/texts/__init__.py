"""Every word of the dashboard in every language.

`words` gives the texts of the pages, `localized` the content of the layers below (moves, guide, coach),
which stands there in English. Both follow the language of the page that is being drawn.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from posture.app.texts.content import translated
from posture.app.texts.shape import Texts

__all__ = ["LANGUAGES", "Texts", "catalogue", "language", "localized", "nearest", "speak", "texts", "words"]

LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español"}
"""Every language by its code, as it calls itself."""
_DEFAULT = "en"
_LANGUAGE = "language"

T = TypeVar("T")


def language() -> str:
    """Code of the language of the page; English where no page is being drawn."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return _DEFAULT
    return str(st.session_state.get(_LANGUAGE, _DEFAULT))


def speak(code: str) -> None:
    """Draw this browser's page in that language from now on."""
    st.session_state[_LANGUAGE] = code if code in LANGUAGES else _DEFAULT


def nearest(locale: str | None) -> str:
    """The language for a browser's locale.

    >>> nearest("de-AT"), nearest("pt-BR"), nearest(None)
    ('de', 'en', 'en')
    """
    code = (locale or "").lower().replace("_", "-").split("-")[0]
    return code if code in LANGUAGES else _DEFAULT


def words() -> Texts:
    """The words of the pages in the language of the page."""
    return texts(language())


def localized(content: T) -> T:
    """Content of the layers below in the language of the page.

    Args:
        content: A sentence, or anything that is made of sentences: a move, a topic, a tuple of them.
            Ids, features and numbers stay; so does a sentence that nobody has translated.
    """
    code = language()
    return content if code == _DEFAULT else translated(content, catalogue(code))


@cache
def texts(code: str) -> Texts:
    """The words of the pages in one language."""
    module: Texts = import_module(f"{__name__}.{code}").TEXTS
    return module


@cache
def catalogue(code: str) -> dict[str, str]:
    """English sentences of the layers below, with what they are in that language."""
    content: dict[str, str] = import_module(f"{__name__}.{code}.content").SENTENCES
    return content
