"""Turns the browser's capture times into seconds of the set."""

from __future__ import annotations

import math

_APART_S = 1.0
"""A capture time further off than this comes from another clock: a reload, a pause, a slept laptop."""
_STEP_S = 0.001


class SetClock:
    """Seconds since the set began, strictly rising, taken from the frames' own times.

    A browser's clock starts from zero with every page and stands still while a laptop sleeps. So its
    times are believed relative to each other and tied to the server's clock, again whenever the two
    come apart.

    Args:
        begun_s: The server's clock when the set began.
    """

    def __init__(self, begun_s: float) -> None:
        self._begun_s = begun_s
        self._offset_s = math.nan
        self.last_s = 0.0
        """The latest time given out."""

    def at(self, capture_s: float, *, now_s: float) -> float:
        """Return the time of a frame in seconds of the set.

        Args:
            capture_s: The browser's clock at its capture.
            now_s: The server's clock at its arrival.
        """
        arrived_s = now_s - self._begun_s
        if not abs(capture_s + self._offset_s - arrived_s) <= _APART_S:
            self._offset_s = arrived_s - capture_s
        self.last_s = max(capture_s + self._offset_s, self.last_s + _STEP_S)
        return self.last_s
