"""A countdown and a clock, drawn to be read from across the room."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from posture.app.components.html import Html


@dataclass(frozen=True, slots=True)
class Countdown:
    """A step that runs by time.

    Attributes:
        title: What runs, above the ring.
        below: What the seconds count.
        sentence: What to do meanwhile.
        left_s: Seconds that are left.
        whole_s: Seconds that a full ring stands for.
        resting: Whether this is the rest before the step.
    """

    title: str
    below: str
    sentence: str
    left_s: float
    whole_s: float
    resting: bool


def countdown(now: Countdown) -> Html:
    """Draw the seconds left inside a ring that empties."""
    share = 100.0 * min(1.0, max(0.0, now.left_s / max(now.whole_s, 1.0)))
    return Html(
        f'<div class="po-countdown" data-resting="{str(now.resting).lower()}"><h3>{escape(now.title)}</h3>'
        f'<div class="po-ring" style="--left: {share:.1f}%">'
        f'<b role="timer">{max(0, round(now.left_s))}</b></div>'
        f'<p>{escape(now.below)}</p><p class="po-say">{escape(now.sentence)}</p></div>'
    )


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
