"""Progression: proposals to do a little more or less, never beyond the guide's upper dose.

After two green sessions in a row with nine of ten repetitions clean, a repetition or two seconds more, a set
that was left out, or a little more load at the top. Amber repeats. Red takes a third off, and twice red an
easier form; two green sessions of that go up again, a rung at a time. After more than ten days off everything
starts again at seven tenths. Each fifth week has fewer sets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum

from posture.exercises import EXERCISES
from posture.guide.content_types import Light
from posture.guide.plan import WEEK, Easing
from posture.guide.programme import done_of
from posture.guide.programme_entry import LESS, ProgrammeEntry, bounds, easier, harder, scaled
from posture.guide.training_days import week_of

CLEAN = 0.9
SESSIONS = 2
DAYS_OFF = 10
DELOAD_WEEK = 5
MORE_REPS, MORE_HOLD_S, MORE_TIME_S = 1, 2.0, 15.0
_LOADED = frozenset({"bent_over_rows", "lat_pulldowns"})
"""Exercises whose weight or band can grow."""


class Kind(str, Enum):
    """Kind of a proposal."""

    MORE_REPS = "more_reps"
    MORE_HOLD = "more_hold"
    MORE_SETS = "more_sets"
    LONGER = "longer"
    MORE_LOAD = "more_load"
    LESS = "less"
    EASIER = "easier"
    HARDER = "harder"
    RESTART = "restart"
    DELOAD = "deload"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class SetDone:
    """One set of an exercise or step.

    Attributes:
        day: When it was done, counted in days.
        move: Id of the exercise or step.
        reps: Repetitions counted, of both sides together; 0 for a step.
        clean: Clean repetitions among them.
    """

    day: int
    move: str
    reps: int
    clean: int


@dataclass(frozen=True, slots=True)
class PainOnDay:
    """Light of the pain rule on a day; an empty ``move`` stands for the whole session."""

    day: int
    light: Light
    move: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """Training history of a person.

    Attributes:
        sets: Every set, in any order.
        pains: Every light.
        trained: Days on which anything was trained.
        answered: The day on which a proposal for a key was last accepted or declined; sets before it do
            not count again. `Easing` values are keys too.
    """

    sets: Sequence[SetDone] = ()
    pains: Sequence[PainOnDay] = ()
    trained: frozenset[int] = frozenset()
    answered: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that the person may accept or decline.

    Attributes:
        kind: What is proposed.
        key: Key of the entry or value of the easing, under which the answer is kept.
        old, new: The entry before and after; ``None`` where it concerns the whole routine.
        easing: What is done for a week, where it concerns the whole routine.
    """

    kind: Kind
    key: str
    old: ProgrammeEntry | None = None
    new: ProgrammeEntry | None = None
    easing: Easing | None = None


def proposals(entries: Iterable[ProgrammeEntry], history: History, today: int) -> tuple[Proposal, ...]:
    """Return what may change, the whole routine first; after a long break, that alone.

    Args:
        entries: Those of the routine.
        history: The person's training.
        today: The day.
    """
    whole = _whole(history, today)
    if whole is not None and whole.kind is Kind.RESTART:
        return (whole,)
    each = (_for_entry(entry, history) for entry in done_of(entries) if entry.measured or harder(entry))
    return tuple(proposal for proposal in (whole, *each) if proposal is not None)


def _whole(history: History, today: int) -> Proposal | None:
    before = [day for day in history.trained if day < today]
    if not before:
        return None
    last = max(before)
    if today not in history.trained and today - last > DAYS_OFF:
        answered = history.answered.get(Easing.RESTART.value, 0) > last
        return None if answered else Proposal(Kind.RESTART, Easing.RESTART.value, easing=Easing.RESTART)
    monday = week_of(today)[0]
    fifth = (monday - week_of(min(before))[0]) // WEEK % DELOAD_WEEK == DELOAD_WEEK - 1
    busy = all(history.trained & set(week_of(monday - WEEK * back)) for back in range(1, DELOAD_WEEK))
    if fifth and busy and history.answered.get(Easing.DELOAD.value, 0) < monday:
        return Proposal(Kind.DELOAD, Easing.DELOAD.value, easing=Easing.DELOAD)
    return None


def _for_entry(entry: ProgrammeEntry, history: History) -> Proposal | None:
    since = history.answered.get(entry.key, 0)
    sets = [done for done in history.sets if done.move == entry.id and done.day > since]
    days = sorted({done.day for done in sets})[-SESSIONS:]
    if not days:
        return None
    lights = [light_of(entry.id, day, history.pains) for day in days]
    if lights[-1] is Light.RED:
        return _step_back(entry, twice=lights.count(Light.RED) == SESSIONS)
    fit = all(_went_well(entry, [done for done in sets if done.day == day]) for day in days)
    if len(days) < SESSIONS or set(lights) != {Light.GREEN} or not fit:
        return None
    up = harder(entry)
    if up is not None:
        return Proposal(Kind.HARDER, entry.key, entry, up)
    return _step_forward(entry) if entry.measured else None


def light_of(move: str, day: int, pains: Iterable[PainOnDay]) -> Light:
    """Return the worst light of an exercise on a day; green where there is none.

    Args:
        move: Id of the exercise.
        day: Which day, counted as in `PainOnDay`.
        pains: Lights of any days; those of the whole session count for every exercise.
    """
    said = {note.light for note in pains if note.day == day and note.move in ("", move)}
    return next((light for light in (Light.RED, Light.AMBER) if light in said), Light.GREEN)


def _went_well(entry: ProgrammeEntry, sets: Sequence[SetDone]) -> bool:
    """Return whether the whole dose was done, and nine of ten repetitions clean where they are counted."""
    if not entry.measured:
        return len(sets) >= entry.sets
    reps, clean = sum(done.reps for done in sets), sum(done.clean for done in sets)
    aim = entry.sets * entry.reps * entry.turns
    return reps >= max(aim, 1) and clean >= CLEAN * reps


def _step_back(entry: ProgrammeEntry, *, twice: bool) -> Proposal | None:
    down = easier(entry) if twice else None
    if down is not None and down.id != entry.id:
        return Proposal(Kind.EASIER, entry.key, entry, down)
    less = scaled(entry, LESS)
    return Proposal(Kind.LESS, entry.key, entry, less) if less.volume < entry.volume else None


def _step_forward(entry: ProgrammeEntry) -> Proposal | None:
    room = bounds(entry.id)
    if entry.duration_s:
        longer_s = min(entry.duration_s + MORE_TIME_S, room.duration_s[1])
        kind, new = Kind.LONGER, replace(entry, duration_s=longer_s)
    elif entry.reps < room.reps[1]:
        kind, new = Kind.MORE_REPS, replace(entry, reps=entry.reps + MORE_REPS)
    elif entry.hold_s < room.hold_s[1]:
        kind, new = Kind.MORE_HOLD, replace(entry, hold_s=min(entry.hold_s + MORE_HOLD_S, room.hold_s[1]))
    elif entry.reps and entry.sets < room.sets[1]:
        sets = entry.sets + 1
        reps = max(EXERCISES[entry.id].dose.reps[0], entry.sets * entry.reps // sets + 1)
        kind, new = Kind.MORE_SETS, replace(entry, sets=sets, reps=reps)
    else:
        return Proposal(Kind.MORE_LOAD, entry.key, entry, entry) if entry.id in _LOADED else None
    return Proposal(kind, entry.key, entry, new) if new != entry else None
