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


_RULE_TITLES = {rule.name: rule.title for move in EXERCISES.values() for rule in move.all_rules}
_RULE_TITLES["lean front proxy"] = _RULE_TITLES["lean_front_proxy"]  # as sets that were kept earlier have it


def rule_title(name: str) -> str:
    """Return the title of a rule by its id; an id that no move knows any more stays as it is.

    >>> rule_title("trunk_swing"), rule_title("lean_front_proxy")
    ('trunk swing', 'seems to lean back')
    """
    return _RULE_TITLES.get(name, name)


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
