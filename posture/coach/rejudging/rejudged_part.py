"""A part of a set that was judged anew, or that was judged once it was known how the person rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from posture.body.features import Feature
from posture.body.landmarks import Pose
from posture.coach.judging.referee import Referee
from posture.coach.running.running_set import RunningSet
from posture.coach.session import Attempt, Finding


@dataclass(frozen=True, slots=True)
class RejudgedPart:
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

    def adds_to(self, listed: Sequence[Attempt], *, begun_s: float) -> bool:
        """Whether nothing that was listed vanishes, and more counts or was under way as the set began."""
        if not all(map(self.lists, listed)):
            return False
        under_way = [attempt for attempt in listed if self.running.goes_on_since(attempt.peak_s)]
        ended = [attempt for attempt in listed if attempt not in under_way]
        counted = sum(attempt.counted for attempt in self.referee.ledger.since(self.number))
        more = counted > sum(attempt.counted for attempt in ended)
        return more or self.running.goes_on_since(begun_s)

    @property
    def begins_s(self) -> float:
        """When the first movement began that counts or is under way."""
        listed = self.referee.ledger.since(self.number)
        return min([a.start_s for a in listed if a.counted] + [self.running.set_out_s])
