"""The first of two passes over a file: the poses are found, once, and with them how the person rests.

A part is as much as is kept at once: a long video is judged part by part, in memory that does not grow.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from posture.body.landmarks import Bools, Floats, Pose
from posture.coach.exercise import Exercise
from posture.coach.running.running_set import AWAY_S
from posture.coach.setup.method_choice import MethodChoice
from posture.coach.setup.observation import Observation as Seen
from posture.coach.setup.observation import Observer
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.vision.pose_stream import PoseSource, SourcePose

PART_S = 600.0
"""Ten minutes at 30 poses a second are 18 000, about 60 MB with their masks packed."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedMoment:
    """One moment as it is kept: without its picture, its mask packed.

    Attributes:
        arrays: Pixels, world and visibility of the pose, and the size of its picture; ``None`` where
            nobody was found.
        mask: Shape and packed bits of the person mask.
        others: Whether somebody else was in the picture.
    """

    t_s: float
    arrays: tuple[Floats, Floats, Floats, tuple[int, int]] | None
    mask: tuple[tuple[int, ...], bytes] | None
    others: bool = False

    @classmethod
    def of(cls, observation: SourcePose) -> PackedMoment:
        """Pack a moment."""
        t_s, pose = observation.t_s, observation.pose
        if pose is None:
            return cls(t_s, None, None, observation.others)
        arrays = (pose.image_xy, pose.world_xyz, pose.visibility, pose.size_px)
        return cls(t_s, arrays, None if pose.mask is None else _packed(pose.mask), observation.others)

    @property
    def pose(self) -> Pose | None:
        """The pose as it was found."""
        if self.arrays is None:
            return None
        xy, xyz, visibility, size_px = self.arrays
        mask = None if self.mask is None else _unpacked(*self.mask)
        return Pose(self.t_s, size_px, xy, xyz, visibility, mask)


def _packed(mask: Bools) -> tuple[tuple[int, ...], bytes]:
    return mask.shape, zlib.compress(np.packbits(mask).tobytes(), 1)


def _unpacked(shape: tuple[int, ...], packed: bytes) -> Bools:
    bits = np.frombuffer(zlib.decompress(packed), np.uint8)
    return np.unpackbits(bits, count=int(np.prod(shape))).astype(np.bool_).reshape(shape)


@dataclass(frozen=True, slots=True)
class StretchesFound:
    """What the first pass has found: the moments in order, and how the person rests in each stretch."""

    moments: tuple[PackedMoment, ...]
    rests: tuple[Rest, ...]

    def rest_at(self, t_s: float) -> Rest | None:
        """The rest that holds at a moment; ``None`` where none is known."""
        return next((rest for rest in self.rests if rest.covers(t_s)), None)


def parts(
    poses: PoseSource, exercise: Exercise, *, tell: Callable[[float], None]
) -> Iterator[StretchesFound]:
    """Find the poses of a source, part by part.

    Whoever gets ready is the person to follow from there on, as in a set without a second pass.

    Args:
        poses: The source.
        exercise: The move.
        tell: Called with the time of each moment.
    """
    eyes, scout = Observer(), _Scout(exercise) if poses.kind == "video" else None
    moments: list[PackedMoment] = []
    whole = RestSearch(exercise)
    for observation in poses:
        if moments and observation.t_s - moments[0].t_s > PART_S:
            yield StretchesFound(tuple(moments), whole.rests())
            moments, whole = [], RestSearch(exercise)
        moments.append(PackedMoment.of(observation))
        seen = eyes.look(observation.pose)
        whole.take(seen)
        if scout is not None and scout.update(seen, observation.t_s):
            poses.keep()
        tell(observation.t_s)
    if moments:
        yield StretchesFound(tuple(moments), whole.rests())


class _Scout:
    """Waits until somebody is ready for the move, and anew once they were away for long."""

    def __init__(self, exercise: Exercise) -> None:
        self._methods = MethodChoice(exercise)
        self._ready, self._seen_s = False, math.nan

    def update(self, seen: Seen, t_s: float) -> bool:
        """Take the next moment; whether whoever is there got ready, now or before."""
        if self._ready and t_s - self._seen_s > AWAY_S:
            self._methods.restart()
            self._ready = False
        self._ready = self._ready or self._methods.update(seen) is not None
        if seen.pose is not None:
            self._seen_s = t_s
        return self._ready


def rests_in(poses: PoseSource, exercise: Exercise) -> tuple[Rest, ...]:
    """How the person rests in a source, for each stretch of it in which that is clear."""
    return tuple(rest for part in parts(poses, exercise, tell=lambda _: None) for rest in part.rests)
