"""Which frames of many are looked at, where a few a second are enough."""

from __future__ import annotations

import math

_EARLY_S = 0.002
"""Times of files are rounded to milliseconds."""


class FrameSampler:
    """Picks a few frames of many, as evenly as their times allow; with a step of 0, all of them."""

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self._next_s = -math.inf

    def due(self, t_s: float) -> bool:
        """Whether the frame of that time is one of them; times rise."""
        if t_s < self._next_s - _EARLY_S:
            return False
        # From where it was due, not from when it came: half a frame late each time would add up.
        late = t_s - self._next_s >= self._step_s
        self._next_s = (t_s if late else self._next_s) + self._step_s
        return True
