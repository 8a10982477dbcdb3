"""A coached set of an exercise as a worker runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from posture.coach.coach import Coach
from posture.coach.exercise import Exercise
from posture.coach.joining import going_on, joined, only
from posture.coach.record import SetRecord
from posture.coach.session import Session
from posture.coach.standouts import Stills, standouts
from posture.exercises import find
from posture.live.fold import About, Look, Memory, resumed
from posture.live.view import describe
from posture.vision.light import light_of
from posture.vision.sources import Sight
from posture.vision.still import encode_jpeg
from posture.vision.upright import Rgb


class SetFold:
    """One coach for one set; what it learns of the person serves the next one.

    Args:
        exercise: The move's id.
        asked: The options of `open_set`.
        memory: Moves as they were learned, by id.
        before: The part of this set before its watcher was lost, which this one goes on from.
    """

    def __init__(
        self,
        exercise: str,
        asked: Mapping[str, Any],
        memory: Memory,
        *,
        before: SetRecord | None = None,
    ) -> None:
        move = find(exercise)
        learned: Exercise = memory.get(exercise, move)
        self._before = before
        self._coach = Coach(
            learned,
            hold_s=asked.get("hold_s"),
            calibrate=True,
            count_in_s=asked.get("count_in_s", 0.0),
            counted_before=before.session.counts.reps if before else 0,
        )
        self._stills: Stills[Rgb] | None = Stills(learned) if asked.get("pictures") else None
        self._memory = memory
        self.look = Look(mask=move.needs_mask)

    def update(self, sight: Sight) -> dict[str, Any]:
        """Coach one moment."""
        update = self._coach.update(sight.pose, sight.t_s)
        if self._stills is not None and sight.rgb is not None:
            self._stills.see(update, sight.rgb)
        light = None if update.ready or sight.rgb is None else light_of(sight.rgb).value
        whole = going_on(update, self._before.session.counts) if self._before else update
        return {**describe(whole), "light": light}

    def so_far(self, about: About) -> dict[str, Any]:
        """The record (`SetRecord`) with a hold under way, but no other movement, and without pictures."""
        coach = self._coach
        session = coach.if_ended() if coach.holding else coach.so_far()
        return self._whole(SetRecord(_told(session, about), coach.trace)).as_dict()

    def finish(self, about: About) -> dict[str, Any]:
        """The record of the set (`SetRecord`)."""
        learned = self._coach.learned
        self._memory[learned.id] = learned
        session = _told(self._coach.finish(), about)
        stills = self._stills.of(session.attempts) if self._stills else {}
        jpegs = {number: encode_jpeg(rgb) for number, rgb in stills.items()}
        return self._whole(SetRecord(session, self._coach.trace, jpegs)).as_dict()

    def _whole(self, record: SetRecord) -> SetRecord:
        """With the part before; of the pictures only those of the best and the least of the whole set."""
        if self._before is None:
            return record
        whole = joined(self._before, record)
        ends = standouts(whole.session.attempts, self._coach.learned)
        numbers = {attempt.number for attempt in (ends.best, ends.least) if attempt is not None}
        return replace(whole, stills=only(whole.stills, numbers))


def open_set(options: Mapping[str, Any], memory: Memory) -> SetFold:
    """A set of ``exercise``; ``hold_s``, ``count_in_s`` and ``pictures`` (stills may be kept) if wished.

    ``resume`` (`posture.live.fold.Resume`): it goes on from there.
    """
    resume = resumed(options)
    before = SetRecord.from_dict(resume.result) if resume.result else None
    return SetFold(options["exercise"], options, memory, before=before)


def _told(session: Session, about: About) -> Session:
    return replace(session, source=about.source, model=about.model, version=about.version)
