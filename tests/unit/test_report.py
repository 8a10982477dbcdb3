"""The report for a physiotherapist: what stands on it, and that it stands by itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kept_samples import MORNING, a_session, attempt, moments, sessions
from report_kit import fullest, pain

from posture.coach.session import Counts, Reason, Unmeasured
from posture.exercises import EXERCISES
from posture.history.kept_set import KeptSet
from posture.history.pain_notes import When, note_pain
from posture.history.statistics import digest
from posture.history.store import Opinion, Store
from posture.locale.terms import REASONS
from posture.report.html_report import Subject, html, report_of


class Page(HTMLParser):
    """Reads a document, and fails where a tag is not closed."""

    VOID = ("meta", "line", "circle", "polyline", "polygon", "path")

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.links: list[str] = []
        self.feed(document)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links += [v or "" for k, v in attrs if k in ("src", "href", "srcset", "data", "action")]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in self.VOID

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as made:
        yield made


def test_a_report_says_who_when_what_and_how(store: Store) -> None:
    angels = (attempt(1, range=120.0), attempt(2, range=124.0), attempt(3, range=128.0))
    missed = attempt(4, counted=False, reason=Reason.TOO_FAST)
    first = a_session(attempts=(*angels, missed), counts=Counts(3, 2, 4))
    number = store.save(first, started_at=MORNING, person="Ana")
    store.corrections.add(number, 1, Opinion.NOT_A_REP)
    later = a_session(attempts=(attempt(1, range=140.4, hold_s=6.0),), counts=Counts(1, 1, 1))
    store.save(later, started_at=MORNING + timedelta(days=9), person="Ana")
    store.save(a_session(exercise="chin_tucks"), started_at=MORNING, person="Bo")
    note_pain(store.journal, pain(0, 5), person="Ana")
    note_pain(store.journal, pain(9, 2, When.AFTER), person="Ana")
    note_pain(store.journal, pain(9, 9), person="Bo")
    page = Page(report_of(store, person="Ana"))
    for said in (
        "Ana",
        "1 March 2026 to 10 March 2026",
        "2 Sets 2 Days with a set 3 Repetitions counted",
        "Wall angels 2 3 * 3 clean",
        "68% · 124° → 88% · 140°",
        "± 10% · 8°",
        f"1 × {REASONS[Reason.TOO_FAST]}",
        "6 s",
        "* with the person's own corrections",
        "2 scores, from 2 to 5",
        "video file",
        "pose_landmarker_full",
        "Facing the camera",
        "Low-back arch: needs a side view",
        (
            "For general wellness. Not a medical device: no diagnosis, no advice on treatment. The figures "
            "are estimates from a picture and do not replace an examination."
        ),
    ):
        assert said in page.text, said
    assert "Chin tucks" not in page.text and "Bo" not in page.text.split()
    since = Page(report_of(store, person="Ana", since=MORNING + timedelta(days=1)))
    assert "1 Sets" in since.text and "1 March" not in since.text


def test_a_report_of_somebody_who_signs_in_has_their_name_and_not_their_key(store: Store) -> None:
    store.save(a_session(), started_at=MORNING, person="openid-1")
    home, server = (
        Page(report_of(store, person="openid-1", signed_in_as=name)).text for name in (None, "Ana Ruiz")
    )
    assert "Ana Ruiz" in server and "openid-1" not in server
    assert "the picture stayed on the person's computer" in home
    assert "computer" not in server


def test_nothing_kept_is_said_kindly(store: Store) -> None:
    page = Page(report_of(store))
    assert (
        "No sets in this period." in page.text
        and "No score in this period." in page.text
        and "Without a name" in page.text
    )


def test_a_range_of_which_no_error_is_known_says_so_and_a_position_shows_none() -> None:
    way = EXERCISES["shoulder_blade_retraction"]
    drawn = (attempt(1, range=0.52, unit="ratio"),)
    tucks = a_session(exercise=way.id, method=way.method_name, attempts=drawn)
    pose = a_session(exercise="cobra", attempts=(attempt(1, range=1.0, unit="ratio", hold_s=31.0),))
    sets = [KeptSet.of(s, started_at=MORNING, person="") for s in (tucks, pose)]
    page = Page(html(Subject(""), digest(sets)))
    assert "52% error not known" in page.text
    assert "1.00" not in page.text and "31 s" in page.text


def test_it_stands_by_itself() -> None:
    document = html(*fullest())
    page = Page(document)
    assert page.links == [] and "<script" not in document
    assert not re.search(r"@import|url\(|https?:", document)
    assert "7 more moves" in page.text


@settings(max_examples=25, deadline=None)
@given(
    made=st.lists(st.builds(KeptSet.of, sessions(), started_at=moments, person=st.just("")), max_size=3),
    name=st.text(max_size=12).filter(lambda name: "nan" not in name.lower()),  # some people are called so
    scores=st.lists(st.integers(0, 10), max_size=4),
)
def test_any_sets_give_a_whole_document(made: list[KeptSet], name: str, scores: list[int]) -> None:
    made.sort(key=lambda k: k.started_at)
    document = html(Subject(name, [pain(d, s) for d, s in enumerate(scores)]), digest(made))
    page = Page(document)
    assert "nan" not in page.text.lower().split() and 'nan"' not in document


def test_words_of_a_person_are_not_markup() -> None:
    unmeasured = (Unmeasured("<b>arch</b>", "a & b"),)
    kept = KeptSet.of(a_session(exercise="<i>x", unmeasured=unmeasured), started_at=MORNING, person="")
    document = html(Subject("<script>alert(1)</script>"), digest([replace(kept)]))
    assert "<script" not in document and "<b>arch" not in document and "<i>x" not in document
