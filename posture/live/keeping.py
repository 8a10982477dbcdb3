"""How the results of live runs are kept, by kind. Runs in the server, never in a worker."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any

from posture.body.landmarks import Side
from posture.check.check import Check
from posture.coach.record import SetRecord
from posture.errors import StoreError
from posture.history import watched
from posture.history.checks import keep_check
from posture.history.store import Store
from posture.live.fold import CHECK, EXERCISE, WATCH
from posture.live.snapshot import Choice, Snapshot
from posture.watch.baseline import SeatBaseline
from posture.watch.summary import Block

Result = Mapping[str, Any]
Keep = Callable[[Result, Choice, datetime], "int | None"]
"""Keeps a result and gives its number; ``None`` where nothing was worth keeping. Raises `StoreError`."""


def keep(now: Snapshot, result: Result | None) -> tuple[int | None, str]:
    """Keep the result of the run of a snapshot: its number, or why it could not be kept."""
    keeper = KEEPERS.get(now.choice.kind) if now.choice else None
    if keeper is None or result is None or now.choice is None or now.started_at is None:
        return None, ""
    try:
        return keeper(result, now.choice, now.started_at), ""
    except StoreError as error:
        return None, str(error)


def record_of(choice: Choice | None, result: Result | None) -> SetRecord | None:
    """The record of a set in a result, where it is one of a coached set."""
    return SetRecord.from_dict(result) if result and choice and choice.kind == EXERCISE else None


def _checks(result: Result, choice: Choice, started_at: datetime) -> int | None:
    """Keep every view that was measured; its picture only where the person allows that."""
    number = None
    with Store() as store:
        for told in result["checks"]:
            check = Check.from_dict(told["check"], side=Side(told["side"]))
            if check.refused is None:
                jpeg = b64decode(told["jpeg"]) if choice.options.get("pictures") and told["jpeg"] else None
                number = keep_check(store.journal, check, at=started_at, person=choice.person, jpeg=jpeg)
    return number


def _set(result: Result, choice: Choice, started_at: datetime) -> int | None:
    record = SetRecord.from_dict(result)
    if not record.session.attempts:
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
    """A note of the day, and how the person likes to sit in that seat."""
    block = Block.from_dict(result["summary"])
    with Store() as store:
        journal, person = store.journal, choice.person
        if result["baseline"]:
            camera, seat = choice.options["camera"], choice.options["seat"]
            baseline = SeatBaseline.from_dict(result["baseline"])
            watched.keep_baseline(journal, baseline, camera=camera, seat=seat, person=person)
        return watched.keep_block(journal, block, at=datetime.now(timezone.utc), person=person)


KEEPERS: Mapping[str, Keep] = {EXERCISE: _set, CHECK: _checks, WATCH: _watch}
