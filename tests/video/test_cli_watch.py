"""``posture watch``: what it writes, says, keeps, and how it ends."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from desk_kit import FOLDER, moved_on, seen_in
from typer.testing import CliRunner

from posture.cli import app, main
from posture.cli.desktop_notification import in_terminal, notifier
from posture.cli.watch_desk import WatchPlan, watch_live
from posture.history.store import Store
from posture.history.watch_log import baseline_of, watched_days
from posture.vision.pose_sources import SampledSource
from posture.vision.pose_stream import SourcePose

FRONT = str(FOLDER / "desk_slouch_front.npz")
SIDE = str(FOLDER / "desk_slouch_side.npz")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTURE_DATA_DIR", str(tmp_path / "data"))


def run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["watch", *words])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.mark.parametrize("clip", [FRONT, SIDE])
def test_the_json_lists_changes_alerts_and_the_summary(clip: str) -> None:
    code, out, err = run("--video", clip, "--json", "-", "--alert", "2")
    told = json.loads(out)
    assert code == 0
    assert told["schema"] == "posture.watch/1"
    assert told["view"] == told["baseline"]["view"] == ("front" if clip == FRONT else "side")
    assert [change["state"] for change in told["changes"]] == ["good", "amber", "red", "amber", "good"]
    times = [change["t_s"] for change in told["changes"]]
    assert times == sorted(times)
    red = told["changes"][2]
    assert 5.0 < red["t_s"] <= 12.0
    assert all(abs(s["value"]) >= 0.7 * abs(s["limit"]) for s in red["signals"])
    assert {s["level"] for s in red["signals"]} <= {"amber", "red"}
    assert [red["t_s"] + 2.0] == pytest.approx([alert["t_s"] for alert in told["alerts"]], abs=0.4)
    assert told["summary"]["alerts"] == 1
    assert "good" in err


def test_a_file_takes_the_json_and_nothing_is_kept_of_a_video(tmp_path: Path) -> None:
    out = tmp_path / "watch.json"
    code, said, _ = run("--video", FRONT, "--json", str(out))
    assert (code, said) == (0, "")
    assert json.loads(out.read_text("utf-8"))["alerts"] == []
    with Store() as store:
        assert store.journal.notes() == []


def test_a_video_may_be_kept_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture.history.watch_log.LEAST_S", 5.0)
    assert run("--video", FRONT, "--save")[0] == 0
    with Store() as store:
        (day,) = watched_days(store.journal, day_of=datetime.date)
    assert day.block.judged_s == pytest.approx(17.7, abs=0.1)


def test_a_watch_is_kept_for_whom_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("posture.history.watch_log.LEAST_S", 5.0)
    said = run("--video", FRONT, "--save", "--person", " Ana ")[2]
    assert "page of Ana." in said
    with Store() as store:
        assert [note.person for note in store.journal.notes()] == ["Ana"]


def test_a_view_that_is_not_the_one_seen_judges_nothing_wrong() -> None:
    told = json.loads(run("--video", SIDE, "--json", "-", "--view", "side")[1])
    assert told["view"] == "side"


def test_nobody_to_judge_is_said_not_an_error(tmp_path: Path) -> None:
    empty = tmp_path / "empty.npz"
    with np.load(FRONT) as arrays:
        kept = dict(arrays)
    kept["image_xy"] = np.full_like(kept["image_xy"], np.nan)
    np.savez_compressed(empty, **kept)
    code, out, err = run("--video", str(empty), "--json", "-")
    told = json.loads(out)
    assert code == 0
    assert told["baseline"] is None
    assert told["changes"] == []
    assert told["problem"] in err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--video", "/no/such.mp4"), 1, "no such file"),
        (("--video", FRONT, "--json", "/no/such/folder/x.json"), 1, "does not exist"),
        (("--video", FRONT, "--json", __file__), 1, "is there already"),
        (("--video", FRONT, "--json", FRONT, "--force"), 1, "is the input"),
        (("--camera", "63"), 1, "camera 63 cannot be opened"),
        (("--view", "above"), 2, "front or side"),
        (("--alert", "500"), 2, "--alert"),
        (("--rate", "30"), 2, "--rate"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    monkeypatch.setattr(sys, "argv", ["posture", "watch", *words])
    with pytest.raises(SystemExit) as end:
        main()
    told = capfd.readouterr().err
    assert end.value.code == code
    assert said in told
    assert "Traceback" not in told
    if code == 1:
        assert len(told.strip().splitlines()) == 1


class Endless(SampledSource):
    """A camera that shows a recording twice over, sitting upright, then slouched; then comes Ctrl-C."""

    def __init__(self, upright_s: float, slouched_s: float) -> None:
        self.name, self.kind, self.until_s, self.model = "camera 0", "camera", float("inf"), None
        self._estimator = None
        seen = seen_in("desk_slouch_front")
        upright = [pose for t_s, pose in seen if 1.0 < t_s < 2.0]
        slouched = [pose for t_s, pose in seen if 11.0 < t_s < 13.0]
        self._plan = ((upright, upright_s), (slouched, slouched_s))

    def __iter__(self) -> Iterator[SourcePose]:
        t_s = 0.0
        for poses, length_s in self._plan:
            for i in range(int(length_s * 3)):
                t_s += 1 / 3
                yield SourcePose(t_s, moved_on(poses[i % len(poses)], t_s), None)
        raise KeyboardInterrupt


def test_a_live_watch_takes_the_baseline_tells_and_keeps_the_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))  # no desktop here
    plan = WatchPlan(10.0, None, "desk", 1 / 3, new_baseline=False, keep=True, person="Ana")
    told = watch_live(Endless(30.0, 40.0), plan)
    err = capfd.readouterr().err
    assert "Sit the way you like to" in err
    assert err.index("once more") < err.index("I watch quietly") < err.index("▲ red")
    assert "\a" in err
    assert len(told["alerts"]) == 1
    assert "Kept for the plan" in err
    with Store() as store:
        assert baseline_of(store.journal, camera="camera 0", seat="desk", person="Ana") is not None
        assert len(watched_days(store.journal, day_of=datetime.date, person="Ana")) == 1

    again = watch_live(Endless(0.0, 15.0), plan)
    assert "Sit the way" not in capfd.readouterr().err
    assert again["changes"][-1]["state"] == "red"


def test_a_desktop_is_told_by_its_own_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "notify-send"
    keep = f'open({str(tmp_path / "said")!r}, "w").write("|".join(sys.argv[1:]))'
    program.write_text(f"#!{sys.executable}\nimport sys\n{keep}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    notifier()("Posture", "--sit up")
    assert (tmp_path / "said").read_text() == "--app-name=Posture|--|Posture|--sit up"


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_where_the_desktop_fails_the_terminal_tells(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "notify-send"
    program.write_text("#!/bin/sh\nexit 1\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    notifier()("Posture", "Sit up")
    assert capsys.readouterr().err == "\aPosture: Sit up\n"
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert notifier() is in_terminal
