"""Counts as the person states them, and another count beside them, movement by movement.

A wrong count can have the right sum: one movement invented and one missed cancel out. So counts are
compared by the times of their movements, wherever the person said which one they mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from posture.coach.session import Attempt
from posture.evaluate.matching import matched
from posture.history.kept_set import Agreement, Opinion


@dataclass(frozen=True, slots=True)
class ListedMovement:
    """A movement that was listed when the set was made.

    Attributes:
        number: Its number in the set.
        peak_s: Time of its peak; NaN if unknown.
        counted: It was counted.
    """

    number: int
    peak_s: float
    counted: bool


@dataclass(frozen=True, slots=True)
class StatedMovements:
    """The movements of a set as its person sees them.

    Attributes:
        reps: Times of the peaks of what they call a repetition; NaN where the time is not known.
        others: Times of the peaks of what was listed and is none.
        unlisted: Number of repetitions that were not even listed, whose time nobody knows.
        then: The count that was made then, beside theirs.
    """

    reps: tuple[float, ...]
    others: tuple[float, ...]
    unlisted: int
    then: Agreement

    @classmethod
    def of(
        cls, listed: Iterable[ListedMovement], corrections: Iterable[tuple[int | None, Opinion]]
    ) -> StatedMovements:
        """Apply a person's corrections to the movements of a set that they looked at.

        Args:
            listed: Every movement of the set.
            corrections: Number of a movement and the opinion on it; ``None`` for one that is not listed.
        """
        movements, said = list(listed), list(corrections)
        verdicts = dict(said)
        right = {
            m.number: verdicts.get(m.number, Opinion.MISSED if m.counted else None) is Opinion.MISSED
            for m in movements
        }
        return cls(
            reps=tuple(m.peak_s for m in movements if right[m.number]),
            others=tuple(m.peak_s for m in movements if not right[m.number]),
            unlisted=sum(number is None for number, _ in said),
            then=Agreement.of_corrections(sum(m.counted for m in movements), (v for _, v in said)),
        )

    def beside(self, attempts: Sequence[Attempt]) -> Agreement:
        """Compare another count of the same set.

        An attempt that counts where the listed movement is no repetition is invented. One that counts where
        nothing was listed may be an unlisted repetition; beyond the number of those it is invented.
        """
        counted = [attempt for attempt in attempts if attempt.counted]
        reps, rest = _met(self.reps, counted)
        others, rest = _met(self.others, rest)
        untimed = self.unlisted + sum(map(math.isnan, self.reps))
        found = min(len(rest), untimed)
        return Agreement(reps + found, self.then.of, others + len(rest) - found)


def _met(tops_s: Iterable[float], attempts: Sequence[Attempt]) -> tuple[int, list[Attempt]]:
    """Return how many of the peaks lie in an attempt of their own, and the attempts without one."""
    pairs = matched(sorted(top_s for top_s in tops_s if not math.isnan(top_s)), attempts)
    taken = {position for _, position in pairs}
    return len(pairs), [attempt for i, attempt in enumerate(attempts) if i not in taken]
