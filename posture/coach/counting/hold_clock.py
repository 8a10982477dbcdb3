"""The hold clock: it credits only seconds that were seen, in the position, and still."""

from __future__ import annotations

import math
from numbers import Real

PAUSE_S = 1.0
"""A dip up to this long pauses the clock; a longer one ends the hold (measurements.md 2.6)."""
MAX_STEP_S = 0.7
"""Most seconds between two poses in position that are credited: a blink of half a second costs no hold."""
ENOUGH = 0.9
"""Share of the dose at which a hold counts."""


def credited_step_s(before_s: float, t_s: float) -> float:
    """Return how many of the seconds between two poses are credited: none where time does not rise.

    Args:
        before_s: Seconds of the pose before; NaN where there was none.
        t_s: Seconds of this pose.
    """
    return min(t_s - before_s, MAX_STEP_S) if t_s > before_s else 0.0


def check_hold_s(hold_s: object) -> None:
    """Refuse what is no dose of a hold; ``None`` is the guide's, 0 asks for no hold.

    Raises:
        ValueError: Not a finite number of 0 or more.
    """
    if hold_s is not None and not (isinstance(hold_s, Real) and 0.0 <= float(hold_s) < math.inf):
        raise ValueError(f"hold_s: expected finite seconds, 0 or more, got {hold_s!r}")


class HoldClock:
    """Counts seconds in a position. A short dip pauses the clock, a long one starts it again."""

    def __init__(self) -> None:
        self.held_s = 0.0
        """Seconds credited in the hold that is under way."""
        self.best_s = 0.0
        """Seconds of the longest hold so far."""
        self.best_from_s = math.nan
        """Second in which the longest hold so far began; NaN before the first."""
        self._from_s = math.nan
        self._last_s = math.nan
        self._inside_s = math.nan

    @property
    def running(self) -> bool:
        """Whether a hold has begun, even where no time is credited yet."""
        return not math.isnan(self._from_s)

    def update(self, t_s: float, *, inside: bool) -> None:
        """Take the next moment that was seen; moments that were not seen are left out.

        Args:
            t_s: Seconds, rising.
            inside: Whether the body is in the position, and still.
        """
        step_s = t_s - self._last_s
        if inside:
            if t_s - self._inside_s > PAUSE_S:
                self.held_s, self._from_s = 0.0, math.nan
            if not self.running:
                self._from_s = t_s
            if self._inside_s == self._last_s and step_s <= MAX_STEP_S:
                self.held_s += step_s
            self._inside_s = t_s
        self._last_s = t_s
        if self.held_s > self.best_s:
            self.best_s, self.best_from_s = self.held_s, self._from_s
