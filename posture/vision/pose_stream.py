"""Poses in order of time: one moment of a source, what finds the person in a frame, what yields moments."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

from posture.body.landmarks import Pose
from posture.provenance import ModelInfo
from posture.vision.orientation import Rgb


@dataclass(frozen=True, slots=True, eq=False)
class SourcePose:
    """One moment of a source: the person who was found, and the frame if there is one.

    Attributes:
        t_s: Seconds from the start of the source.
        pose: The person, or ``None`` where nobody was found.
        rgb: (H, W, 3) uint8, or ``None`` for a source without frames.
        others: Somebody else, or a mirror, was in the frame a moment ago.
    """

    t_s: float
    pose: Pose | None
    rgb: Rgb | None
    others: bool = False


class PoseEstimator(Protocol):
    """Finds the followed person in frames, one after the other.

    Attributes:
        model: Name and SHA-256 of the network.
    """

    model: ModelInfo

    @property
    def others(self) -> bool:
        """Tell whether somebody else, or a mirror, was in the frame a moment ago."""

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """Find the person in a frame.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored.
            t_s: Seconds, rising from call to call.

        Returns:
            The pose, or ``None`` where the person is not in the frame.
        """

    def begin(self, rgb: Rgb, t_s: float) -> Callable[[], Pose | None]:
        """Begin to find the person in a frame; a network in another process works meanwhile.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored, which stays as it is until the pose was taken.
            t_s: Seconds, rising from call to call.

        Returns:
            What gives the pose, to be called once, before the next frame. `keep` may come before it.
        """

    def send_ahead(self, rgb: Rgb) -> None:
        """Hand over the frame that is begun next, where the network is in another process.

        Args:
            rgb: (H, W, 3) uint8, un-mirrored, which stays as it is until it was begun.
        """

    def keep(self) -> None:
        """Lock on to the person seen last: nobody else is returned until they are gone for long."""

    def close(self) -> None:
        """Release the network; a second call does nothing."""


class PoseSource(Protocol):
    """Moments of a source in order of time.

    Attributes:
        kind: ``video`` or ``recording``, as in `SourceInfo`.
        size_px: Width and height that the poses refer to.
        fps: Approximate moments a second, NaN if unknown.
        until_s: Approximate time of the last moment, NaN if unknown.
        model: The network that found the poses, if known.
    """

    kind: str
    size_px: tuple[int, int]
    fps: float
    until_s: float
    model: ModelInfo | None

    @property
    def truncated(self) -> bool:
        """Tell whether the source ended too early; known once every moment was taken."""

    def keep(self) -> None:
        """Lock on to the person seen now: nobody else is returned from here on."""

    def frames_again(self) -> AbstractContextManager[Iterator[Rgb]]:
        """Yield the frames of the same moments once more, from the first on; nothing where there are none."""

    def __iter__(self) -> Iterator[SourcePose]: ...

    def __enter__(self) -> PoseSource: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...
