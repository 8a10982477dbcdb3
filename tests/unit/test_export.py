"""Sets out and in again: nothing differs, nothing doubles, never half a file."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from kept_samples import BACKENDS, MORNING, a_session, fresh_database, moments, plain, sessions

from posture.coach.session import Session
from posture.errors import OutputUnwritable, StoreError
from posture.history.exporter import FORMS, SCHEMA, Content, export, read, write
from posture.history.journal import Note, Setting
from posture.history.kept_set import Correction, KeptSet, Opinion
from posture.history.store import Store, Taken
from posture.serialize import to_json


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with fresh_database(request.param, tmp_path) as address, Store(address) as made:
        yield made


def without_id(kept: KeptSet) -> Any:
    return plain(replace(kept, id=0))


def kept(session: Session, **changes: Any) -> KeptSet:
    return replace(KeptSet.of(session, started_at=MORNING, person=""), **changes)


def refuse_constants(word: str) -> None:
    raise AssertionError(f"{word} is no JSON")


# --- JSON


def test_out_away_and_in_again_nothing_differs(store: Store, tmp_path: Path) -> None:
    for n in range(4):
        moment = MORNING + timedelta(days=n, microseconds=n)
        set_id = store.save(a_session(n + 1), started_at=moment, person=["", "Ada"][n % 2])
    store.corrections.add(set_id, 1, Opinion.NOT_A_REP)
    store.corrections.add(set_id, None, Opinion.MISSED)
    store.corrections.confirm(set_id)
    store.corrections.confirm(next(store.whole_sets()).id)
    before = [without_id(one) for one in store.whole_sets()]
    assert export(store.content(), tmp_path / "all.json") == 4
    assert store.delete_all() == 4
    assert store.bring_in(read(tmp_path / "all.json")) == Taken(sets=4)
    assert [without_id(one) for one in store.whole_sets()] == before


@settings(max_examples=60, deadline=None)
@given(session=sessions(infinite=False), started_at=moments)
def test_any_set_survives_json(session: Session, started_at: Any) -> None:
    one = KeptSet.of(session, started_at=started_at, person="Ada")
    written = json.dumps(one.as_dict(), allow_nan=False)
    assert plain(KeptSet.from_dict(json.loads(written))) == plain(one)


@given(session=sessions())
@settings(max_examples=40, deadline=None)
def test_the_exact_session_is_the_contract_with_more_digits(session: Session) -> None:
    ours, contract = to_json(session), session.as_dict()
    assert list(ours) == list(contract)

    def rounded(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: rounded(item) for key, item in value.items()}
        if isinstance(value, list):
            return [rounded(item) for item in value]
        return round(value, 4) if isinstance(value, float) else value

    assert rounded(ours) == contract


def test_the_json_holds_kept_sets_with_their_contract(store: Store, tmp_path: Path) -> None:
    store.save(a_session(), started_at=MORNING, person="Ada")
    export(store.content(), tmp_path / "all.json")
    whole = json.loads((tmp_path / "all.json").read_text(), parse_constant=refuse_constants)
    assert list(whole) == ["schema", "version", "sets", "notes", "settings"]
    assert (whole["schema"], whole["notes"], whole["settings"]) == (SCHEMA, [], [])
    (entry,) = whole["sets"]
    assert entry["started_at"] == "2026-03-01T08:30:15.123456+00:00"
    assert (entry["person"], entry["exercise"], entry["corrected_reps"]) == ("Ada", "wall_angels", 2)
    assert entry["session"]["schema"] == "posture.session/1"
    assert entry["session"]["attempts"][2]["range"] is None
    assert plain(Session.from_dict(entry["session"])) == plain(a_session())


def test_a_set_that_nobody_looked_at_says_nothing_of_it(store: Store) -> None:
    set_id = store.save(a_session(), started_at=MORNING)
    assert "confirmed_at" not in store.get(set_id).as_dict()
    store.corrections.confirm(set_id)
    told = store.get(set_id).as_dict()
    assert "confirmed_at" in told and "confirmed_at" not in told["session"]
    for wrong in (5, "yesterday", "2026-03-01T08:30:15"):
        with pytest.raises(ValueError, match=r"confirmed_at|kept set|isoformat"):
            KeptSet.from_dict({**told, "confirmed_at": wrong})


def test_taking_in_twice_doubles_nothing(store: Store, tmp_path: Path) -> None:
    store.save(a_session(), started_at=MORNING)
    store.save(a_session(), started_at=MORNING + timedelta(seconds=1))
    export(store.content(), tmp_path / "all.json")
    sets = list(read(tmp_path / "all.json"))
    assert store.bring_in(sets) == Taken(known=2)
    store.delete(sets[0].id)
    assert store.bring_in([*sets, *sets]) == Taken(sets=1, known=3)
    assert len(store.sets()) == 2


@pytest.mark.parametrize("form", FORMS)
def test_where_nothing_is_kept_no_file_is_written(store: Store, tmp_path: Path, form: str) -> None:
    with pytest.raises(StoreError, match=r"nothing of that is kept, so .*/none was not written; see: "):
        export(store.content(), tmp_path / "none", form)
    assert not (tmp_path / "none").exists()
    store.journal.choose("voice", "on")
    with pytest.raises(StoreError) if form != "json" else nullcontext():
        export(store.content(), tmp_path / "none", form)


def test_an_empty_export_can_be_read(tmp_path: Path) -> None:
    with (tmp_path / "none.json").open("w", encoding="utf-8") as file:
        assert write(Content([]), file, "json") == 0
    assert list(read(tmp_path / "none.json")) == []


def entry(**changes: Any) -> dict[str, Any]:
    return {**kept(a_session()).as_dict(), **changes}


def deep(**changes: Any) -> dict[str, Any]:
    return entry(session={**entry()["session"], **changes})


def first_attempt(**changes: Any) -> dict[str, Any]:
    attempts = entry()["session"]["attempts"]
    return deep(attempts=[{**attempts[0], **changes}])


def of_size(size_px: list[Any]) -> dict[str, Any]:
    return deep(source={**entry()["session"]["source"], "size_px": size_px})


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "expected {, got the end of the file"),
        ("[]", r"expected {, got \["),
        ({"sets": []}, "expected the schema posture.export/1"),
        ({"sets": [{}]}, "expected the schema posture.export/1"),
        ({"schema": "posture.export/2"}, "expected posture.export/1, got posture.export/2"),
        ('{"schema": "posture.export/1", "sets": [{"id": 1, "sta', "Unterminated string"),
        ('{"schema": "posture.export/1", "sets": [{"id": NaN}]}', "NaN is no JSON"),
        ('{"schema": "posture.export/1"} {}', "something stands after the end"),
        ('{"schema" "posture.export/1"}', 'expected :, got "'),
        ("{1: 2}", "expected the name of a member, got 1"),
        (["words"], "entry 1: not a whole kept set"),
        (
            {"schema": SCHEMA, "notes": [{"person": "", "kind": 1, "content": {}}]},
            "notes, entry 1: not a whole note: written_at is missing",
        ),
        ({"schema": SCHEMA, "settings": [{"person": "", "name": "a", "value": None}]}, "not a setting"),
        ([entry(), {}], "entry 2: not a whole kept set: started_at is missing"),
        ([deep(schema="posture.session/2")], "expected posture.session/1, got posture.session/2"),
        ([entry(started_at="2026-03-01T08:30:15")], "started_at: expected a time with a time zone"),
        ([entry(started_at="yesterday")], "Invalid isoformat string: 'yesterday'"),
        ([entry(started_at="0001-01-01T00:00:00+05:00")], "no moment that a calendar holds"),
        ([entry(started_at=7)], "started_at: expected a moment, got 7"),
        ([entry(person=7)], "person: expected str, got 7"),
        ([deep(exercise=None)], "exercise: expected str, got None"),
        ([deep(seen_s="long")], "session: seen_s: expected a number, got 'long'"),
        ([deep(counts={"reps": "many"})], "reps: expected int, got 'many'"),
        ([deep(counts={"reps": 2**31})], "reps: expected a number below 2147483648"),
        ([first_attempt(side="middle")], "'middle' is not a valid Side"),
        ([first_attempt(counted="yes")], "counted: expected bool, got 'yes'"),
        ([first_attempt(faults=[7])], "attempts, entry 1: faults, entry 1: expected str, got 7"),
        ([of_size([640])], r"size_px: expected 2 entries, got \[640\]"),
        ([of_size(["a", 1])], "size_px: expected int, got 'a'"),
        (
            [entry(corrections=[{"attempt": "one", "verdict": "missed", "made_at": "2026-03-01T08:30:15Z"}])],
            "attempt",
        ),
        (
            [entry(corrections=[{"attempt": 1, "verdict": "perhaps", "made_at": "2026-03-01T08:30:15Z"}])],
            "perhaps",
        ),
        ('{"schema": "posture.export/1", "sets": ' + "[" * 100_000, "recursion"),
    ],
)
def test_what_is_no_export_is_refused_whole(tmp_path: Path, content: Any, message: str) -> None:
    file = tmp_path / "in.json"
    if isinstance(content, list):
        content = {"schema": SCHEMA, "sets": content}
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(StoreError, match=f"(?s)in.json is no JSON export of kept sets: .*{message}"):
        list(read(file))


def test_a_file_that_is_not_there_or_no_text_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"cannot read .*none.json: No such file"):
        list(read(tmp_path / "none.json"))
    (tmp_path / "clip.json").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(StoreError, match=r"clip.json is no JSON export"):
        list(read(tmp_path / "clip.json"))


def test_one_bad_set_keeps_all_out(store: Store) -> None:
    hollow = replace(kept(a_session()), session=None)
    with pytest.raises(ValueError, match="session: expected that of set 0, got None"):
        store.bring_in([kept(a_session()), hollow])
    assert store.sets() == []


# --- notes and settings


_names = st.text("abcdefgh äß", min_size=1, max_size=6)
_numbers = st.integers(-(2**40), 2**40) | st.floats(allow_nan=False, allow_infinity=False)
_texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
_plain_json: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | _numbers | _texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_names, inner, max_size=3),
    max_leaves=6,
)
_people = st.sampled_from(["", "Ana", "Bo"])


@st.composite
def everything(draw: st.DrawFn) -> tuple[list[KeptSet], list[tuple[Any, ...]], dict[tuple[str, str], Any]]:
    """Sets with corrections, notes, and settings."""
    sets = draw(
        st.lists(
            st.builds(KeptSet.of, sessions(infinite=False), started_at=moments, person=_people).map(
                lambda k: replace(k, corrections=(Correction(None, Opinion.MISSED, MORNING),))
            ),
            max_size=3,
        )
    )
    content = st.dictionaries(_names, _plain_json, max_size=3)
    notes = draw(st.lists(st.tuples(_names, content, moments, _people), max_size=4, unique_by=repr))
    value = _plain_json.filter(lambda v: v is not None)
    return sets, notes, draw(st.dictionaries(st.tuples(_people, _names), value, max_size=4))


def all_that_is_kept(store: Store) -> Any:
    """By value and in order: numbers of sets and notes are the store's own."""
    sets = [without_id(one) for one in store.whole_sets()]
    notes = [plain(replace(n, id=0)) for n in store.journal.whole_notes()]
    return sets, notes, store.journal.choices()


