"""How the results of live runs are kept, by kind. Runs in the server, never in a worker."""

from __future__ import annotations

import logging
import math
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from posture.body.landmarks import Side
from posture.check.check import Check
from posture.coach.record import SetRecord
from posture.coach.session import Session
from posture.errors import StoreError
from posture.exercises import find
from posture.history import watched
from posture.history.checks import keep_checks
from posture.history.database import Database, default_url
from posture.history.household import owner
from posture.history.store import Store
from posture.live.fold import CHECK, EXERCISE, WATCH
from posture.live.snapshot import Choice, Snapshot
from posture.watch.baseline import SeatBaseline
from posture.watch.summary import Block

_LOG = logging.getLogger(__name__)

Result = Mapping[str, Any]
Keep = Callable[[Result, Choice, datetime], "int | None"]
"""Keeps a result and gives its number; ``None`` where nothing was worth keeping. Raises `StoreError`."""


def keep(now: Snapshot, result: Result | None) -> tuple[int | None, str]:
    """Keep the result of the run of a snapshot: its number, or why it could not be kept."""
    keeper = KEEPERS.get(now.choice.kind) if now.choice else None
    if keeper is None or result is None or now.choice is None or now.started_at is None:
        return None, ""
    try:
        whose = owner(Database(default_url()), now.choice.person, since=now.started_at)
        if whose is None:  # deleted meanwhile, and deleted means gone
            return None, ""
        return keeper(result, replace(now.choice, person=whose), now.started_at), ""
    except StoreError as error:
        return None, str(error)
    except Exception as error:  # noqa: BLE001 whatever it was: the result stays, and the page says so
        _LOG.exception("the result of a run could not be kept")
        return None, f"{type(error).__name__}: {error}"


def record_of(choice: Choice | None, result: Result | None) -> SetRecord | None:
    """The record of a set in a result, where it is one of a coached set that can be read."""
    if not result or choice is None or choice.kind != EXERCISE:
        return None
    try:
        return SetRecord.from_dict(result)
    except (KeyError, TypeError, ValueError):
        _LOG.exception("the record of a set could not be read")
        return None


def _done(session: Session) -> bool:
    """Whether anything was done: a movement, or where it is timed and not counted, a hold was begun."""
    pace = find(session.exercise).measured_by(session.method).pace
    return bool(session.attempts) or (pace is not None and session.measured_s > pace.rest_s)


def _checks(result: Result, choice: Choice, started_at: datetime) -> int | None:
    """Keep every view that was measured; its picture only where the person allows that."""
    seen: list[tuple[Check, bytes | None]] = []
    for told in result["checks"]:
        check = Check.from_dict(told["check"], side=Side(told["side"]))
        if check.refused is None:
            allowed = choice.options.get("pictures") and told["jpeg"]
            seen.append((check, b64decode(told["jpeg"]) if allowed else None))
    if not seen:
        return None
    with Store() as store:
        return keep_checks(store.journal, seen, at=started_at, person=choice.person)


def _set(result: Result, choice: Choice, started_at: datetime) -> int | None:
    record = SetRecord.from_dict(result)
    if not _done(record.session):
        return None
    with Store() as store:
        return store.save(
            record.session,
            started_at=started_at,
            person=choice.person,
            trace=record.trace,
            stills=record.stills,
        )


def _watch(result: Result, choice: Choice, started_at: datetime) -> int | None:
    """A note of the day, and how the person likes to sit in that seat.

    The day is that of the watch, also where it is kept much later.
    """
    block = Block.from_dict(result["summary"])
    ended_at = started_at + timedelta(seconds=block.judged_s + math.fsum(block.doing_s.values()))
    with Store() as store:
        journal, person = store.journal, choice.person
        if result["baseline"]:
            camera, seat = choice.options["camera"], choice.options["seat"]
            baseline = SeatBaseline.from_dict(result["baseline"])
            watched.keep_baseline(journal, baseline, camera=camera, seat=seat, person=person)
        return watched.keep_block(journal, block, at=ended_at, person=person)


KEEPERS: Mapping[str, Keep] = {EXERCISE: _set, CHECK: _checks, WATCH: _watch}
