"""Two people in one picture: cut out of rendered clips and pasted together, frame by frame.

A person is cut out with the network's own mask; the room without anybody is the picture with the
person's place filled from both sides of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from clip_kit import SAMPLES

from posture.coach.coach import Coach, Update
from posture.exercises import EXERCISES
from posture.vision.capture import VideoFile
from posture.vision.estimator import Estimator
from posture.vision.orientation import Rgb
from posture.vision.person_tracker import TrackingEstimator

EVERY = 2
"""Each second picture of 18 a second: nine are enough to count."""
_EDGE_PX = 5


@dataclass(frozen=True)
class Cutout:
    """A person without the room: colors, and how much of each pixel is theirs."""

    rgb: Rgb
    share: np.ndarray

    def over(self, room: Rgb, *, right_px: int = 0, larger: float = 1.0) -> Rgb:
        """The person put before a room, moved aside and enlarged about the middle of the lower edge."""
        height, width = room.shape[:2]
        move = np.array(
            [[larger, 0.0, right_px + width / 2 * (1.0 - larger)], [0.0, larger, height * (1.0 - larger)]]
        )
        rgb = cv2.warpAffine(self.rgb, move, (width, height)).astype(np.float32)
        share = cv2.warpAffine(self.share, move, (width, height))[..., None]
        mixed: Rgb = (share * rgb + (1.0 - share) * room).astype(np.uint8)
        return mixed


@cache
def film(clip: str, seconds: float) -> tuple[tuple[float, Rgb], ...]:
    """Times and pictures of the beginning of a sample."""
    with VideoFile(SAMPLES / f"{clip}.mp4", end_s=seconds) as video:
        return tuple((frame.t_s, frame.rgb) for i, frame in enumerate(video) if i % EVERY == 0)


@cache
def cutouts(clip: str, seconds: float) -> tuple[Cutout, ...]:
    """The person in each of those pictures."""
    found = []
    with Estimator("lite", with_mask=True) as estimator:
        for t_s, rgb in film(clip, seconds):
            pose = estimator.estimate(rgb, t_s)
            assert pose is not None and pose.mask is not None
            mask = cv2.resize(pose.mask.astype(np.float32), rgb.shape[1::-1])
            found.append(Cutout(rgb, cv2.GaussianBlur(mask, (_EDGE_PX, _EDGE_PX), 0)))
    return tuple(found)


@cache
def room(clip: str) -> Rgb:
    """The first picture without its person."""
    person = cutouts(clip, 0.3)[0]
    rgb, there = person.rgb.copy(), cv2.dilate(person.share, np.ones((25, 45))) > 0.05
    across = np.arange(rgb.shape[1])
    for y in np.flatnonzero(there.any(axis=1)):
        kept = ~there[y]
        for channel in range(3):
            rgb[y, ~kept, channel] = np.interp(across[~kept], across[kept], rgb[y, kept, channel])
    return rgb


Frames = list[tuple[float, Rgb]]


def coached(frames: Frames, exercise_id: str, *, model: str = "lite") -> Iterator[tuple[Coach, Update]]:
    """Every update of a set, as a video or the live worker makes it."""
    coach = Coach(EXERCISES[exercise_id])
    with TrackingEstimator(model) as estimator:
        for t_s, rgb in frames:
            update = coach.update(estimator.estimate(rgb, t_s), t_s)
            if update.ready:
                estimator.keep()
            yield coach, update


def composed(clip: str, seconds: float, change: Callable[[float, Rgb], Rgb]) -> Frames:
    """A sample with something changed in each of its pictures."""
    return [(t_s, change(t_s, rgb)) for t_s, rgb in film(clip, seconds)]
