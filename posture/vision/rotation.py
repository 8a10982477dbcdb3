"""Turns frames and poses by quarters, for a phone that stood on its side or a camera mounted upside down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from enum import IntEnum

import numpy as np

from posture.body.landmarks import Pose
from posture.vision.capture import Frame
from posture.vision.orientation import Rgb


class Turn(IntEnum):
    """An angle in degrees, clockwise, by which a frame is turned."""

    NONE = 0
    RIGHT = 90
    OVER = 180
    LEFT = 270

    __str__ = int.__repr__

    @property
    def quarters(self) -> int:
        """Return the angle in quarters of a circle."""
        return self.value // 90


def turned_rgb(rgb: Rgb, turn: Turn) -> Rgb:
    """Turn a frame or picture; the very array comes back where nothing is to be turned.

    Args:
        rgb: (H, W, 3) uint8.
        turn: The angle.
    """
    return rgb if turn is Turn.NONE else np.ascontiguousarray(np.rot90(rgb, -turn.quarters))


def turned_frames(frames: Iterator[Frame], turn: Turn) -> Iterator[Frame]:
    """Turn the frames of a video, one after the other.

    Args:
        frames: Frames in order of time, as the camera gave them.
        turn: The angle.
    """
    return (replace(frame, rgb=turned_rgb(frame.rgb, turn)) for frame in frames)


def turned_size(size_px: tuple[int, int], turn: Turn) -> tuple[int, int]:
    """Return width and height after a turn.

    Args:
        size_px: Width and height before it.
        turn: The angle.
    """
    return (size_px[1], size_px[0]) if turn.quarters % 2 else size_px


def turned_pose(pose: Pose, turn: Turn) -> Pose:
    """Return a pose as it lies in the turned frame.

    Args:
        pose: The pose before the turn.
        turn: The angle.
    """
    xy, xyz, mask = pose.image_xy, pose.world_xyz, pose.mask
    width, height = pose.size_px
    for _ in range(turn.quarters):
        xy = np.stack([height - xy[:, 1], xy[:, 0]], axis=1)
        xyz = np.stack([-xyz[:, 1], xyz[:, 0], xyz[:, 2]], axis=1)
        mask = None if mask is None else np.ascontiguousarray(np.rot90(mask, -1))
        width, height = height, width
    return replace(pose, size_px=(width, height), image_xy=xy, world_xyz=xyz, mask=mask)
