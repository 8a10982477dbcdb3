"""Declarations of an exercise, without behaviour.

An exercise is one `Exercise` in one module of `posture.exercises`. Every threshold stands there once, beside
its `Source`. Rules name `Feature` objects, so that mypy finds a typing mistake.
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
    """The moment at which a rule looks."""

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
    """The source of a number.

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
        phases: Phases of the movement in which it looks.
        views: Views in which the feature is true; empty: those of the feature.
        persist_s: Seconds for which it must be broken (`Judge.WHILE`).
        in_a_row: Number of attempts in a row that must show it.
        judge: When it looks.
        severity: How much it matters.
        cue: Spoken, at most six words, the positive action.
        tip: One or two sentences for the summary.
        source: Where the limit comes from.
        reminder: It is not seen surely enough to be held against anybody: where it seems broken it makes no
            finding and leaves a repetition clean, but the summary shows its cue as a reminder.
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
    """The dose that the guide asks for; zero means that it names none.

    Attributes:
        sets: Number of sets.
        reps: Smallest and largest number of repetitions a set (per side where sides take turns).
        hold_s: Shortest and longest hold in seconds.
        duration_s: Shortest and longest time a set in seconds.
        rest_s: Seconds of rest that are advised between repetitions or sets.
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
    """The words beside the live picture, all our own.

    Attributes:
        setup: How to begin.
        steps: The movement, step by step.
        camera: Place of the camera, in words.
        distance_m: Its smallest and largest distance from the person in metres.
        low_camera: It stands near the floor, because the body is there.
        good_form: Signs of a good repetition.
        easier: An easier version; "" where there is none.
        seated: How a person who sits does it; "" where it cannot be done, or is not measured so.
        why: Why it is done this way where the guide or habit says otherwise; "" elsewhere.
        search_words: Other words that people look for it by.
    """

    setup: str
    steps: tuple[str, ...]
    camera: str
    distance_m: tuple[float, float]
    low_camera: bool = False
    good_form: tuple[str, ...]
    easier: str = ""
    seated: str = ""
    why: str = ""
    search_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleBand:
    """A band that a measurement should be in, and what to say when it is not.

    Attributes:
        feature: What is measured.
        low, high: The band.
        message: What to say outside it.
        required: Nothing counts before it holds; otherwise the message is only said.
        kept: It has to hold in the movement, too: a person who gives it up rests again.
        needed: Nothing counts while it cannot be seen for longer than a moment: another movement would look
            the same. Otherwise a value that is not seen refuses nothing.
    """

    feature: Feature
    low: float = -math.inf
    high: float = math.inf
    message: str
    required: bool = False
    kept: bool = False
    needed: bool = False

    def broken(self, value: float) -> bool:
        """Return whether a value is outside; NaN breaks nothing."""
        return value < self.low or value > self.high

    def holds(self, value: float) -> bool:
        """Return whether a value is inside; NaN is not."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibrated:
    """A measurement method that may be learned from the person, and how they are asked.

    Attributes:
        features: Measurements that may tell tensed from relaxed.
        relax, tense: The two requests, made in turn, twice.
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
    """A rhythm for a movement that cannot be seen: it is timed and not counted.

    Attributes:
        work_s, rest_s: Seconds of each hold, and of the rest before it.
        begin: What to say when a hold begins.
    """

    work_s: float
    rest_s: float
    begin: str

    def hold_s(self, dose_s: float) -> float:
        """Return the seconds of each hold; ``dose_s`` is the chosen dose, 0 where nothing was chosen."""
        return dose_s or self.work_s

    def round_s(self, dose_s: float) -> float:
        """Return the seconds of a rest and the hold after it."""
        return self.rest_s + self.hold_s(dose_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """Another exercise that is the same movement for a camera; each of the two names the other.

    Attributes:
        id: Id of the other exercise.
        why: What they have in common, in plain words.
        sign: Evidence for the other one over an attempt; its message is the question that is then asked.
            ``None`` where there is none, so that nothing is asked.
    """

    id: str
    why: str
    sign: Sign | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Exercise:
    """Everything that the coach, the page and the report know about one exercise.

    Attributes:
        id: Its stable id, as commands, files and the history name it; also the name of the module.
        title: Its name for people.
        group: ``stretch``, ``strength``, ``posture`` or ``yoga``: the guide's section.
        summary: The exercise in one sentence.
        views: Views that the movement can be measured from, best first.
        needs: Joints (names without side) that should be in the frame. Without those of the signal, and of
            the bands that are ``needed``, nothing is counted; without others a rule is silent, which is said
            once.
        upright: The line from the first joint to the second stands upright throughout, whatever moves: where
            it is level or upside down, so is the frame. ``None`` for exercises on the floor.
        motion: How the movement is counted.
        start: Bands of the start position; each message is said until its band holds, and nothing counts
            before a ``required`` one does.
        begin: How a movement begins, for a person who began it elsewhere; "" where the first message of
            ``start`` says it.
        confirm: Bands of changes from the beginning of a movement to its top; outside them the attempt is
            ``wrong_posture``: another movement moved the signal.
        settled: Bands of rises from the lowest value since a movement began; outside them the hold ends: the
            person has let go of the position.
        whole: Bands of which any one shows a whole movement at its top, in place of the signal, which a
            hidden joint or a camera that stands askew shifts; without any it is a partial one.
        mistaken: Movements that people make instead of this one: listed as attempts of ``wrong_posture``
            where they come without it.
        impostors: Signs of other movements that move the signal as this one does, over a whole attempt, which
            then does not count.
        kin: Exercises that no camera can tell from this one: they count here too, and the person is asked.
        overhead: The hands go above the head: the frame must leave room for them.
        rules: Faults of form.
        dose: The dose that the guide asks for.
        instructions: The words for the person.
        contraindications: When not to do it.
        stop_signs: When to stop.
        measures: What is measured, in plain words for the page.
        cannot_measure: What nobody can judge from these views, and why.
        sources: Sources beside those of the rules.
        method_name: What is looked at, in plain words, where there is more than one method.
        fallbacks: The same exercise by other measurement methods, best first: for another view of the body,
            or where this one shows nothing. The session says which method was taken.
        patience_s: Seconds that are waited for a better method before this one is taken.
        without: Joints that this method does without. While they are in sight a better one will do: the
            seconds of `patience_s` begin when they have gone.
        calibrated: How this method is learned from the person, where it may be.
        pace: The rhythm of a method that counts nothing.
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
    without: tuple[str, ...] = ()
    calibrated: Calibrated | None = None
    pace: PacedRhythm | None = None
    features: tuple[Feature, ...] = field(init=False)
    counted_on: frozenset[str] = field(init=False)
    """Joints without which nothing is counted."""
    start_required_first: tuple[RuleBand, ...] = field(init=False)
    """Bands of the start position, those that nothing counts without before the others."""

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
        by_weight = sorted(self.start, key=lambda band: not band.required)
        object.__setattr__(self, "start_required_first", tuple(by_weight))

    @property
    def methods(self) -> tuple[Exercise, ...]:
        """Every method that measures the exercise, best first: itself and its fallbacks."""
        return (self, *self.fallbacks)

    @property
    def all_rules(self) -> tuple[Rule, ...]:
        """The rules of every method, one of each name, as the best method has it."""
        return tuple(
            {rule.name: rule for method in reversed(self.methods) for rule in reversed(method.rules)}.values()
        )[::-1]

    @property
    def timed(self) -> bool:
        """Whether only the clock measures it: nothing is counted."""
        return self.pace is not None

    def measured_by(self, method: str) -> Exercise:
        """Return the method of that name; this one where there is none."""
        return next((one for one in self.methods if one.method_name == method), self)

    @property
    def has_hold(self) -> bool:
        """Whether something is held for a dose of seconds, by any method."""
        return any(method.motion.hold_s > 0.0 or method.pace is not None for method in self.methods)

    @property
    def needs_mask(self) -> bool:
        """Whether a method looks at the outline of the person."""
        return any(feature.outline for method in self.methods for feature in method.features)
