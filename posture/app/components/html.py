"""Small pieces of HTML that take plain text and escape it themselves.

Everything that a page draws beyond Streamlit's own elements is made here or in a module beside this one:
nothing outside ``posture/app/components`` writes a tag.

>>> paragraph("Rest < 1 min", "quiet")
'<p class="po-quiet">Rest &lt; 1 min</p>'
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal, NewType

import streamlit as st

Html = NewType("Html", str)
"""Markup that is safe to draw; only the modules of this package make it."""
Look = Literal["dose", "flat", "lead", "quiet", "running", "urgent"]
"""The look of a line; each is a class of the style sheet."""
_MARKS = {"✓": " po-hit", "✕": " po-miss"}
"""Classes of cells that begin with a mark; the color repeats what mark and words say."""


def draw(*pieces: Html, width: Literal["stretch", "content"] = "stretch") -> None:
    """Draw pieces of HTML as one element of the page.

    Args:
        pieces: In order; Streamlit leaves no gap between them.
        width: ``content`` where the element stands in a row with others.
    """
    st.html("".join(pieces), width=width)


# ---- text --------------------------------------------------------------------------------------


def paragraph(text: str, *looks: Look) -> Html:
    """Make a paragraph.

    Args:
        text: Plain text.
        looks: Its looks; none for body text.
    """
    names = " ".join(f"po-{look}" for look in looks)
    kind = f' class="{names}"' if looks else ""
    return Html(f"<p{kind}>{escape(text)}</p>")


def line(text: str) -> Html:
    """Make a paragraph without a margin of its own."""
    return paragraph(text, "flat")


def quiet(text: str) -> Html:
    """Make a line of help in the quiet color, without a margin of its own."""
    return paragraph(text, "quiet", "flat")


def heading(text: str, level: Literal[2, 3] = 3) -> Html:
    """Make a heading.

    Args:
        text: Plain text.
        level: 2 for a part of a page, 3 for a part of that.
    """
    return Html(f"<h{level}>{escape(text)}</h{level}>")


def saved(text: str) -> Html:
    """Make the line that confirms that something is kept."""
    return Html(f'<p class="po-saved">✓ {escape(text)}</p>')


def facts(parts: Iterable[str]) -> Html:
    """Make a row of short facts."""
    spans = "".join(f"<span>{escape(part)}</span>" for part in parts)
    return Html(f'<p class="po-meta po-flat">{spans}</p>')


def bullets(items: Iterable[str], *, ordered: bool = False) -> Html:
    """Make a list.

    Args:
        items: Plain text, one for each point.
        ordered: Number the points.
    """
    kind = "ol" if ordered else "ul"
    return Html(f'<{kind} class="po-list">{"".join(f"<li>{escape(i)}</li>" for i in items)}</{kind}>')


# ---- tables ------------------------------------------------------------------------------------


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int = 0) -> Html:
    """Make a table that folds into cards on a narrow screen; the first cell names the row.

    Args:
        caption: What the table shows; read out, not drawn.
        heads: Column headings.
        rows: Cells as plain text.
        numbers: How many columns, from the second on, hold numbers.
    """
    head = "".join(f'<th scope="col">{escape(h)}</th>' for h in heads)
    body = "".join(_row(heads, row, numbers) for row in rows)
    return Html(
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


# ---- numbers -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tile:
    """A number to be read at a glance.

    Attributes:
        value: The number as it is written.
        label: What it counts.
        notes: Lines below the label.
    """

    value: str
    label: str
    notes: tuple[str, ...] = ()


def tiles(found: Iterable[Tile], weight: Literal["first", "even", "small"] = "first") -> Html:
    """Make a row of numbers.

    Args:
        found: The numbers.
        weight: ``first`` draws the first one larger, ``even`` all alike, ``small`` all small.
    """
    kind = {"first": "", "even": " po-even", "small": " po-score-small"}[weight]
    body = "".join(
        f"<div><dt>{escape(tile.label)}{_small(tile.notes)}</dt><dd>{escape(tile.value)}</dd></div>"
        for tile in found
    )
    return Html(f'<dl class="po-score{kind}">{body}</dl>')


def _small(notes: Iterable[str]) -> str:
    return "".join(f"<small>{escape(note)}</small>" for note in notes)


# ---- groups ------------------------------------------------------------------------------------


def panel(title: str, *pieces: Html) -> Html:
    """Make the card beside a live picture.

    Args:
        title: Its heading.
        pieces: Its content.
    """
    return Html(f'<div class="po-live">{heading(title, 2)}{"".join(pieces)}</div>')


def plain_list(items: Iterable[str], kind: Literal["latest", "stops"]) -> Html:
    """Make a list without bullets for a `panel`.

    Args:
        items: Plain text, one for each line.
        kind: ``latest`` for attempts, ``stops`` for the views of a check.
    """
    return Html(f'<ul class="po-{kind}">{"".join(f"<li>{escape(item)}</li>" for item in items)}</ul>')


def pairs(title: str, items: Iterable[tuple[str, str]]) -> Html:
    """Make a titled list of names, each with its amount at the other edge.

    Args:
        title: Its heading.
        items: Names with their amounts.
    """
    rows = "".join(
        f"<li><strong>{escape(name)}</strong> <span>{escape(what)}</span></li>" for name, what in items
    )
    return Html(f'<section class="po-part">{heading(title)}<ul>{rows}</ul></section>')


def lines(*texts: str) -> Html:
    """Make one paragraph with a line for each text."""
    return Html(f'<p class="po-flat">{"<br>".join(escape(text) for text in texts)}</p>')


def status(text: str) -> Html:
    """Make a large sentence that screen readers read out as soon as it appears."""
    return Html(f'<p class="po-urgent" role="status">{escape(text)}</p>')


def alert(title: str, text: str) -> Html:
    """Make a heading and a sentence that interrupt a screen reader.

    Args:
        title: The heading.
        text: What to do.
    """
    return Html(f'<div role="alert">{heading(title, 2)}{paragraph(text)}</div>')


def report(*pieces: Html) -> Html:
    """Make the part of a page that is printed."""
    return Html(f'<div class="po-report">{"".join(pieces)}</div>')
