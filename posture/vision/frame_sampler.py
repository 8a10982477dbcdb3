"""Picks a few frames a second of many, where a few are enough."""

from __future__ import annotations

import math

_EARLY_S = 0.002
"""Tolerance for the times of files, which are rounded to milliseconds."""


class FrameSampler:
    """Picks frames as evenly as their times allow.

    Args:
        step_s: Seconds from one picked frame to the next; 0 picks all of them.
    """

    def __init__(self, step_s: float) -> None:
        self._step_s = step_s
        self._next_s = -math.inf

    def due(self, t_s: float) -> bool:
        """Tell whether to pick the frame of that time; times rise from call to call."""
        if t_s < self._next_s - _EARLY_S:
            return False
        # From where it was due, not from when it came: half a frame late each time would add up.
        late = t_s - self._next_s >= self._step_s
        self._next_s = (t_s if late else self._next_s) + self._step_s
        return True
