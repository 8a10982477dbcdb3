"""Notes and settings beside the sets, in a real database."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from posture.errors import StoreError
from posture.history.language_choice import language_of
from posture.history.store import Store

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=timezone.utc)


@pytest.fixture
def store(tmp_path: Path):
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as opened:
        yield opened


def test_notes_of_one_moment_are_kept_all_or_none(store: Store):
    journal = store.journal
    with pytest.raises(ValueError, match="JSON"):
        journal.write_all([("check", {"side": "left"}), ("check", {"side": object()})], at=NOON, person="Ana")
    assert journal.notes() == []
    numbers = journal.write_all([("check", {"side": "left"}), ("picture", {})], at=NOON, person=" Ana ")
    assert [note.id for note in journal.notes(person="Ana")] == numbers[::-1]


def test_notes_come_back_newest_first_by_kind_person_and_time(store: Store):
    journal = store.journal
    journal.write("pain", {"score": 3, "when": "before"}, at=NOON, person=" Ana ")
    second = journal.write("pain", {"score": 2, "when": "after"}, at=NOON + timedelta(hours=1), person="Ana")
    journal.write("timer", {"of": "heat", "seconds": 900}, at=NOON, person="Ana")
    journal.write("pain", {"score": 9}, at=NOON)
    found = journal.notes("pain", person="Ana")
    assert [n.content["score"] for n in found] == [2, 3] and found[0].id == second
    assert found[0].written_at == NOON + timedelta(hours=1) and found[0].person == "Ana"
    assert [n.kind for n in journal.notes(person="Ana", since=NOON + timedelta(minutes=1))] == ["pain"]
    assert len(journal.notes()) == 4


def test_a_moment_without_a_zone_and_what_is_no_json_are_refused(store: Store):
    with pytest.raises(ValueError, match="time zone"):
        store.journal.write("pain", {}, at=datetime(2026, 1, 1))  # noqa: DTZ001 - that is what is refused
    with pytest.raises(ValueError, match="not plain JSON"):
        store.journal.write("pain", {"at": NOON}, at=NOON)
    with pytest.raises(ValueError, match="not JSON compliant"):
        store.journal.choose("volume", float("nan"))
    assert not store.journal.notes()


def test_a_choice_replaces_the_earlier_one_and_none_takes_it_back(store: Store, tmp_path: Path):
    journal = store.journal
    assert journal.setting("voice", default="on") == "on"
    journal.choose("voice", {"on": True, "language": "en"}, person="Ana")
    journal.choose("voice", {"on": False, "language": "ünï"}, person="Ana")
    journal.choose("voice", "household")
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as again:
        assert again.journal.setting("voice", person="Ana") == {"on": False, "language": "ünï"}
        assert again.journal.settings() == {"voice": "household"}
    journal.choose("voice", None, person="Ana")
    assert journal.settings(person="Ana") == {}


def test_a_note_can_be_deleted_once(store: Store):
    number = store.journal.write("pain", {"score": 3}, at=NOON)
    store.journal.forget(number)
    with pytest.raises(StoreError, match=f"no note {number}"):
        store.journal.forget(number)


def test_delete_all_leaves_no_note_and_no_choice(store: Store):
    store.journal.write("pain", {"score": 3}, at=NOON, person="Ana")
    store.journal.choose("plan", [1, 2], person="Ana")
    store.delete_all()
    assert not store.journal.notes() and not store.journal.settings(person="Ana")


@pytest.mark.parametrize(
    ("own", "households", "language"),
    [
        ("de", "es", "de"),
        (None, "es", "es"),
        ("no language", "es", "es"),
        ("", None, "fr"),
        (None, "no language", "fr"),
    ],
)
def test_a_language_is_the_persons_choice_or_the_households(
    store: Store, own: str | None, households: str | None, language: str
):
    journal = store.journal
    journal.choose("language", own, person="Ana")
    journal.choose("language", households)
    assert language_of(journal, person="Ana", otherwise="fr") == language
    assert language_of(journal, person="", otherwise="fr") == (households if households == "es" else "fr")
