"""A running set beside its attempt_log: what each pose counts, and which rules it breaks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from posture.body.features import Feature
from posture.body.landmarks import Pose
from posture.body.view import View
from posture.coach.counting.movement import Movement
from posture.coach.judging.attempt_log import AttemptLog
from posture.coach.judging.form import MeasuredPose
from posture.coach.running.running_set import RunningSet
from posture.coach.running.side_counters import SideCounter
from posture.coach.session import Finding, Reason


class JudgedPose(NamedTuple):
    """One pose of a running set, counted and judged.

    Attributes:
        measured: The pose; ``None`` where nothing could be measured.
        values: Every measurement of the method; NaN where it was not seen.
        findings: Faults that became due.
        ended: Number and reason of each attempt that was listed, in order.
    """

    measured: Pose | None
    values: Mapping[Feature, float]
    findings: tuple[Finding, ...]
    ended: tuple[tuple[int, Reason | None], ...]


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A set under way, counted and judged pose by pose.

    Attributes:
        running: Measures the person and cuts the signal into movements.
        attempt_log: Runs the rules and lists what ended.
    """

    running: RunningSet
    attempt_log: AttemptLog

    def take(self, measured: Pose | None, view: View | None, t_s: float, step_s: float) -> JudgedPose:
        """Measure, count and judge one moment.

        Args:
            measured: The pose; ``None`` where nothing can be measured.
            view: From where the person is seen.
            t_s: Seconds, rising.
            step_s: Seconds since the moment before.
        """
        running, attempt_log = self.running, self.attempt_log
        findings: tuple[Finding, ...] = ()
        shown, before = running.shown, attempt_log.pending
        values = running.measure(measured, shown.side)
        moment = self._measured(shown, values, view, t_s)
        if measured is not None:
            findings = attempt_log.look(moment)
            running.drift(measured, step_s, attempts=attempt_log.builder.counts.attempts)
        ended = tuple(self._advance(measured, moment))
        if moment.attempt is not None and attempt_log.pending == before and not running.active:
            findings = ()
            attempt_log.forget()
        return JudgedPose(measured, values, findings, ended)

    def give_up(self, view: View | None, t_s: float, *, finished: bool) -> None:
        """List the movements under way, which end without a pose.

        Args:
            view: From where the person was seen last.
            t_s: Seconds.
            finished: Whether the set is over; otherwise the person was lost.
        """
        for counter, ended in self.running.give_up(finished=finished):
            values = self.running.measure(None, counter.side)
            self._end(ended, counter, self._measured(counter, values, view, t_s))

    def _measured(
        self, counter: SideCounter, values: Mapping[Feature, float], view: View | None, t_s: float
    ) -> MeasuredPose:
        phase = counter.segmenter.phase
        return self.attempt_log.moment(t_s, phase, view, values, active=self.running.active)

    def _advance(self, measured: Pose | None, moment: MeasuredPose) -> Iterator[tuple[int, Reason | None]]:
        """Let every counter take the moment, and list what ended with it."""
        builder = self.attempt_log.builder
        for counter, ended in self.running.advance(measured, moment.t_s):
            if not math.isnan(counter.segmenter.back_s):
                builder.amend(counter.number, counter.segmenter.back_s)
            if ended:
                yield self._end(ended, counter, moment)
        made_instead = self.running.made_instead(measured, moment.t_s, last_end_s=builder.last_end_s)
        for counter, instead in made_instead:
            yield self._end(instead, counter, moment)

    def _end(self, ended: Movement, counter: SideCounter, moment: MeasuredPose) -> tuple[int, Reason | None]:
        counter.number = self.attempt_log.end(ended, counter.side, moment)
        return counter.number, ended.reason
