"""The building of a session: every attempt and finding, and the numbers they add up to."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace

from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.counting.movement import Movement
from posture.coach.exercise import Exercise, Sides
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity, Unmeasured

UNEVEN = "uneven"
"""Rule of two sides that differ."""
KIN = "kin"
"""Code of the problem that asks whether it was another exercise, which is the same for a camera."""

REFUSED = "refused"
"""Code of the problem that says what to do instead, where another movement was made."""


class SessionBuilder:
    """Keeps what happened in a set; attempts are numbered in the order in which they ended.

    Args:
        exercise: What the person does; it goes into the session.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._attempts: list[Attempt] = []
        self._findings: list[Finding] = []
        self._ready_at_s = math.nan
        self._seen_s = self._measured_s = 0.0
        self._questions: dict[int, str] = {}
        self._instead: dict[int, str] = {}
        self.view: View | None = None
        """The view at the moment the set began."""
        self._method = exercise
        self.counts = self._count(self._attempts)
        """The numbers so far."""

    @property
    def next_number(self) -> int:
        """Number that the next attempt will have."""
        return len(self._attempts) + 1

    @property
    def last_end_s(self) -> float:
        """Second in which the last attempt ended; minus infinity before the first."""
        return self._attempts[-1].end_s if self._attempts else -math.inf

    def begin(self, t_s: float, view: View | None, method: Exercise) -> None:
        """Begin the set, or go on with it by another method.

        Args:
            t_s: Seconds of the source.
            view: From where the person is seen.
            method: The exercise by the method that measures it.
        """
        self._method = method
        if math.isnan(self._ready_at_s):
            self._ready_at_s, self.view = t_s, view

    def clock(self, step_s: float, *, seen: bool, measured: bool) -> None:
        """Add the time since the last pose to the seconds that were seen and measured.

        Args:
            step_s: Seconds since the last pose.
            seen: Whether the person was seen.
            measured: Whether they could be measured.
        """
        self._seen_s += step_s if seen else 0.0
        self._measured_s += step_s if measured else 0.0

    def note(self, findings: tuple[Finding, ...]) -> None:
        """Keep findings."""
        self._findings.extend(findings)

    def forget(self) -> None:
        """Drop the findings of a movement that turned out to be no attempt."""
        self._findings = [f for f in self._findings if f.attempt != self.next_number]

    def add(self, ended: Movement, side: Side, findings: tuple[Finding, ...]) -> Attempt:
        """Keep a movement as an attempt.

        The end of the attempt before was extrapolated when it was listed: it is moved to this one's
        beginning, where it would lie after it.

        Args:
            ended: The movement.
            side: The side that made it.
            findings: Its findings as a whole.
        """
        start_s, number = self._make_room(ended.start_s), self.next_number
        self.note(findings)
        if ended.reason is Reason.ONE_SIDE:  # so it was uneven: that is no second thing to mend
            self._findings = [f for f in self._findings if (f.attempt, f.rule) != (number, UNEVEN)]
        mine = [f for f in self._findings if f.attempt == number]
        signal = self._method.motion.signal
        relative = getattr(self._method.motion, "relative", False)
        attempt = Attempt(
            number=number,
            side=side,
            start_s=start_s,
            peak_s=max(ended.peak_s, start_s),
            end_s=max(ended.end_s, start_s),
            hold_s=ended.hold_s,
            range=ended.peak - ended.rest if relative else ended.peak,
            unit=signal.unit,
            counted=ended.reason is None,
            reason=ended.reason,
            clean=ended.reason is None and all(f.severity is Severity.LOW for f in mine),
            faults=tuple(dict.fromkeys(f.rule for f in mine)),
        )
        self._attempts.append(attempt)
        if attempt.counted and ended.question:
            self._questions[number] = ended.question
        if ended.reason is Reason.WRONG_POSTURE and ended.hint:
            self._instead[number] = ended.hint
        self.counts = self._count(self._attempts)
        return attempt

    def number_with(self, enough: Callable[[Counts], bool]) -> int:
        """Return the number of the attempt with which the set had enough; of the last where it has not.

        Args:
            enough: Tells by its numbers whether it has.
        """
        if not enough(self.counts):
            return len(self._attempts)
        numbers = range(1, len(self._attempts) + 1)
        return next((n for n in numbers if enough(self._count(self._attempts[:n]))), 0)

    def since(self, number: int) -> tuple[Attempt, ...]:
        """Return the attempts from that number on."""
        return tuple(self._attempts[number - 1 :])

    def rewind(self, number: int, *, least_s: float) -> float:
        """Take back every attempt from a number on, with the findings in it and since.

        Args:
            number: Number of the first that is taken back.
            least_s: Nothing before this second is judged again.

        Returns:
            The second from which on everything is to be judged again: the end of the last attempt that
            stays, and no earlier than ``least_s``.
        """
        del self._attempts[number - 1 :]
        from_s = max(self.last_end_s, least_s)
        self._ready_at_s = min(self._ready_at_s, from_s)
        self._findings = [
            f for f in self._findings if (f.t_s < from_s if f.attempt is None else f.attempt < number)
        ]
        self._questions = {of: asked for of, asked in self._questions.items() if of < number}
        self._instead = {of: hint for of, hint in self._instead.items() if of < number}
        self.counts = self._count(self._attempts)
        return from_s

    def question(self, *, least: int = 1) -> str:
        """Return what to ask, where most of what counted looked like another exercise; else "".

        Args:
            least: How many attempts must have looked so.
        """
        asked = list(self._questions.values())
        most = max(asked, key=asked.count, default="")
        often = asked.count(most)
        return most if often >= least and 2 * often > self.counts.reps else ""

    def amend(self, number: int, end_s: float) -> None:
        """Put the end that was seen in place of the extrapolated one, of the last attempt alone.

        Args:
            number: Number of the attempt; nothing changes where it is not the last.
            end_s: The end that was seen, in seconds.
        """
        if self._attempts and self._attempts[-1].number == number:
            last = self._attempts[-1]
            self._attempts[-1] = replace(last, end_s=max(end_s, last.peak_s))

    def _make_room(self, start_s: float) -> float:
        """End the attempt before where this one begins, which is never before the earlier one's top."""
        if self._attempts:
            before = self._attempts[-1]
            start_s = max(start_s, before.peak_s)
            self._attempts[-1] = replace(before, end_s=min(before.end_s, start_s))
        return start_s

    def session(
        self, until_s: float, problems: tuple[Problem, ...], unmeasured: tuple[Unmeasured, ...]
    ) -> Session:
        """Return everything so far; nothing lasts longer than the source.

        Args:
            until_s: Second up to which the source was seen.
            problems: What was in the way.
            unmeasured: The rules that never had a value, and why.
        """
        return Session(
            exercise=self._exercise.id,
            method=self._method.method_name if math.isfinite(self._ready_at_s) else "",
            view=None if self.view is None else self.view.value,
            ready_at_s=self._ready_at_s,
            seen_s=self._seen_s,
            measured_s=self._measured_s,
            problems=(*problems, *self._refused(until_s), *self._doubts(until_s)),
            counts=self.counts,
            attempts=tuple(replace(a, end_s=min(a.end_s, until_s)) for a in self._attempts),
            findings=tuple(self._findings),
            unmeasured=(*self._method.cannot_measure, *(unmeasured if self._attempts else ())),
        )

    def _refused(self, until_s: float) -> tuple[Problem, ...]:
        """Return what to do instead of movements that were refused as another, each hint once."""
        found: dict[str, list[Attempt]] = {}
        for attempt in self._attempts:
            if hint := self._instead.get(attempt.number):
                found.setdefault(hint, []).append(attempt)
        return tuple(
            Problem(REFUSED, of[0].start_s, min(of[-1].end_s, until_s), hint) for hint, of in found.items()
        )

    def _doubts(self, until_s: float) -> tuple[Problem, ...]:
        """Return the question as a problem: it was in the way of being sure which exercise was made."""
        question = self.question()
        asked = [a for a in self._attempts if question and self._questions.get(a.number) == question]
        if not asked:
            return ()
        return (Problem(KIN, asked[0].start_s, min(asked[-1].end_s, until_s), question),)

    def _count(self, attempts: Sequence[Attempt]) -> Counts:
        motion = self._exercise.motion
        counted = [a for a in attempts if a.counted]
        counts = Counts(
            reps=len(counted), clean=sum(a.clean for a in counted), attempts=len(attempts),
            hold_s=sum(a.hold_s for a in attempts) if motion.hold_s else None,
        )  # fmt: skip
        if motion.sides is not Sides.EACH:
            return counts
        left = sum(a.side is Side.LEFT for a in counted)
        return replace(counts, left=left, right=len(counted) - left)
