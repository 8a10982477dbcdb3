"""The level at which a signal rests, followed slowly as long as nothing moves."""

from __future__ import annotations

import math

LEAVE = 0.5
"""Share of the smallest attempt at which the signal has left its rest."""
REST_MEMORY_S = 1.5
"""Time constant with which the level follows the signal."""


class RestLevel:
    """Follows the level of rest, and notes when the signal has left it.

    Args:
        level: The level at the beginning.
        attempt: Smallest change from rest that is a movement worth listing.
        two_sided: The movement also goes to the other side of rest: it is left from its lowest point.
    """

    def __init__(self, level: float, *, attempt: float, two_sided: bool) -> None:
        self._attempt, self._two_sided = attempt, two_sided
        self.level = self._low = level

    @property
    def base(self) -> float:
        """The level that a movement begins from which sets out now."""
        return self._low if self._two_sided else max(self.level, self._low)

    def restart(self, level: float, low: float) -> None:
        """Rest at another level from now on.

        Args:
            level: Where the signal rests from now on, in its unit.
            low: The signal now.
        """
        self.level, self._low = level, low

    def leaves(self, value: float, step_s: float, *, noise: float = 0.0) -> bool:
        """Take the next value and return whether the signal has left its rest; else the level follows it.

        Args:
            value: The signal; not NaN.
            step_s: Seconds since the value before.
            noise: Standard deviation of the signal at rest: three times as far does not leave it.
        """
        gain = 1.0 - math.exp(-step_s / REST_MEMORY_S)
        self._low = min(value, self._low + gain * (value - self._low))
        if value > self.base + max(LEAVE * self._attempt, 3.0 * noise):
            return True
        self.level += gain * (value - self.level)
        return False
