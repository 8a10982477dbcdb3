"""A store bound to one person: nothing that can be asked of it gives or changes what is somebody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from kept_samples import BACKENDS, MORNING, a_session, a_trace, fresh_database

from posture.errors import StoreError
from posture.history.exporter import write
from posture.history.journal import Note, Setting
from posture.history.kept_set import KeptSet, Opinion, Origin
from posture.history.personal_store import PersonalStore
from posture.history.store import Store

ANA, BEN = "openid-ana", "openid-ben"
PARTS = ("stills", "landmarks", "corrections", "profiles", "training", "journal")
SECRET = "hurts behind the left blade"
RUN = "a" * 32
DAY = timedelta(days=1)


class TwoPeople:
    """A store with something of Ana's in each place, and what Ben has of it."""

    def __init__(self, whole: Store) -> None:
        self.whole, self.ben = whole, PersonalStore(whole, BEN)
        kept = KeptSet.of(a_session(), started_at=MORNING, person=ANA)
        kept = replace(kept, trace=a_trace(a_session()), run=RUN)
        self.set_id = whole.keep(kept, stills={1: b"ana"}, landmarks=b"ana")
        whole.corrections.add(self.set_id, None, Opinion.MISSED)
        self.note_id = whole.journal.write("pain", {"where": SECRET}, at=MORNING, person=ANA)
        whole.journal.choose("calendar_key", SECRET, person=ANA)
        whole.journal.choose("language", "de", person=ANA)
        whole.journal.choose("language", "fr", person="")
        self.own_id = whole.save(a_session(), started_at=MORNING + timedelta(days=1), person=BEN)

    def of_ana(self, folder: Path) -> tuple[object, ...]:
        """Everything that there is of Ana."""
        out = folder / "ana.json"
        with out.open("w") as file:
            write(self.whole.content(person=ANA), file, "json")
        kept = self.whole.get(self.set_id)
        landmarks = self.whole.landmarks.of(self.set_id)
        return (
            "\n".join(line for line in out.read_text().splitlines() if "exported_at" not in line),
            kept,
            self.whole.journal.settings(person=ANA),
            {n: path.read_bytes() for n, path in self.whole.stills.of(self.set_id).items()},
            landmarks and landmarks.read_bytes(),
        )


