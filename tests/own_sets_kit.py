"""Sets of a person's own: made by the stick person, coached live, kept with their landmarks."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from motions import MOVES, perform, plan_of

from posture.live.persistence import keep
from posture.live.run import About
from posture.live.set_run import open_set
from posture.live.snapshot import RunChoice, Snapshot
from posture.live.spooling import new_key
from posture.provenance import ModelInfo, SourceInfo
from posture.vision.pose_stream import SourcePose

BEGAN = datetime(2026, 3, 1, 8, 30, 15, tzinfo=timezone.utc)
ABOUT = About(
    SourceInfo("camera", "camera", 60.0, 900, 15.0, (640, 480)),
    ModelInfo("pose_landmarker_full", "0" * 64),
    "0.0.1",
)


def trained(
    move: str, *, person: str = "", landmarks: bool = True, day: int = 0, reps: int = 4, from_s: float = 0.0
) -> int:
    """Train a move live and keep it; its number. ``from_s``: seconds of the set at its first picture."""
    choice = RunChoice(move, person=person, hold_s=MOVES[move].hold_s or None)
    fold = open_set(json.loads(json.dumps(choice.asked(landmarks=landmarks))), {})
    for t_s, pose in perform(move, plan_of(move, (1.0,) * reps)):
        later = pose and replace(pose, t_s=from_s + t_s)
        fold.update(SourcePose(from_s + t_s, later, None))
    now = Snapshot(choice=choice, started_at=BEGAN + timedelta(days=day), run=new_key())
    number, error = keep(now, fold.finish(ABOUT))
    assert number is not None and not error
    return number
