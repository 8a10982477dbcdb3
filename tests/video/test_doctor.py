"""``posture doctor`` on this computer, and on one where things are broken."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import cv2
import numpy as np
import pytest

from posture import resources
from posture.cli import doctor_checks
from posture.cli.doctor_checks import Mark
from posture.cli.page_server import PageServer, free_port
from posture.live import frame_trial
from posture.live.frame_cost import FrameCost
from posture.live.registry import SessionRegistry

ROOT = Path(__file__).parents[2]
TITLES = ["Parts", "Models", "Pose engine", "Camera", "Page", "Port", "Data"]


def doctor(*options: str, data: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """What ``posture doctor`` says in a process of its own."""
    environment = {**os.environ, "POSTURE_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)}
    environment.pop("OPENCV_LOG_LEVEL", None)  # that it is quiet must come from the command itself
    return subprocess.run(
        [sys.executable, "-m", "posture", "doctor", *options],
        cwd=folder,
        env={**environment, "PYTHONIOENCODING": "ascii"},  # a terminal without our signs
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_sound_computer_passes_in_plain_words(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = doctor(data=data, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    lines = done.stdout.splitlines()
    heads = [line for line in lines if not line.startswith(" ")]
    assert [line[6:19].strip() for line in heads] == TITLES
    assert {line[:6].strip() for line in heads} <= {"ok", "warn"}
    assert not data.exists(), "looking must leave nothing behind"


def test_something_broken_gives_exit_code_1_and_json_tells_how_to_mend_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    done = doctor("--json", data=tmp_path / "file" / "data", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr == ""
    report = json.loads(done.stdout)
    assert [check["title"] for check in report["checks"]] == TITLES
    (broken,) = [check for check in report["checks"] if check["mark"] == "fail"]
    assert report["ok"] is False
    assert broken["title"] == "Data"
    assert str(tmp_path / "file") in broken["found"]
    assert "POSTURE_DATA_DIR" in broken["mend"]
    assert all(check["mend"] for check in report["checks"] if check["mark"] != "ok")


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in the place of the bundled files, with the real models in it."""
    folder = tmp_path / "bundle"
    shutil.copytree(ROOT / "models", folder / "models")
    monkeypatch.setattr(resources, "_ROOTS", (folder,))
    return folder


def test_whole_models_pass(bundle: Path) -> None:
    assert doctor_checks.models("Models").mark is Mark.OK


def test_a_cut_model_is_named(bundle: Path) -> None:
    model = bundle / "models" / "pose_landmarker_full.task"
    model.write_bytes(model.read_bytes()[:1_000_000])
    check = doctor_checks.models("Models")
    assert check.mark is Mark.FAIL
    assert str(model) in check.found
    assert "162dc6aada" in check.found
    assert "1000000 bytes" in check.found
    assert "install posture again" in check.mend


def test_a_missing_model_is_named(bundle: Path) -> None:
    (bundle / "models" / "pose_landmarker_lite.task").unlink()
    check = doctor_checks.models("Models")
    assert check.mark is Mark.FAIL
    assert "pose_landmarker_lite.task is missing" in check.found


def test_a_page_that_does_not_start_shows_its_last_words(bundle: Path) -> None:
    (bundle / "streamlit_app.py").write_text(
        "import streamlit as st\napp = st.App('none.py')\nraise OSError('no luck')"
    )
    check = doctor_checks.page("Page")
    assert check.mark is Mark.FAIL
    assert "no luck" in check.found


def test_a_page_that_is_not_there_is_named(bundle: Path) -> None:
    check = doctor_checks.page("Page")
    assert check.mark is Mark.FAIL
    assert str(bundle / "streamlit_app.py") in check.found


def test_the_page_is_served_and_gone_afterwards() -> None:
    check = doctor_checks.page("Page")
    assert check.mark is Mark.OK, check.found
    assert "answers" in check.found


