"""Messages over a pipe: one byte of kind, four of length, the payload.

The live worker, the pose engine and the analysis of an upload all talk this way; what their kinds mean
is said by `posture.live.protocol`, `posture.vision.engine_protocol` and
`posture.app.state.analysis_protocol`.

Plain pipes rather than `multiprocessing`: its *spawn* runs the server's main script again in the child,
which under Streamlit is the page that was drawn last; and a child of it does not end when the server is
killed, while the end of a pipe always shows.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Protocol

_HEADER = struct.Struct("<cI")
_AT_ONCE = 65536
"""Bytes up to which a message is put together and written at once, which wakes the other end once."""


class Writable(Protocol):
    """A binary stream to write to, buffered or not."""

    def write(self, data: bytes | memoryview, /) -> int | None:
        """Write some of the data and return how much."""

    def flush(self) -> None:
        """Hand on what is still held back."""


class Readable(Protocol):
    """A binary stream to read from, buffered or not."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill some of the buffer and return how much; 0 at the end of the stream."""


def send(stream: Writable, kind: bytes, *parts: bytes | memoryview) -> None:
    """Write one message and flush it.

    Args:
        stream: The pipe.
        kind: One byte.
        parts: The payload, in pieces; large ones are written one after the other and never copied.

    Raises:
        OSError: The other end is gone.
    """
    length = sum(len(part) for part in parts)
    header = _HEADER.pack(bytes(kind), length)
    for part in (header, *parts) if length > _AT_ONCE else (b"".join((header, *parts)),):
        rest = memoryview(part)
        while rest:
            rest = rest[stream.write(rest) or 0 :]
    stream.flush()


def receive(stream: Readable) -> tuple[bytes, bytearray]:
    """Wait for the next message.

    Returns:
        Its kind, one byte, and its payload.

    Raises:
        EOFError: The other end is gone, perhaps in the middle of a message.
    """
    kind, length = _HEADER.unpack(_exactly(stream, _HEADER.size))
    return kind, _exactly(stream, length)


def packed(kind: bytes, payload: bytes) -> bytes:
    """Return a message as `send` writes it.

    Args:
        kind: One byte.
        payload: What goes with it.
    """
    return _HEADER.pack(bytes(kind), len(payload)) + payload


def unpacked(data: bytearray) -> Iterator[tuple[bytes, bytes]]:
    """Take whole messages from the beginning of what was read, and leave the rest.

    Args:
        data: What was read so far.

    Yields:
        The kind and the payload of each.
    """
    while len(data) >= _HEADER.size:
        kind, length = _HEADER.unpack_from(data)
        end = _HEADER.size + length
        if len(data) < end:
            return
        payload = bytes(data[_HEADER.size : end])
        del data[:end]
        yield kind, payload


def _exactly(stream: Readable, size: int) -> bytearray:
    data = bytearray(size)
    rest = memoryview(data)
    while rest:
        taken = stream.readinto(rest)
        if not taken:
            raise EOFError("the other end closed the pipe")
        rest = rest[taken:]
    return data
