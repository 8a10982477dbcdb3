"""What is shown of each move: a part of a sample of that move only, and a fault that the coach knows."""

from __future__ import annotations

import asyncio
import json
import math
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from live_kit import SAMPLES
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from posture.body.baseline import Baseline
from posture.body.landmarks import Pose, Side
from posture.coach.session import Reason
from posture.exercises import EXERCISES
from posture.live import demonstration

LABELS = {label["clip"]: label for label in json.loads((SAMPLES / "labels.json").read_text())}


@pytest.mark.parametrize("exercise_id", EXERCISES)
def test_each_move_is_shown_by_a_sample_of_its_own(exercise_id: str) -> None:
    found = demonstration.shown(exercise_id)
    assert found is not None
    for kind in ("good", "fault"):
        if kind not in found:
            continue
        part = found[kind]
        label = LABELS[part["clip"]]
        assert label["analyse_as"] == exercise_id
        assert (label["faults"] == []) == (kind == "good")
        with av.open(str(SAMPLES / part["clip"])) as source:
            assert 0.0 <= part["from_s"] < part["to_s"] <= source.duration / av.time_base + 0.1
        assert len(part["xy"]) >= (part["to_s"] - part["from_s"]) * found["rate"] * 0.9
        assert {len(row) for row in part["xy"]} == {2 * len(found["joints"])}
    assert "fault" not in found or any(found["fault"]["fault"] == f for f in _faults(exercise_id))


OUTLINED = {exercise.id for exercise in EXERCISES.values() if exercise.needs_mask}
"""Moves whose signal is in the outline of the body, which is not shown."""


def pose_at(part: dict[str, Any], joints: list[int], rate: float, t_s: float) -> Pose:
    """The person of a shown part at a second of it."""
    row = part["xy"][min(round((t_s - part["from_s"]) * rate), len(part["xy"]) - 1)]
    image_xy = np.full((33, 2), np.nan)
    image_xy[joints] = np.array(row, dtype=float).reshape(-1, 2)
    seen = np.isfinite(image_xy[:, 0]).astype(float)
    return Pose(t_s, tuple(part["size"]), image_xy, np.full((33, 3), np.nan), seen)


@pytest.mark.parametrize("exercise_id", sorted(EXERCISES.keys() - OUTLINED))
def test_a_shown_movement_goes_from_rest_to_where_it_leads(exercise_id: str) -> None:
    found, loop = demonstration.shown(exercise_id), demonstration.loop_of(exercise_id)
    assert found is not None and loop is not None
    rest, there = (pose_at(found["good"], found["joints"], found["rate"], t_s) for t_s in loop["turns"][:2])
    baseline = Baseline.of([rest])
    shares = [
        (motion.signal.compute(there, side, baseline) - motion.signal.compute(rest, side, baseline))
        / (motion.full - (0.0 if motion.relative else motion.start_level))
        for motion in (method.motion for method in EXERCISES[exercise_id].methods)
        for side in (Side.LEFT, Side.RIGHT)
    ]
    assert max(share for share in shares if math.isfinite(share)) > 0.5


def _faults(exercise_id: str) -> set[str]:
    return {rule.name for rule in EXERCISES[exercise_id].all_rules} | {reason.value for reason in Reason}


def _asked(name: str) -> Response:
    """What the server answers to whoever asks for that name."""
    request = Request({"type": "http", "method": "GET", "headers": [], "path_params": {"name": name}})
    answer: Response = asyncio.run(demonstration.route().endpoint(request))
    return answer


def test_samples_are_served_and_nothing_else_is() -> None:
    assert demonstration.route(prefix="/here/").path == "/here/samples/{name}"
    found = _asked("wall_angels_good_front.mp4")
    assert isinstance(found, FileResponse)
    assert Path(found.path) == SAMPLES / "wall_angels_good_front.mp4"
    for name in ("labels.json", "../pyproject.toml", "nothing.mp4", "idle_no_exercise_front.mp4"):
        assert _asked(name).status_code == 404


def test_the_script_is_whole() -> None:
    script = demonstration.script()
    assert "import " not in script
    assert script.count("export ") == 1
    assert "prefers-reduced-motion" in script
