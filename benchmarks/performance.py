"""The speed report: figures as JSON, and the page that is made of them alone.

Each section is measured by a module of its own. One that cannot run on a machine (no Chromium, no Ray) is
left out with its reason, and the others go on.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.aims import AIMS
from benchmarks.figures import known

FORMAT = 1
Rows = list[list[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report.

    Attributes:
        name: What it is asked for by.
        title: Its heading.
        about: What the table shows, in a sentence or two.
        head: Headings of the columns, or what makes them of the section's figures.
        rows: Makes the rows of the section's figures.
        measure: Takes the figures; with ``quick=True`` in little time.
        note: Says more below the table, from the figures.
    """

    name: str
    title: str
    about: str
    head: Sequence[str] | Callable[[Any], Sequence[str]]
    rows: Callable[[Any], Rows]
    measure: Callable[..., Any]
    note: Callable[[Any], str] = lambda _: ""


def take(
    sections: Iterable[Section], *, quick: bool, tell: Callable[[str], None]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Take the figures of some sections.

    Args:
        sections: Which.
        quick: Fewer rounds and shorter ones.
        tell: Called with a line on each section before it begins.

    Returns:
        The figures by section, and why others were left out.
    """
    figures: dict[str, Any] = {}
    left_out: dict[str, str] = {}
    for section in sections:
        tell(section.title)
        try:
            figures[section.name] = known(section.measure(quick=quick))
        except Exception as error:  # noqa: BLE001  whatever a part lacks here, the others are measured
            left_out[section.name] = f"{type(error).__name__}: {str(error).strip().partition(chr(10))[0]}"[
                :200
            ]
    return figures, left_out


def page(report: Mapping[str, Any], sections: Iterable[Section]) -> str:
    """Return the report as Markdown.

    Args:
        report: ``machine``, ``figures`` and ``left_out``, as they stand in the JSON.
        sections: All sections, in their order.
    """
    figures, left_out = report["figures"], report["left_out"]
    parts = ["# Speed", _intro(report["machine"]), "## Aims", _aims(figures)]
    for section in sections:
        if section.name in figures:
            found = figures[section.name]
            head = section.head(found) if callable(section.head) else section.head
            table = _table(head, section.rows(found))
            parts += [f"## {section.title}", section.about, table, section.note(found)]
        elif section.name in left_out:
            parts += [f"## {section.title}", f"Not measured: {left_out[section.name]}"]
    return "\n\n".join(part for part in parts if part) + "\n"


def write(report: Mapping[str, Any], sections: Iterable[Section], folder: Path) -> None:
    """Write ``performance.md`` and ``performance.json``.

    Args:
        report: As for `page`.
        sections: All sections, in their order.
        folder: Where they are written.
    """
    text = json.dumps(report, indent=1, ensure_ascii=False, allow_nan=False)
    (folder / "performance.json").write_text(text + "\n", encoding="utf-8")
    (folder / "performance.md").write_text(page(report, sections), encoding="utf-8")


def _intro(machine: Mapping[str, Any]) -> str:
    parts = ", ".join(f"{name} {number}" for name, number in machine["parts"].items())
    said = (
        "`python -m benchmarks` writes this page and [its figures](performance.json). "
        f"Taken on {machine['taken_on']}: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory_gb']:g} GB, {machine['system']}, Python {machine['python']}; {parts}. "
        "Every ratio is of one run in which both sides took turns."
    )
    if machine["busy"]:
        said += (
            f"\n\n**The machine was not idle** (load {machine['load']:g}; equal loops differed by a factor "
            f"of {machine['unevenness']:g}): times are longer than they would be, ratios hold."
        )
    return said


def _aims(figures: Mapping[str, Any]) -> str:
    rows = []
    for aim in AIMS:
        value = aim.value(figures)
        bound = f"{'≥' if aim.at_least else '≤'} {aim.limit:g} {aim.unit}".strip()
        found = "not measured" if value is None else f"{_number(value)} {aim.unit}".strip()
        rows.append([aim.what, bound, found, "" if value is None else "met" if aim.met(value) else "missed"])
    return _table(["figure", "aim", "measured", ""], rows)


def _table(head: Sequence[str], rows: Rows) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(_cell(value) for value in line)} |" for line in lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return _number(value) if isinstance(value, float) else str(value)


def _number(value: float) -> str:
    """Write a figure with four digits: the rest is noise."""
    return str(round(value)) if abs(value) >= 1000 else f"{value:.4g}"
