"""The week: what is due and why; strength never on two days in a row; the streak."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from programme_kit import MONDAY, entries, plans

from posture.guide.plan import (
    DueReason,
    Easing,
    Plan,
    clashes,
    due,
    eased,
    read_entry,
    read_plan,
)
from posture.guide.programme import PROGRAMME, Form, has_strength, lasts_min
from posture.guide.programme_entry import ProgrammeEntry
from posture.serialize import to_json

FULL = Plan(dict.fromkeys(range(7), Form.FULL))
JSON = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(plans(), st.integers(0, 6))
@example(FULL, 0)
def test_whoever_does_what_is_due_never_trains_strength_on_two_days_in_a_row(plan: Plan, start: int) -> None:
    if all(has_strength(plan.forms[form]) for form in (Form.SHORT, Form.GENTLE)):
        return  # the person has put strength into every form; the page tells them so
    rounds: set[int] = set()
    strength: set[int] = set()
    for day in range(MONDAY + start, MONDAY + start + 21):
        today = due(plan, day, rounds=rounds, strength=strength)
        assert today.next_day is None or day < today.next_day <= day + 7
        if today.form is not None:
            rounds.add(day)
            if has_strength(plan.forms[today.form]):
                strength.add(day)
                assert day - 1 not in strength


def test_the_guide_s_week_is_monday_wednesday_and_friday() -> None:
    seen = [due(Plan(), MONDAY + k, rounds=(), strength=()) for k in range(7)]
    assert [d.form for d in seen] == [Form.FULL, None, Form.FULL, None, Form.FULL, None, None]
    assert [d.why for d in seen[:2]] == [DueReason.PLANNED, DueReason.REST]
    assert seen[5].next_day == MONDAY + 7
    assert clashes(Plan()) == ()


def test_the_day_after_strength_is_short_and_done_is_done() -> None:
    assert due(FULL, MONDAY, rounds=(), strength={MONDAY - 1}).form is Form.SHORT
    assert due(FULL, MONDAY, rounds=(), strength={MONDAY - 1}).why is DueReason.STRENGTH_RESTS
    assert due(FULL, MONDAY, rounds=(), strength={MONDAY - 2}).form is Form.FULL
    assert due(FULL, MONDAY, rounds={MONDAY}, strength=()).why is DueReason.DONE
    assert due(Plan(), MONDAY + 1, rounds={MONDAY + 1}, strength=(), newcomer=True).why is DueReason.DONE
    assert due(Plan({}), MONDAY, rounds=(), strength=()).why is DueReason.NO_DAYS
    assert clashes(FULL) == tuple(range(7))


def test_the_first_day_of_a_newcomer_is_a_training_day_whatever_the_plan_says() -> None:
    tuesday = due(Plan(), MONDAY + 1, rounds=(), strength=(), newcomer=True)
    assert (tuesday.form, tuesday.why, tuesday.next_day) == (Form.SHORT, DueReason.FIRST_DAY, MONDAY + 2)
    assert due(Plan({}), MONDAY, rounds=(), strength=(), newcomer=True).form is Form.SHORT
    monday = due(Plan(), MONDAY, rounds=(), strength=(), newcomer=True)
    assert (monday.form, monday.why) == (Form.FULL, DueReason.PLANNED)


@given(plans())
def test_a_plan_comes_back_as_it_was_kept(plan: Plan) -> None:
    back = read_plan(to_json(plan))
    assert (dict(back.days), dict(back.forms)) == (dict(plan.days), dict(plan.forms))


@given(JSON)
def test_what_cannot_be_read_is_the_guide_s(data: object) -> None:
    for broken in (data, {"days": data, "forms": data}, {"forms": {"full": data}}):
        plan = read_plan(broken)
        assert plan.forms[Form.FULL] == PROGRAMME[Form.FULL]
        assert all(0 <= day <= 6 for day in plan.days)
    assert read_entry(data) is None


@given(entries())
def test_an_entry_that_was_tampered_with_is_put_within_its_bounds(entry: ProgrammeEntry) -> None:
    much = read_entry({**to_json(entry), "sets": 99, "reps": 999, "hold_s": 1e6, "duration_s": 1e6})
    assert much is not None
    assert read_entry(to_json(much)) == much
    assert read_entry({**to_json(entry), "id": "moonwalk"}) is None


@pytest.mark.parametrize("easing", Easing)
@pytest.mark.parametrize("form", Form)
def test_easing_is_never_more(easing: Easing, form: Form) -> None:
    whole = {entry.key: entry for entry in PROGRAMME[form]}
    for entry in eased(PROGRAMME[form], easing):
        assert entry.sets <= whole[entry.key].sets or entry.id != entry.key
        assert entry.volume <= whole[entry.key].volume or entry.id != entry.key


def test_the_first_week_is_one_set_of_each_without_the_whole_superman() -> None:
    first = eased(PROGRAMME[Form.FULL], Easing.FIRST_WEEK)
    assert {entry.sets for entry in first} == {1}
    assert "superman" not in {entry.id for entry in first}
    assert 13 <= lasts_min(first) <= 17


def test_a_changed_entry_takes_the_place_of_the_one_with_its_key() -> None:
    entry = replace(PROGRAMME[Form.SHORT][0], duration_s=30.0)
    plan = Plan().with_entry(Form.SHORT, entry)
    assert plan.forms[Form.SHORT][0] == entry
    assert plan.forms[Form.FULL] == PROGRAMME[Form.FULL]
