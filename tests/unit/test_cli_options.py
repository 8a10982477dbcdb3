"""Options that a command would ignore are refused, and nothing is done."""

from __future__ import annotations

import gc
import io
import sys
from pathlib import Path
from typing import NoReturn

import pytest
from motions import MOVES, perform, plan_of
from typer.testing import CliRunner

from posture.cli import app, evaluate
from posture.errors import PostureError
from posture.evaluate import clip_runs
from posture.exercises import EXERCISES
from posture.provenance import ModelInfo
from posture.vision import recording

RUN = CliRunner()
SIZE_PX = (640, 480)


@pytest.fixture
def tucks(tmp_path: Path) -> Path:
    """Two chin tucks, held for two seconds, as a recording."""
    recorder = recording.Recorder(SIZE_PX, ModelInfo("pose_landmarker_full", "0"))
    for t_s, pose in perform("chin_tucks", plan_of("chin_tucks", (1.0, 1.0))):
        recorder.add(t_s, pose)
    path = tmp_path / "tucks.npz"
    recording.write(recorder.recording(truncated=False), path)
    return path


def analyze(path: Path, *words: str, move: str = "chin_tucks") -> tuple[int, str]:
    done = RUN.invoke(app, ["analyze", str(path), "--exercise", move, *words])
    return done.exit_code, " ".join(done.output.replace("│", "").split())


@pytest.mark.parametrize("move", EXERCISES)
def test_a_hold_is_refused_of_a_move_that_has_none(tucks: Path, move: str) -> None:
    held = any(way.motion.hold_s or way.pace for way in EXERCISES[move].methods)
    code, said = analyze(tucks, "--hold", "2", move=move)
    assert code == (0 if held else 2)
    assert ("has no hold; leave it out" in said) == (not held)


@pytest.mark.parametrize(
    "words", [("--every",), ("--model", "lite"), ("--model", "full"), ("--every", "--model", "no_such.task")]
)
def test_what_is_for_pictures_is_refused_of_recordings(tucks: Path, words: tuple[str, ...]) -> None:
    code, said = analyze(tucks, *words)
    assert code == 2 and "a recording has no pictures; leave it out" in said
    assert all(word in said for word in words if word.startswith("--"))


def test_what_a_recording_can_take_is_not_refused(tucks: Path) -> None:
    assert MOVES["chin_tucks"].hold_s
    for words in ((), ("--hold", "1"), ("--start", "1", "--end", "9")):
        code, said = analyze(tucks, *words)
        assert code == 0 and "counted" in said, words
    code, said = analyze(tucks, "--rotate", "90")
    assert code == 0 and "Your picture is on its side" in said


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("clip.mp4", "--exercise", "cat_cow", "--resume"), "give --out too"),
        (
            ("clip.mp4", "--exercise", "cat_cow", "--on", "slurm"),
            "'slurm' is no place to work on; give local, ray",
        ),
        (("clip.mp4", "--exercise", "cat_cow", "--out", "-"), "--out writes to a file"),
        (("clip.mp4", "--exercise", "cat_cow", "--out", "a.jsonl", "--record", "a.npz"), "take one input"),
        (("clip.mp4", "--exercise", "cat_cow", "--workers", "2", "--annotate", "a.mp4"), "take one input"),
        (("--exercise", "cat_cow"), "name a video, a recording, a folder or a pattern"),
        (("--labels", "labels.json", "--exercise", "cat_cow"), "--labels says moves and doses"),
        (("--labels", "labels.json", "--hold", "2"), "--labels says moves and doses"),
    ],
)
def test_what_makes_no_sense_of_many_clips_is_wrong_usage(words: tuple[str, ...], named: str) -> None:
    done = RUN.invoke(app, ["analyze", *words])
    assert done.exit_code == 2
    assert named in " ".join(done.output.replace("│", "").split())


@pytest.mark.parametrize(
    ("content", "more", "said"),
    [
        ("", (), "is there already; go on with --resume"),
        ("a,b\n", ("--resume",), "is no results file"),
        ('{"schema": "posture.result/9"}\n', ("--resume",), "has the schema 'posture.result/9'"),
    ],
)
def test_a_file_of_another_kind_is_left_alone_and_no_clip_is_read(
    tmp_path: Path, content: str, more: tuple[str, ...], said: str
) -> None:
    out = tmp_path / "all.jsonl"
    out.write_text(content)
    code, _ = analyze(tmp_path / "missing.mp4", "--out", str(out), *more)
    assert code == 1
    with pytest.raises(PostureError, match=said):
        app(
            ["analyze", "missing.mp4", "--exercise", "cat_cow", "--out", str(out), *more],
            standalone_mode=False,
        )
    assert out.read_text() == content


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (("check", "still.npz", "--view", "side", "--model", "lite"), "--model"),
        (("watch", "--video", "desk.mp4", "--camera", "0"), "--camera"),
        (("watch", "--video", "desk.mp4", "--seat", "office"), "--seat"),
        (("watch", "--video", "desk.mp4", "--new-baseline"), "--new-baseline"),
        (("watch", "--video", "desk.mp4", "--person", "Ann"), "--save"),
        (("export", "all.json", "--locale", "de"), "--locale"),
        (("export", "all.html", "--locale", "de"), "--locale"),
        (("history", "--delete", "1", "--json"), "--json"),
        (("evaluate", "--history", "--quick"), "own sets are counted by themselves"),
        (("evaluate", "--history", "--pictures"), "own sets are counted by themselves"),
        (("evaluate", "--history", "--model", "full"), "own sets are counted by themselves"),
        (("evaluate", "mine.npz", "--cache", "here"), "own sets are counted by themselves"),
        (("evaluate", "mine.npz", "--person", "Ann"), "give --history too"),
    ],
)
def test_options_that_would_be_ignored_are_wrong_usage(words: tuple[str, ...], named: str) -> None:
    done = RUN.invoke(app, list(words))
    assert done.exit_code == 2
    assert named in " ".join(done.output.replace("│", "").split())


class Screen(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("screen", [Screen(), io.StringIO()])
def test_an_evaluation_says_on_a_terminal_that_it_runs_before_its_first_clip_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, screen: io.StringIO
) -> None:
    """The first clip, which is the longest, takes minutes."""
    labels = tmp_path / "labels.json"
    labels.write_text("[]")
    said = []

    def first_clip(*_: object, **__: object) -> NoReturn:
        said.append(screen.getvalue())
        raise PostureError("that is enough")

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(clip_runs, "run_all", first_clip)
    monkeypatch.setattr(sys, "stderr", screen)
    with pytest.raises(PostureError, match="that is enough"):
        evaluate.evaluate([labels])
    assert len(said) == 1
    assert ("0 labelled clips" in said[0] and "0:00:0" in said[0]) == screen.isatty(), "a clock that runs"
    assert bool(said[0]) == screen.isatty()


def test_a_command_looks_for_garbage_though_none_was_looked_for_while_it_was_loaded() -> None:
    gc.disable()
    try:
        assert RUN.invoke(app, ["exercises", "wall_angels"]).exit_code == 0
        assert gc.isenabled()
    finally:
        gc.enable()
