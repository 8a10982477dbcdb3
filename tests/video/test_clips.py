"""Many clips at once: the results are those of one after the other, and a bad clip harms no other."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest
from app_pages import first_seconds
from cluster_kit import crashing, mistaken
from evaluate_kit import RECORDINGS

from posture.cluster.clips import ClipJob, ClipResult, analyze_many, run_clips
from posture.errors import ClipFailed, ModelMissing, UnknownExercise, VideoUnreadable, WorkerCrashed
from posture.exercises import find
from posture.pipeline import Options, follow

LITE = Options(model="lite", landmarks=True)


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> list[ClipJob]:
    """Two videos, of moves of which one needs the outline, two recordings and a file that is none."""
    folder = tmp_path_factory.mktemp("clips")
    for name in ("rows_good_side", "wall_angels_good_front"):
        (folder / f"{name}.mp4").write_bytes(first_seconds(name, 0.8))
    (folder / "broken.mp4").write_text("no video")
    return [
        ClipJob(folder / "rows_good_side.mp4", "bent_over_rows", LITE),
        ClipJob(RECORDINGS / "wall_angels_good_front.npz", "wall_angels"),
        ClipJob(folder / "broken.mp4", "wall_angels"),
        ClipJob(folder / "wall_angels_good_front.mp4", "wall_angels", LITE),
        ClipJob(RECORDINGS / "rows_good_side.npz", "cat_cow"),
        ClipJob(folder / "rows_good_side.mp4", "cat_cow", LITE),
    ]


def fields(results: list[ClipResult]) -> list[object]:
    """All that a result says but who did it, in the order of the jobs."""
    return [
        (r.job, repr(r.result), r.record and r.record.as_dict(), r.content_sha256)
        for r in sorted(results, key=lambda r: r.position)
    ]


@pytest.fixture(scope="module")
def alone(jobs: list[ClipJob]) -> list[ClipResult]:
    """What comes of them in one process, one after the other."""
    return list(run_clips(jobs, workers=1))


def test_one_worker_many_and_none_at_all_give_the_same(jobs: list[ClipJob], alone: list[ClipResult]) -> None:
    assert len({result.worker for result in alone}) == 1
    backwards = list(run_clips(jobs[::-1], workers=2))
    assert fields(alone) == fields(backwards)[::-1]
    for result in alone:
        if result.record is not None:
            here = follow(result.path, find(result.job.exercise), options=result.job.options)
            assert repr(here) == repr(result.record)
            assert here.as_dict() == result.record.as_dict()


def test_a_result_names_its_clip_and_content(jobs: list[ClipJob], alone: list[ClipResult]) -> None:
    for result in alone:
        assert result.job == jobs[result.position]
        assert result.path == result.job.path
        assert result.content_sha256 == sha256(result.path.read_bytes()).hexdigest()
        assert (result.record is None) == (result.error is not None)
        assert (result.session is None) == (result.error is not None)
        assert result.tries == 1
    broken = next(result for result in alone if result.path.name == "broken.mp4")
    assert isinstance(broken.error, VideoUnreadable)
    assert str(broken.error) == f"{broken.path}: is no video but a text file; give a video file"


def test_a_file_that_is_not_there_is_one_failure(tmp_path: Path) -> None:
    good = RECORDINGS / "wall_angels_good_front.npz"
    found = {
        r.path.name: r for r in analyze_many([tmp_path / "none.npz", str(good)], "wall_angels", workers=1)
    }
    assert str(found["none.npz"].error) == f"{tmp_path}/none.npz: no such file; check the name and the folder"
    assert found["none.npz"].content_sha256 == ""
    assert found[good.name].session is not None and found[good.name].session.counts.reps == 5


@pytest.mark.skipif(os.name != "posix", reason="signals as on Unix")
def test_a_clip_at_which_native_code_crashes_and_one_at_which_we_do(jobs: list[ClipJob]) -> None:
    path = jobs[0].path
    bad = [ClipJob(path, "bent_over_rows", Options(model="lite", through=t)) for t in (crashing, mistaken)]
    crash, mistake, good = sorted(run_clips([*bad, jobs[1]], workers=2), key=lambda r: r.position)
    assert isinstance(crash.error, WorkerCrashed)
    assert str(crash.error).startswith(f"{crash.path}: the analysis crashed again and again")
    assert crash.tries == 2
    assert isinstance(mistake.error, ClipFailed)
    assert "(ZeroDivisionError: a mistake of ours)" in str(mistake.error)
    assert good.session is not None


def test_what_is_wrong_with_every_clip_is_said_before_the_first(jobs: list[ClipJob]) -> None:
    with pytest.raises(UnknownExercise):
        list(run_clips([ClipJob(jobs[1].path, "push_ups")]))
    with pytest.raises(UnknownExercise):
        analyze_many([jobs[1].path], "push_ups")
    with pytest.raises(ModelMissing, match="no model 'huge'"):
        list(analyze_many([jobs[0].path], "cat_cow", options=Options(model="huge")))
    with pytest.raises(ValueError, match="observe: expected None, as clips are analyzed in other processes"):
        list(analyze_many([jobs[1].path], "cat_cow", options=Options(observe=print)))
    with pytest.raises(ValueError, match="expected what other processes can be sent"):
        list(analyze_many([jobs[0].path], "cat_cow", options=Options(through=lambda frames: frames)))


def test_paths_from_the_folder_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(RECORDINGS)
    (result,) = analyze_many(["wall_angels_good_front.npz"], "wall_angels")
    assert result.session is not None
