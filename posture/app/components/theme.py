"""The look of every page: one style sheet, and the few pieces of HTML that several pages share.

Colors follow Streamlit's own light and dark theme (``.streamlit/config.toml``) through
``light-dark()``; nothing is said by color alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from html import escape
from pathlib import Path

import streamlit as st

from posture.app.components.page_text import plain
from posture.app.state import browser
from posture.errors import PostureError
from posture.locale import gettext as _
from posture.locale import language

_MARKS = {"✓": " po-hit", "✕": " po-miss"}
"""Classes of cells that begin with a mark; the color only repeats what mark and words say."""
_STYLE = Path(__file__).parents[1] / "styles" / "style.css"


def apply() -> None:
    """Put the style sheet on the page, and say which language it is in."""
    st.html(_STYLE)
    # Streamlit has boxes of its own where something failed; the style sheet writes these into them. A style
    # sheet does not know how JSON escapes what is not ASCII.
    broken, gone = (
        json.dumps(said, ensure_ascii=False)
        for said in (
            _(
                "Something went wrong on this page. It is our mistake, not yours, and nothing that was kept "
                "is lost. Reload the page; if it comes again, the terminal that Posture was started in says "
                "more."
            ),
            _(
                "Posture is not running any more. Start it again with “posture”: this page comes back by "
                "itself, and what you did is safe."
            ),
        )
    )
    own = f"--po-broken: {broken}; --po-gone: {gone}"
    st.html(f"<style>:root {{ {own} }}</style>")
    browser.speak(language())


def footer(text: str) -> None:
    """The line under every page."""
    st.html(f'<footer class="po-footer">{escape(text)}</footer>')


def title(text: str, lead: str = "") -> None:
    """A page's heading with the sentence under it."""
    st.title(plain(text), anchor=False)
    if lead:
        st.html(f'<p class="po-lead">{escape(lead)}</p>')


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 0) -> str:
    """A table as HTML that folds into cards on a narrow screen; the first cell names the row.

    Args:
        caption: What the table shows; read out, not drawn.
        heads: Column headings.
        rows: Cells as plain text.
        numbers: How many columns, from the second on, hold numbers.
    """
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "".join(_row(heads, row, numbers) for row in rows)
    return (
        f'<div class="po-table"><table><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(heads: Sequence[str], row: Sequence[str], numbers: int) -> str:
    first = f'<th scope="row" data-head="{escape(heads[0])}"><span>{escape(row[0])}</span></th>'
    # Short values stand side by side in a card; words take its whole width.
    rest = "".join(
        f'<td data-head="{escape(head)}" class="{_kind(cell, number=k < numbers)}">'
        f"<span>{escape(cell)}</span></td>"
        for k, (head, cell) in enumerate(zip(heads[1:], row[1:], strict=True))
    )
    return f"<tr>{first}{rest}</tr>"


def _kind(cell: str, *, number: bool) -> str:
    return ("po-number" if number else "") + _MARKS.get(cell[:1], "")


def bullets(items: Iterable[str], *, ordered: bool = False) -> str:
    """A list as HTML."""
    kind = "ol" if ordered else "ul"
    return f'<{kind} class="po-list">{"".join(f"<li>{escape(i)}</li>" for i in items)}</{kind}>'


@contextmanager
def plainly() -> Iterator[None]:
    """Show what a person can mend in its own words instead of a stack trace.

    Around every page, and in each dialog and fragment: Streamlit runs those by themselves.
    """
    try:
        yield
    except PostureError as error:
        st.error(plain(error))
