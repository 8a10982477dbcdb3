"""Runs that killed servers left: kept in the history, and shown to the pages that come back."""

from __future__ import annotations

import logging
import threading

from posture.errors import PostureError
from posture.live.snapshot import Ending, Snapshot
from posture.live.spooling import recover

_LOG = logging.getLogger(__name__)


class Recovery:
    """The runs that this server took in, until their pages or their people know of them. Safe to share."""

    def __init__(self) -> None:
        self._found: dict[str, Snapshot] = {}
        self._lock = threading.Lock()

    def look(self) -> None:
        """Take in what is there; what cannot be taken in now is left for another time, and logged."""
        try:
            found = recover()
        except (PostureError, OSError) as error:
            _LOG.warning("runs of a server that was ended could not be looked for: %s", error)
            return
        with self._lock:
            self._found.update((left.token, left.now) for left in found)

    def take(self, token: str) -> Snapshot | None:
        """Return the run of the page that had that token; it is shown there and nowhere else."""
        with self._lock:
            return self._found.pop(token, None)

    def interrupted(self, kind: str, person: str) -> list[tuple[str, Snapshot]]:
        """List interrupted runs of a person whose page has not come back.

        Args:
            kind: Of the run.
            person: Whose it was.

        Returns:
            Each with its page's token.
        """
        with self._lock:
            return [
                (token, now)
                for token, now in self._found.items()
                if now.ending is Ending.INTERRUPTED
                and now.choice is not None
                and (now.choice.kind, now.choice.person) == (kind, person)
            ]
