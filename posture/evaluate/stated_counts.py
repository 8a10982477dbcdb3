"""What a person said of the movements of a set, and a count beside it, movement by movement.

A count can come out right while it is not: one movement invented and one missed leave the sum as it was.
So a count is compared by the moments of its movements, wherever the person told which one they mean.
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
    """A movement that was listed when the set was made: its number, its top, and whether it counted."""

    number: int
    peak_s: float
    counted: bool


@dataclass(frozen=True, slots=True)
class StatedMovements:
    """The movements of a set as its person sees them.

    Attributes:
        reps: Tops of what they call a repetition, in seconds; NaN where the moment is not known.
        others: Tops of what was listed and is none.
        unlisted: Repetitions that were not even listed, whose moment nobody knows.
        then: The count that was made then, beside what they said.
    """

    reps: tuple[float, ...]
    others: tuple[float, ...]
    unlisted: int
    then: Agreement

    @classmethod
    def of(
        cls, listed: Iterable[ListedMovement], corrections: Iterable[tuple[int | None, Opinion]]
    ) -> StatedMovements:
        """What was said of a set that somebody looked at.

        Args:
            listed: Every movement of the set.
            corrections: By number of a movement, what was said of it; ``None`` for one that is not listed.
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
        """Another count of the same set.

        What counts where something was listed that is no repetition is invented. What counts where
        nothing was listed may be a repetition that the person missed; beyond their number it is invented.
        """
        counted = [attempt for attempt in attempts if attempt.counted]
        reps, rest = _met(self.reps, counted)
        others, rest = _met(self.others, rest)
        untimed = self.unlisted + sum(map(math.isnan, self.reps))
        found = min(len(rest), untimed)
        return Agreement(reps + found, self.then.of, others + len(rest) - found)


def _met(tops_s: Iterable[float], attempts: Sequence[Attempt]) -> tuple[int, list[Attempt]]:
    """How many of the tops lie in one of the attempts each, and the attempts without one."""
    pairs = matched(sorted(top_s for top_s in tops_s if not math.isnan(top_s)), attempts)
    taken = {position for _, position in pairs}
    return len(pairs), [attempt for i, attempt in enumerate(attempts) if i not in taken]
