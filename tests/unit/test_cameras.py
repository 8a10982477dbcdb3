"""The cameras of a computer, as its system tells of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from posture.cli import app
from posture.cli.terminal_text import printable
from posture.vision import cameras
from posture.vision.cameras import known_cameras, named


def device(system: Path, name: str, *, called: str | None, index: str | None = "0") -> None:
    (system / name).mkdir(parents=True)
    if called is not None:
        (system / name / "name").write_text(f"{called}\n")
    if index is not None:
        (system / name / "index").write_text(f"{index}\n")


@pytest.fixture
def system(tmp_path: Path) -> Path:
    found = tmp_path / "video4linux"
    device(found, "video10", called="Desk \x1b[31mcam\x07")
    device(found, "video0", called="Integrated Webcam")
    device(found, "video1", called="Integrated Webcam", index="1")  # tells about the first one's pictures
    device(found, "video2", called=None, index=None)
    device(found, "v4l-subdev0", called="sensor")
    return found


def test_each_camera_is_listed_once_by_number(system: Path) -> None:
    assert [str(camera) for camera in known_cameras(system)] == [
        "0 (Integrated Webcam)",
        "2 (unnamed)",
        "10 (Desk  [31mcam)",
    ]


def test_names_of_cameras_are_shown_as_all_words_from_outside_are(tmp_path: Path) -> None:
    device(tmp_path, "video0", called="Fa\u00admily\u200dcam \u202e(2)\u2028 \ue000")
    (camera,) = known_cameras(tmp_path)
    assert camera.name == "Fa\u00admily\u200dcam (2)  \ue000"
    assert printable(camera.name) == camera.name


def test_where_the_system_does_not_tell_there_are_numbers(tmp_path: Path, system: Path) -> None:
    assert known_cameras(tmp_path / "none") == ()
    assert named(3, tmp_path / "none") == "camera 3"
    assert named(0, system) == "camera 0 (Integrated Webcam)"
    assert named(5, system) == "camera 5"


def test_the_watch_command_lists_them(system: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(known_cameras, "__defaults__", (system,))
    told = CliRunner().invoke(app, ["watch", "--cameras"])
    assert told.exit_code == 0
    assert told.output.splitlines()[0] == "0  Integrated Webcam"
    monkeypatch.setattr(known_cameras, "__defaults__", (tmp_path / "none",))
    told = CliRunner().invoke(app, ["watch", "--cameras"])
    assert told.exit_code == 0
    assert "--camera 0" in told.output
    assert cameras.SYSTEM.name == system.name
