"""Clips that are asked for twice, and those that were analyzed before."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from posture.cluster import repeats
from posture.cluster.clips import ClipJob
from posture.cluster.repeats import checksums, keys_of, without_repeats
from posture.cluster.result import ResultKey, ResultOptions
from posture.errors import ModelMissing
from posture.pipeline import Options
from posture.vision import models


def job(path: Path, exercise: str = "wall_angels", **options: object) -> ClipJob:
    return ClipJob(path, exercise, Options(**options))  # type: ignore[arg-type]


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    """Two clips of one size, and a copy of the first."""
    for name, content in (("a.mp4", b"one"), ("b.mp4", b"two"), ("copy.mp4", b"one"), ("long.mp4", b"three")):
        (tmp_path / name).write_bytes(content)
    return tmp_path


def test_a_clip_is_known_by_its_content_under_any_name(clips: Path) -> None:
    jobs = [job(clips / name) for name in ("a.mp4", "b.mp4", "copy.mp4", "long.mp4", "a.mp4")]
    once, again = without_repeats(jobs)
    assert once == [jobs[0], jobs[1], jobs[3]]
    assert again == [(clips / "copy.mp4", clips / "a.mp4"), (clips / "a.mp4", clips / "a.mp4")]


def test_links_lead_to_one_clip(clips: Path) -> None:
    os.link(clips / "long.mp4", clips / "hard.mp4")
    (clips / "soft.mp4").symlink_to(clips / "long.mp4")
    once, _ = without_repeats([job(clips / name) for name in ("long.mp4", "hard.mp4", "soft.mp4")])
    assert [one.path.name for one in once] == ["long.mp4"]


def test_another_move_or_dose_is_no_repeat(clips: Path) -> None:
    a = clips / "a.mp4"
    jobs = [job(a), job(a, "chin_tucks"), job(a, "chin_tucks", hold_s=2.0), job(a, start_s=1.0)]
    assert without_repeats(jobs) == (jobs, [])


def test_what_cannot_be_read_is_left_for_its_own_error(clips: Path) -> None:
    (clips / "empty1.mp4").touch()
    (clips / "empty2.mp4").touch()
    jobs = [
        job(clips / name) for name in ("missing.mp4", "none.mp4", "empty1.mp4", "empty2.mp4", "missing.mp4")
    ]
    once, again = without_repeats([*jobs, job(clips)])
    assert once == [*jobs[:4], job(clips)]
    assert again == [(clips / "missing.mp4", clips / "missing.mp4")]
    assert keys_of(jobs[:2]) == [None, None]


def test_only_clips_of_one_size_are_read(clips: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    true_sum = repeats.known_sha256

    def noted(path: Path) -> str:
        read.append(path.name)
        return true_sum(path)

    monkeypatch.setattr(repeats, "known_sha256", noted)
    without_repeats([job(clips / name) for name in ("a.mp4", "long.mp4", "long.mp4")])
    assert read == []


def test_checksums_are_those_of_the_content_each_told_as_it_comes(clips: Path) -> None:
    told: list[int] = []
    found = checksums([clips / "a.mp4", clips / "no.mp4", clips / "b.mp4"], progress=told.append)
    assert found == {
        clips / "a.mp4": hashlib.sha256(b"one").hexdigest(),
        clips / "b.mp4": hashlib.sha256(b"two").hexdigest(),
    }
    assert told == [1, 2, 3]


def test_the_key_of_a_video_has_its_model_and_that_of_a_recording_none(clips: Path) -> None:
    (clips / "set.npz").write_bytes(b"four")
    video, recording = keys_of([job(clips / "a.mp4", model="lite", hold_s=2.0), job(clips / "set.npz")])
    assert video == ResultKey(
        hashlib.sha256(b"one").hexdigest(),
        models.find("lite").info.sha256,
        "wall_angels",
        ResultOptions(hold_s=2.0),
    )
    assert recording is not None
    assert recording.model_sha256 == ""
    with pytest.raises(ModelMissing):
        keys_of([job(clips / "a.mp4", model="huge")])
