"""From a photo, a video or a recording to a posture check, with the same fold as the live page."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from posture.body.view import View
from posture.files.output_files import OutputFiles, write_json
from posture.pipeline import Progress
from posture.posture_check.check_result import Check
from posture.posture_check.checker import Checker
from posture.render.backdrop import or_backdrop
from posture.vision.brightness import hides_in_light
from posture.vision.capture import Frame
from posture.vision.frame_sampler import FrameSampler
from posture.vision.models import DEFAULT
from posture.vision.pose_sources import RecordingSource, SourcePart, VideoSource, is_recording
from posture.vision.pose_stream import PoseSource
from posture.vision.rotation import Turn

_EVERY_S = 0.08


@dataclass(frozen=True, slots=True)
class CheckOutputs:
    """Files to write beside the check that is returned; ``None`` writes none.

    Attributes:
        json: The check as JSON.
        picture: A PNG of the person with lines, angles and numbers.
        force: Files that are there already are replaced.
        turn: Rotation of the frames before anything else.
    """

    json: Path | None = None
    picture: Path | None = None
    force: bool = False
    turn: Turn = Turn.NONE


def check(
    path: Path | str,
    view: View | str,
    *,
    model: str = DEFAULT,
    wanted: CheckOutputs | None = None,
    progress: Progress | None = None,
) -> Check:
    """Check how the person in a file stands or sits.

    A file without anybody gives a check that was refused and says why.

    Args:
        path: A photo, a video of some still seconds, or a recording of landmarks (``.npz``).
        view: The side of the person that the camera saw, ``front`` or ``side``.
        model: ``lite``, ``full`` or the path of a ``.task`` file; recordings need none.
        wanted: Files to write beside the check that is returned (`posture.check_pipeline.CheckOutputs`).
        progress: Called after each frame (`posture.pipeline.Progress`) with the share done, 0 to 1 or NaN,
            and the seconds of the source.

    Returns:
        The measures with their errors and comfortable bands (`posture.posture_check.check_result.Check`).

    Raises:
        PostureError: One of those below, which are in `posture.errors`.
        ValueError: A view in which nothing is measured.
        VideoUnreadable: The file gives no picture.
        RecordingUnreadable: The recording does not follow the contract.
        ModelMissing: The pose model is absent or damaged.
        OutputUnwritable: A file cannot be written; found out before the check.
    """
    from posture.render.check_overlay import Album, write_png

    path, view, wanted = Path(path), _measured_from(view), wanted or CheckOutputs()
    with ExitStack() as stack:
        files = stack.enter_context(OutputFiles(path, force=wanted.force))
        json_file = files.add(wanted.json) if wanted.json else None
        png_file = files.add(wanted.picture, suffix=".png") if wanted.picture else None
        poses = stack.enter_context(open_still(path, model=model, turn=wanted.turn))
        checker, album = Checker(view, model=poses.model.name if poses.model else ""), Album()
        for moment in poses:
            against_light = hides_in_light(moment)
            seen = checker.update(moment.pose, moment.t_s, against_light=against_light, others=moment.others)
            album.offer(or_backdrop(moment.rgb, poses.size_px), seen, checker.still_s)
            if progress:
                progress(moment.t_s / poses.until_s if poses.until_s > 0.0 else math.nan, moment.t_s)
        found = checker.finish()
        if json_file is not None:
            write_json(found.as_dict(), json_file)
        if png_file is not None:
            write_png(album.drawn(found, poses.size_px), png_file.temporary)
        files.commit()
    return found


def _measured_from(view: View | str) -> View:
    if view not in (View.FRONT, View.SIDE):
        raise ValueError(f"view: expected front or side, got {str(view)!r}")
    return View(view)


def open_still(path: Path, *, model: str, turn: Turn = Turn.NONE) -> PoseSource:
    """Open the poses of somebody who keeps still: each frame is averaged with its mirror image.

    Args:
        path: A photo, a video, or a recording.
        model: ``lite``, ``full`` or the path of a ``.task`` file; recordings need none.
        turn: Rotation of the frames before anything else.

    Returns:
        The source; its poses have a person mask.
    """
    if is_recording(path):
        return RecordingSource(path, part=SourcePart(turn=turn))
    from posture.vision.flip_average import FlipAverageEstimator
    from posture.vision.image_source import ImageSource, is_picture

    def _open_estimator() -> FlipAverageEstimator:
        return FlipAverageEstimator(model, with_mask=True)

    if is_picture(path):
        return ImageSource(path, _open_estimator, turn=turn)
    return VideoSource(path, _open_estimator, part=SourcePart(turn=turn), through=_thinned)


def _thinned(frames: Iterator[Frame]) -> Iterator[Frame]:
    """Pick some twelve frames a second: nobody who keeps still needs more."""
    sampler = FrameSampler(_EVERY_S)
    return (frame for frame in frames if sampler.due(frame.t_s))
