"""The copy of the day, made in a thread of its own: nobody waits for it."""

from __future__ import annotations

import logging
import sqlite3
from datetime import date, datetime, timezone
from pathlib import Path
from threading import Lock, Thread

from posture.errors import StoreError
from posture.history import backup

_LOG = logging.getLogger(__name__)


class DailyCopy:
    """The copy of today of one SQLite file, made when it is due.

    Args:
        file: The file; with ``None``, a server or memory, there is nothing to do.
    """

    def __init__(self, file: Path | None) -> None:
        self._file = file
        self._day: date | None = None
        self._is_empty = False
        self._again = False
        self._thread: Thread | None = None
        self._turn = Lock()

    def look(self, *, changed: bool) -> None:
        """Have a copy made if none was made today; where there is one this costs next to nothing.

        Args:
            changed: Something was kept just now: a database that was empty may need a copy.
        """
        today = datetime.now(timezone.utc).date()
        if self._file is None or (self._day == today and not (changed and self._is_empty)):
            return
        with self._turn:
            self._day, self._again = today, True
            if self._thread is None:
                thread = Thread(target=self._work, args=(self._file,), name="copy of the day")
                thread.start()
                self._thread = thread  # only now: one that Ctrl-C kept from starting cannot be waited for

    def make_another(self) -> None:
        """Have another copy made: the others were removed."""
        self._day = None
        self.look(changed=True)

    def wait(self) -> None:
        """Wait until a copy that is being made is finished."""
        with self._turn:
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self, file: Path) -> None:
        while True:
            with self._turn:
                if not self._again:
                    self._thread = None
                    return
                self._again = False
            self._make(file)

    def _make(self, file: Path) -> None:
        try:
            self._is_empty = not backup.make(file)
        except StoreError as error:
            _LOG.warning("%s; look at it with: posture doctor", error)
        except (OSError, sqlite3.Error) as error:
            _LOG.warning("no copy of %s could be made today: %s", file, error)
