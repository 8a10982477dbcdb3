"""Alerts: seldom, late, and never where they would disturb (measurements.md 14.4)."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from enum import Enum

from posture.watch.levels import Level

AFTER_S = 30.0
"""Red for this long without a break is due for an alert."""
SHORTEST_S, LONGEST_S = 10.0, 120.0
"""The range from which a person may choose another time."""
LOOK_BACK_S, RED_SHARE = 120.0, 0.6
"""Red for more than this share of the last seconds is due for an alert, too."""
APART_S, HOUR_S, MOST_AN_HOUR = 300.0, 3600.0, 4
QUIET_AFTER_MOVING_S = 60.0
"""Somebody who has just moved or come back is left alone for this long."""
BRIEFLY_S = 10.0
"""An interruption up to this long (a glance at the phone, a reach) does not end a stretch of red."""


class Quiet(str, Enum):
    """Why an alert that is due is not given."""

    SNOOZED = "snoozed"
    MEETING = "meeting"
    MOVED = "moved"
    BUDGET = "budget"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class Mute:
    """The quiet that a person asked for.

    Attributes:
        until_s: Snoozed until this time.
        meeting: In a meeting, until it is over.
    """

    until_s: float = float("-inf")
    meeting: bool = False

    def at(self, t_s: float) -> Quiet | None:
        """Return why nothing may be said at a time; ``None`` where it may."""
        if self.meeting:
            return Quiet.MEETING
        return Quiet.SNOOZED if t_s < self.until_s else None


class AlertBudget:
    """Decides when an alert is due. Mutable; times are seconds of the watch.

    Args:
        after_s: Seconds that red may last.
    """

    def __init__(self, after_s: float = AFTER_S) -> None:
        if not 0.0 < after_s <= LONGEST_S:
            raise ValueError(f"after_s: expected more than 0 and at most {LONGEST_S:g}, got {after_s:g}")
        self._after_s = after_s
        self._red_since_s: float | None = None
        self._idle_s = 0.0
        self._recent: deque[tuple[float, float, bool]] = deque()
        self._given: deque[float] = deque()
        self._moved_s = float("-inf")

    def moved(self, t_s: float) -> None:
        """Note that the person came back or changed places."""
        self._moved_s = t_s
        self._red_since_s = None
        self._recent.clear()

    def pause(self, step_s: float) -> None:
        """Let time pass in which nothing was judged."""
        self._idle_s += step_s
        if self._idle_s > BRIEFLY_S:
            self._red_since_s = None
        elif self._red_since_s is not None:
            self._red_since_s += step_s

    def update(self, level: Level, t_s: float, step_s: float, mute: Mute) -> tuple[bool, Quiet | None]:
        """Take a judged step.

        Args:
            level: How the person sits.
            t_s: Time at the end of the step, in seconds.
            step_s: Its length.
            mute: The quiet that the person asked for.

        Returns:
            Whether to alert now, and why a due alert is not given.
        """
        self._idle_s = 0.0
        red = level is Level.RED
        self._red_since_s = (t_s if self._red_since_s is None else self._red_since_s) if red else None
        self._remember(t_s, step_s, red=red)
        if self._red_since_s is None or not self._due(t_s):
            return False, None
        quiet = self._quiet(t_s, mute)
        if quiet is None:
            self._given.append(t_s)
        return quiet is None, quiet

    def _remember(self, t_s: float, step_s: float, *, red: bool) -> None:
        self._recent.append((t_s, step_s, red))
        while self._recent and self._recent[0][0] <= t_s - LOOK_BACK_S:
            self._recent.popleft()

    def _due(self, t_s: float) -> bool:
        if self._red_since_s is not None and t_s - self._red_since_s >= self._after_s:
            return True
        red_s = sum(step_s for _, step_s, red in self._recent if red)
        return red_s > RED_SHARE * LOOK_BACK_S and red_s >= self._after_s

    def _quiet(self, t_s: float, mute: Mute) -> Quiet | None:
        while self._given and self._given[0] <= t_s - HOUR_S:
            self._given.popleft()
        muted = mute.at(t_s)
        if muted is not None:
            return muted
        if t_s - self._moved_s < QUIET_AFTER_MOVING_S:
            return Quiet.MOVED
        spent = len(self._given) >= MOST_AN_HOUR or (self._given and t_s - self._given[-1] < APART_S)
        return Quiet.BUDGET if spent else None
