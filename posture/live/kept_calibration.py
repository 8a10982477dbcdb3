"""What a person has shown of a move, kept for the same person before the same camera, and nobody else.

Whose it is is told three ways, and each must agree: the person that the page names, the camera with
the size of its pictures, and the colors that the person wears.
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
"""So many looks at somebody decide whether they are the one who was seen before."""


@dataclass(frozen=True, slots=True)
class Place:
    """For whom a move is measured and where, as far as it is known before anybody is seen.

    Attributes:
        exercise: The move's id.
        person: As the page names them; empty where the household keeps no profiles.
        camera: As the browser names it; empty where it does not.
    """

    exercise: str
    person: str = ""
    camera: str = ""

    def with_pictures(self, size_px: tuple[int, int]) -> str:
        """The place in the memory of a page, for pictures of that size."""
        return repr((self.exercise, self.person, self.camera, size_px))


@dataclass(frozen=True, slots=True)
class Taught:
    """A move as it was learned from somebody, and how they look."""

    move: Exercise
    looks: Looks = field(default_factory=Looks)


class Teaching:
    """Says by what somebody is measured: what they have shown before, or the plain move.

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

    def before(self, sight: SourcePose) -> Exercise | None:
        """Look at whoever waits; what they have shown before, once they are known to be the same."""
        if not self._key and (size_px := _size(sight)):
            self._key = self._place.with_pictures(size_px)
            self._taught = self._memory.get(self._key)
        if self._taught is None or self._adopted or not self._are_same(self._taught, sight):
            return None
        self._adopted = True
        return self._taught.move

    def during(self, sight: SourcePose, *, learned: Exercise | None) -> None:
        """Look at whoever is measured.

        Args:
            sight: The moment.
            learned: The move as they have shown it in this set; ``None`` where they have not.
        """
        if learned is not None and not self._adopted:
            self._taught, self._adopted = Taught(learned), True
        if self._taught is not None and self._adopted and sight.pose is not None and sight.rgb is not None:
            self._taught.looks.learn(sight.pose, sight.rgb)

    def left(self) -> Exercise | None:
        """Somebody is waited for anew, who may be another: the plain move, where another was adopted."""
        self._known.clear()
        before, self._adopted = self._adopted, False
        return self._move if before else None

    def move_to(self, camera: str) -> None:
        """Another camera watches from now on; what was shown to the one before stays kept for that."""
        self.keep()
        self._place = replace(self._place, camera=camera)
        self._key, self._taught, self._adopted = "", None, False
        self._known.clear()

    def keep(self) -> None:
        """Leave what was shown in the memory of the page."""
        if self._key and self._taught is not None:
            self._memory[self._key] = self._taught

    def _are_same(self, taught: Taught, sight: SourcePose) -> bool:
        if sight.pose is None or sight.rgb is None:
            return False
        known = taught.looks.known(sight.pose, sight.rgb)
        if not math.isnan(known):
            self._known.append(known)
        return len(self._known) == LOOKS and median(self._known) >= SAME


def _size(sight: SourcePose) -> tuple[int, int] | None:
    """Width and height of the picture."""
    if sight.rgb is not None:
        return sight.rgb.shape[1], sight.rgb.shape[0]
    return sight.pose.size_px if sight.pose is not None else None
