"""The registry of exercises: ids to declarations.

`posture.exercises` fills it when it is imported. It lies below the coach, so that
``Coach("chin_tucks")`` works without the coach knowing the guide.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from posture.coach.exercise import Exercise
from posture.errors import UnknownExercise

EXERCISES: dict[str, Exercise] = {}
"""Every exercise by its id."""


def register(exercises: Iterable[Exercise]) -> None:
    """Add exercises under their ids."""
    EXERCISES.update((exercise.id, exercise) for exercise in exercises)


def find(exercise_id: str) -> Exercise:
    """Return the exercise of that id.

    Raises:
        UnknownExercise: There is none; the message suggests the nearest.
    """
    if exercise_id in EXERCISES:
        return EXERCISES[exercise_id]
    near = get_close_matches(exercise_id.lower().replace("-", "_"), EXERCISES, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]}?" if near else f"the moves are {', '.join(EXERCISES)}"
    if not EXERCISES:
        hint = "none is registered; import posture.exercises first"
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
