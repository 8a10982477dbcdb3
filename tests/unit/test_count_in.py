"""The seconds between being in place and the first movement that counts."""

from __future__ import annotations

import pytest
from motions import MOVES, still

from posture.coach import wording
from posture.coach.coach import Coach, Update
from posture.coach.setup.count_in import CountIn
from posture.coach.setup.readiness import Obstacle
from posture.exercises import EXERCISES

AWAY = Obstacle("person", "Come into the picture")
FIDGET = Obstacle("start", "Keep still for a moment")


def test_it_counts_from_the_first_moment_in_place():
    count = CountIn(3.0)
    assert not count.update(1.0, placed=False, obstacle=AWAY)
    assert count.left_s == 0.0
    assert not count.update(2.0, placed=True, obstacle=None)
    assert count.left_s == 3.0
    assert not count.update(4.5, placed=True, obstacle=None)
    assert count.left_s == 0.5
    assert count.update(5.0, placed=True, obstacle=None)


def test_fidgeting_goes_on_and_the_gate_waits_for_rest():
    count = CountIn(3.0)
    count.update(0.0, placed=True, obstacle=None)
    assert not count.update(2.0, placed=False, obstacle=FIDGET)
    assert count.left_s == 1.0
    assert not count.update(3.5, placed=False, obstacle=FIDGET)
    assert count.left_s == 0.0
    assert count.update(4.0, placed=True, obstacle=None)


def test_whoever_leaves_is_counted_in_anew_and_only_once_a_set():
    count = CountIn(3.0)
    count.update(0.0, placed=True, obstacle=None)
    count.update(2.0, placed=False, obstacle=AWAY)
    assert count.left_s == 0.0
    assert not count.update(3.0, placed=True, obstacle=None)
    assert count.left_s == 3.0
    assert count.update(6.0, placed=True, obstacle=None)
    count.update(20.0, placed=False, obstacle=AWAY)
    assert count.update(21.0, placed=True, obstacle=None), "back in the middle of the set"


def test_without_one_the_set_begins_at_once():
    assert CountIn(0.0).update(0.0, placed=True, obstacle=None)


def said(made: list[Update]) -> list[str]:
    return [update.cue.text for update in made if update.cue]


@pytest.mark.parametrize("exercise_id", ["wall_angels", "chin_tucks", "neck_tilts"])
def test_the_coach_counts_aloud_then_begins(exercise_id: str):
    coach = Coach(EXERCISES[exercise_id], count_in_s=3.0)
    move = MOVES[exercise_id]
    made = [coach.update(pose, t_s) for t_s, pose in still(move.make(0.0), move.camera, 6.0)]
    first = next(k for k, update in enumerate(made) if update.ready)
    assert said(made[: first + 1])[-4:] == ["3", "2", "1", wording.GO]
    counted_s = [update.t_s for update in made if update.count_in_s]
    assert made[first].t_s - counted_s[0] == pytest.approx(3.0, abs=0.1)
    assert not any(update.problem for update in made[:first] if update.count_in_s)
    assert coach.finish().problems == (), "a count-in is nothing that was in the way"
