"""What a person says and chooses beside the sets: notes in order of time, and settings.

Both hold plain JSON values, so that a new kind of note or setting needs no new table. A note about a
set names the moment in which the set began: its number would be another in another store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update

from posture.errors import StoreError
from posture.history import profile_changes, read_once
from posture.history import settings_schema as choices
from posture.history.database import Database, take_turn
from posture.history.kept_set import OF_NO_RUN, Origin, utc
from posture.history.tables import NoteRow, SettingRow
from posture.outside.documents import parse
from posture.outside.shapes import Unfit

_COLUMNS = (NoteRow.id, NoteRow.person, NoteRow.kind, NoteRow.written_at, NoteRow.content)
"""What a note is made of: whole rows take twice as long."""
_AT_ONCE = 500
"""How many notes are read together."""


@dataclass(frozen=True, slots=True)
class Note:
    """One thing noted.

    Attributes:
        id: The store's own number, never given twice.
        person: The profile; empty where the household keeps no profiles.
        kind: What it is about: ``pain``, ``screening``, ``timer`` …
        written_at: Aware, in UTC.
        content: Plain JSON values.
    """

    id: int
    person: str
    kind: str
    written_at: datetime
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting: what somebody chose, or the household where the person is empty.

    Attributes:
        person: The profile.
        name: Of the setting.
        value: Plain JSON values.
    """

    person: str
    name: str
    value: Any


