"""The look of every page: style sheets, heading and footer, and how a failure is shown.

Colors follow Streamlit's own light and dark theme (``.streamlit/config.toml``) through ``light-dark()``.
Color alone says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

import streamlit as st

from posture.app.components import framework_words, html, kept_focus, where_words
from posture.app.components.page_text import plain
from posture.app.state import browser
from posture.errors import PostureError
from posture.locale import N_, language_tag

_STYLES = Path(__file__).parents[1] / "styles"


def apply() -> None:
    """Put the style sheet on the page and set the page's language."""
    style("style")
    # Streamlit has boxes of its own where something failed; the style sheet writes these into them. A style
    # sheet does not know how JSON escapes what is not ASCII.
    broken, gone = (
        json.dumps(where_words.here(said), ensure_ascii=False)
        for said in (
            N_(
                "Something went wrong: our mistake, not yours. Nothing you saved is lost. Reload the "
                "page. If it happens again, the terminal that runs Posture says more."
            ),
            N_(
                "Posture has stopped. Start it again with “posture”: this page comes back by itself. "
                "What you did is safe."
            ),
        )
    )
    own = f"--po-broken: {broken}; --po-gone: {gone}"
    st.html(f"<style>:root {{ {own} }}</style>")
    browser.speak(language_tag())
    framework_words.apply()
    kept_focus.apply()


def style(name: str) -> None:
    """Put a style sheet of ``posture/app/styles`` on the page, by its name without the ending."""
    st.html(_STYLES / f"{name}.css")


def footer(text: str) -> None:
    """Draw the line under every page."""
    st.html(f'<footer class="po-footer">{escape(text)}</footer>')


def title(text: str, lead: str = "") -> None:
    """Draw a page's heading with the sentence under it.

    Args:
        text: The heading.
        lead: The sentence, empty for none.
    """
    st.title(plain(text), anchor=False)
    if lead:
        html.draw(html.paragraph(lead, "lead"))


@contextmanager
def plainly() -> Iterator[None]:
    """Show a `PostureError` as its sentence instead of a stack trace.

    It goes around every page, and into each dialog and fragment: Streamlit runs those by themselves.
    """
    try:
        yield
    except PostureError as error:
        st.error(plain(where_words.told(error)))
