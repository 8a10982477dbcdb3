"""Settings that a page asks for many times: read once, and again after whatever was written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from kept_samples import BACKENDS, fresh_database, statements

from posture.history.read_once import settings_read_once
from posture.history.store import Store

CHOSEN = {"language": "de", "conditions": ["osteoporosis"], "pictures": True}


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with fresh_database(request.param, tmp_path) as address, Store(address) as made:
        for name, value in CHOSEN.items():
            made.journal.choose(name, value, person="Ana")
        made.journal.choose("language", "fr", person="")
        yield made


def read(store: Store, person: str = "Ana") -> dict[str, object]:
    return {name: store.journal.setting(name, person=person, default="none") for name in CHOSEN}


def test_they_are_read_once_for_each_person_and_are_the_same(store: Store) -> None:
    before = [read(store), read(store, "")]
    with statements() as asked, settings_read_once():
        assert [read(store), read(store, ""), read(store, " Ana ")] == [*before, before[0]]
    assert sum("settings" in one for one in asked) == 2


def test_what_is_written_in_the_meantime_is_read(store: Store, tmp_path: Path) -> None:
    with settings_read_once():
        read(store)
        store.journal.choose("language", "es", person="Ana")
        assert read(store)["language"] == "es"
        other = Thread(target=store.journal.choose, args=("language", "it"), kwargs={"person": "Ana"})
        other.start()
        other.join()
        assert read(store)["language"] == "it"
        store.journal.choose("language", None, person="Ana")
        assert read(store)["language"] == "none"
        with Store("sqlite://") as another:
            assert read(another)["pictures"] == "none"


def test_a_value_that_is_changed_is_nobodys_but_the_one_who_read_it(store: Store) -> None:
    with settings_read_once():
        store.journal.setting("conditions", person="Ana").append("changed")
        assert read(store) == CHOSEN


def test_afterwards_and_in_other_threads_each_is_read_when_it_is_asked_for(store: Store) -> None:
    found: list[int] = []

    def _elsewhere() -> None:
        with statements() as asked:
            read(store)
        found.append(sum("settings" in one for one in asked))

    with settings_read_once():
        read(store)
        other = Thread(target=_elsewhere)
        other.start()
        other.join()
    _elsewhere()
    assert found == [len(CHOSEN)] * 2
