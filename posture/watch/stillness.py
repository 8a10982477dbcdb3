"""How long somebody has sat without moving: any change of posture is good, even one that is not straight."""

from __future__ import annotations

import math
from collections.abc import Mapping

from posture.watch.signals import Signal

MOVED_NOISES = 3.0
"""A signal that changed by this many times its noise has moved (measurements.md 14.4)."""
REMIND_S = 1200.0
"""Twenty minutes without moving, then once more after each further twenty."""
RESET_AWAY_S = 120.0
"""Away for longer, somebody had a break (measurements.md 14.4)."""


class StillClock:
    """Seconds since the person last moved; mutable.

    Attributes:
        still_s: Seconds of the stretch under way, without time away.
        longest_s: The longest stretch so far.
    """

    def __init__(self) -> None:
        self.still_s = self.longest_s = 0.0
        self._before: dict[str, float] = {}
        self._remind_s = REMIND_S

    def update(self, changes: Mapping[Signal, float], step_s: float, *, muted: bool = False) -> bool:
        """Take the averaged changes of the signals now; True when it is time to remind.

        While it is ``muted`` the reminder is held back: it comes afterwards, unless the person has moved.
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
        """The person moved: the stretch begins anew."""
        self.still_s, self._remind_s = 0.0, REMIND_S
        self._before = {}

    def returned(self, away_s: float) -> None:
        """The person is back: a break begins the stretch anew, a moment away only its place."""
        if away_s > RESET_AWAY_S:
            self.moved()
        self._before = {}

    def _moved(self, changes: Mapping[Signal, float]) -> bool:
        return any(
            abs(change - self._before.get(signal.name, math.nan)) > MOVED_NOISES * signal.noise
            for signal, change in changes.items()
        )
