"""The guide's programme: its doses are the guide's, its forms as long as they say, its ladders end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programme_kit import entries

from posture.app.components.dose_words import STEP_WORDS
from posture.exercises import EXERCISES
from posture.guide.programme import PROGRAMME, Form, has_strength, lasts_min
from posture.guide.programme_entry import (
    EASIER,
    STEPS,
    DayPart,
    ProgrammeEntry,
    bounds,
    easier,
    entry_of,
    scaled,
    within,
)

GUIDE = tuple(entry for form in PROGRAMME.values() for entry in form)


@pytest.mark.parametrize("entry", [e for e in GUIDE if e.measured], ids=lambda e: e.id)
def test_every_dose_is_the_guide_s(entry: ProgrammeEntry) -> None:
    dose = EXERCISES[entry.id].dose
    if dose.duration_s[1]:
        assert dose.duration_s[0] <= entry.duration_s <= dose.duration_s[1]
        assert entry.sets == dose.sets
        return
    assert dose.hold_s[0] <= entry.hold_s <= dose.hold_s[1]
    if dose.reps[1] > 1:
        assert dose.reps[0] <= entry.reps <= dose.reps[1]
        assert entry.sets == dose.sets
    else:
        assert entry.reps == dose.sets, "single holds follow each other in one set"
    if entry.sets > 1:
        assert entry.rest_s == dose.rest_s


def test_every_move_of_the_guide_is_in_the_full_form() -> None:
    theirs = {e.id for e in EXERCISES.values() if e.group != "yoga"}
    assert theirs <= {entry.id for entry in PROGRAMME[Form.FULL]}


@pytest.mark.parametrize("form", Form)
def test_a_form_begins_with_a_warm_up_and_ends_with_a_cool_down_in_the_guide_s_order(form: Form) -> None:
    parts = [list(DayPart).index(entry.part) for entry in PROGRAMME[form]]
    assert parts == sorted(parts)
    assert {PROGRAMME[form][0].part, PROGRAMME[form][-1].part} == {DayPart.WARM_UP, DayPart.COOL_DOWN}
    assert len({entry.key for entry in PROGRAMME[form]}) == len(parts)


def test_the_forms_take_as_long_as_they_say() -> None:
    assert 30 <= lasts_min(PROGRAMME[Form.FULL]) <= 35
    assert 9 <= lasts_min(PROGRAMME[Form.SHORT]) <= 11
    assert lasts_min(PROGRAMME[Form.GENTLE]) <= 15
    assert [has_strength(PROGRAMME[form]) for form in Form] == [True, False, False]


def test_what_is_switched_off_takes_no_time() -> None:
    off = tuple(replace(entry, on=False) for entry in PROGRAMME[Form.FULL])
    assert lasts_min(off) == 0
    assert not has_strength(off)


def test_every_step_has_words() -> None:
    assert STEP_WORDS.keys() == STEPS.keys()
    assert set(EASIER.values()) <= STEPS.keys() | EXERCISES.keys()


@given(entries())
def test_an_easier_form_is_never_more_and_the_ladder_ends(entry: ProgrammeEntry) -> None:
    seen = [entry]
    while (down := easier(seen[-1])) is not None:
        assert down == within(down)
        assert down.key == entry.key
        assert down.part is entry.part
        if down.id == seen[-1].id:
            assert down.volume < seen[-1].volume
        seen.append(down)
        assert len(seen) < 30


@given(entries(), st.floats(0.05, 1.0))
def test_a_part_of_an_entry_is_within_its_bounds_and_near_that_part(
    entry: ProgrammeEntry, factor: float
) -> None:
    less = scaled(entry, factor)
    assert less == within(less)
    assert less.volume <= entry.volume
    assert scaled(entry, 1.0) == entry
    pieces = entry.sets * max(entry.reps, 1)
    if pieces > 1:
        assert abs(less.sets * max(less.reps, 1) - pieces * factor) <= max(1, pieces / 3)


def test_a_third_less_of_three_by_twelve_is_two_by_twelve() -> None:
    less = scaled(entry_of("bent_over_rows"), 0.7)
    assert (less.sets, less.reps) == (2, 12)


@pytest.mark.parametrize("move", EXERCISES)
def test_the_bounds_hold_the_guide_s_dose(move: str) -> None:
    assert entry_of(move) == within(entry_of(move))
    assert bounds(move).hold_s[1] == EXERCISES[move].dose.hold_s[1]
