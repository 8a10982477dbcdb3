"""Items with their files, on their way to a machine that has them, or has not."""

from __future__ import annotations

import os
import platform
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from posture.cluster import parcels
from posture.cluster.parcels import Absent, FilePlaces, Parcels, as_named, carried_out
from posture.errors import ClipFailed, VideoUnreadable
from posture.files.checksums import content_sha256, ends_sha256, known_sha256

Files = tuple[Path, ...]


def read(files: Files, places: FilePlaces) -> list[tuple[str, bytes]]:
    """What a worker finds in the files of an item, and under which names."""
    at = [places.get(path, path) for path in files]
    return [(path.name, path.read_bytes()) for path in at]


def itself(files: Files) -> Files:
    return files


def of(*items: Files, elsewhere: bool = True) -> Parcels[Files]:
    return Parcels(read, items, files=itself, elsewhere=elsewhere)


@pytest.fixture
def there(tmp_path: Path) -> Callable[[], None]:
    """Two files of one name in two folders; what it gives takes the worker's machine away from them."""
    for folder in ("ann", "bo"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.npz").write_text(folder)
    return lambda: shutil.rmtree(tmp_path / "ann")


def test_what_lies_there_is_read_where_it_lies(tmp_path: Path, there: object) -> None:
    files = (tmp_path / "ann" / "1.npz", tmp_path / "bo" / "1.npz")
    for elsewhere in (True, False):
        sent = of(files, elsewhere=elsewhere)
        (parcel,) = sent
        done = carried_out(parcel)
        assert done == [("1.npz", b"ann"), ("1.npz", b"bo")]
        assert sent.with_content(0, done) is None
        assert all(file.content is None for file in parcel.files)
    assert of(files, files)[1:] == [of(files)[0]]


def test_all_files_of_an_item_are_sent_where_one_is_not_there(
    tmp_path: Path, there: Callable[[], None]
) -> None:
    files = (tmp_path / "ann" / "1.npz", tmp_path / "bo" / "1.npz")
    sent = of(files)
    parcel, again = sent[0], sent.with_content(0, Absent(files[1]))
    there()
    assert carried_out(parcel) == Absent(files[0])
    assert again is not None
    assert carried_out(again) == [("1.npz", b"ann"), ("1.npz", b"bo")]
    assert not files[0].exists()


def test_another_file_of_that_name_is_not_taken_for_it(tmp_path: Path, there: object) -> None:
    path = tmp_path / "bo" / "1.npz"
    sent = of((path,))
    parcel = sent[0]
    path.write_text("ob")
    assert carried_out(parcel) == Absent(path)


def test_what_nobody_can_read_is_left_to_its_own_error(tmp_path: Path) -> None:
    sent = of((tmp_path / "none.npz",))
    with pytest.raises(FileNotFoundError):
        carried_out(sent[0])
    again = sent.with_content(0, Absent(tmp_path / "none.npz"))  # it has gone meanwhile
    assert again is not None
    with pytest.raises(FileNotFoundError):
        carried_out(again)


@pytest.mark.parametrize("most", [4, 2])
def test_no_more_is_sent_than_is_small(
    most: int, tmp_path: Path, there: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Together they have five bytes."""
    monkeypatch.setattr(parcels, "LARGEST_SENT_BYTES", most)
    files = (tmp_path / "ann" / "1.npz", tmp_path / "bo" / "1.npz")
    large = files[1] if most >= 3 else files[0]
    again = of(files).with_content(0, Absent(files[0]))
    assert again is not None
    assert all(file.content is None for file in again.files)
    said = re.escape(f"{large}: is not on node {platform.node()}, and too large to be sent there")
    with pytest.raises(VideoUnreadable, match=said):
        carried_out(again)
    monkeypatch.setattr(parcels, "LARGEST_SENT_BYTES", 5)
    again = of(files).with_content(0, Absent(files[0]))
    assert again is not None
    assert carried_out(again) == [("1.npz", b"ann"), ("1.npz", b"bo")]


def test_a_full_disk_there_fails_that_item_alone(
    tmp_path: Path, there: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bo" / "1.npz"
    again = of((path,)).with_content(0, Absent(path))
    assert again is not None
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    said = re.escape(f"{path}: node {platform.node()} has no room for it (No such file")
    with pytest.raises(ClipFailed, match=f"^{said}"):
        carried_out(again)


def test_a_text_names_the_file_that_the_person_knows() -> None:
    places = {Path("clips/1.npz"): Path("/tmp/posture-clip-1/0/1.npz")}
    text = f"{places[Path('clips/1.npz')]}: is no recording"
    assert as_named(text, places) == f"{Path('clips/1.npz')}: is no recording"
    assert as_named("nothing", places) == "nothing"


@pytest.mark.parametrize("size", [0, 1, 65_536, 100_000, 131_072, 300_000, 1_500_000])
def test_ends_tell_files_apart_by_size_beginning_and_end_and_small_ones_by_all(
    size: int, tmp_path: Path
) -> None:
    path, content = tmp_path / "clip", bytes(size)
    path.write_bytes(content)
    same = ends_sha256(path)
    assert same == ends_sha256(path) != ""
    changed = {*range(min(size, 3)), *range(max(0, size - 3), size)}
    if 0 < size <= 1 << 20:
        changed.add(size // 2)
    others = [content + b"\0", *(content[:at] + b"x" + content[at + 1 :] for at in changed)]
    for other in others:
        path.write_bytes(other)
        assert ends_sha256(path) != same


def test_no_file_has_no_checksum(tmp_path: Path) -> None:
    (tmp_path / "clip").write_bytes(b"one")
    assert known_sha256(tmp_path / "clip") == content_sha256(tmp_path / "clip")
    missing = [tmp_path, tmp_path / "none"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        missing.append(tmp_path / "pipe")
    assert [ends_sha256(path) + known_sha256(path) for path in missing] == [""] * len(missing)
