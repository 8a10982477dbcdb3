"""Where a signal turns: its low and high points, and the moments that it spends near a low one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Signal = Sequence[tuple[float, float]]
"""Times and values in order, all of them known."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point: its place in the signal, and whether it is a low one."""

    at: int
    low: bool


def turns(signal: Signal, swing: float) -> list[Turn]:
    """Low and high points in turn, each at least ``swing`` from the one before.

    The first and the last are where the signal is lowest (or highest) before and after them, which may be
    where it was cut.
    """
    found: list[Turn] = []
    low = high = 0
    for i, (_, value) in enumerate(signal):
        low = i if value < signal[low][1] else low
        high = i if value > signal[high][1] else high
        rising = bool(found) and found[-1].low
        if not (found and rising) and value >= signal[low][1] + swing:
            found.append(Turn(low, low=True))
            low = high = i
        elif (not found or rising) and value <= signal[high][1] - swing:
            found.append(Turn(high, low=False))
            low = high = i
    if found:
        found.append(Turn(high, low=False) if found[-1].low else Turn(low, low=True))
    return found


def near_turn(signal: Signal, turn: Turn, within: float) -> range:
    """The moments around a turning point at which the signal stays within that of it."""
    level = signal[turn.at][1]
    first = last = turn.at
    while first > 0 and abs(signal[first - 1][1] - level) <= within:
        first -= 1
    while last + 1 < len(signal) and abs(signal[last + 1][1] - level) <= within:
        last += 1
    return range(first, last + 1)
