"""The house rules that a reader relies on, read from the source: who imports whom, sizes, docstrings."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import tokenize
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "posture").rglob("*.py"))
ALL = [*SOURCES, ROOT / "streamlit_app.py"]

LAYERS = {
    "errors": 0,
    "version": 0,
    "resources": 0,
    "provenance": 0,
    "serialize": 0,
    "outside": 0,
    "files": 0,
    "processes": 0,
    "body": 0,
    "coach": 1,
    "watch": 1,
    "exercises": 2,
    "guide": 2,
    "posture_check": 2,
    "simulation": 2,
    "vision": 3,
    "history": 3,
    "render": 3,
    "locale": 3,
    "first_pass": 4,
    "pipeline": 4,
    "check_pipeline": 4,
    "cluster": 4,
    "evaluate": 4,
    "live": 4,
    "server": 4,
    "report": 4,
    "cli": 5,
    "app": 5,
    "streamlit_app": 5,
    "__init__": 5,  # the public names come from anywhere; that they stay light has its own test
    "__main__": 5,
}
OUTSIDE = {
    "serialize": {"numpy", "cattrs"},
    "outside": {"numpy"},
    "body": {"numpy"},
    "coach": {"numpy", "pandas", "altair"},
    "vision": {"numpy", "cv2", "av", "mediapipe", "PIL"},
    "render": {"numpy", "cv2", "av", "PIL"},
    "files": {"platformdirs"},
    "history": {"sqlalchemy", "alembic"},
    "posture_check": {"numpy"},
    "locale": {"babel"},
    "simulation": {"numpy"},
    "first_pass": {"numpy"},
    "pipeline": {"numpy"},
    "check_pipeline": {"numpy"},
    "cluster": {"ray"},
    "evaluate": {"numpy"},
    "live": {"numpy", "starlette"},
    "server": {"starlette"},
    "report": {"icalendar", "starlette"},
    "cli": {"typer", "rich", "packaging"},
    "app": {"streamlit", "numpy"},
    "streamlit_app": {"streamlit"},
}
"""What each part may import that is not Python's own."""
STRANGERS = ({"vision", "history"}, {"render", "history"}, {"cli", "app"})
"""Parts of one layer that may not know each other."""
IMPURE = {"time", "datetime", "random", "secrets", "logging", "os", "subprocess", "socket", "threading"}
"""What would let a clock, chance or the world into layers 0 to 2."""
IMPURE_ALLOWED = {"resources", "files", "processes", "serialize"}
ONE_PLACE = {
    "mediapipe": "vision/mediapipe_engine.py",
    "cv2": "vision/opencv.py",
    "pandas": "coach/results/attempts_frame.py",
    "altair": "coach/results/altair_chart.py",
}
MAX_MODULE_LINES, MAX_FUNCTION_LINES = 400, 40


def name_of(path: Path) -> str:
    """The path as messages have it."""
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
            if node.level or not node.module:  # its own test names it
                continue
            # "from posture import x" names a part of ours by x
            one_up = node.module == "posture"
            yield from (f"posture.{alias.name}" for alias in node.names) if one_up else [node.module]


def ours(path: Path) -> set[str]:
    """The parts of posture that the file imports."""
    dotted = (name.split(".") for name in imports_of(path))
    return {parts[1] for parts in dotted if parts[0] == "posture" and len(parts) > 1 and parts[1] in LAYERS}


def offenders(paths: list[Path], wrong: Callable[[Path], object]) -> dict[str, object]:
    """Every file that a rule does not hold for, with what is wrong there: each test names them all."""
    return {name_of(path): found for path in paths if (found := wrong(path))}


def test_every_part_has_a_layer() -> None:
    """The table stands here and in CONTRIBUTING.md."""
    assert offenders(ALL, lambda path: {part_of(path)} - set(LAYERS)) == {}


ROOMS = ("setup", "counting", "judging", "cues", "running", "rejudging")
"""The stages of the coach, in the order in which a pose goes through them."""
WHOLE_FOLD = {"coach", "update"}
"""What puts the stages together: no stage may know it."""


def test_no_stage_of_the_coach_reads_a_later_one() -> None:
    def wrong(path: Path) -> set[str]:
        later = {f"posture.coach.{room}" for room in ROOMS[ROOMS.index(path.parent.name) + 1 :]}
        later |= {f"posture.coach.{module}" for module in WHOLE_FOLD}
        return {name for name in imports_of(path) if any(f"{name}.".startswith(f"{x}.") for x in later)}

    rooms = [path for path in SOURCES if path.parent.parent.name == "coach" and path.parent.name in ROOMS]
    assert {path.parent.name for path in rooms} == set(ROOMS)
    assert offenders(rooms, wrong) == {}


