"""``posture doctor``: say what works on this computer, and how to mend what does not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from posture.cli.doctor_checks import DoctorLine


def register(app: typer.Typer) -> None:
    """Add ``doctor``."""
    app.command("doctor")(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
) -> None:
    """Check parts, models, pose engine, camera, page, port and data folder; takes a few seconds.

    Exit code 1 when something that is needed is broken; a missing camera is only a warning.
    """
    from posture.cli.doctor_checks import Mark
    from posture.serialize import to_json

    # Read when OpenCV loads: it would complain at length about every camera number that is not there.
    os.environ.setdefault("OPENCV_LOG_LEVEL", "OFF")
    done: list[DoctorLine] = []
    for check in _shown(as_json=as_json):
        done.append(check)
    broken = [check for check in done if check.mark is Mark.FAIL]
    if as_json:
        import json

        typer.echo(json.dumps({"ok": not broken, "checks": to_json(done)}))
    if broken:
        raise typer.Exit(1)


def _shown(*, as_json: bool) -> Iterator[DoctorLine]:
    """Run the checks one by one, and print each as soon as it is done."""
    from rich.console import Console

    from posture.cli.doctor_checks import CHECKS

    console = Console(highlight=False, soft_wrap=True)
    for title, look in CHECKS.items():
        if as_json:
            yield look(title)
            continue
        with console.status(f"{title} …"):
            check = look(title)
        _print(console, check)
        yield check


def _print(console: Console, check: DoctorLine) -> None:
    from rich.text import Text

    from posture.cli.terminal_text import printable

    style = {"ok": "green", "warn": "yellow", "fail": "bold red"}[check.mark.value]
    console.print(
        Text.assemble((f"{check.mark.value:<6}", style), f"{check.title:<13}{printable(check.found)}")
    )
    if check.mend:
        console.print(Text(f"{'':<19}→ {printable(check.mend)}"))
