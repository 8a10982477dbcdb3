"""The house rules that a reader relies on, read from the source: who imports whom, sizes, docstrings."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "posture").rglob("*.py"))
ALL = [*SOURCES, ROOT / "streamlit_app.py"]

LAYERS = {
    "errors": 0,
    "resources": 0,
    "outside": 0,
    "data_folder": 0,
    "claims": 0,
    "atomic_file": 0,
    "output_files": 0,
    "scratch": 0,
    "body": 0,
    "coach": 1,
    "watch": 1,
    "exercises": 2,
    "guide": 2,
    "check": 2,
    "vision": 3,
    "history": 3,
    "pipeline": 4,
    "checking": 4,
    "evaluate": 4,
    "live": 4,
    "cli": 5,
    "app": 5,
    "streamlit_app": 5,
    "__init__": 5,  # the public names come from anywhere; that they stay light has its own test
    "__main__": 5,
}
OUTSIDE = {
    "outside": {"numpy"},
    "body": {"numpy"},
    "coach": {"numpy"},
    "vision": {"numpy", "cv2", "av", "mediapipe", "PIL"},
    "data_folder": {"platformdirs"},
    "history": {"sqlalchemy", "alembic"},
    "check": {"numpy"},
    "pipeline": {"numpy"},
    "checking": {"numpy"},
    "evaluate": {"numpy"},
    "live": {"numpy", "starlette"},
    "cli": {"typer", "rich", "packaging"},
    "app": {"streamlit", "numpy"},
    "streamlit_app": {"streamlit"},
}
"""What each part may import that is not Python's own."""
STRANGERS = ({"vision", "history"},)
"""Parts of one layer that may not know each other."""
IMPURE = {"time", "datetime", "random", "secrets", "logging", "os", "subprocess", "socket", "threading"}
"""What would let a clock, chance or the world into layers 0 to 2."""
IMPURE_ALLOWED = {"resources", "data_folder", "claims", "atomic_file", "output_files", "scratch"}
ONE_PLACE = {"mediapipe": "vision/native.py"}
MAX_MODULE_LINES, MAX_FUNCTION_LINES = 400, 40


def name_of(path: Path) -> str:
    """The path as the test's id."""
    return path.relative_to(ROOT).as_posix()


def part_of(path: Path) -> str:
    """The package or module below ``posture`` that a file belongs to."""
    inside = path.relative_to(ROOT).parts
    return Path(inside[0] if inside[0] != "posture" else inside[1]).stem


@cache
def tree_of(path: Path) -> ast.Module:
    """The file's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def imports_of(path: Path) -> Iterator[str]:
    """Every module that the file imports anywhere, dotted."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: write imports in full"
            assert node.module
            # "from posture import x" names a part of ours by x
            one_up = node.module == "posture"
            yield from (f"posture.{alias.name}" for alias in node.names) if one_up else [node.module]


def ours(path: Path) -> set[str]:
    """The parts of posture that the file imports."""
    dotted = (name.split(".") for name in imports_of(path))
    return {parts[1] for parts in dotted if parts[0] == "posture" and len(parts) > 1 and parts[1] in LAYERS}


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_part_imports_only_from_its_layer_and_below(path: Path) -> None:
    part = part_of(path)
    assert part in LAYERS, f"{part} has no layer: add it to the table, here and in CONTRIBUTING.md"
    above = {other for other in ours(path) if LAYERS[other] > LAYERS[part]}
    strangers = {o for pair in STRANGERS if part in pair for o in ours(path) & pair - {part}}
    assert not above | strangers


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_a_part_imports_only_its_own_outside_packages(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports_of(path)}
    outside = tops - set(sys.stdlib_module_names) - {"posture"}
    assert outside <= OUTSIDE.get(part_of(path), set())
    for package, place in ONE_PLACE.items():
        assert package not in outside or name_of(path) == f"posture/{place}"


@pytest.mark.parametrize("path", [p for p in SOURCES if LAYERS.get(part_of(p), 9) <= 2], ids=name_of)
def test_the_core_knows_no_clock_no_chance_and_no_world(path: Path) -> None:
    tops = {name.split(".")[0] for name in imports_of(path)}
    assert not tops & IMPURE or part_of(path) in IMPURE_ALLOWED


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_modules_and_functions_are_short(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    long = [
        f"{node.name} has {length} lines"
        for node in ast.walk(tree_of(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        and (length := (node.end_lineno or node.lineno) - node.lineno + 1) > MAX_FUNCTION_LINES
    ]
    assert lines <= MAX_MODULE_LINES
    assert not long


@pytest.mark.parametrize("path", [p for p in ALL if part_of(p) != "cli"], ids=name_of)
def test_only_the_command_line_prints(path: Path) -> None:
    prints = [
        node.lineno
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
    ]
    assert not prints


@pytest.mark.parametrize("path", ALL, ids=name_of)
def test_everything_public_has_a_docstring(path: Path) -> None:
    silent = [name for name, node in public(tree_of(path)) if not ast.get_docstring(node)]
    assert not silent


Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def public(node: Documented, name: str = "module") -> Iterator[tuple[str, Documented]]:
    """A module, class or function with all that is public in it; functions inside functions are private."""
    yield name, node
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    for child in node.body:
        named = isinstance(child, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef))
        if named and not child.name.startswith("_"):
            yield from public(child, child.name)


CITED = re.compile(r"measurements\.md (\d+(?:\.\d+)?)(?: and (\d+(?:\.\d+)?))?")


def test_every_measured_fact_that_code_cites_can_be_looked_up() -> None:
    page = (ROOT / "docs" / "measurements.md").read_text("utf-8")
    written = set(re.findall(r"^(?:## |\*\*)(\d+(?:\.\d+)?) ", page, re.MULTILINE))
    found = (match for path in ALL for match in CITED.findall(path.read_text("utf-8")))
    cited = {section for match in found for section in match if section}
    assert cited
    assert cited <= written


HEAVY = {"cv2", "av", "mediapipe", "streamlit", "sqlalchemy", "alembic", "altair", "pandas", "starlette"}


@pytest.mark.parametrize("code", ["import posture", "import posture.cli", "import posture.exercises"])
def test_importing_loads_nothing_heavy(code: str, record_property: pytest.RecordProperty) -> None:
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    begin_s = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    record_property("seconds", time.perf_counter() - begin_s)  # told in the report, not judged here
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert "posture" in loaded
    assert not loaded & HEAVY


def test_help_loads_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "posture", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    loaded = {line.rpartition("|")[2].strip().split(".")[0] for line in done.stderr.splitlines()}
    assert "typer" in loaded
    assert not loaded & HEAVY
