"""Landmarks of clips that were looked at before: the network is what takes time, and it sees each clip once.

A recording stands for the clip's content, the network, the move in which the person was followed, and the
code that finds poses. What the code made of a clip before goes when it makes it anew.
"""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from posture.coach.exercise import Exercise
from posture.errors import RecordingUnreadable
from posture.pipeline import Options, Outputs, analyze
from posture.vision import models, recording
from posture.vision.pose_sources import RECORDING, Through
from posture.vision.recording import Recording

_DIGITS = 20
"""Of each sum in a file's name: 80 bits."""


def content_sum(path: Path) -> str:
    """A sum of a file's content."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def landmarks_of(
    clip: Path, exercise: Exercise, folder: Path, *, model: str, through: tuple[str, Through] | None = None
) -> Recording:
    """The landmarks of a clip with person masks, from the folder or, where it has none, by the network.

    Args:
        clip: A video, or a recording, which is read as it is.
        exercise: The move in which the person gets ready, after which nobody else is followed.
        folder: Where recordings are kept; it is made where it is not there.
        model: As the pipeline takes it.
        through: Name of what happens to the pictures before, and how.

    Raises:
        PostureError: The clip cannot be read or the recording not kept.
    """
    if clip.suffix.lower() == RECORDING:
        return recording.read(clip)
    asked = "/".join(
        (content_sum(clip), models.find(model).info.sha256, exercise.id, through[0] if through else "")
    )
    name = hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS]
    path = folder / f"{name}-{_code()}{RECORDING}"
    try:
        return recording.read(path)
    except RecordingUnreadable:  # not there, or damaged
        folder.mkdir(parents=True, exist_ok=True)
    options = Options(model=model, with_mask=True, through=through[1] if through else None)
    analyze(clip, exercise, options=options, outputs=Outputs(landmarks=path, force=True))
    for older in set(folder.glob(f"{name}-*{RECORDING}")) - {path}:
        older.unlink(missing_ok=True)
    return recording.read(path)


@cache
def _code() -> str:
    """A sum of what finds poses: our own code for pictures, and the libraries below it."""
    sums = hashlib.sha256()
    for source in sorted(Path(recording.__file__).parent.rglob("*.py")):
        sums.update(source.read_bytes())
    for package in ("mediapipe", "av", "numpy"):
        try:
            sums.update(f"{package} {version(package)}".encode())
        except PackageNotFoundError:  # part of a distribution of another name
            continue
    sums.update(sys.platform.encode())
    return sums.hexdigest()[:_DIGITS]
