"""What is under way of a person while everything of theirs is deleted, or renamed, here or elsewhere."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from kept_samples import BACKENDS, a_session, fresh_database
from sqlalchemy import text

from posture.errors import DataDeleted
from posture.history import profile_changes, rescue
from posture.history.database import Database
from posture.history.kept_set import KeptSet, Origin
from posture.history.store import Store

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=BACKENDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_database(request.param, tmp_path) as made:
        yield made


def now() -> datetime:
    return datetime.now(timezone.utc)


def elsewhere(address: str, does: str) -> None:
    """Have another process do something with the store."""
    script = f"from posture.history.store import Store\nwith Store({address!r}) as store: {does}"
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60, cwd=ROOT)


def made(person: str, begun_at: datetime, run: str = "") -> KeptSet:
    return replace(KeptSet.of(a_session(), started_at=begun_at, person=person), run=run)


def table(address: str) -> list[Any]:
    database = Database(address)
    with database.transaction() as connection:
        found = [tuple(row) for row in connection.execute(text("SELECT person, name FROM profile_changes"))]
    database.close()
    return found


@pytest.mark.parametrize("everybody", [False, True], ids=["the person", "everybody"])
def test_what_began_before_a_deletion_at_another_process_is_not_kept(address: str, everybody: bool) -> None:
    begun = now()
    with Store(address) as store:
        store.save(a_session(), started_at=begun, person="Ida")
        with Store(address) as other:
            other.delete_all() if everybody else elsewhere(address, "store.delete_person('Ida')")
        with pytest.raises(DataDeleted):
            store.keep(made("Ida", begun, run="a" * 32), begun_at=begun)
        with pytest.raises(DataDeleted):
            store.journal.write_all(
                [("watch", {})], at=begun, person="Ida", origin=Origin("b" * 32, begun_at=begun)
            )
        assert (store.sets(), store.journal.notes()) == ([], [])
        assert rescue.waiting(store._database) == []
        if not everybody:
            store.keep(made("Bo", begun), begun_at=begun)
        store.keep(made("Ida", now()), begun_at=now())
        assert store.profiles.names() == (["Ida"] if everybody else ["Bo", "Ida"])


def test_a_set_that_was_rescued_on_another_computer_goes_with_what_is_deleted(
    address: str, tmp_path: Path
) -> None:
    with Store(address) as store:
        files = [rescue.write(made(who, now()), store._database) for who in ("Ida", "Bo")]
        aside = [file.rename(tmp_path / f"{number}.json") for number, file in enumerate(files)]
        store.delete_person("Ida")
        for file, there in zip(aside, files, strict=True):
            file.rename(there)
    with Store(address) as store:
        assert [kept.person for kept in store.sets()] == ["Bo"]
    assert not any(file.exists() for file in files)


def test_what_began_under_a_name_that_is_changed_meanwhile_is_kept_under_the_new_one(address: str) -> None:
    begun = now()
    with Store(address) as store:
        store.journal.choose("profile", "x", person="Ida")
        with Store(address) as other:
            other.profiles.rename(other.profiles.rename("Ida", "Eda"), "Oda")
        store.keep(made("Ida", begun), begun_at=begun)
        origin = Origin("b" * 32, begun_at=begun)
        store.journal.write_all([("watch", {})], at=begun, person="Ida", origin=origin)
        assert [kept.person for kept in store.sets()] == ["Oda"]
        assert [note.person for note in store.journal.notes("watch")] == ["Oda"]
        store.delete_person("Oda")
        assert store.owner("Ida", since=begun) is None


def test_what_began_before_two_profiles_change_names_stays_whose_it_was(address: str) -> None:
    begun = now()
    with Store(address) as store:
        for who in ("Ida", "Bo"):
            store.journal.choose("profile", who, person=who)
        with Store(address) as other:
            for old, new in (("Ida", "X"), ("Bo", "Ida"), ("X", "Bo")):
                other.profiles.rename(old, new)
        assert (store.owner("Ida", since=begun), store.owner("Bo", since=begun)) == ("Bo", "Ida")


def test_of_who_is_deleted_no_name_is_left(address: str) -> None:
    with Store(address) as store:
        store.journal.choose("profile", "x", person="Ida")
        store.profiles.rename("Ida", "Eda")
        assert table(address)[0][1] == "Eda"
        store.profiles.rename("Eda", "Oda")
        assert [name for _, name in table(address)] == ["Oda", "Oda"]
        store.delete_person("Oda")
        assert {name for _, name in table(address)} == {None}
        assert not any("da" in str(person) and len(person) < 32 for person, _ in table(address))
        store.delete_all()
        assert table(address) == [(None, None)]


def test_a_set_that_is_kept_at_the_moment_of_a_deletion_is_deleted_or_refused(address: str) -> None:
    with Store(address) as store, Store(address) as other:

        def keep(begun: datetime, both: threading.Barrier) -> None:
            both.wait()
            with suppress(DataDeleted):
                store.keep(made("Ida", begun), begun_at=begun)

        for _ in range(8):
            both = threading.Barrier(2)
            keeping = threading.Thread(target=keep, args=(now(), both))
            keeping.start()
            both.wait()
            other.delete_person("Ida")
            keeping.join()
            assert store.sets() == []


def test_a_deletion_by_a_clock_that_was_wrong_costs_no_set(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Ahead(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime.now(tz) + timedelta(days=900)

    with Store(address) as store:
        monkeypatch.setattr(profile_changes, "datetime", Ahead)
        store.delete_person("Ida")
        monkeypatch.undo()
        store.keep(made("Ida", now()), begun_at=now())
        assert len(store.sets()) == 1


def test_what_is_long_past_is_forgotten(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Store(address) as store:
        store.delete_person("Ida")
        monkeypatch.setattr(profile_changes, "_REMEMBERED", timedelta(0))
        store.delete_person("Bo")
    assert len(table(address)) == 1
