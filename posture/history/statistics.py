"""The figures of somebody's sets over a time, for a report, read in one pass."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from statistics import median

from posture.coach.exercise import Exercise
from posture.coach.judging.hold_dose import held
from posture.coach.measurement_error import measurement_error_of
from posture.coach.results.reading import Scale
from posture.coach.session import Reason, Session, Unmeasured
from posture.exercises import EXERCISES
from posture.history.kept_set import KeptSet

DayOf = Callable[[datetime], date]
"""The day of a moment where the reader is."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the counted attempts of one set went.

    Attributes:
        at: When the set began.
        value: Their median, in the unit of the exercise's `MoveFigures`.
    """

    at: datetime
    value: float


@dataclass(slots=True)
class MoveFigures:
    """One exercise over the time of the report.

    Attributes:
        exercise: Its id.
        sets, reps, clean, attempts: How many; ``reps`` with the person's corrections.
        corrected: Whether somebody corrected a count.
        held_s: Seconds held in all sets together.
        short_holds: Repetitions that counted and were held for less than was asked.
        longest_hold_s: The longest hold of one attempt that counted.
        not_counted: Attempts that did not count, by reason.
        reaches: Of each set that showed one, oldest first; empty where the signal means nothing by itself
            (closeness to a pose, a clock).
        signal, unit: What the reaches measure; a set measured in another way adds none.
        error: Their measuring error in that unit; NaN where it is not known.
        scale: The scale that they are read on; ``None`` where there are none.
    """

    exercise: str
    sets: int = 0
    reps: int = 0
    clean: int = 0
    attempts: int = 0
    corrected: bool = False
    held_s: float = 0.0
    short_holds: int = 0
    longest_hold_s: float = 0.0
    not_counted: Counter[Reason] = field(default_factory=Counter)
    reaches: list[Reach] = field(default_factory=list)
    signal: str = ""
    unit: str = ""
    error: float = math.nan
    scale: Scale | None = None


@dataclass(slots=True)
class Statistics:
    """The sets of a time together.

    Attributes:
        first, last: When the first and the last set began; ``None`` without sets.
        days: Days with a set, where the reader is.
        sets: How many.
        seen_s, measured_s: Seconds in which the person was seen, and was measured.
        moves: By id of the exercise, in the order in which they first came.
        views, models, kinds: In how many sets each view, network and kind of source was used.
        unmeasured: In how many sets each of these could not be judged.
    """

    first: datetime | None = None
    last: datetime | None = None
    days: set[date] = field(default_factory=set)
    sets: int = 0
    seen_s: float = 0.0
    measured_s: float = 0.0
    moves: dict[str, MoveFigures] = field(default_factory=dict)
    views: Counter[str] = field(default_factory=Counter)
    models: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    unmeasured: Counter[Unmeasured] = field(default_factory=Counter)

    @property
    def reps(self) -> int:
        """Repetitions counted in all sets, with the person's corrections."""
        return sum(move.reps for move in self.moves.values())


def digest(sets: Iterable[KeptSet], *, day_of: DayOf = datetime.date) -> Statistics:
    """Add up whole sets, oldest first; sets without a session add nothing.

    Args:
        sets: Kept sets, oldest first.
        day_of: Gives the day of a moment where the reader is; that of UTC without one.
    """
    found = Statistics()
    for kept in sets:
        if kept.session is not None:
            _add(found, kept, kept.session)
            found.days.add(day_of(kept.started_at))
    return found


def _add(found: Statistics, kept: KeptSet, session: Session) -> None:
    found.first = found.first or kept.started_at
    found.last = kept.started_at
    found.sets += 1
    found.seen_s += _known(session.seen_s)
    found.measured_s += _known(session.measured_s)
    found.unmeasured.update(set(session.unmeasured))
    for counter, name in (
        (found.views, session.view),
        (found.models, session.model.name if session.model else None),
        (found.kinds, session.source.kind if session.source else None),
    ):
        if name:
            counter[name] += 1
    move = found.moves.setdefault(kept.exercise, MoveFigures(kept.exercise))
    _add_to_move(move, kept, session)


def _add_to_move(move: MoveFigures, kept: KeptSet, session: Session) -> None:
    move.sets += 1
    move.reps += kept.corrected_reps
    move.clean += session.counts.clean
    move.attempts += session.counts.attempts
    move.corrected = move.corrected or bool(kept.corrections)
    move.held_s += _known(session.counts.hold_s or 0.0)
    move.not_counted.update(a.reason for a in session.attempts if a.reason is not None)
    holds = [a.hold_s for a in session.attempts if a.counted and math.isfinite(a.hold_s)]
    enough = held(session)
    move.short_holds += enough.counted - enough.long_enough if enough else 0
    move.longest_hold_s = max([move.longest_hold_s, *holds])
    way = EXERCISES[kept.exercise].measured_by(session.method) if kept.exercise in EXERCISES else None
    if way is not None and (scale := Scale.of(way)) is not None:
        move.scale = move.scale or scale
        move.reaches.extend(_reach(move, kept.started_at, session, way))


def _reach(move: MoveFigures, at: datetime, session: Session, way: Exercise) -> Iterator[Reach]:
    signal = way.motion.signal
    values = [a.range for a in session.attempts if a.counted and math.isfinite(a.range)]
    if not values:
        return
    if not move.signal:
        error = measurement_error_of(signal)
        move.signal, move.unit = signal.name, signal.unit
        move.error = math.nan if error is None else error.value
    if signal.name == move.signal:
        yield Reach(at, median(values))


def _known(seconds: float) -> float:
    return seconds if math.isfinite(seconds) else 0.0
