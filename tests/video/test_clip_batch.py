"""``posture analyze`` of many clips: what comes, where it is written, how it ends and how it goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from clip_kit import ROOT

from posture.cli import main
from posture.cluster.results_file import read_results
from posture.history.store import Store
from posture.pipeline import Options, analyze

RECORDINGS = ROOT / "tests" / "recordings"
FRONT, LIMITED, TUCKS = (
    RECORDINGS / f"{name}.npz"
    for name in ("wall_angels_good_front", "held_out_wall_angels_limited", "chin_tucks_good_side")
)
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
posix = pytest.mark.skipif(os.name != "posix", reason="signals, pipes and limits work otherwise there")
Said = pytest.CaptureFixture[str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: Said) -> Any:
    """Run ``posture analyze`` with these arguments; gives exit code, output and what is said beside it."""

    def typed(*arguments: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["posture", "analyze", *map(str, arguments), "--workers", "1"])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        return code, *capsys.readouterr()

    return typed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the command is typed: clips of two people, one that is broken, and other files beside them."""
    monkeypatch.chdir(tmp_path)
    for name, source in (("ann/1.npz", FRONT), ("bo/1.npz", LIMITED), ("bo/again.npz", LIMITED)):
        (tmp_path / "clips" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, tmp_path / "clips" / name)
    (tmp_path / "clips" / "broken.npz").write_bytes(b"no recording")
    (tmp_path / "clips" / "._1.npz").write_bytes(b"what a file system leaves")
    (tmp_path / "clips" / "notes.txt").write_text("no clip")
    return tmp_path


def named(out: Path) -> list[str]:
    return sorted(Path(result.clip).as_posix() for result in read_results(out))


def test_a_folder_is_analyzed_into_a_file_and_gone_on_with(run: Any, folder: Path) -> None:
    asked = ("clips", "--exercise", "wall_angels", "--out", "all.jsonl")
    out = folder / "all.jsonl"
    code, said, beside = run(*asked)
    assert code == 1  # one is broken
    assert [line.split()[:2] for line in said.splitlines()[1:]] == [["ann/1.npz", "5"], ["bo/1.npz", "5"]]
    same, broken, where = beside.splitlines()
    assert same.endswith(f"again.npz is the same as {Path('clips/bo/1.npz')}: analyzed once")
    assert broken.startswith(f"posture: {Path('clips/broken.npz')}: is no recording")
    assert where == "all.jsonl has 2 of 3 clips; --resume tries the others again."
    before = out.read_bytes()
    assert named(out) == ["clips/ann/1.npz", "clips/bo/1.npz"]
    for result in read_results(out):
        assert result.session.as_dict() == analyze(result.clip, "wall_angels").as_dict()

    code, said, beside = run(*asked)
    assert (code, said) == (1, "")
    assert "all.jsonl: is there already; go on with --resume" in beside

    shutil.copy(TUCKS, folder / "clips" / "broken.npz")
    (folder / "clips" / "ann" / "1.npz").rename(folder / "clips" / "moved.npz")
    code, said, beside = run(*asked, "--resume", "--json", "-")
    assert code == 0
    assert out.read_bytes().startswith(before)
    assert named(out) == ["clips/ann/1.npz", "clips/bo/1.npz", "clips/broken.npz"]
    sessions = [result.session.as_dict() for result in read_results(out)]
    assert sorted(json.loads(said), key=json.dumps) == sorted(sessions, key=json.dumps)
    assert "all.jsonl has 3 of 3 clips, 2 of them from before." in beside

    before = out.read_bytes()
    code, said, beside = run(*asked, "--resume")  # nothing is left to be done
    assert code == 0
    assert "all.jsonl has 3 of 3 clips, 3 of them from before." in beside
    assert out.read_bytes() == before


def test_another_dose_is_another_result(run: Any, folder: Path) -> None:
    asked = (TUCKS, "--out", "all.jsonl", "--resume", "--exercise")
    for hold in ([], ["--hold", "1.5"], []):
        assert run(*asked, "chin_tucks", *hold)[0] == 0
    assert [result.options.hold_s for result in read_results(folder / "all.jsonl")] == [None, 1.5]


