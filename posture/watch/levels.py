"""From noisy changes to a calm state: each signal is averaged, and leaves a state later than it enters it."""

from __future__ import annotations

import math
from enum import IntEnum

from posture.watch.signals import Signal

MEMORY_S = 1.0
"""Time constant of an average over two seconds (measurements.md 14.4): its span is twice that."""
EXIT_SHARE = 0.7
"""A state is left at this share of the change that it is entered at (measurements.md 14.4)."""
MOST_REDS = 1.2
"""A change counts for at most this many times the red one: sitting up shows at once after any slump."""
FORGET_S = 5.0
"""Unseen for longer, a signal starts anew, at the baseline: nobody is judged by one picture."""
MOST_STEP_S = 0.5
"""One picture counts for at most so long, however rare they are."""


class Level(IntEnum):
    """How somebody sits against their own baseline."""

    GOOD = 0
    AMBER = 1
    RED = 2

    @property
    def word(self) -> str:
        """``good``, ``amber`` or ``red``."""
        return self.name.lower()


class SignalLevel:
    """One signal over time.

    Attributes:
        change: The averaged change from the baseline; NaN while it is not seen.
        level: Its state.
    """

    def __init__(self, signal: Signal) -> None:
        self.signal = signal
        self.change = math.nan
        self.level = Level.GOOD
        self._t_s = -math.inf

    def update(self, change: float, t_s: float) -> None:
        """Take the change of one pose; NaN changes nothing until it has lasted for long."""
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
        """The state of the averaged change, given the one before."""
        size = signal_size(self.signal, self.change)
        reached = Level.GOOD
        for level, limit in ((Level.AMBER, abs(self.signal.amber)), (Level.RED, abs(self.signal.red))):
            if size >= limit * (EXIT_SHARE if self.level >= level else 1.0):
                reached = level
        return reached


def signal_size(signal: Signal, change: float) -> float:
    """How far the change goes in the way that is worse, 0 where it goes the other way or is not known."""
    if math.isnan(change):
        return 0.0
    if signal.both_ways:
        return abs(change)
    return max(0.0, math.copysign(1.0, signal.red) * change)
