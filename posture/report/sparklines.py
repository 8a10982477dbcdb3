"""Small charts as SVG for a printed page, without script, font or resource from elsewhere."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import datetime
from html import escape

_TEAL, _AMBER, _LINE = "#1f6f64", "#b5651d", "#d8d3c7"


def spark(values: Sequence[float], error: float, *, label: str) -> str:
    """Draw a line through values with the measurement error as a band around it.

    Args:
        values: At least two finite values, oldest first.
        error: Half the height of the band, in the unit of the values; NaN draws none.
        label: Text for readers who do not see the chart.

    Returns:
        An ``<svg>`` element.
    """
    width, height, edge = 92.0, 26.0, 3.0
    around = error if math.isfinite(error) else 0.0
    low, high = min(values) - around, max(values) + around
    span = (high - low) or 1.0
    xs = [edge + i * (width - 2 * edge) / (len(values) - 1) for i in range(len(values))]

    def _y(value: float) -> float:
        return height - edge - (value - low) / span * (height - 2 * edge)

    line = " ".join(f"{x:.1f},{_y(v):.1f}" for x, v in zip(xs, values, strict=True))
    top = [(x, _y(v + around)) for x, v in zip(xs, values, strict=True)]
    bottom = [(x, _y(v - around)) for x, v in zip(xs, values, strict=True)]
    band = " ".join(f"{x:.1f},{v:.1f}" for x, v in [*top, *reversed(bottom)])
    shade = f'<polygon points="{band}" fill="{_TEAL}" opacity="0.16"/>' if around else ""
    return (
        f'<svg class="spark" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(label)}">'
        f"{shade}"
        f'<polyline points="{line}" fill="none" stroke="{_TEAL}" stroke-width="1.6"/>'
        f'<circle cx="{xs[-1]:.1f}" cy="{_y(values[-1]):.1f}" r="2.4" fill="{_TEAL}"/></svg>'
    )


def scores(points: Sequence[tuple[datetime, int, bool]], *, label: str, ends: tuple[str, str]) -> str:
    """Draw scores from 0 to 10 over time: filled if given before training, hollow if given after.

    Args:
        points: Time, score, and whether it was given before training; at least one, oldest first.
        label: Text for readers who do not see the chart.
        ends: First and last day in words.

    Returns:
        An ``<svg>`` element.
    """
    width, height, left, bottom = 520.0, 86.0, 22.0, 16.0
    begin, end = points[0][0], points[-1][0]
    span_s = (end - begin).total_seconds() or 1.0

    def _place(moment: datetime, score: int) -> tuple[float, float]:
        x = left + 6 + (moment - begin).total_seconds() / span_s * (width - left - 14)
        return x, 6 + (10 - score) / 10 * (height - bottom - 10)

    grid = ""
    for score in (0, 5, 10):
        _, y = _place(begin, score)
        grid += (
            f'<line x1="{left:g}" x2="{width:g}" y1="{y:.1f}" y2="{y:.1f}" stroke="{_LINE}"/>'
            f'<text x="{left - 5:g}" y="{y + 3.5:.1f}" text-anchor="end">{score}</text>'
        )
    dots = ""
    for moment, score, before in sorted(points, key=lambda p: p[2]):  # the small ones on top
        x, y = _place(moment, score)
        look = f'r="2.1" fill="{_TEAL}"' if before else f'r="3.6" fill="#fff" stroke="{_AMBER}"'
        dots += f'<circle cx="{x:.1f}" cy="{y:.1f}" {look} stroke-width="1.4"/>'
    days = (
        f'<text x="{left:g}" y="{height - 2:g}">{escape(ends[0])}</text>'
        f'<text x="{width:g}" y="{height - 2:g}" text-anchor="end">{escape(ends[1])}</text>'
    )
    return (
        f'<svg class="scores" viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(label)}">'
        f"{grid}{dots}{days}</svg>"
    )
