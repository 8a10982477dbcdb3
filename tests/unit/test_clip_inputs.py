"""Files, folders, patterns and labels, and what becomes of them."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from posture.cli.clip_inputs import WantedClip, expand, labelled, repeated
from posture.errors import PostureError, VideoUnreadable
from posture.evaluate.labels import read


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Clips in a folder and folders in it, with what lies beside them."""
    monkeypatch.chdir(tmp_path)
    for name in ("b.mp4", "a.MOV", "notes.txt", "._a.mov", ".trash/c.mp4", "ann/2.npz", "ann/late/1.webm"):
        path = tmp_path / "clips" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def names(paths: list[Path]) -> list[str]:
    return [path.as_posix() for path in paths]


def test_a_folder_gives_its_clips_and_those_of_its_folders_in_order(folder: Path) -> None:
    found, several = expand(["clips"])
    assert names(found) == ["clips/a.MOV", "clips/b.mp4", "clips/ann/2.npz", "clips/ann/late/1.webm"]
    assert several


def test_patterns_give_what_they_match_and_what_is_in_folders_that_they_match(folder: Path) -> None:
    assert names(expand(["clips/*.mp4"])[0]) == ["clips/b.mp4"]
    assert names(expand(["clips/*a.[mM]*"])[0]) == ["clips/a.MOV"]
    assert names(expand(["clips/.trash/*"])[0]) == ["clips/.trash/c.mp4"]
    assert names(expand(["clips/*/*.npz"])[0]) == ["clips/ann/2.npz"]
    assert names(expand(["cl*"])[0]) == names(expand(["clips"])[0])
    assert names(expand([str(folder / "clips" / "**" / "*.webm")])[0]) == [
        (folder / "clips/ann/late/1.webm").as_posix()
    ]


def test_a_file_is_taken_as_it_is_named(folder: Path) -> None:
    assert expand(["clips/notes.txt"]) == ([Path("clips/notes.txt")], False)
    assert expand(["clips/b.mp4", "missing.mp4"]) == ([Path("clips/b.mp4"), Path("missing.mp4")], True)
    (folder / "clips" / "set[1].mp4").touch()
    assert expand(["clips/set[1].mp4"]) == ([Path("clips/set[1].mp4")], False)


@pytest.mark.parametrize("text", ["empty", "empty/*", "*.avi"])
def test_where_there_is_no_clip_that_is_said(folder: Path, text: str) -> None:
    (folder / "empty").mkdir()
    with pytest.raises(VideoUnreadable, match="no video or recording there; check the folder or the pattern"):
        expand(["clips/b.mp4", text])


def test_a_folder_of_pictures_is_named_as_one(folder: Path) -> None:
    (folder / "frames" / "set1").mkdir(parents=True)
    (folder / "frames" / "set1" / "0001.PNG").touch()
    with pytest.raises(VideoUnreadable, match="but pictures; make a video of them first"):
        expand(["frames"])


@pytest.mark.skipif(os.name != "posix", reason="paths are bounded otherwise there")
def test_a_folder_that_cannot_be_opened_is_not_passed_over(folder: Path) -> None:
    """Folders in folders until their path is too long for the system: no rights are needed to see that."""
    at = os.open(folder / "clips" / "ann", os.O_RDONLY)
    for _ in range(20):
        os.mkdir("x" * 240, dir_fd=at)
        inside = os.open("x" * 240, os.O_RDONLY, dir_fd=at)
        os.close(at)
        at = inside
    os.close(at)
    with pytest.raises(VideoUnreadable, match=r"the folder cannot be opened .File name too long"):
        expand(["clips"])


def labels(folder: Path, *entries: tuple[str, str, float | None]) -> Path:
    path = folder / "clips" / "labels.json"
    rows = [{"clip": c, "analyse_as": move, "counted_reps": 1, "hold_s": hold} for c, move, hold in entries]
    path.write_text(json.dumps(rows))
    return path


def test_labels_give_clips_with_moves_and_doses(folder: Path) -> None:
    path = labels(
        folder,
        ("b.mp4", "chin_tucks", 2.5), ("ann/2.npz", "wall_angels", None), ("b.mp4", "cat_cow", None),
        ("a.MOV", "any", None), ("ann/late/1.webm", "squats", None),
    )  # fmt: skip
    clips = folder / "clips"
    wanted = labelled(path, [])
    assert wanted.clips == (
        WantedClip(clips / "b.mp4", "chin_tucks", 2.5),
        WantedClip(clips / "ann/2.npz", "wall_angels"),
        WantedClip(clips / "b.mp4", "cat_cow"),
    )
    assert wanted.several
    assert wanted.left_out == (
        "1 clip (a.MOV) of no move alone: left out",
        "1 clip (1.webm) of a move that Posture does not know, 'squats': left out",
    )
    assert path in wanted.reads


def test_labels_are_chosen_from_by_files_and_folders(folder: Path) -> None:
    path = labels(folder, ("b.mp4", "chin_tucks", None), ("ann/2.npz", "wall_angels", None))
    wanted = labelled(path, ["clips/ann"])
    assert [clip.exercise for clip in wanted.clips] == ["wall_angels"]
    assert wanted.left_out == ("1 clip (1.webm) not in the labels: left out",)
    with pytest.raises(PostureError, match=r"labels\.json: no clip of a known move was asked for"):
        labelled(path, ["clips/a.MOV"])


def test_labels_without_counts_say_which_move_a_clip_is_of(folder: Path) -> None:
    path = folder / "clips" / "labels.json"
    path.write_text(json.dumps([{"clip": "b.mp4", "analyse_as": "chin_tucks"}]))
    assert [clip.exercise for clip in labelled(path, []).clips] == ["chin_tucks"]
    with pytest.raises(PostureError, match=r"label 1 is not whole: .*counted_reps"):
        read(path)


def test_repeats_are_named_and_many_of_them_are_numbered() -> None:
    pairs = [(Path(f"{n}b"), Path(f"{n}a")) for n in range(5)]
    assert repeated(pairs[:1]) == ["0b is the same as 0a: analyzed once"]
    assert repeated([(Path("a"), Path("a"))]) == ["a is named twice: analyzed once"]
    assert repeated(pairs)[3:] == ["2 more clips there twice: analyzed once"]
    assert repeated([]) == []
