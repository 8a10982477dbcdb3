"""Ways of sitting, from the signals together (measurements.md 14.3, our interpretation)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from posture.watch.levels import Level, SignalLevel, signal_size
from posture.watch.signals import (
    EAR_GAP,
    FACE_AHEAD,
    HEAD_FORWARD,
    HEAD_TILT,
    NECK_BENT,
    SHOULDER_LINE,
    SHOULDERS_SUNK,
    TRUNK_BENT,
    Habit,
    Signal,
)

SUPPORT_SHARE = 0.5
"""Sunken shoulders are red only if the gap to the ears has closed by this share of its amber change: a
lowered chair or camera sinks them too."""
SUNK_RATIO, RISEN_RATIO = 0.03, -0.03
"""Drop or rise of the shoulders, in shoulder widths, that makes a closed gap a slump or a shrug."""
TRUNK_TOO_DEG = 6.0
"""From the side, a forward head whose trunk has bent by more than this is a slump."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A signal that is not good now.

    Attributes:
        name: Name of the signal.
        change: Averaged change from the baseline.
        limit: The amber or red change that it has passed.
        unit: ``deg``, ``ratio`` (shoulder widths) or ``share`` (of the value at rest).
        level: Amber or red.
    """

    name: str
    change: float
    limit: float
    unit: str
    level: Level


def readings(states: Mapping[Signal, SignalLevel]) -> tuple[Reading, ...]:
    """Return every signal that is amber or red, the worst first."""
    found = []
    for signal, state in states.items():
        level = min(state.level, _most(signal, states))
        if level is not Level.GOOD:
            limit = signal.red if level is Level.RED else signal.amber
            signed = abs(limit) if signal.both_ways and state.change > 0 else limit
            signed = -abs(limit) if signal.both_ways and state.change < 0 else signed
            found.append(Reading(signal.name, state.change, signed, signal.unit, level))
    return tuple(sorted(found, key=lambda reading: -reading.level))


def _most(signal: Signal, states: Mapping[Signal, SignalLevel]) -> Level:
    if signal is not SHOULDERS_SUNK or EAR_GAP not in states:
        return Level.RED
    closed = signal_size(EAR_GAP, states[EAR_GAP].change)
    return Level.RED if closed >= SUPPORT_SHARE * abs(EAR_GAP.amber) else Level.AMBER


def habits(now: tuple[Reading, ...], states: Mapping[Signal, SignalLevel]) -> tuple[Habit, ...]:
    """Return the habits that readings show together, each once.

    Args:
        now: The signals that are not good.
        states: Every signal of the view.
    """
    names = {reading.name for reading in now}
    return tuple(dict.fromkeys(_shown(names, states)))


def _shown(names: set[str], states: Mapping[Signal, SignalLevel]) -> Iterator[Habit]:
    if EAR_GAP.name in names:
        sunk = states[SHOULDERS_SUNK].change
        if sunk <= RISEN_RATIO:
            yield Habit.RAISED_SHOULDERS
        else:
            yield Habit.SLUMP if sunk >= SUNK_RATIO else Habit.FORWARD_HEAD
    if SHOULDERS_SUNK.name in names or TRUNK_BENT.name in names:
        yield Habit.SLUMP
    if FACE_AHEAD.name in names:
        yield Habit.FORWARD_HEAD
    if HEAD_FORWARD.name in names or NECK_BENT.name in names:
        trunk = states[TRUNK_BENT].change
        yield Habit.SLUMP if trunk > TRUNK_TOO_DEG else Habit.FORWARD_HEAD
    if names & {HEAD_TILT.name, SHOULDER_LINE.name}:
        yield Habit.LEANING_ASIDE
