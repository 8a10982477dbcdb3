"""The closing words of a set: one sentence of praise that is true of it, and one of advice.

Praise is chosen by evidence: the first of `PRAISE` that this set bears out. Advice is the gravest fault's
cue; where most movements did not count, what would have made them count; and without either a next step. All
of them are whole sentences in English, as everything that the coach says, so that they can be translated.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from statistics import mean, pstdev

from posture.coach.counting.movement import AttemptMeasure
from posture.coach.exercise import Cycle, Dose, Hold, Rule
from posture.coach.judging.hold_dose import SHORT_HOLD
from posture.coach.judging.session_builder import KIN, REFUSED
from posture.coach.registry import EXERCISES
from posture.coach.results.frame_rate import few_frames
from posture.coach.results.problem_list import BEGIN, listed_problems
from posture.coach.session import Attempt, Finding, Reason, Session, Severity
from posture.coach.wording import NOT_COUNTED

INSTEAD = {
    Reason.PARTIAL_RANGE: "Go a little further, as far as feels good",
    Reason.TOO_FAST: "Slow down and give each one its time",
    Reason.TOO_SLOW: "Go there and back in one calm movement",
    Reason.SHORT_HOLD: "Ease off a little, so that you can hold longer",
    Reason.ONE_SIDE: "Start both sides together",
    Reason.LOST: "Keep all of you in the picture",
    Reason.WRONG_POSTURE: "Move only what the steps name",
}
"""What would have made a movement count, by the reason why it did not."""
LOOK_UP = "Read the steps once more before the next set"
"""Where it may have been another exercise."""
OTHER_SIDE = "Do the other side too"
MORE = "Add a repetition or two if it feels good"
LONGER = "Hold a little longer if it feels good"
BREATHE = "Breathe calmly while you hold"
"""Where only the clock measured."""
KEEP = "Keep it just like that"

_RANK = {Severity.HIGH: 0, Severity.MEDIUM: 1, Severity.LOW: 2}
_EVEN = 0.15
"""Largest spread of the times of repetitions, as a share of their mean, that a person calls even."""
_ENOUGH_TO_COMPARE = 4
"""Movements from which on the first half of a set says something about the second."""
_A_WHILE_S = 10.0


@dataclass(frozen=True, slots=True)
class Closing:
    """The words at the end of a set.

    Attributes:
        praise: One sentence that is true of the set.
        advice: One thing to try next time.
        fault: Name of the rule that the advice is about; "" where it is about none.
        reason: Why the movements did not count that the advice is about; ``None`` where it is about none.
    """

    praise: str
    advice: str
    fault: str = ""
    reason: Reason | None = None


def closing_of(session: Session) -> Closing:
    """Return the closing words of a set, in English."""
    made = _Set(session)
    praise = next((words for words, true in PRAISE if true(made)), TRIED)
    fault, reason = gravest(session), _most_frequent(made)
    small = fault is None or fault.severity is Severity.LOW
    if reason is not None and (small or 2 * len(made.counted) < len(made.attempts)):
        return Closing(praise, _instead_of(session, reason), reason=reason)
    if fault is not None:
        return Closing(praise, fault.cue, fault=fault.rule)
    return Closing(praise, _next_step(made))


def gravest(session: Session) -> Finding | None:
    """Return the first finding of the gravest fault, of those the most frequent; ``None`` without any."""
    times = Counter(finding.rule for finding in session.findings)
    return min(session.findings, key=lambda f: (_RANK[f.severity], -times[f.rule], f.t_s), default=None)


class _Set:
    """A set as praise looks at it; a move that no longer exists is taken as one of plain repetitions."""

    def __init__(self, session: Session) -> None:
        exercise = EXERCISES.get(session.exercise)
        self.session = session
        self.measured = exercise.measured_by(session.method) if exercise else None
        self.dose = exercise.dose if exercise else Dose(words="")
        self.attempts = session.attempts
        self.counted = [attempt for attempt in session.attempts if attempt.counted]
        self.findings = session.findings
        self.doubted = few_frames(session) or any(problem.code == KIN for problem in session.problems)

    @property
    def motion(self) -> Cycle | Hold | None:
        """How it was counted."""
        return self.measured.motion if self.measured else None

    @property
    def timed(self) -> bool:
        """Whether only the clock measured it."""
        return self.measured is not None and self.measured.timed

    @property
    def held(self) -> bool:
        """Whether the hold is the exercise."""
        return isinstance(self.motion, Hold)

    @property
    def missed(self) -> bool:
        """Whether a movement did not count."""
        return len(self.counted) < len(self.attempts)

    @property
    def corrected(self) -> bool:
        """Whether a finding is about how far or how long a movement went."""
        rules = {rule.name: rule for rule in self.measured.all_rules} if self.measured else {}
        named = {finding.rule for finding in self.findings}
        return any(name not in rules or _about_extent(rules[name], self.motion) for name in named)


def _about_extent(rule: Rule, motion: Cycle | Hold | None) -> bool:
    return isinstance(rule.feature, AttemptMeasure) or (motion is not None and rule.feature is motion.signal)


# ---- praise ------------------------------------------------------------------------------------


def _clean(made: _Set) -> bool:
    """Return whether everything counted and nothing at all was noticed."""
    whole = bool(made.attempts) and all(attempt.counted and attempt.clean for attempt in made.attempts)
    return whole and not made.findings and not made.doubted


def _better(made: _Set) -> bool:
    """Return whether the second half of a set was cleaner than the first, and clean itself."""
    if len(made.attempts) < _ENOUGH_TO_COMPARE or made.doubted:
        return False
    half = len(made.attempts) // 2
    first, last = _cleanness(made.attempts[:half]), _cleanness(made.attempts[-half:])
    return first < last == half


def _cleanness(attempts: tuple[Attempt, ...]) -> int:
    return sum(attempt.counted and attempt.clean and not attempt.faults for attempt in attempts)


def _longer(made: _Set) -> bool:
    """Return whether every hold was longer than the longest that the guide asks for."""
    most_s = made.dose.hold_s[1]
    return (
        made.held
        and bool(made.counted)
        and not made.missed
        and not made.corrected
        and all(most_s < attempt.hold_s < math.inf for attempt in made.attempts)
    )


def _whole_way(made: _Set) -> bool:
    """Return whether every movement went as far as is asked for, and nothing was said about how far."""
    motion = made.motion
    return (
        isinstance(motion, Cycle)
        and len(made.attempts) > 1
        and not made.corrected
        and all(motion.full <= attempt.range < math.inf for attempt in made.attempts)
        and not any(attempt.reason in _SHORT for attempt in made.attempts)
    )


_SHORT = (Reason.PARTIAL_RANGE, Reason.LOST, Reason.ONE_SIDE, Reason.WRONG_POSTURE)
"""Reasons with which a movement was not the whole of this one."""


def _both_sides(made: _Set) -> bool:
    """Return whether left and right were done equally often, and everything counted."""
    counts = made.session.counts
    return bool(counts.left) and counts.left == counts.right and bool(made.counted) and not made.missed


def _whole_set(made: _Set) -> bool:
    """Return whether as many counted as the guide asks for, on each side, and were held for as long."""
    counts = made.session.counts
    sides = [count for count in (counts.left, counts.right) if count is not None]
    long_enough = all(SHORT_HOLD not in attempt.faults for attempt in made.counted)
    return long_enough and 0 < made.dose.reps[0] <= min([len(made.counted), *sides])


def _even(made: _Set) -> bool:
    """Return whether every repetition took about the same time, and nothing was said about time."""
    times_s = [attempt.duration_s for attempt in made.attempts]
    return (
        isinstance(made.motion, Cycle)
        and len(times_s) >= _ENOUGH_TO_COMPARE
        and not made.missed
        and not made.corrected
        and all(0 < time_s < math.inf for time_s in times_s)
        and pstdev(times_s) <= _EVEN * mean(times_s)
    )


def _all_counted(made: _Set) -> bool:
    return len(made.attempts) > 1 and not made.missed


def _mostly_clean(made: _Set) -> bool:
    clean = sum(attempt.clean and attempt.counted for attempt in made.attempts)
    return len(made.attempts) > 2 and 2 * clean > len(made.attempts) and not made.doubted


def _last_clean(made: _Set) -> bool:
    return len(made.attempts) > 1 and _cleanness(made.attempts[-1:]) == 1 and not made.doubted


TRIED = "You gave it a try"
"""True of any set."""
PRAISE: tuple[tuple[str, Callable[[_Set], bool]], ...] = (
    ("Every hold was clean", lambda made: _clean(made) and made.held and len(made.attempts) > 1),
    ("Every repetition was clean", lambda made: _clean(made) and not made.held and len(made.attempts) > 1),
    ("You got better as you went on", _better),
    ("You held longer than the guide asks", _longer),
    ("That was a clean hold", lambda made: _clean(made) and made.held),
    ("That was a clean repetition", _clean),
    ("You went the whole way every time", _whole_way),
    ("You did the whole set", lambda made: _whole_set(made) and made.dose.reps[0] > 1),
    ("Both sides got the same work", _both_sides),
    ("You kept an even pace", _even),
    ("Every hold counted", lambda made: _all_counted(made) and made.held),
    ("Every repetition counted", _all_counted),
    ("Most of it was clean", _mostly_clean),
    ("Your last one was clean", _last_clean),
    ("Most of them counted", lambda made: 2 * len(made.counted) > len(made.attempts) > 2),
    ("Some is always better than none", lambda made: bool(made.counted)),
    ("You kept at it", lambda made: len(made.attempts) > 2),
    ("You made time for it", lambda made: _A_WHILE_S <= made.session.seen_s < math.inf),
)
"""Sentences of praise with what makes them true, the strongest first."""


# ---- advice ------------------------------------------------------------------------------------


def _most_frequent(made: _Set) -> Reason | None:
    """Return the most frequent reason for not counting; that the set ended in a movement is none."""
    cut_off = bool(made.attempts) and made.attempts[-1].reason is Reason.LOST
    whole = made.attempts[:-1] if cut_off else made.attempts
    reasons = Counter(attempt.reason for attempt in whole if attempt.reason and not attempt.counted)
    return max(reasons, key=reasons.__getitem__, default=None)


def _instead_of(session: Session, reason: Reason) -> str:
    """Return what would have made the movements count; what to do instead of another one is known exactly."""
    refused = (problem.message for problem in session.problems if problem.code == REFUSED)
    hint = next(refused, NOT_COUNTED) if reason is Reason.WRONG_POSTURE else NOT_COUNTED
    return INSTEAD[reason] if hint.startswith(NOT_COUNTED) else hint


def _next_step(made: _Set) -> str:
    """Return the next step after a set that nothing was wrong with."""
    counts, dose = made.session.counts, made.dose
    if not made.attempts:
        return BREATHE if made.timed else _in_the_way(made.session)
    if made.doubted:
        return LOOK_UP
    if counts.left is not None and counts.right is not None and not (counts.left and counts.right):
        return OTHER_SIDE
    if len(made.counted) < max(dose.reps[0], 1):  # of a move by the clock it is none
        return MORE
    longest_s = max((attempt.hold_s for attempt in made.counted), default=math.nan)
    return LONGER if made.held and longest_s < dose.hold_s[1] else KEEP


def _in_the_way(session: Session) -> str:
    """Return what to do about the obstacle that lasted longest, and how to begin where there was none."""
    lasted_s: dict[str, float] = {}
    for problem in listed_problems(session.problems):
        if problem.code not in (KIN, REFUSED) and problem.message:
            before_s = lasted_s.get(problem.message, 0.0)
            lasted_s[problem.message] = before_s + problem.to_s - problem.from_s
    return max(lasted_s, key=lasted_s.__getitem__, default=BEGIN)


SENTENCES = (
    *(words for words, _ in PRAISE), TRIED, *INSTEAD.values(), BEGIN, LOOK_UP, OTHER_SIDE, MORE, LONGER,
    BREATHE, KEEP,
)  # fmt: skip
"""Every sentence beside the exercises' own cues and hints, and what the coach says during a set."""
