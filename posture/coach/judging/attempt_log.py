"""The log of a set: every movement with its findings, in the order in which they ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from posture.body.features import Feature
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.counting.movement import Movement
from posture.coach.exercise import Exercise, Phase
from posture.coach.judging.form import FormChecker, MeasuredPose, with_dose
from posture.coach.judging.session_builder import SessionBuilder
from posture.coach.session import Attempt, Counts, Finding, Problem, Session

ASKED_FROM = 2
"""Repetitions that must have looked like another exercise before the person is asked during the set."""


@dataclass(frozen=True, slots=True)
class JudgedAttempt:
    """An attempt that ended, with its verdict.

    Attributes:
        attempt: The attempt as it is listed.
        findings: Faults of the attempt as a whole.
        reps: Repetitions counted with it.
        hint: What to do instead, where another movement was made.
        question: What to ask, where the repetitions look like another exercise.
    """

    attempt: Attempt
    findings: tuple[Finding, ...]
    reps: int
    hint: str = ""
    question: str = ""


class AttemptLog:
    """Runs the form rules beside the movements and lists what ended.

    Args:
        exercise: What the person does; its rules judge the form.
        hold_s: Dose of a hold in seconds.
        counted_before: Repetitions of an earlier part of the set.
    """

    def __init__(self, exercise: Exercise, *, hold_s: float, counted_before: int) -> None:
        self._hold_s, self._counted_before = hold_s, counted_before
        self._checker = FormChecker(*(with_dose(method.rules, hold_s) for method in exercise.methods))
        self.builder = SessionBuilder(exercise)
        self._pending: tuple[JudgedAttempt, ...] = ()

    def begin(self, t_s: float, view: View | None, method: Exercise) -> None:
        """Begin the set, or go on with it by another method.

        Args:
            t_s: Seconds of the source.
            view: From where the person is seen.
            method: The exercise by the method that measures it.
        """
        self._checker.follow(with_dose(method.rules, self._hold_s))
        self.builder.begin(t_s, view, method)

    def moment(
        self, t_s: float, phase: Phase, view: View | None, values: Mapping[Feature, float], *, active: bool
    ) -> MeasuredPose:
        """Return a pose as the rules look at it.

        Args:
            t_s: Seconds of the source.
            phase: Phase of the movement.
            view: From where the person is seen.
            values: Every measurement by feature; NaN where it was not seen.
            active: Whether a movement is under way.
        """
        return MeasuredPose(t_s, phase, view, values, self.builder.next_number if active else None)

    def look(self, moment: MeasuredPose) -> tuple[Finding, ...]:
        """Return the faults that became due with this pose, and keep them."""
        findings = self._checker.update(moment)
        self.builder.note(findings)
        return findings

    def end(self, ended: Movement, side: Side, moment: MeasuredPose) -> int:
        """List a movement that ended and return its number; `next_outcome` gives it to be announced.

        Args:
            ended: The movement.
            side: The side that made it.
            moment: The pose that it ended with.
        """
        number = self.builder.next_number
        findings = self._checker.finish(moment._replace(attempt=number), ended)
        if ended.other:
            findings = ()
            self.builder.forget()
        attempt = self.builder.add(ended, side, findings)
        reps = self._counted_before + self.builder.counts.reps
        question = self.builder.question(least=ASKED_FROM)
        self._pending += (JudgedAttempt(attempt, findings, reps, ended.hint, question),)
        return number

    def forget(self) -> None:
        """Drop the findings of a movement that is not listed: the next one is not to blame for them."""
        self.builder.forget()
        self._checker.forget()

    def rewind(self, number: int, *, least_s: float) -> float:
        """Take back movements, to be judged again, and return from which second on that is to be done.

        Args:
            number: Number of the first that is taken back.
            least_s: Nothing before this second is judged again.
        """
        from_s = self.builder.rewind(number, least_s=least_s)
        self._pending = tuple(outcome for outcome in self._pending if outcome.attempt.number < number)
        self._checker.rewind()
        return from_s

    def take_back_refused(self, since_s: float) -> int:
        """Take back the last movements, as far as they did not count and ended no earlier than that.

        Args:
            since_s: Second of the source.

        Returns:
            Number of the first, or 0 where none is.
        """
        first: Attempt | None = None
        for attempt in reversed(self.builder.since(1)):
            if attempt.counted or attempt.end_s < since_s:
                break
            first = attempt
        if first is None:
            return 0
        self.rewind(first.number, least_s=first.start_s)
        return first.number

    def end_with(self, enough: Callable[[Counts], bool]) -> bool:
        """Take back every movement after the set had enough.

        Args:
            enough: Tells by its numbers whether it has.

        Returns:
            Whether there was one.
        """
        after = self.builder.since(self.builder.number_with(enough) + 1)
        if after:
            self.rewind(after[0].number, least_s=after[0].start_s)
        return bool(after)

    @property
    def pending(self) -> int:
        """Number of movements that ended and were not announced yet."""
        return len(self._pending)

    def next_outcome(self) -> JudgedAttempt | None:
        """Return the next to announce: each has an update of its own, even where two ended at one pose."""
        first, self._pending = self._pending[:1], self._pending[1:]
        return first[0] if first else None

    def session(self, until_s: float, problems: tuple[Problem, ...]) -> Session:
        """Return everything so far.

        Args:
            until_s: Second up to which the source was seen.
            problems: What was in the way.
        """
        return self.builder.session(until_s, problems, self._checker.unmeasured(self.builder.view))
