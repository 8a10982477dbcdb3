"""Drawings of our own as SVG text, in one green that shows on light and dark pages."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape

from posture.app.components.html import Html, bullets
from posture.body.view import View
from posture.coach.exercise import Exercise
from posture.guide.pain_places import BodyPlace
from posture.locale import gettext as _
from posture.locale import localized
from posture.locale.formats import brief
from posture.locale.terms import VIEWS
from posture.report.body_map import shaded

ICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="32" height="32">'
    '<rect width="32" height="32" rx="9" fill="#1f6f64"/>'
    '<g fill="none" stroke="#fff" stroke-width="2.6" stroke-linecap="round">'
    '<path d="M16 14.5c-1.6 4 1.6 6.5 0 11.5"/><path d="M8.5 17.5q7.5-5 15 0"/></g>'
    '<circle cx="16" cy="8" r="3.6" fill="#fff"/></svg>'
)
"""The logo: a head over an easy spine and open shoulders."""

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 148 32" width="148" height="32">'
    f"{ICON[ICON.index('<rect') : -len('</svg>')]}"
    '<text x="42" y="23.5" font-family="\'Source Serif 4\',Charter,Georgia,serif" font-size="23" '
    'font-weight="600" fill="#2b8576">Posture</text></svg>'
)


def _image(drawing: str, title: str) -> Html:
    data = b64encode(drawing.encode()).decode()
    return Html(f'<img class="po-placement" alt="{escape(title)}" src="data:image/svg+xml;base64,{data}">')


def sore_body(shares: Mapping[BodyPlace, float], lines: Sequence[str]) -> Html:
    """Draw the body from the front and from behind, and beside it in words what it shows.

    Args:
        shares: How strong each place is drawn, up to 1.
        lines: What it shows.
    """
    label = "; ".join(lines)
    file = shaded(shares, label=label).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return Html(f'<div class="po-sore">{_image(file, label)}{bullets(lines)}</div>')


_TABLE = (
    '<path d="M30 68 214 10v142z" fill="currentColor" stroke="none" opacity=".13"/>'
    '<path d="M16 150V92h50v58M28 88h32M28 88l-5-28"/>'
    '<g stroke-width="8"><path d="M186 64v40" stroke-width="15"/>'
    '<path d="M184 108l-5 40M188 108l5 40M183 64l-11 34M189 64l11 34"/></g>'
    '<circle cx="186" cy="40" r="11" fill="currentColor"/>'
)
_BOX = (
    '<path d="M30 110 228 52v100z" fill="currentColor" stroke="none" opacity=".13"/>'
    '<path d="M20 132h42v18h-42zM28 128h32M28 128l-5-26"/>'
    '<g stroke-width="8"><path d="M164 112h38" stroke-width="13"/>'
    '<path d="M203 114v34M163 114v33h-17"/></g><circle cx="219" cy="106" r="10" fill="currentColor"/>'
)
_FACES = {
    View.FRONT: '<path d="M289 49v1M301 49v1M289 57q6 4 12 0" stroke-width="3"/>',
    View.OBLIQUE: '<path d="M297 49v1M305 49v1M299 57q4 3 7 0" stroke-width="3"/>',
    View.BACK: '<path d="M283 51a12 12 0 0 1 24 0q-12 7-24 0z" fill="currentColor"/>',
}
_UPRIGHT = (
    '<path d="M276 80q19-9 38 0l-5 38h-28z"/><path d="M274 84l-6 30M316 84l6 30M287 120v26M303 120v26" '
    'stroke-width="6"/>'
)
_SIDE_ON = (
    '<circle cx="295" cy="51" r="13"/><path d="M308 49l6 5-6 2" fill="currentColor"/>'
    '<path d="M294 76v40" stroke-width="16"/><path d="M293 120v26" stroke-width="8"/>'
)
_ON_THE_FLOOR = (
    '<path d="M273 96h37" stroke-width="13"/><path d="M311 98v34M273 98v33h-15" stroke-width="7"/>'
    '<circle cx="326" cy="88" r="10"/><path d="M335 92l5 4-6 1" fill="currentColor"/>'
)


def camera_place(exercise: Exercise) -> str:
    """Draw where camera and body go: from the side, with the distance, and as the live picture will show it.

    Returns:
        SVG text in ``currentColor``. The words beside it say what it shows.
    """
    asked, view = exercise.instructions, exercise.views[0]
    low_m, high_m = (brief(m) for m in asked.distance_m)
    if asked.low_camera:
        body = _ON_THE_FLOOR
    elif view is View.SIDE:
        body = _SIDE_ON
    else:
        turn = ' transform="translate(83 0) scale(.72 1)"' if view is View.OBLIQUE else ""
        body = f'<circle cx="295" cy="51" r="13"/>{_FACES[view]}<g{turn}>{_UPRIGHT}</g>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 186" width="360" height="186" '
        'fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="M8 151h218" opacity=".5"/>{_BOX if asked.low_camera else _TABLE}'
        '<path d="M40 166h136M46 162l-6 4 6 4M170 162l6 4-6 4" stroke-width="2.5"/>'
        '<text x="108" y="184" text-anchor="middle" font-size="15" font-weight="700" fill="currentColor" '
        f'stroke="none" font-family="sans-serif">{low_m}–{high_m} m</text>'
        f'<rect x="240" y="22" width="110" height="128" rx="9"/>{body}</svg>'
    )


_COACHED = (
    '<path d="M150 40 300 4v168z" fill="#2b8576" stroke="none" opacity=".12"/>'
    '<g fill="none" stroke="#2b8576" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">'
    '<path d="M4 172h372" stroke-width="2.5" opacity=".45"/>'
    # The laptop, and on it what it sees and counts.
    '<rect x="14" y="22" width="134" height="94" rx="9"/><path d="M2 130h158M22 172v-42M140 172v-42"/>'
    '<circle cx="81" cy="31" r="2.5" fill="#2b8576" stroke="none"/>'
    '<g stroke-width="3"><circle cx="108" cy="54" r="6.5" fill="#2b8576"/>'
    '<path d="M108 68v24M94 72h28M94 72l-6-12 4-13M122 72l6-12-4-13M100 108l3-16h10l3 16"/></g>'
    '<text x="50" y="93" text-anchor="middle" font-size="58" font-weight="700" fill="#2b8576" stroke="none" '
    'font-family="sans-serif">3</text>'
    # The person who trains, arms up.
    '<circle cx="318" cy="44" r="15" fill="#2b8576"/><path d="M318 76v42" stroke-width="30"/>'
    '<path d="M298 74 282 52l7-30M338 74l16-22-7-30M311 132v38M325 132v38" stroke-width="10"/></g>'
)


def coached() -> Html:
    """Draw what Posture is: somebody trains, and the laptop sees and counts it."""
    size = 'viewBox="0 0 380 178" width="380" height="178"'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{_COACHED}</svg>'
    return _image(drawing, _("Drawing: you train in front of your laptop, and it counts your repetitions"))


def camera_picture(exercise: Exercise) -> Html:
    """Draw `camera_place` as an ``img`` element, for pages."""
    title = _("Drawing from the side: {view}").format(view=localized(VIEWS[exercise.views[0].value]))
    return _image(camera_place(exercise).replace("currentColor", "#2b8576"), title)


def check_place() -> str:
    """Draw a posture check: the camera from the side, and the three pictures that it takes.

    Returns:
        SVG text in ``currentColor``. The words beside it say what it shows.
    """
    front = f'<circle cx="295" cy="51" r="13"/>{_FACES[View.FRONT]}{_UPRIGHT}'
    seen = ((10, 0.8, front), (566, -0.8, _SIDE_ON), (174, 0.8, _SIDE_ON))
    views = (f'<g transform="translate({x} 30) scale({turn} .8)">{body}</g>' for x, turn, body in seen)
    frames = (f'<rect x="{x}" y="36" width="72" height="112" rx="8"/>' for x in (210, 294, 378))
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 160" width="460" height="160" '
        'fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round" stroke-linejoin="round">'
        f'<g transform="translate(-12 0)"><path d="M18 151h200" opacity=".5"/>{_TABLE}</g>'
        f"{''.join(frames)}{''.join(views)}</svg>"
    )
