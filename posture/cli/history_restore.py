"""``posture history --restore``: put a copy in the place of the database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from posture.cli.terminal_text import printable
from posture.errors import StoreError

if TYPE_CHECKING:
    from posture.history.backup import Copy


def put_back(number: int | None, *, yes: bool) -> None:
    """List the copies, ask, and put one in the place of the database.

    Args:
        number: Which copy, from 1 for the newest; ``None`` for the newest.
        yes: Do it without asking.

    Raises:
        StoreError: There is no such copy, or it cannot be put back.
    """
    from posture.history import backup
    from posture.history.database import Database, default_url

    database = Database(default_url())
    if database.file is None:
        raise StoreError(
            f"the kept sets are in {database.where}; put back a copy that was made there, with pg_restore"
        )
    found = backup.readable(database.file)
    chosen = _chosen(found, number or 1, database.file)
    for place, copy in enumerate(found, start=1):
        typer.echo(f"{place}: {_in_words(copy)}", err=True)
    if not yes:
        question = f"Put back copy {number or 1}? What is there now is set aside, not deleted."
        typer.confirm(question, abort=True, err=True)
    with database.errors_explained():
        aside = backup.restore(database.file, chosen)
    there = f"; what was there is in {printable(aside)}" if aside else ""
    typer.echo(f"the copy of {_in_words(chosen)} is put back{there}", err=True)


def hint() -> str:
    """Return what to say where nothing is kept but copies exist, as after a file was lost; else ""."""
    from posture.history import backup
    from posture.history.database import Database, default_url

    file = Database(default_url()).file
    found = backup.readable(file) if file else []
    if not found:
        return ""
    return f"No sets are kept, but there is a copy of {_in_words(found[0])}: posture history --restore"


def _chosen(found: list[Copy], number: int, file: Path) -> Copy:
    if not found:
        raise StoreError(f"there is no copy of {file} to put back; one is made each day that it is used")
    if number > len(found):
        raise StoreError(f"there is no copy {number} of {file}; there are {len(found)}, 1 is the newest")
    return found[number - 1]


def _in_words(copy: Copy) -> str:
    from posture.cli.amounts import in_numbers

    made: datetime = copy.made_at.astimezone()
    return f"{made:%Y-%m-%d %H:%M} with {in_numbers(copy.sets, copy.notes, copy.settings)}"
