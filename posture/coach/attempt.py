"""The parts of a session: attempts, findings, problems, counts, and rules that were not measured."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from posture.body.landmarks import Side
from posture.serialize import contract


class Severity(str, Enum):
    """Weight of a fault; the reaction to each is in `posture.coach.cues.cue_budget`."""

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


_SAID_BY = {Reason.ONE_SIDE: "uneven", Reason.SHORT_HOLD: "short_hold"}
"""The fault of form that a reason says already, by its rule."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One movement away from the rest position and back, counted or not.

    Attributes:
        number: From 1, in the order in which attempts ended.
        side: The side that made it.
        start_s, peak_s, end_s: Seconds of the source of leaving rest, reaching the top and being back,
            extrapolated to the rest position.
        hold_s: Seconds credited at full range.
        range: Largest reach of the signal.
        unit: Unit of ``range``.
        counted: Whether it counts.
        reason: Why it does not; ``None`` where it does.
        clean: Whether it counts without a finding of medium or high severity. One of low severity, such as
            ``short_hold`` where the hold is not the exercise, is among ``faults`` and does not cost it.
        faults: Names of the rules that it broke, of any severity.
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

    @property
    def faults_beside(self) -> tuple[str, ...]:
        """The faults that its reason does not say already: only one side moved, so it was uneven."""
        return tuple(rule for rule in self.faults if self.reason is None or rule != _SAID_BY.get(self.reason))


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of form, with the value that shows it and the limit that it broke.

    Attributes:
        rule: Name of the rule.
        severity: How much it matters.
        t_s: Seconds of the source.
        attempt: Number of the attempt; ``None`` at rest.
        value: The value that was measured.
        limit: The limit that it broke.
        unit: Unit of both.
        cue: What to do instead, in a few words.
    """

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

    An exercise that a camera cannot tell from another has the code ``kin``: its message asks whether it was
    the other one.

    Attributes:
        code: Kind of problem, stable for other programs.
        from_s, to_s: Seconds of the source.
        message: What to do, or the question.
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
    """The numbers of a set.

    Attributes:
        reps: Repetitions that counted.
        clean: Those among them without a finding of medium or high severity.
        attempts: All attempts, counted or not.
        left, right: Repetitions of each side; ``None`` for exercises that are not counted per side.
        hold_s: Seconds credited at full range; ``None`` for exercises without a hold.
    """

    reps: int = 0
    clean: int = 0
    attempts: int = 0
    left: int | None = None
    right: int | None = None
    hold_s: float | None = None
