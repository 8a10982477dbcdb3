"""Where poses come from: a video or camera with the pose model, or a recording that holds them already."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from posture.body.landmarks import Pose
from posture.errors import RecordingUnreadable, VideoUnreadable
from posture.provenance import ModelInfo
from posture.vision import recording
from posture.vision.capture import NEAR_FPS, Camera, Frame, VideoFile
from posture.vision.frame_sampler import FrameSampler
from posture.vision.models import DEFAULT
from posture.vision.orientation import Rgb
from posture.vision.pose_stream import PoseEstimator, PoseSource, SourcePose
from posture.vision.prefetch import prefetched
from posture.vision.rotation import Turn, turned_frames, turned_pose, turned_size

if TYPE_CHECKING:
    from posture.vision.person_tracker import TrackingEstimator

RECORDING = ".npz"
"""File suffix of a recording; every other file is read as a video."""
WATCH_MODEL = "lite"
"""The smallest network: for somebody who sits at a desk it is as good as the others at half their cost."""
Through = Callable[[Iterator[Frame]], Iterator[Frame]]
"""A change to the frames of a video, and to their times, before the model sees them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePart:
    """The part of a source that is read, and how.

    Attributes:
        start_s, end_s: Window in seconds of the source.
        every: Read every frame of a video, also of one with many more a second than movements need;
            recordings always give all that they hold.
        turn: Rotation of the frames, or of the poses of a recording, before anything else.
    """

    start_s: float = 0.0
    end_s: float = math.inf
    every: bool = False
    turn: Turn = Turn.NONE


WHOLE = SourcePart()


def open_source(
    path: Path,
    *,
    model: str = DEFAULT,
    part: SourcePart = WHOLE,
    through: Through | None = None,
    with_mask: bool = False,
) -> PoseSource:
    """Open a video or, by its suffix, a recording as a source of poses.

    Args:
        path: The file.
        model: ``lite``, ``full``, ``heavy`` or the path of a ``.task`` file.
        part: The window to read, and whether to read every frame of it.
        through: A change to a video's frames before the model sees them.
        with_mask: Ask the model for person masks too; a recording has them or not.

    Returns:
        A context manager that yields `SourcePose` in order of time.

    Raises:
        ValueError: ``through`` was given for a recording, which has no frames.
        VideoUnreadable: The video has no frame in that window.
        RecordingUnreadable: The recording does not follow the contract, or has nothing in that window.
        ModelMissing: The pose model is absent or damaged; recordings need none.
    """
    if is_recording(path):
        if through is not None:
            raise ValueError(f"through: expected None for a recording, got {through}")
        return RecordingSource(path, part=part)

    def _open_estimator() -> PoseEstimator:
        # loads mediapipe, which recordings do without
        from posture.vision.person_tracker import TrackingEstimator

        return TrackingEstimator(model, with_mask=with_mask, mind_others=True)

    return VideoSource(path, _open_estimator, part=part, through=through)


def is_recording(path: Path) -> bool:
    """Tell by its suffix whether a file is a recording."""
    return path.suffix.lower() == RECORDING


class VideoSource:
    """A video file, a thread that decodes it ahead, and an estimator that is opened once the file is.

    Args:
        path: The video.
        open_estimator: Opens the estimator; called only after the file gave its first frame.
        part: The window to read, and whether to read every frame of it.
        through: A change to the frames before the estimator sees them.

    Raises:
        VideoUnreadable: The video has no frame in that window.
    """

    kind = "video"

    def __init__(
        self,
        path: Path,
        open_estimator: Callable[[], PoseEstimator],
        *,
        part: SourcePart = WHOLE,
        through: Through | None = None,
    ) -> None:
        with ExitStack() as stack:
            through = _turning(part.turn, through)
            self._path, self._part, self._through = path, part, through
            self._file = stack.enter_context(_video(path, part))
            self._estimator = open_estimator()
            stack.callback(self._estimator.close)
            frames, self.size_px = _changed(self._file, through)
            self._frames = stack.enter_context(prefetched(frames))
            self._stack = stack.pop_all()
        self.fps = self._file.fps
        self.until_s = part.start_s + self._file.expected_s
        self.model: ModelInfo | None = self._estimator.model

    @property
    def truncated(self) -> bool:
        """Tell whether the file is cut off or damaged."""
        return self._file.truncated

    def keep(self) -> None:
        """Lock on to the person seen now: nobody else is returned from here on."""
        self._estimator.keep()

    @contextmanager
    def frames_again(self) -> Iterator[Iterator[Rgb]]:
        """Decode the frames of the same moments once more."""
        with _video(self._path, self._part) as file, prefetched(_changed(file, self._through)[0]) as frames:
            yield (frame.rgb for frame in frames)

    def __iter__(self) -> Iterator[SourcePose]:
        """Yield each moment once the network works on the next one; `keep` counts from that one on."""
        ready: tuple[Frame, Pose | None] | None = None
        failure: Exception | None = None
        frames = _with_next(self._frames)
        while failure is None:
            try:
                frame, after = next(frames)
                finding = self._estimator.begin(frame.rgb, frame.t_s)
                if after is not None:
                    self._estimator.send_ahead(after.rgb)
            except Exception as error:  # noqa: BLE001  raised below, where it would have come without looking ahead
                failure = error
            if ready is not None:
                seen, pose = ready
                yield SourcePose(seen.t_s, pose, seen.rgb, self._estimator.others)
            if failure is None:
                ready = frame, finding()
        if not isinstance(failure, StopIteration):
            raise failure

    def __enter__(self) -> VideoSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stack.close()


