"""States to be seen at a glance: the light of a pain score, and how somebody sits.

Shape, word and sentence say it; the color repeats them.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from posture.app.components.html import Html
from posture.guide.content_types import Light

SITTING_SHAPES = {"good": "●", "amber": "◆", "red": "▲", "away": "○", "taking": "◌"}
"""Shape of each state of the desk watch."""
_LIGHT_MARKS = {Light.GREEN: "✓", Light.AMBER: "!", Light.RED: "✕"}


def light(color: Light, word: str, reason: str, does: Iterable[str]) -> Html:
    """Draw the light of a pain score.

    Args:
        color: The light.
        word: Its name.
        reason: Why the score shows it.
        does: What to do, a paragraph each.
    """
    return Html(
        f'<div class="po-light po-{color.value}" role="status">'
        f'<b aria-hidden="true">{_LIGHT_MARKS[color]}</b>'
        f"<div><p><strong>{escape(word)}.</strong> {escape(reason)}</p>"
        f"{''.join(f'<p>{escape(line)}</p>' for line in does)}</div></div>"
    )


def sitting(state: str, word: str, below: Iterable[str]) -> Html:
    """Draw how somebody sits.

    Args:
        state: One of `SITTING_SHAPES`.
        word: The state in a word.
        below: Sentences below it, a paragraph each.
    """
    return Html(
        f'<div class="po-sitting po-sitting-{escape(state)}" role="status">'
        f'<span aria-hidden="true">{SITTING_SHAPES[state]}</span><div><strong>{escape(word)}</strong>'
        f"{''.join(f'<p>{escape(line)}</p>' for line in below)}</div></div>"
    )
