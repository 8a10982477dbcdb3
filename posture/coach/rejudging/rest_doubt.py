"""Doubt about a rest that was taken in the wrong moment: what is refused again and again may be right.

Live, the first quarter second of stillness is taken for rest. Whoever stays in the hollow back, or comes to
stand with half-bent arms, is measured from there, and every movement begins in the wrong place.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Sequence
from statistics import median

from posture.coach.exercise import Exercise, Sides
from posture.coach.rejudging.recent_observations import KEEP_S, STEP_S, RecentObservations
from posture.coach.session import Attempt, Reason
from posture.coach.setup.observation import Observation
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.coach.setup.turning_points import turning_points

REFUSED = 2
"""So many movements refused in a row, and the rest is looked for again in what was seen."""
AGAIN_S = 5.0
"""A movement that does not come back is no reason to look at every pose; after each look in vain it is twice
as long."""
ELSEWHERE = 0.5
"""A rest is another one where its level differs by this share of the smallest attempt: less is drift."""
DOUBTFUL = frozenset({Reason.WRONG_POSTURE, Reason.PARTIAL_RANGE})
"""What a rest that was taken in the wrong moment makes of a good movement: begun elsewhere, or too short."""
TURNS = 3
"""With fewer turning points nothing has gone and come back: there is no rest to be found."""


class RestDoubt:
    """Remembers what was seen since the set began, and how many movements were refused in a row.

    Args:
        exercise: The move.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._memory = RecentObservations(exercise)
        self._signal: deque[tuple[float, float]] = deque()
        self._refused: list[int] = []
        self._settled, self._looked_s, self._wait_s = REFUSED, -math.inf, AGAIN_S
        self._earlier_s, self.first_after = math.nan, 0

    def see(self, sight: Observation) -> None:
        """Take the next sight."""
        self._memory.take(sight)

    def feel(self, t_s: float, value: float) -> None:
        """Take the signal of a set under way, as it is measured; NaN where it is not."""
        if math.isnan(value) or (self._signal and t_s - self._signal[-1][0] < STEP_S):
            return
        self._signal.append((t_s, value))
        while t_s - self._signal[0][0] > KEEP_S:
            self._signal.popleft()

    def ended(self, number: int, reason: Reason | None) -> None:
        """Take an attempt that was listed."""
        self._refused = [*self._refused, number] if reason in DOUBTFUL else []
        self._settled = self._settled if self._refused else REFUSED

    def since(self, t_s: float, *, overdue: int) -> int:
        """The number of the first attempt that is in doubt, 0 where none is.

        Args:
            t_s: Seconds, rising.
            overdue: Number of an attempt under way that does not come back, as where the level of rest
                has moved; 0 where there is none.
        """
        if len(self._refused) >= self._settled:
            self._settled = max(2 * len(self._refused), REFUSED)
            return self._refused[0]
        return overdue if overdue and self._due(t_s) else 0

    def waits(self, t_s: float) -> bool:
        """Whether somebody who does not pause has waited for long: time to look how they rest.

        Args:
            t_s: Seconds, rising; the first is when they began to wait.
        """
        if math.isinf(self._looked_s):
            self._looked_s = t_s
        return self._due(t_s)

    def _due(self, t_s: float) -> bool:
        """Whether it is time to look again."""
        if t_s - self._looked_s <= self._wait_s:
            return False
        self._wait_s = 2.0 * self._wait_s if self._looked_s > -math.inf else self._wait_s
        self._looked_s = t_s
        return True

    def set_aside(self, from_s: float, *, first_after: int) -> None:
        """Leave open what was done from then on until the rest was seen.

        Args:
            from_s: Since when the person was in place.
            first_after: The number that the first attempt after the rest will have.
        """
        self._earlier_s, self.first_after = from_s, first_after

    def take_up(self, listed: Sequence[Attempt], *, finished: bool) -> float:
        """Since when what was set aside is to be judged; NaN where it is not yet, or no more.

        Whoever tries, talks or takes a seat may rest for a moment, too: what was done before is a part of the
        set where the first movement after it counts.

        Args:
            listed: The attempts from `first_after` on.
            finished: Whether none will follow.
        """
        if not (listed or finished):
            return math.nan
        from_s, self._earlier_s, self.first_after = self._earlier_s, math.nan, 0
        return from_s if not listed or listed[0].counted else math.nan

    def other_rest(self, method: Exercise, rest: Rest) -> Rest | None:
        """The rest that what was seen shows, where it is another than the one that was taken.

        Where it is the same, the movements were refused rightly: it is not looked for at every one.
        """
        if not self._may_differ(method, rest):
            return None
        whole = RestSearch(method)
        for sight in self._memory.since(-math.inf):
            whole.take(sight)
        sides = method.motion.sides
        found = [other for other in whole.rests() if other.seen_from(rest.view, rest.near, sides=sides)]
        if not found or not (method.motion.signal.parts or _elsewhere(found[-1], rest, method)):
            return None
        return found[-1]

    def rest_before(self, exercise: Exercise) -> Rest | None:
        """The rest of somebody of whom no moment of rest was seen so far, where what was seen tells it."""
        whole = RestSearch(exercise)
        for sight in self._memory.since(-math.inf):
            whole.take(sight)
        return next(reversed(whole.rests()), None)

    def again(self, from_s: float, now: Observation) -> list[Observation]:
        """What was seen from a moment on, up to now."""
        until_s = math.inf if now.pose is None else now.pose.t_s
        kept = [sight for sight in self._memory.since(from_s) if sight.pose and sight.pose.t_s < until_s]
        return kept if now.pose is None else [*kept, now]

    def resolved(self) -> None:
        """What was in doubt was judged again."""
        self._refused, self._settled = [], REFUSED
        self._earlier_s, self.first_after = math.nan, 0
        self._looked_s, self._wait_s = -math.inf, AGAIN_S
        self._signal.clear()

    def forget(self) -> None:
        """It may be somebody else from now on."""
        self._memory.forget()
        self.resolved()

    def _may_differ(self, method: Exercise, rest: Rest) -> bool:
        """Whether the signal alone lets another rest seem possible: cheap, before everything is searched.

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
    """Whether one rest is at another level than the other, or at another neutral value of the signal."""
    least = ELSEWHERE * method.motion.attempt
    for side, level in found.levels.items():
        neutral = [
            rest.baseline.neutral.get((method.motion.signal.name, side), 0.0) for rest in (found, taken)
        ]
        moved = level - taken.levels.get(side, level) + neutral[0] - neutral[1]
        if abs(moved) > least:
            return True
    return False
