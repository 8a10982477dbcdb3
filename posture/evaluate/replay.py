"""Replay of one recording in one move, through the same pipeline as every file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from posture.coach.exercise import Exercise
from posture.coach.session import Session
from posture.coach.update import Update
from posture.evaluate.labels import Label
from posture.pipeline import Options, analyze
from posture.vision.recording import Recording


@dataclass(frozen=True, slots=True)
class ClipLandmarks:
    """The landmarks of a clip, with the person's outline and, which is quicker, without."""

    outlined: Recording
    plain: Recording

    @classmethod
    def of(cls, found: Recording) -> ClipLandmarks:
        """Make both forms of a recording that has outlines."""
        poses = [None if pose is None else replace(pose, mask=None) for pose in found.poses]
        return cls(found, replace(found, poses=poses))

    def for_move(self, exercise: Exercise) -> Recording:
        """Return the recording that a video would have given in that move."""
        return self.outlined if exercise.needs_mask else self.plain


def play(
    label: Label,
    found: Recording,
    exercise: Exercise,
    *,
    start_s: float = 0.0,
    observe: Callable[[Update], None] | None = None,
) -> Session:
    """Judge a recording in a move.

    Args:
        label: The clip's label, whose dose holds in the label's own move.
        found: The clip's landmarks.
        exercise: The move.
        start_s: Time to begin at.
        observe: Called with every update.

    Raises:
        RecordingUnreadable: No pose is left behind the start.
    """
    options = Options(
        hold_s=label.hold_s if exercise.id == label.analyse_as else None,
        name=label.clip,
        start_s=start_s,
        observe=observe,
        found=found,
    )
    return analyze(label.path, exercise, options=options)
