"""From a file to a session: capture, pose model and coach for videos, replay and coach for recordings.

The fold is the one that the live page runs. A file is looked at twice: the first pass finds the poses and
how the person rests (`posture.first_pass`), the second judges with that from the first moment on. Frames
are prefetched by a thread of their own, and the next one is handed on, while the model works on the one
before; a look for others, until the person is ready, goes on beside; nothing else is concurrent.
The files of `Outputs` are written whole, all of them, or not at all.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from posture.coach.coach import Coach, Update
from posture.coach.counting.hold_clock import check_hold_s
from posture.coach.exercise import Exercise
from posture.coach.results.highlights import HighlightStills
from posture.coach.results.set_record import SetRecord
from posture.coach.session import Problem, Session
from posture.coach.setup.rest import Rest
from posture.exercises import resolve
from posture.first_pass import parts
from posture.provenance import SourceInfo
from posture.render.analysis_outputs import Outputs, Writers
from posture.version import __version__
from posture.vision.jpeg import encode_jpeg
from posture.vision.landmark_log import LandmarkLog, Terms
from posture.vision.models import DEFAULT
from posture.vision.orientation import Rgb
from posture.vision.pose_sources import RecordingSource, SourcePart, Through, open_source
from posture.vision.pose_stream import PoseSource, SourcePose
from posture.vision.recording import Recording
from posture.vision.rotation import Turn

__all__ = ["Options", "Outputs", "Progress", "analyze", "complete", "follow"]

_BRIEFLY_S = 1.0
"""Somebody who is in the video for less was not there to exercise."""

_JUDGED, _DRAWN = 0.03, 0.3
"""Share of the time that the second pass over a video takes: if it only judges, and if it draws as well."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a source is analyzed.

    Attributes:
        model: ``lite``, ``full`` or the path of a ``.task`` file, such as the heavy one, which is not
            shipped; recordings need none.
        hold_s: Another dose for holds than the guide's, in seconds; 0 asks for no hold.
        start_s, end_s: The part to analyze, in seconds of the source.
        every: Look at each frame of a video; else, where it has many more than 30 a second, evenly at
            about 30 of them.
        turn: Rotation of the frames before anything else (`posture.vision.rotation.Turn`).
        name: Name of the source in the session; its file name if empty.
        through: A change to a video's frames before the model sees them.
        with_mask: Find person masks also where the exercise does not need them, for recordings that
            other exercises are run on.
        observe: Called with what each moment changed.
        pictures: Take stills of the best and the least attempt of a video; the person allows it.
        landmarks: Give the file of the landmarks with the record; the person allows it.
        found: Poses found in the source before: they are judged, and the source is not opened.

    Raises:
        ValueError: ``hold_s`` is negative or not finite.
    """

    model: str = DEFAULT
    hold_s: float | None = None
    start_s: float = 0.0
    end_s: float = math.inf
    every: bool = False
    turn: Turn = Turn.NONE
    name: str = ""
    through: Through | None = None
    with_mask: bool = False
    observe: Callable[[Update], None] | None = None
    pictures: bool = False
    landmarks: bool = False
    found: Recording | None = None

    def __post_init__(self) -> None:
        check_hold_s(self.hold_s)


Progress = Callable[[float, float], None]
"""Called after each moment of either pass with the share done, 0 to 1 (NaN if unknown), and the seconds of
the source."""


def analyze(
    source: Path | str,
    exercise: Exercise | str,
    *,
    options: Options | None = None,
    outputs: Outputs | None = None,
    progress: Progress | None = None,
) -> Session:
    """Coach the person in a video or recording through an exercise.

    Poor data raises nothing: a source without anybody gives a session that counts nothing and says why.

    Args:
        source: A video in any common format, or a recording of landmarks (``.npz``).
        exercise: The exercise, or its id.
        options: How the source is analyzed; the guide's dose and the full model by default.
        outputs: Files to write beside the session that is returned (`posture.pipeline.Outputs`).
        progress: Called after each frame of either pass (`posture.pipeline.Progress`) with the share done,
            0 to 1 or NaN, and the seconds of the source.

    Returns:
        The counted and judged set, with its signal for `Session.plot`.

    Raises:
        PostureError: One of those below, which are in `posture.errors`.
        VideoUnreadable: The video gives no picture.
        RecordingUnreadable: The recording does not follow the contract.
        ModelMissing: The pose model is absent or damaged.
        OutputUnwritable: An output cannot be written; found out before the analysis.
        UnknownExercise: No exercise has that id.
        ValueError: ``options`` or ``outputs`` are of another kind.
    """
    move = resolve(exercise)
    return follow(Path(source), move, options=options, outputs=outputs, progress=progress).session


def follow(
    source: Path,
    exercise: Exercise,
    *,
    options: Options | None = None,
    outputs: Outputs | None = None,
    progress: Progress | None = None,
) -> SetRecord:
    """Do as `analyze`, and return all that may be kept beside the session.

    Args:
        source: A video, or a recording of landmarks (``.npz``).
        exercise: What is counted and judged.
        options: How the source is analyzed; the guide's dose and the full model by default.
        outputs: Files to write beside the record that is returned.
        progress: Called after each frame of either pass.

    Raises:
        PostureError: As `analyze`.
    """
    options = _of_kind(Options, "options", Options() if options is None else options)
    outputs = _of_kind(Outputs, "outputs", Outputs() if outputs is None else outputs)
    with ExitStack() as stack:
        writers = Writers(outputs, source)
        stack.callback(writers.discard)
        poses = stack.enter_context(_open(source, exercise, options))
        seen_again = outputs.annotated is not None or options.pictures
        frames = stack.enter_context(poses.frames_again()) if seen_again else iter(())
        passes = _Passes(poses, progress, start_s=options.start_s, seen_again=seen_again)
        coach = Coach(exercise, hold_s=options.hold_s)
        stills: HighlightStills[Rgb] = HighlightStills(exercise)
        log = LandmarkLog(Terms(options.hold_s), with_outline=exercise.needs_mask)
        times: list[float] = []
        for moment, rest in passes.second(exercise, frames):
            coach.use_rest(rest)
            update = coach.update(moment.pose, moment.t_s, others=moment.others)
            times.append(moment.t_s)
            writers.add(moment, update, poses)
            if options.landmarks:
                log.add(moment.t_s, moment.pose)
            if options.pictures and moment.rgb is not None:
                stills.see(update, moment.rgb)
            if options.observe:
                options.observe(update)
        session = complete(coach.finish(), poses, times, name=options.name or source.name)
        writers.finish(session, poses)
    jpegs = {number: encode_jpeg(rgb) for number, rgb in stills.of(session.attempts).items()}
    return SetRecord(session, session.trace, jpegs, log.to_bytes(session.model))


def _of_kind(kind: type[T], name: str, given: object) -> T:
    if not isinstance(given, kind):
        raise ValueError(f"{name}: expected posture.pipeline.{kind.__name__}(…), got {given!r}")
    return given


def _open(source: Path, exercise: Exercise, options: Options) -> PoseSource:
    part = SourcePart(start_s=options.start_s, end_s=options.end_s, every=options.every, turn=options.turn)
    if options.found is not None:
        return RecordingSource(options.found, part=part)
    return open_source(
        source,
        model=options.model,
        part=part,
        through=options.through,
        with_mask=exercise.needs_mask or options.with_mask,
    )


def complete(session: Session, poses: PoseSource, times: list[float], *, name: str) -> Session:
    """Add to the coach's session what only the source knows: what it was, and what was wrong with it.

    Args:
        session: As the coach finished it.
        poses: The source, read to its end.
        times: Seconds of every moment.
        name: Name of the source in the session.
    """
    # A rate and a length from the frames themselves: the header of a file may say anything.
    steps = np.diff(times)
    fps = float(1.0 / steps.mean()) if len(steps) else poses.fps
    last_s = times[-1] + (float(np.median(steps)) if len(steps) else 0.0)
    info = SourceInfo(name, poses.kind, last_s - times[0], len(times), fps, poses.size_px)
    problems = list(session.problems)
    if poses.truncated:
        message = f"The video is cut off or damaged: what there is up to {last_s:.1f} s was analyzed"
        problems.append(Problem("truncated", last_s, last_s, message))
    if not session.attempts and info.duration_s <= _BRIEFLY_S:
        message = f"Only {info.duration_s:.1f} s were looked at: too short for a movement"
        problems.append(Problem("short", times[0], last_s, message))
    elif session.seen_s < _BRIEFLY_S and last_s - times[0] > _BRIEFLY_S:
        found = (
            f"Somebody was found for {session.seen_s:.1f} s only"
            if session.seen_s > 0.0
            else "Nobody was found"
        )
        message = f"{found}: nothing could be counted. Is the whole body in the picture, and in good light?"
        others = [problem for problem in problems if problem.code != "person"]
        problems = [Problem("person", times[0], last_s, message), *others]
    return replace(session, source=info, model=poses.model, version=__version__, problems=tuple(problems))


class _Passes:
    """Both passes over a source, one part of it after the other, and how far they are.

    Args:
        poses: The source.
        progress: Called after each moment of both.
        start_s: Where the window begins.
        seen_again: The second pass has the frames too.
    """

    def __init__(
        self, poses: PoseSource, progress: Progress | None, *, start_s: float, seen_again: bool
    ) -> None:
        self._poses, self._progress, self._start_s = poses, progress, start_s
        second = _DRAWN if seen_again else _JUDGED
        self._weights = (1.0 - second, second) if poses.kind == "video" else (0.5, 0.5)
        self._at_s = [start_s, start_s]

    def second(self, exercise: Exercise, frames: Iterator[Rgb]) -> Iterator[tuple[SourcePose, Rest | None]]:
        """Yield every moment of the second pass, with how the person rests there, where that is known."""
        for part in parts(self._poses, exercise, tell=lambda t_s: self._tell(0, t_s)):
            for moment in part.moments:
                rgb = next(frames, None)
                yield SourcePose(moment.t_s, moment.pose, rgb, moment.others), part.rest_at(moment.t_s)
                self._tell(1, moment.t_s)

    def _tell(self, which: int, t_s: float) -> None:
        self._at_s[which] = t_s
        if self._progress:
            shares = (w * self._share(at_s) for w, at_s in zip(self._weights, self._at_s, strict=True))
            self._progress(sum(shares), t_s)

    def _share(self, t_s: float) -> float:
        """Return the part of the window that is done; NaN where its end is unknown."""
        length_s = self._poses.until_s - self._start_s
        return min(max((t_s - self._start_s) / length_s, 0.0), 1.0) if length_s > 0.0 else math.nan
