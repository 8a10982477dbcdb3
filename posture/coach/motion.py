"""Declarations of how a movement is counted: phases, sides, and the two shapes of motion."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from posture.body.features import Feature
from posture.body.landmarks import Side


class Phase(str, Enum):
    """Phase of the body in the movement."""

    REST = "rest"
    GOING = "going"
    FULL = "full"
    RETURNING = "returning"

    __str__ = str.__str__


MOVING = frozenset({Phase.GOING, Phase.FULL, Phase.RETURNING})
"""Every phase of a repetition but rest."""
ALWAYS = frozenset(Phase)
"""Every phase."""


class Sides(str, Enum):
    """Side of the body that a movement is followed on."""

    BOTH = "both"
    """Both arms together: the mean leads, the difference is judged. Where one arm says as much as both
    (`Feature.alone`) and one is hidden, the other is followed alone."""
    NEAR = "near"
    """The side nearer to the camera, frozen within an attempt."""
    EACH = "each"
    """Left and right in turn, each counted by itself."""

    def followed(self, near: Side) -> tuple[Side, ...]:
        """Return the sides that are followed where ``near`` is the one nearer to the camera."""
        if self is Sides.EACH:
            return Side.LEFT, Side.RIGHT
        return (near,) if self is Sides.NEAR else (Side.BOTH,)


@dataclass(frozen=True, slots=True)
class Tempo:
    """A good pace, for a guide that the person may follow; nothing is judged by it.

    The steps of an exercise, the dot that shows the pace and the chart of how long each repetition took all
    say the same of it.

    Attributes:
        out_s: Seconds from rest to full range.
        stay_s: Seconds there; the dose of a hold takes their place, where there is one.
        back_s: Seconds back to rest.
        give_s: Seconds by which each way may be shorter or longer and still keep the pace.
    """

    out_s: float
    stay_s: float
    back_s: float
    give_s: float = 0.5

    def whole_s(self, hold_s: tuple[float, float] = (0.0, 0.0)) -> tuple[float, float]:
        """Return the shortest and the longest repetition that keeps the pace.

        >>> Tempo(3.5, 1.0, 3.5).whole_s()
        (7.0, 9.0)

        Args:
            hold_s: Shortest and longest hold at full range, where there is a dose of it.
        """
        shortest_s, longest_s = hold_s if any(hold_s) else (self.stay_s, self.stay_s)
        ways_s = self.out_s + self.back_s
        return ways_s + shortest_s - 2.0 * self.give_s, ways_s + longest_s + 2.0 * self.give_s


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """The signal of one repetition: from rest to full range and back.

    Values grow from rest to full. Counting works on the change from the person's own rest level (hysteresis
    tight on change, wide on absolute values).

    Attributes:
        signal: The leading measurement.
        sides: The side that it is followed on.
        rest: Absolute band that a counted repetition begins from.
        attempt: Smallest change from rest that is listed as an attempt.
        full: Value of a full movement, which reads 100 %.
        floor: Value from which a repetition counts for anybody.
        relative: ``full`` and ``floor`` are changes from the person's rest level, for signals whose
            absolute value says little.
        floor_share: Share of the way from rest to ``floor`` that is enough, where a camera that stands
            askew or a hidden joint shifts every level of the signal.
        least: Smallest change from rest that counts, however near to ``floor`` the movement begins.
        two_sided: The movement also goes to the other side of rest: a repetition is measured from the
            lowest point before it.
        min_s, max_s: Shortest and longest whole repetition, rest to rest.
        still_per_s: Largest speed of the signal at which a hold is credited.
        hold_s: What a hold at full range should last (the dose); 0 where there is none.
        tempo: A good pace; ``None`` where the guide gives none.
        instead: What to do instead, where this is a movement that people make by mistake.
        start_level: Value in the start position of most people, which reads 0 %; 0 where ``relative``.
        plain_degrees: The signal is an angle that people know in degrees.
    """

    signal: Feature
    sides: Sides
    rest: tuple[float, float] = (-math.inf, math.inf)
    attempt: float
    full: float
    floor: float
    relative: bool = False
    floor_share: float = 1.0
    least: float = 0.0
    two_sided: bool = False
    min_s: float
    max_s: float
    still_per_s: float = math.inf
    hold_s: float = 0.0
    tempo: Tempo | None = None
    instead: str = ""
    start_level: float = 0.0
    plain_degrees: bool = False

    def floor_from(self, rest: float) -> float:
        """Return the level from which a movement counts that begins at ``rest``."""
        if self.relative:
            return rest + self.floor
        return rest + max(self.floor_share * (self.floor - rest), self.least)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The signal of a held position; it counts when it was held for nine tenths of the dose.

    Attributes:
        signal: The leading measurement, growing into the position.
        sides: The side that it is followed on.
        rest: Absolute band of the neutral position.
        attempt: Smallest change from rest that is listed as an attempt.
        full: Value of the full position, which reads 100 %.
        floor: Value from which the clock runs.
        still_per_s: Largest speed of the signal at which a hold is credited.
        hold_s: Seconds that the guide asks for.
        relative: As for `Cycle`.
        anywhere: The signal shows by itself whether the body is in the position (0: not at all), so that the
            clock may run from the first moment, without a rest before it.
        tempo: A good pace into the position and out of it; ``None`` where the guide gives none.
        start_level, plain_degrees: As for `Cycle`.
    """

    signal: Feature
    sides: Sides
    rest: tuple[float, float] = (-math.inf, math.inf)
    attempt: float
    full: float
    floor: float
    still_per_s: float
    hold_s: float
    relative: bool = False
    anywhere: bool = False
    tempo: Tempo | None = None
    start_level: float = 0.0
    plain_degrees: bool = False

    def floor_from(self, rest: float) -> float:
        """Return the level from which the clock runs, for a person who rests at ``rest``."""
        return self.floor + (rest if self.relative else 0.0)
