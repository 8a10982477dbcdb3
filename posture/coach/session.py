"""The session: the measured result of a set, with its attempts, findings and problems.

`Session.as_dict` is the JSON contract ``posture.session/1``; `Session.from_dict` reads it back.
Unknown numbers are NaN inside and ``null`` outside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from posture.coach.attempt import Attempt, Counts, Finding, Problem, Reason, Severity, Unmeasured
from posture.coach.registry import EXERCISES
from posture.coach.results.altair_chart import altair_chart
from posture.coach.results.attempts_frame import frame_of
from posture.coach.results.signal_chart import ChartWords, SignalChart
from posture.coach.results.trace import Trace, Tracer
from posture.provenance import ModelInfo, SourceInfo
from posture.serialize import contract, from_json, to_json

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


@contract(
    SCHEMA,
    order="exercise source model version view method ready_at_s seen_s measured_s problems counts attempts "
    "findings unmeasured",
    dropped="method",
)
@dataclass(frozen=True, slots=True)
class Session:
    """A finished set: all that a store, a page or a report needs.

    Attributes:
        exercise: Id of the exercise.
        view: Name of the view at its beginning; ``None`` where it never began.
        ready_at_s: Second of the source in which it began; NaN where it never did.
        seen_s, measured_s: Seconds in which the person was seen, and could be measured.
        problems: What was in the way.
        counts: The numbers of the set.
        attempts: Every movement, counted or not.
        findings: Faults of form.
        unmeasured: What was not judged, and why.
        source: Where the frames came from.
        model: The pose model.
        version: Version of Posture.
        method: What was looked at, in plain words; "" where an exercise has one method only.
        trace: The main signal over time, no part of the JSON contract: only a session that was just measured
            has it.
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
        """Return a pandas DataFrame with a row for each attempt, and the same types where there is none.

        - ``attempt``: its number; ``side``: the side that made it.
        - ``start_s``, ``peak_s``, ``end_s``: seconds of the source; ``duration_s`` from start to end.
        - ``hold_s``: seconds credited at full range.
        - ``range``: largest reach of the exercise's main signal, from rest where it is measured from there;
          ``unit``: ``deg`` for an angle, ``ratio`` for a share, of a body length or of the whole position.
        - ``counted``: whether it counts; ``reason``: why not, "" where it does.
        - ``clean``: whether it counts without a fault of medium or high severity. One of low severity, such
          as ``short_hold`` where the hold is not the exercise, does not cost it.
        - ``faults``: names of all rules that it broke, with spaces between.

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

        ``plot().save("plot.html")`` writes a small page that loads its script from the internet when it is
        opened. With vl-convert-python installed, ``save("plot.html", inline=True)`` writes one that needs no
        network, and ``save("plot.png")`` and ``save("plot.svg")`` write a picture.
        """
        trace = self.trace or Tracer().trace()
        exercise = EXERCISES.get(self.exercise)
        ends_s = [*trace.t_s[-1:].tolist(), *(attempt.end_s for attempt in self.attempts), 1.0]
        chart = SignalChart(
            attempts=self.attempts,
            findings=self.findings,
            trace=trace,
            measured=exercise.measured_by(self.method) if exercise and self.trace else None,
            window_s=(min(trace.t_s[:1].tolist(), default=0.0), max(ends_s)),
            words=ChartWords(range="Range"),
            outcomes={a.number: str(a.reason or "counted").replace("_", " ") for a in self.attempts},
        )
        return altair_chart(chart.spec())

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
