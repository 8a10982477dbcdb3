"""Where it hurts: what the guide says of a place, how it is kept, and the body that shows it."""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import BACKENDS, fresh_database

from posture.errors import StoreError
from posture.guide.content_types import Light
from posture.guide.pain_light import SCORES, Judged, LightReason, judge, judge_next_day
from posture.guide.pain_places import BodyPlace, PlaceSign, in_order, signs_of
from posture.history.exporter import export, read
from posture.history.importer import Taken
from posture.history.pain_notes import (
    PainNote,
    When,
    amend_pain,
    by_place,
    note_pain,
    pain_notes,
    strengths,
)
from posture.history.store import Store
from posture.locale.terms import PLACES, place_names
from posture.report.body_map import BACK, FRONT, HEIGHT, LEFT, REGIONS, WIDTH, in_words, shaded

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=timezone.utc)
FINGER = 44
"""Units, which are pixels on a phone, that a finger needs either way."""
NECK, ARM, CHEST = BodyPlace.NECK, BodyPlace.LEFT_ARM, BodyPlace.CHEST
places = st.frozensets(st.sampled_from(BodyPlace))
score = st.sampled_from(SCORES)


# ---- what the guide says -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("where", "strong", "said"),
    [
        ({NECK}, True, []),
        ({CHEST}, False, [PlaceSign.CHEST]),
        ({BodyPlace.BETWEEN_BLADES}, False, []),
        ({BodyPlace.BETWEEN_BLADES}, True, [PlaceSign.TEARING]),
        ({BodyPlace.HEAD}, True, [PlaceSign.HEADACHE]),
        ({NECK, ARM}, False, [PlaceSign.SPREADING]),
        ({ARM}, True, []),
        ({BodyPlace.LOWER_BACK}, False, [PlaceSign.LOWER_BACK]),
        ({BodyPlace.LOWER_BACK, BodyPlace.RIGHT_LEG}, False, [PlaceSign.SPREADING, PlaceSign.LOWER_BACK]),
        ({NECK, BodyPlace.LEFT_LEG}, True, []),
        ({NECK, ARM, CHEST}, False, [PlaceSign.CHEST, PlaceSign.SPREADING]),
    ],
)
def test_what_the_guide_says_of_a_place(where: Collection[BodyPlace], strong: bool, said: list[PlaceSign]):
    assert list(signs_of(where, strong=strong)) == said


@given(places, places, st.booleans())
def test_more_places_and_more_pain_take_no_sign_away(some: Any, more: Any, strong: bool):
    assert set(signs_of(some, strong=strong)) <= set(signs_of(some | more, strong=True))


@given(score, st.none() | score, places, st.booleans())
def test_pain_in_the_chest_is_red_and_no_other_place_changes_the_light(
    now: int, before: int | None, where: Any, sharp: bool
):
    light = judge(now, before=before, sharp=sharp, places=where)
    if now and CHEST in where:
        assert light == Judged(Light.RED, LightReason.CHEST)
    else:
        assert light == judge(now, before=before, sharp=sharp)


@given(score, st.none() | score, st.booleans(), places)
def test_the_chest_is_red_the_day_after_too_though_it_settled(
    worst: int, before: int | None, settled: bool, where: Any
):
    light = judge_next_day(worst, before=before, settled=settled, places=where)
    if worst and CHEST in where:
        assert light == Judged(Light.RED, LightReason.CHEST)
    else:
        assert light == judge_next_day(worst, before=before, settled=settled)


def test_nothing_is_said_of_places_where_nothing_hurts():
    painless = PainNote(written_at=NOON, when=When.BEFORE, score=0, judged=judge(0), places=(CHEST,))
    assert painless.signs == () and replace(painless, score=1).signs == (PlaceSign.CHEST,)


# ---- what is kept ------------------------------------------------------------------------------


