"""Where poses come from: a video with the pose model, or a recording that holds them already."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Protocol

from posture.body.landmarks import Pose
from posture.errors import RecordingUnreadable, VideoUnreadable
from posture.provenance import ModelInfo
from posture.vision import recording
from posture.vision.capture import NEAR_FPS, Frame, VideoFile
from posture.vision.models import DEFAULT
from posture.vision.orientation import Rgb
from posture.vision.prefetch import read_ahead
from posture.vision.rotation import Turn, turned_frames, turned_pose, turned_size

RECORDING = ".npz"
"""Ending by which a recording is known; everything else is taken for a video."""
Through = Callable[[Iterator[Frame]], Iterator[Frame]]
"""What happens to the pictures of a video, and to their times, before the model sees them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """What of a source is looked at.

    Attributes:
        start_s, end_s: From when to when, in seconds of the source.
        every: Each picture of a video, also of one with many more a second than movements need; recordings
            give all that they hold.
        turn: How the pictures, or the poses of a recording, are turned before anything else.
    """

    start_s: float = 0.0
    end_s: float = math.inf
    every: bool = False
    turn: Turn = Turn.NONE


WHOLE = SourcePart()


@dataclass(frozen=True, slots=True, eq=False)
class SourcePose:
    """One moment of a source: who was found, and the picture if there is one.

    Attributes:
        others: Whether somebody else, or a mirror, was in the picture a moment ago.
    """

    t_s: float
    pose: Pose | None
    rgb: Rgb | None
    others: bool = False


class Estimating(Protocol):
    """What finds the person in pictures, one after the other.

    Attributes:
        model: Name and SHA-256 of the network.
    """

    model: ModelInfo

    @property
    def others(self) -> bool:
        """Whether somebody else, or a mirror, was in the picture a moment ago."""

    def estimate(self, rgb: Rgb, t_s: float) -> Pose | None:
        """The person in the picture, or ``None``."""

    def keep(self) -> None:
        """Whoever is followed got ready: nobody else is given until they are gone for long."""

    def close(self) -> None:
        """Let the network go; a second call does nothing."""


class PoseSource(Protocol):
    """Sights in order of time.

    Attributes:
        kind: ``video`` or ``recording``, as `SourceInfo` has it.
        size_px: Width and height that the poses refer to.
        fps: About how many sights a second, NaN if unknown.
        until_s: About when the last one comes, NaN if unknown.
        model: What found the poses, if known.
    """

    kind: str
    size_px: tuple[int, int]
    fps: float
    until_s: float
    model: ModelInfo | None

    @property
    def truncated(self) -> bool:
        """The source ended before it should have; known once all sights were taken."""

    def keep(self) -> None:
        """The person seen now got ready: from here on nobody else is."""

    def pictures(self) -> AbstractContextManager[Iterator[Rgb]]:
        """The pictures of the same sights once more, from the first on; none where there are none."""

    def __iter__(self) -> Iterator[SourcePose]: ...

    def __enter__(self) -> PoseSource: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


def open_source(
    path: Path,
    *,
    model: str = DEFAULT,
    part: SourcePart = WHOLE,
    through: Through | None = None,
    with_mask: bool = False,
) -> PoseSource:
    """The poses of a video or, by its ending, of a recording, between two times.

    Args:
        path: The file.
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
        part: From when to when, and how closely.
        through: What happens to a video's pictures before the model sees them.
        with_mask: Ask the model for person masks too; a recording has them or not.

    Raises:
        ValueError: ``through`` was given for a recording, which has no pictures.
        VideoUnreadable: The video gives no picture in that time.
        RecordingUnreadable: The recording does not follow the contract, or has nothing in that time.
        ModelMissing: The pose model is absent or damaged; recordings need none.
    """
    if is_recording(path):
        if through is not None:
            raise ValueError(f"through: expected None for a recording, got {through}")
        return RecordingSource(path, part=part)

    def look() -> Estimating:
        from posture.vision.person_tracker import (
            LockedEstimator,  # loads mediapipe, which recordings do without
        )

        return LockedEstimator(model, with_mask=with_mask, mind_others=True)

    return VideoSource(path, look, part=part, through=through)


