"""What the server asks of a live worker and what that answers, framed as in `posture.processes.framing`."""

from __future__ import annotations

import struct
from enum import Enum

_TIME = struct.Struct("<d")


class Ask(bytes, Enum):
    """What the server asks of a worker; a closed pipe asks it to end."""

    BEGIN = b"B"
    """Start a run: JSON with its ``kind`` and what that needs (`posture.live.run`)."""
    FRAME = b"F"
    """Look at a frame: seconds of the run, then a JPEG (`pack_frame`)."""
    GLANCE = b"G"
    """Look at a frame of a pause, packed likewise: a ``VIEW``, or ``DONE`` where the run does not look."""
    TELL = b"T"
    """Tell the run under way something: JSON (`posture.live.run.Hears`)."""
    MEASURE = b"M"
    """Measure the cost of a frame before the first set: a ``COST``, then ``DONE``."""
    FINISH = b"E"
    """End the run: the answer is its result."""


class Answer(bytes, Enum):
    """What a worker says. Each request gets one answer; ``SO_FAR``, ``COST`` and ``BEAT`` may come before."""

    DONE = b"D"
    """Ready for the next request, nothing to tell."""
    VIEW = b"V"
    """What one frame changed: JSON that goes to the browser as it is."""
    SO_FAR = b"S"
    """The result up to what was just finished: JSON, kept in case this process is lost."""
    COST = b"C"
    """The cost of a frame on this computer: JSON (`posture.live.frame_cost.FrameCost`)."""
    BEAT = b"P"
    """A sign of life (`posture.live.heartbeat`); it may also come late, before the next answer."""
    RESULT = b"E"
    """The result of the finished run: JSON."""
    FAILED = b"X"
    """The request could not be done: a sentence for people."""


def pack_frame(t_s: float, jpeg: bytes) -> bytes:
    """Return the payload of a ``FRAME``.

    Args:
        t_s: Seconds of the run.
        jpeg: The frame.
    """
    return _TIME.pack(t_s) + jpeg


def unpack_frame(payload: bytes | bytearray) -> tuple[float, bytes]:
    """Return the time in seconds and the JPEG of `pack_frame`."""
    return _TIME.unpack_from(payload)[0], bytes(payload[_TIME.size :])