NOON = MORNING.astimezone(timezone(timedelta(hours=4)))
"""The same moment where the sun stands higher."""


@settings(max_examples=25, deadline=None)
@given(made=everything().filter(any))
@example(made=([], [("pain", {}, MORNING, ""), ("pain", {}, NOON, "")], {}))
@example(made=([], [(kind, {}, at, "") for kind, at in zip("baab", [MORNING, NOON] * 2, strict=True)], {}))
def test_after_export_deleting_all_and_import_nothing_differs(made: Any, tmp_path_factory: Any) -> None:
    folder = tmp_path_factory.mktemp("kept")
    sets, notes, choices = made
    with Store(f"sqlite:///{folder / 'posture.db'}") as store:
        store.bring_in(sets)
        for kind, content, at, person in notes:
            store.journal.write(kind, content, at=at, person=person)
        for (person, name), value in choices.items():
            store.journal.choose(name, value, person=person)
        before = all_that_is_kept(store)
        export(store.content(), folder / "all.json")
        store.delete_all()
        assert all_that_is_kept(store) == ([], [], [])
        taken = store.bring_in(read(folder / "all.json"))
        assert all_that_is_kept(store) == before
        again = store.bring_in(read(folder / "all.json"))
        assert (again.sets, again.notes, again.settings) == (0, 0, 0)
        assert again.known == taken.sets + taken.notes + taken.settings + taken.known
        export(store.content(), folder / "again.json")
        assert store.bring_in(read(folder / "again.json")).known == again.known - taken.known


