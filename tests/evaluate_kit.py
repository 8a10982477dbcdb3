"""Sessions, labels and runs made by hand, for scoring without videos."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from posture.body.baseline import Baseline
from posture.body.features import ARM_ELEVATION, HEAD_TILT
from posture.body.landmarks import Side
from posture.coach.session import Attempt, Counts, Finding, Problem, Reason, Session, Severity
from posture.evaluate.clip_runs import Case, ClipRun
from posture.evaluate.labels import Label
from posture.vision import recording

ROOT = Path(__file__).parents[1]
SAMPLES, RECORDINGS = ROOT / "samples", ROOT / "tests" / "recordings"


def attempt(peak_s: float, *, reason: Reason | None = None, side: Side = Side.BOTH, **more: Any) -> Attempt:
    """A movement of two seconds around its top."""
    whole: dict[str, Any] = {
        "number": 1, "side": side, "start_s": peak_s - 1.0, "peak_s": peak_s, "end_s": peak_s + 1.0,
        "hold_s": 0.0, "range": 150.0, "unit": "deg", "counted": reason is None, "reason": reason,
    }  # fmt: skip
    return Attempt(**{**whole, **more})


def finding(rule: str) -> Finding:
    """A broken rule."""
    return Finding(rule, Severity.MEDIUM, 1.0, 1, 9.0, 5.0, "deg", "Do it well")


def session(
    attempts: Iterable[Attempt] = (), *, exercise: str = "wall_angels", rules: Iterable[str] = (), **more: Any
) -> Session:
    """A set of these attempts and broken rules."""
    listed = tuple(attempts)
    counted = [a for a in listed if a.counted]
    sides = {} if exercise != "neck_tilts" else {
        "left": sum(a.side is Side.LEFT for a in counted), "right": sum(a.side is Side.RIGHT for a in counted)
    }  # fmt: skip
    counts = Counts(reps=len(counted), attempts=len(listed), **{**sides, **more.pop("counts", {})})
    whole: dict[str, Any] = {
        "exercise": exercise, "view": "front", "ready_at_s": 0.5, "seen_s": 9.0, "measured_s": 9.0,
        "counts": counts, "attempts": listed, "findings": tuple(finding(rule) for rule in rules),
    }  # fmt: skip
    return Session(**{**whole, **more})


def problem(code: str) -> Problem:
    """Something in the way for all of a clip."""
    return Problem(code, 0.0, 9.0, "Hinge at the hips, back long")


def label(**more: Any) -> Label:
    """Two wall angels that count, at three and seven seconds."""
    whole: dict[str, Any] = {
        "clip": "clip.mp4", "analyse_as": "wall_angels", "counted_reps": 2,
        "attempts": 2, "faults": frozenset(), "peak_times_s": (3.0, 7.0), "rendered": True,
    }  # fmt: skip
    return Label(**{**whole, "path": Path(more.get("clip", "clip.mp4")), **more})


def run_of(known: Label, *sessions: Session, **more: Any) -> ClipRun:
    """A run that gave these sessions."""
    exercises = tuple(each.exercise for each in sessions) or (known.analyse_as,)
    return ClipRun(case=Case(label=known, exercises=exercises), sessions=sessions, **more)


def labels_file(folder: Path, *entries: dict[str, Any]) -> Path:
    """A file of labels; clips may be named by whole paths."""
    path = folder / "labels.json"
    path.write_text(json.dumps(entries), "utf-8")
    return path


def truth_of(name: str, folder: Path) -> Path:
    """A truth in which the joints are where the recording has them, and the angles measured on them."""
    poses = [pose for _, pose in recording.read(RECORDINGS / f"{name}.npz") if pose is not None]
    still = Baseline()
    arms = {
        f"{side.value[0]}_shoulder": [ARM_ELEVATION.compute(pose, side, still) for pose in poses]
        for side in (Side.LEFT, Side.RIGHT)
    }
    tilt = [HEAD_TILT.compute(pose, Side.LEFT, still) for pose in poses]
    elbows = dict.fromkeys(("l_elbow", "r_elbow"), [90.0] * len(poses))
    path = folder / f"{name}.json"
    data = {
        "fps": 18,
        "size": list(poses[0].size_px),
        "angles": {**arms, **elbows, "head_tilt": tilt},
        "landmarks_px": [pose.image_xy.tolist() for pose in poses],
        "reps": [],
    }
    path.write_text(json.dumps(data), "utf-8")
    return path
