"""The body from the front and from behind, in regions that may hurt: a drawing of our own, as data and SVG.

Each view is 164 units wide and 440 high. On a phone a unit is a pixel: every region takes a finger of 44.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape

from posture.guide.pain_places import BodyPlace
from posture.history.pain_notes import PlacePain
from posture.locale import ngettext
from posture.locale.terms import place_names

FRONT, BACK = "front", "back"
LEFT, WIDTH, HEIGHT = 18, 164, 440
"""The part of the drawing that is shown: from where, how wide and how high."""
_MIDDLE = 100
_APART = 16
"""Space between the two views."""
_BODY, _PAIN = "#2b8576", "#c0443c"


@dataclass(frozen=True, slots=True)
class Region:
    """A place of the body as one view shows it.

    Attributes:
        view: `FRONT` or `BACK`.
        place: The place.
        path: Its outline, as the data of an SVG path.
        touch: What a finger may touch beside the outline: left, top, width, height.
        mark: Where a mark on it stands.
        mirrored: The outline is turned over the middle of the body.
    """

    view: str
    place: BodyPlace
    path: str
    touch: tuple[int, int, int, int]
    mark: tuple[int, int]
    mirrored: bool = False


_HEAD = "M100 5c18 0 27 13 27 31 0 21-12 37-27 37s-27-16-27-37c0-18 9-31 27-31z"
_NECK = "M88 76q12 6 24 0c0 12 3 18 19 24H69c16-6 19-12 19-24z"
_SHOULDER = "M143 107c16 2 26 13 27 31v8h-21c-1-14-3-26-6-39z"
_BLADE = "M126 153h16c2 13 1 26-1 38h-10q-4-19-5-38z"
_ARM = (
    "M150 154h20c2 26 5 50 6 75 1 22 0 40 0 57 4 9 4 20 0 29-3 6-10 4-11-2-3-9-2-18-2-27-4-20-7-36-8-56-1-26"
    "-3-50-5-76z"
)
_HIPS = "M62 288h76c5 13 7 27 8 43h-38q-6-1-8-7-2 6-8 7H54c1-16 3-30 8-43z"
_LEG = "M106 338h39c1 32-5 64-9 95q-13 4-24 0c-2-31-5-63-6-95z"
_CENTRAL = {
    FRONT: (
        (BodyPlace.HEAD, _HEAD, (60, 0, 80, 66), (100, 40)),
        (BodyPlace.NECK, _NECK, (60, 66, 80, 44), (100, 90)),
        (
            BodyPlace.CHEST,
            "M65 107h70c5 24 6 50 3 79-23 8-53 8-76 0-3-29-2-55 3-79z",
            (60, 110, 80, 84),
            (100, 150),
        ),
        (
            BodyPlace.BELLY,
            "M62 195c24 7 52 7 76 0-2 16-5 27-5 44 0 14 2 27 4 42H63c2-15 4-28 4-42 0-17-3-28-5-44z",
            (60, 194, 80, 90),
            (100, 240),
        ),
        (BodyPlace.HIPS, _HIPS, (60, 284, 80, 52), (100, 306)),
    ),
    BACK: (
        (BodyPlace.HEAD, _HEAD, (60, 0, 80, 66), (100, 40)),
        (BodyPlace.NECK, _NECK, (60, 66, 80, 44), (100, 90)),
        (BodyPlace.UPPER_BACK, "M65 107h70q5 19 6 39H59q1-20 6-39z", (60, 106, 80, 44), (100, 127)),
        (BodyPlace.BETWEEN_BLADES, "M81 153h38q1 19 5 38H76q4-19 5-38z", (76, 150, 48, 46), (100, 173)),
        (BodyPlace.MID_BACK, "M61 198h78q-4 20-5 38H66q-1-18-5-38z", (60, 196, 80, 44), (100, 218)),
        (BodyPlace.LOWER_BACK, "M66 243h68q0 18 3 38H63q3-20 3-38z", (60, 240, 80, 45), (100, 263)),
        (BodyPlace.HIPS, _HIPS, (60, 285, 80, 51), (100, 308)),
    ),
}
_BESIDE = (
    ("shoulder", _SHOULDER, (138, 102, 44, 48), (155, 128)),
    ("arm", _ARM, (138, 150, 44, 180), (165, 232)),
    ("leg", _LEG, (100, 336, 48, 104), (125, 384)),
)
"""Parts of the picture's right half, which are turned over to its left half."""
FEATURES = {
    FRONT: "M91 37v2M109 37v2M92 54q8 6 16 0M100 256v3",
    BACK: "M100 112v28M100 158v28M100 203v28M100 248v28",
}
"""Strokes that tell front from back: a face, or the line of the spine."""


