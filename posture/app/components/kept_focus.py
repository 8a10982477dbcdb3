"""The keyboard's place on the page, kept when Streamlit takes away what somebody stood on."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_SCRIPT = Path(__file__).with_suffix(".js")


def apply() -> None:
    """Keep who uses the keys beside a button that has done its work, or where a dialog was opened."""
    with st.container(key="po-unseen-focus"):
        _component()(key="kept-focus", height=1)


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_focus", js=_SCRIPT.read_text(encoding="utf-8"))
