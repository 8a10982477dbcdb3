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
from posture.coach.attempt import Attempt, Counts, Finding, Problem, Reason, Severity, Unmeasured
from posture.coach.registry import EXERCISES
from posture.coach.results.altair_chart import altair_chart
from posture.coach.results.attempts_frame import frame_of
from posture.coach.results.signal_chart import SignalChart
from posture.coach.results.trace import Trace, Tracer
from posture.provenance import ModelInfo, SourceInfo

if TYPE_CHECKING:
    from posture.coach.results.altair_chart import LayerChart
    from posture.coach.results.attempts_frame import DataFrame

__all__ = [
    "SCHEMA",
    "Attempt",
    "Counts",
    "Finding",
    "Problem",
    "Reason",
    "Session",
    "Severity",
    "Unmeasured",
]

SCHEMA = "posture.session/1"


@dataclass(frozen=True, slots=True)
class Session:
    """A finished set: all that a store, a page or a report needs.

    ``method`` says in plain words what was looked at, for moves that can be measured in several ways.
    ``trace`` is the main signal over time, no part of the JSON contract: only a session that was just
    measured has it.
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
    trace: Trace | None = field(default=None, compare=False, repr=False)

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

    def plot(self) -> LayerChart:
        """Return an Altair chart of the main signal over time with every attempt, phase and finding.

        Without `trace` it shows the attempts alone.
        """
        trace = self.trace or Tracer().trace()
        exercise = EXERCISES.get(self.exercise)
        ends_s = [*trace.t_s[-1:].tolist(), *(attempt.end_s for attempt in self.attempts), 1.0]
        chart = SignalChart(
            attempts=self.attempts,
            findings=self.findings,
            trace=trace,
            motion=exercise.measured_by(self.method).motion if exercise and self.trace else None,
            window_s=(min(trace.t_s[:1].tolist(), default=0.0), max(ends_s)),
            outcomes={a.number: str(a.reason or "counted").replace("_", " ") for a in self.attempts},
        )
        return altair_chart(chart.spec())

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
