"""The ``--person`` option, and the one person where a command is about one only."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from posture.cli.terminal_text import printable

if TYPE_CHECKING:
    from posture.history.store import Store

Person = Annotated[
    str | None,
    typer.Option(metavar="NAME", help='Only of this profile; "" for what is kept without one.'),
]
NOBODYS = "what is kept without a profile"


def check_person(store: Store, person: str | None) -> None:
    """Refuse a profile that does not exist: a typing mistake must not look like an empty history.

    Args:
        store: The history.
        person: The profile that was named; ``None`` or empty for none.

    Raises:
        BadParameter: There is no such profile.
    """
    people = store.profiles.names()
    if person and person not in people:
        raise typer.BadParameter(
            f"there is no profile called {person!r}; {_list(people)}", param_hint="--person"
        )


def one_person(store: Store, person: str | None, *, what: str) -> str:
    """Return the profile that a result is of: the one named, the only one, or "" for sets without a profile.

    Sets are kept without a profile where no ``--person`` is given, so that is what a missing ``--person``
    means here, too. Where there are several profiles, a line says whose it is and how to name another.

    Args:
        store: The history.
        person: The profile that was named; empty for sets without one, ``None`` for none named.
        what: The result, as in "a report".

    Raises:
        BadParameter: There is no such profile, or there are several and no set is kept without one.
    """
    check_person(store, person)
    if person is not None:
        return person
    people = store.profiles.names()
    if store.profiles.holdings(person="").sets:
        if people:
            typer.echo(f"{what} is of one person: this is {NOBODYS}; {_list(people)}", err=True)
        return ""
    if len(people) > 1:
        raise typer.BadParameter(f"{what} is of one person; {_list(people)}", param_hint="--person")
    return people[0] if people else ""


def _list(people: list[str]) -> str:
    if not people:
        return "there are no profiles"
    return f"with --person choose one of: {', '.join(map(printable, people))}"
