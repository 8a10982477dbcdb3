"""An attempt, and what else is said of a set: findings, problems, counts, what was not measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from posture.body.landmarks import Side
from posture.serialize import contract


class Severity(str, Enum):
    """How much a fault matters; the reaction to each is in `posture.coach.cues.cue_budget`."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    __str__ = str.__str__


class Reason(str, Enum):
    """Why an attempt did not count."""

    PARTIAL_RANGE = "partial_range"
    TOO_FAST = "too_fast"
    TOO_SLOW = "too_slow"
    SHORT_HOLD = "short_hold"
    ONE_SIDE = "one_side"
    LOST = "lost"
    WRONG_POSTURE = "wrong_posture"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Attempt:
    """One movement away from the rest position and back, counted or not.

    Times are seconds of the source, extrapolated to the rest position; ``range`` is the largest
    reach of the signal in ``unit``; ``hold_s`` the seconds credited at full range.
    """

    number: int
    side: Side
    start_s: float
    peak_s: float
    end_s: float
    hold_s: float
    range: float
    unit: str
    counted: bool
    reason: Reason | None
    clean: bool = True
    faults: tuple[str, ...] = ()

    @property
    def duration_s(self) -> float:
        """Seconds from leaving rest to being back."""
        return self.end_s - self.start_s


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of form, with the value that shows it and the limit that it broke."""

    rule: str
    severity: Severity
    t_s: float
    attempt: int | None
    value: float
    limit: float
    unit: str
    cue: str


@dataclass(frozen=True, slots=True)
class Problem:
    """A stretch of time in which something kept the coach from seeing the movement, or from knowing it.

    What is counted in a move that is the same for a camera as another has the code ``kin``: its message
    asks whether it was the other one.
    """

    code: str
    from_s: float
    to_s: float
    message: str


@dataclass(frozen=True, slots=True)
class Unmeasured:
    """Something that was not judged, and why."""

    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.what}: {self.why}"


@contract(optional="reps clean attempts left right hold_s")
@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a set. ``left`` and ``right`` only for moves counted per side."""

    reps: int = 0
    clean: int = 0
    attempts: int = 0
    left: int | None = None
    right: int | None = None
    hold_s: float | None = None
