"""What an exercise is: declarations only, no behaviour.

A move is one `Exercise` in one module of `posture.exercises`. Every threshold stands there once,
beside its `Source`. Rules name `Feature` objects, so that a typing mistake is found by mypy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from posture.body.features import Feature
from posture.body.view import View
from posture.coach.session import Attempt, Severity


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


@dataclass(frozen=True, slots=True)
class AttemptMeasure:
    """A property of a finished attempt, such as its duration."""

    name: str
    unit: str
    measure: Callable[[Attempt], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """How the signal moves in one repetition: from rest to ``full`` and back.

    Values grow from rest to full: a signal that falls with effort is declared negated.
    The counter works on the change from the person's own rest level (hysteresis tight on change,
    wide on absolute values).

    Attributes:
        signal: The leading measurement.
        sides: Which side it is followed on.
        rest: Absolute band in which a repetition may begin and end.
        attempt: Smallest change from rest that is listed as an attempt.
        full: Absolute value that counts without knowing the person.
        full_floor: Absolute value below which nothing counts, whoever it is.
        relative: ``full`` and ``full_floor`` are changes from the person's rest level, for signals
            whose absolute value says little.
        min_s, max_s: Shortest and longest whole repetition, rest to rest.
        hold_s: What a hold at full range should last (the dose); 0 where there is none.
    """

    signal: Feature
    sides: Sides
    rest: tuple[float, float]
    attempt: float
    full: float
    full_floor: float
    min_s: float
    max_s: float
    hold_s: float = 0.0
    relative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """How the signal stands in a held position.

    Attributes:
        signal: The leading measurement, growing into the position.
        sides: Which side it is followed on.
        rest: Absolute band of the neutral position.
        attempt: Smallest change from rest that is listed as an attempt.
        enter, exit: Values at which the clock starts and pauses.
        hold_s: Seconds that the guide asks for.
        pause_s: A dip of up to this long pauses the clock; a longer one ends the hold.
    """

    signal: Feature
    sides: Sides
    rest: tuple[float, float]
    attempt: float
    enter: float
    exit: float
    hold_s: float
    pause_s: float = 1.0


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
class Exercise:
    """Everything that the coach, the page and the report know about one move.

    Attributes:
        id: The contract's id; also the module's name.
        group: ``stretch``, ``strength``, ``posture`` or ``yoga``: the guide's section.
        views: Views that the movement can be measured from, best first.
        needs: Joints (names without side) that must be in the picture.
        motion: How the movement is counted.
        start: Features with the band that each must be in before counting starts.
        measures, cannot_measure: Plain words for the page.
    """

    id: str
    title: str
    group: str
    summary: str
    views: tuple[View, ...]
    needs: tuple[str, ...]
    motion: Cycle | Hold
    start: tuple[StartGate, ...] = ()
    rules: tuple[Rule, ...]
    dose: Dose
    instructions: Instructions
    contraindications: tuple[str, ...]
    stop_signs: tuple[str, ...]
    measures: tuple[str, ...]
    cannot_measure: tuple[str, ...]
    sources: tuple[Source, ...] = ()
    features: tuple[Feature, ...] = field(init=False)

    def __post_init__(self) -> None:
        judged = (r.feature for r in self.rules if isinstance(r.feature, Feature))
        gated = (g.feature for g in self.start)
        unique = dict.fromkeys((self.motion.signal, *gated, *judged))
        object.__setattr__(self, "features", tuple(unique))


@dataclass(frozen=True, slots=True, kw_only=True)
class StartGate:
    """A band that a measurement must be in before the first repetition, and how to get there."""

    feature: Feature
    low: float = -math.inf
    high: float = math.inf
    message: str
