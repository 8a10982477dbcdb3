"""Small drawings of our own, as SVG text; in one green that shows on light and dark pages."""

from __future__ import annotations

from base64 import b64encode
from html import escape

from posture.app.texts import words
from posture.body.view import View

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
    '<rect width="32" height="32" rx="9" fill="#1f6f64"/>'
    '<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round">'
    '<path d="M16 14.5c-1.6 4 1.6 6.5 0 11.5"/><path d="M8.5 17.5q7.5-5 15 0"/></g>'
    '<circle cx="16" cy="8" r="3.6" fill="#fff"/></svg>'
)
"""The mark: a head over an easy spine and open shoulders."""

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 32" width="148" height="32">'
    f"{ICON[ICON.index('<rect') : -len('</svg>')]}"
    '<text x="42" y="23.5" font-family="\'Source Serif 4\',Charter,Georgia,serif" font-size="23" '
    'font-weight="600" fill="#2b8576">Posture</text></svg>'
)

_TURN = {View.FRONT: 0, View.OBLIQUE: 45, View.SIDE: 90, View.BACK: 180}


def placement(view: View) -> str:
    """The camera and the body seen from above, the body turned so that the camera sees ``view``.

    An ``img`` element: Streamlit takes drawings out of HTML, but leaves pictures in.
    """
    texts = words()
    title = texts.guide.camera_drawing.format(view=texts.frame.views[view.value])
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 120" width="240" height="120">'
        '<path d="M44 60 192 10v100z" fill="#2b8576" opacity=".14"/>'
        '<g fill="none" stroke="#2b8576" stroke-width="3" stroke-linejoin="round">'
        '<rect x="12" y="47" width="24" height="26" rx="5"/><path d="M36 55l9-6v22l-9-6z"/>'
        '<path d="M54 60h66" stroke-width="2" stroke-dasharray="3 6"/>'
        f'<g transform="rotate({_TURN[view]} 160 60)"><ellipse cx="163" cy="60" rx="12" ry="35"/>'
        '<path d="M155 28q-17 2-21 13M155 92q-17-2-21-13" stroke-linecap="round"/>'
        '<g fill="#2b8576" stroke="none"><circle cx="158" cy="60" r="14"/><path d="M147 53l-10 7 10 7z"/>'
        "</g></g></g></svg>"
    )
    data = b64encode(drawing.encode()).decode()
    return f'<img class="po-placement" alt="{escape(title)}" src="data:image/svg+xml;base64,{data}">'
