"""The guide's programme as data: the entries of a training day, in three forms.

Where the guide names a span, an entry begins at its lower end or between the two ends, never beyond.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum
from itertools import pairwise

from posture.guide.programme_entry import DayPart, ProgrammeEntry, entry_of


class Form(str, Enum):
    """Forms of a training day."""

    FULL = "full"
    SHORT = "short"
    GENTLE = "gentle"

    __str__ = str.__str__


CHANGE_S: Mapping[DayPart, float] = {
    DayPart.WARM_UP: 5.0,
    DayPart.STRETCH: 15.0,
    DayPart.STRENGTH: 120.0,
    DayPart.POSTURE: 25.0,
    DayPart.COOL_DOWN: 15.0,
}
"""Seconds of rest before the next entry of the same part."""
NEXT_PART_S = 30.0
"""Seconds of rest before another part: to fetch the mat, to turn to the camera."""


def _day(*parts: tuple[DayPart, tuple[ProgrammeEntry, ...]]) -> tuple[ProgrammeEntry, ...]:
    return tuple(replace(entry, part=part) for part, entries in parts for entry in entries)


_WARM_UP = tuple(map(entry_of, ("shoulder_rolls", "arm_circles", "marching", "easy_cat_cow")))
_BREATHING = entry_of("breathing")

PROGRAMME: Mapping[Form, tuple[ProgrammeEntry, ...]] = {
    Form.FULL: _day(
        (DayPart.WARM_UP, _WARM_UP),
        (
            DayPart.STRETCH,
            (
                entry_of("cat_cow"),
                entry_of("neck_tilts", hold_s=20.0),
                entry_of("shoulder_blade_squeeze", hold_s=12.0),
            ),
        ),
        (DayPart.STRENGTH, tuple(map(entry_of, ("bent_over_rows", "lat_pulldowns", "superman")))),
        (
            DayPart.POSTURE,
            (
                entry_of("wall_angels"),
                entry_of("chin_tucks"),
                entry_of("shoulder_blade_retraction", hold_s=6.0),
            ),
        ),
        (
            DayPart.COOL_DOWN,
            (entry_of("childs_pose", hold_s=30.0), entry_of("thread_the_needle", hold_s=30.0), _BREATHING),
        ),
    ),
    Form.SHORT: _day(
        (DayPart.WARM_UP, _WARM_UP[:2]),
        (DayPart.STRETCH, (entry_of("shoulder_blade_squeeze", hold_s=12.0),)),
        (DayPart.POSTURE, (entry_of("wall_angels"), entry_of("chin_tucks"))),
        (DayPart.COOL_DOWN, (_BREATHING,)),
    ),
    Form.GENTLE: _day(
        (DayPart.WARM_UP, (_WARM_UP[0], _WARM_UP[2])),
        (
            DayPart.STRETCH,
            (entry_of("cat_cow"), entry_of("neck_tilts"), entry_of("shoulder_blade_squeeze")),
        ),
        (DayPart.POSTURE, (entry_of("chin_tucks"),)),
        (DayPart.COOL_DOWN, (entry_of("childs_pose"), replace(_BREATHING, duration_s=180.0))),
    ),
}
"""The guide's programme: a full day of about half an hour, a short and a gentle one."""


def done_of(entries: Iterable[ProgrammeEntry]) -> tuple[ProgrammeEntry, ...]:
    """Return the entries that are switched on."""
    return tuple(entry for entry in entries if entry.on)


def change_s(before: ProgrammeEntry, after: ProgrammeEntry) -> float:
    """Return the seconds of rest between two entries.

    Args:
        before: The entry that ends.
        after: The one that begins.
    """
    return CHANGE_S[before.part] if before.part is after.part else NEXT_PART_S


def lasts_min(entries: Iterable[ProgrammeEntry]) -> int:
    """Return the approximate minutes of entries together, with the rests between them."""
    chosen = done_of(entries)
    changes_s = sum(change_s(before, after) for before, after in pairwise(chosen))
    return round((sum(entry.lasts_s for entry in chosen) + changes_s) / 60.0)


def has_strength(entries: Iterable[ProgrammeEntry]) -> bool:
    """Return whether the muscles that need a day of rest are trained."""
    return any(entry.part is DayPart.STRENGTH for entry in done_of(entries))
