"""Where the poses of a session came from: the source that was looked at, and the network that found them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """Where the poses came from. ``kind``: ``video``, ``recording`` or ``camera``.

    ``duration_s`` is how long was looked at: of a part the part, while moments are those of the whole.
    ``frames`` and ``fps`` are those that were looked at: a faster video may have more.
    """

    name: str
    kind: str
    duration_s: float
    frames: int
    fps: float
    size_px: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """The network that found the landmarks."""

    name: str
    sha256: str
