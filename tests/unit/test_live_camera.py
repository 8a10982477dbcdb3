"""The browser component as it is handed to Streamlit."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from posture.app.components.live_words import LIVE
from posture.live import camera
from posture.live.snapshot import Ending
from posture.locale import languages, localized, speaking

FOLDER = Path(camera.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.js"))


def test_every_module_is_in_the_joined_script_once() -> None:
    script = camera.script()
    for name in MODULES:
        first = (FOLDER / f"{name}.js").read_text(encoding="utf-8").splitlines()[0]
        assert script.count(first) == 1, name


def test_the_joined_script_imports_nothing_and_exports_one_function() -> None:
    script = camera.script()
    assert not re.search(r"^\s*import\b", script, re.MULTILINE)
    (exported,) = re.findall(r"^export .*", script, re.MULTILINE)
    assert exported.startswith("export default function mount(")


def test_no_name_is_declared_by_two_modules() -> None:
    declared = re.findall(r"^(?:async )?(?:function|class|const|let) (\w+)", camera.script(), re.MULTILINE)
    assert [name for name, times in Counter(declared).items() if times > 1] == []


@pytest.mark.parametrize("name", MODULES)
def test_modules_import_what_they_use_from_modules_that_export_it(name: str) -> None:
    text = (FOLDER / f"{name}.js").read_text(encoding="utf-8")
    for names, source in re.findall(r'^import \{ (.*?) \} from "\./(\w+)\.js";$', text, re.MULTILINE):
        exported = (FOLDER / f"{source}.js").read_text(encoding="utf-8")
        for wanted in names.split(", "):
            assert re.search(
                rf"^export (?:async )?(?:function|class|const) {wanted}\b", exported, re.MULTILINE
            )
            assert len(re.findall(rf"\b{wanted}\b", text)) > 1, f"{wanted} is not used"


def test_modules_are_small() -> None:
    assert all(len((FOLDER / f"{n}.js").read_text(encoding="utf-8").splitlines()) <= 400 for n in MODULES)


def test_every_word_the_script_asks_for_is_there_and_none_is_left_over() -> None:
    script = camera.script()
    asked = set(re.findall(r"\b(?:this\.|\$\{)words\.(\w+)", script))
    assert len(asked) >= 20
    assert asked <= LIVE.keys() | {"reasons"}
    assert {key for key in LIVE if not re.search(rf"\b{key}\b", script)} == set()


def test_every_word_within_a_group_that_the_script_asks_for_is_there() -> None:
    asked = re.findall(r"\bwords\.(\w+)\.([a-z_]\w*)", camera.script())
    groups = [(group, name) for group, name in asked if not isinstance(LIVE.get(group, ""), str)]
    assert len(groups) >= 6
    assert [f"{group}.{name}" for group, name in groups if name not in LIVE[group]] == []


@pytest.mark.parametrize("code", languages())
def test_the_time_of_a_set_can_stand_on_a_line_of_its_own(code: str) -> None:
    """The rest of the sentence stands below it, whole."""
    with speaking(code):
        before, after = localized(LIVE["oftime"]).split("{time}")
    assert not (before.strip() and after.strip())


def test_there_are_words_for_every_end_and_every_trouble() -> None:
    assert LIVE["endings"].keys() == {ending.value for ending in Ending} | {"empty"}
    lens = (FOLDER / "lens.js").read_text(encoding="utf-8")
    raised = set(re.findall(r'"(denied|none|busy|insecure)"', lens)) | {"unplugged"}
    assert LIVE["camera"].keys() == raised


def test_the_page_asks_no_other_host() -> None:
    assert not re.search(r"https?://|//\w+\.\w", camera.script().replace('"http", "ws"', ""))
    assert "url(" not in camera.style()
    assert "@import" not in camera.style()


def test_motion_can_be_turned_off() -> None:
    assert "prefers-reduced-motion: reduce" in camera.style()