def test_of_equal_notes_as_many_come_in_as_the_export_has_more_of_than_are_here(store: Store) -> None:
    said = Note(0, "", "pain", MORNING, {"score": 3})
    same = replace(said, written_at=NOON)
    assert store.bring_in([said]) == Taken(notes=1)
    assert store.bring_in([said, same]) == Taken(notes=1, known=1)
    assert store.bring_in([same, said, same]) == Taken(notes=1, known=2)
    assert store.bring_in([same]) == Taken(known=1)
    assert [note.written_at for note in store.journal.whole_notes()] == [MORNING] * 3


def test_what_is_chosen_here_stays(store: Store) -> None:
    store.journal.choose("voice", "on", person="Ada")
    taken = store.bring_in(
        [Setting("Ada", "voice", "off"), Setting("Ada", "units", "cm"), Setting("", "voice", 1)]
    )
    assert taken == Taken(settings=2, known=1)
    assert store.journal.settings(person="Ada") == {"voice": "on", "units": "cm"}


def test_a_key_of_this_computer_neither_leaves_it_nor_comes_with_a_file(store: Store, tmp_path: Path) -> None:
    store.journal.choose("plan_time", "18:00")
    store.journal.choose("calendar_key", "of this computer")
    file = tmp_path / "all.json"
    export(store.content(), file, "json")
    assert "plan_time" in file.read_text(encoding="utf-8")
    assert "calendar_key" not in file.read_text(encoding="utf-8")
    store.bring_in([Setting("Ida", "calendar_key", "known to others"), Setting("Ida", "plan_time", "07:00")])
    assert store.journal.settings(person="Ida") == {"plan_time": "07:00"}


