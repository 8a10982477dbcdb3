"""The body to tap where it hurts: front and back, by finger, mouse, keyboard or screen reader."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from posture.guide.pain_places import BodyPlace, in_order
from posture.locale import gettext as _
from posture.locale import localized, pgettext
from posture.locale.terms import PLACES, SIDES
from posture.report.body_map import BACK, FEATURES, FRONT, HEIGHT, LEFT, REGIONS, WIDTH, Region

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent


def show(key: str, chosen: Collection[BodyPlace], *, changed: Callable[[], None]) -> None:
    """Draw the body with its places as boxes to tick.

    Args:
        key: Key of the element; `tapped` reads it.
        chosen: The places that are ticked.
        changed: Called when somebody has ticked another one.
    """
    sides = localized(SIDES)
    captions = {
        FRONT: (sides["right"], pgettext("body", "Front"), sides["left"]),
        BACK: (sides["left"], pgettext("body", "Back"), sides["right"]),
    }
    data: dict[str, Any] = {
        "label": _("Where does it hurt?"),
        "hint": _("Tap every place that hurts."),
        "names": localized(PLACES),
        "box": [LEFT, 0, WIDTH, HEIGHT],
        "views": [
            {"captions": captions[view], "features": FEATURES[view], "regions": _regions(view)}
            for view in (FRONT, BACK)
        ],
        "chosen": [place.value for place in in_order(chosen)],
    }
    _component()(key=key, data=data, on_places_change=changed)


def tapped(key: str) -> tuple[BodyPlace, ...]:
    """Return the places that are ticked in an element, from the head down.

    Args:
        key: Its key.
    """
    state = st.session_state.get(key)
    named = state.get("places") if isinstance(state, Mapping) else None
    return in_order(named or ())


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
