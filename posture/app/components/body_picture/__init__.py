"""The body to tap where it hurts: front and back, by finger, mouse, keyboard or screen reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from posture.app.state.browser import sent
from posture.guide.pain_places import BodyPlace, in_order
from posture.locale import gettext as _
from posture.locale import localized, pgettext
from posture.locale.terms import PLACES, SIDES
from posture.report.body_map import BACK, FEATURES, FRONT, HEIGHT, LEFT, REGIONS, WIDTH, Region

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent
_TAKEN = "{}_taken"
"""The taps of an element that have been taken."""


@dataclass(frozen=True, slots=True)
class _Taps:
    """What a picture in the browser says of itself."""

    picture: str = ""
    """Which picture: the same element may be drawn again."""
    odd: frozenset[BodyPlace] = frozenset()
    """The places that were tapped an odd number of times since it was drawn."""


def show(key: str, chosen: Collection[BodyPlace], *, changed: Callable[[], None]) -> None:
    """Draw the body with its places as boxes to tick.

    Args:
        key: Key of the element; `take_taps` reads it.
        chosen: The places that are ticked, with every tap that was taken.
        changed: Called when somebody has tapped; it takes the taps.
    """
    sides = localized(SIDES)
    captions = {
        FRONT: (sides["right"], pgettext("body", "Front"), sides["left"]),
        BACK: (sides["left"], pgettext("body", "Back"), sides["right"]),
    }
    taken: _Taps = st.session_state.get(_TAKEN.format(key), _Taps())
    data: dict[str, Any] = {
        "label": _("Where does it hurt?"),
        "hint": _("Tap every place that hurts."),
        "names": localized(PLACES),
        "box": [LEFT, 0, WIDTH, HEIGHT],
        "views": [
            {"captions": captions[view], "features": FEATURES[view], "regions": _regions(view)}
            for view in (FRONT, BACK)
        ],
        "chosen": _values(chosen),
        "taken": {"picture": taken.picture, "odd": _values(taken.odd)},
    }
    _component()(key=key, data=sent(data), on_taps_change=changed)


def take_taps(key: str) -> frozenset[BodyPlace]:
    """Take what was tapped since the last call: the places to tick or to take back.

    Taps are told apart from what is ticked, because a tap may set out before the answer to another one,
    or to a change elsewhere, has come.

    Args:
        key: Key of the element.
    """
    before: _Taps = st.session_state.get(_TAKEN.format(key), _Taps())
    now = _said(st.session_state.get(key))
    if now is None:
        return frozenset()
    st.session_state[_TAKEN.format(key)] = now
    return now.odd ^ before.odd if now.picture == before.picture else now.odd


def _said(state: object) -> _Taps | None:
    taps = state.get("taps") if isinstance(state, Mapping) else None
    if not isinstance(taps, Mapping):
        return None
    odd = taps.get("odd")
    return _Taps(str(taps.get("picture")), frozenset(in_order(odd if isinstance(odd, list) else ())))


def _values(places: Collection[BodyPlace]) -> list[str]:
    return [place.value for place in in_order(places)]


def _regions(view: str) -> list[dict[str, Any]]:
    return [_plain(region) for region in REGIONS if region.view == view]


def _plain(region: Region) -> dict[str, Any]:
    seen_behind = any(other.view == BACK and other.place is region.place for other in REGIONS)
    return {
        "place": region.place.value,
        "path": region.path,
        "mirrored": region.mirrored,
        "touch": region.touch,
        "mark": region.mark,
        # What both views show is one box, behind: the other outline is for fingers alone.
        "twin": seen_behind and region.view != BACK,
    }


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "posture_body",
        css=(_HERE / "body.css").read_text(encoding="utf-8"),
        js=(_HERE / "body.js").read_text(encoding="utf-8"),
        isolate_styles=False,  # a dialog leads Tab past whatever stands in a tree of its own
    )
