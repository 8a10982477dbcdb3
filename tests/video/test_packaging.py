"""What is built and installed: nothing that the program needs stays behind in the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import posture
from posture.locale import languages

if sys.version_info >= (3, 11):
    import tomllib
else:
    tomllib = pytest.importorskip("tomli")

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
README = (ROOT / "README.md").read_text("utf-8")
CONSTRAINTS = (ROOT / "constraints.txt").read_text("utf-8")
PINNED = {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", CONSTRAINTS, re.M)}
COMMANDS = (
    "python -m pip install -c constraints.txt . && posture",
    'python -m pip install -c constraints.txt -e ".[dev]" && pytest',
)


def built(kind: str, source: Path, out: Path) -> Path:
    """The file that hatchling builds from a source tree."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    (found,) = out.iterdir()
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this checkout."""
    return built("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel's files, as pip lays them out."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def names(wheel: Path) -> set[str]:
    """The files in a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def tracked(*folders: str) -> set[str]:
    """The files that belong to the project, below some folders."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return {name for name in listed.stdout.split("\0") if name}


def compiled(name: str) -> str:
    """What the wheel has in place of a file: translations are compiled."""
    return f"{name.removesuffix('.po')}.mo" if name.endswith(".po") else name


needs_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a git checkout")


@needs_git
def test_every_file_of_the_package_is_in_the_wheel(wheel: Path) -> None:
    expected = {compiled(name) for name in tracked("posture") if not name.endswith(".pot")}
    assert {f"posture/locale/{code}/LC_MESSAGES/posture.mo" for code in ("de", "es")} <= expected
    assert {"posture/py.typed", "posture/__init__.py"} <= expected
    assert any(name.endswith(".js") for name in expected)
    assert expected <= names(wheel)


@needs_git
def test_models_samples_and_the_page_are_in_the_wheel(wheel: Path) -> None:
    beside = {name for name in tracked("models", "samples", ".streamlit") if not name.endswith("build.py")}
    expected = {f"posture/_bundled/{name}" for name in {*beside, "streamlit_app.py"}}
    assert len(expected) > 15
    assert expected <= names(wheel)


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in names(wheel)}
    assert tops == {"posture", f"posture-{posture.__version__}.dist-info"}
    assert not [name for name in names(wheel) if "__pycache__" in name or name.endswith((".db", ".pyc"))]
    assert f"posture-{posture.__version__}.dist-info/licenses/LICENSE" in names(wheel)


def test_an_installed_wheel_finds_its_files_from_any_folder(installed: Path, tmp_path: Path) -> None:
    code = """
from posture.resources import locate
from posture.vision.models import find
for name in ("streamlit_app.py", ".streamlit/config.toml", "samples", "models/SHA256SUMS"):
    assert locate(name).exists(), name
    print(locate(name))
print(find("lite").path)
print(find("full").path)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = done.stdout.splitlines()
    assert len(found) == 6
    assert all(Path(line).is_relative_to(installed / "posture" / "_bundled") for line in found)


def test_an_installed_wheel_speaks_every_language_of_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = """
from posture.locale import gettext, languages, localized, speaking
from posture.exercises import EXERCISES
print(list(languages()))
for code in languages():
    with speaking(code):
        print(gettext("Settings"), localized(EXERCISES["chin_tucks"].title), sep="; ")
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=True,
    )
    known, *said = done.stdout.splitlines()
    assert known == str(list(languages()))
    assert "Einstellungen" in done.stdout and len(set(said)) == len(said)


def test_the_source_package_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    sdist = built("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        if sys.version_info >= (3, 12):
            archive.extractall(tmp_path / "source", filter="data")
        else:
            archive.extractall(tmp_path / "source")
    (source,) = (tmp_path / "source").iterdir()
    assert names(built("wheel", source, tmp_path / "again")) == names(wheel)


def test_the_readme_gives_the_two_commands_and_ci_reads_them_there() -> None:
    assert re.findall(r"^python -m pip install .*", README, re.M) == list(COMMANDS)
    scripts = {path.name: path.read_text("utf-8") for path in (ROOT / ".ci").iterdir()}
    assert "README.md" in scripts["new.sh"]
    assert all("readme_commands" in scripts[name] for name in ("run", "newest"))
    assert not any(command in script for script in scripts.values() for command in COMMANDS), "said once"
    contributing = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert COMMANDS[1] in contributing
    assert len(README.splitlines()) <= 100


EXTRAS = PROJECT["optional-dependencies"]


def test_every_dependency_is_pinned_and_explained() -> None:
    lines = PROJECT["dependencies"] + [line for extra in EXTRAS.values() for line in extra]
    wanted = [Requirement(line).name.lower() for line in lines]
    explained = (ROOT / "CONTRIBUTING.md").read_text("utf-8").lower()
    assert len(wanted) > 15
    assert [name for name in wanted if name not in PINNED] == []
    assert [name for name in wanted if name not in explained] == []
    assert set(EXTRAS) == {"dev", "docs", "postgres", "cluster", "server"}


def test_the_versions_that_were_tested_are_taken_and_no_major_after_them() -> None:
    lines = PROJECT["dependencies"] + [line for extra in EXTRAS.values() for line in extra]
    wanted = [Requirement(line) for line in lines]
    tested = [(one, Version(PINNED[one.name.lower()])) for one in wanted]
    assert [str(one) for one, version in tested if version not in one.specifier] == []
    assert [str(one) for one, version in tested if f"{version.major + 1}.0" in one.specifier] == []


def test_the_constraints_hold_versions_and_nothing_else() -> None:
    lines = [line for line in CONSTRAINTS.splitlines() if not line.startswith("#")]
    pin = re.compile(r"[\w.-]+==[\w.]+( ; python_version >= \"3\.\d+\")?")
    assert [line for line in lines if not pin.fullmatch(line)] == []
    assert len(PINNED) == len(lines)


def commands_shown() -> list[list[str]]:
    """The ``posture …`` lines of the README and of the page of commands, without their comments, in words."""
    page = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    lines = re.findall(r"^posture\b([^#\n]*)", README + page, re.M)
    return [list(words) for words in dict.fromkeys(tuple(line.split()) for line in lines)]


@pytest.mark.parametrize("words", commands_shown(), ids=" ".join)
def test_the_documents_show_commands_and_options_that_exist(words: list[str]) -> None:
    from typer.main import get_command

    from posture.cli import app

    command = get_command(app)
    if words:
        command = command.commands[words[0]]  # type: ignore[attr-defined]
    known = {flag for option in command.params for flag in (*option.opts, *option.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= known


def test_the_readme_example_runs() -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.S)
    assert len(code.splitlines()) <= 10
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.search(r"^\d+ of \d+ count$", done.stdout, re.M)