def is_recording(path: Path) -> bool:
    """Whether a file is taken for a recording, by its ending."""
    return path.suffix.lower() == RECORDING


class VideoSource:
    """A video file, a thread that decodes it ahead, and what finds the poses, opened once the file is."""

    kind = "video"

    def __init__(
        self,
        path: Path,
        look: Callable[[], Estimating],
        *,
        part: SourcePart = WHOLE,
        through: Through | None = None,
    ) -> None:
        with ExitStack() as stack:
            through = _turning(part.turn, through)
            self._path, self._part, self._through = path, part, through
            self._file = stack.enter_context(_video(path, part))
            self._estimator = look()
            stack.callback(self._estimator.close)
            frames, self.size_px = _changed(self._file, through)
            self._frames = stack.enter_context(read_ahead(frames))
            self._stack = stack.pop_all()
        self.fps = self._file.fps
        self.until_s = part.start_s + self._file.expected_s
        self.model: ModelInfo | None = self._estimator.model

    @property
    def truncated(self) -> bool:
        """The file is cut off or damaged."""
        return self._file.truncated

    def keep(self) -> None:
        """The person seen now got ready: nobody else is given from here on."""
        self._estimator.keep()

    @contextmanager
    def pictures(self) -> Iterator[Iterator[Rgb]]:
        """The pictures of the same sights once more, decoded once more."""
        with _video(self._path, self._part) as file, read_ahead(_changed(file, self._through)[0]) as frames:
            yield (frame.rgb for frame in frames)

    def __iter__(self) -> Iterator[SourcePose]:
        for frame in self._frames:
            pose = self._estimator.estimate(frame.rgb, frame.t_s)
            yield SourcePose(frame.t_s, pose, frame.rgb, self._estimator.others)

    def __enter__(self) -> VideoSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stack.close()


def _turning(turn: Turn, through: Through | None) -> Through | None:
    """What happens to the pictures, which are turned before."""
    if turn is Turn.NONE:
        return through
    return lambda frames: (through or iter)(turned_frames(frames, turn))


def _video(path: Path, part: SourcePart) -> VideoFile:
    near_fps = math.inf if part.every else NEAR_FPS
    return VideoFile(path, start_s=part.start_s, end_s=part.end_s, near_fps=near_fps)


def _changed(file: VideoFile, through: Through | None) -> tuple[Iterator[Frame], tuple[int, int]]:
    """The frames as the model gets them, and their size."""
    if through is None:
        return iter(file), file.size_px
    frames = through(iter(file))
    first = next(frames, None)
    if first is None:
        raise VideoUnreadable(f"{file.name}: nothing is left of its pictures; use a longer part")
    height, width = first.rgb.shape[:2]
    return chain([first], frames), (width, height)


class RecordingSource:
    """A recording: poses without pictures."""

    kind = "recording"

    def __init__(self, source: Path | recording.Recording, *, part: SourcePart = WHOLE) -> None:
        whole = recording.read(source) if isinstance(source, Path) else source
        name = source.name if isinstance(source, Path) else "the recording"
        times = whole.times_s
        self._places = [i for i, t_s in enumerate(times) if part.start_s <= t_s < part.end_s]
        if not self._places:
            raise RecordingUnreadable(
                f"{name}: nothing from {part.start_s:g} s on; it ends at {times[-1]:.1f} s"
            )
        self.size_px = turned_size(whole.size_px, part.turn)
        self.model, self.truncated = whole.model, whole.truncated
        self.fps = (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else math.nan
        self.until_s = times[self._places[-1]]
        self._whole, self._turn = whole, part.turn

    def keep(self) -> None:
        """Nothing: who was seen was decided when it was recorded."""

    def pictures(self) -> AbstractContextManager[Iterator[Rgb]]:
        """None: a recording holds no pictures."""
        return nullcontext(iter(()))

    def __iter__(self) -> Iterator[SourcePose]:
        for i in self._places:
            pose = self._whole.poses[i]
            yield SourcePose(self._whole.times_s[i], pose and turned_pose(pose, self._turn), None)

    def __enter__(self) -> RecordingSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        return None
