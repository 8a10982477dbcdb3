"""Checks and their pictures in the journal."""

from __future__ import annotations

import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from posture.body.landmarks import Side
from posture.body.view import View
from posture.history.journal import Journal
from posture.history.kept_checks import (
    KIND,
    PICTURE,
    forget_checks,
    keep_check,
    kept_checks,
    last_and_first,
    picture_of,
)
from posture.history.store import Store
from posture.posture_check.check_result import Check, Measured

NOW = datetime(2026, 3, 1, 9, tzinfo=timezone.utc)
TILT = Measured("head_tilt", 3.5, 4.0, "deg", None, "note")


@pytest.fixture
def journal() -> Iterator[Journal]:
    with Store() as store:
        yield store.journal


def front(value: float = 3.5) -> Check:
    return Check(View.FRONT, 9.0, (Measured("head_tilt", value, 4.0, "deg", None, "note"),))


def side(of: Side) -> Check:
    return Check(View.SIDE, 9.0, (), None, (), of)


def test_a_check_comes_back_as_it_was_and_is_the_persons_own(journal: Journal) -> None:
    keep_check(journal, side(Side.LEFT), at=NOW, person="Ana")
    (kept,) = kept_checks(journal, person="Ana")
    assert (kept.check, kept.written_at) == (side(Side.LEFT), NOW)
    assert kept_checks(journal) == []


def test_pictures_are_apart_and_go_with_their_check(journal: Journal) -> None:
    for of in (Side.LEFT, Side.RIGHT):
        keep_check(journal, side(of), at=NOW, jpeg=of.value.encode())
    keep_check(journal, front(), at=NOW)
    by_side = {kept.check.side: kept for kept in kept_checks(journal)}
    assert picture_of(journal, by_side[Side.LEFT]) == b"left"
    assert picture_of(journal, by_side[Side.RIGHT]) == b"right"
    assert picture_of(journal, by_side[Side.BOTH]) is None
    forget_checks(journal, [by_side[Side.LEFT]])
    assert len(journal.notes(PICTURE)) == 1
    assert {kept.check.side for kept in kept_checks(journal)} == {Side.RIGHT, Side.BOTH}


def test_a_deleted_picture_is_in_no_copy_of_the_file_either(tmp_path: Path) -> None:
    file = tmp_path / "posture.db"
    with Store(f"sqlite:///{file}") as store:
        keep_check(store.journal, front(), at=NOW, jpeg=b"a picture of somebody" * 9)
        written = b64encode(b"a picture of somebody" * 9)
        with sqlite3.connect(file) as raw:
            raw.execute("VACUUM INTO ?", (f"{file}.bak-0000",))
        raw.close()
        assert [p.name for p in tmp_path.iterdir() if written in p.read_bytes()]
        forget_checks(store.journal, kept_checks(store.journal))
        assert [p.name for p in tmp_path.iterdir() if written in p.read_bytes()] == []
        assert not list(tmp_path.glob("*.bak-*"))


def test_a_check_is_compared_with_the_one_before_and_the_first_of_its_side(journal: Journal) -> None:
    for days in range(3):
        keep_check(journal, front(float(days)), at=NOW + timedelta(days=days))
        keep_check(journal, side(Side.LEFT), at=NOW + timedelta(days=days))
    checks = kept_checks(journal)
    newest, oldest = ([k for k in checks if k.check.side is Side.BOTH][i] for i in (0, -1))
    last, first = last_and_first(checks, newest)
    assert last is not None
    assert first is not None
    assert (last.check.value("head_tilt"), first.check.value("head_tilt")) == (1.0, 0.0)
    assert last_and_first(checks, oldest) == (None, None)


def test_a_note_of_another_program_is_passed_over(journal: Journal) -> None:
    journal.write(KIND, {"check": {"schema": "posture.check/9"}, "side": "left"}, at=NOW)
    journal.write(PICTURE, {"side": "both", "jpeg": "%%%"}, at=NOW)
    keep_check(journal, front(), at=NOW)
    (kept,) = kept_checks(journal)
    assert picture_of(journal, kept) is None
