"""How a person rests in an exercise, kept after a good set for their next one before the same camera.

It is one choice of the person (`posture.history.settings_schema`): a row for each exercise, way of
measuring, view and camera. A row is a few lengths, angles and levels; there is no picture and no pose in
it. Only these functions know what the rows look like.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from posture.coach.setup.rest import Rest
from posture.history.journal import Journal
from posture.history.kept_set import utc
from posture.serialize import from_json, to_json

_LOG = logging.getLogger(__name__)

NAME = "rests"
"""The name of the choice."""
OLDEST = timedelta(days=90)
"""An older rest is not used: bodies, chairs and cameras change."""
MOST = 64
"""Rows of one person at most: more than all exercises and views before two cameras; the oldest go."""


@dataclass(frozen=True, slots=True)
class RestKey:
    """Which rest is meant: of one person, in one exercise, before one camera.

    Attributes:
        exercise: Id of the exercise.
        camera: As the browser names it; where it does not, nothing is kept.
        person: The profile; empty where the household keeps no profiles.
    """

    exercise: str
    camera: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class KeptRest:
    """One row.

    Attributes:
        rest: How the person rests; it says itself how sure that is.
        kept_at: When the set was made that showed it, aware.
    """

    rest: Rest
    kept_at: datetime


def keep_rest(journal: Journal, rest: Rest, *, place: RestKey, at: datetime) -> None:
    """Keep how somebody rests, in place of what was known; a rest that is not sure enough is not kept.

    Args:
        journal: Where to keep it.
        rest: How the person rests.
        place: Who, in which exercise, before which camera.
        at: When the set was made, aware.

    Raises:
        StoreError: The database cannot be used.
        ValueError: ``at`` has no time zone.
    """
    if not (rest.usable and place.camera):
        return
    key = _key(place.exercise, rest.method, rest.view.value, place.camera)
    rows = {
        **_rows(journal, place.person),
        key: to_json(KeptRest(rest, utc(at, name="at"))),
    }
    newest = sorted(rows, key=lambda one: str(rows[one].get("kept_at")), reverse=True)[:MOST]
    journal.choose(NAME, {one: rows[one] for one in newest}, person=place.person)


def rest_of(journal: Journal, place: RestKey, *, now: datetime) -> KeptRest | None:
    """Return the newest rest that is known there and not too old; drop a row that makes no sense.

    Args:
        journal: Where it is kept.
        place: Who, in which exercise, before which camera.
        now: The present moment, aware.

    Raises:
        StoreError: The database cannot be used.
    """
    rows = _rows(journal, place.person)
    there = {key: row for key, row in rows.items() if _is_of(key, place)}
    read = dict(_readable(there))
    if len(read) < len(there):
        kept = {key: row for key, row in rows.items() if key not in there or key in read}
        journal.choose(NAME, kept or None, person=place.person)
    fresh = [one for one in read.values() if timedelta(0) <= now - one.kept_at <= OLDEST]
    return max(fresh, key=lambda one: one.kept_at, default=None)


def forget_rest(journal: Journal, place: RestKey) -> None:
    """Drop what is known of an exercise before a camera: a set that began by it counted nothing.

    Args:
        journal: Where it is kept.
        place: Who, in which exercise, before which camera.

    Raises:
        StoreError: The database cannot be used.
    """
    rows = _rows(journal, place.person)
    kept = {key: row for key, row in rows.items() if not _is_of(key, place)}
    if len(kept) < len(rows):
        journal.choose(NAME, kept or None, person=place.person)


def forget_rests(journal: Journal, *, person: str = "") -> None:
    """Drop all that is known of how a person rests.

    Args:
        journal: Where it is kept.
        person: The profile.

    Raises:
        StoreError: The database cannot be used.
    """
    journal.choose(NAME, None, person=person)


def number_of_rests(journal: Journal, *, person: str = "") -> int:
    """Return how many rows are kept of a person.

    Args:
        journal: Where they are kept.
        person: The profile.

    Raises:
        StoreError: The database cannot be used.
    """
    return len(_rows(journal, person))


def _rows(journal: Journal, person: str) -> dict[str, Mapping[str, Any]]:
    told = journal.setting(NAME, person=person, default={})
    return dict(told) if isinstance(told, Mapping) else {}


def _readable(rows: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, KeptRest]]:
    for key, row in rows.items():
        try:
            yield key, from_json(KeptRest, row)
        except ValueError as error:
            _LOG.warning("what was kept of a rest makes no sense and is dropped: %s", error)


def _key(exercise: str, method: str, view: str, camera: str) -> str:
    return json.dumps([exercise, method, view, camera], ensure_ascii=False)


def _is_of(key: str, place: RestKey) -> bool:
    try:
        exercise, _, _, camera = json.loads(key)
    except (ValueError, TypeError):
        return False
    return (exercise, camera) == (place.exercise, place.camera)
