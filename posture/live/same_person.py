"""Tells whether the person before a camera is the one of the set before, where nobody said who they are."""

from __future__ import annotations

import math
from collections import deque
from statistics import median

from posture.live.kept_calibration import LOOKS, Place
from posture.live.run import Memory
from posture.vision.appearance import SAME, Looks
from posture.vision.pose_stream import SourcePose

_EVERY_MOVE = "whoever was seen last"


class Acquaintance:
    """Knows the person of the last set of a page by what they wear.

    Bodies say too little: over 20 rendered and real people seen from the front, shoulders are 0.59 to 0.73
    of the trunk, and those of one and the same body 0.59 to 0.67 from set to set. Where the page names the
    person, that is believed.

    Args:
        place: Whose set it is, and where.
        memory: What earlier runs of the page have learned.
    """

    def __init__(self, place: Place, memory: Memory) -> None:
        self._named, self._memory = bool(place.person), memory
        self._key = repr((_EVERY_MOVE, place.camera))
        before = memory.get(self._key)
        self._before: Looks | None = before if isinstance(before, Looks) else None
        self._looks = Looks()
        self._known: deque[float] = deque(maxlen=LOOKS)

    def is_same(self, moment: SourcePose) -> bool:
        """Look at the person who waits, and tell whether they are known to be the same."""
        if self._named:
            return True
        if self._before is None or moment.pose is None or moment.rgb is None:
            return False
        known = self._before.known(moment.pose, moment.rgb)
        if not math.isnan(known):
            self._known.append(known)
        return len(self._known) == LOOKS and median(self._known) >= SAME

    def learn(self, moment: SourcePose) -> None:
        """Look at the person who is measured."""
        if not self._named and moment.pose is not None and moment.rgb is not None:
            self._looks.learn(moment.pose, moment.rgb)
            self._memory[self._key] = self._looks
