"""What an exercise is: declarations only, no behaviour.

A move is one `Exercise` in one module of `posture.exercises`. Every threshold stands there once,
beside its `Source`. Rules name `Feature` objects, so that a typing mistake is found by mypy.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from enum import Enum

from posture.body.features import Feature
from posture.body.view import View
from posture.coach.attempt import Severity, Unmeasured
from posture.coach.counting.movement import AttemptMeasure
from posture.coach.judging.signs import Sign
from posture.coach.motion import ALWAYS, MOVING, Cycle, Hold, Phase, Sides, Tempo

__all__ = [
    "ALWAYS",
    "MOVING",
    "Calibrated",
    "Cycle",
    "Dose",
    "Exercise",
    "Hold",
    "Instructions",
    "Judge",
    "Kin",
    "PacedRhythm",
    "Phase",
    "Rule",
    "RuleBand",
    "Sides",
    "Sign",
    "Source",
    "Tempo",
]


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
class Rule:
    """One form fault and the limit that shows it.

    Attributes:
        name: Rule id, as labels and stored findings know it.
        title: The fault in a few words, as a person reads it; lower case, for the middle of a sentence.
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
        reminder: It is not seen surely enough to be held against anybody: where it seems broken it makes
            no finding and leaves a repetition clean, and the summary reminds of its cue.
    """

    name: str
    title: str
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
    reminder: bool = False


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
    """The words beside the picture, all our own.

    Attributes:
        camera: Where the camera stands, in words.
        distance_m: The same as numbers: nearest and furthest from the person.
        low_camera: It stands near the floor, because the body is there.
    """

    setup: str
    steps: tuple[str, ...]
    camera: str
    distance_m: tuple[float, float]
    low_camera: bool = False
    good_form: tuple[str, ...]
    easier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBand:
    """A band that a measurement should be in, and what to say when it is not.

    Attributes:
        required: Nothing counts before it is so; otherwise it is only said.
        kept: It has to stay so in the movement too: who gives it up rests anew.
        needed: Nothing counts while it cannot be seen for longer than a moment: another movement would
            look the same. Otherwise what is not seen refuses nothing.
    """

    feature: Feature
    low: float = -math.inf
    high: float = math.inf
    message: str
    required: bool = False
    kept: bool = False
    needed: bool = False

    def broken(self, value: float) -> bool:
        """Whether ``value`` is outside; NaN breaks nothing."""
        return value < self.low or value > self.high

    def holds(self, value: float) -> bool:
        """Whether ``value`` is inside; NaN is not."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """That a way of measuring may be learned from the person, and how they are asked.

    Attributes:
        features: Measurements that may tell tensed from relaxed.
        relax, tense: What the person is asked for, in turn, twice.
        confirm: As for `Exercise`, where the learned index is the signal.
        method_name: As for `Exercise`, where it is.
    """

    features: tuple[Feature, ...]
    relax: str
    tense: str
    confirm: tuple[RuleBand, ...] = ()
    method_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PacedRhythm:
    """A rhythm that is given where the movement itself cannot be seen: it is timed and not counted.

    Attributes:
        work_s, rest_s: How long each holds, and the rest before it.
        begin: What to say when the hold begins.
    """

    work_s: float
    rest_s: float
    begin: str

    def hold_s(self, dose_s: float) -> float:
        """How long each holds, for a chosen dose; 0 where nothing was chosen."""
        return dose_s or self.work_s

    def round_s(self, dose_s: float) -> float:
        """A rest and the hold after it."""
        return self.rest_s + self.hold_s(dose_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Another move that is the same movement for a camera; each of the two names the other.

    Attributes:
        id: Of the other move.
        why: What they have in common, in plain words.
        sign: What speaks for the other one over an attempt; its message is the question that is then
            asked. ``None`` where nothing does, so that nothing is asked.
    """

    id: str
    why: str
    sign: Sign | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Everything that the coach, the page and the report know about one move.

    Attributes:
        id: The contract's id; also the module's name.
        group: ``stretch``, ``strength``, ``posture`` or ``yoga``: the guide's section.
        views: Views that the movement can be measured from, best first.
        needs: Joints (names without side) that should be in the picture. Without those of the signal, and
            of what is ``needed``, nothing is counted; without others a rule is silent, which is told once.
        upright: The line from the first joint to the second stands upright throughout, whatever moves:
            where it lies level or on its head, so does the picture. ``None`` for moves on the floor.
        motion: How the movement is counted.
        start: How the body should be placed; said until it is so, and where ``required`` nothing
            counts before.
        begin: How a movement begins, for whoever began it elsewhere; "" where the first of ``start`` says it.
        confirm: Changes from the beginning of a movement to its top that must be in their band,
            else the attempt is ``wrong_posture``: another movement moved the signal.
        settled: Rises from the lowest value since a movement began that end its hold: whoever lets go
            of the position there has left it, however low they came.
        whole: At the top any of these shows that the movement was a whole one, in place of the signal,
            which a hidden joint or a camera that stands askew shifts; without any it is a partial one.
        mistaken: Movements that people make instead of this one: listed as attempts of
            ``wrong_posture`` where they come without it.
        impostors: Other movements that move the signal as this one does, each with what gives it away
            over a whole attempt, which then does not count.
        kin: Moves that no camera can tell from this one: they count here too, and the person is asked.
        overhead: The hands go above the head: the picture must leave room for them.
        measures: Plain words for the page.
        cannot_measure: What nobody can judge from these views, and why.
        method_name: What is looked at, in plain words, where there is more than one way to measure.
        otherwise: The same move measured in other ways, best first: for another view of the body, or
            where this one shows nothing. The set says which way was taken.
        patience_s: How long every way before this one must have been impossible.
        calibrated: How this way is learned from the person, where it may be.
        pace: The rhythm that is given in a way that counts nothing.
    """

    id: str
    title: str
    group: str
    summary: str
    views: tuple[View, ...]
    needs: tuple[str, ...]
    upright: tuple[str, str] | None = None
    motion: Cycle | Hold
    start: tuple[RuleBand, ...] = ()
    begin: str = ""
    confirm: tuple[RuleBand, ...] = ()
    settled: tuple[RuleBand, ...] = ()
    whole: tuple[RuleBand, ...] = ()
    mistaken: tuple[Cycle, ...] = ()
    impostors: tuple[Sign, ...] = ()
    kin: tuple[Kin, ...] = ()
    overhead: bool = False
    rules: tuple[Rule, ...]
    dose: Dose
    instructions: Instructions
    contraindications: tuple[str, ...]
    stop_signs: tuple[str, ...]
    measures: tuple[str, ...]
    cannot_measure: tuple[Unmeasured, ...]
    sources: tuple[Source, ...] = ()
    method_name: str = ""
    fallbacks: tuple[Exercise, ...] = ()
    patience_s: float = 0.0
    calibrated: Calibrated | None = None
    pace: PacedRhythm | None = None
    features: tuple[Feature, ...] = field(init=False)
    counted_on: frozenset[str] = field(init=False)
    """Joints without which nothing is counted."""

    def __post_init__(self) -> None:
        judged = [r.feature for r in self.rules if isinstance(r.feature, Feature)]
        made_of = (part for feature in judged for part in feature.parts)
        gated = (band.feature for band in (*self.start, *self.confirm, *self.settled, *self.whole))
        instead = (motion.signal for motion in self.mistaken)
        signal = self.motion.signal
        unique = dict.fromkeys((signal, *signal.parts, *gated, *judged, *made_of, *instead))
        object.__setattr__(self, "features", tuple(unique))
        needed = (band.feature for band in self.confirm if band.needed)
        joints = (joint for feature in (self.motion.signal, *needed) for joint in feature.joints)
        object.__setattr__(self, "counted_on", frozenset(joints))

    @property
    def methods(self) -> tuple[Exercise, ...]:
        """Every way in which the move is measured, best first."""
        return (self, *self.fallbacks)

    @property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of every way of measuring, one of each name, as the best way has it."""
        return tuple(
            {rule.name: rule for method in reversed(self.methods) for rule in reversed(method.rules)}.values()
        )[::-1]

    @property
    def timed(self) -> bool:
        """Whether only the clock measures it: nothing is counted."""
        return self.pace is not None

    def measured_by(self, method: str) -> Exercise:
        """The way that says ``method`` of itself; this one where none does."""
        return next((one for one in self.methods if one.method_name == method), self)

    @property
    def has_hold(self) -> bool:
        """Whether something is held for a dose of seconds, in any way of measuring it."""
        return any(method.motion.hold_s > 0.0 or method.pace is not None for method in self.methods)

    @property
    def needs_mask(self) -> bool:
        """Whether a way of measuring it looks at the outline of the person."""
        return any(feature.outline for method in self.methods for feature in method.features)
