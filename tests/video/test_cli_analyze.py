"""The commands ``analyze``, ``exercises`` and ``demo`` as somebody types them."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from clip_kit import ANGELS, ROOT, at, clip, pictures, write

from posture.cli import main
from posture.coach.session import Session
from posture.exercises import EXERCISES, find
from posture.history.store import Store
from posture.pipeline import Options, Outputs, analyze

FLAGS = ["--json", "set.json", "--annotate", "set.mp4", "--record", "set.npz", "--force"]
README = ROOT / "README.md"
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two wall angels as a recording: quick to analyze again."""
    path = tmp_path_factory.mktemp("recorded") / "angels.npz"
    analyze(
        ANGELS,
        find("wall_angels"),
        options=Options(model="lite", end_s=8.5),
        outputs=Outputs(landmarks=path),
    )
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run ``posture`` with these arguments; gives the exit code."""

    def typed(*arguments: object) -> int:
        monkeypatch.setattr(sys, "argv", ["posture", *map(str, arguments)])
        try:
            main()
        except SystemExit as end:
            return int(end.code or 0)
        return 0

    monkeypatch.setenv("COLUMNS", "120")
    return typed


@pytest.fixture
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the command is typed in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def angels(*arguments: object) -> tuple[object, ...]:
    return (*arguments, "--exercise", "wall_angels")


def test_the_summary_lists_every_attempt(run: Any, recorded: Path, capsys: Said) -> None:
    assert run("analyze", *angels(recorded)) == 0
    out, err = capsys.readouterr()
    assert "Wall angels  angels.npz" in out
    assert "2 counted" in out
    assert re.search(r"1 +1\.\d s +\d\.\d s .*both +yes", out)
    assert "Not judged" in out
    assert err == ""


def test_an_attempt_that_does_not_count_is_listed_with_its_reason(run: Any, capsys: Said) -> None:
    faulty = ROOT / "samples" / "wall_angels_faulty_front.mp4"
    assert run("analyze", *angels(faulty, "--end", 8, "--model", "lite")) == 0
    assert re.search(r"no: not quite far", capsys.readouterr().out)


def test_json_alone_on_standard_output(run: Any, recorded: Path, capsys: Said) -> None:
    assert run("analyze", *angels(recorded, "--json", "-")) == 0
    out, err = capsys.readouterr()
    session = Session.from_dict(json.loads(out))
    assert (session.counts.reps, session.exercise) == (2, "wall_angels")
    assert err == ""


def test_problems_are_told_on_standard_error_beside_json(run: Any, capsys: Said) -> None:
    assert run("analyze", *angels(clip("nobody"), "--json", "-", "--model", "lite")) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["counts"]["reps"] == 0
    assert err.startswith("posture: Nobody was found")
    assert run("analyze", *angels(clip("two_frames"), "--model", "lite")) == 0
    assert "found for 0.1 s only" in capsys.readouterr().out


def test_all_outputs_are_written(run: Any, tmp_path: Path, capsys: Said) -> None:
    out = [tmp_path / name for name in ("set.json", "set.mp4", "set.npz")]
    flags = ("--json", out[0], "--annotate", out[1], "--record", out[2], "--model", "lite")
    assert run("analyze", *angels(clip("slow"), *flags)) == 0
    assert sorted(tmp_path.iterdir()) == out
    assert json.loads(out[0].read_text())["source"]["fps"] == 5.0


def test_the_window_reaches_the_coach(run: Any, recorded: Path, capsys: Said) -> None:
    assert run("analyze", *angels(recorded, "--json", "-", "--start", 4.2, "--end", 8.2)) == 0
    session = json.loads(capsys.readouterr().out)
    assert session["counts"]["reps"] == 1
    assert session["attempts"][0]["start_s"] > 4.2


def test_save_keeps_the_session(run: Any, recorded: Path, capsys: Said) -> None:
    assert run("analyze", *angels(recorded)) == 0
    with Store() as store:
        assert store.sets() == []
    assert run("analyze", *angels(recorded, "--save")) == 0
    assert "Kept as set 1" in capsys.readouterr().err
    with Store() as store:
        (kept,) = store.sets()
        assert kept.counts.reps == 2
        trace = store.trace(kept.id)
        assert trace is not None
        assert trace.unit == "deg"
        assert 120 < np.nanmax(trace.value) < 180
        assert store.stills.of(kept.id) == {}
        assert store.profiles.landmarks().sets == 0


def test_save_keeps_the_landmarks_of_whoever_allows_it(run: Any, recorded: Path) -> None:
    with Store() as store:
        store.journal.choose("landmarks", True, person="Ida")
    assert run("analyze", *angels(recorded, "--save", "--person", "Ida")) == 0
    assert run("analyze", *angels(recorded, "--save", "--person", "Bo")) == 0
    with Store() as store:
        assert store.profiles.landmarks(person="Ida").sets == 1 == store.profiles.landmarks().sets


def test_the_kept_session_is_of_whoever_it_is_said_to_be(run: Any, recorded: Path, capsys: Said) -> None:
    assert run("analyze", *angels(recorded, "--save", "--person", "Ida")) == 0
    assert run("analyze", *angels(recorded, "--person", "Ida")) == 2
    assert "--save" in capsys.readouterr().err
    with Store() as store:
        assert [kept.person for kept in store.sets()] == ["Ida"] == store.profiles.names()


def test_several_inputs_give_a_list_and_the_readable_ones_go_on(
    run: Any, recorded: Path, tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "a.npz").write_bytes(recorded.read_bytes())
    np.savez(tmp_path / "b.npz", **np.load(recorded))
    (tmp_path / "readme.txt").write_text("no video")
    assert run("analyze", *angels(tmp_path, "--json", "-")) == 0
    assert [s["source"]["name"] for s in json.loads(capsys.readouterr().out)] == ["a.npz", "b.npz"]
    (tmp_path / "b.npz").write_bytes(b"broken")
    written = tmp_path / "all.json"
    assert run("analyze", *angels(tmp_path / "*.npz", "--json", written)) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(written.read_text())) == 1
    assert "a.npz" in out
    assert "b.npz: is no recording" in err


def test_one_match_of_a_pattern_is_a_list_too(run: Any, recorded: Path, capsys: Said) -> None:
    assert run("analyze", *angels(recorded.parent / "ang*.npz", "--json", "-")) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("missing.mp4", "--exercise", "wall_angels"), "missing.mp4: no such file"),
        (("nothing*.mp4", "--exercise", "wall_angels"), "no video or recording there"),
        ((ANGELS, "--exercise", "wall-angel"), "did you mean wall_angels?"),
        ((ANGELS, "--exercise", "chintuck"), "did you mean chin_tucks?"),
        ((ANGELS, "--exercise", "wall_angels", "--model", "heavy"), "use --model full"),
        ((ANGELS, "--exercise", "wall_angels", "--json", "/nowhere/at/all.json"), "does not exist"),
        ((ANGELS, "--exercise", "wall_angels", "--annotate", "out.gif"), "ends in .mp4"),
        ((ANGELS, "--exercise", "wall_angels", "--start", "900"), "no picture from 900 s on"),
        ((ANGELS, "--exercise", "wall_angels", "--json", ANGELS), "is the input"),
        ((ANGELS, ANGELS, "--exercise", "wall_angels", "--json", ANGELS), "is the input"),
        ((ANGELS, "--exercise", "wall_angels", "--json", README), "is there already"),
        ((ANGELS, ANGELS, "--exercise", "wall_angels", "--json", README), "is there already"),
        ((ANGELS, "--exercise", "wall_angels", "--json", os.devnull, "--force"), "is no ordinary file"),
    ],
)
def test_the_input_s_faults_end_with_one_line_and_code_1(
    run: Any, arguments: tuple[object, ...], said: str, capsys: Said, empty_folder: Path
) -> None:
    assert run("analyze", *arguments) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("posture: ")
    assert err.count("\n") == 1
    assert said in err
    assert not list(empty_folder.iterdir())


@pytest.mark.parametrize("name", ["text", "empty", "sound_only", "no_index", "no_pictures"])
def test_what_is_no_video_ends_with_one_line_and_code_1(run: Any, name: str, capsys: Said) -> None:
    assert run("analyze", *angels(clip(name))) == 1
    err = capsys.readouterr().err
    assert clip(name).name in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        (ANGELS,),
        (ANGELS, "--exercise", "wall_angels", "--start", "5", "--end", "3"),
        (ANGELS, "--exercise", "wall_angels", "--hold", "-1"),
        (ANGELS, "--exercise", "wall_angels", "--start", "soon"),
        (ANGELS, ANGELS, "--exercise", "wall_angels", "--record", "out.npz"),
        ("--exercise", "wall_angels"),
    ],
)
def test_wrong_usage_ends_with_code_2(run: Any, arguments: tuple[object, ...], capsys: Said) -> None:
    assert run("analyze", *arguments) == 2
    assert "Usage" in capsys.readouterr().err


def start(folder: Path, **options: Any) -> subprocess.Popen[bytes]:
    """An analysis with every output, in a process of its own: what it writes takes longest."""
    command = [sys.executable, "-m", "posture", "analyze", str(ANGELS), "--exercise", "wall_angels", *FLAGS]
    command += ["--model", "lite", "--end", "10"]
    return subprocess.Popen(command, cwd=folder, **{"env": ENVIRONMENT, **options})


def wait_until_it_writes(folder: Path) -> None:
    begin_s = time.monotonic()
    while time.monotonic() - begin_s < 120.0:
        if any(path.stat().st_size > 0 for path in folder.glob(".posture-part-*")):
            return
        time.sleep(0.05)
    raise AssertionError("the annotated video was never begun")


@pytest.mark.skipif(sys.platform == "win32", reason="signals work otherwise there")
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ended_in_the_middle_nothing_half_is_left(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    (tmp_path / "set.json").write_text("before")
    process = start(tmp_path, stderr=subprocess.PIPE)
    try:
        wait_until_it_writes(tmp_path)
        process.send_signal(sent)
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == code
    assert b"Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["set.json"]
    assert (tmp_path / "set.json").read_text() == "before"


@pytest.mark.skipif(sys.platform == "win32", reason="signals work otherwise there")
def test_what_a_killed_analysis_leaves_is_gone_with_the_next_start(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = start(tmp_path, env=environment)
    wait_until_it_writes(tmp_path)
    process.kill()
    process.wait()
    assert list(tmp_path.iterdir())
    command = [sys.executable, "-m", "posture", "history"]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited otherwise there")
def test_a_full_disk_is_said_and_nothing_half_is_left(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk that is full."""
    program = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))\n"
        f"import sys; sys.argv = ['posture', 'analyze', {str(clip('indexed_first'))!r}, *{FLAGS!r}]\n"
        "sys.argv += ['--exercise', 'wall_angels', '--model', 'lite']; sys.dont_write_bytecode = True\n"
        "from posture.cli import main; main()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_a_terminal_sees_a_bar_with_the_time_left(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    process = start(tmp_path, stderr=theirs, stdout=subprocess.DEVNULL)
    os.close(theirs)
    said = b""
    try:
        while b"%" not in said or not re.search(rb"\d:\d\d:\d\d", said):
            said += os.read(ours, 4096)
    finally:
        process.kill()
        process.wait()
        os.close(ours)
    assert ANGELS.name.encode() in said


