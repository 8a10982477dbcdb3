"""A few pictures a second of a camera, a video or a recording, and who is in them, at little cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from posture.provenance import ModelInfo
from posture.vision.capture import Camera, VideoFile
from posture.vision.frame_sampler import FrameSampler
from posture.vision.pose_sources import RECORDING, RecordingSource, SourcePose

if TYPE_CHECKING:
    from posture.vision.person_tracker import LockedEstimator

MODEL = "lite"
"""The smallest network: where somebody sits at a desk, it is as good as the others at half their cost."""


class SampledSource:
    """Sights at least a step apart; pictures in between are neither converted nor looked at.

    Args:
        source: A file, or the number of a camera of this machine.
        step_s: Seconds from one sight to the next.

    Attributes:
        name: The file's name, or ``camera N``.
        kind: ``camera``, ``video`` or ``recording``.
        until_s: About when the last sight comes; infinite or NaN where nobody knows.
        model: What found the poses, if known.

    Raises:
        CameraUnavailable: The camera cannot be used.
        VideoUnreadable: The video gives no picture.
        RecordingUnreadable: The recording does not follow the contract.
        ModelMissing: The pose model is absent or damaged; recordings need none.
    """

    def __init__(self, source: Path | int, *, step_s: float) -> None:
        self._step_s = step_s
        self._estimator: LockedEstimator | None = None
        self.model: ModelInfo | None = None
        with ExitStack() as stack:
            if isinstance(source, Path) and source.suffix.lower() == RECORDING:
                self._open_recording(source)
            else:
                self._open_pictures(source, stack)
            self._stack = stack.pop_all()

    def _open_recording(self, path: Path) -> None:
        recording = RecordingSource(path)
        pace = FrameSampler(self._step_s)
        self._sights: Iterator[SourcePose] = (sight for sight in recording if pace.due(sight.t_s))
        self.name, self.kind, self.until_s = path.name, "recording", recording.until_s
        self.model = recording.model

    def _open_pictures(self, source: Path | int, stack: ExitStack) -> None:
        frames: VideoFile | Camera
        if isinstance(source, Path):
            frames = stack.enter_context(VideoFile(source, step_s=self._step_s))
            self.name, self.kind, self.until_s = source.name, "video", frames.expected_s
        else:
            frames = stack.enter_context(Camera(source, step_s=self._step_s))
            self.name, self.kind, self.until_s = f"camera {source}", "camera", float("inf")
        from posture.vision.person_tracker import (
            LockedEstimator,  # loads mediapipe, which recordings do without
        )

        estimator = stack.enter_context(LockedEstimator(MODEL))
        self._estimator = estimator
        self.model = estimator.model
        self._sights = (
            SourcePose(frame.t_s, estimator.estimate(frame.rgb, frame.t_s), None) for frame in frames
        )

    def keep(self) -> None:
        """The person seen now is the one who is watched: from here on nobody else is."""
        if self._estimator is not None:
            self._estimator.keep()

    def __iter__(self) -> Iterator[SourcePose]:
        return self._sights

    def __enter__(self) -> SampledSource:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stack.close()
