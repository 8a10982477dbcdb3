"""The exercises of the guide: each module here declares one as ``EXERCISE``, its id the module's name.

A module without one, or with another id, is a ``ValueError`` on import.
The package can be called: ``posture.exercises()`` lists them all.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from posture.coach.exercise import Exercise
from posture.coach.registry import EXERCISES, find, register, resolve

__all__ = ["EXERCISES", "find", "move_title", "resolve", "rule_title"]


class _CallablePackage(ModuleType):
    """This package, which `posture` also offers as a function of the same name."""

    def __call__(self) -> tuple[Exercise, ...]:
        """Return every exercise, in the order of their ids."""
        return tuple(EXERCISES.values())


def _declared() -> list[Exercise]:
    names = sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))
    declared = {name: getattr(import_module(f"{__name__}.{name}"), "EXERCISE", None) for name in names}
    wrong = ", ".join(
        f"{name}.py (no EXERCISE)" if exercise is None else f"{name}.py (id {exercise.id!r})"
        for name, exercise in declared.items()
        if exercise is None or exercise.id != name
    )
    if wrong:  # a second exercise of an id would replace the first
        raise ValueError(f"{__name__}: expected an EXERCISE whose id is the name of its file, got {wrong}")
    return [exercise for exercise in declared.values() if exercise is not None]


register(_declared())
sys.modules[__name__].__class__ = _CallablePackage

_RULE_TITLES = {rule.name: rule.title for move in EXERCISES.values() for rule in move.all_rules}
_RULE_TITLES["lean front proxy"] = _RULE_TITLES["lean_front_proxy"]  # as sets that were kept earlier have it


def rule_title(name: str) -> str:
    """Return the title of a rule by its id; an id that no exercise knows any more stays as it is.

    >>> rule_title("trunk_swing"), rule_title("lean_front_proxy")
    ('trunk swing', 'seems to lean back')
    """
    return _RULE_TITLES.get(name, name)


def move_title(exercise: str) -> str:
    """Return the title of an exercise by its id; an id that no longer exists stays as it is.

    >>> move_title("chin_tucks"), move_title("handstands")
    ('Chin tucks', 'handstands')
    """
    return EXERCISES[exercise].title if exercise in EXERCISES else exercise
