"""The result of one clip among many: its session, and all that made it."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from posture.coach.session import Session
from posture.serialize import contract, to_json
from posture.vision.rotation import Turn

if TYPE_CHECKING:
    from posture.pipeline import Options

SCHEMA = "posture.result/1"
_RECORDING = "recording"


@contract()
@dataclass(frozen=True, slots=True, kw_only=True)
class ResultOptions:
    """What a clip was analyzed with, beside its model: part of what makes a session.

    Attributes:
        hold_s: Another dose for holds than the guide's, in seconds; ``None`` for the guide's.
        start_s, end_s: The part that was analyzed, in seconds of the clip; ``None`` for its end.
        every: Each frame of a faster video was looked at.
        rotate_deg: The turn of the frames, clockwise.
    """

    hold_s: float | None = None
    start_s: float = 0.0
    end_s: float | None = None
    every: bool = False
    rotate_deg: int = 0

    @classmethod
    def of(cls, options: Options) -> ResultOptions:
        """Return those of the pipeline's options that make a session another one."""
        return cls(
            hold_s=options.hold_s,
            start_s=options.start_s,
            end_s=None if math.isinf(options.end_s) else options.end_s,
            every=options.every,
            rotate_deg=Turn(options.turn).value,
        )


@dataclass(frozen=True, slots=True)
class ResultKey:
    """What two results have in common where one of them is enough.

    Attributes:
        content_sha256: Checksum of the clip.
        model_sha256: Checksum of the pose model; "" for a recording, which needs none.
        exercise: Id of the move.
        options: What it was analyzed with.
    """

    content_sha256: str
    model_sha256: str
    exercise: str
    options: ResultOptions


@contract(SCHEMA)
@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One line of a results file: the session of a clip, and what made it.

    Attributes:
        clip: The clip's path, as it was given.
        content_sha256: Checksum of the clip's content.
        model_sha256: Checksum of the model that found the landmarks; ``None`` where a recording does not
            say which.
        version: Version of Posture.
        exercise: Id of the move.
        options: What it was analyzed with.
        session: The counted and judged set (``posture.session/1``).
    """

    clip: str
    content_sha256: str
    model_sha256: str | None
    version: str
    exercise: str
    options: ResultOptions
    session: Session

    @classmethod
    def of(cls, clip: Path, session: Session, *, content_sha256: str, options: Options) -> Result:
        """Return the result of a clip that was analyzed just now.

        Args:
            clip: The clip, as it was given.
            session: Its session.
            content_sha256: Checksum of its content.
            options: What it was analyzed with.
        """
        return cls(
            clip=str(clip),
            content_sha256=content_sha256,
            model_sha256=session.model.sha256 if session.model else None,
            version=session.version,
            exercise=session.exercise,
            options=ResultOptions.of(options),
            session=session,
        )

    @property
    def key(self) -> ResultKey:
        """Return what makes this result the one of a clip."""
        recorded = self.session.source is not None and self.session.source.kind == _RECORDING
        return ResultKey(
            self.content_sha256, "" if recorded else self.model_sha256 or "", self.exercise, self.options
        )

    def as_dict(self) -> dict[str, Any]:
        """Return the line as plain JSON values; those of the session have four decimals."""
        written: dict[str, Any] = {"schema": SCHEMA}
        for name in ("clip", "content_sha256", "model_sha256", "version", "exercise"):
            written[name] = getattr(self, name)
        return {**written, "options": to_json(self.options), "session": self.session.as_dict()}

    def to_line(self) -> bytes:
        """Return the line, in ASCII, with its line break."""
        return json.dumps(self.as_dict(), separators=(",", ":"), allow_nan=False).encode("ascii") + b"\n"
