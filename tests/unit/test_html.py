"""Components take plain text and escape it, whatever stands in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from posture.app.components import clocks, html, signals, week_strip
from posture.app.components.document import document
from posture.app.components.week_strip import DayMark
from posture.guide.content_types import Light

HOSTILE = "<script>alert(1)</script> \" & '"
SAFE = "&lt;script&gt;alert(1)&lt;/script&gt; &quot; &amp; &#x27;"
PIECES: dict[str, tuple[int, Callable[[str], str]]] = {
    "paragraph": (1, lambda text: html.paragraph(text, "quiet", "flat")),
    "heading": (1, html.heading),
    "line": (1, html.line),
    "quiet": (1, html.quiet),
    "saved": (1, html.saved),
    "status": (1, html.status),
    "facts": (2, lambda text: html.facts([text, text])),
    "bullets": (2, lambda text: html.bullets([text, text], ordered=True)),
    # each heading stands above its column and, for narrow screens, at each of its cells
    "table": (7, lambda text: html.table(text, [text, text], [[text, text]])),
    "tiles": (4, lambda text: html.tiles([html.Tile(text, text, (text, text))])),
    "panel": (3, lambda text: html.panel(text, html.plain_list([text, text], "latest"))),
    "pairs": (3, lambda text: html.pairs(text, [(text, text)])),
    "lines": (2, lambda text: html.lines(text, text)),
    "alert": (2, lambda text: html.alert(text, text)),
    "clock": (1, lambda text: clocks.clock(65, text, of="sitting", small=True)),
    "week": (2, lambda text: week_strip.week([DayMark(text, "done", text, is_today=True)])),
    "light": (3, lambda text: signals.light(Light.RED, text, text, [text])),
    "sitting": (2, lambda text: signals.sitting("good", text, [text])),
    "document": (2, lambda text: document(text).decode()),
}


@pytest.mark.parametrize("piece", PIECES)
def test_every_text_is_escaped(piece: str) -> None:
    times, make = PIECES[piece]
    made = make(HOSTILE)
    assert made.count(SAFE) == times
    assert "<script" not in made


def test_pieces_follow_each_other_within_another() -> None:
    inner = html.paragraph("a < b")
    assert html.report(inner, inner) == f'<div class="po-report">{inner}{inner}</div>'
