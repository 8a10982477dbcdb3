"""Stills of kept sets, one small file for each picture, beside the database and deleted with their set.

There are none unless the person allows pictures; `posture.vision.jpeg` has their quality. Those of posture
checks are notes of the journal (`posture.history.kept_checks`): an export includes them, and leaves these
out.
"""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from posture.history.database import Database
from posture.history.set_folders import folder_beside

_LOG = logging.getLogger(__name__)


class KeptStills:
    """The pictures of one database. One that lives in memory has none.

    Args:
        database: Where the sets are.
    """

    def __init__(self, database: Database) -> None:
        self._folder = folder_beside(database, "pictures")

    def keep(self, set_id: int, stills: Mapping[int, bytes]) -> None:
        """Write the JPEGs of a new set's attempts. A disk that refuses costs the pictures, not the set.

        Pictures that lie there already are of another database that was moved away: they go.

        Args:
            set_id: Number of the set.
            stills: JPEGs by number of the attempt.
        """
        if self._folder is None:
            return
        folder = self._folder / str(set_id)
        shutil.rmtree(folder, ignore_errors=True)
        if not stills:
            return
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._folder.chmod(0o700)
            for number, jpeg in stills.items():
                (folder / f"{number}.jpg").write_bytes(jpeg)
        except OSError as error:
            _LOG.warning("the pictures of set %d could not be kept: %s", set_id, error)
            shutil.rmtree(folder, ignore_errors=True)

    def of(self, set_id: int) -> dict[int, Path]:
        """Return the pictures of a set by number of the attempt."""
        if self._folder is None:
            return {}
        found = (self._folder / str(set_id)).glob("*.jpg")
        return {int(path.stem): path for path in sorted(found) if path.stem.isdecimal()}

    def forget(self, set_ids: Iterable[int]) -> None:
        """Remove the pictures of those sets.

        Raises:
            OSError: A file could not be removed.
        """
        for set_id in set_ids:
            if self._folder is not None and (self._folder / str(set_id)).is_dir():
                shutil.rmtree(self._folder / str(set_id))

    def forget_all(self) -> None:
        """Remove every picture of every set.

        Raises:
            OSError: A file could not be removed.
        """
        if self._folder is not None and self._folder.is_dir():
            shutil.rmtree(self._folder)
