"""Where a signal turns: its low and high points, and the moments that it spends near a low one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Signal = Sequence[tuple[float, float]]
"""Times and values in order, all of them known."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """A turning point: its place in the signal, and whether it is a low one."""

    at: int
    low: bool


def turning_points(signal: Signal, swing: float) -> list[TurningPoint]:
    """Low and high points in turn, each at least ``swing`` from the one before.

    The first and the last are where the signal is lowest (or highest) before and after them, which may be
    where it was cut.
    """
    found: list[TurningPoint] = []
    low = high = 0
    for i, (_, value) in enumerate(signal):
        low = i if value < signal[low][1] else low
        high = i if value > signal[high][1] else high
        rising = bool(found) and found[-1].low
        if not (found and rising) and value >= signal[low][1] + swing:
            found.append(TurningPoint(low, low=True))
            low = high = i
        elif (not found or rising) and value <= signal[high][1] - swing:
            found.append(TurningPoint(high, low=False))
            low = high = i
    if found:
        found.append(TurningPoint(high, low=False) if found[-1].low else TurningPoint(low, low=True))
    return found


def near_turn(signal: Signal, turn: TurningPoint, within: float) -> range:
    """The moments around a turning point at which the signal stays within that of it."""
    level = signal[turn.at][1]
    first = last = turn.at
    while first > 0 and abs(signal[first - 1][1] - level) <= within:
        first -= 1
    while last + 1 < len(signal) and abs(signal[last + 1][1] - level) <= within:
        last += 1
    return range(first, last + 1)


def quiet(signal: Signal, *, still: float, least_s: float) -> list[range]:
    """The longest stretches, one after the other, in which the signal changes by no more than ``still``."""
    found: list[range] = []
    first = 0
    while first < len(signal):
        low = high = signal[first][1]
        last = first
        while last + 1 < len(signal):
            value = signal[last + 1][1]
            if max(high, value) - min(low, value) > still:
                break
            low, high, last = min(low, value), max(high, value), last + 1
        if signal[last][0] - signal[first][0] >= least_s:
            found.append(range(first, last + 1))
            first = last + 1
        else:
            first += 1
    return found
