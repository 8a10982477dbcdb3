"""The best and the least attempt, and whose pictures are kept."""

from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kept_samples import attempt
from motions import MOVES, perform, updates

from posture.coach.results.highlights import Highlights, HighlightStills, alike, highlights_of
from posture.coach.session import Reason
from posture.exercises import EXERCISES

ANGELS, TILTS = EXERCISES["wall_angels"], EXERCISES["neck_tilts"]
CLEAN = attempt(1, range=150.0)
WIDER = attempt(2, range=160.0)
FAULTY = attempt(3, range=170.0, clean=False, faults=("uneven",))
WORSE = attempt(4, range=175.0, clean=False, faults=("uneven", "trunk_side"))
PARTIAL = attempt(5, range=90.0, counted=False, clean=False, reason=Reason.PARTIAL_RANGE)
LOST = attempt(6, range=20.0, counted=False, clean=False, reason=Reason.LOST)
UNKNOWN = attempt(7, range=math.nan)


@pytest.mark.parametrize(
    ("attempts", "best", "least"),
    [
        ((), None, None),
        ((LOST,), None, None),
        ((CLEAN,), 1, None),
        ((CLEAN, LOST), 1, None),
        ((CLEAN, WIDER), 2, 1),
        ((CLEAN, FAULTY, WORSE), 1, 4),
        ((FAULTY, WORSE, PARTIAL, LOST), 3, 5),
        ((UNKNOWN, CLEAN), 1, 7),
    ],
)
def test_the_rule_is_the_one_that_is_told(attempts, best, least) -> None:
    for order in permutations(attempts):
        found = highlights_of(order, ANGELS)
        assert (found.best.number if found.best else None) == best
        assert (found.least.number if found.least else None) == least


def test_in_positions_the_longer_hold_decides() -> None:
    long, wide = attempt(1, hold_s=22.0, range=20.0), attempt(2, hold_s=18.5, range=35.0)
    assert highlights_of((wide, long), TILTS) == Highlights(long, wide)


def test_of_equals_the_earlier_one_is_named() -> None:
    twin = attempt(9, range=150.0)
    assert highlights_of((CLEAN, twin), ANGELS).best is CLEAN


def test_what_the_camera_cannot_tell_apart_is_alike() -> None:
    near = Highlights(WIDER, attempt(8, range=155.0))
    assert alike(near, ANGELS, error=8.0)
    assert not alike(near, ANGELS, error=4.0)
    assert not alike(Highlights(WIDER, FAULTY), ANGELS, error=90.0)
    assert not alike(Highlights(CLEAN), ANGELS, error=90.0)


@given(st.lists(st.sampled_from([CLEAN, WIDER, FAULTY, WORSE, PARTIAL, UNKNOWN]), max_size=8, unique=True))
def test_nothing_ranks_above_the_best_or_below_the_least(attempts) -> None:
    found = highlights_of(attempts, ANGELS)
    for one in attempts:
        assert highlights_of((found.best, one), ANGELS).best.counted >= one.counted
        assert found.best.clean >= one.clean or found.best.counted > one.counted
        if found.least is not None and one is not found.best:
            assert found.least.counted <= one.counted


@pytest.mark.parametrize("exercise", MOVES)
def test_only_the_pictures_of_the_two_ends_are_kept_each_near_its_top(exercise) -> None:
    stills = HighlightStills(EXERCISES[exercise])
    for coach, update in updates(exercise, perform(exercise)):  # noqa: B007 - the last is wanted
        stills.see(update, update.t_s)
        assert len(stills._kept) <= 2
    session = coach.finish()
    kept = stills.of(session.attempts)
    ends = highlights_of(session.attempts, EXERCISES[exercise])
    assert set(kept) == {ends.best.number, ends.least.number}
    for one in session.attempts:
        if one.number in kept:
            assert one.start_s < kept[one.number] < one.end_s
            assert abs(kept[one.number] - one.peak_s) < 3.0


def test_an_attempt_that_ends_with_the_set_has_its_picture() -> None:
    frames = perform("wall_angels")
    stills = HighlightStills(ANGELS)
    for coach, update in updates("wall_angels", frames):  # noqa: B007 - the last is wanted
        stills.see(update, update.t_s)
        if update.counts.attempts == 1 and update.phase.value == "returning":
            break
    session = coach.finish()
    assert len(session.attempts) == 2
    assert 2 in stills.of(session.attempts)
