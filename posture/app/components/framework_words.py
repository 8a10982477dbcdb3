"""Our words in the place of Streamlit's own, which are English on every page.

They go to the browser with a component: it writes over what Streamlit shows and what a screen reader hears.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from posture.app.state.browser import sent
from posture.locale import N_, localized

if TYPE_CHECKING:
    from streamlit.components.v2.types import ComponentRenderer

WORDS = {
    "Skip to main content": N_("Skip to the content"),
    "Upload": N_("Choose from this computer"),
    "file upload": N_("Choose from this computer"),
    "{size} per file": N_("up to {size}"),
    "Drag and drop a file here": N_("Drop the file here"),
    "Drag and drop files here": N_("Drop the files here"),
    "Add files": N_("Add more files"),
    "Remove {name}": N_("Remove {name}"),
    "Cancel upload of {name}": N_("Cancel {name}"),
    "File must be {size} or smaller.": N_("Too large: {size} at most."),
    "{name} files are not allowed.": N_("This kind of file cannot be read."),
    "Error: ": N_("Error: "),
    "Choose an option": N_("Choose"),
    "No results": N_("Nothing found"),
    "Clear value": N_("Clear"),
    "Open": N_("Open the list"),
    "Close": N_("Close"),
    "Dismiss": N_("Close"),
    "Copy to clipboard": N_("Copy"),
    "Copied": N_("Copied"),
    "Press Enter to {name}": N_("Press Enter"),
    "Increment": "+",
    "Decrement": "−",
    "Help for {name}": N_("Help: {name}"),
    "Help": N_("Help"),
    "Fullscreen": N_("Full screen"),
    "Close fullscreen": N_("Leave full screen"),
    "{n}B": N_("{n} bytes"),
    "{n}KB": N_("{n} KB"),
    "{n}MB": N_("{n} MB"),
    "{n}GB": N_("{n} GB"),
    "{name}, {size}": "{name}, {size}",
}
"""What Streamlit says, with gaps for names and sizes, and what is said in its place."""

_SCRIPT = Path(__file__).with_suffix(".js")


def apply() -> None:
    """Let the page speak in the language of now where Streamlit speaks for itself."""
    with st.container(key="po-unseen-words"):
        _component()(key="framework-words", height=1, data=sent({"words": list(localized(WORDS).items())}))


@cache
def _component() -> ComponentRenderer:
    return st.components.v2.component("posture_words", js=_SCRIPT.read_text(encoding="utf-8"))
