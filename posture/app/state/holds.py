"""How long the person holds a move: one number for the plan and for a set outside of it."""

from __future__ import annotations

from dataclasses import replace

from posture.app.state import person, training
from posture.coach.exercise import Exercise
from posture.errors import StoreError


def hold_s(exercise: Exercise) -> float:
    """Return how many seconds the person holds a move: as the plan has it, else as they chose."""
    try:
        forms = training.plan().forms.values()
    except StoreError:  # the set is counted all the same
        return person.hold_s(exercise)
    planned = (entry.hold_s for some in forms for entry in some if entry.id == exercise.id)
    return next((held_s for held_s in planned if held_s), 0.0) or person.hold_s(exercise)


def choose(exercise: Exercise, seconds: float) -> None:
    """Keep how long the person holds a move, in every form of the plan as well.

    Args:
        exercise: The move.
        seconds: Within what the guide allows.
    """
    person.choose_hold(exercise, seconds)
    before = changed = training.plan()
    for form, entries in before.forms.items():
        held = tuple(
            replace(entry, hold_s=seconds) if entry.id == exercise.id and entry.hold_s else entry
            for entry in entries
        )
        if held != entries:
            changed = changed.with_entries(form, held)
    if changed is not before:
        training.keep_plan(changed)
