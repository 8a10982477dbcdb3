"""The store: everything that is kept of the people of a household, or of a clinic.

A `Store` keeps, lists and deletes sets, lets them out and in again, and has the rest by its kind: what
people corrected (`Store.corrections`), say and choose (`Store.journal`), who they are (`Store.profiles`),
how training goes (`Store.training`), and the pictures and landmarks beside the sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from types import TracebackType

from sqlalchemy import URL, delete

from posture.coach.results.trace import Trace
from posture.coach.session import Session
from posture.errors import DataDeleted, SetRescued, StoreError
from posture.history import profile_changes, rescue, set_queries, spool
from posture.history.corrections import Corrections
from posture.history.database import Database, default_url, take_turn
from posture.history.exporter import Content
from posture.history.importer import Entry, Taken
from posture.history.journal import Journal, Note
from posture.history.kept_landmarks import KeptLandmarks
from posture.history.kept_set import Correction, KeptSet, Opinion
from posture.history.kept_stills import KeptStills
from posture.history.profiles import Holdings, Profiles, delete_rows
from posture.history.progress import ProgressPoint, Training
from posture.history.tables import SetRow
from posture.history.transactions import Transactions

__all__ = [
    "Content",
    "Correction",
    "Holdings",
    "Journal",
    "KeptSet",
    "Note",
    "Opinion",
    "ProgressPoint",
    "Store",
    "Taken",
]  # fmt: skip


class Store:
    """The kept sets of this computer, or of a clinic. Safe to share between threads.

    Nothing is opened before it is needed: so `save` can rescue a set even where opening fails.

    Args:
        url: A SQLAlchemy address; without one ``POSTURE_DATABASE_URL``, else a SQLite file in the
            user's data folder (``POSTURE_DATA_DIR`` names another folder).

    Attributes:
        corrections: What people say about the machine's count.
        profiles: The people that something is kept for.
        training: How training goes: days, moves, progress.
        journal: What people say and choose beside their sets.
        stills: The pictures of sets, where the person allowed them.
        landmarks: The landmarks of sets, where the person allowed them.

    Raises:
        StoreError: The address is of no database that is supported. Every method raises it when the
            database cannot be used, with what to do.
    """

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(default_url() if url is None else url)
        self._tables = Transactions(self._database)
        self.stills = KeptStills(self._database)
        self.landmarks = KeptLandmarks(self._database)
        self.corrections = Corrections(self._tables)
        self.profiles = Profiles(self._tables, self.landmarks)
        self.training = Training(self._tables.reading)
        self.journal = Journal(self._database)

    @classmethod
    def open(cls, place: str | Path | None = None) -> Store:
        """Open the kept sets of this computer, of a file or of a server, and their database now.

        So what is wrong with it shows at once.

        Args:
            place: A SQLite file, which is made where it is missing, or a SQLAlchemy address
                (``postgresql://…``); without one ``POSTURE_DATABASE_URL``, else the file in the user's
                data folder.

        Raises:
            StoreError: The database cannot be used; the message says what to do.

        >>> with Store.open("sqlite://") as store:  # in memory
        ...     store.sets()
        []
        """
        url = None if place is None else str(place)
        if url is not None and "://" not in url:
            url = URL.create("sqlite", database=url).render_as_string(hide_password=False)
        store = cls(url)
        with store._tables.reading():
            return store

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def owner(self, person: str, *, since: datetime) -> str | None:
        """Return whose a result is by now; ``None`` where that profile, or everything, was deleted.

        Args:
            person: Whose it was when it began.
            since: When that was, aware.
        """
        with self._tables.reading() as rows:
            return profile_changes.owner(rows, person, since=since)

    def close(self) -> None:
        """Let go of the database; the store may be used again and opens it again."""
        self._tables.close()

    def save(
        self,
        session: Session,
        *,
        started_at: datetime,
        person: str = "",
        trace: Trace | None = None,
        stills: Mapping[int, bytes] | None = None,
    ) -> int:
        """Keep a set and return its number.

        Args:
            session: What was measured.
            started_at: When the set began, aware.
            person: Whose it is; empty where the household keeps no profiles.
            trace: Its main signal over time.
            stills: JPEGs by number of the attempt, only where the person allows pictures. A set that
                has to be rescued comes back without them.

        Raises:
            ValueError: ``started_at`` has no time zone.
            StoreError: It could not be kept in the database; the message names the file that it is
                in instead. It comes back by itself when the database can be used again.
        """
        kept = replace(KeptSet.of(session, started_at=started_at, person=person), trace=trace)
        return self.keep(kept, stills=stills)

    def keep(
        self,
        kept: KeptSet,
        *,
        stills: Mapping[int, bytes] | None = None,
        landmarks: bytes = b"",
        begun_at: datetime | None = None,
    ) -> int:
        """Keep a set as `save` does, and return its number.

        One whose run is kept already stays as it is, under its number.

        Args:
            kept: The set, with its session.
            stills: JPEGs by number of the attempt, only where the person allows pictures.
            landmarks: The file of its poses, only where the person allows that.
            begun_at: Since when it has been under way, aware; ``None`` where nobody waits for it.

        Raises:
            DataDeleted: Everything of its person was deleted since then.
            StoreError: It could not be kept in the database (see `save`).
        """
        try:
            with self._tables.writing() as rows:
                before = set_queries.number_of_run(rows, kept)
                if begun_at is not None:
                    take_turn(rows.connection())
                    whose = profile_changes.owner_or_raise(rows, kept.person, since=begun_at)
                    kept = replace(kept, person=whose)
                set_id = set_queries.add(rows, kept) if before is None else before
        except DataDeleted:
            raise
        except BaseException as error:  # whatever it was, even Ctrl-C: the set must not be lost
            told, safe = self._rescue(kept)
            if isinstance(error, StoreError):
                raise (SetRescued if safe else StoreError)(f"{error}; {told}") from error
            raise
        if before is None or stills:
            self.stills.keep(set_id, stills or {})
        if before is None or landmarks:
            self.landmarks.keep(set_id, landmarks)
        self._tables.bring_in_rescued()
        return set_id

    def _rescue(self, kept: KeptSet) -> tuple[str, bool]:
        """Return what to say of the set that could not be kept, and whether it is safe."""
        try:
            file = rescue.write(kept, self._database)
        except OSError as error:
            why = error.strerror or error
            return f"the set could not be put elsewhere either ({why}) and is lost", False
        return rescue.told(file), True

    def sets(  # noqa: PLR0913 - each narrows the list, and is named where it is called
        self,
        *,
        exercise: str | None = None,
        person: str | None = None,
        since: datetime | None = None,
        limit: int | None = None,
        offset: int = 0,
        live: bool = False,
    ) -> list[KeptSet]:
        """Return the kept sets, newest first, without their attempts (``session`` is ``None``).

        Args:
            exercise: Id of the move; ``None`` for all.
            person: The profile; empty for the sets without one, ``None`` for everybody's.
            since: The earliest start, aware.
            limit: The largest number of sets.
            offset: How many of the newest to pass over.
            live: Leave out what was analyzed from a file.
        """
        with self._tables.reading() as rows:
            conditions = set_queries.filters(exercise, person, since, live=live)
            return set_queries.listed(rows, conditions, limit=limit, offset=offset)

    def whole_sets(
        self,
        *,
        exercise: str | None = None,
        person: str | None = None,
        since: datetime | None = None,
        traces: bool = False,
    ) -> Iterator[KeptSet]:
        """Yield the sets with their sessions, oldest first; a hundred are held at a time.

        Args:
            exercise: Id of the move; ``None`` for all.
            person: The profile; empty for the sets without one, ``None`` for everybody's.
            since: The earliest start, aware.
            traces: Read the signals too.
        """
        conditions = set_queries.filters(exercise, person, since)
        return set_queries.whole(self._tables.reading, conditions, traces=traces)

    def get(self, set_id: int) -> KeptSet:
        """Return one set with its whole session.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._tables.reading() as rows:
            return set_queries.one(rows, set_id)

    def trace(self, set_id: int) -> Trace | None:
        """Return the main signal of a set over time; ``None`` where none was kept."""
        with self._tables.reading() as rows:
            return set_queries.traces_of(rows, [set_id]).get(set_id)

    def content(self, *, person: str | None = None, since: datetime | None = None) -> Content:
        """Return all that is kept, for an export: sets, notes and settings, read as they are written.

        Args:
            person: The profile; empty for what has none, ``None`` for everybody's.
            since: The earliest start of a set and moment of a note, aware; settings have no moment.
        """
        return Content(
            self.whole_sets(person=person, since=since, traces=True),
            self.journal.whole_notes(person=person, since=since),
            self.journal.choices(person=person),
        )

    def bring_in(self, entries: Iterable[Entry]) -> Taken:
        """Keep what comes from elsewhere, all or nothing; what is kept already stays as it is.

        See `posture.history.importer.take_in`; ``entries`` may be as long as they like.
        """
        return self._tables.bring_in(entries)

    def delete(self, set_id: int) -> None:
        """Delete one set with everything below it and beside it.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._tables.writing() as rows:
            gone = rows.scalars(delete(SetRow).where(SetRow.id == set_id).returning(SetRow.id)).all()
            if not gone:
                raise set_queries.no_set(set_id)
        self._leave_no_copy(gone)

    def delete_person(self, person: str) -> int:
        """Delete every set, note and choice of one person, and return how many sets those were.

        An empty ``person`` is everybody without a profile, and the household's choices with them.
        Copies of the file are removed: they hold that person too.
        """
        self._tables.bring_in_rescued()
        with self._tables.writing() as rows:
            gone = delete_rows(rows, person)
        with self._database.errors_explained():
            rescue.forget(self._database, person=person.strip())
        profile_changes.remember_here(self._database, person.strip(), None)
        with self._database.errors_explained():
            spool.forget(self._database, person=person.strip())
        self._leave_no_copy(gone)
        return len(gone)

    def delete_all(self) -> int:
        """Delete every set, note and choice, also from copies and rescued files; return how many sets."""
        with self._tables.writing() as rows:
            gone = delete_rows(rows, None)
        with self._database.errors_explained():
            rescue.forget(self._database)
            self.stills.forget_all()
            self.landmarks.forget_all()
        profile_changes.remember_here(self._database, None, None)
        with self._database.errors_explained():
            spool.forget(self._database)
        self._leave_no_copy(gone, shrink=True)
        return len(gone)

    def _leave_no_copy(self, gone: Sequence[int], *, shrink: bool = False) -> None:
        with self._database.errors_explained():
            self.stills.forget(gone)
            self.landmarks.forget(gone)
        self._database.leave_no_copy(shrink=shrink)
