"""What is shown of each move: a part of a sample of that move only, and a fault that the coach knows."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import av
import pytest
from live_kit import SAMPLES
from starlette.requests import Request
from starlette.responses import FileResponse, Response

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
