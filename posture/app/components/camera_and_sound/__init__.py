"""The camera and the sound of this browser, to be chosen and tried outside the live picture."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from posture.app.state.browser import sent
from posture.live import camera
from posture.locale import gettext as _
from posture.locale import language_tag

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_HERE = Path(__file__).parent


def show() -> None:
    """Draw the cameras of this computer, as far as the browser tells of them, and a sound to hear."""
    words = {
        "camera": _("Camera"),
        "any": _("Chosen by the browser"),
        "nth": _("Camera {n}"),
        "play": _("Play a sound"),
        "heard": _("Well done"),
        "silent": _("Your sets are silent: turn the sound on under the picture."),
    }
    _component()(key="camera-and-sound", data=sent({"words": words, "language": language_tag()}))


@cache
def _component() -> ComponentRenderer:
    shared = "".join(map(camera.module, ("kept", "lens", "voice")))
    return st.components.v2.component(
        "posture_camera_and_sound",
        css=(_HERE / "devices.css").read_text(encoding="utf-8"),
        js=shared + (_HERE / "devices.js").read_text(encoding="utf-8"),
    )
