"""The figures of a report are those that counting by hand gives."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from datetime import timedelta, timezone
from statistics import median
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from kept_samples import MORNING, a_session, attempt, moments, sessions

from posture.coach.session import Counts, Reason, Unmeasured
from posture.history.kept_set import Correction, KeptSet, Opinion
from posture.history.statistics import digest


def kept(day: int = 0, **changes: Any) -> KeptSet:
    return KeptSet.of(a_session(**changes), started_at=MORNING + timedelta(days=day), person="Ana")


@settings(max_examples=60, deadline=None)
@given(made=st.lists(st.builds(KeptSet.of, sessions(), started_at=moments, person=st.just("")), max_size=5))
def test_any_sets_add_up(made: list[KeptSet]) -> None:
    found = digest(made)
    assert found.sets == len(made)
    assert found.reps == sum(k.corrected_reps for k in made)
    assert set(found.moves) == {k.exercise for k in made}
    missed = Counter(a.reason for k in made if k.session for a in k.session.attempts if a.reason)
    assert sum((m.not_counted for m in found.moves.values()), Counter()) == missed
    assert not math.isnan(found.seen_s), "what is not known adds nothing"


def test_times_that_nobody_lived_through_add_up_to_one_that_is_not_told() -> None:
    forever = [kept(day, seen_s=8.98846567431158e307) for day in (0, 1)]
    assert digest(forever).seen_s == math.inf and digest(forever[:1]).seen_s < math.inf


def test_a_move_over_three_days() -> None:
    said = (Correction(1, Opinion.NOT_A_REP, MORNING),)
    sets = [
        kept(0, attempts=(attempt(1, range=100.0), attempt(2, range=120.0), attempt(3, range=150.0))),
        replace(kept(0, attempts=(attempt(1, range=130.0, hold_s=4.0),)), corrections=said),
        kept(2, attempts=(attempt(1, counted=False, reason=Reason.TOO_FAST, range=170.0, hold_s=9.0),)),
    ]
    found = digest(sets)
    assert (found.first, found.last) == (MORNING, MORNING + timedelta(days=2))
    assert (len(found.days), found.seen_s, found.measured_s) == (2, 39.0, 3 * 12.8)
    move = found.moves["wall_angels"]
    assert (move.sets, move.reps, move.clean, move.attempts, move.corrected) == (3, 5, 3, 9, True)
    assert [r.value for r in move.reaches] == [median([100, 120, 150]), 130.0]
    assert (move.unit, move.error, move.longest_hold_s) == ("deg", 8.0, 4.0)
    assert move.not_counted == {Reason.TOO_FAST: 1}
    assert found.views == {"front": 3} and found.models == {"pose_landmarker_full": 3}
    assert found.unmeasured == {Unmeasured("low-back arch", "needs a side view"): 3}


def test_a_position_has_no_range_and_an_unknown_move_none_either() -> None:
    poses = kept(exercise="cobra", counts=Counts(1, 1, 1, hold_s=31.0), attempts=(attempt(1, unit="ratio"),))
    found = digest([poses, kept(exercise="gone_move")])
    assert found.moves["cobra"].reaches == [] and found.moves["cobra"].held_s == 31.0
    assert found.moves["gone_move"].reaches == []


def test_ranges_of_another_way_of_measuring_are_not_compared() -> None:
    from posture.exercises import EXERCISES

    ways = EXERCISES["cat_cow"].methods
    one = kept(
        exercise="cat_cow", method=ways[0].method_name, attempts=(attempt(1, unit="ratio", range=0.3),)
    )
    other = kept(1, exercise="cat_cow", method=ways[1].method_name, attempts=(attempt(1, range=90.0),))
    move = digest([one, other]).moves["cat_cow"]
    assert [r.value for r in move.reaches] == [0.3] and move.signal == ways[0].motion.signal.name


def test_days_are_those_of_the_reader() -> None:
    late = MORNING.replace(hour=23, minute=30)
    sets = [KeptSet.of(a_session(), started_at=at, person="") for at in (late, late + timedelta(hours=1))]
    assert len(digest(sets).days) == 2
    west = timezone(timedelta(hours=-8))
    assert digest(sets, day_of=lambda at: at.astimezone(west).date()).days == {MORNING.date()}


def test_nothing_is_nothing() -> None:
    found = digest([])
    assert (found.first, found.sets, found.reps, found.moves) == (None, 0, 0, {})
