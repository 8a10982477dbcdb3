"""Tables of a posture check for a terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table

from posture.cli.terminal_text import plain
from posture.posture_check.change import MeasureChange, Way
from posture.posture_check.check_result import Check, amount, title_of

_NONE = "–"


def table(check: Check, changes: Mapping[str, MeasureChange]) -> RenderableType:
    """Draw every measure with its error and band, what has changed, and what was not measured.

    Args:
        check: A check that was not refused: the values of a refused one are too unsure to show.
        changes: What has changed, by name of the measure; empty where there is no earlier check.
    """
    seen = f"seen from the {check.view}" if check.view == "front" else f"{check.side} side to the camera"
    averaged = f"average of {check.still_s:.1f} still seconds" if check.still_s else "one picture"
    parts: list[RenderableType] = [f"[bold]Posture check[/]  {seen}, {averaged}"]
    parts += ["", Padding(_numbers(check, changes), (0, 2))]
    notes = (f"{plain(title_of(m.name))}  [dim]{plain(m.note)}[/]" for m in check.measures)
    parts += ["", "[bold]How to read it[/]", *(Padding(line, (0, 0, 0, 2)) for line in notes)]
    if check.unmeasured:
        lines = (f"{plain(gap.what)}  [dim]{plain(gap.why)}[/]" for gap in check.unmeasured)
        parts += ["", "[bold]Not measured[/]", *(Padding(line, (0, 0, 0, 2)) for line in lines)]
    return Group(*parts)


def _numbers(check: Check, changes: Mapping[str, MeasureChange]) -> Table:
    rows = Table(box=None, pad_edge=False, header_style="bold")
    rows.add_column("Measure")
    for title in ("Value", "Error"):
        rows.add_column(title, justify="right")
    rows.add_column("To stay in")
    if changes:
        rows.add_column("Since the last")
    for m in check.measures:
        cells = [title_of(m.name), amount(m.value, m.unit), f"± {amount(m.error, m.unit)}", m.band or _NONE]
        if changes:
            cells.append(_changed(changes[m.name], m.unit))
        rows.add_row(*(plain(str(cell)) for cell in cells))
    return rows


def _changed(change: MeasureChange, unit: str) -> str:
    return str(change.way) if change.way is Way.NONE else f"{change.way} by {amount(abs(change.by), unit)}"