def test_a_part_imports_only_from_its_layer_and_below() -> None:
    def wrong(path: Path) -> set[str]:
        part = part_of(path)
        above = {other for other in ours(path) if LAYERS[other] > LAYERS.get(part, -1)}
        return above | {o for pair in STRANGERS if part in pair for o in ours(path) & pair - {part}}

    assert offenders(ALL, wrong) == {}


def test_a_part_imports_only_its_own_outside_packages() -> None:
    def wrong(path: Path) -> set[str]:
        tops = {name.split(".")[0] for name in imports_of(path)}
        outside = tops - set(sys.stdlib_module_names) - {"posture"}
        elsewhere = {one for one, place in ONE_PLACE.items() if name_of(path) != f"posture/{place}"}
        return outside - OUTSIDE.get(part_of(path), set()) | outside & elsewhere

    assert offenders(ALL, wrong) == {}


def test_imports_are_written_in_full() -> None:
    def wrong(path: Path) -> list[int]:
        nodes = ast.walk(tree_of(path))
        return [node.lineno for node in nodes if isinstance(node, ast.ImportFrom) and node.level]

    assert offenders(ALL, wrong) == {}


def test_the_core_knows_no_clock_no_chance_and_no_world() -> None:
    core = [path for path in SOURCES if LAYERS.get(part_of(path), 9) <= 2]
    pure = [path for path in core if part_of(path) not in IMPURE_ALLOWED]
    assert offenders(pure, lambda path: {name.split(".")[0] for name in imports_of(path)} & IMPURE) == {}


def docstring_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of the docstring: a function is not long because its arguments are explained."""
    first = node.body[0]
    is_text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return (first.end_lineno or first.lineno) - first.lineno + 1 if is_text else 0


def test_modules_and_functions_are_short() -> None:
    def wrong(path: Path) -> list[str]:
        length = len(path.read_text("utf-8").splitlines())
        long = [f"{length} lines"] if length > MAX_MODULE_LINES else []
        for node in ast.walk(tree_of(path)):
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
                length = (node.end_lineno or node.lineno) - node.lineno + 1 - docstring_lines(node)
                long += [f"{node.name} has {length} lines"] if length > MAX_FUNCTION_LINES else []
        return long

    assert offenders(ALL, wrong) == {}


def test_only_the_command_line_prints() -> None:
    def wrong(path: Path) -> list[int]:
        calls = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
        return [node.lineno for node in calls if isinstance(node.func, ast.Name) and node.func.id == "print"]

    assert offenders([path for path in ALL if part_of(path) != "cli"], wrong) == {}


APP = ROOT / "posture" / "app"


def test_only_components_of_the_app_make_html() -> None:
    """Pages draw what `posture.app.components` makes of plain text, so that nothing is left unescaped."""

    def wrong(path: Path) -> list[int]:
        calls = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
        made = [call.lineno for call in calls if ast.unparse(call.func).split(".")[-1] in ("html", "Html")]
        texts = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant))
        return made + [text.lineno for text in texts if isinstance(text.value, str) and "</" in text.value]

    outside = [path for path in APP.rglob("*.py") if path.parent != APP / "components"]
    assert outside
    assert offenders(outside, wrong) == {}


FLOORS = ("routes", "state", "components", "charts", "sections", "pages", "frame")
"""The folders of the app from the ground up.

Routes are data, and state knows neither a widget nor a page: anything may ask for both. Components and charts
draw what they are given, sections know what Posture keeps of a person, a page puts sections together, and the
frame stands around whichever page is open.
"""


def test_a_floor_of_the_app_knows_only_those_below_it() -> None:
    def floor_of(dotted: str) -> int:
        return FLOORS.index(dotted.split(".")[2])

    def wrong(path: Path) -> set[str]:
        here = floor_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
        imported = {name for name in modules_of(path) if name.startswith("posture.app.")}
        return {name for name in imported if floor_of(name) > here}

    assert offenders([path for path in APP.rglob("*.py") if path != APP / "__init__.py"], wrong) == {}


def modules_of(path: Path) -> set[str]:
    """Our own modules that the file imports anywhere, those that it names by ``from package import`` too."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in MODULES else node.module for name in inside}
    return found & MODULES - {dotted(path)}


