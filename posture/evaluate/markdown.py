"""Tables, lists and figures in Markdown."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from posture.evaluate.intervals import Interval

NONE = "–"
"""What stands where there is no figure."""


def table(titles: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The first column to the left, figures to the right."""
    rule = "|".join(["---", *["---:"] * (len(titles) - 1)])
    lines = (f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in (titles, *rows))
    head, *rest = lines
    return "\n".join([head, f"|{rule}|", *rest])


def bullets(heading: str, lines: Iterable[str]) -> list[str]:
    """A heading and a list, or nothing where there is nothing to list."""
    listed = "\n".join(f"- {line}" for line in lines)
    return [part for part in (heading, listed) if part] if listed else []


def share(value: float | None) -> str:
    """A share in percent."""
    return NONE if value is None or math.isnan(value) else f"{100.0 * value:.0f} %"


def number(value: float, digits: int, unit: str = "") -> str:
    """A number with so many digits."""
    return NONE if math.isnan(value) else f"{value:.{digits}f}{unit}"


def interval(ends: Interval) -> str:
    """Both ends of the interval of a share."""
    return NONE if math.isnan(ends[0]) else f"{100.0 * ends[0]:.0f}–{100.0 * ends[1]:.0f}"


def span(ends: Interval, digits: int) -> str:
    """Both ends of the interval of a mean."""
    return NONE if math.isnan(ends[0]) else f"{ends[0]:.{digits}f}–{ends[1]:.{digits}f}"
