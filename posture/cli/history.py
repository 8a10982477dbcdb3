"""``posture history``: list kept sets, look at one, take in an export, put back a copy, or delete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.amounts import in_numbers
from posture.cli.history_restore import hint, put_back
from posture.cli.interrupted_runs import recover_interrupted
from posture.cli.person_choice import Person
from posture.cli.terminal_text import printable
from posture.errors import StoreError

if TYPE_CHECKING:
    from rich.console import Console

    from posture.history.kept_set import KeptSet

LISTED = 20
"""Number of sets that are listed by default."""
EMPTY = (
    "No sets are kept yet. Train with: posture, or look at a video with: posture analyze VIDEO --exercise ID"
)

Import = Annotated[
    Path | None,
    typer.Option("--import", metavar="FILE.json", help="Import a JSON export: sets, notes and settings."),
]
DeletePerson = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Delete all data of one profile for good, copies included."),
]
DeleteAll = Annotated[
    bool, typer.Option("--delete-all", help="Delete everybody's data for good, copies included.")
]
Restore = Annotated[
    bool,
    typer.Option("--restore", help="Put a copy in the place of a damaged database, which is set aside."),
]
CopyNumber = Annotated[
    int | None,
    typer.Option("--copy", metavar="N", min=1, help="With --restore: which copy; 1 is the newest."),
]


def register(app: typer.Typer) -> None:
    """Add ``history``."""
    app.command("history")(history)


def history(
    set_id: Annotated[int | None, typer.Argument(help="Number of a set to look at.")] = None,
    *,
    exercise: Annotated[str | None, typer.Option(help="Only sets of this move.", metavar="ID")] = None,
    person: Person = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help=f"How many sets to list, newest first ({LISTED}).")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON alone.")] = False,
    import_file: Import = None,
    delete: Annotated[int | None, typer.Option(metavar="ID", help="Delete one set for good.")] = None,
    delete_person: DeletePerson = None,
    delete_all: DeleteAll = False,
    restore: Restore = False,
    copy: CopyNumber = None,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Delete, or put back a copy, without asking.")
    ] = False,
) -> None:
    """List kept sets, look at one, take in an export, put back a copy, or delete."""
    named = (set_id, import_file, delete, delete_person, delete_all or None, restore or None)
    in_json = True if as_json and set_id is None else None
    _one_thing(named, {"--exercise": exercise, "--person": person, "--limit": limit, "--json": in_json})
    if copy is not None and not restore:
        raise typer.BadParameter("--copy says which copy to put back; give --restore too")
    if not restore:
        recover_interrupted()
    if set_id is not None:
        _show(set_id, as_json=as_json)
    elif import_file is not None:
        _import(import_file)
    elif delete is not None:
        _delete(delete, yes=yes)
    elif delete_person is not None or delete_all:
        _delete_everything(delete_person, yes=yes)
    elif restore:
        put_back(copy, yes=yes)
    else:
        _list(exercise, person, limit=limit or LISTED, as_json=as_json)


def _one_thing(named: Iterable[object], narrowed: Mapping[str, object]) -> None:
    """Refuse two tasks at once, and options that narrow the list where no list is asked for."""
    asked = sum(value is not None for value in named)
    if asked > 1:
        raise typer.BadParameter(
            "choose one of: a set's number, --import, --delete, --delete-person, --delete-all, --restore"
        )
    stray = [name for name, value in narrowed.items() if value is not None]
    if asked and stray:
        raise typer.BadParameter(f"{', '.join(stray)}: only for the list of sets; leave it out")


def _list(exercise: str | None, person: str | None, *, limit: int, as_json: bool) -> None:
    from posture.history.store import Store

    with Store() as store:
        kept = store.sets(exercise=exercise, person=person, limit=limit)
    check_exercise(exercise, known=bool(kept))
    if as_json:
        import json

        typer.echo(json.dumps([{k: v for k, v in one.as_dict().items() if k != "session"} for one in kept]))
    elif kept:
        from posture.cli.history_tables import list_of

        _console().print(list_of(kept))
    elif exercise is None and person is None:
        typer.echo(hint() or EMPTY)
    else:
        typer.echo("No such sets are kept. All of them are listed with: posture history")


def _show(set_id: int, *, as_json: bool) -> None:
    kept = _get(set_id)
    if as_json:
        import json

        typer.echo(json.dumps(kept.as_dict()))
        return
    from posture.cli.history_tables import one_set

    _console().print(one_set(kept))


def _import(file: Path) -> None:
    from posture.history.exporter import read
    from posture.history.store import Store

    with Store() as store:
        taken = store.bring_in(read(file))
    known = f", {taken.known} already kept" if taken.known else ""
    typer.echo(
        f"{in_numbers(taken.sets, taken.notes, taken.settings)} imported from {printable(file)}{known}",
        err=True,
    )


def _delete(set_id: int, *, yes: bool) -> None:
    from posture.cli.history_tables import in_words
    from posture.history.store import Store

    kept = _get(set_id)
    if not yes:
        typer.confirm(f"Delete set {set_id} ({printable(in_words(kept))}) for good?", abort=True, err=True)
    with Store() as store:
        store.delete(set_id)
    typer.echo(f"set {set_id} deleted", err=True)


def _delete_everything(person: str | None, *, yes: bool) -> None:
    from posture.history.store import Store

    with Store() as store:
        there = store.profiles.holdings(person=person)
        if person and not there:
            raise StoreError(f"nothing is kept of {person!r}; {_profiles(store.profiles.names())}")
        if not yes:
            whose = (
                "of everybody"
                if person is None
                else f"of {printable(person)}"
                if person
                else "without a profile"
            )
            what = in_numbers(there.sets, there.notes, there.settings)
            typer.confirm(f"Delete all that is kept {whose} ({what}) for good?", abort=True, err=True)
        if person is None:
            store.delete_all()
        else:
            store.delete_person(person)
    typer.echo(f"{in_numbers(there.sets, there.notes, there.settings)} deleted", err=True)


def _profiles(names: list[str]) -> str:
    return f"profiles are: {', '.join(names)}" if names else "there are no profiles"


def _get(set_id: int) -> KeptSet:
    from posture.history.store import Store

    with Store() as store:
        return store.get(set_id)


def check_exercise(exercise: str | None, *, known: bool) -> None:
    """Refuse a move that does not exist: a typing mistake must not look like an empty history.

    Args:
        exercise: Id of the move; ``None`` where none is named.
        known: Sets of it are kept, so that it does not matter whether it still exists.

    Raises:
        UnknownExercise: There is no such move.
    """
    if exercise is not None and not known:
        from posture.exercises import find

        find(exercise)


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, emoji=False)
