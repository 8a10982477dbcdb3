"""One signal into movements: hysteresis on the change from the person's rest level.

A movement leaves the level of rest, grows to at least ``attempt`` and comes back: an `OpenMovement` until it
ends, then a `Movement`. Nothing is judged here but whether it was seen to its end: see
`posture.coach.judging.verdict`.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import replace

from posture.coach.counting.flank import Flank, ReturnWatch
from posture.coach.counting.hold_clock import ENOUGH, HoldClock
from posture.coach.counting.movement import Movement
from posture.coach.counting.open_movement import OpenMovement
from posture.coach.counting.personal_range import PersonalRange
from posture.coach.counting.rest_level import LEAVE, RestLevel
from posture.coach.fast_copy import fast_copy
from posture.coach.motion import Cycle, Hold, Phase
from posture.coach.session import Reason

BACK = 0.35
"""Share of a movement at which it is back (measurements.md 2.6: exit at 20 to 30 % of the expected)."""
PAST_REST = 0.6
"""The same where the movement goes on past rest, which lies in the middle of it."""
HALF_BACK = 0.5
"""Share of a movement below which a new rise begins a new one, however high the valley was. A movement that
was first seen above it was under way already: nobody saw it made."""
SOON_S = 2.0
"""At the end of a set, a movement that would have been back within this time was on its way back."""
SETTLED_S = 2.0
"""A signal that stands still this long inside the rest band is at a new rest: getting into position."""
SETTLED = 0.25
"""Largest change of a signal that stands still, as a share of the smallest attempt."""
SPEED_WINDOW_S = 0.25
"""Speed comes from a quarter of a second, never from two frames (measurements.md 2.4)."""
LOST_S = 2.0
"""A movement of which nothing is seen for this long is lost."""


class Segmenter:
    """Follows one signal through a `Cycle` or a `Hold`.

    Args:
        motion: What to count.
        rest: Level of the signal at rest, from the set-up.
        hold_s: Dose of a hold in seconds; decides for a `Hold` only.
    """

    def __init__(self, motion: Cycle | Hold, *, rest: float, hold_s: float) -> None:
        self._motion, self._hold_s = motion, hold_s
        self._two_sided = isinstance(motion, Cycle) and motion.two_sided
        self._relative = motion.relative
        self._rest = RestLevel(rest, attempt=motion.attempt, two_sided=self._two_sided)
        self._range = PersonalRange(motion)
        self._recent: deque[tuple[float, float]] = deque()
        self._movement: OpenMovement | None = None
        self._floor_under_way = math.nan
        self._clock = HoldClock()
        self._previous_end_s = -math.inf
        self._return_watch: ReturnWatch | None = None
        self.noise = 0.0
        """Standard deviation of the noise of the signal, 0 where it is negligible."""
        self.back_s = math.nan
        """Second in which the last movement was back, in the update in which that is seen; else NaN."""

    @property
    def phase(self) -> Phase:
        """Phase of the body in the movement; at rest until the movement is large enough to list."""
        movement = self._movement
        if movement is None or not self.active:
            return Phase.REST
        if self._recent[-1][1] < movement.top:
            return Phase.RETURNING
        return Phase.FULL if movement.peak >= self._floor else Phase.GOING

    @property
    def shown_phase(self) -> Phase:
        """The phase to show: full as long as a hold of the dose is credited, even where it sags a little."""
        movement = self._movement
        if movement is None or not (self._hold_s > 0.0 and self._clock.running):
            return self.phase
        return Phase.FULL if self._recent[-1][1] >= self._hold_level(movement) else self.phase

    @property
    def moving(self) -> bool:
        """Whether the signal has left its rest, however little."""
        return self._movement is not None

    @property
    def at_peak(self) -> bool:
        """Whether the movement under way is at its largest so far."""
        return self._movement is not None and self._recent[-1][1] >= self._movement.peak

    @property
    def active(self) -> bool:
        """Whether a movement is under way that is large enough to be listed, and was seen from below."""
        movement = self._movement
        if movement is None:
            return False
        if not movement.listed:  # it only grows, so that once it is it stays so
            movement.listed = movement.rise >= self._motion.attempt and self._seen_from_below(movement)
        return movement.listed

    @property
    def under_way_s(self) -> float:
        """Seconds since the movement under way left its rest; 0 at rest."""
        return self._recent[-1][0] - self._movement.path[0][0] if self._movement else 0.0

    @property
    def set_out_s(self) -> float:
        """Second in which the movement under way left its rest; infinite at rest."""
        return self._movement.path[0][0] if self._movement else math.inf

    @property
    def hold_s(self) -> float:
        """Seconds credited in the hold that is under way."""
        return self._clock.held_s if self._movement else 0.0

    @property
    def displacement(self) -> float:
        """Change from rest now; NaN before anything was seen."""
        return self._recent[-1][1] - self._rest.level if self._recent else math.nan

    def reach(self, t_s: float) -> float:
        """Return the signal on the scale of `Attempt.range`; NaN where it was not measured at ``t_s``."""
        if not self._recent or self._recent[-1][0] != t_s:
            return math.nan
        return self.displacement if self._relative else self._recent[-1][1]

    @property
    def progress(self) -> float:
        """0 at rest, 1 at a full movement; NaN before anything was seen."""
        reach = self.goal - self._rest.level
        return self.displacement / reach if reach > 0.0 else math.nan

    @property
    def goal(self) -> float:
        """Value of the signal at a full movement."""
        return self._motion.full + (self._rest.level if self._relative else 0.0)

    def update(self, t_s: float, value: float, *, placed: bool = True) -> Movement | None:
        """Take the next value and return the movement that ended with it, if one did.

        Args:
            t_s: Seconds, rising.
            value: The signal; NaN, where it is not seen, changes nothing.
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
        self._watch_return(t_s, value)
        movement = self._movement
        if movement is None:
            step_s = t_s - self._recent[-2][0] if len(self._recent) > 1 else 0.0
            if self._rest.leaves(value, step_s, noise=self.noise):
                self._set_out(self._rest.base)
            return None
        movement.climb(t_s, value)
        self._clock.update(t_s, inside=placed and value >= self._hold_level(movement) and self._is_still())
        return self._closing(movement, t_s, value)

    def finish(self) -> Movement | None:
        """End the set and return its last movement: a hold ends too, a way back is made, else it is lost."""
        movement = self._movement
        if movement and isinstance(self._motion, Hold) and self.active and movement.peak >= self._floor:
            return self._end(movement, self._recent[-1][0], movement.begin)
        if movement and self.phase is Phase.RETURNING and movement.peak >= self._floor:
            back, now_s = movement.way_back, self._recent[-1][0]
            if back is not None and back.rest_s <= now_s + SOON_S:
                return self._end(movement, max(back.rest_s, now_s), movement.begin, back)
        return self.lose()

    def lose(self) -> Movement | None:
        """Give up the movement under way and return it: lost, unless its hold was long enough already."""
        movement, lost = self._movement, None
        if movement and self.active:
            held = self._held(movement)
            closed = self._close(movement, self._recent[-1][0], movement.begin)
            lost = replace(closed, hold_done=held, reason=None if held else Reason.LOST)
        self._recent.clear()
        self._return_watch = None
        self._settle_at(movement.begin if movement else self._rest.level)
        return lost

    def learn(self, counted: Movement) -> None:
        """Take a movement that counted as one of the person's usual ones."""
        self._range.learn(counted)
        if self._movement:
            self._floor_under_way = self._range.floor(self._movement.begin)

    def know_range(self, other: Segmenter) -> None:
        """Take over the personal range that another segmenter has learned."""
        self._range = fast_copy(other._range)

    def _held(self, movement: OpenMovement) -> bool:
        """Return whether the hold under way was long enough to count, even where no return is seen."""
        enough_s = ENOUGH * self._hold_s
        return enough_s > 0.0 and movement.peak >= self._floor and self._clock.best_s >= enough_s

    def _seen_from_below(self, movement: OpenMovement) -> bool:
        """Return whether half of the way up was seen, or need not be: a person in a position holds it."""
        seen = movement.path[0][1] <= movement.begin + HALF_BACK * movement.rise
        return seen or (isinstance(self._motion, Hold) and movement.peak >= self._floor)

    def _settle_at(self, level: float) -> None:
        """Rest at that level from now on."""
        self._rest.restart(level, self._recent[-1][1] if self._recent else level)
        self._movement, self._clock = None, HoldClock()

    def _remember(self, t_s: float, value: float) -> None:
        if math.isinf(self._previous_end_s):
            self._previous_end_s = t_s
        recent = self._recent
        recent.append((t_s, value))
        while t_s - recent[0][0] > SETTLED_S and len(recent) > 2:
            recent.popleft()

    def _set_out(self, base: float) -> None:
        """Begin a movement, from the last moment at which the signal was still at rest."""
        near = base + 0.1 * self._motion.attempt
        recent = [moment for moment in self._recent if moment[0] >= self._previous_end_s] or [
            self._recent[-1]
        ]
        first = next((i for i in range(len(recent) - 1, -1, -1) if recent[i][1] <= near), 0)
        self._settle_at(base)
        self._return_watch = None
        self._movement = OpenMovement(base, recent[first:])
        self._floor_under_way = self._range.floor(base)

    def _closing(self, movement: OpenMovement, t_s: float, value: float) -> Movement | None:
        """Return the movement that ends here: back at rest, turned round deep enough, or standing still."""
        begin, rise = movement.begin, movement.rise
        share = PAST_REST if self._two_sided else BACK
        if value <= begin + max(share * rise, 0.6 * LEAVE * self._motion.attempt):
            return self._come_back(movement, t_s)
        valley_s, valley = movement.valley
        deep = valley <= begin + HALF_BACK * rise
        if deep and value > valley + max(LEAVE * self._motion.attempt, 4.0 * self.noise):
            ended = self._end(movement, valley_s, valley, movement.way_back)
            self._set_out(valley)
            return ended
        return self._standing(movement, value, deep=deep) if self._stands_still else None

    def _standing(self, movement: OpenMovement, value: float, *, deep: bool) -> Movement | None:
        """Return the movement where it ended in standing still elsewhere than at its rest."""
        low, high = self._motion.rest
        below = movement.peak < self._floor or value < self._floor
        if low <= value <= high and math.isfinite(low) and below:
            if deep:
                since_s = movement.below_since_s(max(v for _, v in self._recent))
                return self._end(movement, since_s, value, movement.way_back)
            self._settle_at(value)  # it was getting into position
        elif isinstance(self._motion, Cycle):
            now_s = self._recent[-1][0]
            if now_s - movement.path[0][0] > self._motion.max_s + self._hold_s:
                return self._end(movement, now_s, value)  # the person sits differently: a new rest
        return None

    @property
    def _stands_still(self) -> bool:
        (first_s, first), (last_s, last) = self._recent[0], self._recent[-1]
        most = SETTLED * self._motion.attempt + 5.0 * self.noise
        if not last_s - first_s > 0.9 * SETTLED_S or abs(last - first) >= most:
            return False
        values = [value for _, value in self._recent]
        return max(values) - min(values) < most

    def _come_back(self, movement: OpenMovement, t_s: float) -> Movement | None:
        """End the movement on the last part of its way back, and go on watching that."""
        back, rest = movement.way_back, movement.begin
        end_s = max(back.rest_s, t_s) if back else t_s
        ended = self._end(movement, end_s, rest, back)
        watch = ended is not None and end_s > t_s
        self._return_watch = (
            ReturnWatch(movement.path, rest=rest, peak=movement.peak, due_s=end_s) if watch else None
        )
        return ended

    def _watch_return(self, t_s: float, value: float) -> None:
        if self._return_watch is not None:
            self.back_s = self._return_watch.update(t_s, value)
            self._return_watch = self._return_watch if math.isnan(self.back_s) else None

    def _end(
        self, movement: OpenMovement, end_s: float, rest: float, back: Flank | None = None
    ) -> Movement | None:
        ended = self._close(movement, end_s, max(movement.begin, rest), back) if self.active else None
        self._settle_at(rest)
        return ended

    def _close(
        self, movement: OpenMovement, end_s: float, back_at: float, back: Flank | None = None
    ) -> Movement:
        """Return the movement under way as it was seen; the next one begins no earlier than it ends."""
        release_s = min(movement.release_s(back), end_s)
        held_from_s = self._clock.best_from_s if self._hold_s and self._clock.best_s > 0.0 else math.nan
        start_s, peak_s = movement.way_up_s(
            release_s, earliest_s=self._previous_end_s, held_from_s=held_from_s
        )
        self._previous_end_s = min(end_s, self._recent[-1][0])
        return Movement(
            start_s=start_s, peak_s=peak_s, release_s=release_s, end_s=end_s, rest=movement.begin,
            back=back_at, peak=movement.peak, floor=self._floor, hold_s=self._clock.best_s,
        )  # fmt: skip

    @property
    def _floor(self) -> float:
        """Level from which the movement counts for this person."""
        return self._floor_under_way if self._movement else self._range.floor(self._rest.level)

    def _hold_level(self, movement: OpenMovement) -> float:
        """Level above which a hold is credited, a little lower once the clock runs."""
        if not self._clock.running:
            return self._floor
        return self._floor - max(0.15 * (self._floor - movement.begin), 2.0 * self.noise)

    def _is_still(self) -> bool:
        t_s, value = self._recent[-1]
        earlier = (moment for moment in reversed(self._recent) if t_s - moment[0] >= SPEED_WINDOW_S)
        before_s, before = next(earlier, self._recent[0])
        span_s, change = t_s - before_s, max(abs(value - before) - 3.0 * self.noise, 0.0)
        return span_s > 0.0 and change / span_s <= self._motion.still_per_s