CALLS: dict[str, Callable[[TwoPeople], object]] = {
    "close": lambda t: t.ben.close(),
    "owner": lambda t: t.ben.owner(ANA, since=MORNING),
    "save": lambda t: t.ben.save(a_session(), started_at=MORNING, person=ANA),
    "keep": lambda t: t.ben.keep(
        replace(KeptSet.of(a_session(), started_at=MORNING, person=BEN), run=RUN), stills={1: b"ben"}
    ),
    "sets": lambda t: t.ben.sets(person=ANA),
    "whole_sets": lambda t: list(t.ben.whole_sets(person=ANA)),
    "get": lambda t: t.ben.get(t.set_id),
    "trace": lambda t: t.ben.trace(t.set_id),
    "content": lambda t: list(t.ben.content(person=ANA).sets),
    "bring_in": lambda t: t.ben.bring_in(
        [Setting(ANA, "plan_time", "18:00"), Setting(BEN, "pictures", True)]
    ),
    "delete": lambda t: t.ben.delete(t.set_id),
    "delete_person": lambda t: t.ben.delete_person(ANA),
    "delete_all": lambda t: t.ben.delete_all(),
    "stills.keep": lambda t: t.ben.stills.keep(t.set_id, {1: b"ben"}),
    "stills.of": lambda t: t.ben.stills.of(t.set_id),
    "stills.forget": lambda t: t.ben.stills.forget([t.set_id]),
    "stills.forget_all": lambda t: t.ben.stills.forget_all(),
    "landmarks.keep": lambda t: t.ben.landmarks.keep(t.set_id, b"ben"),
    "landmarks.of": lambda t: t.ben.landmarks.of(t.set_id),
    "landmarks.sets": lambda t: t.ben.landmarks.sets(),
    "landmarks.amount": lambda t: t.ben.landmarks.amount([t.set_id]).sets or None,
    "landmarks.forget": lambda t: t.ben.landmarks.forget([t.set_id]),
    "landmarks.forget_all": lambda t: t.ben.landmarks.forget_all(),
    "corrections.add": lambda t: t.ben.corrections.add(t.set_id, None, Opinion.MISSED),
    "corrections.withdraw": lambda t: t.ben.corrections.withdraw(t.set_id, None),
    "corrections.confirm": lambda t: t.ben.corrections.confirm(t.set_id),
    "profiles.names": lambda t: set(t.ben.profiles.names()) - {BEN},
    "profiles.holdings": lambda t: t.ben.profiles.holdings(person=ANA),
    "profiles.landmarks": lambda t: t.ben.profiles.landmarks(person=ANA),
    "profiles.forget_landmarks": lambda t: t.ben.profiles.forget_landmarks(person=ANA),
    "profiles.rename": lambda t: t.ben.profiles.rename(BEN, ANA),
    "training.rhythm": lambda t: t.ben.training.rhythm(person=ANA),
    "training.moves": lambda t: t.ben.training.moves(person=ANA),
    "training.progress": lambda t: t.ben.training.progress(a_session().exercise, person=ANA),
    "training.first_at": lambda t: t.ben.training.first_at(person=ANA),
    "training.are_more": lambda t: t.ben.training.are_more(0, a_session().exercise, person=ANA),
    "training.ends": lambda t: t.ben.training.ends([MORNING - DAY, MORNING + DAY], person=ANA),
    "training.lately": lambda t: t.ben.training.lately(MORNING - DAY, person=ANA),
    "training.first_days": lambda t: t.ben.training.first_days({a_session().exercise: ""}, 7, person=ANA),
    "training.means": lambda t: t.ben.training.means(
        a_session().exercise, DAY, begin=MORNING, since=None, person=ANA
    ),
    "journal.write": lambda t: t.ben.journal.write("pain", {}, at=MORNING, person=ANA),
    "journal.write_all": lambda t: t.ben.journal.write_all(
        [("pain", {})], at=MORNING, person=BEN, origin=Origin(RUN)
    ),
    "journal.notes": lambda t: t.ben.journal.notes(person=ANA),
    "journal.first": lambda t: t.ben.journal.first("pain", person=ANA),
    "journal.whole_notes": lambda t: list(t.ben.journal.whole_notes(person=ANA)),
    "journal.amend": lambda t: t.ben.journal.amend(t.note_id, {}),
    "journal.forget": lambda t: t.ben.journal.forget(t.note_id),
    "journal.setting": lambda t: t.ben.journal.setting("language"),
    "journal.of_everybody": lambda t: t.ben.journal.of_everybody("calendar_key"),
    "journal.settings": lambda t: t.ben.journal.settings(),
    "journal.choices": lambda t: t.ben.journal.choices(person=ANA),
    "journal.choose": lambda t: t.ben.journal.choose("language", "es", person=ANA),
}
"""What Ben tries with what is Ana's, or the household's, by the method's name."""


@pytest.fixture(scope="module", params=BACKENDS)
def two(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TwoPeople]:
    folder = tmp_path_factory.mktemp("two")
    with pytest.MonkeyPatch.context() as changed, fresh_database(request.param, folder) as url:
        changed.setenv("POSTURE_DATA_DIR", str(folder))
        with Store(url) as whole:
            yield TwoPeople(whole)


def public(of: object) -> set[str]:
    return {name for name in dir(of) if not name.startswith("_") and callable(getattr(of, name))}


def test_every_method_of_the_store_is_tried(two: TwoPeople) -> None:
    names = public(Store) - {"open"}  # which makes a store of everybody's
    for part in PARTS:
        names |= {f"{part}.{name}" for name in public(type(getattr(two.whole, part)))}
    assert set(CALLS) == names