def test_a_port_taken_by_a_stranger_is_told_from_a_dashboard(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setattr(doctor_checks, "DEFAULT_PORT", port)
    assert doctor_checks.port("Port").mark is Mark.OK
    with socket.create_server(("127.0.0.1", port)):
        check = doctor_checks.port("Port")
    assert check.mark is Mark.WARN
    assert "another program" in check.found
    assert f"--port {port + 1}" in check.mend
    with PageServer(port) as server:
        server.wait()
        check = doctor_checks.port("Port")
    assert check.mark is Mark.WARN
    assert "a dashboard already runs" in check.found
    assert f"http://localhost:{port}" in check.mend


def test_a_damaged_database_is_named(data_folder: Path) -> None:
    (data_folder / "posture.db").write_bytes(b"no database at all" * 100)
    check = doctor_checks.data("Data")
    assert check.mark is Mark.FAIL
    assert str(data_folder / "posture.db") in check.found
    assert check.mend


def test_an_existing_database_is_opened_for_writing(data_folder: Path) -> None:
    assert "will be kept" in doctor_checks.data("Data").found
    from posture.history.store import Store

    with Store() as store:
        store.sets()
    check = doctor_checks.data("Data")
    assert check.mark is Mark.OK
    assert f"are kept in {data_folder / 'posture.db'}" in check.found


def test_damage_that_nobody_met_is_found_and_what_can_be_put_back_is_named(
    data_folder: Path,
) -> None:
    from kept_samples import MORNING, a_session

    from posture.history.store import Store

    with Store() as store:
        store.save(a_session(), started_at=MORNING)
    check = doctor_checks.data("Data")
    assert check.mark is Mark.OK
    assert "; copies: 1, the newest of 2" in check.found
    file = data_folder / "posture.db"
    with closing(sqlite3.connect(file)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'attempts'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as content:
        content.seek((page - 1) * size)
        content.write(b"\xff" * 64)
    check = doctor_checks.data("Data")
    assert check.mark is Mark.FAIL
    assert check.found == f"{file} is no database or damaged"
    assert check.mend.startswith("put back a copy (the newest of 1: ")
    assert check.mend.endswith(" with: posture history --restore")


@pytest.mark.skipif(bool(list(Path("/dev").glob("video*"))), reason="this computer has a camera")
def test_no_camera_is_a_warning_that_says_what_to_do() -> None:
    check = doctor_checks.camera("Camera")
    assert check.mark is Mark.WARN
    assert "plug one in" in check.mend


def test_a_missing_or_old_part_is_named() -> None:
    assert doctor_checks._problem_of("no-such-part>=1") == "no-such-part is missing"
    assert doctor_checks._problem_of("numpy>=99").endswith("expected >=99")
    assert doctor_checks._problem_of("numpy>=1") == ""
    assert doctor_checks._problem_of('no-such-part>=1; extra == "dev"') == ""


def test_the_frames_a_second_of_each_model_say_which_one_sets_use() -> None:
    def of(full_ms: float, lite_ms: float) -> doctor_checks.DoctorLine:
        wall_ms = {"full": full_ms, "lite": lite_ms}
        costs = {model: FrameCost(model, ms, ms) for model, ms in wall_ms.items()}
        return doctor_checks.of_speed("Pose engine", costs)

    quick = of(18.4, 13.2)
    assert quick.mark is Mark.OK
    assert quick.found == (
        "finds a person 54 times a second with the full model, 76 with the lite one; sets use the full model"
    )
    slow = of(69.0, 49.5)
    assert slow.mark is Mark.WARN
    assert slow.found.startswith("finds a person 14 times a second with the full model, 20 with the lite one")
    assert slow.found.endswith("; sets use the lite model")
    assert slow.mend == "for the full model, close other programs"


def test_a_pose_engine_that_finds_nobody_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    _, nobody = cv2.imencode(".jpg", np.full((480, 640, 3), 128, np.uint8))
    monkeypatch.setattr(frame_trial, "_somebody", nobody.tobytes)
    check = doctor_checks.engine("Pose engine")
    assert (check.mark, check.found) == (Mark.FAIL, "the pose engine found nobody in a picture of one")


@pytest.mark.parametrize("ms", [9.0, 41.6, 41.7, 60.0])
def test_what_sets_use_is_what_the_page_decides(ms: float) -> None:
    costs = {"full": FrameCost("full", ms, ms), "lite": FrameCost("lite", ms, ms)}
    page = SessionRegistry()
    page.learn(costs["full"])
    said = doctor_checks.of_speed("Pose engine", costs).found
    assert said.endswith(f"; sets use the {'lite' if page.spares else 'full'} model")
