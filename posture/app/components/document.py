"""A page of HTML to keep as a file, without a script and without anything from elsewhere."""

from __future__ import annotations

from html import escape

from posture.app.components.html import Html
from posture.locale import language
from posture.report.html_report import NOTHING_FROM_ELSEWHERE

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}caption{display:none}"
    "th,td{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;border-bottom:1px solid #ccc}"
)


def document(title: str, *pieces: Html) -> bytes:
    """Make the file.

    Args:
        title: Its heading, and the title of its window.
        pieces: What follows the heading.

    Returns:
        The bytes of the file.
    """
    return (
        f'<!doctype html><html lang="{language()}"><meta charset="utf-8">{NOTHING_FROM_ELSEWHERE}'
        f"<title>{escape(title)}</title>"
        f"<style>{_STYLE}</style><h1>{escape(title)}</h1>{''.join(pieces)}</html>"
    ).encode()
