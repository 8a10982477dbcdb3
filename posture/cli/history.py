"""``posture history`` and ``posture export``: kept sets listed, looked at, taken out, in and away."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from posture.history.kept import KeptSet

EMPTY = (
    "No sets are kept yet. Train with: posture, or look at a video with: posture analyze VIDEO --exercise ID"
)


def register(app: typer.Typer) -> None:
    """Add ``history`` and ``export``."""
    app.command("history")(history)
    app.command("export")(export)


def history(
    set_id: Annotated[int | None, typer.Argument(help="Number of a set to look at.")] = None,
    *,
    exercise: Annotated[str | None, typer.Option(help="Only sets of this move.", metavar="ID")] = None,
    person: Annotated[str | None, typer.Option(help="Only sets of this profile.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="How many sets to list, newest first.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
    import_file: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE.json", help="Take in the sets of a JSON export."),
    ] = None,
    delete: Annotated[int | None, typer.Option(metavar="ID", help="Delete one set for good.")] = None,
    delete_all: Annotated[
        bool, typer.Option("--delete-all", help="Delete every set for good, copies included.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Delete without asking.")] = False,
) -> None:
    """List kept sets, look at one, take in an export, or delete."""
    asked = [set_id is not None, import_file is not None, delete is not None, delete_all]
    if sum(asked) > 1:
        raise typer.BadParameter("choose one of: a set's number, --import, --delete, --delete-all")
    if set_id is not None:
        _show(set_id, as_json=as_json)
    elif import_file is not None:
        _import(import_file)
    elif delete is not None:
        _delete(delete, yes=yes)
    elif delete_all:
        _delete_all(yes=yes)
    else:
        _list(exercise, person, limit=limit, as_json=as_json)


def export(
    out: Annotated[
        Path, typer.Argument(metavar="OUT.json|OUT.csv", help="Where to write; the ending chooses.")
    ],
    *,
    exercise: Annotated[str | None, typer.Option(help="Only sets of this move.", metavar="ID")] = None,
    person: Annotated[str | None, typer.Option(help="Only sets of this profile.")] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"], help="Only sets from this day on (local time)."
        ),
    ] = None,
) -> None:
    """Write kept sets to a file: JSON with everything, or CSV with a row for each attempt.

    ``posture history --import OUT.json`` takes a JSON export in again.
    """
    from posture.history.export import export as write
    from posture.history.store import Store

    if out.suffix.lower() not in (".json", ".csv"):
        raise typer.BadParameter(f"give {out.name!r} the ending .json or .csv", param_hint="OUT")
    begin = None if since is None else since.astimezone()
    with Store() as store:
        _check_exercise(exercise, known=bool(exercise and store.sets(exercise=exercise, limit=1)))
        number = write(store.whole_sets(exercise=exercise, person=person, since=begin), out)
    typer.echo(f"{_sets(number)} written to {out}", err=True)


def _list(exercise: str | None, person: str | None, *, limit: int, as_json: bool) -> None:
    from posture.history.store import Store

    with Store() as store:
        kept = store.sets(exercise=exercise, person=person, limit=limit)
    _check_exercise(exercise, known=bool(kept))
    if as_json:
        typer.echo(json.dumps([{k: v for k, v in one.as_dict().items() if k != "session"} for one in kept]))
    elif kept:
        from posture.cli.history_tables import list_of

        _console().print(list_of(kept))
    elif exercise is None and person is None:
        typer.echo(EMPTY)
    else:
        typer.echo("No such sets are kept. All of them are listed with: posture history")


def _show(set_id: int, *, as_json: bool) -> None:
    kept = _get(set_id)
    if as_json:
        typer.echo(json.dumps(kept.as_dict()))
        return
    from posture.cli.history_tables import one_set

    _console().print(one_set(kept))


def _import(file: Path) -> None:
    from posture.history.export import read
    from posture.history.store import Store

    sets = read(file)
    with Store() as store:
        new = store.bring_in(sets)
    known = len(sets) - new
    typer.echo(f"{_sets(new)} taken in from {file}" + (f", {known} kept already" if known else ""), err=True)


def _delete(set_id: int, *, yes: bool) -> None:
    from posture.cli.history_tables import in_words
    from posture.history.store import Store

    kept = _get(set_id)
    if not yes:
        typer.confirm(f"Delete set {set_id} ({in_words(kept)}) for good?", abort=True, err=True)
    with Store() as store:
        store.delete(set_id)
    typer.echo(f"set {set_id} deleted", err=True)


def _delete_all(*, yes: bool) -> None:
    from posture.history.store import Store

    with Store() as store:
        if not yes:
            number = len(store.sets())
            typer.confirm(f"Delete all kept sets ({number}) and every copy for good?", abort=True, err=True)
        number = store.delete_all()
    typer.echo(f"{_sets(number)} deleted", err=True)


def _get(set_id: int) -> KeptSet:
    from posture.history.store import Store

    with Store() as store:
        return store.get(set_id)


def _check_exercise(exercise: str | None, *, known: bool) -> None:
    """A move that no set is kept of must at least exist: a typing mistake must not look like emptiness."""
    if exercise is not None and not known:
        from posture.exercises import find

        find(exercise)


def _sets(number: int) -> str:
    return f"{number} set" if number == 1 else f"{number} sets"


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False)
