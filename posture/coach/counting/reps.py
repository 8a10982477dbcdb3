"""Repetitions from one signal: hysteresis on the change from the person's rest level, in seconds.

The counter knows the level at which the signal rests and follows it slowly. A movement that leaves
it, grows to at least ``attempt`` and comes back is an `Excursion`. Whether it counts is decided when
it is back: far enough, slow enough, begun in the right place. Nothing is refused in silence.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace
from statistics import median

from posture.coach.counting.excursion import Excursion
from posture.coach.counting.flank import Flank, WayHome, way_down, way_up
from posture.coach.counting.holds import ENOUGH, HoldClock
from posture.coach.exercise import Cycle, Hold, Phase
from posture.coach.session import Reason

LEAVE = 0.5
"""Share of the smallest attempt at which the signal has left its rest."""
BACK = 0.35
"""Share of an excursion at which it is back (measurements.md 2.6: exit at 20 to 30 % of the expected)."""
PAST_REST = 0.6
"""The same where the movement goes on past rest, which lies in the middle of it."""
HALF_BACK = 0.5
"""Share of an excursion from which a new rise begins a new one, however high the valley was."""
TOP = 0.9
"""Share of an excursion that is its top."""
EARLIER = 0.15
"""Share of the way up by which a movement may have begun before the signal had clearly left its rest."""
SOON_S = 2.0
"""Where the set ends, a movement that would have been back within this time was on its way back."""
SETTLED_S = 2.0
"""A signal that stands still this long inside the rest band is a new rest: getting into position."""
SETTLED = 0.25
"""... within this share of the smallest attempt."""
REST_MEMORY_S = 1.5
SPEED_WINDOW_S = 0.25
"""Speed comes from a quarter of a second, never from two frames (measurements.md 2.4)."""
LOST_S = 2.0
"""A movement of which nothing is seen for this long is lost."""
USUAL = 0.7
"""Share of the person's own usual excursion below which a repetition is a partial one."""


