"""Where the poses of a session came from: the source that was looked at, and the network that found them."""

from __future__ import annotations

from dataclasses import dataclass

CAMERA = "camera"
"""Kind of the source of what was trained live; a file does not tell when its movements were made."""


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """The source that the poses came from.

    Attributes:
        name: Of the file, or of the camera.
        kind: ``video``, ``recording`` or ``camera``.
        duration_s: Seconds that were looked at: of a part of the source that part, while the times in a
            session are those of the whole source.
        frames: Frames that were looked at; a faster video may have more.
        fps: Frames a second that were looked at.
        size_px: Width and height of a frame.
    """

    name: str
    kind: str
    duration_s: float
    frames: int
    fps: float
    size_px: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The network that found the landmarks.

    Attributes:
        name: Its file, without the ending.
        sha256: The checksum of that file.
    """

    name: str
    sha256: str
