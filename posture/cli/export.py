"""``posture export``: write what is kept to a file for another program or another person."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.amounts import in_numbers
from posture.cli.history import check_exercise
from posture.cli.interrupted_runs import recover_interrupted
from posture.cli.person_choice import Person, check_person, one_person
from posture.cli.shared_options import Force
from posture.cli.terminal_text import printable
from posture.errors import StoreError
from posture.files.output_files import OutputFiles, write_text

if TYPE_CHECKING:
    from posture.history.spreadsheet import Manner
    from posture.history.store import Store

_HTML = "html"

Locale = Annotated[
    str | None,
    typer.Option(
        metavar="LANGUAGE",
        help="How a .csv writes numbers: en, de, de-CH …; else as this system.",
    ),
]
Since = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="Only from this day on (local time)."),
]


def register(app: typer.Typer) -> None:
    """Add ``export``."""
    app.command("export")(export)


def export(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Where to write; the ending chooses the form.")],
    *,
    exercise: Annotated[str | None, typer.Option(help="Only sets of this move.", metavar="ID")] = None,
    person: Person = None,
    since: Since = None,
    form: Annotated[
        str, typer.Option("--format", metavar="json|csv|fhir|html", help="The form, whatever the ending.")
    ] = "",
    locale: Locale = None,
    force: Force = False,
) -> None:
    """Write what is kept to a file; the ending chooses the form.

    .json: everything, for `posture history --import`. .csv: a row for each attempt, for a spreadsheet. .html:
    a report for a physiotherapist, to be printed. .fhir.json: a FHIR R4 bundle of observations.
    """
    from posture.history.exporter import Content
    from posture.history.exporter import export as write
    from posture.history.store import Store

    form = _form(form, out, exercise=exercise)
    manner = _manner(locale, form)
    recover_interrupted()
    begin = None if since is None else since.astimezone()
    with Store() as store:
        check_exercise(exercise, known=bool(exercise and store.sets(exercise=exercise, limit=1)))
        if form == _HTML:
            _report(store, OutputFiles(force=force), out, person=person, since=begin)
            return
        check_person(store, person)
        content = store.content(person=person, since=begin)
        if exercise is not None:
            content = Content(store.whole_sets(exercise=exercise, person=person, since=begin))
        number = write(content, out, form, manner=manner, force=force)
    typer.echo(f"{in_numbers(number)} written to {printable(out)}", err=True)


def _form(form: str, out: Path, *, exercise: str | None) -> str:
    """Return the form that is named, or that of the file's suffix."""
    from posture.history.exporter import FORMS, form_of

    form = form or _HTML * (out.suffix.lower() in (".html", ".htm")) or form_of(out)
    if form not in (*FORMS, _HTML):
        endings = ", ".join((*FORMS.values(), ".html"))
        raise typer.BadParameter(f"give {out.name!r} one of the endings {endings}, or name a --format")
    if form == _HTML and exercise is not None:
        raise typer.BadParameter("a report is of all moves; leave out --exercise")
    return form


def _manner(locale: str | None, form: str) -> Manner:
    """Return how numbers are written: as asked for, else as this system does, else as in English."""
    from posture.history.spreadsheet import Manner, manner_of

    if locale is not None and form != "csv":
        raise typer.BadParameter(f"--locale: only a .csv writes numbers for a language, not .{form}")

    if locale is not None:
        try:
            return manner_of(locale)
        except ValueError as error:
            raise typer.BadParameter(f"--locale: {error}") from error
    given = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_NUMERIC", "LANG"))), "")
    try:
        return manner_of(given)
    except ValueError:
        return Manner()


def _report(
    store: Store, files: OutputFiles, out: Path, *, person: str | None, since: datetime | None
) -> None:
    """Write a report, which is always of one person."""
    from posture.report.html_report import report_of

    whose = one_person(store, person, what="a report")
    if not store.profiles.holdings(person=whose):
        raise StoreError(f"nothing is kept yet, so {out} was not written; see: posture history")
    with files:
        file = files.add(out)
        write_text(report_of(store, person=whose, since=since), file)
        files.commit()
    typer.echo(f"report written to {printable(out)}; print it from a browser", err=True)
