"""What a set leaves behind: attempts, findings, problems, and the session that holds them.

`Session.as_dict` is the JSON contract ``posture.session/1``; `Session.from_dict` reads it back.
Unknown numbers are NaN inside and ``null`` outside.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import Enum
from typing import TYPE_CHECKING, Any

from posture.body.landmarks import Side
from posture.coach.attempts_frame import frame_of
from posture.provenance import ModelInfo, SourceInfo

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


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers of a set. ``left`` and ``right`` only for moves counted per side."""

    reps: int = 0
    clean: int = 0
    attempts: int = 0
    left: int | None = None
    right: int | None = None
    hold_s: float | None = None


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
        """The session as plain JSON values, NaN as ``None``; ``method`` only where there is one."""
        order = (
            "exercise source model version view method ready_at_s seen_s measured_s problems counts "
            "attempts findings unmeasured"
        )
        plain = _plain(asdict(self))
        return {
            "schema": SCHEMA,
            **{name: plain[name] for name in order.split() if name != "method" or self.method},
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Session:
        """The session that `as_dict` wrote.

        Raises:
            ValueError: Another schema, or a key that is missing.
        """
        if data.get("schema") != SCHEMA:
            raise ValueError(f"schema: expected {SCHEMA}, got {data.get('schema')}")
        try:
            return cls(
                exercise=data["exercise"],
                view=data["view"],
                ready_at_s=_number(data["ready_at_s"]),
                seen_s=_number(data["seen_s"]),
                measured_s=_number(data["measured_s"]),
                problems=tuple(_read(Problem, p) for p in data["problems"]),
                counts=Counts(**data["counts"]),
                attempts=tuple(_read(Attempt, a) for a in data["attempts"]),
                findings=tuple(_read(Finding, f) for f in data["findings"]),
                unmeasured=tuple(_read(Unmeasured, u) for u in data["unmeasured"]),
                source=_read(SourceInfo, data["source"]) if data["source"] else None,
                model=_read(ModelInfo, data["model"]) if data["model"] else None,
                version=data["version"],
                method=data.get("method") or "",
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a whole {SCHEMA}: {error}") from error


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, float):
        return round(value, 4) if math.isfinite(value) else None
    if isinstance(value, Mapping):
        return {k: _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)


_READERS: dict[str, Any] = {
    "float": _number,
    "Side": Side,
    "Severity": Severity,
    "Reason | None": lambda v: None if v is None else Reason(v),
    "tuple[str, ...]": tuple,
    "tuple[int, int]": tuple,
}


def _read(kind: type[Any], data: Mapping[str, Any]) -> Any:
    """One flat dataclass from its JSON values, by the annotation of each field."""
    return kind(**{f.name: _READERS.get(str(f.type), lambda v: v)(data[f.name]) for f in fields(kind)})
