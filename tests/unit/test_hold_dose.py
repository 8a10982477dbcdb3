"""One rule for holds, over every move: what counts, what is listed with its seconds, and how it is told."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from scripted_signals import Course, coached, scripted

from posture.app.sections import attempts_table
from posture.coach.counting.hold_clock import ENOUGH
from posture.coach.exercise import Exercise, Hold
from posture.coach.judging.hold_dose import dose_s, held
from posture.coach.session import Attempt, Reason, Session
from posture.exercises import EXERCISES
from posture.locale import formats

HELD = {
    "neck_tilts", "shoulder_blade_squeeze", "superman", "childs_pose", "cobra", "downward_dog", "sphinx",
    "thread_the_needle",
}  # fmt: skip
"""Moves in which the hold is the exercise."""
MOVED = {"chin_tucks", "shoulder_blade_retraction", "swan"}
"""Moves that are held for a moment, and in which the movement is the exercise."""
FPS = 12.0
LAG_S = 0.7
"""Time that the way in and out may add to a hold or take from it."""


def holding(exercise_id: str, *seconds: float) -> Session:
    """A set with holds of so many seconds, of a dose of four."""
    legs = [leg for s in seconds for leg in ((0.5, 1.05), (s, 1.05), (0.5, 0.0), (2.0, 0.0))]
    course = Course(tuple(legs))
    return coached(scripted(exercise_id, course), course, fps=FPS, hold_s=4.0)[1]


def test_every_move_with_a_hold_is_one_or_the_other():
    held_moves = {e.id for e in EXERCISES.values() if isinstance(e.motion, Hold)}
    assert held_moves == HELD
    assert {e.id for e in EXERCISES.values() if e.motion.hold_s} == HELD | MOVED


def ways(exercise: Exercise) -> list[Exercise]:
    return [way for way in exercise.methods if way.motion.hold_s and way.pace is None]


def test_every_way_of_holding_tells_how_long_was_asked():
    for exercise in EXERCISES.values():
        for way in ways(exercise):
            assert [rule.name for rule in way.rules].count("short_hold") == 1, way.id


@pytest.mark.parametrize("exercise_id", sorted(HELD | MOVED))
def test_a_short_hold_counts_only_where_the_movement_is_the_exercise(exercise_id: str):
    session = holding(exercise_id, 1.5, 4.5)
    short, long = session.attempts[0], session.attempts[-1]
    assert len(session.attempts) == 2
    assert short.reason is (Reason.SHORT_HOLD if exercise_id in HELD else None)
    assert short.hold_s == pytest.approx(1.5, abs=LAG_S) and "short_hold" in short.faults
    assert long.reason is None and "short_hold" not in long.faults
    assert dose_s(session) == dose_s(session, short.number) == 4.0 and math.isnan(dose_s(session, 2))
    enough = held(session)
    if exercise_id in HELD:
        assert enough is None, "what counted was held"
    else:
        assert enough is not None
        assert (enough.counted, enough.long_enough, enough.dose_s) == (2, 1, 4.0)


@pytest.mark.parametrize("exercise_id", sorted(HELD))
def test_nine_tenths_of_the_dose_count_and_no_less(exercise_id: str):
    session = holding(exercise_id, 0.4, 2.6, 4.2)
    assert [a.counted for a in session.attempts] == [False, False, True]
    for attempt in session.attempts:
        assert attempt.counted is (attempt.hold_s >= ENOUGH * 4.0)
        assert attempt.reason in (None, Reason.SHORT_HOLD)


def test_a_superman_of_a_moment_is_listed_with_its_seconds():
    session = holding("superman", 0.3, 2.0)
    assert session.counts.reps == 0
    assert [a.reason for a in session.attempts] == [Reason.SHORT_HOLD, Reason.SHORT_HOLD]
    assert session.attempts[1].hold_s == pytest.approx(2.0, abs=LAG_S)


def test_how_much_of_the_dose_was_held_is_said_beside_the_outcome():
    session = holding("superman", 2.0)
    (attempt,) = session.attempts
    exact: Attempt = replace(attempt, hold_s=2.0)
    assert "2 of 4 s" in attempts_table.outcome(exact, asked_s=dose_s(session, 1))
    assert formats.of_dose(2.0, math.nan) == ""
