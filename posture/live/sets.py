"""A coached set of an exercise as a worker runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.coach.record import SetRecord
from posture.coach.session import Session
from posture.coach.standouts import Stills
from posture.exercises import find
from posture.live.fold import About, Look, Memory
from posture.live.view import describe
from posture.vision.light import light_of
from posture.vision.sources import Sight
from posture.vision.still import encode_jpeg
from posture.vision.upright import Rgb


class SetFold:
    """One coach for one set; what it learns of the person serves the next one.

    Args:
        exercise: The move's id.
        hold_s: The dose of its hold, where it has one.
        count_in_s: Seconds that are counted down once the person is in place.
        memory: Moves as they were learned, by id.
        pictures: The person lets stills of two attempts be kept.
    """

    def __init__(
        self,
        exercise: str,
        hold_s: float | None,
        count_in_s: float,
        memory: Memory,
        *,
        pictures: bool = False,
    ) -> None:
        move = find(exercise)
        learned: Exercise = memory.get(exercise, move)
        self._coach = Coach(learned, hold_s=hold_s, calibrate=True, count_in_s=count_in_s)
        self._stills: Stills[Rgb] | None = Stills(learned) if pictures else None
        self._memory = memory
        self.look = Look(mask=move.needs_mask)

    def update(self, sight: Sight) -> dict[str, Any]:
        """Coach one moment."""
        update = self._coach.update(sight.pose, sight.t_s)
        if self._stills is not None and sight.rgb is not None:
            self._stills.see(update, sight.rgb)
        light = None if update.ready or sight.rgb is None else light_of(sight.rgb).value
        return {**describe(update), "light": light}

    def so_far(self, about: About) -> dict[str, Any]:
        """The record (`SetRecord`) with a hold under way, but no other movement, and without pictures."""
        coach = self._coach
        session = coach.if_ended() if coach.holding else coach.so_far()
        return SetRecord(_told(session, about), coach.trace).as_dict()

    def finish(self, about: About) -> dict[str, Any]:
        """The record of the set (`SetRecord`)."""
        learned = self._coach.learned
        self._memory[learned.id] = learned
        session = _told(self._coach.finish(), about)
        stills = self._stills.of(session.attempts) if self._stills else {}
        jpegs = {number: encode_jpeg(rgb) for number, rgb in stills.items()}
        return SetRecord(session, self._coach.trace, jpegs).as_dict()


def open_set(options: Mapping[str, Any], memory: Memory) -> SetFold:
    """A set of ``exercise``; ``hold_s``, ``count_in_s`` and ``pictures`` (stills may be kept) if wished."""
    return SetFold(
        options["exercise"],
        options.get("hold_s"),
        options.get("count_in_s", 0.0),
        memory,
        pictures=bool(options.get("pictures")),
    )


def _told(session: Session, about: About) -> Session:
    return replace(session, source=about.source, model=about.model, version=about.version)
