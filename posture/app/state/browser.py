"""Facts that the page sends to the browser: its language, and the cookie that recalls the person.

They go through a component: the page's policy allows no script that stands in the page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_MOUNT = """
export default function mount({ data }) {
  if (data.language) document.documentElement.lang = data.language;
  if (data.cookie) document.cookie = data.cookie;
}
"""


def speak(language: str) -> None:
    """Set the language of the page for screen readers."""
    _tell("language", language)


def remember(cookie: str) -> None:
    """Store a cookie, written as for ``document.cookie``."""
    _tell("cookie", cookie)


def _tell(what: str, value: str) -> None:
    with st.container(key=f"po-unseen-{what}"):
        _component()(key=f"browser-{what}", height=1, data={what: value})


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_browser", js=_MOUNT)
