"""Small drawings of our own, as SVG text; they take the color of the text around them."""

from __future__ import annotations

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
    """The camera and the body seen from above, the body turned so that the camera sees ``view``."""
    texts = words()
    title = texts.guide.camera_drawing.format(view=texts.frame.views[view.value])
    return (
        f'<svg class="po-placement" viewBox="0 0 240 120" role="img" aria-label="{title}">'
        '<path d="M44 60 190 14v92z" fill="currentColor" opacity=".08"/>'
        '<g fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round">'
        '<rect x="14" y="47" width="22" height="26" rx="5"/><path d="M36 54l9-5v22l-9-5z"/>'
        '<path d="M54 60h72" stroke-dasharray="3 6" opacity=".6"/>'
        f'<g class="po-body" transform="rotate({_TURN[view]} 160 60)">'
        '<ellipse cx="162" cy="60" rx="13" ry="36"/><path d="M153 28q-18 2-22 14M153 92q-18-2-22-14"/>'
        '<circle cx="156" cy="60" r="14" fill="currentColor" stroke="none"/>'
        '<path d="M144 54l-9 6 9 6z" fill="currentColor" stroke="none"/></g></g></svg>'
    )
