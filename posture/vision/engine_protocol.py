"""What the process of the pose engine is asked and what it answers: raw frames in, landmarks out.

Messages are framed as in `posture.processes.framing`. Each request gets one answer.
"""

from __future__ import annotations

import struct
from enum import Enum

import numpy as np

from posture.body.landmarks import N_LANDMARKS, Bools, Pose
from posture.processes.framing import Writable, send
from posture.vision.orientation import Rgb

_FRAME = struct.Struct("<IId")
"""Height, width and seconds, before the bytes of a frame."""
_MASK = struct.Struct("<II")
"""Height and width of the mask, 0 for none, before the figures of a pose and the bits of its mask."""
_FIGURES = N_LANDMARKS * 6
"""Two in the frame, three in space, and the visibility of each landmark."""

LIBRARIES = "install the system library that it names (on Debian: apt-get install libgl1 libegl1 libgles2)"
"""What to do where the engine does not load."""


class EngineAsk(bytes, Enum):
    """Requests to the engine's process; a closed pipe asks it to end."""

    OPEN = b"O"
    """Make a landmarker: one byte, 1 for masks, then the path of the model."""
    SEE = b"S"
    """Look at a frame (`send_frame`)."""
    CLOSE = b"C"
    """Release the landmarker."""


class EngineAnswer(bytes, Enum):
    """Answers of the engine's process."""

    DONE = b"D"
    """It is open, or closed, or nobody is in the frame."""
    POSE = b"P"
    """Somebody is in the frame (`send_pose`)."""
    NO_MODEL = b"M"
    """The model cannot be used: a sentence for people."""
    NO_ENGINE = b"X"
    """The engine does not load: the reason."""


def send_frame(stream: Writable, rgb: Rgb, t_s: float) -> None:
    """Ask for the person in a frame.

    Args:
        stream: The engine's pipe of requests.
        rgb: (H, W, 3) uint8.
        t_s: Seconds, rising.
    """
    pixels = np.ascontiguousarray(rgb).data.cast("B")
    send(stream, EngineAsk.SEE, _FRAME.pack(*rgb.shape[:2], t_s), pixels)


def read_frame(payload: bytearray) -> tuple[Rgb, float]:
    """Return the frame, (H, W, 3) uint8, and its seconds from the payload of `send_frame`."""
    height, width, t_s = _FRAME.unpack_from(payload)
    pixels = np.frombuffer(payload, np.uint8, offset=_FRAME.size)
    return pixels.reshape(height, width, 3), t_s


def send_pose(stream: Writable, pose: Pose | None) -> None:
    """Answer with the person in a frame.

    Args:
        stream: The engine's pipe of answers.
        pose: The person, or ``None`` for nobody.
    """
    if pose is None:
        send(stream, EngineAnswer.DONE)
        return
    figures = np.hstack([pose.image_xy, pose.world_xyz, pose.visibility[:, None]])
    size = (0, 0) if pose.mask is None else pose.mask.shape
    bits = b"" if pose.mask is None else np.packbits(pose.mask).tobytes()
    send(stream, EngineAnswer.POSE, _MASK.pack(*size), figures.tobytes(), bits)


def read_pose(payload: bytearray, t_s: float, size_px: tuple[int, int]) -> Pose:
    """Return the pose from the payload of a ``POSE`` answer.

    Args:
        payload: As `send_pose` packed it.
        t_s: Seconds of the frame.
        size_px: Width and height of the frame.
    """
    shape = _MASK.unpack_from(payload)
    figures = np.frombuffer(payload, np.float64, _FIGURES, _MASK.size).reshape(N_LANDMARKS, 6)
    return Pose(
        t_s=t_s,
        size_px=size_px,
        image_xy=figures[:, :2].copy(),
        world_xyz=figures[:, 2:5].copy(),
        visibility=figures[:, 5].copy(),
        mask=_mask(payload[_MASK.size + figures.nbytes :], shape),
    )


def _mask(bits: bytearray, shape: tuple[int, int]) -> Bools | None:
    count = shape[0] * shape[1]
    if not count:
        return None
    mask: Bools = np.unpackbits(np.frombuffer(bits, np.uint8), count=count).reshape(shape).astype(np.bool_)
    mask.setflags(write=False)
    return mask
