"""A button that prints the page, as the browser's own command does."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from posture.app.state.browser import sent
from posture.locale import gettext as _

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_MOUNT = """
export default function mount({ parentElement: parent, data: [data] }) {
  const button = parent.querySelector("button") ?? parent.appendChild(document.createElement("button"));
  button.type = "button";
  button.textContent = data.label;
  button.onclick = () => window.print();
}
"""
_STYLE = """
button {
  min-height: 2.5rem; padding: 0.25rem 0.75rem; color: var(--st-text-color);
  border: 1px solid var(--st-widget-border-color, var(--st-border-color));
  border-radius: var(--st-button-radius, 0.6rem); background: var(--st-background-color);
  font: inherit; font-family: var(--st-font); font-size: 0.875rem; cursor: pointer;
}
@media (pointer: coarse) { button { min-height: 2.75rem; } }
button:hover { border-color: var(--st-primary-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
"""


def show() -> None:
    """Draw the button."""
    _component()(key="print-button", data=sent({"label": _("Print")}), width="content")


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_print", css=_STYLE, js=_MOUNT)
