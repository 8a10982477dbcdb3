"""What a picture changed, as the browser gets it."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.coach import Update
from posture.coach.cues.cue_budget import Cue
from posture.coach.exercise import Phase
from posture.coach.session import Attempt, Counts, Finding, Reason, Severity
from posture.live.message import describe


def update(**changes: object) -> Update:
    xy = np.full((33, 2), np.nan)
    xy[Landmark.NOSE] = (320.4, 99.6)
    pose = Pose(1.0, (640, 480), xy, np.zeros((33, 3)), np.ones(33))
    values = {
        "t_s": 1.23456, "pose": pose, "ready": True, "problem": "", "problem_code": "",
        "phase": Phase.GOING, "side": Side.LEFT, "progress": math.nan,
        "counts": Counts(reps=2, left=1, right=1),
    }  # fmt: skip
    return Update(**{**values, **changes})  # type: ignore[arg-type]


def test_landmarks_are_whole_pixels_and_unseen_ones_null() -> None:
    view = describe(update())
    assert view["size"] == [640, 480]
    assert view["xy"][:4] == [320, 100, None, None]
    assert len(view["xy"]) == 66


def test_unknown_numbers_are_null_and_the_rest_is_json() -> None:
    view = describe(update())
    assert view["progress"] is None
    assert view["t_s"] == 1.235
    assert json.loads(json.dumps(view, allow_nan=False)) == view


def test_nobody_seen_has_no_landmarks() -> None:
    view = describe(update(pose=None, problem="Come into the picture", problem_code="person"))
    assert view["xy"] is None
    assert view["size"] is None
    assert view["problem"] == "Come into the picture"


def test_what_happened_is_told() -> None:
    attempt = Attempt(3, Side.LEFT, 0.0, 1.0, 2.0, 4.56, 80.0, "deg", False, Reason.SHORT_HOLD)
    finding = Finding("uneven", Severity.MEDIUM, 1.0, 3, 18.0, 15.0, "deg", "Match both sides")
    view = describe(
        update(
            attempt=attempt,
            findings=(finding,),
            faulty=(Landmark.LEFT_ELBOW,),
            cue=Cue("Match both sides", "fault"),
            hold_s=2.5,
            hold_target_s=5.0,
        )
    )
    assert view["attempt"] == {
        "number": 3, "side": "left", "counted": False, "reason": "short_hold", "clean": True, "hold_s": 4.56,
    }  # fmt: skip
    assert view["findings"] == [{"rule": "uneven", "severity": "medium", "cue": "Match both sides"}]
    assert view["faulty"] == [13]
    assert view["cue"] == {"text": "Match both sides", "kind": "fault"}
    assert (view["hold_s"], view["hold_target_s"]) == (2.5, 5.0)
    assert view["counts"]["left"] == 1


@pytest.mark.parametrize("size", [(1920, 1080)])
def test_it_is_small(size: tuple[int, int]) -> None:
    xy = np.full((33, 2), size, dtype=float)
    pose = Pose(1.0, size, xy, np.zeros((33, 3)), np.ones(33))
    assert len(json.dumps(describe(update(pose=pose)))) < 1500
