"""Time without moving: any change of posture is good, even to one that is not straight."""

from __future__ import annotations

import math
from collections.abc import Mapping

from posture.watch.signals import Signal

MOVED_NOISES = 3.0
"""A signal that changed by this many times its noise has moved (measurements.md 14.4)."""
REMIND_S = 1200.0
"""Remind after twenty minutes without moving, and again after each further twenty."""
RESET_AWAY_S = 120.0
"""Somebody who was away for longer had a break (measurements.md 14.4)."""


class StillClock:
    """Seconds since the person last moved. Mutable.

    Attributes:
        still_s: Seconds of the current stretch, without time away.
        longest_s: Seconds of the longest stretch so far.
    """

    def __init__(self) -> None:
        self.still_s = self.longest_s = 0.0
        self._before: dict[str, float] = {}
        self._remind_s = REMIND_S

    def update(self, changes: Mapping[Signal, float], step_s: float, *, muted: bool = False) -> bool:
        """Take the averaged changes of the signals, and return whether it is time to remind.

        Args:
            changes: The change of each signal; NaN where it is not seen.
            step_s: Seconds since the last update.
            muted: Hold a reminder back; it comes afterwards, unless the person has moved.
        """
        if self._moved(changes):
            self.moved()
        for signal, change in changes.items():
            if not math.isnan(change):
                self._before.setdefault(signal.name, change)
        self.still_s += step_s
        self.longest_s = max(self.longest_s, self.still_s)
        if muted or self.still_s < self._remind_s:
            return False
        self._remind_s = self.still_s + REMIND_S
        return True

    def moved(self) -> None:
        """Start a new stretch: the person has moved."""
        self.still_s, self._remind_s = 0.0, REMIND_S
        self._before = {}

    def returned(self, away_s: float) -> None:
        """Go on with a person who is back: a break starts a new stretch, a moment only moves their place."""
        if away_s > RESET_AWAY_S:
            self.moved()
        self._before = {}

    def _moved(self, changes: Mapping[Signal, float]) -> bool:
        return any(
            abs(change - self._before.get(signal.name, math.nan)) > MOVED_NOISES * signal.noise
            for signal, change in changes.items()
        )
