"""A part of a set that was judged again: by another rest, or once a rest was known at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from posture.coach.running.judged_set import JudgedPose, JudgedSet
from posture.coach.session import Attempt


@dataclass(frozen=True, slots=True)
class RejudgedPart:
    """A set that was judged again from an attempt on.

    Attributes:
        judged_set: The set as it is under way then.
        number: Number of the first attempt that was judged again.
        last: What its last pose came with.
    """

    judged_set: JudgedSet
    number: int
    last: JudgedPose

    @property
    def reps(self) -> int:
        """Repetitions of the whole set, counted with this part."""
        return self.judged_set.attempt_log.builder.counts.reps

    @property
    def begins_s(self) -> float:
        """Second in which the first movement began that counts or is under way."""
        counted = [attempt.start_s for attempt in self._listed if attempt.counted]
        return min([*counted, self.judged_set.running.set_out_s])

    @property
    def _listed(self) -> tuple[Attempt, ...]:
        return self.judged_set.attempt_log.builder.since(self.number)

    def lists(self, attempt: Attempt) -> bool:
        """Return whether a movement that was listed before is listed now, or still under way."""
        top_s = attempt.peak_s
        found = any(a.start_s <= top_s <= a.end_s for a in self._listed)
        return found or self.judged_set.running.goes_on_since(top_s)

    def adds_to(self, listed: Sequence[Attempt], *, begun_s: float) -> bool:
        """Return whether nothing that was listed vanishes, and more counts or was under way at the start.

        Args:
            listed: The attempts from `number` on, as they were listed before.
            begun_s: When the set began.
        """
        if not all(map(self.lists, listed)):
            return False
        running = self.judged_set.running
        ended = [attempt for attempt in listed if not running.goes_on_since(attempt.peak_s)]
        counted = sum(attempt.counted for attempt in self._listed)
        return counted > sum(attempt.counted for attempt in ended) or running.goes_on_since(begun_s)
