"""Timeline of a simulated set: repetitions between stretches of rest."""

from __future__ import annotations

import math
from dataclasses import dataclass

from posture.body.landmarks import Side


@dataclass(frozen=True)
class Rep:
    """One repetition: out in half a cosine, held, back in half a cosine, then rest.

    Attributes:
        amplitude: Share of the way at the top; 1 is a little more than a full movement.
        out_s: Seconds from rest to the top.
        hold_s: Seconds at the top.
        back_s: Seconds from the top to rest.
        rest_s: Seconds of rest after it.
        side: The side that works, in moves whose sides take turns.
        dip: Share of the way that it goes in the other direction first, as the cow before the cat.
    """

    amplitude: float = 1.0
    out_s: float = 1.3
    hold_s: float = 0.4
    back_s: float = 1.3
    rest_s: float = 0.9
    side: Side = Side.LEFT
    dip: float = 0.0

    @property
    def dip_s(self) -> float:
        """Seconds from rest to the bottom of the dip; as long again back up is a part of ``out_s``."""
        return self.out_s / 2.0 if self.dip else 0.0

    @property
    def moving_s(self) -> float:
        """Seconds from rest to rest."""
        return self.dip_s + self.out_s + self.hold_s + self.back_s

    @property
    def top_s(self) -> float:
        """Seconds from rest to the first moment at the top."""
        return self.dip_s + self.out_s

    def at(self, t_s: float) -> float:
        """Return the share of the way ``t_s`` seconds after the start."""
        if t_s < self.dip_s:
            return -self.dip * _ease(t_s / self.dip_s)
        if t_s < self.top_s:
            return -self.dip + (self.amplitude + self.dip) * _ease((t_s - self.dip_s) / self.out_s)
        if t_s <= self.top_s + self.hold_s:
            return self.amplitude
        return self.amplitude * _ease(max(self.moving_s - t_s, 0.0) / self.back_s)


def _ease(share: float) -> float:
    return 0.5 - 0.5 * math.cos(math.pi * share)


@dataclass(frozen=True)
class Timeline:
    """A set: rest, repetitions, rest.

    Attributes:
        reps: The repetitions in order.
        lead_s: Seconds of rest before the first.
        tail_s: Seconds of rest after the last, beside its own.
    """

    reps: tuple[Rep, ...]
    lead_s: float = 1.5
    tail_s: float = 1.0

    @property
    def starts_s(self) -> tuple[float, ...]:
        """Start of each repetition."""
        starts = [self.lead_s]
        for rep in self.reps:
            starts.append(starts[-1] + rep.moving_s + rep.rest_s)
        return tuple(starts[: len(self.reps)])

    @property
    def tops_s(self) -> tuple[float, ...]:
        """First moment of each repetition at its top."""
        return tuple(start + rep.top_s for start, rep in zip(self.starts_s, self.reps, strict=True))

    @property
    def duration_s(self) -> float:
        """Seconds of the whole set."""
        return self.lead_s + sum(rep.moving_s + rep.rest_s for rep in self.reps) + self.tail_s

    def at(self, t_s: float) -> tuple[float, Side]:
        """Return the share of the way at a time, and the side that works."""
        for start, rep in zip(self.starts_s, self.reps, strict=True):
            if start <= t_s < start + rep.moving_s:
                return rep.at(t_s - start), rep.side
        return 0.0, Side.LEFT
