"""What the browser is told of one picture: small, plain JSON, unknown numbers ``null``."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from posture.body.landmarks import Pose
from posture.coach.coach import Update
from posture.coach.session import Attempt


def describe(update: Update) -> dict[str, Any]:
    """The part of an update that is drawn, spoken or listed.

    Landmarks are whole pixels, ``[x0, y0, x1, y1, …]``, of a picture of ``size``.
    """
    return {
        "t_s": round(update.t_s, 3),
        "size": list(update.pose.size_px) if update.pose else None,
        "xy": _pixels(update.pose) if update.pose else None,
        "faulty": [int(landmark) for landmark in update.faulty],
        "ready": update.ready,
        "problem": update.problem,
        "code": update.problem_code,
        "method": update.method,
        "phase": update.phase.value,
        "side": update.side.value,
        "progress": _known(update.progress),
        "counts": {name: _known(value) for name, value in asdict(update.counts).items()},
        "hold_s": _known(update.hold_s),
        "hold_target_s": _known(update.hold_target_s),
        "attempt": _attempt(update.attempt) if update.attempt else None,
        "findings": [{"rule": f.rule, "severity": f.severity.value, "cue": f.cue} for f in update.findings],
        "cue": {"text": update.cue.text, "kind": update.cue.kind} if update.cue else None,
    }


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "number": attempt.number,
        "side": attempt.side.value,
        "counted": attempt.counted,
        "reason": attempt.reason.value if attempt.reason else None,
        "clean": attempt.clean,
        "hold_s": _known(attempt.hold_s),
    }


def _pixels(pose: Pose) -> list[int | None]:
    return [round(value) if math.isfinite(value) else None for point in pose.points for value in point]


def _known(value: float | None) -> float | None:
    if value is None or isinstance(value, int):
        return value
    return round(value, 2) if math.isfinite(value) else None