@pytest.fixture(params=BACKENDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    with fresh_database(request.param, tmp_path) as address, Store(address) as made:
        yield made


def note(minutes: int, now: int, *where: BodyPlace, when: When = When.AFTER) -> PainNote:
    judged = judge(now, places=where)
    at = NOON + timedelta(minutes=minutes)
    return PainNote(written_at=at, when=when, score=now, judged=judged, places=where)


def test_places_come_back_in_order_and_scores_without_one_stay_as_they_were(store: Store):
    note_pain(store.journal, note(0, 4, ARM, NECK))
    note_pain(store.journal, note(1, 3))
    without, placed = pain_notes(store.journal)
    assert placed.places == (NECK, ARM) and without.places == ()
    kept = [one.content.get("places") for one in store.journal.notes("pain")]
    assert kept == [None, ["neck", "left_arm"]]


def test_a_place_of_another_program_is_left_out_and_the_score_stays(store: Store):
    plain = {"when": "after", "score": 3, "light": "green", "why": "calm"}
    for odd in (["knee", "neck"], "neck", 7, {"neck": 1}, [None, ["neck"], "neck"]):
        store.journal.write("pain", {**plain, "places": odd}, at=NOON)
    assert [one.places for one in pain_notes(store.journal)] == [(NECK,), (), (), (), (NECK,)]


def test_where_it_hurts_may_be_said_after_the_score(store: Store):
    note_pain(store.journal, note(0, 3), person="Ana")
    other = note_pain(store.journal, note(0, 3))
    (kept,) = pain_notes(store.journal, person="Ana")
    amend_pain(store.journal, replace(kept, places=(CHEST,), judged=judge(3, places=(CHEST,))))
    (amended,) = pain_notes(store.journal, person="Ana")
    assert (amended.number, amended.written_at, amended.score) == (kept.number, kept.written_at, 3)
    assert (amended.places, amended.light) == ((CHEST,), Light.RED)
    assert [one.places for one in pain_notes(store.journal)] == [()], "nobody else's note changes"
    store.journal.forget(other)
    with pytest.raises(StoreError, match=f"there is no note {other}"):
        amend_pain(store.journal, replace(kept, number=other))


def test_a_copy_from_before_the_place_was_said_is_no_second_score(store: Store, tmp_path: Path):
    note_pain(store.journal, note(0, 3))
    note_pain(store.journal, note(0, 5))
    export(store.content(), tmp_path / "before.json")
    latest = pain_notes(store.journal)[0]
    amend_pain(store.journal, replace(latest, places=(NECK,)))
    export(store.content(), tmp_path / "after.json")
    assert store.bring_in(read(tmp_path / "before.json")) == Taken(known=2)
    assert store.bring_in(read(tmp_path / "after.json")) == Taken(known=2)
    assert pain_notes(store.journal)[0].places == (NECK,)
    whole = [one.content for one in store.journal.notes()]
    store.delete_all()
    assert store.bring_in(read(tmp_path / "after.json")) == Taken(notes=2)
    assert [one.content for one in store.journal.notes()] == whole


@given(st.lists(st.tuples(score, places), max_size=12))
def test_how_often_and_how_much_each_place_hurt(said: list[tuple[int, Any]]):
    notes = [note(k, now, *in_order(where)) for k, (now, where) in enumerate(said)]
    found = by_place(notes)
    times = Counter(place for now, where in said if now for place in where)
    assert {one.place: one.times for one in found} == times
    for one in found:
        scores = [now for now, where in said if now and one.place in where]
        assert one.mean_score == pytest.approx(sum(scores) / len(scores))
    drawn = list(strengths(found).values())
    assert drawn == sorted(drawn, reverse=True) and (not drawn or (drawn[0] == 1.0 and drawn[-1] > 0))


# ---- the body ----------------------------------------------------------------------------------


def test_every_place_is_on_the_body_and_has_a_name():
    assert {region.place for region in REGIONS} == set(BodyPlace) == {BodyPlace(key) for key in PLACES}
    assert not {CHEST, BodyPlace.BELLY} & {region.place for region in REGIONS if region.view == BACK}
    for view in (FRONT, BACK):
        seen = [region.place for region in REGIONS if region.view == view]
        assert len(seen) == len(set(seen))


@pytest.mark.parametrize("region", REGIONS, ids=lambda r: f"{r.view}-{r.place}")
def test_a_finger_finds_each_place(region: Any):
    x, y, width, height = region.touch
    assert min(width, height) >= FINGER
    assert x >= LEFT and x + width <= LEFT + WIDTH and y >= 0 and y + height <= HEIGHT
    assert LEFT < region.mark[0] < LEFT + WIDTH and y <= region.mark[1] <= y + height


def test_what_lies_beside_a_place_is_no_other_place():
    """Two areas for fingers share no more than an edge of a few units."""
    for view in (FRONT, BACK):
        here = [region for region in REGIONS if region.view == view]
        for one in here:
            for other in here:
                if one.place is not other.place:
                    (ax, ay, aw, ah), (bx, by, bw, bh) = one.touch, other.touch
                    wide, high = min(ax + aw, bx + bw) - max(ax, bx), min(ay + ah, by + bh) - max(ay, by)
                    assert min(wide, high) <= 4, (one.place, other.place)


def test_left_is_the_person_s_left_from_both_sides():
    for region in REGIONS:
        if "_" in region.place and region.place.split("_")[0] in ("left", "right"):
            on_the_right = region.mark[0] > 100
            assert on_the_right == (region.place.startswith("right") is (region.view == BACK))


@given(st.dictionaries(st.sampled_from(BodyPlace), st.floats(0, 1)), st.text("a<&\"'é", max_size=6))
def test_the_drawing_is_whole_and_stronger_pain_is_drawn_stronger(shares: Any, label: str):
    drawn = ET.fromstring(shaded(shares, label=label))
    assert drawn.get("aria-label") == label
    outlines = [path for path in drawn.iter("path") if path.get("opacity")]
    strength = {
        region.place: float(path.get("opacity", "")) for region, path in zip(REGIONS, outlines, strict=True)
    }
    hurt = sorted((share, strength[place]) for place, share in shares.items() if share > 0)
    assert [opacity for _, opacity in hurt] == sorted(opacity for _, opacity in hurt)
    calm = {strength[place] for place in BodyPlace if not shares.get(place)}
    assert len(calm) <= 1 and all(opacity > max(calm, default=0) for _, opacity in hurt)


def test_places_are_said_in_words():
    notes = [note(0, 4, NECK, ARM), note(1, 3, NECK), note(2, 2)]
    assert in_words(by_place(notes)) == [
        "Neck: 2 times, 4 out of 10 on average",
        "Left arm: 1 time, 4 out of 10",
    ]
    assert place_names((ARM, NECK)) == "Neck · Left arm" and place_names(()) == ""


def test_a_practice_is_told_the_places():
    from posture.history import fhir
    from posture.history.journal import Note

    file = io.StringIO()
    kept = {
        "when": "after",
        "score": 4,
        "light": "amber",
        "why": "score",
        "places": ["left_arm", "neck", "x"],
    }
    fhir.write([], [Note(1, "", "pain", NOON, kept)], file)
    (said,) = [
        entry["resource"]
        for entry in json.loads(file.getvalue())["entry"]
        if entry["resource"]["resourceType"] == "Observation"
    ]
    assert [
        part["valueCodeableConcept"]["coding"][0]["code"]
        for part in said["component"]
        if part["code"]["coding"][0]["code"].startswith("place-")
    ] == ["neck", "left_arm"]
