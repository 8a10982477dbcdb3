"""What comes out of the store: a kept set, and a person's corrections beside the machine's count."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timezone
from enum import Enum
from typing import Any

from posture.coach.session import SCHEMA, Counts, Session


class Verdict(str, Enum):
    """What a person says about the machine's count."""

    NOT_A_REP = "not_a_rep"
    """That attempt was counted and should not have been."""
    MISSED = "missed"
    """A repetition was not counted: the attempt named, or one that is not listed at all."""

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction; ``attempt`` is its number in the session, ``None`` where nothing was listed."""

    attempt: int | None
    verdict: Verdict
    made_at: datetime


@dataclass(frozen=True, slots=True)
class KeptSet:
    """One set as the store has it.

    Attributes:
        id: The store's own number, never given twice.
        started_at: When the set began, aware, in UTC.
        person: Whose set it is; empty where the household keeps no profiles.
        exercise: Id of the move.
        counts: The machine's count, whatever was corrected.
        duration_s: Seconds of the source, or the seconds seen where the source has none.
        view: The view that it was measured from.
        corrections: What the person said, oldest first.
        session: The whole set; ``None`` in lists, which leave the attempts unread.
    """

    id: int
    started_at: datetime
    person: str
    exercise: str
    counts: Counts
    duration_s: float
    view: str | None
    corrections: tuple[Correction, ...] = ()
    session: Session | None = None

    @property
    def corrected_reps(self) -> int:
        """The repetitions as the person sees them: the machine's count with the corrections applied."""
        return self.counts.reps + sum(1 if c.verdict is Verdict.MISSED else -1 for c in self.corrections)


def utc(moment: datetime, *, name: str = "started_at") -> datetime:
    """``moment`` in UTC.

    Raises:
        ValueError: It has no time zone, so nobody can tell when it was.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{name}: expected a time with a time zone, got {moment.isoformat()}")
    return moment.astimezone(timezone.utc)


def exact(session: Session) -> dict[str, Any]:
    """The session as ``posture.session/1`` with every digit, so that reading it back changes nothing.

    `Session.as_dict` rounds for people and reports; what is kept must not lose anything.
    """
    plain = _plain(asdict(session))
    return {key: SCHEMA if key == "schema" else plain[key] for key in session.as_dict()}


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    return value
