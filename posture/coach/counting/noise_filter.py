"""Smoothing of a noisy signal: the noise is measured while nothing moves, and decides how much."""

from __future__ import annotations

import math
from collections import deque

from posture.body.jitter import CLEAN, LEAST, jitter_of

SPAN_S = 0.6
"""Seconds over which the signal is compared with a straight line."""
EVERY_S = 0.15
"""Seconds between two measurements of the noise."""
KEPT = 12
"""Measurements of noise that are kept; their lower quartile counts, as movement adds to the others."""
AHEAD = 2.5
"""Standard deviations of noise by which a resting signal is seldom away from its mean."""
SMOOTH_S, MOST_S = 1.6, 0.5
"""Seconds that are averaged for noise as large as the smallest attempt, and the most for any noise."""


class NoiseFilter:
    """Smooths a signal where it is noisy.

    Args:
        attempt: Smallest change that is a movement.
        noise: Standard deviation of the signal at rest, where it is known; else NaN.
    """

    def __init__(self, attempt: float, *, noise: float = math.nan) -> None:
        self._attempt = attempt
        self._recent: deque[tuple[float, float]] = deque()
        self._seen: deque[float] = deque([] if math.isnan(noise) else [noise] * LEAST, maxlen=KEPT)
        self._looked_s = -math.inf
        self.ahead = False
        """Whether the signal itself has left the smoothed one, which follows more slowly."""
        self._learn()

    def take(self, t_s: float, value: float, *, resting: bool) -> float:
        """Take the next value and return the smoothed one: the mean of the last moments, or the value itself.

        Args:
            t_s: Seconds, rising.
            value: The signal; not NaN.
            resting: Whether nothing moves, so that noise can be measured.
        """
        self._recent.append((t_s, value))
        while t_s - self._recent[0][0] > SPAN_S:
            self._recent.popleft()
        if resting and t_s - self._looked_s >= EVERY_S:
            self._looked_s = t_s
            noise = jitter_of(self._recent)
            if not math.isnan(noise):
                self._seen.append(noise)
                self._learn()
        window_s = self._window_s
        if not window_s:
            self.ahead = False
            return value
        near = [v for at_s, v in self._recent if t_s - at_s <= window_s]
        smoothed = sum(near) / len(near)
        self.ahead = abs(value - smoothed) > AHEAD * self._attempt * self.share
        return smoothed

    def _learn(self) -> None:
        """Take what was seen of the noise."""
        self.share = self._share()
        """Noise as a share of the smallest attempt; 0 before it is known, and where it is clean."""
        self._window_s = min(SMOOTH_S * self.share, MOST_S)
        self.left = self._attempt * self.share / math.sqrt(1.0 + self._window_s / 0.3)
        """Standard deviation of the noise that is left in the smoothed signal."""

    def _share(self) -> float:
        if len(self._seen) < LEAST:
            return 0.0
        share = sorted(self._seen)[len(self._seen) // 4] / self._attempt
        return share if share > CLEAN else 0.0
