"""The message that a browser gets for one frame: small, plain JSON, unknown numbers ``null``."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from typing import Any

import numpy as np

from posture.body.landmarks import Pose
from posture.coach.coach import Update
from posture.coach.cues.caption_line import Caption
from posture.coach.session import Attempt, Counts
from posture.live.hand_sign import ShownSign
from posture.serialize import to_json

_DIGITS = 2


def moment_of(t_s: float, pose: Pose | None) -> dict[str, Any]:
    """Describe a moment as every kind of run does, with nothing to say yet; a kind adds its own.

    Landmarks are whole pixels, ``[x0, y0, x1, y1, …]``, of a frame of ``size``.

    Args:
        t_s: Seconds of the run.
        pose: The person, or ``None`` where nobody was found.
    """
    return {
        "t_s": round(t_s, 3),
        "size": list(pose.size_px) if pose else None,
        "xy": _pixels(pose) if pose else None,
        "faulty": [],
        "ready": False,
        "problem": "",
        "code": "",
        "method": "",
        "phase": "rest",
        "side": "both",
        "progress": None,
        "counts": {"reps": 0, "clean": 0, "attempts": 0, "left": None, "right": None, "hold_s": None},
        "hold_s": 0.0,
        "hold_target_s": 0.0,
        "attempt": None,
        "taken_back": 0,
        "findings": [],
        "cue": None,
        "caption": None,
        "done": False,
    }


def describe(update: Update) -> dict[str, Any]:
    """Return the part of an update of a coached set that is drawn, spoken or listed."""
    return {
        **moment_of(update.t_s, update.pose),
        "faulty": [int(landmark) for landmark in update.faulty],
        "ready": update.ready,
        "problem": update.problem,
        "code": update.problem_code,
        "passed": [check.value for check in update.passed],
        "count_in_s": _rounded(update.count_in_s),
        "target": [[round(n) for point in line for n in point] for line in update.target],
        "method": update.method,
        "phase": update.phase.value,
        "side": update.side.value,
        "progress": _rounded(update.progress),
        "counts": dict(_numbers(update.counts)),
        "hold_s": _rounded(update.hold_s),
        "hold_target_s": _rounded(update.hold_target_s),
        "attempt": attempt_of(update.attempt) if update.attempt else None,
        "taken_back": update.taken_back,
        "findings": [{"rule": f.rule, "severity": f.severity.value, "cue": f.cue} for f in update.findings],
        "cue": {"text": update.cue.text, "kind": update.cue.kind} if update.cue else None,
        "caption": dict(_line(update.caption)) if update.caption else None,
    }


def still(view: Mapping[str, Any], t_s: float, pose: Pose | None) -> dict[str, Any]:
    """Describe a moment in which nothing is coached: the person moves on, all else is as in the view before.

    Args:
        view: That view.
        t_s: Seconds of the run.
        pose: The person, or ``None`` where nobody was found.
    """
    now = moment_of(t_s, pose)
    news = ("t_s", "size", "xy", "faulty", "attempt", "taken_back", "findings", "cue")
    return {**view, **{name: now[name] for name in news}}


def signed(view: Mapping[str, Any], sign: ShownSign | None) -> dict[str, Any]:
    """Return a view with the sign that the person gives; ``None`` where nobody looks for one.

    Args:
        view: The view.
        sign: What it comes to.
    """
    return {**view, "sign": sign.as_dict() if sign else None}


def attempt_of(attempt: Attempt) -> dict[str, Any]:
    """Describe an attempt that ended."""
    return {
        "number": attempt.number,
        "side": attempt.side.value,
        "counted": attempt.counted,
        "reason": attempt.reason.value if attempt.reason else None,
        "clean": attempt.clean,
        "hold_s": _rounded(attempt.hold_s),
    }


def _pixels(pose: Pose) -> list[int | None]:
    whole: list[float] = np.rint(pose.image_xy).ravel().tolist()
    if isfinite(sum(whole)):
        return list(map(int, whole))
    return [int(number) if isfinite(number) else None for number in whole]


def _rounded(value: float) -> float | None:
    return round(value, _DIGITS) if isfinite(value) else None


@lru_cache(maxsize=1)
def _numbers(counts: Counts) -> Mapping[str, Any]:
    """Return the numbers of a set as JSON; they change with an attempt, not with a frame."""
    numbers: Mapping[str, Any] = to_json(counts, digits=_DIGITS)
    return numbers


@lru_cache(maxsize=1)
def _line(caption: Caption) -> Mapping[str, Any]:
    """Return a line of words as JSON; it stands for seconds."""
    line: Mapping[str, Any] = to_json(caption, digits=_DIGITS)
    return line
