"""How the server and a worker process talk: one byte of kind, four of length, the payload.

Plain pipes rather than `multiprocessing`: its *spawn* runs the server's main script again in the
child, which under Streamlit is the page that was drawn last; and a child of it does not end when
the server is killed, while the end of a pipe always tells.
"""

from __future__ import annotations

import struct
from enum import Enum
from typing import IO

_HEADER = struct.Struct("<cI")
_TIME = struct.Struct("<d")


class Ask(bytes, Enum):
    """What the server asks of a worker; a closed pipe asks it to end."""

    BEGIN = b"B"
    """Start a run: JSON with its ``kind`` and what that needs (`posture.live.run`)."""
    FRAME = b"F"
    """Look at a picture: seconds of the run, then a JPEG (`pack_frame`)."""
    TELL = b"T"
    """Tell the run under way something: JSON (`posture.live.run.Hears`)."""
    FINISH = b"E"
    """End the run: the answer is its result."""


class Answer(bytes, Enum):
    """What a worker says. Each request gets one answer; ``SO_FAR`` and ``BEAT`` may come before it."""

    DONE = b"D"
    """Ready for the next request, nothing to tell."""
    VIEW = b"V"
    """What one picture changed: JSON that goes to the browser as it is."""
    SO_FAR = b"S"
    """The result up to what was just finished: JSON, kept in case this process is lost."""
    BEAT = b"P"
    """A sign of life (`posture.live.heartbeat`); it may also come late, before the next answer."""
    RESULT = b"E"
    """The result of the finished run: JSON."""
    FAILED = b"X"
    """The request could not be done: a sentence for people."""


def send(stream: IO[bytes], kind: bytes, payload: bytes = b"") -> None:
    """Write one message and flush it."""
    stream.write(_HEADER.pack(bytes(kind), len(payload)) + payload)
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[bytes, bytes]:
    """The next message's kind and payload.

    Raises:
        EOFError: The other end is gone, perhaps in the middle of a message.
    """
    kind, length = _HEADER.unpack(_exactly(stream, _HEADER.size))
    return kind, _exactly(stream, length)


def pack_frame(t_s: float, jpeg: bytes) -> bytes:
    """A picture with its time as a payload."""
    return _TIME.pack(t_s) + jpeg


def unpack_frame(payload: bytes) -> tuple[float, bytes]:
    """The time in seconds and the JPEG of `pack_frame`."""
    return _TIME.unpack_from(payload)[0], payload[_TIME.size :]


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if data is None or len(data) < size:
        raise EOFError("the other end closed the pipe")
    return data
