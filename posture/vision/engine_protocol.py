"""What the process of the pose engine is asked and what it answers: raw frames in, landmarks out.

Messages are framed as in `posture.processes.framing`. Each request gets one answer.
"""

from __future__ import annotations

import struct
from enum import Enum

import numpy as np

from posture.body.landmarks import N_LANDMARKS, Bools, Pose
from posture.processes.framing import Writable, send
from posture.vision.frame_part import Part
from posture.vision.orientation import Rgb

_FRAME = struct.Struct("<II")
"""Height and width, before the bytes of a frame."""
_SEE = struct.Struct("<d4I")
"""Seconds, and left, top, right and bottom of the part to look at."""
_MASK = struct.Struct("<II")
"""Height and width of the mask, 0 for none, before the figures of a pose and the bits of its mask."""
_XY, _XYZ = N_LANDMARKS * 2, N_LANDMARKS * 3
_FIGURES = _XY + _XYZ + N_LANDMARKS
"""Two in the frame of each landmark, then three in space of each, then the visibility of each."""

LIBRARIES = "install the system library that it names (on Debian: apt-get install libgl1 libegl1 libgles2)"
"""What to do where the engine does not load."""


class EngineAsk(bytes, Enum):
    """Requests to the engine's process; a closed pipe asks it to end."""

    OPEN = b"O"
    """Make a landmarker: one byte, 1 for masks, then the path of the model."""
    FRAME = b"F"
    """Have a frame (`send_frame`); no answer. It may come while the one before is looked at."""
    SEE = b"S"
    """Look at the last frame (`ask_pose`)."""
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


def send_frame(stream: Writable, rgb: Rgb) -> None:
    """Hand over a frame.

    Args:
        stream: The engine's pipe of requests.
        rgb: (H, W, 3) uint8.
    """
    pixels = np.ascontiguousarray(rgb).data.cast("B")
    send(stream, EngineAsk.FRAME, _FRAME.pack(*rgb.shape[:2]), pixels)


def read_frame(payload: bytearray) -> Rgb:
    """Return the frame, (H, W, 3) uint8, from the payload of `send_frame`; it may be written to."""
    pixels = np.frombuffer(payload, np.uint8, offset=_FRAME.size)
    return pixels.reshape(*_FRAME.unpack_from(payload), 3)


def ask_pose(stream: Writable, t_s: float, part: Part) -> None:
    """Ask for the person in the last frame.

    Args:
        stream: The engine's pipe of requests.
        t_s: Seconds, rising.
        part: The part of the frame to look at.
    """
    send(stream, EngineAsk.SEE, _SEE.pack(t_s, *part))


def read_question(payload: bytearray) -> tuple[float, Part]:
    """Return the seconds, and the part of the frame, from the payload of `ask_pose`."""
    t_s, left, top, right, bottom = _SEE.unpack(payload)
    return t_s, (left, top, right, bottom)


def send_pose(stream: Writable, pose: Pose | None) -> None:
    """Answer with the person in a frame.

    Args:
        stream: The engine's pipe of answers.
        pose: The person, or ``None`` for nobody.
    """
    if pose is None:
        send(stream, EngineAnswer.DONE)
        return
    figures = b"".join(each.tobytes() for each in (pose.image_xy, pose.world_xyz, pose.visibility))
    size = (0, 0) if pose.mask is None else pose.mask.shape
    bits = b"" if pose.mask is None else np.packbits(pose.mask).tobytes()
    send(stream, EngineAnswer.POSE, _MASK.pack(*size), figures, bits)


def read_pose(payload: bytearray, t_s: float, size_px: tuple[int, int]) -> Pose:
    """Return the pose from the payload of a ``POSE`` answer.

    Args:
        payload: As `send_pose` packed it.
        t_s: Seconds of the frame.
        size_px: Width and height of the frame.
    """
    shape = _MASK.unpack_from(payload)
    figures = np.frombuffer(payload, np.float64, _FIGURES, _MASK.size).copy()  # the payload is not kept
    return Pose(
        t_s=t_s,
        size_px=size_px,
        image_xy=figures[:_XY].reshape(N_LANDMARKS, 2),
        world_xyz=figures[_XY : _XY + _XYZ].reshape(N_LANDMARKS, 3),
        visibility=figures[_XY + _XYZ :],
        mask=_mask(payload[_MASK.size + figures.nbytes :], shape),
    )


def _mask(bits: bytearray, shape: tuple[int, int]) -> Bools | None:
    count = shape[0] * shape[1]
    if not count:
        return None
    mask: Bools = np.unpackbits(np.frombuffer(bits, np.uint8), count=count).reshape(shape).astype(np.bool_)
    mask.setflags(write=False)
    return mask
