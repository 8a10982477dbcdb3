"""Judging again what was seen, once more is known of how the person rests.

Three occasions: the person moved before their rest was seen; they never paused at all; or the rest was taken
at the wrong moment, and what was refused by it was right.
"""

from __future__ import annotations

import math

from posture.coach.counting.hold_clock import credited_step_s
from posture.coach.exercise import Exercise
from posture.coach.fast_copy import fast_copy
from posture.coach.rejudging.before_rest import OpenStart, in_place_since_s
from posture.coach.rejudging.recent_observations import RecentObservations
from posture.coach.rejudging.rejudged_part import RejudgedPart
from posture.coach.rejudging.rest_doubt import RestDoubt
from posture.coach.running.judged_set import JudgedPose, JudgedSet
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import REST_S
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch


class Rejudging:
    """Remembers what was seen of a set, and judges parts of it again.

    Nothing here changes the set that it is given: what was judged again is a copy, to be followed instead.

    Args:
        exercise: The exercise with every method that measures it.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._recent = RecentObservations(exercise)
        self._doubt = RestDoubt()
        self._start = OpenStart()

    def observe(self, observation: Observation) -> None:
        """Remember what is seen now."""
        self._recent.take(observation)

    def take(self, judged_set: JudgedSet, judged: JudgedPose, t_s: float) -> None:
        """Take what a pose of the set came with.

        Args:
            judged_set: The set.
            judged: What was judged.
            t_s: Seconds, rising.
        """
        for number, reason in judged.ended:
            self._doubt.ended(number, reason)
        self._doubt.feel(t_s, judged.values[judged_set.running.method.motion.signal])

    def begun(self) -> None:
        """Begin afresh with a set that has just begun, or whose rest was found again."""
        self._doubt.resolved()
        self._start.close()

    def forget(self) -> None:
        """Forget everything: from now on it may be somebody else."""
        self._recent.forget()
        self.begun()

    def since(self, t_s: float, now: Observation) -> list[Observation]:
        """Return what was seen from a moment on, up to now.

        Args:
            t_s: Seconds of the source.
            now: What is seen now.
        """
        return self._recent.up_to(now, from_s=t_s)

    def waits(self, t_s: float) -> bool:
        """Return whether somebody who never pauses has waited long enough to search how they rest.

        Args:
            t_s: Seconds, rising; the first call is when they began to wait.
        """
        return self._doubt.waits(t_s)

    def rest_of_somebody_moving(self) -> Rest | None:
        """Search for the rest of somebody of whom no moment of rest was seen; ``None`` where none shows."""
        search = RestSearch(self._exercise)
        for observation in self._recent.since(-math.inf):
            search.take(observation)
        return next(reversed(search.rests()), None)

    def look_back(self, judged_set: JudgedSet, now: Observation, *, known: bool) -> RejudgedPart | None:
        """Judge what was done before a set that has just begun, or leave it open until its first movement.

        Args:
            judged_set: The set.
            now: What is seen now.
            known: Whether its rest was known before; one that was just seen has to prove itself first.
        """
        running = judged_set.running
        from_s = in_place_since_s(running.method, running.rest, self._recent.up_to(now))
        if math.isnan(from_s):
            return None
        self._start.open(from_s, first_after=judged_set.attempt_log.builder.next_number)
        return self.settle_start(judged_set, now, finished=True) if known else None

    def settle_start(
        self, judged_set: JudgedSet, now: Observation, *, finished: bool = False
    ) -> RejudgedPart | None:
        """Judge what was done before the rest was seen, once the first movement after it has ended.

        Args:
            judged_set: The set.
            now: What is seen now.
            finished: Whether no movement will follow.
        """
        if not (number := self._start.first_after):
            return None
        from_s = self._start.settle(judged_set.attempt_log.builder.since(number), finished=finished)
        return None if math.isnan(from_s) else self.extend(judged_set, now, number, from_s)

    def extend(
        self, judged_set: JudgedSet, now: Observation, number: int, from_s: float
    ) -> RejudgedPart | None:
        """Judge what was seen since a moment as a part of the set.

        It is a part where it adds something, from there on: getting into place is no attempt.

        Args:
            judged_set: The set.
            now: What is seen now.
            number: Of the first attempt that is judged again.
            from_s: Seconds from which on everything is judged.
        """
        running, part = judged_set.running, None
        listed = judged_set.attempt_log.builder.since(number)
        for _ in range(2):
            part = self._replayed(judged_set, running.rest, number, now, least_s=from_s)
            if part is None or not part.adds_to(listed, begun_s=running.begun_s):
                return None
            trimmed_s = max(from_s, part.begins_s - REST_S)
            if trimmed_s == from_s:
                break
            from_s = trimmed_s
        return part

    def review(self, judged_set: JudgedSet, now: Observation, t_s: float) -> RejudgedPart | None:
        """Judge again what is in doubt now, if anything is.

        Args:
            judged_set: The set.
            now: What is seen now.
            t_s: Seconds, rising.
        """
        overdue = judged_set.attempt_log.builder.next_number if judged_set.running.overdue else 0
        first = self._doubt.since(t_s, overdue=overdue)
        return self._by_other_rest(judged_set, now, first) if first else self.settle_start(judged_set, now)

    def _by_other_rest(self, judged_set: JudgedSet, now: Observation, first: int) -> RejudgedPart | None:
        """Judge what was refused by the rest that was seen, where it is another one.

        No attempt vanishes: one that is not found again stays as it was listed. Where nothing more counts,
        nothing is taken back, and the other rest holds from here on.
        """
        running, builder = judged_set.running, judged_set.attempt_log.builder
        rest = self._doubt.other_rest(running.method, running.rest, self._recent)
        if rest is None:
            return None
        number, next_number = first, builder.next_number
        least_s = max(running.begun_s, rest.from_s)
        while (
            part := self._replayed(judged_set, rest, number, now, least_s=least_s)
        ) and number < next_number:
            gone = [attempt.number for attempt in builder.since(number) if not part.lists(attempt)]
            if not gone and part.reps > builder.counts.reps:
                break
            number = gone[-1] + 1 if gone else next_number
        if part is not None:
            self.begun()
        return part

    def _replayed(
        self, judged_set: JudgedSet, rest: Rest, number: int, now: Observation, *, least_s: float
    ) -> RejudgedPart | None:
        """Judge the set by that rest, with the attempts from that number on taken back."""
        attempt_log = fast_copy(judged_set.attempt_log)
        from_s = attempt_log.rewind(number, least_s=least_s)
        observations = self._recent.up_to(now, from_s=from_s)
        if not observations:
            return None
        running = judged_set.running.again(rest, observations[0])
        replayed, before_s = JudgedSet(running, attempt_log), math.nan
        for observation in observations:
            assert observation.pose is not None
            t_s = observation.pose.t_s
            measured, _ = running.see(observation, t_s)
            last = replayed.take(measured, observation.view, t_s, credited_step_s(before_s, t_s))
            before_s = t_s
        return RejudgedPart(replayed, number, last)
