"""Profiles that were renamed or deleted while this process lives.

A set may begin under a name that is changed or deleted before the set ends. So such changes are
remembered, by database, and `owner` tells whose a result is when it is kept.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timezone

from posture.history.database import Database


@dataclass(frozen=True, slots=True)
class _ProfileChange:
    """What became of a profile, or of everybody where ``person`` is ``None``; deleted without a ``name``."""

    at: datetime
    person: str | None
    name: str | None


_changes: defaultdict[str, list[_ProfileChange]] = defaultdict(list)
"""By the place of the database, in order of time; threads may share the lists, which only ever grow."""


def remember(database: Database, person: str | None, name: str | None) -> None:
    """Remember that a profile was renamed or deleted.

    Args:
        database: Where it was.
        person: The profile; ``None`` for everybody's.
        name: The new name; ``None`` where it was deleted.
    """
    _changes[database.where].append(_ProfileChange(datetime.now(timezone.utc), person, name))


def owner(database: Database, person: str, *, since: datetime) -> str | None:
    """Return whose a result is by now; ``None`` where that profile was deleted.

    Args:
        database: Where the result is to be kept.
        person: Whose it was when it began.
        since: When that was, aware.
    """
    for change in tuple(_changes[database.where]):
        if change.at >= since and change.person in (None, person):
            if change.name is None:
                return None
            person = change.name
    return person
