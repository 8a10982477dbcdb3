"""The registry of exercises: ids to declarations.

`posture.exercises` fills it when it is imported, at the latest when an id is looked up. So
``Coach("chin_tucks")`` works by itself, and the coach knows no exercise by name.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from importlib import import_module

from posture.coach.exercise import Exercise
from posture.errors import UnknownExercise

EXERCISES: dict[str, Exercise] = {}
"""Every exercise by its id."""
_LETTERS = 3
"""A part of an id that is shorter says nothing about which is meant."""
_ALIKE = 0.6
"""Share of letters in common from which an id is suggested: below it, squats would be superman."""


def register(exercises: Iterable[Exercise]) -> None:
    """Add exercises under their ids."""
    EXERCISES.update((exercise.id, exercise) for exercise in exercises)


def find(exercise_id: str) -> Exercise:
    """Return the exercise of that id.

    Raises:
        UnknownExercise: There is none; the message suggests the nearest.
    """
    if not EXERCISES:
        import_module("posture.exercises")  # by name: declarations know the coach, not the other way round
    if exercise_id in EXERCISES:
        return EXERCISES[exercise_id]
    asked = exercise_id.lower().replace("-", "_")
    holding = [known for known in EXERCISES if len(asked) >= _LETTERS and asked in known]
    near = holding or get_close_matches(asked, EXERCISES, n=1, cutoff=_ALIKE)
    hint = f"did you mean {near[0]}?" if near else f"the moves are {', '.join(EXERCISES)}"
    raise UnknownExercise(f"no exercise called {exercise_id!r}; {hint}")


def resolve(exercise: Exercise | str) -> Exercise:
    """Return the exercise itself, or the registered one of that id.

    Raises:
        UnknownExercise: No exercise has that id.
        ValueError: It is neither an exercise nor an id.
    """
    if isinstance(exercise, str):
        return find(exercise)
    given: object = exercise
    if not isinstance(given, Exercise):
        raise ValueError(f"exercise: expected an Exercise or the id of one, got {given!r}")
    return given
