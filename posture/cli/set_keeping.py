"""Keeping what ``posture analyze`` gave in the history, as far as its person allows."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING

from posture.errors import StoreError

if TYPE_CHECKING:
    from posture.coach.results.set_record import SetRecord
    from posture.pipeline import Options


def with_allowed(options: Options, keep_for: str | None) -> Options:
    """Return the options with what the person lets us keep beside a set: stills, landmarks, or neither.

    Where the set is not kept, or the store cannot be read, neither is kept; the set is counted all the same.

    Args:
        options: How a source is analyzed.
        keep_for: Whose set is kept; ``None`` where it is not.
    """
    from posture.history.store import Store

    if keep_for is None:
        return options
    with suppress(StoreError), Store() as store:
        pictures, landmarks = (
            bool(store.journal.setting(what, person=keep_for)) for what in ("pictures", "landmarks")
        )
        return replace(options, pictures=pictures, landmarks=landmarks)
    return options


def keep(record: SetRecord, person: str) -> int:
    """Keep a set in the history, and return its number.

    Args:
        record: The set with what may be kept beside it.
        person: Whose it is.

    Raises:
        StoreError: It cannot be kept.
    """
    from posture.history.kept_set import KeptSet
    from posture.history.store import Store

    made = KeptSet.of(record.session, started_at=datetime.now(timezone.utc), person=person)
    with Store() as store:
        return store.keep(replace(made, trace=record.trace), stills=record.stills, landmarks=record.landmarks)


def kept_as(numbers: Sequence[int]) -> str:
    """Say under which numbers sets are kept.

    Args:
        numbers: One or more, as `keep` gave them.

    >>> kept_as([7])
    'Kept as set 7; posture history 7 shows it.'
    """
    if len(numbers) == 1:
        return f"Kept as set {numbers[0]}; posture history {numbers[0]} shows it."
    return f"Kept {len(numbers)} sets, {min(numbers)} to {max(numbers)}; posture history lists them."
