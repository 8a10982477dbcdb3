"""The command ``check`` as somebody types it."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from clip_kit import ROOT

from posture.cli import main
from posture.history.kept_checks import kept_checks
from posture.history.store import Store
from posture.provenance import ModelInfo
from posture.simulation.stick_person import FRONT, LEFT_SIDE, Body, Viewpoint, pose_of
from posture.vision import recording

KEYS = ["schema", "view", "still_s", "measures", "refused", "unmeasured"]
Said = pytest.CaptureFixture[str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Run ``posture check`` with these arguments in a folder of its own; gives the exit code."""

    def typed(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["posture", "check", *map(str, arguments)])
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    return typed


def recorded(path: Path, body: Body, camera: Viewpoint, *, lasts_s: float = 5.0) -> Path:
    """Somebody who keeps still, as a recording."""
    recorder = recording.Recorder(camera.size_px, ModelInfo("pose_landmarker_full", "0"))
    for i in range(round(lasts_s * 12)):
        recorder.add(i / 12, pose_of(body, camera, i / 12))
    recording.write(recorder.recording(truncated=False), path)
    return path


@pytest.fixture
def front(tmp_path: Path) -> Path:
    return recorded(tmp_path / "front.npz", Body(head_roll=9.0, knees=0.0, thighs=0.0), FRONT)


@pytest.fixture(scope="module")
def photograph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A picture of a rendered person from the side."""
    path = tmp_path_factory.mktemp("photographs") / "side.jpg"
    film = cv2.VideoCapture(str(ROOT / "samples" / "chin_tucks_good_side.mp4"))
    assert cv2.imwrite(str(path), film.read()[1])
    return path


def test_the_json_follows_its_contract(run: Any, front: Path, capsys: Said) -> None:
    assert run(front, "--view", "front", "--json", "-") == 0
    out, err = capsys.readouterr()
    told = json.loads(out)
    assert list(told) == KEYS
    assert (told["schema"], told["view"], told["refused"]) == ("posture.check/1", "front", None)
    assert told["still_s"] == pytest.approx(4.92, abs=0.1)
    head = told["measures"][0]
    assert list(head) == ["name", "value", "error", "unit", "band", "note"]
    assert (head["name"], head["unit"], head["error"], head["band"]) == ("head_tilt", "deg", 4.0, "strong")
    assert head["value"] == pytest.approx(9.0 / 0.78, abs=0.2)
    assert err == ""


def test_the_table_tells_value_error_band_and_how_to_read_it(run: Any, front: Path, capsys: Said) -> None:
    assert run(front, "--view", "front") == 0
    out = capsys.readouterr().out
    assert "seen from the front, average of 4.9 still seconds" in out
    assert "Head tilt" in out
    assert "12°   ± 4°  strong" in out
    assert "How to read it" in out


def test_a_refused_check_fails_and_says_once_what_to_do(run: Any, front: Path, capsys: Said) -> None:
    assert run(front, "--view", "side", "--json", "check.json", "--save") == 1
    told = json.loads(Path("check.json").read_text("utf-8"))
    assert told["refused"] == "wrong_view"
    assert told["measures"] == []
    out, err = capsys.readouterr()
    assert out == ""
    assert err == ("posture: front.npz: no check: Turn: the camera sees another side of you.\n")
    assert run(front, "--view", "side", "--json", "-") == 1
    out, err = capsys.readouterr()
    assert json.loads(out) == told and err.count("another side of you") == 1
    with Store() as store:
        assert kept_checks(store.journal) == []


def test_one_picture_is_measured_and_drawn(run: Any, photograph: Path, capsys: Said) -> None:
    assert run(photograph, "--view", "side", "--json", "-", "--annotate", "drawn.png") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["refused"] is None
    assert told["still_s"] == 0.0
    values = {m["name"]: m["value"] for m in told["measures"]}
    assert values["trunk_inclination"] == pytest.approx(0.0, abs=6.0)
    assert 60.0 < values["head_over_shoulder"] < 90.0
    assert "how still you were" in [gap["what"] for gap in told["unmeasured"]]
    drawn = cv2.imread("drawn.png")
    assert drawn.shape[0] > drawn.shape[1] * 0.75, "below the picture there is room for the numbers"


def test_what_is_kept_is_compared_with_what_was_kept(run: Any, tmp_path: Path, capsys: Said) -> None:
    for name, roll in (("first", 0.0), ("same", 1.0), ("tilted", 8.0)):
        path = recorded(tmp_path / f"{name}.npz", Body(head_roll=roll, knees=0.0, thighs=0.0), FRONT)
        assert run(path, "--view", "front", "--save") == 0
        out = capsys.readouterr().out
        assert ("Since the last" in out) == (name != "first")
        assert ("up by 9°" in out) == (name == "tilted")
    with Store() as store:
        assert len(kept_checks(store.journal)) == 3


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["missing.mp4", "--view", "front"], 1, "missing.mp4"),
        (["note.png", "--view", "front"], 1, "is no picture that can be read"),
        (["front.npz"], 2, "--view"),
        (["front.npz", "--view", "above"], 2, "above"),
        (["front.npz", "--view", "front", "--annotate", "drawn.jpg"], 1, "expected a name that ends in .png"),
        (["front.npz", "--view", "front", "--json", "front.npz"], 1, "is the input or another"),
        (["front.npz", "--view", "front", "--json", "note.png"], 1, "is there already"),
        (["front.npz", "--view", "front", "--annotate", "note.png"], 1, "is there already"),
        (["front.npz", "--view", "front", "--json", "nowhere/check.json"], 1, "does not exist"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    run: Any, front: Path, capsys: Said, *, arguments: list[str], code: int, words: str
) -> None:
    Path("note.png").write_text("no picture")
    assert run(*arguments) == code
    err = capsys.readouterr().err
    assert words in err
    assert code == 2 or err.count("\n") == 1
    assert not list(front.parent.glob(".*")), "nothing half-written is left behind"


def test_nobody_in_a_picture_is_refused_and_the_drawing_says_so(run: Any, capsys: Said) -> None:
    cv2.imwrite("wall.png", np.full((240, 320, 3), 200, np.uint8))
    assert run("wall.png", "--view", "front", "--json", "-", "--annotate", "drawn.png") == 1
    assert json.loads(capsys.readouterr().out)["refused"] == "nobody"
    assert Path("drawn.png").exists()


def test_a_recording_is_drawn_without_its_pictures(run: Any, tmp_path: Path) -> None:
    path = recorded(tmp_path / "side.npz", Body(knees=0.0, thighs=0.0), LEFT_SIDE)
    assert run(path, "--view", "side", "--annotate", "drawn.png") == 0
    assert cv2.imread("drawn.png").shape[1] >= 640
