"""Proposals: when there is one, and that none ever goes beyond the guide."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_kit import MONDAY, entries, histories

from posture.exercises import EXERCISES
from posture.guide.content_types import Light
from posture.guide.plan import Easing
from posture.guide.programme_entry import EASIER, ProgrammeEntry, easier, entry_of, harder, within
from posture.guide.progression import History, Kind, PainOnDay, Proposal, SetDone, light_of, proposals

ROWS = entry_of("bent_over_rows")
ANGELS = entry_of("wall_angels")


def history(
    entry: ProgrammeEntry, *days: int, clean: float = 1.0, pains: tuple[PainOnDay, ...] = ()
) -> History:
    """One whole dose on each of the days."""
    reps = max(entry.sets * entry.reps, 8) * (2 if entry.each_side else 1)
    sets = [SetDone(day, entry.id, reps, round(reps * clean)) for day in days]
    return History(sets, pains, frozenset(days))


def only(entry: ProgrammeEntry, of: History, today: int = MONDAY) -> Proposal | None:
    found = proposals([entry], of, today)
    assert len(found) <= 1
    return found[0] if found else None


@given(st.lists(entries(), max_size=8), histories, st.integers(0, 20))
def test_no_proposal_goes_beyond_the_guide(some: list[ProgrammeEntry], past: History, later: int) -> None:
    for proposal in proposals(some, past, MONDAY + later):
        if proposal.new is None:
            assert proposal.easing is not None
            continue
        assert proposal.old in some
        assert proposal.new == within(proposal.new)
        assert proposal.new.key == proposal.old.key
        dose = EXERCISES[proposal.old.id].dose
        if proposal.kind in (Kind.LESS, Kind.EASIER):
            assert proposal.new.volume < proposal.old.volume or proposal.new.id != proposal.old.id
        elif proposal.kind is not Kind.MORE_LOAD:
            assert proposal.new.volume > proposal.old.volume
            assert proposal.new.hold_s <= dose.hold_s[1]
            assert proposal.new.duration_s <= dose.duration_s[1]
            assert proposal.new.reps <= max(dose.reps[1], dose.sets)


@given(st.lists(entries(), max_size=5), histories)
def test_an_answer_is_an_answer(some: list[ProgrammeEntry], past: History) -> None:
    for proposal in proposals(some, past, MONDAY):
        told = replace(past, answered={**past.answered, proposal.key: MONDAY})
        assert proposal.key not in {later.key for later in proposals(some, told, MONDAY)}


def test_two_good_sessions_bring_one_repetition_more() -> None:
    found = only(ROWS, history(ROWS, MONDAY - 4, MONDAY - 2))
    assert found == Proposal(Kind.MORE_REPS, "bent_over_rows", ROWS, replace(ROWS, reps=13))
    assert only(ROWS, history(ROWS, MONDAY - 2)) is None
    assert only(ROWS, history(ROWS, MONDAY - 4, MONDAY - 2, clean=0.8)) is None
    half = history(replace(ROWS, sets=1), MONDAY - 4, MONDAY - 2)
    assert only(ROWS, half) is None, "the whole dose has to be done"


def test_a_hold_grows_by_two_seconds_and_wall_angels_up_to_three_minutes() -> None:
    tilts = entry_of("neck_tilts", hold_s=29.0)
    found = only(tilts, history(tilts, MONDAY - 4, MONDAY - 2))
    assert found is not None
    assert (found.kind, found.new) == (Kind.MORE_HOLD, replace(tilts, hold_s=30.0))
    found = only(ANGELS, history(ANGELS, MONDAY - 4, MONDAY - 2))
    assert found is not None
    assert (found.kind, found.new) == (Kind.LONGER, replace(ANGELS, duration_s=135.0))
    top = replace(ANGELS, duration_s=180.0)
    assert only(top, history(top, MONDAY - 4, MONDAY - 2)) is None


def test_at_the_top_of_the_range_more_load_is_proposed_and_the_dose_stays() -> None:
    top = replace(ROWS, reps=15)
    assert only(top, history(top, MONDAY - 4, MONDAY - 2)) == Proposal(Kind.MORE_LOAD, top.key, top, top)


@pytest.mark.parametrize("about", ["", "bent_over_rows"])
def test_red_takes_a_third_off_and_amber_repeats(about: str) -> None:
    red = history(ROWS, MONDAY - 4, MONDAY - 2, pains=(PainOnDay(MONDAY - 2, Light.RED, about),))
    found = only(ROWS, red)
    assert found is not None
    assert (found.kind, found.new) == (Kind.LESS, replace(ROWS, sets=2))
    amber = history(ROWS, MONDAY - 4, MONDAY - 2, pains=(PainOnDay(MONDAY - 4, Light.AMBER, about),))
    assert only(ROWS, amber) is None
    other = history(ROWS, MONDAY - 4, MONDAY - 2, pains=(PainOnDay(MONDAY - 2, Light.RED, "chin_tucks"),))
    assert only(ROWS, other) is not None


def test_red_twice_brings_an_easier_form() -> None:
    lift = entry_of("superman")
    pains = (PainOnDay(MONDAY - 4, Light.RED), PainOnDay(MONDAY - 2, Light.RED))
    found = only(lift, history(lift, MONDAY - 4, MONDAY - 2, pains=pains))
    assert found is not None
    assert found.kind is Kind.EASIER
    assert found.new is not None
    assert found.new.id == "superman_chest"
    assert light_of("superman", MONDAY - 2, pains) is Light.RED
    assert light_of("superman", MONDAY - 3, pains) is Light.GREEN


def test_after_more_than_ten_days_it_begins_again_and_nothing_else_is_proposed() -> None:
    past = history(ROWS, MONDAY - 13, MONDAY - 11)
    assert only(ROWS, past) == Proposal(Kind.RESTART, "restart", easing=Easing.RESTART)
    assert only(ROWS, history(ROWS, MONDAY - 12, MONDAY - 10)) is not None
    assert only(ROWS, history(ROWS, MONDAY - 10, MONDAY - 8)) != Proposal(
        Kind.RESTART, "restart", easing=Easing.RESTART
    )
    told = replace(past, answered={"restart": MONDAY})
    assert all(p.kind is not Kind.RESTART for p in proposals([ROWS], told, MONDAY))


def test_each_fifth_week_in_a_row_has_fewer_sets() -> None:
    weeks = [MONDAY - 7 * k for k in range(1, 5)]
    fifth = History((), (), frozenset(weeks))
    assert only(ROWS, fifth) == Proposal(Kind.DELOAD, "deload", easing=Easing.DELOAD)
    assert only(ROWS, History((), (), frozenset(weeks[:-1]))) is None, "the fourth week"
    assert only(ROWS, History((), (), frozenset({*weeks} - {weeks[1]}))) is None, "a week was off"
    assert only(ROWS, replace(fifth, answered={"deload": MONDAY}), MONDAY + 2) is None


def steps(entry: ProgrammeEntry, *days: int, sets: int, pains: tuple[PainOnDay, ...] = ()) -> History:
    """That many sets of a step on each of the days."""
    return History(
        [SetDone(day, entry.id, 0, 0) for day in days for _ in range(sets)], pains, frozenset(days)
    )


@pytest.mark.parametrize("key", sorted(EASIER.keys() & EXERCISES.keys()))
def test_the_way_down_is_the_way_up_a_rung_at_a_time(key: str) -> None:
    """From every rung, two good sessions bring the one above; at the top there is none."""
    rungs = [entry_of(key)]
    while rungs[-1].id in EASIER:
        down = easier(rungs[-1])
        assert down is not None
        rungs.append(down)
    assert harder(rungs[0]) is None
    for above, below in pairwise(rungs):
        done = (history if below.measured else partial(steps, sets=below.sets))(below, MONDAY - 4, MONDAY - 2)
        found = only(below, done)
        assert found is not None
        assert found.kind is Kind.HARDER
        assert found.new is not None
        assert (found.new.id, found.new.key) == (above.id, key)
        assert found.new == within(found.new)
        assert found.new.volume <= above.volume


def test_an_easier_form_stays_while_it_is_not_whole_or_not_green() -> None:
    angels = easier(ANGELS)
    assert angels is not None
    assert angels.id == "floor_angels"
    assert only(angels, steps(angels, MONDAY - 2, sets=1)) is None
    lifts = easier(entry_of("superman"))
    assert lifts is not None
    assert only(lifts, steps(lifts, MONDAY - 4, MONDAY - 2, sets=lifts.sets - 1)) is None
    amber = (PainOnDay(MONDAY - 2, Light.AMBER),)
    assert only(angels, steps(angels, MONDAY - 4, MONDAY - 2, sets=1, pains=amber)) is None


def test_a_set_that_was_taken_away_is_proposed_again_when_the_repetitions_are_at_their_top() -> None:
    less = replace(ROWS, sets=2, reps=15)
    found = only(less, history(less, MONDAY - 4, MONDAY - 2))
    assert found == Proposal(Kind.MORE_SETS, less.key, less, replace(less, sets=3, reps=12))


def test_after_red_nothing_is_proposed_for_a_step_that_stands_for_no_move() -> None:
    """Whoever had a red day need not breathe less."""
    pains = (PainOnDay(MONDAY - 4, Light.RED), PainOnDay(MONDAY - 2, Light.RED))
    for step in ("breathing", "marching", "shoulder_rolls"):
        entry = entry_of(step)
        assert only(entry, steps(entry, MONDAY - 4, MONDAY - 2, sets=1, pains=pains)) is None
    below = easier(entry_of("superman"))
    assert below is not None
    found = only(below, steps(below, MONDAY - 4, MONDAY - 2, sets=below.sets, pains=pains))
    assert found is not None
    assert found.kind is Kind.EASIER
