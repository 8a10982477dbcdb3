"""The journal as one person may use it: their own notes and settings, whatever is asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from posture.errors import StoreError
from posture.history.journal import Journal, Note, Setting
from posture.history.kept_set import OF_NO_RUN, Origin
from posture.history.tables import NoteRow, SetRow
from posture.history.transactions import Transactions


class Owner:
    """The person who may use a store, and what of it is theirs.

    Args:
        person: Their profile, never empty.
        tables: Where everybody's sets and notes are.

    Raises:
        ValueError: ``person`` is empty: that is everybody without a profile.
    """

    def __init__(self, person: str, tables: Transactions) -> None:
        if not person.strip():
            raise ValueError(f"person: expected a profile, got {person!r}")
        self.person = person.strip()
        self._tables = tables

    def only(self, person: str | None) -> str:
        """Return the person where they themselves, or everybody, was asked for.

        Raises:
            StoreError: Somebody else was asked for.
        """
        if person is not None and person.strip() != self.person:
            raise StoreError("that belongs to somebody else; sign in as that person")
        return self.person

    def has_set(self, set_id: int) -> bool:
        """Return whether a set is there and theirs."""
        return self._found(select(SetRow.person).where(SetRow.id == set_id)) == {self.person}

    def sets(self) -> set[int]:
        """Return the numbers of all their sets."""
        return self._found(select(SetRow.id).where(SetRow.person == self.person))

    def has_note(self, note_id: int) -> bool:
        """Return whether a note is there and theirs."""
        return self._found(select(NoteRow.person).where(NoteRow.id == note_id)) == {self.person}

    def check_run(self, run: str) -> None:
        """Pass where nothing of a live run is kept for anybody else.

        Raises:
            StoreError: Something is.
        """
        for table in (SetRow, NoteRow) if run else ():
            if self._found(select(table.person).where(table.run == run)) - {self.person}:
                raise StoreError("that run belongs to somebody else; sign in as that person")

    def _found(self, wanted: Any) -> set[Any]:
        with self._tables.reading() as rows:
            return set(rows.scalars(wanted))


class PersonalJournal(Journal):
    """A journal in which one person writes and reads. See `posture.history.personal_store.PersonalStore`.

    It has no database of its own: a method of `Journal` that is not here fails.

    Args:
        whole: Everybody's.
        owner: Whose notes and settings are used.
    """

    def __init__(self, whole: Journal, owner: Owner) -> None:
        self._whole, self._owner = whole, owner

    def write(self, kind: str, content: Mapping[str, Any], *, at: datetime, person: str = "") -> int:
        """Keep a note as `Journal.write` does."""
        return self._whole.write(kind, content, at=at, person=self._owner.only(person))

    def write_all(
        self,
        notes: Iterable[tuple[str, Mapping[str, Any]]],
        *,
        at: datetime,
        person: str = "",
        origin: Origin = OF_NO_RUN,
    ) -> list[int]:
        """Keep notes as `Journal.write_all` does. Of a run that is somebody else's, none."""
        self._owner.check_run(origin.run)
        return self._whole.write_all(notes, at=at, person=self._owner.only(person), origin=origin)

    def notes(
        self,
        kind: str | None = None,
        *,
        person: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> list[Note]:
        """Return the person's notes as `Journal.notes` does."""
        return self._whole.notes(kind, person=self._owner.only(person), since=since, limit=limit)

    def first(self, kind: str, *, person: str | None = None, limit: int = 1) -> list[Note]:
        """Return the person's first notes of a kind as `Journal.first` does."""
        return self._whole.first(kind, person=self._owner.only(person), limit=limit)

    def whole_notes(self, *, person: str | None = None, since: datetime | None = None) -> Iterator[Note]:
        """Yield the person's notes as `Journal.whole_notes` does."""
        return self._whole.whole_notes(person=self._owner.only(person), since=since)

    def amend(self, note_id: int, content: Mapping[str, Any]) -> None:
        """Put other content into a note of the person as `Journal.amend` does."""
        self._check(note_id)
        self._whole.amend(note_id, content)

    def forget(self, note_id: int) -> None:
        """Delete a note of the person."""
        self._check(note_id)
        self._whole.forget(note_id)

    def _check(self, note_id: int) -> None:
        if not self._owner.has_note(note_id):
            raise StoreError(f"there is no note {note_id}")

    def setting(self, name: str, *, person: str = "", default: Any = None) -> Any:
        """Return the person's choice as `Journal.setting` does; the household's is not theirs."""
        if not person.strip():
            return default
        return self._whole.setting(name, person=self._owner.only(person), default=default)

    def of_everybody(self, name: str) -> dict[str, Any]:
        """Return what the person chose, by their profile; nobody else's choice."""
        chosen = self._whole.setting(name, person=self._owner.person)
        return {} if chosen is None else {self._owner.person: chosen}

    def settings(self, *, person: str = "") -> dict[str, Any]:
        """Return everything that the person chose; what the household chose is not theirs."""
        return self._whole.settings(person=self._owner.only(person)) if person.strip() else {}

    def choices(self, *, person: str | None = None) -> list[Setting]:
        """Return the person's settings as `Journal.choices` does."""
        return self._whole.choices(person=self._owner.only(person))

    def choose(self, name: str, value: Any, *, person: str = "") -> None:
        """Keep a choice of the person as `Journal.choose` does."""
        self._whole.choose(name, value, person=self._owner.only(person))