def test_exercises_are_listed_and_described(run: Any, capsys: Said) -> None:
    assert run("exercises") == 0
    listed = capsys.readouterr().out
    assert all(move in listed for move in EXERCISES)
    assert run("exercises", "wall_angels") == 0
    whole = capsys.readouterr().out
    assert all(heading in whole for heading in ("Dose", "Steps", "Camera", "Cannot be seen", "Stop when"))
    assert run("exercises", "wall_angle") == 1
    assert "did you mean wall_angels?" in capsys.readouterr().err


def test_a_folder_of_pictures_is_named_as_one(run: Any, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "img_001.png").write_bytes(clip("png_renamed").read_bytes())
    assert run("analyze", tmp_path, "--exercise", "wall_angels") == 1
    assert "no video or recording there but pictures; make a video of them first" in capsys.readouterr().err


@pytest.mark.parametrize("width", ["80", "60", "45"])
def test_the_ids_are_whole_however_narrow_the_terminal(
    run: Any, width: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    assert run("exercises") == 0
    _, *lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= int(width)
    assert {line.split()[0] for line in lines if line[:1].islower()} == set(EXERCISES)


def test_a_program_reads_a_line_for_each_exercise(run: Any, capsys: Said) -> None:
    assert run("exercises") == 0
    _, *lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(EXERCISES)
    assert all(move.dose.words in line for move, line in zip(EXERCISES.values(), lines, strict=True))


def test_who_names_no_exercise_is_told_which_there_are(run: Any, capsys: Said) -> None:
    assert run("analyze", ANGELS) == 2
    said = capsys.readouterr().err
    assert "--exercise" in said
    assert all(move in said for move in EXERCISES)


def test_every_picture_is_looked_at_where_that_is_asked_for(run: Any, tmp_path: Path, capsys: Said) -> None:
    fast = write(tmp_path / "fast.mp4", pictures(1) * 48, at(96, 48))
    frames = []
    for more in ([], ["--every"]):
        assert run("analyze", fast, "--exercise", "wall_angels", "--model", "lite", "--json", "-", *more) == 0
        frames.append(json.loads(capsys.readouterr().out)["source"]["frames"])
    assert frames[0] in {15, 16, 17}
    assert frames[1] == 48


@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_is_described_in_words_and_as_json(run: Any, exercise: str, capsys: Said) -> None:
    assert run("exercises", exercise) == 0
    assert EXERCISES[exercise].title in capsys.readouterr().out
    assert run("exercises", exercise, "--json") == 0
    assert json.loads(capsys.readouterr().out)["id"] == exercise


def test_exercises_as_json(run: Any, capsys: Said) -> None:
    assert run("exercises", "--json") == 0
    moves = json.loads(capsys.readouterr().out)
    assert {move["id"] for move in moves} == set(EXERCISES)
    assert all(move["rules"] and move["sources"] for move in moves)


def test_the_demo_needs_no_camera(run: Any, capsys: Said) -> None:
    assert run("demo") == 0
    out = capsys.readouterr().out
    assert "wall_angels_good_front.mp4" in out
    assert "5 counted" in out


def test_the_demo_of_an_unknown_move(run: Any, capsys: Said) -> None:
    assert run("demo", "--exercise", "wal_angels") == 1
    assert "did you mean wall_angels?" in capsys.readouterr().err
