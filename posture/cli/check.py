"""``posture check``: measure how somebody stands or sits in a picture, a video or a recording."""

from __future__ import annotations

import sys
from datetime import datetime, timezone
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.shared_options import Force, Network, Rotate, file_of, model_of, turn_of
from posture.cli.terminal_progress import progress_bar
from posture.errors import PostureError
from posture.files.output_files import json_text

if TYPE_CHECKING:
    from posture.posture_check.change import MeasureChange
    from posture.posture_check.check_result import Check


class Seen(str, Enum):
    """The side that the camera sees."""

    FRONT = "front"
    SIDE = "side"


Input = Annotated[
    Path, typer.Argument(metavar="IMAGE|VIDEO|RECORDING", help="A picture, a video or a recording (.npz).")
]
From = Annotated[Seen, typer.Option("--view", help="From where the person is seen.")]
JsonOut = Annotated[
    str | None, typer.Option("--json", metavar="FILE|-", help="Write the check as JSON; - prints it alone.")
]
Annotate = Annotated[
    Path | None, typer.Option(metavar="OUT.png", help="Write the picture with lines and angles drawn.")
]
Save = Annotated[bool, typer.Option("--save/--no-save", help="Keep the check and tell what has changed.")]


def register(app: typer.Typer) -> None:
    """Add ``check``."""
    app.command("check")(check)


def check(
    source: Input,
    *,
    view: From,
    json_out: JsonOut = None,
    annotate: Annotate = None,
    rotate: Rotate = 0,
    model: Network = None,
    save: Save = False,
    force: Force = False,
) -> None:
    """Measure how somebody stands or sits, over the still seconds of a file.

    Exit code 1 where nothing could be measured; the reason is told.
    """
    from posture import check_pipeline
    from posture.posture_check.check_result import REFUSALS

    turn, network = turn_of(rotate), model_of(model, [source])
    wanted = check_pipeline.CheckOutputs(json=file_of(json_out), picture=annotate, force=force, turn=turn)
    with progress_bar(source.name) as show:
        found = check_pipeline.check(
            source,
            view.value,
            model=network,
            wanted=wanted,
            progress=lambda share, _: show(share),
        )
    changes = _keep(found) if save and found.refused is None else {}
    if json_out == "-":
        print(json_text(found.as_dict()), end="")
    elif not found.refused:
        _print(found, changes)
    if found.refused:
        raise PostureError(f"{source.name}: no check: {REFUSALS[found.refused]}")


def _keep(found: Check) -> dict[str, MeasureChange]:
    """Keep the check, and return what has changed since the one before, by measure."""
    from posture.history.kept_checks import keep_check, kept_checks
    from posture.history.store import Store
    from posture.posture_check.change import change, like

    with Store() as store:
        earlier = like(found, (kept.check for kept in kept_checks(store.journal)))
        keep_check(store.journal, found, at=datetime.now(timezone.utc))
    print("Kept; the page Check shows how it goes.", file=sys.stderr)
    return {m.name: change(m.name, found, earlier[0]) for m in found.measures} if earlier else {}


def _print(found: Check, changes: dict[str, MeasureChange]) -> None:
    from rich.console import Console

    from posture.cli.check_tables import table

    Console(highlight=False, emoji=False).print(table(found, changes))
