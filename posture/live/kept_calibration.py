"""The movement that a person has shown, kept for the same person before the same camera, and nobody else.

Three signs say whose it is, and all must agree: the person that the page names, the camera with
the size of its frames, and the colors that the person wears.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field, replace
from statistics import median

from posture.coach.exercise import Exercise
from posture.live.run import Memory
from posture.vision.appearance import SAME, Looks
from posture.vision.pose_stream import SourcePose

LOOKS = 3
"""Looks at somebody that decide whether they are the one who was seen before."""


@dataclass(frozen=True, slots=True)
class Place:
    """For whom and where a move is measured, as far as it is known before anybody is seen.

    Attributes:
        exercise: The move's id.
        person: As the page names them; empty where the household keeps no profiles.
        camera: As the browser names it; empty where it does not.
    """

    exercise: str
    person: str = ""
    camera: str = ""

    def with_frames(self, size_px: tuple[int, int]) -> str:
        """Return the key in the memory of a page, for frames of that width and height."""
        return repr((self.exercise, self.person, self.camera, size_px))


@dataclass(frozen=True, slots=True)
class Taught:
    """A move as somebody has shown it, and how they look."""

    move: Exercise
    looks: Looks = field(default_factory=Looks)


class Teaching:
    """Decides what somebody is measured by: the movement that they have shown before, or the plain move.

    Args:
        move: The plain move.
        place: For whom and where.
        memory: What earlier runs of the page have learned.
    """

    def __init__(self, move: Exercise, place: Place, memory: Memory) -> None:
        self._move, self._place, self._memory = move, place, memory
        self._key = ""
        self._taught: Taught | None = None
        self._known: deque[float] = deque(maxlen=LOOKS)
        self._adopted = False

    def before(self, moment: SourcePose) -> Exercise | None:
        """Look at the person who waits.

        Returns:
            The move as they have shown it before, once they are known to be the same; else ``None``.
        """
        if not self._key and (size_px := _size(moment)):
            self._key = self._place.with_frames(size_px)
            self._taught = self._memory.get(self._key)
        if self._taught is None or self._adopted or not self._are_same(self._taught, moment):
            return None
        self._adopted = True
        return self._taught.move

    def during(self, moment: SourcePose, *, learned: Exercise | None) -> None:
        """Look at the person who is measured.

        Args:
            moment: What the camera shows at a time: the pose and the frame.
            learned: The move as they have shown it in this set; ``None`` where they have not.
        """
        if learned is not None and not self._adopted:
            self._taught, self._adopted = Taught(learned), True
        if self._taught is not None and self._adopted and moment.pose is not None and moment.rgb is not None:
            self._taught.looks.learn(moment.pose, moment.rgb)

    def left(self) -> Exercise | None:
        """Forget who was measured: the person who is waited for now may be another.

        Returns:
            The plain move, where another was adopted; else ``None``.
        """
        self._known.clear()
        before, self._adopted = self._adopted, False
        return self._move if before else None

    def move_to(self, camera: str) -> None:
        """Have another camera watch from now on; what was shown to the one before stays kept for that."""
        self.keep()
        self._place = replace(self._place, camera=camera)
        self._key, self._taught, self._adopted = "", None, False
        self._known.clear()

    def keep(self) -> None:
        """Leave what was shown in the memory of the page."""
        if self._key and self._taught is not None:
            self._memory[self._key] = self._taught

    def _are_same(self, taught: Taught, moment: SourcePose) -> bool:
        if moment.pose is None or moment.rgb is None:
            return False
        known = taught.looks.known(moment.pose, moment.rgb)
        if not math.isnan(known):
            self._known.append(known)
        return len(self._known) == LOOKS and median(self._known) >= SAME


def _size(moment: SourcePose) -> tuple[int, int] | None:
    """Return width and height of the frame."""
    if moment.rgb is not None:
        return moment.rgb.shape[1], moment.rgb.shape[0]
    return moment.pose.size_px if moment.pose is not None else None