def test_one_broken_entry_at_the_end_keeps_all_out(store: Store, tmp_path: Path) -> None:
    notes = [Note(0, "", "pain", MORNING, {"score": n}) for n in range(50)]
    export(Content([kept(a_session())], notes, [Setting("", "a", 1)]), tmp_path / "all.json")
    whole = (tmp_path / "all.json").read_text()
    (tmp_path / "cut.json").write_text(whole[: whole.rindex('"settings"')])
    with pytest.raises(StoreError, match=r"cut.json is no JSON export"):
        store.bring_in(read(tmp_path / "cut.json"))
    assert not store.profiles.holdings()


# --- files


@pytest.mark.parametrize("name", ["all.json", "all.csv"])
def test_a_failing_export_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    def broken() -> Iterator[KeptSet]:
        yield kept(a_session())
        raise StoreError("the server went away")

    (tmp_path / name).write_text("yesterday's")
    with pytest.raises(StoreError):
        export(Content(broken()), tmp_path / name, force=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "yesterday's"


def test_places_that_cannot_be_written_are_said(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "device.csv").symlink_to(os.devnull)
    for place, message in [
        ("all.xlsx", r"cannot export to 'all.xlsx'; give it one of the endings .*.json, .csv"),
        ("all", r"cannot export to 'all'; give it one of the endings"),
        ("none/all.json", r"none/all.json: the folder .*none does not exist; make it first"),
        ("folder.json", r"folder.json: is a folder; give the name of a file"),
        ("device.csv", r"device.csv: is no ordinary file; give another name"),
    ]:
        with pytest.raises(OutputUnwritable, match=message):
            export(Content([]), tmp_path / place)
    assert not Path(os.devnull).is_file()


def test_corrections_travel(tmp_path: Path) -> None:
    said = (Correction(1, Opinion.NOT_A_REP, MORNING), Correction(None, Opinion.MISSED, MORNING))
    export(Content([kept(a_session(), corrections=said)]), tmp_path / "all.json")
    (back,) = read(tmp_path / "all.json")
    assert back.corrections == said
    assert math.isclose(back.duration_s, 13.1)