def test_every_method_is_the_bound_ones_own(two: TwoPeople) -> None:
    for name in CALLS:
        *part, method = name.split(".")
        bound, whole = (getattr(of, part[0]) if part else of for of in (two.ben, two.whole))
        assert getattr(type(bound), method) is not getattr(type(whole), method), name


@pytest.mark.parametrize("name", CALLS)
def test_nothing_of_somebody_else_is_given_or_changed(two: TwoPeople, name: str, tmp_path: Path) -> None:
    before = two.of_ana(tmp_path)
    given: object = None
    with suppress(StoreError):
        given = CALLS[name](two)
    assert not given or (name == "delete_all" and given == 1), given
    assert two.of_ana(tmp_path) == before
    assert two.whole.journal.setting("language", person="") == "fr"


def test_what_is_the_persons_own_is_there_for_them(tmp_path: Path) -> None:
    with Store(f"sqlite:///{tmp_path / 'own.db'}") as whole:
        two = TwoPeople(whole)
        ana = PersonalStore(whole, ANA)
        assert [kept.id for kept in ana.sets()] == [two.set_id]
        assert [kept.id for kept in two.ben.sets()] == [two.own_id]
        assert [kept.id for kept in ana.whole_sets(traces=True)] == [two.set_id]
        assert ana.get(two.set_id).person == ANA
        assert ana.trace(two.set_id) is not None
        assert set(ana.stills.of(two.set_id)) == {1}
        assert ana.landmarks.sets() == {two.set_id}
        assert ana.profiles.names() == [ANA]
        assert ana.profiles.holdings() == whole.profiles.holdings(person=ANA)
        assert ana.journal.notes()[0].content == {"where": SECRET}
        assert ana.journal.of_everybody("language") == {ANA: "de"}
        ana.corrections.confirm(two.set_id)
        ana.journal.amend(two.note_id, {"where": "nowhere"})
        ana.journal.choose("language", "es", person=ANA)
        assert ana.journal.setting("language", person=ANA) == "es"
        assert ana.delete_all() == 1
        assert not whole.profiles.holdings(person=ANA)
        assert not whole.stills.of(two.set_id)
        assert [kept.id for kept in whole.sets()] == [two.own_id]


def test_a_file_from_home_becomes_the_persons_own(tmp_path: Path) -> None:
    home = KeptSet.of(a_session(), started_at=MORNING, person="Anna")
    note = Note(0, "Anna", "pain", MORNING, {"where": "neck"})
    with Store(f"sqlite:///{tmp_path / 'own.db'}") as whole:
        ben = PersonalStore(whole, BEN)
        taken = ben.bring_in([home, note, Setting("", "language", "de")])
        assert (taken.sets, taken.notes, taken.settings) == (1, 1, 1)
        assert whole.profiles.names() == [BEN]
        assert whole.journal.settings(person="") == {}
        with pytest.raises(StoreError, match="of several people"):
            ben.bring_in([replace(home, person="Carl", started_at=MORNING + timedelta(days=2)), note])
        assert len(whole.sets()) == 1  # all or nothing


def test_a_file_takes_the_place_of_no_run_under_way(tmp_path: Path) -> None:
    set_of_ana = replace(KeptSet.of(a_session(), started_at=MORNING, person=ANA), run=RUN)
    with Store(f"sqlite:///{tmp_path / 'own.db'}") as whole:
        PersonalStore(whole, BEN).bring_in([replace(set_of_ana, person="")])
        number = PersonalStore(whole, ANA).keep(set_of_ana)
        assert whole.get(number).person == ANA


@pytest.mark.parametrize("person", ["", "  "])
def test_nobody_has_no_store_of_their_own(tmp_path: Path, person: Any) -> None:
    with Store(f"sqlite:///{tmp_path / 'own.db'}") as whole, pytest.raises(ValueError, match="a profile"):
        PersonalStore(whole, person)
