"""Pictures beside kept sets: only those that are given, and gone with their set."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from kept_samples import MORNING, a_session

from posture.errors import StoreError
from posture.history.store import Store

ONE, OTHER = b"\xff\xd8 one \xff\xd9", b"\xff\xd8 other \xff\xd9"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "posture.db"


def pictures(folder: Path) -> list[str]:
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*.jpg"))


def test_pictures_are_kept_for_their_set_alone(file: Path) -> None:
    with Store(f"sqlite:///{file}") as store:
        bare = store.save(a_session(), started_at=MORNING)
        assert pictures(file.parent) == []
        number = store.save(a_session(), started_at=MORNING, stills={1: ONE, 12: OTHER})
        assert {n: p.read_bytes() for n, p in store.stills.of(number).items()} == {1: ONE, 12: OTHER}
        assert store.stills.of(bare) == {} == store.stills.of(77)


def test_nobody_else_may_look_into_the_folder(file: Path) -> None:
    with Store(f"sqlite:///{file}") as store:
        (path,) = store.stills.of(store.save(a_session(), started_at=MORNING, stills={1: ONE})).values()
    assert stat.S_IMODE(path.parent.parent.stat().st_mode) == 0o700


def test_a_deleted_set_takes_its_pictures_along(file: Path) -> None:
    with Store(f"sqlite:///{file}") as store:
        gone, kept = (store.save(a_session(), started_at=MORNING, stills={1: ONE}) for _ in range(2))
        store.delete(gone)
        assert store.stills.of(gone) == {}
        assert list(store.stills.of(kept)) == [1]
        store.delete_all()
    assert pictures(file.parent) == []
    assert not [p for p in file.parent.iterdir() if p.is_dir()]


def test_two_databases_in_one_folder_keep_theirs_apart(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'a.db'}") as a, Store(f"sqlite:///{tmp_path / 'b.db'}") as b:
        first = a.save(a_session(), started_at=MORNING, stills={1: ONE})
        assert b.save(a_session(), started_at=MORNING) == first
        assert b.stills.of(first) == {}


def test_a_store_in_memory_keeps_none(data_folder: Path) -> None:
    with Store("sqlite://") as store:
        number = store.save(a_session(), started_at=MORNING, stills={1: ONE})
        assert store.stills.of(number) == {}
    assert pictures(data_folder) == []


def test_a_disk_that_refuses_costs_the_pictures_and_not_the_set(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (file.parent / "posture-pictures").write_text("in the way")
    with Store(f"sqlite:///{file}") as store:
        number = store.save(a_session(), started_at=MORNING, stills={1: ONE})
        assert store.stills.of(number) == {}
        assert store.get(number).counts.reps == 2
        assert "could not be kept" in caplog.text
        with pytest.raises(StoreError, match="no set 99"):
            store.delete(99)
