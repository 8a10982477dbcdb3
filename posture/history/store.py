"""The store: sets kept, listed, corrected and deleted. Safe to share between threads."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from types import TracebackType

from sqlalchemy import delete
from sqlalchemy.orm import Session as Rows

from posture.coach.results.trace import Trace
from posture.coach.session import Session
from posture.errors import SetRescued, StoreError
from posture.history import importer, profiles, queries, removal, rescue, spool
from posture.history.database import Database, default_url, take_turn
from posture.history.exporter import Content, Entry
from posture.history.importer import Taken
from posture.history.journal import Journal, Note
from posture.history.kept_landmarks import Amount, KeptLandmarks
from posture.history.kept_set import Correction, KeptSet, Opinion
from posture.history.kept_stills import KeptStills
from posture.history.mapping import correction_row, kept_of
from posture.history.progress import ProgressPoint, Training
from posture.history.removal import Holdings
from posture.history.tables import SetRow

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

_LOG = logging.getLogger(__name__)


class Store:
    """The kept sets of this computer, or of a clinic.

    Nothing is opened before it is needed: so `save` can rescue a set even where opening fails.

    Args:
        url: A SQLAlchemy address; without one ``POSTURE_DATABASE_URL``, else a SQLite file in the
            user's data folder (``POSTURE_DATA_DIR`` names another folder).

    Raises:
        StoreError: The address is of no database that can be served. Every method raises it when the
            database cannot be used, with what to do.
    """

    def __init__(self, url: str | None = None) -> None:
        self._database = Database(default_url() if url is None else url)
        self._look_for_rescued = True
        self.stills = KeptStills(self._database)
        """The pictures of sets, where the person allowed them."""
        self.landmarks = KeptLandmarks(self._database)
        """The landmarks of sets, where the person allowed them."""
        self.training = Training(self._reading)
        """How training goes: days, moves, progress."""
        self.journal = Journal(self._database)
        """What people say and choose beside their sets."""

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

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
            session: The set.
            started_at: When it began.
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
        self, kept: KeptSet, *, stills: Mapping[int, bytes] | None = None, landmarks: bytes = b""
    ) -> int:
        """Keep a set as `save` does; one whose run is kept already stays as it is, under its number.

        ``landmarks``: the file of its poses, only where the person allows that.
        """
        try:
            with self._rows(write=True) as rows:
                before = queries.of_run(rows, kept)
                set_id = queries.added(rows, kept) if before is None else before
        except BaseException as error:  # whatever it was, even Ctrl-C: the set must not be lost
            told, safe = self._rescue(kept)
            if isinstance(error, StoreError):
                raise (SetRescued if safe else StoreError)(f"{error}; {told}") from error
            raise
        if before is None or stills:
            self.stills.keep(set_id, stills or {})
        if before is None or landmarks:
            self.landmarks.keep(set_id, landmarks)
        self._bring_in_rescued()
        return set_id

    def sets(
        self,
        *,
        exercise: str | None = None,
        person: str | None = None,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[KeptSet]:
        """The kept sets, newest first, without their attempts (``session`` is ``None``).

        An empty ``person``: sets without a profile; ``None``: everybody's. ``offset`` passes over the newest.
        """
        with self._reading() as rows:
            return queries.listed(rows, queries.filters(exercise, person), limit=limit, offset=offset)

    def whole_sets(
        self,
        *,
        exercise: str | None = None,
        person: str | None = None,
        since: datetime | None = None,
        traces: bool = False,
    ) -> Iterator[KeptSet]:
        """The sets with their sessions, and with ``traces`` their signals, oldest first, in hundreds."""
        return queries.whole(self._reading, queries.filters(exercise, person, since), traces=traces)

    def content(self, *, person: str | None = None, since: datetime | None = None) -> Content:
        """Everything that is kept, for an export: sets, notes and settings, read as they are written."""
        return Content(
            self.whole_sets(person=person, since=since, traces=True),
            self.journal.whole_notes(person=person, since=since),
            self.journal.choices(person=person),
        )

    def people(self) -> list[str]:
        """The profiles that something is kept for, in alphabetical order."""
        with self._reading() as rows:
            found = removal.names(rows)
        return sorted(found, key=str.casefold)

    def holdings(self, *, person: str | None = None) -> Holdings:
        """How much is kept of one person (empty: without a profile), or of everybody."""
        with self._reading() as rows:
            there = removal.holdings(rows, person)
        return replace(there, landmarks=self.kept_landmarks(person=person).sets)

    def kept_landmarks(self, *, person: str | None = None) -> Amount:
        """Of how many sets of one person, or of everybody, landmarks are kept, and what they take."""
        with self._reading() as rows:
            return self.landmarks.amount(queries.numbers(rows, queries.filters(None, person)))

    def forget_landmarks(self, *, person: str | None = None) -> int:
        """Remove the landmarks of one person's sets, or of everybody's; the sets stay. Of how many."""
        with self._reading() as rows:
            gone = self.landmarks.sets().intersection(queries.numbers(rows, queries.filters(None, person)))
        with self._database.errors_explained():
            self.landmarks.forget(gone)
        return len(gone)

    def rename_person(self, old: str, new: str) -> str:
        """Give everything of a profile another name (`posture.history.profiles`); the name as kept."""
        self._bring_in_rescued()
        with self._rows(write=True) as rows:
            name = profiles.rename(rows, old, new)
        profiles.changed(self._database, old, name)
        with self._database.errors_explained():
            spool.rename(self._database, old, name)
            rescue.rename(self._database, old, name)
        return name

    def progress(self, exercise: str, *, person: str | None = None) -> list[ProgressPoint]:
        """How one move went over time, a point for each set, oldest first."""
        return self.training.progress(exercise, person=person)

    def get(self, set_id: int) -> KeptSet:
        """One set with its whole session.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._reading() as rows:
            return kept_of(queries.found(rows, set_id))

    def trace(self, set_id: int) -> Trace | None:
        """The main signal of a set over time; ``None`` where none was kept."""
        with self._reading() as rows:
            return queries.traces_of(rows, [set_id]).get(set_id)

    def delete(self, set_id: int) -> None:
        """Delete one set with everything below it.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._rows(write=True) as rows:
            gone = rows.scalars(delete(SetRow).where(SetRow.id == set_id).returning(SetRow.id)).all()
            if not gone:
                raise queries.no_set(set_id)
        self._leave_no_copy(gone)

    def delete_person(self, person: str) -> int:
        """Delete every set, note and choice of one person; returns how many sets.

        An empty ``person`` is everybody without a profile, and the household's choices with them.
        Copies of the file are removed: they hold that person too.
        """
        self._bring_in_rescued()
        with self._rows(write=True) as rows:
            gone = removal.empty(rows, person)
        with self._database.errors_explained():
            rescue.forget(self._database, person=person.strip())
        profiles.changed(self._database, person.strip(), None)
        with self._database.errors_explained():
            spool.forget(self._database, person=person.strip())
        self._leave_no_copy(gone)
        return len(gone)

    def delete_all(self) -> int:
        """Delete every set, note and choice, also from copies and rescued files; returns how many sets."""
        with self._rows(write=True) as rows:
            gone = removal.empty(rows, None)
        with self._database.errors_explained():
            rescue.forget(self._database)
            self.stills.forget_all()
            self.landmarks.forget_all()
        profiles.changed(self._database, None, None)
        with self._database.errors_explained():
            spool.forget(self._database)
        self._leave_no_copy(gone, shrink=True)
        return len(gone)

    def _leave_no_copy(self, gone: Sequence[int], *, shrink: bool = False) -> None:
        with self._database.errors_explained():
            self.stills.forget(gone)
            self.landmarks.forget(gone)
        self._database.leave_no_copy(shrink=shrink)

    def correct(self, set_id: int, attempt: int | None, verdict: Opinion) -> None:
        """Keep what a person says about an attempt, beside the machine's count and never over it.

        Saying it again of the same attempt changes nothing; every `Opinion.MISSED` without an attempt
        is one more repetition that was not listed.

        Raises:
            StoreError: There is no set of that number.
            ValueError: The set has no such attempt, or the verdict does not fit it.
        """
        with self._rows(write=True) as rows:
            row = queries.found(rows, set_id)
            queries.check_fit(row, attempt, verdict)
            if attempt is None or all(c.attempt != attempt for c in row.corrections):
                row.confirmed_at = None  # it was said of another count
                row.corrections.append(
                    correction_row(Correction(attempt, verdict, datetime.now(timezone.utc)))
                )

    def withdraw(self, set_id: int, attempt: int | None) -> None:
        """Take back what was said about an attempt; without one, the newest `Opinion.MISSED`.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._rows(write=True) as rows:
            row = queries.found(rows, set_id)
            said = [c for c in row.corrections if c.attempt == attempt]
            for correction in said[-1:]:
                row.confirmed_at = None
                row.corrections.remove(correction)

    def confirm(self, set_id: int, *, right: bool = True) -> None:
        """Keep that the person says the count is right as it stands, with what they corrected.

        Args:
            set_id: Of which set.
            right: False takes it back. Any later correction takes it back, too.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._rows(write=True) as rows:
            queries.found(rows, set_id).confirmed_at = datetime.now(timezone.utc) if right else None

    def bring_in(self, entries: Iterable[Entry]) -> Taken:
        """Keep what comes from elsewhere, all or nothing, and leave what is kept already as it is.

        See `posture.history.importer.take_in`; ``entries`` may be as long as they like.
        """
        with self._rows(write=True) as rows:
            take_turn(rows.connection())
            self._forget_strays(rows)
            return importer.take_in(rows, entries)

    def _forget_strays(self, rows: Rows) -> None:
        """Remove landmarks of sets that are gone, as where a copy was put back: a new one gets the number."""
        with self._database.errors_explained():
            self.landmarks.forget(self.landmarks.sets() - queries.numbers(rows, []))

    def close(self) -> None:
        """Let go of the database; the store may be used again and opens anew."""
        self._database.close()
        self._look_for_rescued = True

    def _rescue(self, kept: KeptSet) -> tuple[str, bool]:
        """What is said of the set that could not be kept, and whether it is safe."""
        try:
            file = rescue.write(kept, self._database)
        except OSError as error:
            why = error.strerror or error
            return f"the set could not be put elsewhere either ({why}) and is lost", False
        return rescue.told(file), True

    def _bring_in_rescued(self) -> None:
        self._look_for_rescued = False
        try:
            for file in rescue.waiting(self._database):
                kept = rescue.read(file)
                if kept is not None:
                    self.bring_in([kept])
                    file.unlink(missing_ok=True)
        except (StoreError, OSError) as error:  # another time: what was asked for can be done all the same
            _LOG.warning("rescued sets could not be brought in: %s", error)

    @contextmanager
    def _reading(self) -> Iterator[Rows]:
        if self._look_for_rescued:
            self._bring_in_rescued()
        with self._rows() as rows:
            yield rows

    @contextmanager
    def _rows(self, *, write: bool = False) -> Iterator[Rows]:
        with self._database.transaction(write=write) as connection, Rows(connection) as rows:
            yield rows
            rows.flush()
