"""Doubt about a rest that was taken in the wrong moment: what is refused again and again may be right.

Live, the first quarter second of stillness is taken for rest. Whoever stays in the hollow back, or comes to
stand with half-bent arms, is measured from there, and every movement begins in the wrong place.
"""

from __future__ import annotations

import math

from posture.coach.exercise import Exercise
from posture.coach.session import Reason
from posture.coach.setup.eyes import Sight
from posture.coach.setup.memory import Memory
from posture.coach.setup.rest import Rest
from posture.coach.setup.whole import Whole

REFUSED = 2
"""So many movements refused in a row, and the rest is looked for again in what was seen."""
AGAIN_S = 5.0
"""A movement that does not come back is no reason to look at every pose."""
ELSEWHERE = 0.5
"""A rest is another one where its level differs by this share of the smallest attempt: less is drift."""


class Doubt:
    """Remembers what was seen since the set began, and how many movements were refused in a row."""

    def __init__(self) -> None:
        self._memory = Memory()
        self._refused: list[int] = []
        self._settled, self._looked_s = REFUSED, -math.inf

    def see(self, sight: Sight) -> None:
        """Take the next sight."""
        self._memory.take(sight)

    def ended(self, number: int, reason: Reason | None) -> None:
        """Take an attempt that was listed."""
        self._refused = [*self._refused, number] if reason is Reason.WRONG_POSTURE else []
        self._settled = self._settled if self._refused else REFUSED

    def since(self, t_s: float, *, overdue: int) -> int:
        """The number of the first attempt that is in doubt, 0 where none is.

        Args:
            t_s: Seconds, rising.
            overdue: Number of an attempt under way that does not come back, as where the level of rest
                has moved; 0 where there is none.
        """
        refused = self._refused[0] if len(self._refused) >= self._settled else 0
        due = refused or (overdue if t_s - self._looked_s > AGAIN_S else 0)
        self._looked_s = t_s if due else self._looked_s
        return due

    def other_rest(self, way: Exercise, rest: Rest) -> Rest | None:
        """The rest that what was seen shows, where it is another than the one that was taken.

        Where it is the same, the movements were refused rightly: it is not looked for at every one.
        """
        self._settled = max(2 * len(self._refused), REFUSED)
        whole = Whole(way)
        for sight in self._memory.since(-math.inf):
            whole.take(sight)
        sides = way.motion.sides
        found = [other for other in whole.rests() if other.seen_from(rest.view, rest.near, sides=sides)]
        if not found or not _elsewhere(found[-1], rest, way):
            return None
        return found[-1]

    def again(self, from_s: float) -> list[Sight]:
        """What was seen from a moment on."""
        return list(self._memory.since(from_s))

    def resolved(self) -> None:
        """What was in doubt was judged again."""
        self._refused, self._settled = [], REFUSED

    def forget(self) -> None:
        """It may be somebody else from now on."""
        self._memory.forget()
        self.resolved()


def _elsewhere(found: Rest, taken: Rest, way: Exercise) -> bool:
    """Whether one rest is at another level than the other, or at another neutral value of the signal."""
    least = ELSEWHERE * way.motion.attempt
    for side, level in found.levels.items():
        neutral = [rest.baseline.neutral.get((way.motion.signal.name, side), 0.0) for rest in (found, taken)]
        moved = level - taken.levels.get(side, level) + neutral[0] - neutral[1]
        if abs(moved) > least:
            return True
    return False
