"""What comes out of the store: a kept set, and a person's corrections beside the machine's count."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import datetime, timezone
from enum import Enum
from typing import Any, TypeVar

from posture.coach.results.exact_json import exact_json as exact
from posture.coach.results.exact_json import json_values
from posture.coach.results.set_record import LARGEST_LANDMARKS_BYTES
from posture.coach.results.trace import MOST_MOMENTS, Trace
from posture.coach.session import Counts, Session

Made = TypeVar("Made", bound=Any)

LARGEST_SET_BYTES = 32 * MOST_MOMENTS + (16 << 20) + LARGEST_LANDMARKS_BYTES * 4 // 3
"""Of one set as JSON, wherever it is read: what is written of a set must never be too large for us.

A moment of its signal takes up to 31 characters, and the longest signal is known. The rest is for attempts
and findings, of which an attempt each four seconds for a whole day, with a finding each, takes half.
A run under way has the signal packed, which is shorter, and few pictures; at its end it may have the
landmarks, of which three bytes take four characters.
"""
_LARGEST = 2**31
"""What PostgreSQL's integers hold; no count of ours comes near."""

_KINDS: dict[str, tuple[type, ...]] = {
    "int": (int,),
    "int | None": (int, type(None)),
    "float": (float, int),
    "float | None": (float, int, type(None)),
    "str": (str,),
    "str | None": (str, type(None)),
    "bool": (bool,),
}
_PARTS: dict[str, type] = {"tuple[int, int]": int, "tuple[str, ...]": str}


class Opinion(str, Enum):
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
    verdict: Opinion
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Agreement:
    """The machine's count beside a person's, movement by movement: one invented mends none that was missed.

    Attributes:
        right: Repetitions that both counted.
        of: Those that the person counted.
        too_many: Those that the machine alone counted.
    """

    right: int
    of: int
    too_many: int = 0

    @classmethod
    def of_corrections(cls, counted: int, verdicts: Iterable[Opinion]) -> Agreement:
        """A machine's count beside what was said of it; nothing said means that it is right."""
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
        """Both of two sets together."""
        return Agreement(self.right + other.right, self.of + other.of, self.too_many + other.too_many)

    def __str__(self) -> str:
        """In plain English.

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
    """

    run: str = ""
    interrupted: bool = False


OF_NO_RUN = Origin()


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
        """How the machine's count stands beside the person's; ``None`` where nobody has looked at it."""
        if not self.corrections and self.confirmed_at is None:
            return None
        return Agreement.of_corrections(self.counts.reps, (c.verdict for c in self.corrections))

    def as_dict(self) -> dict[str, Any]:
        """The set as plain JSON values; ``session`` is a ``posture.session/1`` with every digit."""
        return {
            "id": self.id,
            "started_at": self.started_at.isoformat(),
            "person": self.person,
            "exercise": self.exercise,
            "view": self.view,
            "duration_s": json_values(self.duration_s),
            "counts": json_values(self.counts),
            "corrected_reps": self.corrected_reps,
            "corrections": [
                {"attempt": c.attempt, "verdict": c.verdict.value, "made_at": c.made_at.isoformat()}
                for c in self.corrections
            ],
            "session": None if self.session is None else exact(self.session),
            **({} if self.trace is None else {"trace": self.trace.as_dict()}),
            **({"interrupted": True} if self.interrupted else {}),
            **({"confirmed_at": self.confirmed_at.isoformat()} if self.confirmed_at else {}),
            **({"run": self.run} if self.run else {}),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> KeptSet:
        """The whole set that `as_dict` wrote; all but the session and the corrections is taken from those.

        Raises:
            ValueError: Something is missing or of another kind.
        """
        try:
            session = Session.from_dict(data["session"])
            corrections = tuple(
                Correction(c["attempt"], Opinion(c["verdict"]), read_moment(c["made_at"], "made_at"))
                for c in data["corrections"]
            )
            made = cls.of(
                session, started_at=read_moment(data["started_at"], "started_at"), person=data["person"]
            )
            trace = Trace.from_dict(data["trace"]) if data.get("trace") else None
            said = data.get("confirmed_at")
            confirmed_at = read_moment(said, "confirmed_at") if said else None
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"not a whole kept set: {error!r}") from error
        return check_kinds(
            replace(
                made,
                id=data.get("id", 0),
                corrections=corrections,
                trace=trace,
                interrupted=data.get("interrupted", False),
                confirmed_at=confirmed_at,
                run=data.get("run", ""),
            )
        )

    @classmethod
    def of(cls, session: Session, *, started_at: datetime, person: str) -> KeptSet:
        """A set that is in no database yet; its id is 0."""
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


def utc(moment: datetime, *, name: str = "started_at") -> datetime:
    """``moment`` in UTC.

    Raises:
        ValueError: It has no time zone, so nobody can tell when it was.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{name}: expected a time with a time zone, got {moment.isoformat()}")
    try:
        return moment.astimezone(timezone.utc)
    except OverflowError as error:
        raise ValueError(f"{name}: {moment.isoformat()} is no moment that a calendar holds") from error


def check_kinds(value: Made) -> Made:
    """``value`` itself, when every field of it and below it is of the kind that it is declared with.

    Files come from outside, and a database would take a text for a number without a word.

    Raises:
        ValueError: One is not; the message names it.
    """
    for item in fields(value):
        inside: Any = getattr(value, item.name)
        kind = str(item.type)
        if not isinstance(inside, _KINDS.get(kind, object)):
            raise ValueError(f"{item.name}: expected {kind}, got {inside!r:.80}")
        parts = inside if isinstance(inside, tuple) else (inside,)
        if kind == "tuple[int, int]" and len(parts) != 2:
            raise ValueError(f"{item.name}: expected two numbers, got {inside!r:.80}")
        for part in parts:
            if not isinstance(part, _PARTS.get(kind, object)):
                raise ValueError(f"{item.name}: expected {kind}, got {inside!r:.80}")
            if isinstance(part, int) and abs(part) >= _LARGEST:
                raise ValueError(f"{item.name}: expected a number below {_LARGEST}, got {part:.6g}")
            if is_dataclass(part):
                check_kinds(part)
    return value


def read_moment(written: str, name: str) -> datetime:
    """A written moment in UTC.

    Raises:
        ValueError: It is none, or has no time zone.
    """
    # Python 3.10 reads no "Z", which other programs write
    return utc(datetime.fromisoformat(written.replace("Z", "+00:00")), name=name)
