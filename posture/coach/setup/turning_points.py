"""Turning points of a signal: its low and high ones, and the moments that it spends near them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Signal = Sequence[tuple[float, float]]
"""Seconds and values in order, none of them NaN."""


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """One turning point.

    Attributes:
        at: Its place in the signal.
        low: Whether it is a low one.
    """

    at: int
    low: bool


def turning_points(signal: Signal, swing: float) -> list[TurningPoint]:
    """Return low and high points in turn.

    The first and the last are where the signal is lowest (or highest) before and after them, which may be
    where it was cut.

    Args:
        signal: Times and values of the signal.
        swing: Least change from one to the next, in its unit.
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
    """Return the moments around a turning point at which the signal stays near it.

    Args:
        signal: Times and values of the signal.
        turn: The turning point.
        within: Largest difference from it, in the unit of the signal.
    """
    level = signal[turn.at][1]
    first = last = turn.at
    while first > 0 and abs(signal[first - 1][1] - level) <= within:
        first -= 1
    while last + 1 < len(signal) and abs(signal[last + 1][1] - level) <= within:
        last += 1
    return range(first, last + 1)


def quiet(signal: Signal, *, still: float, least_s: float) -> list[range]:
    """Return the longest stretches, one after the other, in which the signal hardly changes.

    Args:
        signal: Times and values of the signal.
        still: Largest change within a stretch, in its unit.
        least_s: Seconds that a stretch must last.
    """
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
