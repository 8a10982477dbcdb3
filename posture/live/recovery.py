"""Runs that killed servers left: kept in the history, and shown to the pages that come back."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import dataclass, replace

from posture.errors import DataDeleted, PostureError
from posture.history import spool
from posture.history.database import Database, default_url
from posture.live.persistence import kept, record_of
from posture.live.snapshot import Ending, RunChoice, Snapshot, State
from posture.serialize import from_json

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovered:
    """A run that a killed server left: the token that its page had, and the session as it was recovered."""

    token: str
    now: Snapshot


def recover() -> list[Recovered]:
    """Keep what killed servers left of this computer's database, each run once.

    What cannot be kept now stays where it is, for the next time.
    """
    found: list[Recovered] = []
    database = Database(default_url())
    with spool.left_behind(database) as paths:
        for path in paths:
            entry = spool.read(path)
            if entry is None:
                continue
            try:
                left = _left(entry)
            except (KeyError, TypeError, ValueError, AttributeError):
                _LOG.exception("the run in %s makes no sense and is set aside", path)
                path.replace(path.with_suffix(".unreadable"))
                continue
            try:
                outcome = kept(left.now, left.now.result)
            except DataDeleted:
                path.unlink(missing_ok=True)
                continue
            if not outcome.safe:
                _LOG.warning("the run in %s could not be kept: %s", path, outcome.error)
                break
            path.unlink(missing_ok=True)
            now = replace(left.now, set_id=outcome.number, error=outcome.error)
            found.append(replace(left, now=now))
    return found


def _left(entry: spool.RunEntry) -> Recovered:
    about = entry.about
    choice = replace(from_json(RunChoice, about["choice"]), person=entry.person)
    result = None if entry.result is None else json.loads(entry.result)
    record = record_of(choice, result)
    now = Snapshot(
        state=State.FINISHED,
        choice=choice,
        started_at=entry.started_at,
        run=entry.key,
        result=result,
        session=record.session if record else None,
        trace=record.trace if record else None,
        ending=Ending(about["ending"] or Ending.INTERRUPTED),
    )
    return Recovered(str(about["token"]), now)


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

    def take(self, token: str, *, owner: str = "") -> Snapshot | None:
        """Return the run of the page that had that token; it is shown there and nowhere else.

        Args:
            token: The page's.
            owner: Who has signed in; somebody else's run stays where it is. Empty where nobody signs in.
        """
        with self._lock:
            now = self._found.get(token)
            if now is None or (owner and (now.choice is None or now.choice.person != owner)):
                return None
            return self._found.pop(token)

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
