"""``posture contribute``: write landmarks and corrections of one's own sets to a file to give away."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from posture.cli.history import check_exercise
from posture.cli.interrupted_runs import recover_interrupted
from posture.cli.person_choice import Person, one_person
from posture.cli.shared_options import Force
from posture.cli.terminal_text import printable
from posture.files.output_files import OutputFiles

Out = Annotated[Path, typer.Argument(metavar="FILE.npz", help="Where to write, or with --look what to read.")]
Look = Annotated[bool, typer.Option("--look", help="Say what a file holds, and write nothing.")]


def register(app: typer.Typer) -> None:
    """Add ``contribute``."""
    app.command("contribute")(contribute)


def contribute(
    file: Out,
    *,
    look: Look = False,
    exercise: Annotated[str | None, typer.Option(help="Only sets of this move.", metavar="ID")] = None,
    person: Person = None,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    force: Force = False,
) -> None:
    """Write landmarks and corrections of your sets to one file, without names and times of day.

    Says in plain words what goes in, and asks, before anything is written. Nothing is sent anywhere. Only
    sets that you looked at on the Review page and whose landmarks are kept go in.
    """
    from posture.cli.contribution_words import in_words, nothing_to_give
    from posture.evaluate import contribution
    from posture.history.store import Store

    if look:
        if exercise or person or yes:
            raise typer.BadParameter("--look only says what a file holds; leave out the other options")
        typer.echo(printable_lines(in_words(contribution.read(file))))
        return
    recover_interrupted()
    with Store() as store, OutputFiles(force=force) as files:
        target = files.add(file, suffix=contribution.ENDING)
        check_exercise(exercise, known=bool(exercise and store.sets(exercise=exercise, limit=1)))
        whose = one_person(store, person, what="a contribution")
        given, left_out = contribution.gather(store, exercise=exercise, person=whose)
        if not given:
            raise nothing_to_give(left_out)
        typer.echo(printable_lines(in_words(given, left_out)), err=True)
        if not yes:
            typer.confirm(f"Write this to {printable(file)}?", abort=True, err=True)
        with target.temporary.open("wb") as stream:
            contribution.write(given, stream)
        files.commit()
    typer.echo(f"written to {printable(file)}; look at it with: posture contribute --look FILE", err=True)


def printable_lines(text: str) -> str:
    """Return a text of several lines without what a terminal would take for a command."""
    return "\n".join(map(printable, text.splitlines()))
