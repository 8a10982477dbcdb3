"""Landmarks of kept sets, one small file for each set, beside the database and deleted with their set.

There are none unless the person allows it. What a file holds is the business of the module that makes
it (`posture.vision.landmark_log`): here it is only kept. No export includes them.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from posture.files.atomic_file import AtomicFile
from posture.history.database import Database
from posture.history.set_folders import folder_beside

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is kept.

    Attributes:
        sets: Sets with landmarks.
        n_bytes: The size of their files together.
    """

    sets: int = 0
    n_bytes: int = 0


class KeptLandmarks:
    """The landmarks of the sets of one database. One that lives in memory has none.

    Args:
        database: Where the sets are.
    """

    def __init__(self, database: Database) -> None:
        self._folder = folder_beside(database, "landmarks")

    def keep(self, set_id: int, packed: bytes) -> None:
        """Write the file of a new set, whole. A disk that refuses costs the landmarks, not the set.

        A file that lies there already is of another database that was moved away: it goes.

        Args:
            set_id: Number of the set.
            packed: The file; empty where there is nothing to keep.
        """
        if self._folder is None:
            return
        path = self._folder / f"{set_id}.npz"
        try:
            path.unlink(missing_ok=True)
            if packed:
                self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
                self._folder.chmod(0o700)
                with AtomicFile(path, force=True) as whole:
                    whole.temporary.write_bytes(packed)
                    whole.commit()
        except OSError as error:
            _LOG.warning("the landmarks of set %d could not be kept: %s", set_id, error)

    def of(self, set_id: int) -> Path | None:
        """Return the file of a set; ``None`` where there is none."""
        path = None if self._folder is None else self._folder / f"{set_id}.npz"
        return path if path is not None and path.is_file() else None

    def sets(self) -> set[int]:
        """Return the numbers of all sets that have landmarks."""
        found = [] if self._folder is None else self._folder.glob("*.npz")
        return {int(path.stem) for path in found if path.stem.isdecimal()}

    def amount(self, set_ids: Collection[int]) -> Amount:
        """Return how much is kept of those sets."""
        files = [path for number in self.sets().intersection(set_ids) if (path := self.of(number))]
        return Amount(len(files), sum(path.stat().st_size for path in files))

    def forget(self, set_ids: Iterable[int]) -> None:
        """Remove the landmarks of those sets; the sets stay.

        Raises:
            OSError: A file could not be removed.
        """
        for set_id in set_ids:
            if self._folder is not None:
                (self._folder / f"{set_id}.npz").unlink(missing_ok=True)

    def forget_all(self) -> None:
        """Remove the landmarks of every set, and the folder.

        Raises:
            OSError: A file could not be removed.
        """
        if self._folder is not None and self._folder.is_dir():
            shutil.rmtree(self._folder)


def forget_strays(database: Database, *, there: Callable[[Collection[int]], set[int]]) -> None:
    """Remove landmarks of sets that are gone, as where a copy was put back: a new set gets the number.

    Args:
        database: Where the sets are.
        there: Tells which of some numbers are numbers of its sets.

    Raises:
        OSError: A file could not be removed.
    """
    kept = KeptLandmarks(database)
    found = kept.sets()
    kept.forget(found.difference(there(found)))
