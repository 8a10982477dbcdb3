"""Keeps the results of live runs, by kind. Runs in the server, never in a worker."""

from __future__ import annotations

import logging
import math
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from posture.body.landmarks import Side
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Session
from posture.errors import DataDeleted, SetRescued, StoreError
from posture.exercises import find
from posture.history import spool, watch_log
from posture.history.database import Database, default_url
from posture.history.kept_checks import keep_checks
from posture.history.kept_set import KeptSet, Origin
from posture.history.store import Store
from posture.live.known_rest import keep_known
from posture.live.run import CHECK, EXERCISE, WATCH
from posture.live.snapshot import Ending, RunChoice, Snapshot
from posture.posture_check.check_result import Check
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.summary import WatchBlock

_LOG = logging.getLogger(__name__)

Result = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RunContext:
    """What a keeper needs to know about a run besides its result.

    Attributes:
        choice: What was chosen, under the name that the profile had when the run began. Whatever is kept
            with the run's origin finds the name of now by itself.
        whose: The name that the profile has by now.
        started_at: When the run began, aware.
        origin: The run.
    """

    choice: RunChoice
    whose: str
    started_at: datetime
    origin: Origin


@dataclass(frozen=True, slots=True)
class KeptOutcome:
    """The outcome of keeping a result.

    Attributes:
        number: Its number in the store; ``None`` where it is not there.
        error: Why it could not be kept, in words for people, or "".
        safe: The run's own file can go: the result is stored or rescued, or there is none.
    """

    number: int | None = None
    error: str = ""
    safe: bool = True


Keep = Callable[[Result, RunContext], "int | None"]
"""Keeps a result and returns its number; ``None`` where nothing was worth keeping. Raises `StoreError`."""


def keep(now: Snapshot, result: Result | None) -> tuple[int | None, str]:
    """Keep the result of a run, and remove the run's file once that is done.

    Args:
        now: The session with the run.
        result: The result, if there is one.

    Returns:
        Its number in the store or ``None``, and why it could not be kept or "".

    Raises:
        DataDeleted: Everything of its person was deleted since it began; its file is removed, too.
    """
    try:
        outcome = kept(now, result)
    except DataDeleted:
        _remove_file(now)
        raise
    if outcome.safe:
        _remove_file(now)
    return outcome.number, outcome.error


def _remove_file(now: Snapshot) -> None:
    if not now.run:
        return
    try:
        spool.remove(now.run, Database(default_url()))
    except (StoreError, OSError) as error:  # it is taken in once more at the next start, and is known
        _LOG.warning("the file of a run that is kept could not be removed: %s", error)


def kept(now: Snapshot, result: Result | None) -> KeptOutcome:
    """Keep the result of a run, once and never twice.

    Args:
        now: The session with the run.
        result: The result, if there is one.

    Raises:
        DataDeleted: Everything of its person was deleted since it began.
    """
    keeper = KEEPERS.get(now.choice.kind) if now.choice else None
    if keeper is None or result is None or now.choice is None or now.started_at is None:
        return KeptOutcome()
    try:
        whose = _whose(now.choice, now.started_at)
        interrupted = now.ending is Ending.INTERRUPTED
        origin = Origin(now.run, interrupted=interrupted, begun_at=now.started_at)
        return KeptOutcome(keeper(result, RunContext(now.choice, whose, now.started_at, origin)))
    except DataDeleted:
        raise
    except SetRescued as error:
        return KeptOutcome(error=str(error))
    except StoreError as error:
        return KeptOutcome(error=str(error), safe=False)
    except Exception as error:  # noqa: BLE001 any failure must leave the result where it is, and the page says so
        _LOG.exception("the result of a run could not be kept")
        return KeptOutcome(error=f"{type(error).__name__}: {error}", safe=False)


def _whose(choice: RunChoice, started_at: datetime) -> str:
    """Return whose a run is by now; a store that cannot be used says so when it is to keep something."""
    try:
        with Store() as store:
            whose = store.owner(choice.person, since=started_at)
    except StoreError:
        return choice.person
    if whose is None:
        raise DataDeleted("the data of its person were deleted since it began")
    return whose


def record_of(choice: RunChoice | None, result: Result | None) -> SetRecord | None:
    """Read the record of a coached set from a result.

    Args:
        choice: The run.
        result: Its result, if there is one.

    Returns:
        The record; ``None`` where the run was of another kind, or the record cannot be read.
    """
    if not result or choice is None or choice.kind != EXERCISE:
        return None
    try:
        return SetRecord.from_dict(result)
    except (KeyError, TypeError, ValueError):
        _LOG.exception("the record of a set could not be read")
        return None


def _done(session: Session) -> bool:
    """Tell whether anything was done: a movement, or where only time counts, the beginning of a hold."""
    pace = find(session.exercise).measured_by(session.method).pace
    return bool(session.attempts) or (pace is not None and session.measured_s > pace.rest_s)


def _checks(result: Result, run: RunContext) -> int | None:
    """Keep every view that was measured; its picture only where the person allows that."""
    seen: list[tuple[Check, bytes | None]] = []
    for told in result["checks"]:
        check = Check.from_dict(told["check"], side=Side(told["side"]))
        if check.refused is None:
            allowed = run.choice.options.get("pictures") and told["jpeg"]
            seen.append((check, b64decode(told["jpeg"]) if allowed else None))
    if not seen:
        return None
    with Store() as store:
        return keep_checks(
            store.journal, seen, at=run.started_at, person=run.choice.person, origin=run.origin
        )


def _set(result: Result, run: RunContext) -> int | None:
    record = SetRecord.from_dict(result)
    if not _done(record.session):
        return None
    made = KeptSet.of(record.session, started_at=run.started_at, person=run.choice.person)
    origin = run.origin
    with Store() as store:
        whole = replace(made, trace=record.trace, run=origin.run, interrupted=origin.interrupted)
        number = store.keep(whole, stills=record.stills, landmarks=record.landmarks, begun_at=origin.begun_at)
        if result.get("rest"):
            keep_known(store, result["rest"], exercise=made.exercise, person=run.whose, at=run.started_at)
        return number


def _watch(result: Result, run: RunContext) -> int | None:
    """Keep a note of the day, and how the person likes to sit in that seat.

    The day is that of the watch, also where it is kept much later.
    """
    block = WatchBlock.from_dict(result["summary"])
    ended_at = run.started_at + timedelta(seconds=block.judged_s + math.fsum(block.doing_s.values()))
    with Store() as store:
        journal, choice = store.journal, run.choice
        number = watch_log.keep_block(journal, block, at=ended_at, person=choice.person, origin=run.origin)
        if result["baseline"]:
            camera, seat = choice.options["camera"], choice.options["seat"]
            baseline = SeatBaseline.from_dict(result["baseline"])
            watch_log.keep_baseline(journal, baseline, camera=camera, seat=seat, person=run.whose)
        return number


KEEPERS: Mapping[str, Keep] = {EXERCISE: _set, CHECK: _checks, WATCH: _watch}
