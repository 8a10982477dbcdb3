"""The accuracy report from clips to tables: real videos, recordings, worse pictures, truth by frame."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from app_pages import first_seconds
from clip_kit import at, pictures, write
from cluster_kit import Crashing
from evaluate_kit import RECORDINGS, ROOT, SAMPLES, label, labels_file, truth_of

from posture.cli import main
from posture.evaluate import landmark_cache
from posture.evaluate.clip_runs import Case, run, run_all
from posture.evaluate.ground_truth import LANDMARKS, TORSO, Fit, Truth, TruthObserver
from posture.evaluate.landmark_cache import made
from posture.exercises import EXERCISES, find
from posture.pipeline import Options, analyze
from posture.vision import recording

Evaluate = Callable[..., SimpleNamespace]
"""Called with what is typed; gives what the command says, and how it ends."""


@pytest.fixture
def evaluate(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Evaluate:
    """Run ``posture evaluate`` in this process, and the clips in another one."""
    monkeypatch.chdir(ROOT)

    def typed(*words: str | Path) -> SimpleNamespace:
        monkeypatch.setattr(sys, "argv", ["posture", "evaluate", *map(str, words), "--workers", "1"])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        said = capfd.readouterr()
        return SimpleNamespace(returncode=code, stdout=said.out, stderr=said.err)

    return typed


def entry(clip: Path, exercise: str, counted: int | None, **more: Any) -> dict[str, Any]:
    """One label; the clip stays where it is."""
    return {"clip": str(clip), "analyse_as": exercise, "counted_reps": counted, **more}


def of_samples(*names: str) -> list[dict[str, Any]]:
    """The labels of some samples, for another folder."""
    known = {entry["clip"]: entry for entry in json.loads((SAMPLES / "labels.json").read_text("utf-8"))}
    return [{**known[name], "clip": str(SAMPLES / name)} for name in names]


def test_two_samples_give_figures_a_report_and_a_gate(evaluate: Evaluate, tmp_path: Path) -> None:
    """The beginnings of two; all of them whole are counted where the gate is asked."""
    rows, idle = (tmp_path / f"{name}.mp4" for name in ("rows_good_side", "idle_no_exercise_front"))
    for clip, until_s in ((rows, 1.5), (idle, 1.0)):
        clip.write_bytes(first_seconds(clip.stem, until_s))
    known = of_samples(rows.name, idle.name)
    labels = labels_file(tmp_path, {**known[0], "clip": str(rows)}, {**known[1], "clip": str(idle)})
    out, told, gate = tmp_path / "out.json", tmp_path / "out.md", tmp_path / "gate.json"
    done = evaluate(labels, "--beside", "lite", "--json", out, "--markdown", told, "--write-gate", gate)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    figures = json.loads(out.read_text("utf-8"))
    assert (figures["model"], figures["beside"]["model"]) == ("pose_landmarker_full", "pose_landmarker_lite")
    assert figures["beside"]["counting"]["rendered"]["bent_over_rows"]["clips"] == 1
    assert figures["counting"]["rendered"]["bent_over_rows"]["clips"] == 1
    assert len(figures["clips"]) == 1 + len(EXERCISES)
    assert [clip for clip in figures["clips"] if clip["negative"] and clip["found"] != 0] == []
    assert told.read_text("utf-8") == done.stdout
    assert "| bent_over_rows | 1 |" in done.stdout
    assert f"{len(EXERCISES)} of {len(EXERCISES)}" in done.stdout
    assert set(json.loads(gate.read_text("utf-8"))) >= {str(idle)}


def test_recordings_are_scored_like_videos(evaluate: Evaluate, tmp_path: Path) -> None:
    good = RECORDINGS / "wall_angels_good_front.npz"
    labels = labels_file(
        tmp_path,
        entry(good, "wall_angels", 5, peak_times_s=[2.25, 5.94, 9.79, 13.61, 17.44], attempts=5),
        entry(RECORDINGS / "idle_no_exercise_front.npz", "any", 0),
        entry(good, "desk_posture", None),
    )
    done = evaluate(labels, "--quick", "--json", "-")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    angels = figures["counting"]["real"]["wall_angels"]
    assert (angels["exact"], angels["missed"], angels["invented"]) == (1.0, 0, 0)
    assert angels["peak_error_s"] < 0.5
    assert sum(clip["negative"] for clip in figures["clips"]) == len(EXERCISES)
    assert figures["stress"] is None
    assert figures["skipped"] == [{"clip": str(good), "why": "there is no exercise desk_posture"}]


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_a_clip_at_which_its_process_crashes_is_a_failure_and_the_others_go_on() -> None:
    good = Case(label=label(path=RECORDINGS / "wall_angels_good_front.npz"), exercises=("wall_angels",))
    bad = replace(good, kept=Crashing())  # type: ignore[arg-type]  # what the process is sent
    first, second = run_all([bad, good], workers=1)
    assert first.sessions == () and "crashed again and again" in first.error
    assert second.error == "" and second.sessions[0].counts.reps == 5


def test_a_clip_that_passes_no_longer_ends_with_1_and_a_line(evaluate: Evaluate, tmp_path: Path) -> None:
    good = RECORDINGS / "wall_angels_good_front.npz"
    gate = tmp_path / "gate.json"
    gate.write_text("[]")
    labels = labels_file(tmp_path, entry(good, "wall_angels", 5))
    first = evaluate(labels, "--quick", "--gate", gate, "--write-gate", gate, "--force")
    assert first.returncode == 0
    assert json.loads(gate.read_text("utf-8")) == [str(good), f"{good} elsewhere"]
    labels_file(tmp_path, entry(good, "wall_angels", 9))
    done = evaluate(labels, "--quick", "--gate", gate)
    assert done.returncode == 1
    line = f"posture: {good}: passed before, as wall_angels expected 9, found 5 of 5 attempts\n"
    assert done.stderr == line
    assert f"- {good} as wall_angels: expected 9, found 5 of 5 attempts" in done.stdout


def test_a_broken_clip_is_a_failure_and_the_others_go_on(evaluate: Evaluate, tmp_path: Path) -> None:
    broken = tmp_path / "broken.mp4"
    broken.write_text("no video")
    good = RECORDINGS / "wall_angels_good_front.npz"
    labels = labels_file(tmp_path, entry(broken, "wall_angels", 1), entry(good, "wall_angels", 5))
    done = evaluate(labels)
    assert done.returncode == 0
    assert f"- {broken} as wall_angels: expected 1, found {broken}: is no video" in done.stdout
    assert "| wall_angels | 2 | 50 % | 9–91 | 50 % |" in done.stdout


FLAGS = ("--json", "--markdown", "--write-gate")
LABELS = str(SAMPLES / "labels.json")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["none.json"], "no such file"),
        (["--gate", "none.json", "samples/labels.json"], "cannot be read as a gate"),
        (["--markdown", "no/such/folder.md", "samples/labels.json"], "does not exist"),
        (["--json", LABELS, "--force", LABELS], "is the input"),
        (["--cache", LABELS, LABELS], "landmarks cannot be kept there"),
        *(
            (["samples/labels.json", flag, str(SAMPLES / "passed.json")], "is there already")
            for flag in FLAGS
        ),
    ],
)
def test_what_is_wrong_is_told_before_the_runs(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    words: list[str],
    message: str,
) -> None:
    """From an empty folder: the samples are found where the program keeps them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["posture", "evaluate", *words])
    with pytest.raises(SystemExit) as end:
        main()
    told = capfd.readouterr().err
    assert end.value.code == 1
    assert message in told
    assert told.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_gate_of_the_samples_speaks_of_the_samples() -> None:
    clips = {known["clip"] for known in json.loads((SAMPLES / "labels.json").read_text("utf-8"))}
    entries = json.loads((SAMPLES / "passed.json").read_text("utf-8"))
    assert {name.removesuffix(" faults").removesuffix(" elsewhere") for name in entries} <= clips
    assert entries == sorted(entries)


