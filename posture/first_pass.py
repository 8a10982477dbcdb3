"""The first of two passes over a file: it finds the poses, once, and with them how the person rests.

A part is as much as is kept in memory at once: a long video is judged part by part, in memory that does
not grow.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from posture.body.landmarks import Bools, Floats, Pose
from posture.coach.exercise import Exercise
from posture.coach.running.presence import AWAY_S
from posture.coach.setup.method_choice import MethodChoice
from posture.coach.setup.observation import Observation, Observer
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.vision.pose_stream import PoseSource, SourcePose

PART_S = 600.0
"""Seconds of a part: 18 000 poses at 30 a second take about 60 MB with their masks packed."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedMoment:
    """One moment as it is kept: without its frame, its mask packed.

    Attributes:
        t_s: Seconds of the source.
        arrays: Pixels, world and visibility of the pose, and the size of its frame; ``None`` where nobody was
            found.
        mask: Shape and packed bits of the person mask.
        others: Whether somebody else was in the frame.
    """

    t_s: float
    arrays: tuple[Floats, Floats, Floats, tuple[int, int]] | None
    mask: tuple[tuple[int, ...], bytes] | None
    others: bool = False

    @classmethod
    def of(cls, found: SourcePose) -> PackedMoment:
        """Pack a moment."""
        t_s, pose = found.t_s, found.pose
        if pose is None:
            return cls(t_s, None, None, found.others)
        arrays = (pose.image_xy, pose.world_xyz, pose.visibility, pose.size_px)
        return cls(t_s, arrays, None if pose.mask is None else _packed(pose.mask), found.others)

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
    """The result of the first pass over a part.

    Attributes:
        moments: Every moment, in order.
        rests: How the person rests, for each stretch in which that is clear.
    """

    moments: tuple[PackedMoment, ...]
    rests: tuple[Rest, ...]

    def rest_at(self, t_s: float) -> Rest | None:
        """Return the rest that holds at a second of the source; ``None`` where none is known."""
        return next((rest for rest in self.rests if rest.covers(t_s)), None)


def parts(
    poses: PoseSource, exercise: Exercise, *, tell: Callable[[float], None]
) -> Iterator[StretchesFound]:
    """Find the poses of a source, part by part.

    The first person who gets ready is followed from there on, as in a set without a second pass.

    Args:
        poses: The source.
        exercise: What the person is said to do; its methods decide what rest means.
        tell: Called with the seconds of each moment.
    """
    observer, scout = Observer(), _Scout(exercise) if poses.kind == "video" else None
    moments: list[PackedMoment] = []
    search = RestSearch(exercise)
    for found in poses:
        if moments and found.t_s - moments[0].t_s > PART_S:
            yield StretchesFound(tuple(moments), search.rests())
            moments, search = [], RestSearch(exercise)
        moments.append(PackedMoment.of(found))
        observation = observer.look(found.pose)
        search.take(observation)
        if scout is not None and scout.update(observation, found.t_s):
            poses.keep()
        tell(found.t_s)
    if moments:
        yield StretchesFound(tuple(moments), search.rests())


class _Scout:
    """Waits until somebody is ready for the exercise, and again once they were away for long."""

    def __init__(self, exercise: Exercise) -> None:
        self._choice = MethodChoice(exercise)
        self._ready, self._seen_s = False, math.nan

    def update(self, observation: Observation, t_s: float) -> bool:
        """Take the next moment, and return whether the person who is there got ready, now or before."""
        if self._ready and t_s - self._seen_s > AWAY_S:
            self._choice.restart()
            self._ready = False
        self._ready = self._ready or self._choice.update(observation) is not None
        if observation.pose is not None:
            self._seen_s = t_s
        return self._ready


def rests_in(poses: PoseSource, exercise: Exercise) -> tuple[Rest, ...]:
    """Return how the person rests in a source, for each stretch of it in which that is clear.

    Args:
        poses: The source.
        exercise: What the person is said to do; its methods decide what rest means.
    """
    return tuple(rest for part in parts(poses, exercise, tell=lambda _: None) for rest in part.rests)
