"""``posture export``: what is kept, written to a file for another program or another person."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from posture.cli.history import check_exercise, in_numbers


def register(app: typer.Typer) -> None:
    """Add ``export``."""
    app.command("export")(export)


def export(
    out: Annotated[
        Path, typer.Argument(metavar="OUT.json|OUT.csv", help="Where to write; the ending chooses.")
    ],
    *,
    exercise: Annotated[str | None, typer.Option(help="Only sets of this move.", metavar="ID")] = None,
    person: Annotated[str | None, typer.Option(help="Only what is kept of this profile.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="Only from this day on (local time)."),
    ] = None,
) -> None:
    """Write what is kept to a file: JSON with everything, or CSV with a row for each attempt.

    ``posture history --import OUT.json`` takes a JSON export in again: sets with their corrections,
    notes and settings.
    """
    from posture.history.export import FORMS, Content, form_of
    from posture.history.export import export as write
    from posture.history.store import Store

    if not form_of(out):
        raise typer.BadParameter(f"give {out.name!r} one of the endings {', '.join(FORMS.values())}")
    begin = None if since is None else since.astimezone()
    with Store() as store:
        check_exercise(exercise, known=bool(exercise and store.sets(exercise=exercise, limit=1)))
        content = store.content(person=person, since=begin)
        if exercise is not None:
            content = Content(store.whole_sets(exercise=exercise, person=person, since=begin))
        number = write(content, out)
    typer.echo(f"{in_numbers(number)} written to {out}", err=True)
