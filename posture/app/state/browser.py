"""Facts that the page sends to the browser: its language, its look, and the cookie that recalls the person.

They go through a component: the page's policy allows no script that stands in the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_MOUNT = """
// Streamlit reads its theme once, when it is loaded, from a place of its own for each path.
function dress({ theme, text_px, paths, cookie }) {
  document.documentElement.style.fontSize = text_px ? `${text_px}px` : "";
  let loaded = false;
  const opened = new URL(performance.getEntriesByType("navigation")[0]?.name ?? location.href).pathname;
  try {
    for (const path of new Set([...paths, opened])) {
      const key = `stActiveTheme-${path}-v2`, wanted = JSON.stringify(theme);
      const before = localStorage.getItem(key) ?? '"System"';
      if (before === wanted) continue;
      localStorage.setItem(key, wanted);
      loaded ||= path === opened;
    }
  } catch {
    return; // closed to this page: it follows the computer
  }
  if (cookie) document.cookie = cookie;
  if (cookie && loaded) location.reload();
}

export default function mount({ data: [data] }) {
  if (data.language) document.documentElement.lang = data.language;
  if (data.cookie) document.cookie = data.cookie;
  if (data.look) dress(data.look);
}
"""


def sent(values: Mapping[str, Any]) -> tuple[Mapping[str, Any]]:
    """Return what a component is told as the one entry of a list.

    In a mapping itself Streamlit looks for tables, and it takes pandas to know one: a quarter of a second of
    the first page, and memory. No component of ours is told a table.
    """
    return (values,)


def speak(language: str) -> None:
    """Set the language of the page for screen readers."""
    _tell("language", language)


def remember(cookie: str) -> None:
    """Store a cookie, written as for ``document.cookie``."""
    _tell("cookie", cookie)


def dress(look: Mapping[str, Any]) -> None:
    """Give the page its look.

    Args:
        look: ``theme`` as Streamlit names it, ``text_px`` of the page's letters or 0 for the usual, ``paths``
            of all pages, and the ``cookie`` of a look that was just chosen.
    """
    _tell("look", look)


def _tell(what: str, value: str | Mapping[str, Any]) -> None:
    with st.container(key=f"po-unseen-{what}"):
        _component()(key=f"browser-{what}", height=1, data=sent({what: value}))


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_browser", js=_MOUNT)
