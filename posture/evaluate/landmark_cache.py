"""A cache of the landmarks of clips: the network takes most of the time, and sees each clip once.

The key of a recording is the clip's content, the network, the move in which the person was followed, and
the code that finds poses. Recordings that older code made of the same clip are deleted.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from posture.cluster.machine import library_versions
from posture.coach.exercise import Exercise
from posture.errors import OutputUnwritable, RecordingUnreadable, VideoUnreadable
from posture.files.checksums import content_sha256
from posture.outside.documents import why
from posture.pipeline import Options, Outputs, analyze
from posture.vision import models, recording
from posture.vision.pose_sources import RECORDING, Through
from posture.vision.recording import Recording

_DIGITS = 20
"""Hexadecimal digits of each checksum in a file's name: 80 bits."""


def made(folder: Path) -> Path:
    """Make the folder of a cache, if it is missing, and return it.

    Raises:
        OutputUnwritable: Nothing can be kept there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
    else:
        if os.access(folder, os.W_OK | os.X_OK):
            return folder
        reason = "it is write-protected"
    raise OutputUnwritable(f"{folder}: landmarks cannot be kept there ({reason}); choose another folder")


def landmarks_of(
    clip: Path, exercise: Exercise, folder: Path, *, model: str, through: tuple[str, Through] | None = None
) -> Recording:
    """Return the landmarks of a clip with person masks, from the cache or, where it has none, by the network.

    Args:
        clip: A video; a recording is read as it is.
        exercise: The move in which the person gets ready, after which nobody else is followed.
        folder: Folder of the cache, which is there (`made`).
        model: Pose model, as the pipeline takes it.
        through: Name of a change of every frame before the network sees it, and the change.

    Raises:
        PostureError: The clip cannot be read, or the recording cannot be kept.
    """
    if clip.suffix.lower() == RECORDING:
        return recording.read(clip)
    try:
        content = content_sha256(clip)
    except OSError as error:
        raise VideoUnreadable(f"{clip}: {why(error)}; check the name and its rights") from error
    asked = "/".join((content, models.find(model).info.sha256, exercise.id, through[0] if through else ""))
    name = hashlib.sha256(asked.encode()).hexdigest()[:_DIGITS]
    path = folder / f"{name}-{_code()}{RECORDING}"
    with suppress(RecordingUnreadable):  # not there, or damaged
        return recording.read(path)
    options = Options(model=model, with_mask=True, through=through[1] if through else None)
    analyze(clip, exercise, options=options, outputs=Outputs(landmarks=path, force=True))
    for older in set(folder.glob(f"{name}-*{RECORDING}")) - {path}:
        older.unlink(missing_ok=True)
    return recording.read(path)


@cache
def _code() -> str:
    """Return a checksum of what finds poses: our own vision code, and the libraries below it."""
    sums = hashlib.sha256()
    for source in sorted(Path(recording.__file__).parent.rglob("*.py")):
        sums.update(source.read_bytes())
    for library, version in library_versions().items():
        if version:
            sums.update(f"{library} {version}".encode())
    sums.update(sys.platform.encode())
    return sums.hexdigest()[:_DIGITS]
