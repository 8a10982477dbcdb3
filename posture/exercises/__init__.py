"""The moves of the guide: each module here declares one as ``EXERCISE``."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from pkgutil import iter_modules

from posture.coach.exercise import Exercise
from posture.errors import UnknownExercise


def _load() -> dict[str, Exercise]:
    names = sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    found = [import_module(f"{__name__}.{name}").EXERCISE for name in names]
    return {exercise.id: exercise for exercise in found}


EXERCISES: dict[str, Exercise] = _load()
"""Every move by its id."""


def find(exercise_id: str) -> Exercise:
    """The move of that id.

    Raises:
        UnknownExercise: There is none; the message suggests the nearest.
    """
    if exercise_id in EXERCISES:
        return EXERCISES[exercise_id]
    near = get_close_matches(exercise_id.lower().replace("-", "_"), EXERCISES, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else f"the moves are {', '.join(EXERCISES)}"
    raise UnknownExercise(f"no exercise called {exercise_id!r}; {hint}")