def dotted(path: Path) -> str:
    """The module's name as it is imported."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {dotted(path) for path in SOURCES}


def test_no_module_imports_itself_by_way_of_others() -> None:
    """A circle ties its modules into one: none can be read, tested or moved without all of them."""
    left = {dotted(path): modules_of(path) for path in SOURCES}
    while ends := {name for name, imported in left.items() if not imported & left.keys()}:
        left = {name: imported for name, imported in left.items() if name not in ends}
    in_circles = {name for name in left if name in reached(name, left)}
    assert in_circles == set()


def reached(name: str, graph: dict[str, set[str]]) -> set[str]:
    """All that can be reached from a module."""
    found, ahead = set(), [name]
    while ahead:
        new = graph.get(ahead.pop(), set()) - found
        found |= new
        ahead += new
    return found


def test_everything_public_has_a_docstring() -> None:
    def wrong(path: Path) -> list[str]:
        return [name for name, node in public(tree_of(path)) if not ast.get_docstring(node)]

    assert offenders(ALL, wrong) == {}


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


HEAVY = {
    "cv2",
    "av",
    "mediapipe",
    "streamlit",
    "sqlalchemy",
    "alembic",
    "altair",
    "cattrs",
    "pandas",
    "starlette",
    "babel",
    "ray",
}


@pytest.mark.parametrize("code", ["import posture", "import posture.cli", "import posture.exercises"])
def test_importing_loads_nothing_heavy(code: str) -> None:
    program = f"{code}\nimport json, sys\nprint(json.dumps(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    loaded = {name.split(".")[0] for name in json.loads(done.stdout)}
    assert "posture" in loaded
    assert not loaded & HEAVY


SMALLEST = """
import typer

app = typer.Typer(rich_markup_mode="rich")


@app.command()
def nothing(x: int = 1):
    "Do nothing."


app()
"""
OURS_FOR_HELP = {"gc", "glob", "posture", "runpy"}


def loaded_by(*words: str) -> set[str]:
    """The modules that a Python process loads."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *words], capture_output=True, text=True, check=True, cwd=ROOT
    )
    return {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import")}


def test_help_loads_nothing_beyond_typer_but_the_heads_of_commands() -> None:
    ours = loaded_by("-m", "posture", "--help") - loaded_by("-c", SMALLEST, "--help")
    assert {name.partition(".")[0] for name in ours} <= OURS_FOR_HELP
    packages = {name.split(".")[1] for name in ours if name.startswith("posture.")}
    assert packages <= {"cli", "errors", "files", "outside", "resources", "version"}


def test_the_version_is_told_without_what_reads_options_or_draws_help() -> None:
    loaded = {name.partition(".")[0] for name in loaded_by("-m", "posture", "--version")}
    assert "typer" in loaded
    assert not loaded & {"pydantic", "rich"}


def test_no_class_name_means_two_things() -> None:
    named = defaultdict(list)
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef):
                named[node.name.lstrip("_")].append(name_of(path))
    assert {name: places for name, places in named.items() if len(places) > 1} == {}


def test_no_file_name_stands_more_than_twice() -> None:
    named = defaultdict(list)
    for path in SOURCES:
        if path.stem != "__init__":
            named[path.stem].append(name_of(path))
    assert {name: places for name, places in named.items() if len(places) > 2} == {}


SCENARIOS = {
    "app_hostile", "app_people", "app_safety", "app_strange_words", "architecture", "browser_check",
    "browser_clinic", "browser_live", "browser_pages", "browser_routine", "browser_watch", "cli_options",
    "cli_strange_words", "deploy", "fuzz", "golden", "guide_figures", "hostile_files", "live_aims",
    "load_driver", "long_history", "many_programs", "migrations", "outcomes", "packaging", "privacy",
    "public", "public_files", "rivals", "seated", "times", "two_people", "what_is_seen",
}  # fmt: skip
"""Test modules that are about the whole, or about one matter wherever it stands."""


def test_a_test_module_is_named_after_a_module_or_a_scenario() -> None:
    names = set()
    for path in [*SOURCES, *(ROOT / "models").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]:
        *packages, stem = path.relative_to(ROOT).with_suffix("").parts
        stem = (packages.pop() if stem == "__init__" else stem).lstrip("_")
        names |= {stem, *(f"{package}_{stem}" for package in packages)}
    tests = {path.stem.removeprefix("test_") for path in (ROOT / "tests").glob("*/test_*.py")}
    assert tests - names == SCENARIOS


