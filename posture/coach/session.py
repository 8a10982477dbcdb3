"""What a set leaves behind: attempts, findings, problems, and the session that holds them.

`Session.as_dict` is the JSON contract ``posture.session/1``; `Session.from_dict` reads it back.
Unknown numbers are NaN inside and ``null`` outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any

from posture.body.landmarks import Side
from posture.coach.attempts_frame import frame_of
from posture.provenance import ModelInfo, SourceInfo
from posture.serialize import contract, from_json, to_json

if TYPE_CHECKING:
    from posture.coach.attempts_frame import DataFrame

SCHEMA = "posture.session/1"


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


@contract(
    SCHEMA,
    order="exercise source model version view method ready_at_s seen_s measured_s problems counts attempts "
    "findings unmeasured",
    dropped="method",
)
@dataclass(frozen=True, slots=True)
class Session:
    """A finished set: all that a store, a page or a report needs.

    ``method`` says in plain words what was looked at, for moves that can be measured in several ways.
    """

    exercise: str
    view: str | None
    ready_at_s: float
    seen_s: float
    measured_s: float
    problems: tuple[Problem, ...] = ()
    counts: Counts = field(default_factory=Counts)
    attempts: tuple[Attempt, ...] = ()
    findings: tuple[Finding, ...] = ()
    unmeasured: tuple[Unmeasured, ...] = ()
    source: SourceInfo | None = None
    model: ModelInfo | None = None
    version: str = ""
    method: str = ""

    def to_frame(self) -> DataFrame:
        """Return a pandas DataFrame with a row for each attempt.

        >>> from posture import simulate, Coach
        >>> coach, poses = Coach("wall_angels"), simulate("wall_angels", reps=2)
        >>> updates = [coach.update(pose, pose.t_s) for pose in poses]
        >>> coach.finish().to_frame()[["attempt", "counted", "unit"]]
           attempt  counted unit
        0        1     True  deg
        1        2     True  deg
        """
        return frame_of(self.attempts)

    def as_dict(self) -> dict[str, Any]:
        """Return the session as ``posture.session/1`` for people: plain JSON values of four decimals.

        NaN becomes ``None``; ``method`` is there only where there is one. `posture.serialize.to_json`
        keeps every digit.
        """
        written: dict[str, Any] = to_json(self, digits=4)
        return written

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Session:
        """Return the session that `as_dict` wrote.

        Raises:
            ValueError: Another schema, a key that is missing, or a value of another kind.
        """
        return from_json(cls, data)
