"""What is in the way is shown so that it can be read: never at once, never for a moment, one at a time."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from motions import MOVES, Frames, nobody, perform, still, then, updates

from posture.body.visibility import BLINK_S
from posture.coach.coach import Coach
from posture.coach.cues.steady_notice import KEPT_S, SHOWN_AFTER_S, SteadyNotice
from posture.coach.setup.readiness import CALIBRATE, NOT_ALONE, Obstacle
from posture.simulation.stick_person import Viewpoint

TURN = Obstacle("view", "Turn side-on to the camera")
STEP_IN = Obstacle("person", "Come into the picture")
STEP_BACK = Obstacle("framing", "Move back to show your hands")
ROOM = Obstacle("framing", "Leave room above your head", blocks=False)
THINGS = st.sampled_from([None, TURN, STEP_IN, STEP_BACK, ROOM, NOT_ALONE])
moments = st.lists(st.tuples(st.integers(1, 40), THINGS, st.sampled_from([0.04, 0.1, 0.3])), max_size=40)
"""How many poses in a row show it, and how far apart they are in seconds."""


def stretches(made: list[tuple[float, str]]) -> list[tuple[float, float, str]]:
    """Return from when to when each message was shown, but for the last, which nothing has ended."""
    runs = [list(run) for _, run in groupby(made, key=lambda moment: moment[1])]
    ends = [later[0][0] for later in runs[1:]]
    return [(run[0][0], end, run[0][1]) for run, end in zip(runs, ends, strict=False) if run[0][1]]


@given(moments)
def test_none_lives_less_than_two_seconds_nor_comes_before_its_cause_lasted_for_one(made: list):
    notice, t_s = SteadyNotice(), 0.0
    shown: list[tuple[float, str]] = []
    seen: dict[str, list[float]] = {}
    for poses, obstacle, step_s in made:
        for _ in range(poses):
            t_s += step_s
            if obstacle is not None:
                seen.setdefault(obstacle.message, []).append(t_s)
            now = notice.update(t_s, obstacle)
            shown.append((t_s, now.message if now else ""))
    assert (SHOWN_AFTER_S, KEPT_S) == (1.0, 2.0)
    for from_s, to_s, message in stretches(shown):
        assert to_s - from_s >= KEPT_S - 1e-9
        before = [t for t in seen[message] if t <= from_s]
        lasted = next((b for a, b in pairwise(reversed(before)) if a - b > BLINK_S + 1e-9), None)
        since_s = before[0] if lasted is None else min(t for t in before if t > lasted)
        assert from_s - since_s >= SHOWN_AFTER_S - 1e-9


@given(moments)
def test_advice_is_given_once(made: list):
    notice, t_s, shown = SteadyNotice(), 0.0, [""]
    for poses, obstacle, step_s in made:
        for _ in range(poses):
            t_s += step_s
            now = notice.update(t_s, obstacle)
            shown.append(now.message if now else "")
    begun = [after for before, after in pairwise(shown) if after != before]
    assert begun.count(ROOM.message) <= 1
    assert begun.count(NOT_ALONE.message) <= 1


def test_what_lasts_is_shown_for_as_long_as_it_lasts():
    notice = SteadyNotice()
    shown = [notice.update(t / 10, TURN if t < 80 else None) for t in range(100)]
    assert [s is TURN for s in shown].index(True) == 10
    assert [s is None for s in shown[10:]].index(True) + 10 == pytest.approx(80 + 10 * BLINK_S, abs=2)


def test_a_step_of_a_calibration_is_shown_at_once():
    notice, relax = SteadyNotice(), Obstacle(CALIBRATE, "Relax your shoulders")
    assert notice.update(0.0, relax) is relax


def test_what_takes_the_whole_picture_leaves_nothing_of_before():
    notice = SteadyNotice()
    assert [notice.update(t / 10, TURN) for t in range(20)][-1] is TURN
    notice.clear()
    assert notice.update(2.0, TURN) is None


def test_what_was_in_the_way_before_a_pause_has_to_last_again():
    notice = SteadyNotice()
    notice.update(0.0, TURN)
    assert notice.update(60.0, TURN) is None


# ---- in a set ----------------------------------------------------------------------------------


def walk_about(seed: int) -> Frames:
    """Make somebody who turns, leaves and comes back faster than anything can be read."""
    rng, move = np.random.default_rng(seed), MOVES["wall_angels"]
    parts: list[Frames] = []
    for lasts_s in rng.uniform(0.2, 2.5, 30):
        yaw = float(rng.choice([0.0, 90.0, 180.0]))
        there = still(move.make(0.0), replace(move.camera, yaw=yaw), float(lasts_s))
        parts.append(nobody(float(lasts_s)) if rng.random() < 0.3 else there)
    return then(*parts)


@pytest.mark.parametrize("count_in_s", [0.0, 3.0])
@pytest.mark.parametrize("seed", range(3))
def test_of_somebody_who_walks_about_no_message_lives_less_than_two_seconds(seed: int, count_in_s: float):
    coach = Coach("wall_angels", count_in_s=count_in_s)
    made = [coach.update(pose, t_s) for t_s, pose in walk_about(seed)]
    shown = stretches([(update.t_s, update.problem) for update in made])
    assert shown and all(to_s - from_s >= KEPT_S - 1e-9 for from_s, to_s, _ in shown)
    assert {update.cue.text for update in made if update.cue and update.cue.kind == "problem"} <= {
        message for *_, message in shown
    }


def test_nothing_is_shown_or_said_under_a_count_in_but_its_numbers():
    coach, move = Coach("wall_angels", count_in_s=5.0), MOVES["wall_angels"]
    away = still(move.make(0.0), replace(move.camera, yaw=180.0), 3.0)
    frames = then(away, still(move.make(0.0), move.camera, 8.0))
    made = [coach.update(pose, t_s, others=True) for t_s, pose in frames]
    under = [update for update in made if update.count_in_s > 0.0]
    assert any(update.problem for update in made) and under
    assert not any(update.problem or update.caption for update in under)
    assert [u.cue.text for u in under if u.cue] == ["5", "4", "3", "2", "1"]


def test_room_above_the_head_is_not_asked_for_again_whenever_the_arms_come_down():
    near = Viewpoint(px_per_m=320.0, place=(0.5, 0.75))
    body = MOVES["wall_angels"].make(0.0)
    frames = then(still(body, near, 3.0), perform("wall_angels", camera=near), still(body, near, 3.0))
    made = [update for _, update in updates("wall_angels", frames)]
    shown = [message for message, _ in groupby(update.problem for update in made)]
    assert shown.count("Leave room above your head") == 1
    assert made[-1].counts.reps == 4
