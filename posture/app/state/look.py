"""How the pages look in this browser: light or dark, and the size of the text.

It belongs to the browser rather than to a person: a phone may want another look than the laptop. A cookie
keeps it, so that Settings shows what is chosen; the browser is told at every page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import streamlit as st

from posture.app import routes
from posture.app.state import browser

_LOOK, _CHANGED = "look", "look_changed"
_COOKIE = "posture_look"
_COOKIE_AGE_S = 400 * 24 * 3600
"""The longest that browsers allow."""
_BROWSERS_PX = 16
"""Size of the text where the theme names none."""


class Theme(str, Enum):
    """Light or dark, by the name that Streamlit keeps it under in the browser."""

    SYSTEM = "System"
    LIGHT = "Light"
    DARK = "Dark"

    __str__ = str.__str__


TEXT_PERCENTS = (100, 115, 130)
"""Sizes of the text in per cent; the first is the usual one."""


@dataclass(frozen=True, slots=True)
class PageLook:
    """A look of the pages.

    Attributes:
        theme: Light, dark, or as the computer.
        text_percent: The size of the text, one of `TEXT_PERCENTS`.
    """

    theme: Theme = Theme.SYSTEM
    text_percent: int = TEXT_PERCENTS[0]


def read_look(cookie: str) -> PageLook:
    """Return the look that a cookie keeps, and the usual one for whatever makes no sense.

    >>> str(read_look("Dark.130").theme), read_look("Dark.130").text_percent
    ('Dark', 130)
    >>> read_look("<b>") == PageLook()
    True
    """
    theme, _, text = cookie.partition(".")
    percent = int(text) if text.isdecimal() and len(text) < 4 else 0
    return PageLook(
        Theme(theme) if theme in list(Theme) else Theme.SYSTEM,
        percent if percent in TEXT_PERCENTS else TEXT_PERCENTS[0],
    )


def current() -> PageLook:
    """Return the look of this browser."""
    kept = st.session_state.get(_LOOK)
    return kept if isinstance(kept, PageLook) else read_look(str(st.context.cookies.get(_COOKIE, "")))


def choose(**changed: Any) -> None:
    """Change parts of the look, named as in `PageLook`; the browser shows and keeps it at once."""
    st.session_state[_LOOK] = replace(current(), **changed)
    st.session_state[_CHANGED] = True


def apply() -> None:
    """Tell the browser the look, at every page."""
    now = current()
    usual_px = st.get_option("theme.baseFontSize") or _BROWSERS_PX
    data: dict[str, Any] = {
        "theme": now.theme.value,
        "text_px": 0 if now.text_percent == TEXT_PERCENTS[0] else usual_px * now.text_percent / 100,
        "paths": _paths(),
    }
    if st.session_state.get(_CHANGED):
        cookie = f"{_COOKIE}={now.theme.value}.{now.text_percent}"
        data["cookie"] = f"{cookie}; path=/; max-age={_COOKIE_AGE_S}; samesite=strict"
    browser.dress(data)


def _paths() -> list[str]:
    """Return the path of every page: Streamlit keeps a theme for each path that it is loaded from."""
    base = st.get_option("server.baseUrlPath").strip("/")
    pages = (address for route in routes.ROUTES for address in (route.address, *route.also))
    return ["/" + "/".join(part for part in (base, page) if part) for page in pages]
