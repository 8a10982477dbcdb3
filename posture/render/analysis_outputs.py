"""The files that an analysis writes beside the session that it returns: all of them whole, or none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from posture.coach.session import Session
from posture.coach.update import Update
from posture.files.atomic_file import AtomicFile
from posture.files.output_files import OutputFiles, write_json
from posture.render.backdrop import or_backdrop
from posture.vision import recording
from posture.vision.pose_sources import RECORDING
from posture.vision.pose_stream import PoseSource, SourcePose


@dataclass(frozen=True, slots=True, kw_only=True)
class Outputs:
    """Files to write beside the session that is returned; ``None`` writes none.

    Attributes:
        session: The session as JSON.
        annotated: An H.264 video that shows what the coach saw and said.
        landmarks: The landmarks as ``posture.recording/1``.
        force: Files that are there already are replaced.
    """

    session: Path | None = None
    annotated: Path | None = None
    landmarks: Path | None = None
    force: bool = False


class Writers:
    """Everything that was asked for, under temporary names until all of it is whole.

    Args:
        outputs: The files to write.
        source: What is analyzed; it is never written over.

    Raises:
        OutputUnwritable: An output cannot or may not be written (`posture.files.output_files`).
    """

    def __init__(self, outputs: Outputs, source: Path) -> None:
        self._files = OutputFiles(source, force=outputs.force)
        self._recorder: recording.Recorder | None = None
        self._video: Any = None
        self._overlay: Any = None
        try:
            self._session = self._open(outputs.session)
            self._annotated = self._open(outputs.annotated, suffix=".mp4")
            self._landmarks = self._open(outputs.landmarks, suffix=RECORDING)
        except BaseException:
            self.discard()
            raise

    def _open(self, path: Path | None, *, suffix: str = "") -> AtomicFile | None:
        return None if path is None else self._files.add(path, suffix=suffix)

    def add(self, moment: SourcePose, update: Update, poses: PoseSource) -> None:
        """Take one moment.

        Args:
            moment: The pose, and the frame if there is one.
            update: What the coach said to it.
            poses: The source.
        """
        if self._landmarks is not None:
            self._recorder = self._recorder or recording.Recorder(poses.size_px, poses.model)
            self._recorder.add(moment.t_s, moment.pose)
        if self._annotated is not None:
            self._draw(moment, update, poses, self._annotated.temporary)

    def _draw(self, moment: SourcePose, update: Update, poses: PoseSource, path: Path) -> None:
        if self._video is None:
            from posture.render.video_overlay import Overlay
            from posture.render.video_writer import VideoWriter

            self._overlay = Overlay()
            self._video = VideoWriter(path, size_px=poses.size_px, fps=poses.fps)
        frame = or_backdrop(moment.rgb, poses.size_px)
        self._video.add(self._overlay.draw(frame, update), moment.t_s)

    def finish(self, session: Session, poses: PoseSource) -> None:
        """Give every file its own name.

        Args:
            session: The result.
            poses: The source.

        Raises:
            OutputUnwritable: The disk does not take it.
        """
        if self._session is not None:
            write_json(session.as_dict(), self._session)
        if self._recorder is not None and self._landmarks is not None:
            recording.write(self._recorder.recording(truncated=poses.truncated), self._landmarks.temporary)
        if self._video is not None:
            self._video.finish()
        self._files.commit()

    def discard(self) -> None:
        """Remove what is not finished; harmless where all of it is."""
        try:
            if self._video is not None:
                self._video.close()
        finally:
            self._files.discard()
