"""Scores of sessions against their label: the count, the movements one by one, their times and holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from posture.coach.exercise import Exercise
from posture.coach.session import Attempt, Reason, Session
from posture.evaluate.clip_runs import ClipRun
from posture.evaluate.fault_detection import Faults, compare, in_faultless
from posture.evaluate.labels import Label
from posture.evaluate.matching import matched
from posture.exercises import find

SET_UP = frozenset({"start", "view", "turned"})
"""Codes of the problems by which a session refuses a set-up as wrong for the exercise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipScore:
    """The score of one clip in one exercise.

    Attributes:
        clip: Name of the clip.
        exercise: Id of the move that it was judged in.
        rendered: The clip is rendered.
        negative: Nothing may count in it.
        expected: The right count; ``None`` where the clip is not for counting.
        tolerance: How far the count may be off.
        found: Repetitions that were counted; ``None`` where the clip could not be read.
        refused: Nothing was counted, the session says that the set-up is wrong, and that is right.
        movements: Labelled movements.
        missed: Labelled movements that no attempt matches.
        invented: Attempts that match no labelled movement; where the label leaves open how many did
            not count, only counted ones.
        peak_errors_s: Peak of each matched attempt minus its label.
        hold_errors_s: Credited minus true seconds of each matched attempt that counted.
        held_s: Seconds credited in all, for moves with a hold.
        faults: Faults found and missed; ``None`` where they were not labelled.
        faultless: Repetitions that counted in a clip labelled as faultless; ``alarmed`` of them were faulted.
        said: The session in words.
    """

    clip: str
    exercise: str
    rendered: bool
    negative: bool
    expected: int | None
    tolerance: int
    found: int | None
    refused: bool = False
    movements: int = 0
    missed: int = 0
    invented: int = 0
    peak_errors_s: tuple[float, ...] = ()
    hold_errors_s: tuple[float, ...] = ()
    held_s: float | None = None
    faults: Faults | None = None
    faultless: int = 0
    alarmed: int = 0
    said: str = ""

    @property
    def error(self) -> int | None:
        """Counted minus expected repetitions; ``None`` where there is nothing to compare."""
        if self.expected is None or self.found is None or self.refused:
            return None
        return self.found - self.expected

    @property
    def passed(self) -> bool:
        """The clip could be read, and where it is for counting the count is within its tolerance."""
        if self.found is None:
            return False
        return self.error is None or abs(self.error) <= self.tolerance


def verdicts(run: ClipRun) -> list[ClipScore]:
    """Score a run in each exercise that the clip was run in."""
    label = run.case.label
    if run.error:
        expected = label.counted_reps if not label.negative else 0
        return [
            ClipScore(
                clip=label.clip, exercise=exercise, rendered=label.rendered, negative=label.negative,
                expected=expected, tolerance=0, found=None, said=run.error,
            )
            for exercise in run.case.exercises
        ]  # fmt: skip
    return [_verdict(label, find(session.exercise), session) for session in run.sessions]


def _verdict(label: Label, exercise: Exercise, session: Session) -> ClipScore:
    own = exercise.id == label.analyse_as
    refused = own and label.or_refused and _refuses(session)
    pairs = [] if label.negative else matched(label.peak_times_s, session.attempts)
    scored = not label.negative and not refused and label.counted_reps is not None
    faultless = in_faultless(label, exercise, session)
    return ClipScore(
        clip=label.clip,
        exercise=exercise.id,
        rendered=label.rendered,
        negative=label.negative,
        expected=0 if label.negative else label.counted_reps,
        tolerance=label.tolerance if own else 0,
        found=session.counts.reps,
        refused=refused,
        movements=len(label.peak_times_s) if scored else 0,
        missed=len(label.peak_times_s) - len(pairs) if scored else 0,
        invented=_invented(label, session.attempts, pairs) if scored else 0,
        peak_errors_s=tuple(session.attempts[j].peak_s - label.peak_times_s[i] for i, j in pairs),
        hold_errors_s=_hold_errors(label, session.attempts, pairs) if exercise.motion.hold_s else (),
        held_s=session.counts.hold_s,
        faults=compare(label, exercise, session, refused=refused),
        faultless=len(faultless),
        alarmed=sum(bool(faults) for faults in faultless),
        said=in_words(session),
    )


def _refuses(session: Session) -> bool:
    """Return whether nothing counted and the session says that the set-up is wrong for this exercise."""
    reasons = {attempt.reason for attempt in session.attempts}
    codes = {problem.code for problem in session.problems}
    return not session.counts.reps and (Reason.WRONG_POSTURE in reasons or bool(codes & SET_UP))


def _invented(label: Label, attempts: Sequence[Attempt], pairs: Sequence[tuple[int, int]]) -> int:
    known = {j for _, j in pairs}
    others = [attempt for j, attempt in enumerate(attempts) if j not in known]
    return sum(attempt.counted or label.attempts is not None for attempt in others)


def _hold_errors(
    label: Label, attempts: Sequence[Attempt], pairs: Sequence[tuple[int, int]]
) -> tuple[float, ...]:
    if len(label.held_s) != len(label.peak_times_s):
        return ()
    return tuple(attempts[j].hold_s - label.held_s[i] for i, j in pairs if attempts[j].counted)


def in_words(session: Session) -> str:
    """Return counts, why attempts did not count, and what was in the way, in one line."""
    counts = session.counts
    reasons = Counter(a.reason.value for a in session.attempts if a.reason is not None)
    words = f"{counts.reps} of {counts.attempts} attempts"
    if reasons:
        words += f" ({', '.join(f'{n} {reason}' for reason, n in reasons.items())})"
    said = dict.fromkeys(problem.message for problem in session.problems)
    return f"{words}; {'; '.join(said)}" if said else words
