"""Entries of a training programme: an exercise or a step with its dose, and how the dose may change.

Doses are those of the guide, read from the exercise. A step is what no camera follows: words and seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from posture.body.landmarks import Side
from posture.coach.motion import Sides
from posture.exercises import EXERCISES


class DayPart(str, Enum):
    """Parts of a training day, in order."""

    WARM_UP = "warm_up"
    STRETCH = "stretch"
    STRENGTH = "strength"
    POSTURE = "posture"
    COOL_DOWN = "cool_down"

    __str__ = str.__str__


REST_S = 20.0
"""Rest after an entry of one set, and where an exercise names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeEntry:
    """An entry of a programme.

    Attributes:
        key: Its place, which stays when an easier form takes it.
        id: Id of the exercise or step.
        part: The part of the day.
        sets: Number of sets.
        reps: Repetitions in a set, on each side where sides take turns; 0 where it goes by time.
        hold_s: Seconds that each repetition is held; 0 where it is not.
        duration_s: Seconds of a set; 0 where it goes by repetitions.
        rest_s: Seconds of rest between its sets.
        side: The only side that is trained; ``BOTH`` unless sides take turns and the person wants one.
        on: It is done.
    """

    key: str
    id: str
    part: DayPart
    sets: int = 1
    reps: int = 0
    hold_s: float = 0.0
    duration_s: float = 0.0
    rest_s: float = REST_S
    side: Side = Side.BOTH
    on: bool = True

    @property
    def measured(self) -> bool:
        """True if the camera follows it."""
        return self.id in EXERCISES

    @property
    def each_side(self) -> bool:
        """True if sides take turns in it, so that one alone can be trained."""
        return self.measured and EXERCISES[self.id].motion.sides is Sides.EACH

    @property
    def turns(self) -> int:
        """Number of sides that do its repetitions, one after the other."""
        return 2 if self.each_side and self.side is Side.BOTH else 1

    @property
    def volume(self) -> float:
        """Total volume: repetitions, seconds held where they are held, or seconds of work."""
        return self.sets * (self.duration_s or self.reps * (self.hold_s or 1.0))

    @property
    def lasts_s(self) -> float:
        """Approximate seconds that it takes, with the rests between its sets."""
        work_s = self.duration_s or self.turns * self.reps * (self.hold_s + REP_S)
        return self.sets * work_s + (self.sets - 1) * self.rest_s


REP_S = 4.0
"""Approximate seconds of a repetition without its hold: two each way."""
LESS = 0.7
"""Share of the volume that is left where an exercise is made easier."""

STEPS: Mapping[str, float] = {
    "shoulder_rolls": 45.0,
    "arm_circles": 45.0,
    "marching": 60.0,
    "easy_cat_cow": 30.0,
    "breathing": 120.0,
    "floor_angels": 120.0,
    "standing_cat_cow": 60.0,
    "lying_chin_tucks": 60.0,
    "wall_dog": 30.0,
    "seated_twist": 60.0,
    "superman_chest": 10.0,
    "superman_cross": 10.0,
    "superman_arms": 10.0,
}
"""Every step, with the seconds of a set."""

EASIER: Mapping[str, str] = {
    "superman": "superman_chest",
    "superman_chest": "superman_cross",
    "superman_cross": "superman_arms",
    "wall_angels": "floor_angels",
    "cat_cow": "standing_cat_cow",
    "chin_tucks": "lying_chin_tucks",
    "thread_the_needle": "seated_twist",
    "downward_dog": "wall_dog",
    "cobra": "sphinx",
    "swan": "sphinx",
}
"""The next easier form, one rung at a time. Where there is none, the dose becomes smaller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Smallest and largest values of an entry. The largest are the upper dose of the guide."""

    sets: tuple[int, int] = (1, 3)
    reps: tuple[int, int] = (0, 0)
    hold_s: tuple[float, float] = (0.0, 0.0)
    duration_s: tuple[float, float] = (0.0, 0.0)
    rest_s: tuple[float, float] = (0.0, 180.0)


