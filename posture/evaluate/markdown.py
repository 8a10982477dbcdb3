"""Tables, lists and figures as Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from posture.evaluate.intervals import Interval

NONE = "–"
"""Placeholder where there is no figure."""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table with its first column to the left and the others, which are figures, to the right.

    Args:
        titles: Title of each column.
        rows: A cell for each column; a ``|`` in it becomes a ``/``.
    """
    rule = "|".join(["---", *["---:"] * (len(titles) - 1)])
    lines = (f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in (titles, *rows))
    head, *rest = lines
    return "\n".join([head, f"|{rule}|", *rest])


def bullets(heading: str, lines: Iterable[str]) -> list[str]:
    """Return a heading and a list, or nothing where there is nothing to list.

    Args:
        heading: Paragraph above the list; may be empty.
        lines: Items of the list.
    """
    listed = "\n".join(f"- {line}" for line in lines)
    return [part for part in (heading, listed) if part] if listed else []


def share(value: float | None) -> str:
    """Return a share in whole percent; a dash for ``None`` or NaN."""
    return NONE if value is None or math.isnan(value) else f"{100.0 * value:.0f} %"


def share_of(hits: int, of: int) -> str:
    """Return how many of something are hits, in whole percent; a dash of nothing.

    Args:
        hits: Number of hits.
        of: Number of all.
    """
    return share(hits / of if of else None)


def number(value: float, digits: int, unit: str = "") -> str:
    """Return a number with its unit; a dash for NaN.

    Args:
        value: The number.
        digits: Number of decimals.
        unit: Unit with the space before it, if any.
    """
    return NONE if math.isnan(value) else f"{value:.{digits}f}{unit}"


def interval(ends: Interval) -> str:
    """Return both ends of the interval of a share, in percent without the sign; a dash for NaN."""
    return NONE if math.isnan(ends[0]) else f"{100.0 * ends[0]:.0f}–{100.0 * ends[1]:.0f}"


def span(ends: Interval, digits: int) -> str:
    """Return both ends of the interval of a mean; a dash for NaN.

    Args:
        ends: Lower and upper end.
        digits: Number of decimals.
    """
    return NONE if math.isnan(ends[0]) else f"{ends[0]:.{digits}f}–{ends[1]:.{digits}f}"
