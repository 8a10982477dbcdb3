"""A clock, drawn to be read from across the room."""

from __future__ import annotations

from html import escape

from posture.app.components.html import Html


def clock(left_s: int, below: str, *, of: str, small: bool) -> Html:
    """Draw minutes and seconds with a line below.

    Args:
        left_s: Seconds that are left.
        below: The line.
        of: The kind of timer; the style sheet enlarges the line of a sitting.
        small: Give the room to the line rather than to the time.
    """
    return Html(
        f'<p class="po-clock{" po-small" if small else ""}" role="timer">{left_s // 60}:{left_s % 60:02d}</p>'
        f'<p class="po-running po-below-{of}">{escape(below)}</p>'
    )
