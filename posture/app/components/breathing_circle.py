"""A circle that breathes: a style sheet made from a pattern, which runs in the browser by itself."""

from __future__ import annotations

import math
from html import escape

from posture.app.components.html import Html
from posture.guide.content_types import Breathing
from posture.guide.timer_patterns import BreathPhase, beats, round_s
from posture.locale import N_, NP_, localized
from posture.locale import gettext as _

_BREATHS = {
    "in": N_("Breathe in"),
    "hold": NP_("breathing", "Hold"),
    "out": N_("Breathe out"),
    "rest": NP_("breathing", "Rest"),
}

SMALL = 0.5
"""Size of the circle when the lungs are empty, as a share of its full size."""


def circle(breathing: Breathing, elapsed_s: float) -> Html:
    """Draw the circle with the word of each part and the seconds left of it.

    Args:
        breathing: The pattern.
        elapsed_s: Seconds since it began; the animation starts in the middle of a round.
    """
    one_s = round_s(breathing)
    said, rules = [], [_growing(breathing)]
    for beat in beats(breathing):
        word = escape(localized(_BREATHS[beat.part.value]))
        rules.append(_shown(beat.part.value, beat.from_s, beat.from_s + beat.lasts_s, one_s))
        said.append(f'<p class="po-b-{beat.part.value}">{word}</p>')
        for left in range(math.ceil(beat.lasts_s), 0, -1):
            end_s = beat.from_s + beat.lasts_s - left + 1
            name = f"{beat.part.value}{left}"
            rules.append(_shown(name, max(beat.from_s, end_s - 1), end_s, one_s))
            said.append(f'<p class="po-b-{name} po-b-count" aria-hidden="true">{left}</p>')
    timing = f"animation-duration:{one_s:g}s;animation-delay:-{elapsed_s % one_s:.2f}s"
    rules.append(f".po-breath i,.po-breath p{{{timing};animation-iteration-count:infinite}}")
    label = escape(
        _("A circle that grows as you breathe in and shrinks as you breathe out. Pattern: {pattern}.").format(
            pattern=breathing.title
        )
    )
    return Html(
        f"<style>{''.join(rules)}</style>"
        f'<div class="po-breath" role="img" aria-label="{label}"><i></i><div>{"".join(said)}</div></div>'
    )


def _growing(breathing: Breathing) -> str:
    """Write its growth: larger while breathing in, smaller while breathing out, still in between."""
    one_s, size, frames = round_s(breathing), SMALL, [f"0%{{transform:scale({SMALL})}}"]
    for beat in beats(breathing):
        size = {BreathPhase.IN: 1.0, BreathPhase.OUT: SMALL}.get(beat.part, size)
        end = 100 * (beat.from_s + beat.lasts_s) / one_s
        frames.append(f"{end:.3f}%{{transform:scale({size})}}")
    return f"@keyframes po-b-size{{{''.join(frames)}}}.po-breath i{{animation-name:po-b-size}}"


def _shown(name: str, from_s: float, to_s: float, one_s: float) -> str:
    """Write a rule that shows an element between two moments of the round, without any movement."""
    start, end = 100 * from_s / one_s, 100 * to_s / one_s
    before = "0%{opacity:0}" if start > 0 else ""
    after = f"{end:.3f}%{{opacity:0}}" if end < 100 else ""
    frames = f"{before}{start:.3f}%{{opacity:1}}{after}"
    return f"@keyframes po-b-{name}{{{frames}}}.po-b-{name}{{animation-name:po-b-{name}}}"
