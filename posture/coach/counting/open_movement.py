"""The movement under way: its path so far, its top, and its ways up and down."""

from __future__ import annotations

import math

from posture.coach.counting.flank import Flank, Path, way_down, way_up

TOP = 0.9
"""Share of a movement from which it is at its top."""
EARLIER = 0.15
"""Share of the way up by which a movement may have begun before the signal had clearly left its rest."""


class OpenMovement:
    """Grows with every moment since the signal left its rest.

    Args:
        begin: Level of rest that the signal left.
        path: Seconds and values from the last moment at rest on.
    """

    def __init__(self, begin: float, path: Path) -> None:
        self.begin = begin
        self.path = list(path)
        self._top_out(self.path[-1][1])
        self.listed = False
        """Whether it is known to be large enough to be listed, and was seen from below."""
        self.valley = self.path[-1]
        """Seconds and value of the lowest moment since its top."""

    def climb(self, t_s: float, value: float) -> None:
        """Take the next moment.

        Args:
            t_s: Seconds, rising.
            value: The signal; not NaN.
        """
        self.path.append((t_s, value))
        if value > self.peak:
            self._top_out(value)
        if value >= self.top or value <= self.valley[1]:
            self.valley = (t_s, value)

    def _top_out(self, peak: float) -> None:
        """Take a value that is the largest so far."""
        self.peak = peak
        self.rise = peak - self.begin
        """Largest change from rest so far."""
        self.top = self.begin + TOP * self.rise
        """Level from which the signal is at the top."""

    @property
    def way_back(self) -> Flank | None:
        """The way back, extrapolated to rest; ``None`` where none was seen."""
        return way_down(self.path, rest=self.begin, peak=self.peak)

    def below_since_s(self, level: float) -> float:
        """Return since when the signal has been at ``level`` or below, in seconds."""
        return next((t for t, v in reversed(self.path) if v > level), self.path[0][0])

    def release_s(self, back: Flank | None) -> float:
        """Return when it left its top, in seconds; ``back`` is the way back, where one was seen."""
        return back.near_s if back else max(t for t, v in self.path if v >= self.top)

    def way_up_s(self, release_s: float, *, earliest_s: float, held_from_s: float) -> tuple[float, float]:
        """Return when it began and when it reached its top, which is no later than its hold and its release.

        Args:
            release_s: When it left its top, in seconds.
            earliest_s: It began no earlier than this second.
            held_from_s: When its hold began, in seconds; NaN where there was none.
        """
        left_s = start_s = self.path[0][0]
        top_s = next(t for t, v in self.path if v >= self.top)
        up = way_up(self.path, rest=self.begin, peak=self.peak)
        if up is not None:
            margin_s = left_s - EARLIER * (up.top_s - up.rest_s)
            start_s, top_s = min(max(up.rest_s, margin_s, earliest_s), left_s), up.top_s
        if not math.isnan(held_from_s):
            top_s = min(top_s, held_from_s)
        return start_s, max(min(top_s, release_s), start_s)