def test_worse_pictures_go_through_the_same_runs(evaluate: Evaluate, tmp_path: Path) -> None:
    clip = write(tmp_path / "short.mp4", pictures(8), at(8, 8))
    labels = labels_file(tmp_path, entry(clip, "wall_angels", 0))
    done = evaluate(labels, "--pictures", "--quick", "--model", "lite", "--json", "-")
    assert done.returncode == 0, done.stderr
    stress = json.loads(done.stdout)["pictures"]
    assert stress["kept"]["all"] == [len(stress["outcomes"])] * 2
    assert len(stress["outcomes"]) + len(stress["left_out"]) == 10


def test_noise_cuts_and_worse_landmarks_need_no_pictures(evaluate: Evaluate, tmp_path: Path) -> None:
    """Recordings alone, and a recording named as one."""
    good = RECORDINGS / "wall_angels_good_front.npz"
    peaks = {"peak_times_s": [2.25, 5.94, 9.79, 13.61, 17.44], "attempts": 5}
    named = {"recording": str(good), "analyse_as": "wall_angels", "counted_reps": 5, **peaks}
    done = evaluate(labels_file(tmp_path, named), "--stress", "--json", "-")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    cuts = figures["cuts"]["real"]
    assert cuts["file"]["cuts"] == cuts["live"]["cuts"] == 6
    assert cuts["file"]["whole"] + cuts["live"]["whole"] == sum(cut["whole"] for cut in cuts["each"])
    assert set(figures["noise"]["kept"]) == {"0.5 %", "1 %", "2 %", "all"}
    assert figures["noise"]["kept"]["0.5 %"]["wall_angels"] == [1, 1]
    assert len(figures["stress"]["outcomes"]) + len(figures["stress"]["left_out"]) == 11
    assert figures["matrix"]["pairs"] + figures["matrix"]["kin"] == len(EXERCISES) - 1
    assert figures["pictures"] is None


