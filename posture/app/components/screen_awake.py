"""A screen that stays on while a page counts time down, by the script of the camera component."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from posture.live.camera import module

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_MOUNT = """
const held = new WeakMap();

// Streamlit calls this at every change; the screen may go dark again once the element has left the page.
export default function mount({ parentElement: parent }) {
  if (!held.has(parent)) {
    const awake = new Awake();
    const look = () => awake.keep(true);
    document.addEventListener("visibilitychange", look);
    look();
    held.set(parent, () => {
      document.removeEventListener("visibilitychange", look);
      awake.keep(false);
    });
  }
  return () => setTimeout(() => {
    if (parent.isConnected) return;
    held.get(parent)?.();
    held.delete(parent);
  });
}
"""


def stay() -> None:
    """Keep the screen on for as long as this is drawn; without effect in browsers that cannot."""
    _component()(key="awake", height=1)


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_awake", js=module("awake") + _MOUNT)
