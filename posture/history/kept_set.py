"""A kept set as the store gives it out, with a person's corrections beside the machine's count."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum
from typing import Any

from posture.coach.results.set_record import LARGEST_LANDMARKS_BYTES
from posture.coach.results.trace import MOST_MOMENTS, Trace
from posture.coach.session import Counts, Session
from posture.serialize import contract, from_json, in_utc, to_json

LARGEST_SET_BYTES = 32 * MOST_MOMENTS + (16 << 20) + LARGEST_LANDMARKS_BYTES * 4 // 3
"""Bytes of one set as JSON, wherever it is read: what we write of a set must never be too large to read.

A moment of its signal takes up to 31 characters, and the longest signal is known. The rest is for attempts
and findings; an attempt every four seconds for a whole day, with a finding each, takes half of that.
A run under way has the signal packed, which is shorter, and few pictures; at its end it may have the
landmarks, of which three bytes take four characters.
"""


class Opinion(str, Enum):
    """What a person says about the machine's count."""

    NOT_A_REP = "not_a_rep"
    """That attempt was counted and should not have been."""
    MISSED = "missed"
    """A repetition was not counted: the attempt named, or one that is not listed at all."""

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        attempt: Its number in the session; ``None`` where nothing was listed.
        verdict: What the person says.
        made_at: When they said it, aware, in UTC.
    """

    attempt: int | None
    verdict: Opinion
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """The machine's count beside a person's, movement by movement: one invented mends none that was missed.

    Attributes:
        right: Repetitions that both counted.
        of: Repetitions that the person counted.
        too_many: Repetitions that the machine alone counted.
    """

    right: int
    of: int
    too_many: int = 0

    @classmethod
    def of_corrections(cls, counted: int, verdicts: Iterable[Opinion]) -> Agreement:
        """Compare a machine's count with what was said of it; nothing said means that it is right.

        Args:
            counted: Repetitions that the machine counted.
            verdicts: What the person said.
        """
        said = list(verdicts)
        right = counted - said.count(Opinion.NOT_A_REP)
        return cls(right, right + said.count(Opinion.MISSED), counted - right)

    @property
    def errors(self) -> int:
        """How many movements were taken for something else: those missed, and those invented."""
        return self.of - self.right + self.too_many

    @property
    def exact(self) -> bool:
        """Whether every repetition was counted, and nothing else."""
        return not self.errors

    def __add__(self, other: Agreement) -> Agreement:
        """Add both of two sets."""
        return Agreement(self.right + other.right, self.of + other.of, self.too_many + other.too_many)

    def __str__(self) -> str:
        """Say it in plain English.

        >>> str(Agreement(18, 19, 1))
        '18 of 19 as you counted, 1 too many'
        """
        return f"{self.right} of {self.of} as you counted" + f", {self.too_many} too many" * bool(
            self.too_many
        )


@dataclass(frozen=True, slots=True)
class Origin:
    """The live run that something is kept of.

    Attributes:
        run: Its key: what is kept under a key is kept once. Empty where it came from none.
        interrupted: The program was ended in the middle of it.
        begun_at: When it began, aware; what is deleted of its person after that takes it along.
    """

    run: str = ""
    interrupted: bool = False
    begun_at: datetime | None = None


OF_NO_RUN = Origin()


@contract(
    order="id started_at person exercise view duration_s counts corrected_reps corrections session trace "
    "interrupted confirmed_at run",
    dropped="trace interrupted confirmed_at run",
)
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
        trace: The main signal over time; ``None`` where there is none, and wherever it was not asked
            for (`Store.trace`, ``Store.whole_sets(traces=True)``). `as_dict` writes it where it is
            there, `from_dict` reads it back, and `Store.bring_in` keeps it.
        interrupted: The program was ended in the middle of it: what was done until then is here.
        confirmed_at: When the person said that the count, with the corrections, is right; ``None`` where
            they did not, or corrected something since.
        run: The live run that it is to be kept of, once and never twice; empty for others, and in what
            comes out of the store.
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
    trace: Trace | None = None
    interrupted: bool = False
    confirmed_at: datetime | None = None
    run: str = field(default="", compare=False)

    @property
    def corrected_reps(self) -> int:
        """The repetitions as the person sees them: the machine's count with the corrections applied."""
        return self.counts.reps + sum(1 if c.verdict is Opinion.MISSED else -1 for c in self.corrections)

    @property
    def agreement(self) -> Agreement | None:
        """The machine's count beside the person's; ``None`` where nobody has looked at it."""
        if not self.corrections and self.confirmed_at is None:
            return None
        return Agreement.of_corrections(self.counts.reps, (c.verdict for c in self.corrections))

    def as_dict(self) -> dict[str, Any]:
        """Return the set as plain JSON values; ``session`` is a ``posture.session/1`` with every digit."""
        written: dict[str, Any] = to_json(self)
        return written

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> KeptSet:
        """Return the set that `as_dict` wrote.

        All but the session, the corrections and what stands beside them is taken from the session.

        Raises:
            ValueError: Something is missing or of another kind.
        """
        form = from_json(_KeptSetForm, data)
        return replace(
            cls.of(form.session, started_at=form.started_at, person=form.person),
            id=form.id,
            corrections=form.corrections,
            trace=form.trace,
            interrupted=form.interrupted,
            confirmed_at=form.confirmed_at,
            run=form.run,
        )

    @classmethod
    def of(cls, session: Session, *, started_at: datetime, person: str) -> KeptSet:
        """Make a kept set that is in no database yet; its id is 0.

        Args:
            session: What was measured.
            started_at: When the set began, aware.
            person: The profile; empty where the household keeps no profiles.

        Raises:
            ValueError: ``started_at`` has no time zone.
        """
        length_s = session.source.duration_s if session.source else math.nan
        return cls(
            id=0,
            started_at=utc(started_at),
            person=person.strip(),
            exercise=session.exercise,
            counts=session.counts,
            duration_s=session.seen_s if math.isnan(length_s) else length_s,
            view=session.view,
            session=session,
        )


@contract(optional="id trace interrupted confirmed_at run")
@dataclass(frozen=True, slots=True, kw_only=True)
class _KeptSetForm:
    """What is read of a `KeptSet` in JSON."""

    started_at: datetime
    person: str
    corrections: tuple[Correction, ...]
    session: Session
    id: int = 0
    trace: Trace | None = None
    interrupted: bool = False
    confirmed_at: datetime | None = None
    run: str = ""


def utc(moment: datetime, *, name: str = "started_at") -> datetime:
    """Return a moment in UTC.

    Args:
        moment: A point in time with its time zone.
        name: What an error calls it.

    Raises:
        ValueError: It has no time zone, so nobody can tell when it was, or it is no moment at all.
    """
    given: object = moment
    if not isinstance(given, datetime):
        raise ValueError(f"{name}: expected a datetime with a time zone, got {given!r}")
    try:
        return in_utc(given)
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from error
