"""The speed report: made of its JSON alone, with every aim beside its figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.aims import AIMS
from benchmarks.machine import different
from benchmarks.performance import Section, page, take, write
from benchmarks.sections import SECTIONS

DOCS = Path(__file__).parents[2] / "docs"
IDLE = {
    "taken_on": "2026-01-02",
    "processor": "Quick 9000",
    "cores": 2,
    "memory_gb": 8.0,
    "system": "Linux x86_64",
    "python": "3.11.7",
    "parts": {"numpy": "2.4"},
    "load": 0.1,
    "unevenness": 1.05,
    "busy": False,
}


def section(name: str, measure: Any) -> Section:
    return Section(
        name=name,
        title=name.title(),
        about="",
        head=("what", "ms"),
        rows=lambda f: list(f.items()),
        measure=measure,
    )


def test_a_part_that_cannot_run_is_left_out_with_its_reason_and_the_others_go_on() -> None:
    def broken(*, quick: bool) -> Any:
        raise FileNotFoundError("no Chromium here\nat all")

    told: list[str] = []
    sections = [section("live", broken), section("model", lambda *, quick: {"bare": 9.5 if quick else 9.0})]
    figures, left_out = take(sections, quick=True, tell=told.append)
    assert figures == {"model": {"bare": 9.5}}
    assert left_out == {"live": "FileNotFoundError: no Chromium here"}
    assert told == ["Live", "Model"]
    text = page({"machine": IDLE, "figures": figures, "left_out": left_out}, sections)
    assert "Not measured: FileNotFoundError: no Chromium here" in text
    assert "| bare | 9.5 |" in text


def test_a_number_that_is_none_is_written_as_unknown_and_costs_no_other_figure(tmp_path: Path) -> None:
    found = {"steps": [{"delay_ms": float("inf"), "mb": float("nan"), "sets": 1}], "ended": "too slow"}
    figures, _ = take([section("load", lambda *, quick: found)], quick=True, tell=print)
    assert figures == {"load": {"steps": [{"delay_ms": None, "mb": None, "sets": 1}], "ended": "too slow"}}
    write({"machine": IDLE, "figures": figures, "left_out": {}}, (), tmp_path)
    assert json.loads((tmp_path / "performance.json").read_text("utf-8"))["figures"] == figures


@pytest.mark.parametrize(("seconds", "verdict"), [(0.15, "met"), (0.151, "missed")])
def test_every_aim_stands_beside_its_figure(seconds: float, verdict: str) -> None:
    report = {
        "machine": IDLE,
        "figures": {"commands": {"posture --help": {"median_s": seconds}}},
        "left_out": {},
    }
    lines = page(report, ()).splitlines()
    assert f"| `posture --help` | ≤ 0.15 s | {seconds:g} s | {verdict} |" in lines
    assert sum("| not measured |" in line for line in lines) == len(AIMS) - 1


def test_a_busy_machine_is_said() -> None:
    idle = page({"machine": IDLE, "figures": {}, "left_out": {}}, ())
    busy = page({"machine": {**IDLE, "busy": True, "load": 7.0}, "figures": {}, "left_out": {}}, ())
    assert "was not idle" not in idle
    assert "was not idle** (load 7;" in busy


def test_figures_of_another_machine_or_other_versions_are_told_apart() -> None:
    assert different(IDLE, {**IDLE, "taken_on": "2026-02-03", "load": 9.0, "busy": True}) == ""
    assert different(IDLE, {**IDLE, "cores": 4, "parts": {"numpy": "2.5"}}) == "cores, parts"


def test_what_is_written_can_be_read(tmp_path: Path) -> None:
    report = {"machine": IDLE, "figures": {}, "left_out": {}}
    write(report, SECTIONS, tmp_path)
    assert json.loads((tmp_path / "performance.json").read_text("utf-8")) == report
    assert (tmp_path / "performance.md").read_text("utf-8") == page(report, SECTIONS)


def test_every_aim_is_of_a_section_and_the_published_figures_have_it() -> None:
    report = json.loads((DOCS / "performance.json").read_text("utf-8"))
    assert {aim.section for aim in AIMS} <= {section.name for section in SECTIONS}
    assert [aim.what for aim in AIMS if aim.value(report["figures"]) is None] == []


def test_the_published_page_is_made_of_the_published_figures() -> None:
    report = json.loads((DOCS / "performance.json").read_text("utf-8"))
    assert (DOCS / "performance.md").read_text("utf-8") == page(report, SECTIONS)