AS_ANOTHER = re.compile(r"\bas `\w+\.\w+` does\b")
ARRAY = re.compile(r"\b(?:Floats|Image|Mask|NDArray|ndarray)\b")


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The file's public functions and methods, without those whose options the command line describes."""
    commands = {
        argument.id
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Call)
        for argument in node.args
        if isinstance(argument, ast.Name)
    }
    for _, node in public(tree_of(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name not in commands:
            yield node


def undescribed(function: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    """The arguments that a docstring fails to describe, where there are two or more, or one is an array."""
    given = function.args
    named = [
        argument
        for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)
        if argument.arg not in ("self", "cls") and not argument.arg.startswith("_")
    ]
    arrays = any(ARRAY.search(ast.unparse(a.annotation)) for a in named if a.annotation)
    if len(named) < 2 and not arrays:
        return []
    docstring = ast.get_docstring(function) or ""
    if AS_ANOTHER.search(docstring):  # which describes them
        return []
    _, _, described = docstring.partition("Args:\n")
    return [a.arg for a in named if not re.search(rf"^ +{a.arg}(?: \(.*\))?:", described, re.MULTILINE)]


def test_functions_with_two_arguments_or_an_array_describe_each() -> None:
    def wrong(path: Path) -> list[str]:
        found = ((node.name, undescribed(node)) for node in functions(path))
        return [f"{name}: {', '.join(arguments)}" for name, arguments in found if arguments]

    assert offenders(ALL, wrong) == {}


NO_VERBS = {
    "A", "All", "Along", "An", "Another", "At", "Aware", "Both", "By", "Degrees", "Distance", "Each", "Every",
    "Everything", "Flexion", "For", "From", "Half", "How", "In", "It", "Largest", "Length", "Median",
    "Nobody", "Nothing", "Of", "One", "Seconds", "Several", "Since", "Smallest", "Somebody", "Something",
    "That", "The", "Through", "What", "When", "Where", "Whether", "Which", "Who", "Whoever", "Why", "Width",
    "With", "Words",
}  # fmt: skip
"""First words that are no verbs; Ruff (D401) knows only some of them."""


def test_docstrings_of_functions_begin_with_a_verb() -> None:
    def _wrong(path: Path) -> list[str]:
        nodes = (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.FunctionDef))
        acting = [n for n in nodes if not any("property" in ast.unparse(d) for d in n.decorator_list)]
        firsts = {n.name: re.split(r"\W", ast.get_docstring(n) or "", maxsplit=1)[0] for n in acting}
        return [f"{name}: {first}" for name, first in firsts.items() if first in NO_VERBS]

    assert offenders(ALL, _wrong) == {}


STUMBLING = re.compile(
    r"\b(?:anew|whoever|whomever|came to|comes to be|is nothing that|has most room|the like of which)\b", re.I
)
"""Words of a translation, over which a native reader stumbles."""


def prose(path: Path) -> Iterator[tuple[int, str]]:
    """Every docstring and comment of a file, with the line at which it begins."""
    for node in ast.walk(tree_of(path)):
        text = node.value if isinstance(node, ast.Expr) else None
        if isinstance(text, ast.Constant) and isinstance(text.value, str):
            yield text.lineno, text.value
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type == tokenize.COMMENT:
                yield token.start[0], token.string


def test_docstrings_and_comments_use_plain_words() -> None:
    def wrong(path: Path) -> list[str]:
        return [f"{line}: {word}" for line, text in prose(path) for word in STUMBLING.findall(text)]

    assert offenders(ALL, wrong) == {}


def test_functions_inside_functions_are_private_or_described() -> None:
    """Their names are read far from where a module's names are explained."""

    def _wrong(path: Path) -> set[str]:
        defined = (ast.FunctionDef, ast.AsyncFunctionDef)
        outer = (node for node in ast.walk(tree_of(path)) if isinstance(node, defined))
        inner = (node for function in outer for node in ast.walk(function) if node is not function)
        functions = (node for node in inner if isinstance(node, defined))
        return {f.name for f in functions if not f.name.startswith("_") and not ast.get_docstring(f)}

    assert offenders(SOURCES, _wrong) == {}


def test_every_folder_and_file_that_the_settings_name_is_there() -> None:
    """A pattern that meets nothing would leave words untranslated, tests unrun and rules unheeded."""
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    named = re.findall(r'"/?((?:posture|tests|benchmarks|models|samples|docs)(?:/\w[\w.]*)+)', settings)
    here = [path for path in named if not path.startswith("posture/_bundled")]  # which only a wheel has
    assert "posture/exercises" in here
    assert [path for path in here if not (ROOT / path).exists()] == []
