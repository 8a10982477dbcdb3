"""Reading and writing the tables of the store; rescued sets come back before the first of either."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from sqlalchemy.orm import Session as Rows

from posture.errors import StoreError
from posture.history import importer, kept_landmarks, rescue, set_queries
from posture.history.database import Database, take_turn
from posture.history.importer import Entry, Taken
from posture.history.kept_set import KeptSet
from posture.history.profile_changes import owner

_LOG = logging.getLogger(__name__)


class Transactions:
    """The transactions of one store. Safe to share between threads.

    Every method raises `StoreError` when the database cannot be used, with what to do.

    Args:
        database: The database; it is opened by the first transaction.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._look_for_rescued = True

    @contextmanager
    def reading(self) -> Iterator[Rows]:
        """Open a transaction that reads."""
        if self._look_for_rescued:
            self.bring_in_rescued()
        with self.database.rows() as rows:
            yield rows

    @contextmanager
    def writing(self) -> Iterator[Rows]:
        """Open a transaction that writes: all of it is kept, or nothing."""
        with self.database.rows(write=True) as rows:
            yield rows

    def bring_in(self, entries: Iterable[Entry]) -> Taken:
        """Keep what comes from elsewhere, all or nothing (`posture.history.importer.take_in`)."""
        with self.writing() as rows:
            take_turn(rows.connection())
            with self.database.errors_explained():
                kept_landmarks.forget_strays(
                    self.database, there=lambda numbers: set_queries.which(rows, [], numbers)
                )
            return importer.take_in(rows, entries)

    def bring_in_rescued(self) -> None:
        """Keep the sets that could not be kept before; what is refused again waits for another time."""
        self._look_for_rescued = False
        try:
            for file in rescue.waiting(self.database):
                kept = rescue.read(file)
                if kept is not None:
                    whose = self._whose(kept, file)
                    self.bring_in([] if whose is None else [replace(kept, person=whose)])
                    file.unlink(missing_ok=True)
        except (StoreError, OSError) as error:  # what was asked for can be done all the same
            _LOG.warning("rescued sets could not be brought in: %s", error)

    def _whose(self, kept: KeptSet, file: Path) -> str | None:
        """Return whose a rescued set is by now; ``None`` where everything of theirs was deleted meanwhile.

        Another computer may have deleted it, which has no such file.
        """
        rescued_at = datetime.fromtimestamp(file.stat().st_mtime, timezone.utc)
        with self.database.rows() as rows:
            return owner(rows, kept.person, since=kept.started_at if kept.run else rescued_at)

    def close(self) -> None:
        """Let go of the database; the next transaction opens it again."""
        self.database.close()
        self._look_for_rescued = True
