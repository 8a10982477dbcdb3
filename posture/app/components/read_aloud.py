"""Sentences of the page read aloud by the live picture's own voice, for people whose eyes are closed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import streamlit as st

from posture.app.state.browser import sent
from posture.live.camera import module
from posture.locale import language_tag

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

_MOUNT = """
const said = new WeakMap();

function aloud({ text, language }) {
  const voice = new Voice(language);
  voice.use({ muted: false, voice: "", volume: 1, ...settings() });  // as it is set on the live picture
  voice.say(text, "next");
}

// Streamlit calls this whenever the page is drawn: the same sentence is said once.
export default function mount({ parentElement: parent, data: [data] }) {
  const speech = window.speechSynthesis;
  if (speech && said.get(parent) !== data.text) {
    said.set(parent, data.text);
    const now = () => said.get(parent) === data.text && aloud(data);
    if (speech.getVoices().length) now();
    else speech.addEventListener?.("voiceschanged", now, { once: true });
  }
  return () => setTimeout(() => parent.isConnected || (said.delete(parent), speech?.cancel()));
}
"""


def say(text: str) -> None:
    """Say a sentence once, where this computer has a voice; it replaces the one before."""
    _component()(key="aloud", height=1, data=sent({"text": text, "language": language_tag()}))


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_aloud", js=module("voice") + module("kept") + _MOUNT)