def test_labels_say_moves_and_doses(run: Any, folder: Path) -> None:
    shutil.copy(TUCKS, folder / "clips" / "tucks.npz")
    entries = [
        ("ann/1", "wall_angels", None), ("tucks", "chin_tucks", 1.5), ("bo/1", "any", None),
        ("bo/again", "squats", None),
    ]  # fmt: skip
    labels = folder / "clips" / "labels.json"
    labels.write_text(
        json.dumps([{"clip": c, "analyse_as": m, "counted_reps": 5, "hold_s": h} for c, m, h in entries])
    )
    code, said, beside = run("--labels", labels, "--out", "all.jsonl", "--json", "all.json")
    assert code == 0
    assert "Move" in said.splitlines()[0]
    assert "Chin tucks" in said
    assert "1 clip (1) of no move alone: left out" in beside
    assert "1 clip (again) of a move that Posture does not know, 'squats': left out" in beside
    found = {result.exercise: result for result in read_results(folder / "all.jsonl")}
    assert set(found) == {"wall_angels", "chin_tucks"}
    expected = analyze(TUCKS, "chin_tucks", options=Options(hold_s=1.5, name="tucks.npz"))
    assert found["chin_tucks"].session.as_dict() == expected.as_dict()
    assert [s["exercise"] for s in json.loads((folder / "all.json").read_text())] == [
        "wall_angels",
        "chin_tucks",
    ]

    before = labels.read_bytes()
    code, _, beside = run("--labels", labels, "--out", labels, "--force")
    assert code == 1
    assert "is the input" in beside
    assert labels.read_bytes() == before


def test_sets_are_kept_as_they_come_and_once(run: Any, folder: Path) -> None:
    asked = (
        "clips/ann",
        "clips/bo",
        "--exercise",
        "wall_angels",
        "--out",
        "all.jsonl",
        "--save",
        "--person",
        "Ida",
    )
    code, _, beside = run(*asked)
    assert code == 0
    assert "Kept 2 sets, 1 to 2; posture history lists them." in beside
    assert run(*asked, "--resume")[0] == 0
    with Store() as store:
        assert [kept.person for kept in store.sets()] == ["Ida", "Ida"]


def started(folder: Path, *arguments: object) -> subprocess.Popen[str]:
    """The command in a process of its own, on two clips and one that never comes."""
    (folder / "clips" / "zoe").mkdir()
    os.mkfifo(folder / "clips" / "zoe" / "waits.npz")
    command = [sys.executable, "-m", "posture", "analyze", *map(str, arguments), "--exercise", "wall_angels"]
    return subprocess.Popen(
        command, cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def wait_for_lines(process: subprocess.Popen[str], out: Path, number: int) -> None:
    while not out.exists() or out.read_bytes().count(b"\n") < number:
        assert process.poll() is None, process.communicate()
        time.sleep(0.02)


@posix
@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_ended_in_the_middle_what_is_done_stays_and_is_gone_on_with(
    run: Any, folder: Path, sent: signal.Signals, code: int
) -> None:
    out = folder / "all.jsonl"
    process = started(folder, "clips", "--out", "all.jsonl", "--workers", 1)
    try:
        wait_for_lines(process, out, 2)
        process.send_signal(sent)
        said, beside = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, said) == (code, ""), beside
    assert beside.splitlines()[-1] == "posture: stopped: all.jsonl has 2 of 4 clips; --resume goes on"
    assert "Traceback" not in beside
    assert sorted(path.name for path in folder.iterdir()) == ["all.jsonl", "clips"]
    if sent is signal.SIGTERM:
        return
    before = out.read_bytes()
    (folder / "clips" / "zoe" / "waits.npz").unlink()
    shutil.copy(TUCKS, folder / "clips" / "zoe" / "waits.npz")
    (folder / "clips" / "broken.npz").unlink()
    assert run("clips", "--out", "all.jsonl", "--resume", "--exercise", "wall_angels")[0] == 0
    assert out.read_bytes().startswith(before)
    assert named(out) == ["clips/ann/1.npz", "clips/bo/1.npz", "clips/zoe/waits.npz"]


FILLED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
sys.argv = ["posture", *sys.argv[2:]]
from posture.cli import main
main()
"""


@posix
def test_a_full_disk_ends_the_analysis_with_whole_lines(run: Any, folder: Path) -> None:
    """A limit on the size of files stands for the disk that is full: room for one line and a half."""
    asked = ("clips/ann", "clips/bo", "--exercise", "wall_angels", "--out", "all.jsonl")
    command = [sys.executable, "-c", FILLED, "3000", "analyze", *asked, "--workers", "1"]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2:] == [
        "posture: stopped: all.jsonl has 1 of 2 clips; --resume goes on",
        "posture: all.jsonl: cannot be written (File too large); make room there, or choose another name",
    ]
    before = (folder / "all.jsonl").read_bytes()
    assert (before.count(b"\n"), before[-1:]) == (1, b"\n")
    assert run(*asked, "--resume")[0] == 0
    assert (folder / "all.jsonl").read_bytes().startswith(before)
    assert len(named(folder / "all.jsonl")) == 2