class RepCounter:
    """Follows one signal through a `Cycle` or a `Hold`.

    Args:
        motion: What to count.
        rest: Level of the signal at rest, from the readiness seconds.
        hold_s: Dose of a hold in seconds; decides for a `Hold` only.
    """

    def __init__(self, motion: Cycle | Hold, *, rest: float, hold_s: float) -> None:
        self._motion, self._hold_s = motion, hold_s
        self._two_sided = isinstance(motion, Cycle) and motion.two_sided
        self._recent: deque[tuple[float, float]] = deque()
        self._usual: deque[float] = deque(maxlen=5)
        self._usual_before: tuple[float, ...] = ()
        self._free_s = -math.inf
        self._home: WayHome | None = None
        self.back_s = math.nan
        """When the last movement was back at rest, at the moment at which that is seen; else NaN."""
        self._restart(rest)

    def _restart(self, rest: float) -> None:
        self._rest = self._begin = rest
        self._low = self._recent[-1][1] if self._recent else rest
        self._moving, self._clock = False, HoldClock()
        self._path: list[tuple[float, float]] = []
        self._peak, self._valley = -math.inf, (math.nan, math.inf)

    @property
    def phase(self) -> Phase:
        """Where in the movement the body is; at rest until the movement is worth listing."""
        if not self.active:
            return Phase.REST
        if self._recent[-1][1] < self._top:
            return Phase.RETURNING
        return Phase.FULL if self._peak >= self._floor else Phase.GOING

    @property
    def moving(self) -> bool:
        """Whether the signal has left its rest, however little."""
        return self._moving

    @property
    def at_peak(self) -> bool:
        """Whether the movement under way is at its largest so far."""
        return self._moving and self._recent[-1][1] >= self._peak

    @property
    def active(self) -> bool:
        """Whether a movement is under way that is large enough to be listed."""
        return self._moving and self._peak - self._begin >= self._motion.attempt

    @property
    def hold_s(self) -> float:
        """Seconds credited in the hold that is under way."""
        return self._clock.held_s if self._moving else 0.0

    @property
    def excursion(self) -> float:
        """Change from rest now; NaN before anything was seen."""
        return self._recent[-1][1] - self._rest if self._recent else math.nan

    def reach(self, t_s: float) -> float:
        """The signal on the scale of `Attempt.range`; NaN where it was not measured at ``t_s``."""
        if not self._recent or self._recent[-1][0] != t_s:
            return math.nan
        return self.excursion if getattr(self._motion, "relative", False) else self._recent[-1][1]

    @property
    def progress(self) -> float:
        """0 at rest, 1 at the range that the guide asks for; NaN before anything was seen."""
        full = self._motion.full
        reach = full if getattr(self._motion, "relative", False) else full - self._rest
        return self.excursion / reach if reach > 0.0 else math.nan

    @property
    def goal(self) -> float:
        """Value of the signal at the range that the guide asks for."""
        return (
            self._rest + self._motion.full if getattr(self._motion, "relative", False) else self._motion.full
        )

    def update(self, t_s: float, value: float, *, placed: bool = True) -> Excursion | None:
        """Advance to ``t_s``; give the excursion that just ended, if one did. NaN changes nothing.

        Args:
            t_s: Seconds, rising.
            value: The signal.
            placed: Whether the rest of the body is as it should be: a hold is credited only then.
        """
        if self._recent and t_s - self._recent[-1][0] > LOST_S:
            lost = self.lose()
            if not math.isnan(value):
                self._remember(t_s, value)
            return lost
        self.back_s = math.nan
        if math.isnan(value):
            return None
        self._remember(t_s, value)
        self._see_home(t_s, value)
        if not self._moving:
            self._follow_rest(t_s, value)
            return None
        self._climb(t_s, value)
        self._clock.update(t_s, inside=placed and value >= self._hold_level and self._is_still())
        return self._closing(t_s, value)

    def finish(self) -> Excursion | None:
        """End the set: a movement on its way back from full range was made, another is lost."""
        if self.active and self.phase is Phase.RETURNING and self._peak >= self._floor:
            back, now_s = self._way_back, self._recent[-1][0]
            if back is not None and back.rest_s <= now_s + SOON_S:
                return self._end(max(back.rest_s, now_s), self._begin, back)
        return self.lose()

    def unlearn(self) -> None:
        """Leave the excursion that just counted out of the person's usual range: it was another movement."""
        self._usual = deque(self._usual_before, maxlen=self._usual.maxlen)

    def lose(self) -> Excursion | None:
        """Give up the movement under way: it is lost, unless its hold was already done."""
        lost: Excursion | None = None
        if self.active:
            lost = replace(self._close(self._recent[-1][0]), reason=None if self._held else Reason.LOST)
            if lost.reason is None:
                self._learn()
        self._recent.clear()
        self._home = None
        self._restart(self._begin if self._moving else self._rest)
        return lost

    def _learn(self) -> None:
        self._usual_before = tuple(self._usual)
        self._usual.append(self._peak - self._begin)

    @property
    def _held(self) -> bool:
        """Whether the hold under way was long enough: nobody has to come back to be paid for it."""
        dose_s = self._hold_s
        return dose_s > 0.0 and self._peak >= self._floor and self._clock.best_s >= ENOUGH * dose_s

    def _remember(self, t_s: float, value: float) -> None:
        self._free_s = t_s if math.isinf(self._free_s) else self._free_s
        self._recent.append((t_s, value))
        while t_s - self._recent[0][0] > SETTLED_S and len(self._recent) > 2:
            self._recent.popleft()

    def _follow_rest(self, t_s: float, value: float) -> None:
        """Follow the level of rest, or set out from it."""
        step_s = t_s - self._recent[-2][0] if len(self._recent) > 1 else 0.0
        gain = 1.0 - math.exp(-step_s / REST_MEMORY_S)
        self._low = min(value, self._low + gain * (value - self._low))
        base = self._low if self._two_sided else max(self._rest, self._low)
        if value > base + LEAVE * self._motion.attempt:
            self._set_out(t_s, value, base)
        else:
            self._rest += gain * (value - self._rest)

    def _set_out(self, t_s: float, value: float, base: float) -> None:
        """Begin an excursion, from the last moment at which the signal was still at rest."""
        near = base + 0.1 * self._motion.attempt
        recent = [moment for moment in self._recent if moment[0] >= self._free_s] or [(t_s, value)]
        first = next((i for i in range(len(recent) - 1, -1, -1) if recent[i][1] <= near), 0)
        self._restart(base)
        self._moving, self._peak, self._valley = True, value, (t_s, value)
        self._home = None
        self._path = recent[first:]

    def _climb(self, t_s: float, value: float) -> None:
        self._path.append((t_s, value))
        self._peak = max(self._peak, value)
        if value >= self._top or value <= self._valley[1]:
            self._valley = (t_s, value)

    @property
    def _top(self) -> float:
        """Level from which the signal is at the top of this excursion."""
        return self._begin + TOP * (self._peak - self._begin)

    def _closing(self, t_s: float, value: float) -> Excursion | None:
        """The excursion that ends here: back at rest, turned round deep enough, or come to stand."""
        rise = self._peak - self._begin
        back = PAST_REST if self._two_sided else BACK
        if value <= self._begin + max(back * rise, 0.6 * LEAVE * self._motion.attempt):
            return self._come_back(t_s)
        valley_s, valley = self._valley
        deep = valley <= self._begin + HALF_BACK * rise
        if deep and value > valley + LEAVE * self._motion.attempt:
            ended = self._end(valley_s, valley, self._way_back)
            self._set_out(t_s, value, valley)
            return ended
        if not self._stands_still:
            return None
        low, high = self._motion.rest
        below = self._peak < self._floor or value < self._floor
        if low <= value <= high and math.isfinite(low) and below:
            if deep:
                return self._end(self._still_from_s, value, self._way_back)
            self._restart(value)  # it was getting into position
        elif isinstance(self._motion, Cycle) and t_s - self._path[0][0] > self._motion.max_s + self._hold_s:
            return self._end(t_s, value)  # the person sits differently now: this is the new rest
        return None

    @property
    def _stands_still(self) -> bool:
        values = [v for _, v in self._recent]
        long_enough = self._recent[-1][0] - self._recent[0][0] > 0.9 * SETTLED_S
        return long_enough and max(values) - min(values) < SETTLED * self._motion.attempt

    def _come_back(self, t_s: float) -> Excursion | None:
        """End the movement on its last part of the way, and go on watching that."""
        back, path, rest, peak = self._way_back, self._path, self._begin, self._peak
        end_s = max(back.rest_s, t_s) if back else t_s
        ended = self._end(end_s, rest, back)
        self._home = WayHome(path, rest=rest, peak=peak, due_s=end_s) if ended and end_s > t_s else None
        return ended

    def _see_home(self, t_s: float, value: float) -> None:
        if self._home is not None:
            self.back_s = self._home.update(t_s, value)
            self._home = self._home if math.isnan(self.back_s) else None

    @property
    def _still_from_s(self) -> float:
        """Since when the signal has been where it stands still now."""
        highest = max(v for _, v in self._recent)
        return next((t for t, v in reversed(self._path) if v > highest), self._path[0][0])

    @property
    def _way_back(self) -> Flank | None:
        return way_down(self._path, rest=self._begin, peak=self._peak)

    def _end(self, end_s: float, rest: float, back: Flank | None = None) -> Excursion | None:
        ended: Excursion | None = None
        if self.active:
            ended = self._close(end_s, back)
            ended = replace(ended, reason=self._verdict(ended, max(self._begin, rest)))
            if ended.reason is None:
                self._learn()
        self._restart(rest)
        return ended

    def _close(self, end_s: float, back: Flank | None = None) -> Excursion:
        """The movement under way as it was seen; the next one begins no earlier than it ends."""
        top = [t for t, v in self._path if v >= self._top]
        release_s = min(back.near_s if back else top[-1], end_s)
        start_s, peak_s = self._way_up(release_s, top[0])
        self._free_s = min(end_s, self._recent[-1][0])
        return Excursion(
            start_s=start_s,
            peak_s=peak_s,
            release_s=release_s,
            end_s=end_s,
            rest=self._begin,
            peak=self._peak,
            hold_s=self._clock.best_s,
            reason=None,
        )

    def _way_up(self, release_s: float, top_s: float) -> tuple[float, float]:
        """When the movement under way began, and when it came to its top."""
        left_s = start_s = self._path[0][0]
        up = way_up(self._path, rest=self._begin, peak=self._peak)
        if up is not None:
            earliest_s = left_s - EARLIER * (up.top_s - up.rest_s)
            start_s, top_s = min(max(up.rest_s, earliest_s, self._free_s), left_s), up.top_s
        if self._hold_s and self._clock.best_s > 0.0:
            top_s = min(top_s, self._clock.best_from_s)
        return start_s, max(min(top_s, release_s), start_s)

    def _verdict(self, ended: Excursion, rest: float) -> Reason | None:
        motion, duration_s = self._motion, ended.end_s - ended.start_s
        if self._peak < self._floor:
            return Reason.PARTIAL_RANGE
        if isinstance(motion, Hold):
            return Reason.SHORT_HOLD if self._clock.best_s < ENOUGH * self._hold_s else None
        if duration_s < motion.min_s:
            return Reason.TOO_FAST
        if duration_s > motion.max_s + self._hold_s:
            return Reason.TOO_SLOW
        inside = motion.rest[0] <= rest <= motion.rest[1]
        return None if inside else Reason.WRONG_POSTURE

    @property
    def _floor(self) -> float:
        """Level from which the movement counts for this person."""
        motion = self._motion
        floor = motion.floor_from(self._begin)
        if len(self._usual) < 2 or isinstance(motion, Hold):
            return floor
        return max(floor, self._begin + USUAL * median(self._usual))

    @property
    def _hold_level(self) -> float:
        """Level above which a hold is credited, a little lower once the clock runs."""
        slack = 0.15 * (self._floor - self._begin) if self._clock.running else 0.0
        return self._floor - slack

    def _is_still(self) -> bool:
        t_s, value = self._recent[-1]
        before = next(
            ((t, v) for t, v in reversed(self._recent) if t_s - t >= SPEED_WINDOW_S), self._recent[0]
        )
        span_s = t_s - before[0]
        return span_s > 0.0 and abs(value - before[1]) / span_s <= self._motion.still_per_s
