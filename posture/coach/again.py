"""A part of a set that was judged anew, or that was judged once it was known how the person rests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from posture.body.features import Feature
from posture.body.landmarks import Pose
from posture.coach.judging.referee import Referee
from posture.coach.running import RunningSet
from posture.coach.session import Attempt, Finding


@dataclass(frozen=True, slots=True)
class Again:
    """A set that was judged anew from an attempt on: as it is under way then, and its last moment."""

    running: RunningSet
    referee: Referee
    number: int
    measured: Pose | None
    values: Mapping[Feature, float]
    findings: tuple[Finding, ...]

    def lists(self, attempt: Attempt) -> bool:
        """Whether the movement that was listed before is listed now, or still under way."""
        listed = self.referee.ledger.since(self.number)
        top_s = attempt.peak_s
        return any(a.start_s <= top_s <= a.end_s for a in listed) or self.running.goes_on_since(top_s)
