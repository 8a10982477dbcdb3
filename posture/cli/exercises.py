"""``posture exercises``: list the moves, or describe one in full."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from posture.coach.exercise import Exercise


_LINE = 1000
"""Width of the table where no terminal shows it: wide enough that no row folds."""


def register(app: typer.Typer) -> None:
    """Add ``exercises``."""
    app.command("exercises")(exercises)


def exercises(
    exercise_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="One move in full.")] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
) -> None:
    """List the moves, or describe one: how it is done, measured, and what cannot be seen."""
    from rich.console import Console

    from posture.exercises import EXERCISES, find

    moves = list(EXERCISES.values()) if exercise_id is None else [find(exercise_id)]
    if as_json:
        import json

        found = [described(move) for move in moves]
        print(json.dumps(found if exercise_id is None else found[0], indent=2, ensure_ascii=False))
        return
    console = Console(highlight=False)
    shown = _list(moves) if exercise_id is None else _whole(moves[0])
    if exercise_id is None and not console.is_terminal:
        console.width = _LINE  # a program reads lines: one for each move
    console.print(shown)


def described(move: Exercise) -> dict[str, Any]:
    """Return a move as plain JSON values."""
    return {
        "id": move.id,
        "title": move.title,
        "group": move.group,
        "summary": move.summary,
        "views": [view.value for view in move.views],
        "dose": {"words": move.dose.words, **{k: v for k, v in asdict(move.dose).items() if k != "words"}},
        "instructions": asdict(move.instructions),
        "rules": [
            {"name": rule.name, "severity": rule.severity.value, "cue": rule.cue, "tip": rule.tip}
            for rule in move.all_rules
        ],
        "measures": list(move.measures),
        "cannot_measure": [asdict(gap) for gap in move.cannot_measure],
        "contraindications": list(move.contraindications),
        "stop_signs": list(move.stop_signs),
        "sources": [asdict(source) for source in move.sources],
    }


def _list(moves: list[Exercise]) -> RenderableType:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    # The id is what is typed elsewhere: it stays whole where the rest has to fold.
    table.add_column("Id", no_wrap=True, min_width=max(len(move.id) for move in moves))
    for title in ("Move", "View", "Dose"):
        table.add_column(title, overflow="fold")
    for move in moves:
        table.add_row(move.id, move.title, " or ".join(view.value for view in move.views), move.dose.words)
    return table


def _whole(move: Exercise) -> RenderableType:
    from rich.console import Group
    from rich.markup import escape
    from rich.padding import Padding

    how = move.instructions
    blocks = {
        "Dose": (move.dose.words,),
        "Set-up": (how.setup,),
        "Camera": (how.camera,),
        "Steps": tuple(f"{i}. {step}" for i, step in enumerate(how.steps, 1)),
        "Good form": how.good_form,
        "Seated": (how.seated,) if how.seated else (),
        "Easier": (how.easier,) if how.easier else (),
        "Measured": move.measures,
        "Cannot be seen": tuple(f"{gap.what}: {gap.why}" for gap in move.cannot_measure),
        "Faults that are noticed": tuple(f"{rule.cue} ({rule.severity})" for rule in move.all_rules),
        "Ask a professional first": move.contraindications,
        "Stop when": move.stop_signs,
    }
    lines: list[RenderableType] = [f"[bold]{escape(move.title)}[/]  {move.id}", escape(move.summary)]
    for heading, texts in blocks.items():
        if texts:
            lines += ["", f"[bold]{heading}[/]", *(Padding(escape(text), (0, 0, 0, 2)) for text in texts)]
    return Group(*lines)
