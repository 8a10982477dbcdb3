"""What the documents say of the code: the files that they name are there, and their examples run."""

from __future__ import annotations

import json
import re
import runpy
from pathlib import Path

import pytest
from kept_samples import a_session
from test_architecture import LAYERS, OUTSIDE

import posture
from posture.cluster.result import Result
from posture.coach.coach import Coach
from posture.exercises import EXERCISES, find
from posture.pipeline import Options

ROOT = Path(__file__).parents[2]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
GENERATED = {"accuracy.md"}
PAGES = sorted(page for page in (ROOT / "docs").rglob("*.md") if page.name not in GENERATED)
UNTOLD = ("__init__", "__main__")
"""Parts that are no room."""
FOLDERS = ("posture", "tests", "samples", "docs", "models", "benchmarks")


def named(text: str) -> set[str]:
    """The paths of this project that a text names in code, without what stands for any name."""
    words = {word for code in re.findall(r"`([^`\n]+)`", text) for word in code.split()}
    paths = {word.partition(":")[0] for word in words if word.split("/")[0] in FOLDERS and "/" in word}
    return {path for path in paths if not set("<>*{}…") & set(path) and "/xx/" not in path}


def block(kind: str, page: Path) -> list[str]:
    """The blocks of code of one language on a page."""
    return re.findall(rf"^```{kind}\n(.*?)^```", page.read_text("utf-8"), re.S | re.M)


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES], ids=page_id)
def test_every_file_that_a_document_names_is_there(page: Path) -> None:
    assert [path for path in named(page.read_text("utf-8")) if not (ROOT / path).exists()] == []


def test_twenty_wishes_lead_to_a_file_each() -> None:
    table = CONTRIBUTING.partition("| I want to change")[2].partition("\n\n")[0]
    rows = [row.split("|")[1:-1] for row in table.splitlines()[2:]]
    assert len(rows) >= 20
    assert [wish for wish, where in rows if not named(where)] == []


@pytest.mark.parametrize("page", [page for page in PAGES if block("python", page)], ids=page_id)
def test_the_examples_of_a_page_run(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    if page.stem == "judge-a-folder":  # its examples read what a command wrote
        monkeypatch.chdir(tmp_path)
        (tmp_path / "results.jsonl").write_bytes(b"".join(result.to_line() for result in some_results()))
    for code in block("python", page):
        exec(compile(code, str(page), "exec"), {"__name__": "example"})
    assert capsys.readouterr().out


def some_results() -> list[Result]:
    """Results of two clips."""
    return [
        Result.of(Path(name), a_session(), content_sha256=name, options=Options())
        for name in ("a.mp4", "b.mp4")
    ]


def test_the_result_of_the_page_of_formats_has_the_fields_of_a_result() -> None:
    _, text = block("json", ROOT / "docs" / "formats.md")
    shown, written = json.loads(text), some_results()[0].as_dict()
    assert list(shown) == list(written)
    assert list(shown["options"]) == list(written["options"])


def test_the_session_of_the_page_of_formats_has_the_fields_of_a_session() -> None:
    text, _ = block("json", ROOT / "docs" / "formats.md")
    shown, written = json.loads(text), Coach(find("wall_angels")).finish().as_dict()
    assert set(shown) == set(written)
    assert set(shown["counts"]) == set(written["counts"])


def test_the_page_of_exercises_has_each_of_the_guide_with_its_views() -> None:
    page = (ROOT / "docs" / "exercises.md").read_text("utf-8")
    listed = re.findall(r"^\| ([A-Z][^|]+?) \| ([^|;]+?)(?:;[^|]*)? \|", page, re.M)
    views = {move.title: " or ".join(view.value for view in move.views) for move in EXERCISES.values()}
    assert sorted(listed) == sorted(views.items())


def test_the_readme_gives_the_figures_of_the_accuracy_report() -> None:
    report, readme = ((ROOT / name).read_text("utf-8") for name in ("docs/accuracy.md", "README.md"))
    clips = re.findall(r"(\d+) labelled clips", report)
    assert re.findall(r"(\d+) labelled clips", readme) == clips
    real = report.partition("### Faults, other clips")[2].partition("\n\n### ")[0]
    total = next(line for line in real.splitlines() if line.startswith("| all |"))
    precision, between, recall, within = [cell.strip() for cell in total.split("|")[6:10]]
    plain = " ".join(readme.split())
    assert f"{precision} were right (95 % interval {between} %)" in plain
    assert f"it found {recall} ({within} %)" in plain


def test_the_start_page_counts_the_public_names() -> None:
    page = (ROOT / "docs" / "index.md").read_text("utf-8")
    (number,) = re.findall(r"\[(\w+) names\]\(reference/posture\.md\)", page)
    assert number == {11: "eleven", 12: "twelve", 13: "thirteen"}[len(posture.__all__)]


def test_the_table_of_rooms_has_the_layers_and_imports_of_the_architecture() -> None:
    table = CONTRIBUTING.partition("| layer | part |")[2].partition("\n\n")[0]
    rows = [[cell.strip() for cell in row.split("|")[1:-1]] for row in table.splitlines()[2:]]
    told = [(in_code(parts), int(layer), in_code(outside)) for layer, parts, _, outside in rows]
    assert {part: layer for parts, layer, _ in told for part in parts} | dict.fromkeys(UNTOLD, 5) == LAYERS
    real = [set().union(*(OUTSIDE.get(part, set()) for part in parts)) for parts, *_ in told]
    assert [outside for *_, outside in told] == real


def in_code(text: str) -> set[str]:
    return set(re.findall(r"`([^`]+)`", text))


@pytest.mark.parametrize(
    ("shown", "given", "same"),
    [
        ("range 154.4 deg", "range  154.1 deg\n", True),
        ("2 of 5 count", "3 of 5 count", False),
        ("2 of 5 count", "2 of 5 fail", False),
        ("1 2 3", "1 2", False),
        ("at most -3", "at most 3", False),
    ],
)
def test_a_notebook_gives_what_it_shows_word_for_word_and_nearly_number_for_number(
    shown: str, given: str, same: bool
) -> None:
    assert runpy.run_path(str(ROOT / "docs" / "make" / "notebooks.py"))["alike"](shown, given) is same


@pytest.mark.parametrize("name", ["hysteresis", "own_range"])
def test_a_figure_of_simulated_people_can_be_drawn_again(name: str, tmp_path: Path) -> None:
    draw = runpy.run_path(str(ROOT / "docs" / "make" / "figures.py"))["FIGURES"][name]
    draw.__globals__["IMAGES"] = tmp_path
    draw()
    drawn = (tmp_path / f"{name}.svg").read_text("utf-8")
    committed = (ROOT / "docs" / "images" / f"{name}.svg").read_text("utf-8")
    assert words_of(drawn) == words_of(committed)


def words_of(svg: str) -> list[str]:
    """What a figure says: its labels, the numbers of its axes, what counts."""
    return re.findall(r"<text[^>]*>([^<]+)</text>", svg)
