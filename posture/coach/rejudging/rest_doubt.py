"""Doubt about a rest that was taken at the wrong moment: what is refused again and again may be right.

Live, the first quarter second of stillness is taken for rest. A person who stays in the hollow back, or stops
with half-bent arms, is measured from there, and every movement begins in the wrong place.
"""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from posture.coach.exercise import Exercise, Sides
from posture.coach.rejudging.recent_observations import KEEP_S, STEP_S, RecentObservations
from posture.coach.session import Reason
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.coach.setup.turning_points import turning_points

REFUSED = 2
"""Movements refused in a row after which another rest is searched for in what was seen."""
AGAIN_S = 5.0
"""Seconds before the next search for a movement that does not come back: searching at every pose would tell
no more. The wait doubles with each search in vain."""
ELSEWHERE = 0.5
"""Share of the smallest attempt by which the level of another rest differs: less is drift."""
DOUBTFUL = frozenset({Reason.WRONG_POSTURE, Reason.PARTIAL_RANGE})
"""Why a rest taken at the wrong moment refuses a good movement: it began elsewhere, or was too short."""
TURNS = 3
"""With fewer turning points nothing has gone and come back: there is no rest to be found."""


class RestDoubt:
    """Watches what is refused in a set, and says when another rest should be searched for."""

    def __init__(self) -> None:
        self._signal: deque[tuple[float, float]] = deque()
        self._refused: list[int] = []
        self._searched_at = REFUSED
        self._searched_s, self._wait_s = -math.inf, AGAIN_S

    def feel(self, t_s: float, value: float) -> None:
        """Take the signal of a set under way.

        Args:
            t_s: Seconds, rising.
            value: The signal; NaN, where it is not measured, is left out.
        """
        if math.isnan(value) or (self._signal and t_s - self._signal[-1][0] < STEP_S):
            return
        self._signal.append((t_s, value))
        while t_s - self._signal[0][0] > KEEP_S:
            self._signal.popleft()

    def ended(self, number: int, reason: Reason | None) -> None:
        """Take an attempt that was listed.

        Args:
            number: Its number.
            reason: Why it does not count; ``None`` where it does.
        """
        self._refused = [*self._refused, number] if reason in DOUBTFUL else []
        self._searched_at = self._searched_at if self._refused else REFUSED

    def since(self, t_s: float, *, overdue: int) -> int:
        """Return the number of the first attempt that is in doubt, 0 where none is.

        Args:
            t_s: Seconds, rising.
            overdue: Number of an attempt under way that does not come back, as where the level of rest
                has moved; 0 where there is none.
        """
        if len(self._refused) >= self._searched_at:
            self._searched_at = max(2 * len(self._refused), REFUSED)
            return self._refused[0]
        return overdue if overdue and self._due(t_s) else 0

    def waits(self, t_s: float) -> bool:
        """Return whether somebody who does not pause has waited long enough to search how they rest.

        Args:
            t_s: Seconds, rising; the first call is when they began to wait.
        """
        if math.isinf(self._searched_s):
            self._searched_s = t_s
        return self._due(t_s)

    def _due(self, t_s: float) -> bool:
        """Return whether it is time for the next search, which begins now."""
        if t_s - self._searched_s <= self._wait_s:
            return False
        self._wait_s = 2.0 * self._wait_s if self._searched_s > -math.inf else self._wait_s
        self._searched_s = t_s
        return True

    def other_rest(self, method: Exercise, rest: Rest, recent: RecentObservations) -> Rest | None:
        """Return the rest that was seen, where it differs from the one that was taken.

        Where both are the same the movements were refused rightly.

        Args:
            method: The exercise by the method that measures it.
            rest: The rest that was taken.
            recent: What was seen.
        """
        if not self._may_differ(method, rest):
            return None
        search = RestSearch(method)
        for observation in recent.since(-math.inf):
            search.take(observation)
        sides = method.motion.sides
        found = [other for other in search.rests() if other.seen_from(rest.view, rest.near, sides=sides)]
        if not found or not (method.motion.signal.parts or _elsewhere(found[-1], rest, method)):
            return None
        return found[-1]

    def resolved(self) -> None:
        """Begin afresh: what was in doubt was judged again."""
        self._refused, self._searched_at = [], REFUSED
        self._searched_s, self._wait_s = -math.inf, AGAIN_S
        self._signal.clear()

    def _may_differ(self, method: Exercise, rest: Rest) -> bool:
        """Return whether the signal alone leaves room for another rest: cheap, before the full search.

        Where sides take turns, the signal of one says too little.
        """
        motion = method.motion
        if motion.sides is Sides.EACH:
            return True
        found = turning_points(self._signal, motion.attempt)
        if len(found) < TURNS:
            return False
        low, high = (median(self._signal[t.at][1] for t in found if t.low is end) for end in (True, False))
        level = (low + high) / 2.0 if getattr(motion, "two_sided", False) else low
        return any(
            not abs(level - taken) <= ELSEWHERE / 2.0 * motion.attempt for taken in rest.levels.values()
        )


def _elsewhere(found: Rest, taken: Rest, method: Exercise) -> bool:
    """Return whether two rests differ in their level, or in the neutral value of the signal."""
    least = ELSEWHERE * method.motion.attempt
    signal = method.motion.signal.name
    for side, level in found.levels.items():
        neutral = [rest.baseline.neutral.get((signal, side), 0.0) for rest in (found, taken)]
        moved = level - taken.levels.get(side, level) + neutral[0] - neutral[1]
        if abs(moved) > least:
            return True
    return False