def test_landmarks_that_are_kept_give_the_figures_of_the_clip(tmp_path: Path) -> None:
    """Field by field: looked at by the network, and found in the folder; a damaged file is made anew."""
    clip, folder = tmp_path / "rows_good_side.mp4", made(tmp_path / "kept")
    clip.write_bytes(first_seconds("rows_good_side", 1.0))
    case = Case(label=label(clip=str(clip), analyse_as="bent_over_rows"), exercises=("bent_over_rows",))
    looked = run(replace(case, kept=folder)).sessions
    (file,) = folder.iterdir()
    written = file.read_bytes()
    assert run(replace(case, kept=folder)).sessions == looked
    file.write_bytes(b"no recording")
    assert run(replace(case, kept=folder)).sessions == looked
    assert recorded(file) == recorded_from(written, tmp_path)
    plain = analyze(clip, find("bent_over_rows"), options=Options(name=str(clip)))
    assert looked[0].source is not None
    assert plain.source is not None
    as_read = replace(looked[0], source=replace(looked[0].source, kind=plain.source.kind))
    assert as_read == plain


def recorded(path: Path) -> list[Any]:
    """The numbers of a recording."""
    found = recording.read(path)
    return [found.times_s, [None if pose is None else pose.image_xy.tolist() for pose in found.poses]]


def recorded_from(content: bytes, folder: Path) -> list[Any]:
    """The numbers of a recording that was read before."""
    path = folder / "before.npz"
    path.write_bytes(content)
    return recorded(path)


