"""Warning signs: what the answers mean, and where a person stands after them."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.exercises import EXERCISES
from posture.guide import RED_FLAGS
from posture.guide.clearance import EMERGENCIES, EVERY_DAYS, URGENT, Clearance, decide, is_due
from posture.guide.conditions import CONDITION_IDS, CONDITIONS, cautions_for
from posture.history.screenings import ScreeningEvent, Standing, answer, ask_again, confirm, standing
from posture.history.store import Store

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=timezone.utc)
signs = st.frozensets(st.sampled_from([flag.id for flag in RED_FLAGS]))
ORDER = list(Clearance)


def test_every_sign_has_a_name_of_its_own_and_one_urgency():
    assert len({flag.id for flag in RED_FLAGS}) == len(RED_FLAGS) == len(EMERGENCIES) + len(URGENT)


@given(signs, st.booleans())
def test_an_emergency_locks_whatever_else_is_said(some: frozenset[str], hurts: bool):
    assert (decide(some, upper_back_hurts=hurts) is Clearance.LOCKED) is bool(some & EMERGENCIES)


@given(signs, signs, st.booleans())
def test_more_signs_never_clear(some: frozenset[str], more: frozenset[str], hurts: bool):
    fewer = ORDER.index(decide(some, upper_back_hurts=hurts))
    assert fewer <= ORDER.index(decide(some | more, upper_back_hurts=hurts))
    assert fewer <= ORDER.index(decide(some, upper_back_hurts=True))


@pytest.mark.parametrize(
    ("some", "hurts", "clearance"),
    [
        (set(), True, Clearance.CLEAR),
        ({"fever"}, False, Clearance.CLEAR),
        ({"fever"}, True, Clearance.ADVISED),
        ({"fever", "night"}, False, Clearance.ADVISED),
        ({"chest"}, False, Clearance.LOCKED),
        ({"of an older version"}, True, Clearance.CLEAR),
    ],
)
def test_one_sign_counts_with_back_pain_two_without(some: set[str], hurts: bool, clearance: Clearance):
    assert decide(some, upper_back_hurts=hurts) is clearance


def test_the_signs_are_gone_through_at_first_and_monthly():
    assert is_due(None) and is_due(30.0) and not is_due(29.99) and not is_due(0.0)


@pytest.fixture
def journal(tmp_path: Path):
    with Store(f"sqlite:///{tmp_path / 'posture.db'}") as store:
        yield store.journal


def test_a_newcomer_is_asked_and_then_left_alone_for_a_month(journal):
    assert standing(journal, now=NOON) == Standing(due=True)
    answer(journal, frozenset(), upper_back_hurts=True, at=NOON)
    now = standing(journal, now=NOON + timedelta(days=1))
    assert not now.due and now.clearance is Clearance.CLEAR and now.upper_back_hurts
    assert standing(journal, now=NOON + timedelta(days=EVERY_DAYS)).due
    assert standing(journal, person="Ana", now=NOON).due


def test_a_lock_holds_for_good_until_the_person_was_seen(journal):
    answer(journal, frozenset({"chest"}), upper_back_hurts=False, at=NOON)
    confirm(journal, ScreeningEvent.ACCEPTED, at=NOON + timedelta(minutes=1))
    answer(journal, frozenset(), upper_back_hurts=False, at=NOON + timedelta(minutes=2))
    later = standing(journal, now=NOON + timedelta(days=90))
    assert later.clearance is Clearance.LOCKED and not later.due
    confirm(journal, ScreeningEvent.SEEN, at=NOON + timedelta(days=91))
    seen = standing(journal, now=NOON + timedelta(days=91))
    assert seen.clearance is Clearance.CLEAR and seen.seen_at == NOON + timedelta(days=91)


def test_advice_ends_when_the_person_decides(journal):
    answer(journal, frozenset({"fever"}), upper_back_hurts=True, at=NOON)
    assert standing(journal, now=NOON).clearance is Clearance.ADVISED
    confirm(journal, ScreeningEvent.ACCEPTED, at=NOON + timedelta(minutes=1))
    later = standing(journal, now=NOON + timedelta(days=1))
    assert later.clearance is Clearance.CLEAR and later.signs == {"fever"} and later.seen_at is None


def test_strong_pain_brings_the_signs_back_before_the_month_is_over(journal):
    answer(journal, frozenset(), upper_back_hurts=True, at=NOON)
    ask_again(journal, 7, at=NOON + timedelta(days=2))
    assert standing(journal, now=NOON + timedelta(days=2)).due
    answer(journal, frozenset(), upper_back_hurts=True, at=NOON + timedelta(days=2, minutes=1))
    assert not standing(journal, now=NOON + timedelta(days=2)).due


def test_what_another_program_wrote_breaks_nothing(journal):
    for content in ({}, {"event": "answered", "signs": 3}, {"event": 5}):
        journal.write("screening", content, at=NOON)
    assert not standing(journal, now=NOON).due


# ---- conditions and the cautions of moves ------------------------------------------------------


@pytest.mark.parametrize("exercise", EXERCISES.values(), ids=lambda e: e.id)
def test_every_caution_of_a_move_comes_with_a_condition_and_none_without(exercise):
    assert cautions_for(exercise, ()) == ()
    found = cautions_for(exercise, CONDITION_IDS)
    assert found == exercise.contraindications, "a new caution belongs into posture/guide/conditions.py"


def test_every_condition_is_about_a_move_and_has_words_of_the_moves():
    known = {caution for exercise in EXERCISES.values() for caution in exercise.contraindications}
    for condition in CONDITIONS:
        assert condition.cautions and condition.cautions <= known, condition.id
    assert len(CONDITION_IDS) == len(CONDITIONS)


@given(st.frozensets(st.sampled_from(sorted(CONDITION_IDS))), st.sampled_from(sorted(CONDITION_IDS)))
def test_another_condition_never_takes_a_caution_away(some: frozenset[str], one: str):
    for exercise in EXERCISES.values():
        assert set(cautions_for(exercise, some)) <= set(cautions_for(exercise, some | {one}))
