"""What a set leaves behind, and its JSON contract."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from motions import MOVES, follow, perform, plan_of

from posture.body.landmarks import Side
from posture.coach.session import (
    SCHEMA,
    Attempt,
    Counts,
    Finding,
    Problem,
    Reason,
    Session,
    Severity,
    Unmeasured,
)
from posture.provenance import ModelInfo, SourceInfo

WHOLE = Session(
    exercise="wall_angels", view="front", ready_at_s=0.6, seen_s=13.0, measured_s=12.8,
    problems=(Problem("view", 0.0, 0.6, "Turn to face the camera"),),
    counts=Counts(reps=2, clean=1, attempts=3, left=None, right=None, hold_s=None),
    attempts=(
        Attempt(1, Side.BOTH, 0.9, 2.8, 4.7, 0.4, 86.0, "deg", True, None, clean=False, faults=("a",)),
        Attempt(2, Side.LEFT, 5.0, 6.0, 7.0, 0.0, 9.0, "deg", False, Reason.LOST, clean=False),
    ),
    findings=(Finding("uneven", Severity.MEDIUM, 3.0, 1, 18.2, 15.0, "deg", "Match both sides"),),
    unmeasured=(Unmeasured("low-back arch", "needs a side view"),),
    source=SourceInfo("clip.mp4", "video", 13.1, 325, 25.0, (640, 360)),
    model=ModelInfo("pose_landmarker_full", "0" * 64),
    version="0.1.0",
)  # fmt: skip
CONTRACT = {
    "": "schema exercise source model version view ready_at_s seen_s measured_s problems counts attempts "
    "findings unmeasured",
    "source": "name kind duration_s frames fps size_px",
    "model": "name sha256",
    "problems": "code from_s to_s message",
    "counts": "reps clean attempts left right hold_s",
    "attempts": "number side start_s peak_s end_s hold_s range unit counted reason clean faults",
    "findings": "rule severity t_s attempt value limit unit cue",
    "unmeasured": "what why",
}


@pytest.mark.parametrize("part", CONTRACT)
def test_the_json_has_the_keys_of_the_contract(part: str):
    data = WHOLE.as_dict()
    found = data[part] if part else data
    for entry in found if isinstance(found, list) else [found]:
        assert set(entry) == set(CONTRACT[part].split())
    assert data["schema"] == SCHEMA == "posture.session/1"


def through_json(session: Session) -> Session:
    return Session.from_dict(json.loads(json.dumps(session.as_dict(), allow_nan=False)))


def test_a_session_comes_back_as_it_was():
    assert through_json(WHOLE) == WHOLE
    bare = replace(WHOLE, source=None, model=None, view=None, attempts=(), findings=(), problems=())
    assert through_json(bare) == bare


def test_unknown_numbers_are_null_outside_and_nan_inside():
    unknown = replace(WHOLE, ready_at_s=math.nan, findings=(replace(WHOLE.findings[0], value=math.nan),))
    data = unknown.as_dict()
    assert data["ready_at_s"] is None and data["findings"][0]["value"] is None
    again = Session.from_dict(data)
    assert math.isnan(again.ready_at_s) and math.isnan(again.findings[0].value)


@pytest.mark.parametrize("exercise_id", MOVES)
def test_a_set_that_was_made_comes_back_to_four_decimals(exercise_id: str):
    made = follow(exercise_id, perform(exercise_id, plan_of(exercise_id, (1.0, 0.4))))
    once = through_json(made)
    assert through_json(once) == once
    assert once.counts.reps == made.counts.reps == 1
    assert [(a.side, a.reason, a.faults) for a in once.attempts] == [
        (a.side, a.reason, a.faults) for a in made.attempts
    ]
    assert [a.peak_s for a in once.attempts] == pytest.approx([a.peak_s for a in made.attempts], abs=1e-4)


@pytest.mark.parametrize("schema", [None, "posture.session/2", 1])
def test_another_schema_is_refused(schema: object):
    with pytest.raises(ValueError, match=r"schema: expected posture\.session/1, got"):
        Session.from_dict(WHOLE.as_dict() | {"schema": schema})


@pytest.mark.parametrize("key", [key for key in CONTRACT[""].split() if key != "schema"])
def test_a_missing_key_is_named(key: str):
    data = WHOLE.as_dict()
    del data[key]
    with pytest.raises(ValueError, match=f"not a whole .*{key}"):
        Session.from_dict(data)


@pytest.mark.parametrize("part", ["problems", "attempts", "findings", "unmeasured"])
def test_a_missing_key_within_a_part_is_refused(part: str):
    data = WHOLE.as_dict()
    data[part][0].popitem()
    with pytest.raises(ValueError, match="not a whole"):
        Session.from_dict(data)


def test_the_duration_of_an_attempt_is_from_rest_to_rest():
    assert WHOLE.attempts[0].duration_s == pytest.approx(3.8)


@pytest.mark.parametrize(
    ("reason", "said"), [(Reason.ONE_SIDE, "uneven"), (Reason.SHORT_HOLD, "short_hold"), (None, "")]
)
def test_what_the_reason_says_is_not_listed_beside_it_as_a_fault(reason: Reason | None, said: str):
    faults = ("uneven", "short_hold", "trunk_side")
    attempt = replace(WHOLE.attempts[0], counted=reason is None, reason=reason, faults=faults)
    assert attempt.faults_beside == tuple(rule for rule in faults if rule != said)