def _with_next(frames: Iterator[Frame]) -> Iterator[tuple[Frame, Frame | None]]:
    """Yield each frame and the one after it; what is wrong with that one is raised in its own turn."""
    frame, failure = next(frames, None), None
    while frame is not None:
        after = None
        try:
            after = next(frames, None)
        except Exception as error:  # noqa: BLE001  raised below
            failure = error
        yield frame, after
        if failure is not None:
            raise failure
        frame = after


def _turning(turn: Turn, through: Through | None) -> Through | None:
    """Rotate the frames first, then apply the other change."""
    if turn is Turn.NONE:
        return through
    return lambda frames: (through or iter)(turned_frames(frames, turn))


def _video(path: Path, part: SourcePart) -> VideoFile:
    near_fps = math.inf if part.every else NEAR_FPS
    return VideoFile(path, start_s=part.start_s, end_s=part.end_s, near_fps=near_fps)


def _changed(file: VideoFile, through: Through | None) -> tuple[Iterator[Frame], tuple[int, int]]:
    """Return the frames as the model sees them, and their width and height."""
    if through is None:
        return iter(file), file.size_px
    frames = through(iter(file))
    first = next(frames, None)
    if first is None:
        raise VideoUnreadable(f"{file.name}: nothing is left of its pictures; use a longer part")
    height, width = first.rgb.shape[:2]
    return chain([first], frames), (width, height)


class RecordingSource:
    """A recording: poses without frames.

    Args:
        source: The file, or a recording that was read already.
        part: The window to read, and the rotation of its poses.

    Raises:
        RecordingUnreadable: It does not follow the contract, or has nothing in that window.
    """

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
        """Do nothing: whom the poses belong to was decided when they were recorded."""

    def frames_again(self) -> AbstractContextManager[Iterator[Rgb]]:
        """Yield nothing: a recording holds no frames."""
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


class SampledSource:
    """A few moments a second of a camera, a video or a recording; frames between them cost next to nothing.

    Args:
        source: A file, or the number of a camera of this machine.
        step_s: Seconds from one moment to the next.

    Attributes:
        name: The file's name, or ``camera N``.
        kind: ``camera``, ``video`` or ``recording``.
        until_s: Approximate time of the last moment; infinite or NaN where nobody knows.
        model: The network that found the poses, if known.

    Raises:
        CameraUnavailable: The camera cannot be used.
        VideoUnreadable: The video has no readable frame.
        RecordingUnreadable: The recording does not follow the contract.
        ModelMissing: The pose model is absent or damaged; recordings need none.
    """

    def __init__(self, source: Path | int, *, step_s: float) -> None:
        self._step_s = step_s
        self._estimator: TrackingEstimator | None = None
        self.model: ModelInfo | None = None
        with ExitStack() as stack:
            if isinstance(source, Path) and is_recording(source):
                self._open_recording(source)
            else:
                self._open_frames(source, stack)
            self._stack = stack.pop_all()

    def _open_recording(self, path: Path) -> None:
        source = RecordingSource(path)
        sampler = FrameSampler(self._step_s)
        self._moments: Iterator[SourcePose] = (moment for moment in source if sampler.due(moment.t_s))
        self.name, self.kind, self.until_s = path.name, "recording", source.until_s
        self.model = source.model

    def _open_frames(self, source: Path | int, stack: ExitStack) -> None:
        frames: VideoFile | Camera
        if isinstance(source, Path):
            frames = stack.enter_context(VideoFile(source, step_s=self._step_s))
            self.name, self.kind, self.until_s = source.name, "video", frames.expected_s
        else:
            frames = stack.enter_context(Camera(source, step_s=self._step_s))
            self.name, self.kind, self.until_s = f"camera {source}", "camera", float("inf")

        # loads mediapipe, which recordings do without
        from posture.vision.person_tracker import TrackingEstimator

        estimator = stack.enter_context(TrackingEstimator(WATCH_MODEL))
        self._estimator = estimator
        self.model = estimator.model
        self._moments = (
            SourcePose(frame.t_s, estimator.estimate(frame.rgb, frame.t_s), None) for frame in frames
        )

    def keep(self) -> None:
        """Lock on to the person seen now: nobody else is watched from here on."""
        if self._estimator is not None:
            self._estimator.keep()

    def __iter__(self) -> Iterator[SourcePose]:
        return self._moments

    def __enter__(self) -> SampledSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stack.close()
