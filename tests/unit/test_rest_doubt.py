"""A rest that was taken in the wrong moment: what was refused by it is judged again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from motions import perform

from posture.body.landmarks import Pose
from posture.coach.coach import Coach, Update
from posture.coach.session import Reason
from posture.exercises import EXERCISES
from posture.simulation.timeline import Rep, Timeline

ROWS = replace(
    EXERCISES["bent_over_rows"],
    start=tuple(replace(band, required=False) for band in EXERCISES["bent_over_rows"].start),
)
"""Rows whose set-up takes any stillness for rest, as moves do that tell no start posture by the joints."""


def from_the_top() -> list[tuple[float, Pose | None]]:
    """Rows held at the top for a second before they begin, and lowered for a moment only each time."""
    plan = Timeline((Rep(hold_s=1.2),) * 5, lead_s=0.0)
    return [(t, p) for t, p in perform("bent_over_rows", plan) if t > 1.35]


def updates_of(coach: Coach) -> list[Update]:
    return [coach.update(pose, t_s) for t_s, pose in from_the_top()]


def test_a_movement_of_which_nobody_saw_the_way_up_is_not_listed() -> None:
    coach = Coach(EXERCISES["bent_over_rows"])
    updates_of(coach)
    assert [a.reason for a in coach.finish().attempts] == [None] * 4


@pytest.mark.parametrize("move", ["cat_cow", "bent_over_rows", "lat_pulldowns", "wall_angels", "superman"])
def test_one_short_sentence_says_how_to_begin(move: str) -> None:
    begin = EXERCISES[move].begin
    assert begin.startswith("Begin")
    assert len(begin.split()) <= 6


def test_nothing_is_in_doubt_while_movements_count() -> None:
    coach = Coach(ROWS)
    numbers = [u.attempt.number for u in updates_of(coach) if u.attempt]
    assert numbers == sorted(set(numbers))
    assert all(a.reason is not Reason.WRONG_POSTURE for a in coach.finish().attempts)
