"""A coached set of an exercise as a worker runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.coach.session import Session
from posture.exercises import find
from posture.live.fold import About, Look, Memory
from posture.live.view import describe
from posture.vision.light import light_of
from posture.vision.sources import Sight


class SetFold:
    """One coach for one set; what it learns of the person serves the next one.

    Args:
        exercise: The move's id.
        hold_s: The dose of its hold, where it has one.
        count_in_s: Seconds that are counted down once the person is in place.
        memory: Moves as they were learned, by id.
    """

    def __init__(self, exercise: str, hold_s: float | None, count_in_s: float, memory: Memory) -> None:
        move = find(exercise)
        learned: Exercise = memory.get(exercise, move)
        self._coach = Coach(learned, hold_s=hold_s, calibrate=True, count_in_s=count_in_s)
        self._memory = memory
        self.look = Look(mask=move.needs_mask)

    def update(self, sight: Sight) -> dict[str, Any]:
        """Coach one moment."""
        update = self._coach.update(sight.pose, sight.t_s)
        light = None if update.ready or sight.rgb is None else light_of(sight.rgb).value
        return {**describe(update), "light": light}

    def so_far(self, about: About) -> dict[str, Any]:
        """The session without the movement under way."""
        return _told(self._coach.so_far(), about)

    def finish(self, about: About) -> dict[str, Any]:
        """The session."""
        learned = self._coach.learned
        self._memory[learned.id] = learned
        return _told(self._coach.finish(), about)


def open_set(options: Mapping[str, Any], memory: Memory) -> SetFold:
    """A set of ``exercise``, with ``hold_s`` where another dose is wished, counted in for ``count_in_s``."""
    return SetFold(options["exercise"], options.get("hold_s"), options.get("count_in_s", 0.0), memory)


def _told(session: Session, about: About) -> dict[str, Any]:
    whole = replace(session, source=about.source, model=about.model, version=about.version)
    return whole.as_dict()