def _regions() -> Iterator[Region]:
    for view, parts in _CENTRAL.items():
        for place, path, touch, mark in parts:
            yield Region(view, place, path, touch, mark)
        # The person's right is on the picture's right from behind, and on its left from the front.
        here, there = ("right", "left") if view == BACK else ("left", "right")
        for part, path, touch, mark in _BESIDE:
            outline = f"{path}{_BLADE}" if view == BACK and part == "shoulder" else path
            drawn = Region(view, BodyPlace(f"{here}_{part}"), outline, touch, mark)
            yield drawn
            yield _turned_over(drawn, BodyPlace(f"{there}_{part}"))


def _turned_over(drawn: Region, place: BodyPlace) -> Region:
    (x, y, width, height), (mark_x, mark_y) = drawn.touch, drawn.mark
    touch, mark = (2 * _MIDDLE - x - width, y, width, height), (2 * _MIDDLE - mark_x, mark_y)
    return replace(drawn, place=place, touch=touch, mark=mark, mirrored=True)


REGIONS = tuple(_regions())
"""Every region of both views; a place that both show has two."""


def shaded(shares: Mapping[BodyPlace, float], *, label: str) -> str:
    """Draw both views, each place the stronger the more often it hurt.

    Args:
        shares: How strong, above 0 up to 1; a place that is missing is drawn as the plain body.
        label: Text for readers who do not see the drawing.

    Returns:
        An ``<svg>`` element that shows on light and dark pages, without a style sheet.
    """
    views = "".join(
        f'<g transform="translate({offset - LEFT} 0)">{_view(view, shares)}</g>'
        for view, offset in ((FRONT, 0), (BACK, WIDTH + _APART))
    )
    whole = 2 * WIDTH + _APART
    return (
        f'<svg class="body" viewBox="0 0 {whole} {HEIGHT}" '
        f'width="{whole}" height="{HEIGHT}" role="img" aria-label="{escape(label)}">{views}</svg>'
    )


def in_words(places: Iterable[PlacePain]) -> list[str]:
    """Return a line for each place: how often and how much it hurt."""
    return [
        ngettext(
            "{place}: {n} time, {score} out of 10",
            "{place}: {n} times, {score} out of 10 on average",
            one.times,
        ).format(place=place_names([one.place]), n=one.times, score=round(one.mean_score))
        for one in places
    ]


def _view(view: str, shares: Mapping[BodyPlace, float]) -> str:
    drawn = "".join(
        _shape(region, shares.get(region.place, 0.0)) for region in REGIONS if region.view == view
    )
    features = (
        f'<path d="{FEATURES[view]}" fill="none" stroke="{_BODY}" stroke-width="2.5" stroke-linecap="round"/>'
    )
    return f"{drawn}{features}"


def _shape(region: Region, share: float) -> str:
    turned = f' transform="matrix(-1 0 0 1 {2 * _MIDDLE} 0)"' if region.mirrored else ""
    color, strength = (_PAIN, 0.25 + 0.65 * min(1.0, share)) if share > 0 else (_BODY, 0.22)
    look = (
        f'fill="{color}" stroke="{color}" stroke-width="3" stroke-linejoin="round" opacity="{strength:.2f}"'
    )
    return f'<path d="{region.path}"{turned} {look}/>'
