"""The choice of a camera outside the live picture; the browser keeps it for the next set."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from posture.live import camera
from posture.locale import gettext as _

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent


def show() -> None:
    """Draw the cameras of this computer as far as the browser tells of them."""
    words = {"label": _("Camera"), "any": _("Chosen by the browser"), "nth": _("Camera {n}")}
    _component()(key="camera-choice", data={"words": words})


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component(
        "posture_camera_choice",
        css=(_HERE / "choice.css").read_text(encoding="utf-8"),
        js=camera.module("kept") + camera.module("lens") + (_HERE / "choice.js").read_text(encoding="utf-8"),
    )
