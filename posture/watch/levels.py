"""Stable levels from noisy changes: every signal is averaged, with hysteresis between the levels."""

from __future__ import annotations

import math
from enum import IntEnum

from posture.watch.signals import Signal

MEMORY_S = 1.0
"""Time constant of an average over two seconds (measurements.md 14.4), whose span is twice that."""
EXIT_SHARE = 0.7
"""Hysteresis: a level is left at this share of the change at which it is entered (measurements.md 14.4)."""
MOST_REDS = 1.2
"""A change counts as at most this many times the red one, so that sitting up shows at once after a slump."""
FORGET_S = 5.0
"""Unseen for longer, a signal starts again at the baseline: nobody is judged by one frame."""
MOST_STEP_S = 0.5
"""A frame counts for at most this long, however rare frames are."""


class Level(IntEnum):
    """Level of sitting, compared with the person's own baseline."""

    GOOD = 0
    AMBER = 1
    RED = 2

    @property
    def word(self) -> str:
        """``good``, ``amber`` or ``red``."""
        return self.name.lower()


class SignalLevel:
    """A signal over time.

    Attributes:
        change: Averaged change from the baseline; NaN while it is not seen.
        level: Its level.
    """

    def __init__(self, signal: Signal) -> None:
        self.signal = signal
        self.change = math.nan
        self.level = Level.GOOD
        self._t_s = -math.inf

    def update(self, change: float, t_s: float) -> None:
        """Take the change of a pose.

        Args:
            change: From the baseline; NaN changes nothing until it has lasted for `FORGET_S`.
            t_s: Time in seconds, rising.
        """
        signal = self.signal
        gone_s = t_s - self._t_s
        if math.isnan(change):
            if gone_s > FORGET_S:
                self.change, self.level = math.nan, Level.GOOD
            return
        most = MOST_REDS * abs(signal.red)
        bounded = min(max(change, -most), most)
        if math.isnan(self.change) or gone_s > FORGET_S:
            self.change = 0.0
        self.change += (1.0 - math.exp(-min(gone_s, MOST_STEP_S) / MEMORY_S)) * (bounded - self.change)
        self._t_s = t_s
        self.level = self._settled()

    def _settled(self) -> Level:
        """Return the level of the averaged change, given the level before."""
        size = signal_size(self.signal, self.change)
        reached = Level.GOOD
        for level, limit in ((Level.AMBER, abs(self.signal.amber)), (Level.RED, abs(self.signal.red))):
            if size >= limit * (EXIT_SHARE if self.level >= level else 1.0):
                reached = level
        return reached


def signal_size(signal: Signal, change: float) -> float:
    """Return how far a change goes in the worse direction.

    Args:
        signal: The signal, which knows its worse direction.
        change: Its change from the baseline.

    Returns:
        The size, 0 for the other direction and for NaN.
    """
    if math.isnan(change):
        return 0.0
    if signal.both_ways:
        return abs(change)
    return max(0.0, math.copysign(1.0, signal.red) * change)
