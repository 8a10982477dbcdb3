"""Entries of a programme in words."""

from __future__ import annotations

from posture.app.texts import localized, words
from posture.body.landmarks import Side
from posture.exercises import EXERCISES
from posture.guide.entry import ProgrammeEntry
from posture.report.formats import lasting


def title(entry: ProgrammeEntry) -> str:
    """What is done, by name."""
    return localized(EXERCISES[entry.id].title) if entry.measured else words().routine.steps[entry.id].title


def dose(entry: ProgrammeEntry) -> str:
    """How much of it, in words."""
    texts = words().routine
    kind = "time" if entry.duration_s else "side" if entry.turns > 1 else "reps"
    many = "sets_" if entry.sets > 1 else "once_" if entry.reps == 1 else ""
    held = "_hold" if entry.hold_s else ""
    told = texts.doses[f"{many}{kind}{held}"].format(
        sets=entry.sets, reps=entry.reps, hold=f"{entry.hold_s:g}", time=lasting(entry.duration_s)
    )
    return told if entry.side is Side.BOTH else texts.one_side[entry.side.value].format(dose=told)


def instructions(entry: ProgrammeEntry) -> tuple[str, ...]:
    """How to do it, step by step."""
    if not entry.measured:
        return (words().routine.steps[entry.id].text,)
    told = localized(EXERCISES[entry.id].instructions)
    return (told.setup, *told.steps)


def about(minutes: int) -> str:
    """A length in words."""
    return words().routine.about.format(minutes=minutes)
