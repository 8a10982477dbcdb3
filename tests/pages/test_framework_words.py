"""Our words in the place of Streamlit's own."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import streamlit

from posture.app.components.framework_words import _SCRIPT, WORDS

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
SIZES = {"{n}B", "{n}KB", "{n}MB", "{n}GB", "{name}, {size}"}
"""What Streamlit puts together from numbers and names alone."""


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def shipped() -> str:
    """Everything that the installed Streamlit may say."""
    files = ("index", "FileUploader", "Selectbox", "StreamlitMarkdown", "Toolbar", "utils", "UploadFileInfo")
    return "".join(file.read_text("utf-8") for name in files for file in sorted(SCRIPTS.glob(f"{name}.*.js")))


@pytest.mark.parametrize("english", sorted(WORDS.keys() - SIZES))
def test_streamlit_still_says_it_so(shipped: str, english: str) -> None:
    """A new version that says something else would be English again in every language."""
    form = r"\$\{[^}]+(?:\}[^`]*?)?\}".join(map(re.escape, re.split(r"\{\w+\}", english)))
    assert re.search(rf"[`>]{form}[`<]", shipped), english


@pytest.mark.parametrize("english", sorted(WORDS))
def test_nothing_is_asked_for_that_is_not_known(english: str) -> None:
    assert gaps(WORDS[english]) <= gaps(english)
    assert gaps(english) <= set(re.findall(r"(\w+): \"", _SCRIPT.read_text("utf-8")))
