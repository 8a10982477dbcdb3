"""The last of what was seen in a set, thinly: enough to find the person's rest in it, and to look again."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from posture.coach.setup.eyes import Sight

KEEP_S = 45.0
"""Two refused movements of the slowest pace and the set-up before them; 675 poses, 20 MB with their masks."""
STEP_S = 1.0 / 15.0
"""Closer together there is nothing to learn: no movement is done in less than a second."""


@dataclass(frozen=True, slots=True, eq=False)
class _Packed:
    sight: Sight
    shape: tuple[int, ...] = ()
    bits: npt.NDArray[np.uint8] | None = None


class Memory:
    """Keeps sights with somebody in them, in order of time, and forgets the oldest."""

    def __init__(self) -> None:
        self._kept: deque[tuple[float, _Packed]] = deque()

    def take(self, sight: Sight) -> None:
        """Keep the next, where it is not too near to the one before."""
        pose = sight.pose
        if pose is None or (self._kept and pose.t_s - self._kept[-1][0] < STEP_S):
            return
        bare = replace(pose, mask=None)
        packed = _Packed(replace(sight, pose=bare, raw=bare))
        if pose.mask is not None:
            packed = replace(packed, shape=pose.mask.shape, bits=np.packbits(pose.mask))
        self._kept.append((pose.t_s, packed))
        while pose.t_s - self._kept[0][0] > KEEP_S:
            self._kept.popleft()

    def since(self, t_s: float) -> Iterator[Sight]:
        """What is kept of that time and later."""
        return (_whole(packed) for at_s, packed in self._kept if at_s >= t_s)

    def forget(self) -> None:
        """It may be somebody else from now on."""
        self._kept.clear()


def _whole(packed: _Packed) -> Sight:
    """The sight with its mask."""
    if packed.bits is None or packed.sight.pose is None:
        return packed.sight
    count = int(np.prod(packed.shape))
    mask = np.unpackbits(packed.bits, count=count).astype(np.bool_).reshape(packed.shape)
    return replace(packed.sight, pose=replace(packed.sight.pose, mask=mask))
