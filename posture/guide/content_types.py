"""Types of the guide's content: facts with their figures and sources, and no behavior."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from posture.coach.exercise import Source


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or a span, exactly as in its source.

    ``to`` and ``unit`` are words, and may be in another language; a dash stands without spaces.

    >>> str(Figure(15, 20, "minutes")), str(Figure(6, 6, "breaths a minute"))
    ('15 to 20 minutes', '6 breaths a minute')
    >>> str(Figure(15, 20, "minuti", to="–"))
    '15–20 minuti'
    """

    low: float
    high: float
    unit: str
    to: str = "to"

    def __str__(self) -> str:
        to = self.to if self.to == "–" else f" {self.to} "
        span = f"{self.low:g}" if self.low == self.high else f"{self.low:g}{to}{self.high:g}"
        return f"{span} {self.unit}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A statement; ``{}`` in its words stands for the figures, in order."""

    words: str
    source: Source
    figures: tuple[Figure, ...] = ()

    @property
    def text(self) -> str:
        """The statement with its figures.

        >>> from posture.coach.references import GUIDE
        >>> Fact("Hold it for {}.", GUIDE, (Figure(15, 30, "seconds"),)).text
        'Hold it for 15 to 30 seconds.'
        """
        return self.words.format(*self.figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A part of the guide beside its exercises.

    Attributes:
        id: Short name, also used in addresses.
        facts: Statements, in reading order.
        steps: What to do, in order, where there is something to do.
        cautions: When to leave it out, or to ask first.
        search_words: Other words that people look for it by.
    """

    id: str
    title: str
    summary: str
    facts: tuple[Fact, ...]
    steps: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    search_words: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One of the guide's ten questions, with its answer and other words that people look for it by."""

    number: int
    question: str
    answer: Fact
    search_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Breathing:
    """A breathing pattern in seconds; zero where it lacks that part."""

    id: str
    title: str
    in_s: float
    hold_s: float
    out_s: float
    rest_s: float
    per_minute: float
    length: Figure
    note: str
    source: Source
    most: int | None = None
    """Largest number of rounds."""

    @property
    def counts(self) -> tuple[float, ...]:
        """The parts in order: in, hold, out, rest."""
        return self.in_s, self.hold_s, self.out_s, self.rest_s


@dataclass(frozen=True, slots=True)
class RoutineBlock:
    """A part of a training day, in words."""

    title: str
    content: str
    time: Figure
    rest: str


class Urgency(str, Enum):
    """Urgency of a warning sign."""

    EMERGENCY = "emergency"
    URGENT = "urgent"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A sign that the back needs a professional and no exercise. Notes keep its ``id``, never its words."""

    id: str
    sign: str
    urgency: Urgency


class Light(str, Enum):
    """Light of the pain rule: go on, do less, stop."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True, kw_only=True)
class PainLight:
    """A light of the pain rule, on the scale of 0 to 10.

    Attributes:
        light: Its color.
        name, during, after, action: Its words.
        score: Lowest and highest score of this light.
        rise: It also shows from this many points above the score before.
        source: Where the limits come from.
    """

    light: Light
    name: str
    during: str
    after: str
    action: str
    score: tuple[int, int]
    rise: int
    source: Source