def test_what_older_code_made_of_a_clip_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def look(clip: Path, exercise: Any, *, options: Any, outputs: Any) -> None:
        seen.append(exercise.id)
        recording.write(recording.read(RECORDINGS / "idle_no_exercise_front.npz"), outputs.landmarks)

    monkeypatch.setattr(landmark_cache, "analyze", look)
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"one")
    move, folder = find("wall_angels"), made(tmp_path / "kept")
    for code in ("a" * 20, "a" * 20, "b" * 20):
        monkeypatch.setattr(landmark_cache, "_code", lambda code=code: code)
        landmark_cache.landmarks_of(clip, move, folder, model="full")
    assert seen == ["wall_angels"] * 2
    assert [path.stem.partition("-")[2] for path in folder.iterdir()] == ["b" * 20]
    clip.write_bytes(b"another")
    landmark_cache.landmarks_of(clip, move, folder, model="full")
    landmark_cache.landmarks_of(clip, find("cobra"), folder, model="full")
    assert seen == ["wall_angels"] * 3 + ["cobra"]
    assert len(list(folder.iterdir())) == 3


def test_measurements_that_are_the_truth_have_gain_1(tmp_path: Path) -> None:
    name = "wall_angels_good_front"
    known = label(path=RECORDINGS / f"{name}.npz", truth=truth_of(name, tmp_path))
    done = run(Case(label=known, exercises=("wall_angels",)))
    fits = {name: Fit.of(pairs) for name, pairs in done.pairs.items()}
    # What is left is the smoothing of the poses.
    assert fits["arm elevation"].gain == pytest.approx(1.0, abs=0.02)
    assert fits["arm elevation"].rmse < 2.0
    assert fits[LANDMARKS].rmse < 2.0
    assert fits[TORSO].rmse < 1.0
    assert done.extent is not None
    assert 0.0 <= done.extent[0] < done.extent[2] <= 1.0


def test_a_tilt_is_true_on_either_side(tmp_path: Path) -> None:
    name = "neck_tilts_good_front"
    known = label(
        path=RECORDINGS / f"{name}.npz", truth=truth_of(name, tmp_path), analyse_as="neck_tilts", hold_s=2.0
    )
    fit = Fit.of(run(Case(label=known, exercises=("neck_tilts",))).pairs["head tilt"])
    assert fit.gain == pytest.approx(1.0, abs=0.05)


def test_what_is_not_true_in_a_view_is_not_compared() -> None:
    observer = TruthObserver(
        find("wall_angels"), pairs={"arm elevation": [(90.0, 90.0)], LANDMARKS: [(1.0, 0.0)]}
    )
    assert set(observer.pairs_in("front")) == {"arm elevation", LANDMARKS}
    assert set(observer.pairs_in("side")) == {LANDMARKS}


def test_a_fit_has_gain_bias_and_error() -> None:
    true = np.linspace(0.0, 40.0, 41)
    fit = Fit.of(zip((0.5 * true + 3.0).tolist(), true.tolist(), strict=True))
    assert fit.gain == pytest.approx(0.5)
    assert fit.bias == pytest.approx(-7.0)
    assert fit.rmse == pytest.approx(float(np.sqrt(np.mean((3.0 - 0.5 * true) ** 2))))
    assert fit.worst == pytest.approx(16.0)
    assert np.isnan(Fit.of([(1.0, 5.0), (2.0, 5.0)]).gain)  # the truth does not change


def test_truth_ends_where_its_frames_end(tmp_path: Path) -> None:
    truth = Truth.read(truth_of("rows_good_side", tmp_path))
    assert truth.index(0.0) == 0
    assert truth.index(1.0) == 18
    assert truth.index(1e3) is None
    assert truth.baseline.torso_px > 50.0


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_ended_from_outside_it_leaves_no_half_files(tmp_path: Path) -> None:
    labels = labels_file(tmp_path, *of_samples("rows_good_side.mp4"))
    out = tmp_path / "out.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "posture", "evaluate", labels, "--json", out],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    end_s = time.monotonic() + 60.0
    while len(list(tmp_path.iterdir())) == 1 and time.monotonic() < end_s:
        time.sleep(0.05)
    assert len(list(tmp_path.iterdir())) == 2  # the file that is being written
    process.terminate()
    assert process.wait(timeout=60) == 143
    assert list(tmp_path.iterdir()) == [labels]
