"""A coached set of an exercise as a worker runs it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from posture.coach.coach import Coach
from posture.coach.record import SetRecord
from posture.coach.session import Session
from posture.coach.standouts import Stills
from posture.exercises import find
from posture.live.fold import About, Look, Memory
from posture.live.taught import Place, Teaching
from posture.live.view import describe
from posture.vision.light import light_of
from posture.vision.sources import Sight
from posture.vision.still import encode_jpeg
from posture.vision.upright import Rgb


@dataclass(frozen=True, slots=True)
class Asked:
    """What a set is asked for.

    Attributes:
        place: The move, whose it is, and the camera.
        hold_s: The dose of its hold, where it has one.
        count_in_s: Seconds that are counted down once the person is in place.
        pictures: The person lets stills of two attempts be kept.
    """

    place: Place
    hold_s: float | None = None
    count_in_s: float = 0.0
    pictures: bool = False


class SetFold:
    """One coach for one set; what a person shows of the move serves their next set.

    Args:
        asked: What it is asked for.
        memory: What earlier runs of the page have learned.
    """

    def __init__(self, asked: Asked, memory: Memory) -> None:
        move = find(asked.place.exercise)
        self._coach = Coach(move, hold_s=asked.hold_s, calibrate=True, count_in_s=asked.count_in_s)
        self._stills: Stills[Rgb] | None = Stills(move) if asked.pictures else None
        self._teaching = Teaching(move, asked.place, memory)
        self._ready = False
        self.look = Look(mask=move.needs_mask)

    def update(self, sight: Sight) -> dict[str, Any]:
        """Coach one moment."""
        if not self._ready and (shown := self._teaching.before(sight)):
            self._coach.adopt(shown)
        update = self._coach.update(sight.pose, sight.t_s)
        if update.ready:
            self._teaching.during(sight, learned=self._coach.learned if self._coach.taught else None)
        elif self._ready and (plain := self._teaching.left()):
            self._coach.adopt(plain)
        self._ready = update.ready
        if self._stills is not None and sight.rgb is not None:
            self._stills.see(update, sight.rgb)
        light = None if update.ready or sight.rgb is None else light_of(sight.rgb).value
        return {**describe(update), "light": light}

    def so_far(self, about: About) -> dict[str, Any]:
        """The record (`SetRecord`) without the movement under way, and without pictures."""
        return SetRecord(_told(self._coach.so_far(), about), self._coach.trace).as_dict()

    def finish(self, about: About) -> dict[str, Any]:
        """The record of the set (`SetRecord`)."""
        self._teaching.keep()
        session = _told(self._coach.finish(), about)
        stills = self._stills.of(session.attempts) if self._stills else {}
        jpegs = {number: encode_jpeg(rgb) for number, rgb in stills.items()}
        return SetRecord(session, self._coach.trace, jpegs).as_dict()


def open_set(options: Mapping[str, Any], memory: Memory) -> SetFold:
    """A set of ``exercise``.

    If wished with ``hold_s``, ``count_in_s``, ``pictures`` (stills may be kept), and whose it is before
    which ``camera``: ``person``.
    """
    place = Place(options["exercise"], options.get("person") or "", options.get("camera") or "")
    pictures = bool(options.get("pictures"))
    return SetFold(Asked(place, options.get("hold_s"), options.get("count_in_s", 0.0), pictures), memory)


def _told(session: Session, about: About) -> Session:
    return replace(session, source=about.source, model=about.model, version=about.version)
