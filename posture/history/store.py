"""The store: sets kept, listed, corrected and deleted. Safe to share between threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from types import TracebackType

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session as Rows
from sqlalchemy.orm import selectinload

from posture.coach.session import Session
from posture.errors import StoreError
from posture.history.database import Database, default_url
from posture.history.kept import Correction, KeptSet, Verdict, utc
from posture.history.mapping import LISTED, correction_of, correction_row, kept_of, listed_of, row_of
from posture.history.tables import AttemptRow, CorrectionRow, SetRow

__all__ = ["Correction", "KeptSet", "Store", "Verdict"]

_NEWEST = (SetRow.started_at.desc(), SetRow.id.desc())
_WHOLE = (
    selectinload(SetRow.attempts).selectinload(AttemptRow.faults),
    selectinload(SetRow.findings),
    selectinload(SetRow.problems),
    selectinload(SetRow.unmeasured),
    selectinload(SetRow.corrections),
)


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

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def save(self, session: Session, *, started_at: datetime, person: str = "") -> int:
        """Keep a set and return its number.

        Raises:
            ValueError: ``started_at`` has no time zone.
            StoreError: It could not be kept in the database.
        """
        moment = utc(started_at)
        with self._rows(write=True) as rows:
            row = row_of(session, started_at=moment, person=person.strip())
            rows.add(row)
            rows.flush()
            return row.id

    def sets(
        self, *, exercise: str | None = None, person: str | None = None, limit: int | None = None
    ) -> list[KeptSet]:
        """The kept sets, newest first, without their attempts (``session`` is ``None``).

        An empty ``person`` means the sets without a profile, ``None`` everybody's.
        """
        filters = _filters(exercise, person)
        newest = select(SetRow.id).where(*filters).order_by(*_NEWEST).limit(limit)
        said = select(CorrectionRow).where(CorrectionRow.set_id.in_(newest)).order_by(CorrectionRow.id)
        corrections: defaultdict[int, list[Correction]] = defaultdict(list)
        with self._rows() as rows:
            for row in rows.scalars(said):
                corrections[row.set_id].append(correction_of(row))
            listed = rows.execute(select(*LISTED).where(*filters).order_by(*_NEWEST).limit(limit))
            return [listed_of(row, tuple(corrections.get(row.id, ()))) for row in listed]

    def get(self, set_id: int) -> KeptSet:
        """One set with its whole session.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._rows() as rows:
            return kept_of(_found(rows, set_id))

    def delete(self, set_id: int) -> None:
        """Delete one set with everything below it.

        Raises:
            StoreError: There is no set of that number.
        """
        with self._rows(write=True) as rows:
            rows.execute(delete(SetRow).where(SetRow.id == _found(rows, set_id).id))

    def delete_all(self) -> int:
        """Delete every set; returns how many there were."""
        with self._rows(write=True) as rows:
            numbers = rows.scalars(delete(SetRow).returning(SetRow.id)).all()
        self._database.scrub()
        return len(numbers)

    def correct(self, set_id: int, attempt: int | None, verdict: Verdict) -> None:
        """Keep what a person says about an attempt, beside the machine's count and never over it.

        Saying something else of the same attempt replaces what was said before; every `Verdict.MISSED`
        without an attempt is one more repetition that was not listed.

        Raises:
            StoreError: There is no set of that number.
            ValueError: The set has no such attempt, or the verdict does not fit to it.
        """
        with self._rows(write=True) as rows:
            row = _found(rows, set_id)
            _check_fit(row, attempt, verdict)
            if attempt is not None:
                row.corrections[:] = [c for c in row.corrections if c.attempt != attempt]
            row.corrections.append(correction_row(Correction(attempt, verdict, datetime.now(timezone.utc))))

    def close(self) -> None:
        """Let go of the database; the store may be used again and opens anew."""
        self._database.close()

    @contextmanager
    def _rows(self, *, write: bool = False) -> Iterator[Rows]:
        with self._database.transaction(write=write) as connection, Rows(connection) as rows:
            yield rows
            rows.flush()


def _filters(exercise: str | None, person: str | None) -> list[ColumnElement[bool]]:
    found = []
    if exercise is not None:
        found.append(SetRow.exercise == exercise)
    if person is not None:
        found.append(SetRow.person == person.strip())
    return found


def _found(rows: Rows, set_id: int) -> SetRow:
    row = rows.get(SetRow, set_id, options=_WHOLE)
    if row is None:
        raise StoreError(f"no set {set_id} is kept; see the list with: posture history")
    return row


def _check_fit(row: SetRow, attempt: int | None, verdict: Verdict) -> None:
    if attempt is None:
        if verdict is not Verdict.MISSED:
            raise ValueError(f"attempt: expected a number for {verdict}, got None")
        return
    counted = [a.counted for a in row.attempts if a.number == attempt]
    if not counted:
        raise ValueError(f"attempt: expected one of {[a.number for a in row.attempts]}, got {attempt}")
    if counted[0] is not (verdict is Verdict.NOT_A_REP):
        state = "counted" if counted[0] else "not counted"
        raise ValueError(f"verdict: attempt {attempt} was {state}, so {verdict} does not fit")