class Journal:
    """The notes and settings of everybody. Safe to share between threads.

    Every method raises `StoreError` when the database cannot be used, with what to do.

    Args:
        database: Where they are kept.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, kind: str, content: Mapping[str, Any], *, at: datetime, person: str = "") -> int:
        """Keep a note and return its number.

        Args:
            kind: What it is about.
            content: Plain JSON values.
            at: The moment, aware.
            person: The profile.

        Raises:
            ValueError: ``at`` has no time zone, or ``content`` is not plain JSON.
        """
        return self.write_all([(kind, content)], at=at, person=person)[0]

    def write_all(
        self,
        notes: Iterable[tuple[str, Mapping[str, Any]]],
        *,
        at: datetime,
        person: str = "",
        origin: Origin = OF_NO_RUN,
    ) -> list[int]:
        """Keep notes of one moment, all of them or none, and return their numbers.

        Args:
            notes: The kind and content of each.
            at: The moment, aware.
            person: The profile.
            origin: The live run that they came from. Where it left notes before, those stay, nothing is
                added, and the numbers are theirs.

        Raises:
            DataDeleted: Everything of the person was deleted since that run began.
            ValueError: ``at`` has no time zone, or a content is not plain JSON.
        """
        whose, moment = person.strip(), utc(at, name="at")
        run = origin.run
        added = [
            NoteRow(person=whose, kind=kind, written_at=moment, content=written(content), run=run or None)
            for kind, content in notes
        ]
        with self._database.rows(write=True) as rows:
            if run:
                take_turn(rows.connection())
                wanted = select(NoteRow.id).where(NoteRow.run == run).order_by(NoteRow.id)
                if before := rows.scalars(wanted).all():
                    return list(before)
            if origin.begun_at is not None:
                now = profile_changes.owner_or_raise(rows, whose, since=origin.begun_at)
                for row in added:
                    row.person = now
            rows.add_all(added)
            rows.flush()
            return [row.id for row in added]

    def notes(
        self,
        kind: str | None = None,
        *,
        person: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
    ) -> list[Note]:
        """Return notes, newest first.

        Args:
            kind: What they are about; ``None`` for all.
            person: The profile; ``None`` for everybody.
            since: The earliest moment, aware.
            limit: The largest number of notes.
        """
        wanted = select(*_COLUMNS).order_by(NoteRow.written_at.desc(), NoteRow.id.desc()).limit(limit)
        if kind is not None:
            wanted = wanted.where(NoteRow.kind == kind)
        if person is not None:
            wanted = wanted.where(NoteRow.person == person.strip())
        if since is not None:
            wanted = wanted.where(NoteRow.written_at >= utc(since, name="since"))
        with self._database.rows() as rows:
            return [_note(row) for row in rows.execute(wanted)]

    def first(self, kind: str, *, person: str | None = None, limit: int = 1) -> list[Note]:
        """Return the first notes of a kind, oldest first.

        Args:
            kind: What they are about.
            person: The profile; ``None`` for everybody.
            limit: The largest number of notes.
        """
        wanted = select(NoteRow).where(NoteRow.kind == kind)
        if person is not None:
            wanted = wanted.where(NoteRow.person == person.strip())
        wanted = wanted.order_by(NoteRow.written_at, NoteRow.id).limit(limit)
        with self._database.rows() as rows:
            return [_note(row) for row in rows.scalars(wanted)]

    def whole_notes(self, *, person: str | None = None, since: datetime | None = None) -> Iterator[Note]:
        """Yield every note, oldest first; some hundreds are held at a time.

        Args:
            person: The profile; ``None`` for everybody.
            since: The earliest moment, aware.
        """
        wanted = select(NoteRow).order_by(NoteRow.written_at, NoteRow.id)
        if person is not None:
            wanted = wanted.where(NoteRow.person == person.strip())
        if since is not None:
            wanted = wanted.where(NoteRow.written_at >= utc(since, name="since"))
        with self._database.rows() as rows:
            ids = rows.scalars(wanted.with_only_columns(NoteRow.id)).all()
        for start in range(0, len(ids), _AT_ONCE):
            some = wanted.where(NoteRow.id.in_(ids[start : start + _AT_ONCE]))
            with self._database.rows() as rows:
                found = [_note(row) for row in rows.scalars(some)]
            yield from found

    def amend(self, note_id: int, content: Mapping[str, Any]) -> None:
        """Put other content in place of a note's own; its moment, kind and person stay.

        Args:
            note_id: Its number.
            content: Plain JSON values.

        Raises:
            ValueError: ``content`` is not plain JSON.
            StoreError: There is no note of that number.
        """
        text = written(content)
        with self._database.transaction(write=True) as connection:
            changed = update(NoteRow).where(NoteRow.id == note_id).values(content=text)
            if not connection.execute(changed).rowcount:
                raise StoreError(f"there is no note {note_id}")

    def forget(self, note_id: int) -> None:
        """Delete one note, also from the copies of the file: they are removed.

        Raises:
            StoreError: There is no note of that number.
        """
        with self._database.transaction(write=True) as connection:
            if not connection.execute(delete(NoteRow).where(NoteRow.id == note_id)).rowcount:
                raise StoreError(f"there is no note {note_id}")
        self._database.leave_no_copy()

    def setting(self, name: str, *, person: str = "", default: Any = None) -> Any:
        """Return what the person chose.

        Args:
            name: Of the setting.
            person: The profile.
            default: Returned where nothing was chosen, or where it makes no sense.
        """
        who = person.strip()
        known = read_once.known(self._database, who, lambda: self._contents(who))
        if known is None:
            with self._database.rows() as rows:
                row = rows.get(SettingRow, (who, name))
                content = None if row is None else row.content
        else:
            content = known.get(name)
        return default if content is None else choices.read(name, content, default)

    def _contents(self, person: str) -> dict[str, str]:
        wanted = select(SettingRow.name, SettingRow.content).where(SettingRow.person == person)
        with self._database.transaction() as connection:
            return {row.name: row.content for row in connection.execute(wanted)}

    def of_everybody(self, name: str) -> dict[str, Any]:
        """Return what each profile chose, by profile; those that chose nothing are left out.

        Args:
            name: Of the setting.
        """
        wanted = select(SettingRow).where(SettingRow.name == name)
        with self._database.rows() as rows:
            read = {row.person: choices.read(name, row.content) for row in rows.scalars(wanted)}
            return {person: value for person, value in read.items() if value is not None}

    def settings(self, *, person: str = "") -> dict[str, Any]:
        """Return everything that the person chose, by name."""
        wanted = select(SettingRow).where(SettingRow.person == person.strip()).order_by(SettingRow.name)
        with self._database.rows() as rows:
            read = {row.name: choices.read(row.name, row.content) for row in rows.scalars(wanted)}
            return {name: value for name, value in read.items() if value is not None}

    def choices(self, *, person: str | None = None) -> list[Setting]:
        """Return the settings of one person, or of everybody and the household, to be exported.

        What makes no sense is left out, and so are secrets.
        """
        wanted = select(SettingRow).where(SettingRow.name.not_in(choices.SECRETS))
        wanted = wanted.order_by(SettingRow.person, SettingRow.name)
        if person is not None:
            wanted = wanted.where(SettingRow.person == person.strip())
        with self._database.rows() as rows:
            read = [
                Setting(row.person, row.name, choices.read(row.name, row.content))
                for row in rows.scalars(wanted)
            ]
            return [choice for choice in read if choice.value is not None]

    def choose(self, name: str, value: Any, *, person: str = "") -> None:
        """Keep a choice in place of an earlier one.

        Args:
            name: Of the setting.
            value: Plain JSON values; ``None`` takes the earlier choice back.
            person: The profile.

        Raises:
            ValueError: ``value`` is not plain JSON.
        """
        person = person.strip()
        with self._database.rows(write=True) as rows:
            take_turn(rows.connection())
            rows.execute(delete(SettingRow).where(SettingRow.person == person, SettingRow.name == name))
            if value is not None:
                rows.add(SettingRow(person=person, name=name, content=written(value)))


def written(value: Any) -> str:
    """Return plain JSON as the tables hold it: the same value gives the same text.

    Raises:
        ValueError: ``value`` is not plain JSON.
    """
    try:
        return json.dumps(value, ensure_ascii=False, allow_nan=False, sort_keys=True)
    except TypeError as error:
        raise ValueError(f"not plain JSON: {error}") from error


def _note(row: Any) -> Note:
    return Note(row.id, row.person, row.kind, row.written_at, content_of(row.content))


def content_of(column: str) -> Mapping[str, Any]:
    """Return what a note holds, as the tables hold it; nothing where that is no object.

    Only another program writes one that is none.
    """
    try:
        value = parse(column)
    except Unfit:
        return {}
    return value if isinstance(value, Mapping) else {}
