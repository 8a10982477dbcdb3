"""The way up and the way down of one movement: the times of leaving rest, top, letting go and return.

A single unforced movement is slow at both ends (Flash and Hogan 1985,
doi:10.1523/JNEUROSCI.05-07-01688.1985); half a cosine is near enough and has an inverse. It is fitted to
the steep part alone. Between the two ways lies a hold, and a hold need not be level: people sag, creep
further and tremble. So the top of a way is where its slope ends, not a share of the largest value of the
whole movement, which may lie seconds away.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

FOOT, MIDDLE, SHOULDER = 0.25, 0.5, 0.75
"""Shares of a way: its slope is measured between the first and the last, and searched from the middle."""
CALM_S = 1.0 / 15.0
"""Moments nearer to each other than this are averaged: noise of a fast camera is no slope."""
EDGE, BEYOND = 0.05, 0.13
"""Share of a way at either end, and the share of its time that the end takes: 0.14 in half a cosine, 0.05 in
a straight line."""
STEP, STEPS = 0.05, 5
"""Step in which the end of the slope is searched, as a share of the movement, and the steps over which the
steepest slope is measured."""
SLOW = 0.2
"""Share of the steepest slope below which a way has reached its top: half a cosine ends at 0.22."""
NEAR_TOP, AT_TOP = 0.9, 0.995
"""Shares of a way at which it is near its top, and at which it has reached it without slowing down."""

Path = Sequence[tuple[float, float]]
"""Times and values, in order."""


@dataclass(frozen=True, slots=True)
class Flank:
    """One way between rest and a top.

    Attributes:
        rest_s: When the signal leaves rest, or is back, in seconds.
        near_s: When it is nine tenths of the way up, in seconds.
        top_s: When it reaches its top, or leaves it, in seconds.
    """

    rest_s: float
    near_s: float
    top_s: float


def way_up(path: Path, *, rest: float, peak: float) -> Flank | None:
    """Return the way from rest to the top of a movement; ``None`` where no slope was seen.

    Args:
        path: The movement from its beginning on, in seconds and values without NaN.
        rest: Level of the signal at rest.
        peak: Its largest value.
    """
    return _climb(_thinned([(t_s, (value - rest) / (peak - rest)) for t_s, value in path]), seen=False)


def way_down(path: Path, *, rest: float, peak: float) -> Flank | None:
    """Return the way back from the top of a movement, extrapolated to rest; ``None`` where no slope was seen.

    Args:
        path: The movement up to now, in seconds and values without NaN.
        rest: Level of the signal at rest.
        peak: Its largest value.
    """
    shares = [(-t_s, (value - rest) / (peak - rest)) for t_s, value in reversed(path)]
    found = _climb([shares[0], *_thinned(shares[1:])], seen=shares[0][1] <= EDGE)
    return found and Flank(-found.rest_s, -found.near_s, -found.top_s)


class ReturnWatch:
    """Watches the last part of a way back, which was extrapolated when the movement ended.

    Only an earlier return is noted: landmarks creep to where they were at rest, so a later one says nothing
    about the movement.

    Args:
        path: The movement up to now, in seconds and values.
        rest: Level of the signal at rest.
        peak: Its largest value.
        due_s: When it is expected to be back, in seconds.
    """

    def __init__(self, path: Path, *, rest: float, peak: float, due_s: float) -> None:
        self._path, self._rest, self._peak = list(path), rest, peak
        self._due_s = due_s

    def update(self, t_s: float, value: float) -> float:
        """Take the next moment and return when the signal was back; NaN as long as that was not seen.

        Args:
            t_s: Seconds, rising.
            value: The signal; NaN is never back.
        """
        self._path.append((t_s, value))
        if t_s > self._due_s or value > self._rest + EDGE * (self._peak - self._rest):
            return math.nan
        found = way_down(self._path, rest=self._rest, peak=self._peak)
        return min(found.rest_s, self._due_s) if found else t_s


def _climb(shares: Path, *, seen: bool) -> Flank | None:
    """Return the first way up, which may begin part of the way up.

    Args:
        shares: Times, and shares of the whole movement.
        seen: Whether its beginning was seen; otherwise it is extrapolated from the slope.
    """
    low = min(max(shares[0][1], 0.0), 1.0)
    foot = max(low, FOOT)
    middle = max(MIDDLE, foot + 2 * STEP)
    above = next((i for i, (_, share) in enumerate(shares) if share >= middle), None)
    if above is None:
        return None
    top = _top(shares, above, foot)
    first, last = max(low, FOOT * top), max(SHOULDER * top, low + SHOULDER * (top - low))
    first_s, last_s = _crossing(shares, above, first), _crossing(shares, above, last)
    first_phase, last_phase = _phase(first / top), _phase(last / top)
    if last_s <= first_s or last_phase <= first_phase:
        return None
    pace = (last_s - first_s) / (last_phase - first_phase)
    beyond_s = BEYOND * math.pi * pace
    return Flank(
        rest_s=_crossing(shares, above, EDGE * top) - beyond_s if seen else first_s - pace * first_phase,
        near_s=_crossing(shares, above, max(NEAR_TOP * top, low)),
        top_s=min(
            _crossing(shares, above, (1.0 - EDGE) * top) + beyond_s, _crossing(shares, above, AT_TOP * top)
        ),
    )


def _top(shares: Path, above: int, foot: float) -> float:
    """Return the share at which the slope ends."""
    levels = [foot + STEP * i for i in range(math.floor((1.0 - foot) / STEP + 1e-9) + 1)]
    times_s = [_crossing(shares, above, level) for level in levels]
    steepest = 0.0
    for i in range(1, len(levels)):
        step_s = times_s[i] - times_s[i - 1]
        if levels[i - 1] >= MIDDLE and SLOW * steepest * step_s > STEP:
            return levels[i - 1]
        before = max(i - STEPS, 0)
        steepest = max(steepest, (levels[i] - levels[before]) / max(times_s[i] - times_s[before], 1e-6))
    return 1.0


def _crossing(shares: Path, above: int, level: float) -> float:
    """Return when the way that is at its middle at ``above`` passes a level."""
    if level <= shares[above][1]:
        i = next((i for i in range(above, 0, -1) if shares[i - 1][1] <= level), 0)
    else:
        i = next((i for i in range(above + 1, len(shares)) if shares[i][1] >= level), len(shares) - 1)
    (before_s, before), (after_s, after) = shares[max(i - 1, 0)], shares[i]
    part = (level - before) / (after - before) if after > before else 1.0
    return before_s + min(max(part, 0.0), 1.0) * (after_s - before_s)


def _thinned(shares: Path) -> Path:
    """Return the path with means in place of moments that are close together."""
    thinned: list[tuple[float, float]] = []
    together: list[tuple[float, float]] = []
    for moment in shares:
        if together and moment[0] - together[0][0] >= CALM_S:
            thinned.append(_mean(together))
            together = []
        together.append(moment)
    return [*thinned, _mean(together)] if together else thinned


def _mean(moments: Path) -> tuple[float, float]:
    return sum(t for t, _ in moments) / len(moments), sum(v for _, v in moments) / len(moments)


def _phase(share: float) -> float:
    """Return how far along half a cosine a share of its height is, 0 to pi."""
    return math.acos(1.0 - 2.0 * min(max(share, 0.0), 1.0))