def bounds(entry_id: str) -> Bounds:
    """Return how far an entry of an exercise or step may be changed.

    Less than the guide's dose is always allowed. A dose of single holds, as in neck tilts, is one set of that
    many: the person lets go in between, and the set goes on.
    """
    if entry_id not in EXERCISES:
        return Bounds(duration_s=(10.0, 300.0))
    dose = EXERCISES[entry_id].dose
    if dose.duration_s[1]:
        return Bounds(sets=(1, dose.sets), duration_s=(30.0, dose.duration_s[1]))
    single = dose.reps[1] <= 1
    hold_s = (min(3.0, dose.hold_s[0]), dose.hold_s[1])
    return Bounds(
        sets=(1, 1 if single else dose.sets),
        reps=(1, dose.sets if single else dose.reps[1]),
        hold_s=hold_s,
    )


def entry_of(entry_id: str, part: DayPart = DayPart.COOL_DOWN, **changes: Any) -> ProgrammeEntry:
    """Return the entry of an exercise at the guide's lower dose, or of a step at its own time.

    Args:
        entry_id: Id of the exercise or step.
        part: The part of the day.
        **changes: Other values for attributes of the entry.
    """
    if entry_id not in EXERCISES:
        sets = 3 if entry_id.startswith("superman") else 1
        made = ProgrammeEntry(key=entry_id, id=entry_id, part=part, sets=sets, duration_s=STEPS[entry_id])
        return replace(made, **changes)
    dose, room = EXERCISES[entry_id].dose, bounds(entry_id)
    made = ProgrammeEntry(
        key=entry_id,
        id=entry_id,
        part=part,
        sets=room.sets[1],
        reps=max(dose.reps[0], 1 if dose.reps[1] > 1 else dose.sets) if room.reps[1] else 0,
        hold_s=dose.hold_s[0],
        duration_s=dose.duration_s[0],
        rest_s=dose.rest_s if room.sets[1] > 1 else REST_S,
    )
    return replace(made, **changes)


def within(entry: ProgrammeEntry) -> ProgrammeEntry:
    """Return the entry with every number inside its bounds."""
    room = bounds(entry.id)
    return replace(
        entry,
        sets=min(max(entry.sets, room.sets[0]), room.sets[1]),
        reps=min(max(entry.reps, room.reps[0]), room.reps[1]),
        hold_s=min(max(entry.hold_s, room.hold_s[0]), room.hold_s[1]),
        duration_s=min(max(entry.duration_s, room.duration_s[0]), room.duration_s[1]),
        rest_s=min(max(entry.rest_s, room.rest_s[0]), room.rest_s[1]),
        side=entry.side if entry.each_side else Side.BOTH,
    )


def easier(entry: ProgrammeEntry) -> ProgrammeEntry | None:
    """Return the entry one step easier: the next rung, else a third less; ``None`` at the end."""
    if entry.id in EASIER:
        return entry_of(EASIER[entry.id], entry.part, key=entry.key)
    less = scaled(entry, LESS)
    return less if less.volume < entry.volume else None


def harder(entry: ProgrammeEntry) -> ProgrammeEntry | None:
    """Return the entry one rung up, with less of it to begin with; ``None`` where it is its own form.

    The key names the form that the entry was swapped from, and so its ladder.
    """
    above = entry.key
    while above in EASIER and EASIER[above] != entry.id:
        above = EASIER[above]
    if above == entry.id or above not in EASIER:
        return None
    up = entry_of(above, entry.part, key=entry.key)
    return scaled(up, LESS) if up.measured else up


def scaled(entry: ProgrammeEntry, factor: float) -> ProgrammeEntry:
    """Return the entry with about a share of its volume, and never with nothing.

    Sets and repetitions are reduced first. Seconds are cut only where a single repetition is left.

    Args:
        entry: The exercise or step with its dose.
        factor: The share, at most 1.
    """
    room = bounds(entry.id)
    if entry.sets * max(entry.reps, 1) == 1:
        hold_s, duration_s = (
            round(max(value * factor, min(value, low)))
            for value, low in ((entry.hold_s, room.hold_s[0]), (entry.duration_s, room.duration_s[0]))
        )
        return replace(entry, hold_s=float(hold_s), duration_s=float(duration_s))
    aim = entry.sets * max(entry.reps, 1) * factor
    pairs = ((s, r) for s in range(1, entry.sets + 1) for r in range(1, max(entry.reps, 1) + 1))
    sets, reps = min(pairs, key=lambda pair: (abs(pair[0] * pair[1] - aim), pair[0]))
    return replace(entry, sets=sets, reps=reps if entry.reps else 0)
