"""The week: which days count, how many are asked for, and the weeks in a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_kit import MONDAY, plans

from posture.guide.plan import Plan
from posture.guide.training_days import training_week, week_of, weeks_in_a_row

THURSDAY = MONDAY + 3


def test_who_begins_on_a_thursday_has_lost_nothing() -> None:
    """The guide's days are Monday, Wednesday and Friday: only Friday is left, and the first day counts."""
    before = training_week(Plan(), (), THURSDAY)
    assert (before.count, before.aim) == (0, 2)
    assert before.planned == {THURSDAY, THURSDAY + 1}
    after = training_week(Plan(), {THURSDAY}, THURSDAY)
    assert (after.count, after.aim) == (1, 2)
    next_week = training_week(Plan(), {THURSDAY, THURSDAY + 1}, MONDAY + 7)
    assert (next_week.count, next_week.aim) == (0, 3)


def test_who_looks_on_thursday_and_begins_on_saturday_has_lost_nothing_either() -> None:
    saturday = training_week(Plan(), (), MONDAY + 5)
    assert (saturday.count, saturday.aim, saturday.begins) == (0, 1, MONDAY + 5)


@pytest.mark.parametrize(("first", "aim"), [(0, 2), (5, 2), (6, 1)])
def test_without_a_plan_two_days_are_asked_for_as_far_as_the_week_has_them(first: int, aim: int) -> None:
    assert training_week(Plan({}), {MONDAY + first}, MONDAY + first).aim == aim


@given(plans(), st.frozensets(st.integers(MONDAY - 30, MONDAY + 6)), st.integers(0, 6))
def test_a_week_never_counts_what_was_before_its_person_began(
    plan: Plan, trained: frozenset[int], today: int
) -> None:
    day = MONDAY + today
    trained = frozenset(one for one in trained if one <= day)
    week = training_week(plan, trained, day)
    first = min(trained, default=day)
    assert week.count == len(trained & set(week.days))
    assert all(one >= first for one in week.planned | week.trained)
    assert 1 <= week.aim <= 7
    if not trained:
        assert day in week.planned or not plan.days
        assert min(week.planned, default=day) >= day, "nothing that is asked for has passed already"
    if first < MONDAY:
        assert len(week.planned) == len(plan.days)


def test_weeks_in_a_row_count_from_two_days_a_week() -> None:
    two = {MONDAY - 7, MONDAY - 5, MONDAY - 14, MONDAY - 10}
    assert weeks_in_a_row(two, MONDAY) == 2
    assert weeks_in_a_row(two | {MONDAY, MONDAY + 2}, MONDAY + 2) == 3
    assert weeks_in_a_row(two, MONDAY + 7) == 0, "a whole week without it"
    assert weeks_in_a_row(two - {MONDAY - 5}, MONDAY) == 0
    assert weeks_in_a_row(set(), MONDAY) == 0
    assert week_of(MONDAY + 6) == tuple(range(MONDAY, MONDAY + 7))
