"""Sign-ins that were ended. A browser's cookie is gone then, but a copy of it would still be signed.

Each is an empty file in the data folder, which the servers behind one address share.
"""

from __future__ import annotations

import logging
import time
from contextlib import suppress
from pathlib import Path

from posture.files.data_folder import SIGNED_OUT, data_folder

_LOG = logging.getLogger(__name__)


class SignOuts:
    """The sign-ins that were ended, for as long as they would last otherwise. Safe to use from any thread.

    Args:
        kept_s: How long a sign-in lasts.
        folder: Where they are written; in the data folder without one.
    """

    def __init__(self, kept_s: float, folder: Path | None = None) -> None:
        self._kept_s, self._given = kept_s, folder
        self._ended: set[str] = set()

    @property
    def _folder(self) -> Path:
        return self._given or data_folder() / SIGNED_OUT

    def add(self, sign_in: str) -> None:
        """Remember that a sign-in was ended. Where the disk refuses, this process alone does."""
        self._ended.add(sign_in)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (self._folder / sign_in).touch(mode=0o600)
            self._sweep()
        except OSError as error:
            _LOG.warning("a sign-out could not be written down: %s", error)

    def __contains__(self, sign_in: str) -> bool:
        return sign_in in self._ended or (self._folder / sign_in).exists()

    def _sweep(self) -> None:
        until = time.time() - self._kept_s
        for path in self._folder.iterdir():
            with suppress(FileNotFoundError):  # another server was quicker
                if path.stat().st_mtime < until:
                    path.unlink()
