"""How the process that holds the pose network is talked to: a header, then the raw picture or pose.

Each request gets one answer. A closed pipe asks the process to end.
"""

from __future__ import annotations

import struct
from enum import Enum
from io import RawIOBase
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from posture.body.landmarks import N_LANDMARKS, Pose
from posture.vision.orientation import Rgb

_HEADER = struct.Struct("<cIId")
_FIGURES = N_LANDMARKS * 6
"""Two in the picture, three in space, and the visibility of each landmark."""
_POSE_BYTES = _FIGURES * 8


class EngineAsk(bytes, Enum):
    """What is asked of the process."""

    OPEN = b"O"
    """Make a landmarker: whether with masks, the length of the path, the path."""
    SEE = b"S"
    """Look at a picture: its height and width, its time, its bytes."""
    CLOSE = b"C"
    """Let the landmarker go."""


class EngineAnswer(bytes, Enum):
    """What the process answers."""

    DONE = b"D"
    """Nothing to tell: it is open, closed, or there is nobody in the picture."""
    POSE = b"P"
    """Somebody: height and width of the mask (0 for none), the figures, the mask's bits."""
    NO_MODEL = b"M"
    """The model cannot be used: a sentence for people."""
    NO_ENGINE = b"X"
    """The engine does not load: the reason."""


class Message(NamedTuple):
    """A header; what its numbers mean is said at each kind."""

    kind: bytes
    first: int = 0
    second: int = 0
    t_s: float = 0.0


def send(stream: RawIOBase, message: Message, payload: bytes | memoryview = b"") -> None:
    """Write one message; the payload is not copied."""
    for part in (_HEADER.pack(*message), payload):
        rest = memoryview(part)
        while rest:
            rest = rest[stream.write(rest) or 0 :]


def receive(stream: RawIOBase) -> Message:
    """The next message's header.

    Raises:
        EOFError: The other end is gone.
    """
    return Message(*_HEADER.unpack(receive_bytes(stream, _HEADER.size)))


def receive_bytes(stream: RawIOBase, size: int) -> bytearray:
    """So many bytes of a payload.

    Raises:
        EOFError: The other end is gone in the middle of them.
    """
    data = bytearray(size)
    rest = memoryview(data)
    while rest:
        taken = stream.readinto(rest)
        if not taken:
            raise EOFError("the other end closed the pipe")
        rest = rest[taken:]
    return data


def send_picture(stream: RawIOBase, rgb: Rgb, t_s: float) -> None:
    """Write a picture."""
    height, width = rgb.shape[:2]
    send(stream, Message(EngineAsk.SEE, height, width, t_s), np.ascontiguousarray(rgb).data.cast("B"))


def receive_picture(stream: RawIOBase, header: Message) -> Rgb:
    """The picture that a header announced."""
    shape = (header.first, header.second, 3)
    return np.frombuffer(receive_bytes(stream, header.first * header.second * 3), np.uint8).reshape(shape)


def send_pose(stream: RawIOBase, pose: Pose | None) -> None:
    """Write what was found in a picture."""
    if pose is None:
        send(stream, Message(EngineAnswer.DONE))
        return
    figures = np.hstack([pose.image_xy, pose.world_xyz, pose.visibility[:, None]])
    mask = b"" if pose.mask is None else np.packbits(pose.mask).tobytes()
    size = (0, 0) if pose.mask is None else pose.mask.shape
    send(stream, Message(EngineAnswer.POSE, *size), figures.tobytes() + mask)


def receive_pose(stream: RawIOBase, header: Message, t_s: float, size_px: tuple[int, int]) -> Pose | None:
    """What a header announced: somebody or nobody."""
    if header.kind != EngineAnswer.POSE:
        return None
    figures = np.frombuffer(receive_bytes(stream, _POSE_BYTES), np.float64).reshape(N_LANDMARKS, 6)
    return Pose(
        t_s=t_s,
        size_px=size_px,
        image_xy=figures[:, :2].copy(),
        world_xyz=figures[:, 2:5].copy(),
        visibility=figures[:, 5].copy(),
        mask=_mask(stream, (header.first, header.second)),
    )


def _mask(stream: RawIOBase, shape: tuple[int, int]) -> npt.NDArray[np.bool_] | None:
    count = shape[0] * shape[1]
    if not count:
        return None
    bits = np.frombuffer(receive_bytes(stream, (count + 7) // 8), np.uint8)
    mask = np.unpackbits(bits, count=count).reshape(shape).astype(np.bool_)
    mask.setflags(write=False)
    return mask
