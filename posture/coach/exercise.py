"""What an exercise is: declarations only, no behaviour.

A move is one `Exercise` in one module of `posture.exercises`. Every threshold stands there once,
beside its `Source`. Rules name `Feature` objects, so that a typing mistake is found by mypy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum

from posture.body.features import Feature
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.excursion import AttemptMeasure
from posture.coach.session import Severity, Unmeasured


class Phase(str, Enum):
    """Where in the movement the body is."""

    REST = "rest"
    GOING = "going"
    FULL = "full"
    RETURNING = "returning"

    __str__ = str.__str__


MOVING = frozenset({Phase.GOING, Phase.FULL, Phase.RETURNING})
"""Every phase of a repetition but rest."""
ALWAYS = frozenset(Phase)


class Sides(str, Enum):
    """Which side of the body a movement is followed on."""

    BOTH = "both"
    """Both arms together: the mean leads, the difference is judged, neither may be hidden."""
    NEAR = "near"
    """The side nearer to the camera, frozen within an attempt."""
    EACH = "each"
    """Left and right in turn, each counted by itself."""

    def followed(self, near: Side) -> tuple[Side, ...]:
        """The sides that are followed where ``near`` is the one nearer to the camera."""
        if self is Sides.EACH:
            return Side.LEFT, Side.RIGHT
        return (near,) if self is Sides.NEAR else (Side.BOTH,)


class Judge(str, Enum):
    """When a rule looks."""

    WHILE = "while"
    """At every pose of its phases: broken for ``persist_s`` it fires, once an attempt."""
    MAX = "max"
    """At the end of an attempt, at the largest value of its phases."""
    MIN = "min"
    """At the end of an attempt, at the smallest value of its phases."""
    SPREAD = "spread"
    """At the end of an attempt, at largest minus smallest value of its phases."""
    ATTEMPT = "attempt"
    """At the end of an attempt, at a property of the attempt itself."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from.

    Attributes:
        key: Short name, the same content wherever it is used.
        citation: Who, when, what.
        url: DOI or address; empty for our own tuning.
        supports: ``measured`` (on clips with known truth), ``guideline``, ``literature`` or ``tuning``.
    """

    key: str
    citation: str
    url: str
    supports: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """How the signal moves in one repetition: from rest to full range and back.

    Values grow from rest to full. The counter works on the change from the person's own rest level
    (hysteresis tight on change, wide on absolute values).

    Attributes:
        signal: The leading measurement.
        sides: Which side it is followed on.
        rest: Absolute band that a counted repetition begins from.
        attempt: Smallest change from rest that is listed as an attempt.
        full: Value that the guide asks for.
        floor: Value from which a repetition counts, whoever makes it.
        relative: ``full`` and ``floor`` are changes from the person's rest level, for signals whose
            absolute value says little.
        min_s, max_s: Shortest and longest whole repetition, rest to rest.
        still_per_s: Largest speed of the signal at which a hold is credited.
        hold_s: What a hold at full range should last (the dose); 0 where there is none.
    """

    signal: Feature
    sides: Sides
    rest: tuple[float, float] = (-math.inf, math.inf)
    attempt: float
    full: float
    floor: float
    relative: bool = False
    min_s: float
    max_s: float
    still_per_s: float = math.inf
    hold_s: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How the signal stands in a held position; it counts when it was held for nine tenths of the dose.

    Attributes:
        signal: The leading measurement, growing into the position.
        sides: Which side it is followed on.
        rest: Absolute band of the neutral position.
        attempt: Smallest change from rest that is listed as an attempt.
        full: Value that the guide asks for.
        floor: Value from which the clock runs.
        still_per_s: Largest speed of the signal at which a hold is credited.
        hold_s: Seconds that the guide asks for.
    """

    signal: Feature
    sides: Sides
    rest: tuple[float, float] = (-math.inf, math.inf)
    attempt: float
    full: float
    floor: float
    still_per_s: float
    hold_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One form fault and the limit that shows it.

    Attributes:
        name: Rule id, as labels and stored findings know it.
        feature: What is measured.
        low, high: The comfortable band; outside it the rule is broken.
        phases: Where in the movement it looks.
        views: Views in which the feature is true; empty: those of the feature.
        persist_s: How long it must be broken (`Judge.WHILE`).
        in_a_row: How many attempts in a row must show it.
        judge: When it looks.
        severity: How much it matters.
        cue: Spoken, at most six words, the positive action.
        tip: One or two sentences for the summary.
        source: Where the limit comes from.
    """

    name: str
    feature: Feature | AttemptMeasure
    low: float = -math.inf
    high: float = math.inf
    phases: frozenset[Phase] = MOVING
    views: frozenset[View] = frozenset()
    persist_s: float = 0.7
    in_a_row: int = 1
    judge: Judge = Judge.WHILE
    severity: Severity
    cue: str
    tip: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """How much the guide asks for; zero means that the guide names none.

    Attributes:
        sets: Sets a session.
        reps: Smallest and largest number of repetitions a set (per side where sides take turns).
        hold_s: Shortest and longest hold in seconds.
        duration_s: Shortest and longest time a set in seconds.
        rest_s: Rest between repetitions or sets that is advised.
        words: The dose as the page says it.
    """

    sets: int = 1
    reps: tuple[int, int] = (0, 0)
    hold_s: tuple[float, float] = (0.0, 0.0)
    duration_s: tuple[float, float] = (0.0, 0.0)
    rest_s: float = 0.0
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """The words beside the picture, all our own."""

    setup: str
    steps: tuple[str, ...]
    camera: str
    good_form: tuple[str, ...]
    easier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A band that a measurement should be in, and what to say when it is not.

    Attributes:
        required: Nothing counts before it is so; otherwise it is only said.
    """

    feature: Feature
    low: float = -math.inf
    high: float = math.inf
    message: str
    required: bool = False

    def broken(self, value: float) -> bool:
        """Whether ``value`` is outside; NaN breaks nothing."""
        return value < self.low or value > self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Everything that the coach, the page and the report know about one move.

    Attributes:
        id: The contract's id; also the module's name.
        group: ``stretch``, ``strength``, ``posture`` or ``yoga``: the guide's section.
        views: Views that the movement can be measured from, best first.
        needs: Joints (names without side) that must be in the picture.
        motion: How the movement is counted.
        start: How the body should be placed; said until it is so, and where ``required`` nothing
            counts before.
        confirm: Changes from the beginning of a movement to its top that must be in their band,
            else the attempt is ``wrong_posture``: another movement moved the signal.
        mistaken: Movements that people make instead of this one: listed as attempts of
            ``wrong_posture`` where they come without it.
        overhead: The hands go above the head: the picture must leave room for them.
        measures: Plain words for the page.
        cannot_measure: What nobody can judge from these views, and why.
    """

    id: str
    title: str
    group: str
    summary: str
    views: tuple[View, ...]
    needs: tuple[str, ...]
    motion: Cycle | Hold
    start: tuple[Band, ...] = ()
    confirm: tuple[Band, ...] = ()
    mistaken: tuple[Cycle, ...] = ()
    overhead: bool = False
    rules: tuple[Rule, ...]
    dose: Dose
    instructions: Instructions
    contraindications: tuple[str, ...]
    stop_signs: tuple[str, ...]
    measures: tuple[str, ...]
    cannot_measure: tuple[Unmeasured, ...]
    sources: tuple[Source, ...] = ()
    features: tuple[Feature, ...] = field(init=False)

    def __post_init__(self) -> None:
        judged = (r.feature for r in self.rules if isinstance(r.feature, Feature))
        gated = (band.feature for band in (*self.start, *self.confirm))
        instead = (motion.signal for motion in self.mistaken)
        unique = dict.fromkeys((self.motion.signal, *gated, *judged, *instead))
        object.__setattr__(self, "features", tuple(unique))
