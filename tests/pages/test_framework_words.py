"""Our words in the place of Streamlit's own."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import streamlit

from posture.app.components import theme
from posture.app.components.framework_words import _SCRIPT, WORDS

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
SIZES = {"{n}B", "{n}KB", "{n}MB", "{n}GB", "{name}, {size}"}
"""What Streamlit puts together from numbers and names alone."""


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def shipped() -> str:
    """Everything that the installed Streamlit may say."""
    files = (
        "index", "FileUploader", "Selectbox", "StreamlitMarkdown", "Toolbar", "utils", "UploadFileInfo",
        "NumberInput", "InputInstructions", "useCopyToClipboard", "useFloatingOverlay", "ArrowVegaLiteChart",
    )  # fmt: skip
    return "".join(file.read_text("utf-8") for name in files for file in sorted(SCRIPTS.glob(f"{name}.*.js")))


@pytest.mark.parametrize("english", sorted(WORDS.keys() - SIZES))
def test_streamlit_still_says_it_so(shipped: str, english: str) -> None:
    """A new version that says something else would be English again in every language."""
    form = r"\$\{[^}]+(?:\}[^`]*?)?\}".join(map(re.escape, re.split(r"\{\w+\}", english)))
    assert re.search(rf"[`>]{form}[`<]", shipped), english


def test_what_is_hidden_over_a_chart_is_still_called_so(shipped: str) -> None:
    style = (Path(theme.__file__).parents[1] / "styles" / "style.css").read_text("utf-8")
    (rule,) = (line for line in style.splitlines() if "stElementToolbarButton" in line)
    hidden = re.findall(r'aria-label\^="([^"]+)"', rule)
    assert len(hidden) == 4
    assert [words for words in hidden if f"`{words}`" not in shipped] == []


@pytest.mark.parametrize("english", sorted(WORDS))
def test_nothing_is_asked_for_that_is_not_known(english: str) -> None:
    assert gaps(WORDS[english]) <= gaps(english)
    assert gaps(english) <= set(re.findall(r"(\w+): \"", _SCRIPT.read_text("utf-8")))
