"""A person's rest: looked up for a set that begins, kept from one that ended.

Runs in the server; the worker finds the rest (`posture.live.rest_seen`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

from posture.coach.setup.rest import Rest
from posture.errors import StoreError
from posture.history.kept_rests import RestKey, forget_rest, keep_rest, rest_of
from posture.history.store import Store
from posture.live.run import EXERCISE
from posture.live.snapshot import RunChoice

_LOG = logging.getLogger(__name__)


def known_rest(choice: RunChoice, camera: str) -> dict[str, Any] | None:
    """Look up how the person of a set rests before a camera.

    A store that cannot be used costs nothing but that: the set begins as a first one.

    Args:
        choice: The set.
        camera: As the browser names it; nothing is known of one without a name.

    Returns:
        Plain JSON values, or ``None`` where nobody knows.
    """
    if choice.kind != EXERCISE or not camera:
        return None
    try:
        with Store() as store:
            if not _is_one_person(store, choice.person):
                return None
            place = RestKey(choice.exercise, camera, choice.person)
            found = rest_of(store.journal, place, now=datetime.now(timezone.utc))
    except StoreError as error:
        _LOG.warning("how the person rests could not be looked up: %s", error)
        return None
    return found.rest.as_dict() if found else None


def keep_known(store: Store, told: Mapping[str, Any], *, exercise: str, person: str, at: datetime) -> None:
    """Keep what a set showed of its person's rest, or drop what misled it.

    None of that is worth losing the set for: a failure is logged.

    Args:
        store: Where to keep it.
        told: As `posture.live.rest_seen.RestSeen.worth_keeping` gave it.
        exercise: The move's id.
        person: Whose set it was.
        at: When it began.
    """
    try:
        if not _is_one_person(store, person):
            return
        place = RestKey(exercise, str(told["camera"]), person)
        if told["rest"] is None:
            forget_rest(store.journal, place)
        else:
            keep_rest(store.journal, Rest.from_dict(told["rest"]), place=place, at=at)
    except (StoreError, ValueError, KeyError, TypeError) as error:
        _LOG.warning("how the person rests could not be kept: %s", error)


def _is_one_person(store: Store, person: str) -> bool:
    """Tell whether a name stands for one person: beside profiles, a set without one may be anybody's."""
    return bool(person) or not store.profiles.names()
