"""The traffic light of pain: every line of it, and what is kept of a score."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.guide.content_types import Light
from posture.guide.pain_light import (
    SCORES,
    Judged,
    LightReason,
    asks_for_professional,
    asks_for_screening,
    judge,
    judge_next_day,
)
from posture.history.pain_notes import PainNote, When, note_pain, pain_notes, red_sets
from posture.history.store import Store

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=timezone.utc)
GREEN, AMBER, RED = Light
score = st.sampled_from(SCORES)
ORDER = list(Light)


@pytest.mark.parametrize(
    ("now", "before", "light", "why"),
    [
        (0, None, GREEN, LightReason.CALM),
        (3, None, GREEN, LightReason.CALM),
        (4, None, AMBER, LightReason.SCORE),
        (5, None, AMBER, LightReason.SCORE),
        (6, None, RED, LightReason.SCORE),
        (10, None, RED, LightReason.SCORE),
        (1, 0, GREEN, LightReason.CALM),
        (2, 0, AMBER, LightReason.RISE),
        (3, 1, AMBER, LightReason.RISE),
        (3, 2, GREEN, LightReason.CALM),
        (3, 0, RED, LightReason.RISE),
        (4, 1, RED, LightReason.RISE),
        (4, 2, AMBER, LightReason.SCORE),
        (5, 2, RED, LightReason.RISE),
        (5, 3, AMBER, LightReason.SCORE),
        (6, 6, RED, LightReason.SCORE),
        (3, 9, GREEN, LightReason.CALM),
    ],
)
def test_every_line_of_the_light(now: int, before: int | None, light: Light, why: LightReason):
    assert judge(now, before=before) == Judged(light, why)


@given(score, st.none() | score)
def test_sharp_pain_wins_over_every_number(now: int, before: int | None):
    assert judge(now, before=before, sharp=True) == Judged(RED, LightReason.SHARP)


@given(score, score, st.none() | score)
def test_more_pain_is_never_a_calmer_light(one: int, other: int, before: int | None):
    low, high = sorted((one, other))
    assert ORDER.index(judge(low, before=before).light) <= ORDER.index(judge(high, before=before).light)


@given(score, score)
def test_knowing_the_start_never_makes_the_light_calmer(now: int, before: int):
    assert ORDER.index(judge(now).light) <= ORDER.index(judge(now, before=before).light)


@given(score, st.none() | score)
def test_what_has_not_settled_is_red_and_what_has_is_amber_at_most(worst: int, before: int | None):
    assert judge_next_day(worst, before=before, settled=False) == Judged(RED, LightReason.LASTED)
    settled = judge_next_day(worst, before=before, settled=True)
    assert settled.light is min(judge(worst, before=before).light, AMBER, key=ORDER.index)


@pytest.mark.parametrize("wrong", [-1, 11, 3.5, "3", None])
def test_a_score_that_is_none_is_refused(wrong: object):
    with pytest.raises(ValueError, match="from 0 to 10"):
        judge(wrong)  # type: ignore[arg-type]
    if wrong is not None:
        with pytest.raises(ValueError, match="from 0 to 10"):
            judge(3, before=wrong)  # type: ignore[arg-type]


def test_from_six_on_the_warning_signs_are_asked_again_and_two_reds_are_for_a_professional():
    assert [s for s in SCORES if asks_for_screening(s)] == [6, 7, 8, 9, 10]
    assert [asks_for_professional(n) for n in range(4)] == [False, False, True, True]


@pytest.fixture
def store(tmp_path: Path):
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as opened:
        yield opened


def note(minutes: int, now: int, **more: object) -> PainNote:
    judged = judge(now)
    return PainNote(**{"written_at": NOON + timedelta(minutes=minutes), "when": When.DURING, "score": now,
                       "judged": judged, **more})  # fmt: skip


def test_scores_come_back_as_they_were_given(store: Store):
    given_ = [
        note(0, 2, when=When.BEFORE),
        note(9, 7, move="superman", before=2, sharp=True, about=NOON, judged=Judged(RED, LightReason.SHARP)),
        note(2000, 3, when=When.NEXT_DAY, settled=False, about=NOON, judged=Judged(RED, LightReason.LASTED)),
    ]
    for each in given_:
        note_pain(store.journal, each, person="Ana")
    note_pain(store.journal, note(1, 9))
    assert pain_notes(store.journal, person="Ana") == given_[::-1]
    assert pain_notes(store.journal, person="Ana", since=NOON + timedelta(hours=2)) == given_[2:]
    assert [n.score for n in pain_notes(store.journal)] == [9]


def test_notes_that_make_no_sense_are_passed_over(store: Store):
    good = {"when": "after", "score": 3, "light": "green", "why": "calm"}
    for wrong in ({}, {**good, "score": 12}, {**good, "when": "soon"}, {**good, "about": "yesterday"},
                  {**good, "score": "3"}, {**good, "before": -1}, {**good, "light": 4}):  # fmt: skip
        store.journal.write("pain", wrong, at=NOON)
    store.journal.write("pain", good, at=NOON)
    assert [n.when for n in pain_notes(store.journal)] == [When.AFTER]


def test_reds_are_counted_by_set_and_move():
    other = NOON + timedelta(days=1)
    notes = [
        note(1, 7, move="superman", about=NOON),
        note(2, 8, move="superman", about=NOON, when=When.AFTER),
        note(3, 6, move="superman", about=other),
        note(4, 6, move="cobra"),
        note(5, 5, move="chin_tucks", about=NOON),
        note(6, 9),
    ]
    assert red_sets(notes) == {"superman": 2, "cobra": 1}
