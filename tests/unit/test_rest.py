"""What is known of a person at rest: kept as plain values, and a set that begins by it."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from motions import MOVES, Frames, perform, plan_of

from posture.body.baseline import Baseline
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.coach import Coach
from posture.coach.motion import Sides
from posture.coach.session import Session
from posture.coach.setup.observation import Observer
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.exercises import EXERCISES
from posture.live.rest_seen import MOST_MOMENTS, RestSeen
from posture.simulation.timeline import Rep, Timeline

REST = Rest(
    signal="elbow_above_trunk",
    method="",
    view=View.SIDE,
    near=Side.LEFT,
    baseline=Baseline(120.0, math.nan, 31.5, {("shrug", Side.LEFT): -0.4}),
    levels={Side.LEFT: -0.55},
    noise=0.01,
    reach=0.7,
    sure=0.9,
)


def test_a_rest_is_read_back_as_it_was_written() -> None:
    """Without neutral values of posture: they belong to how the camera stood."""
    own = {(REST.signal, Side.LEFT): 0.1}
    rest = replace(REST, baseline=replace(REST.baseline, neutral={**REST.baseline.neutral, **own}))
    again = Rest.from_dict(json.loads(json.dumps(rest.as_dict())))
    assert repr(again) == repr(replace(rest, baseline=replace(REST.baseline, neutral=own)))


@pytest.mark.parametrize("broken", [{}, {"schema": "posture.rest/1"}, {**REST.as_dict(), "view": "above"}])
def test_what_is_no_rest_is_told(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"posture\.rest/1|above|schema"):
        Rest.from_dict(broken)


def test_an_unsure_rest_is_not_used() -> None:
    assert REST.usable
    assert not replace(REST, sure=0.2).usable
    assert not replace(REST, levels={Side.LEFT: math.nan}).usable


def restless(from_s: float) -> Frames:
    """Four rows without a pause, seen from the middle of the first one."""
    plan = Timeline((Rep(rest_s=0.0),) * 4, lead_s=0.0, tail_s=0.0)
    return [(t, p) for t, p in perform("bent_over_rows", plan) if t > from_s]


def coached(frames: Frames, rest: Rest | None, move: str = "bent_over_rows") -> Session:
    coach = Coach(EXERCISES[move], rest=rest, hold_s=MOVES[move].hold_s)
    for t_s, pose in frames:
        coach.update(pose, t_s)
    return coach.finish()


def found(move: str, frames: Frames) -> Rest:
    """How somebody rests in a set, as it is found in all of it."""
    whole, eyes = RestSearch(EXERCISES[move]), Observer()
    for _, pose in frames:
        whole.take(eyes.look(pose))
    return max(whole.rests(), key=lambda rest: rest.sure)


def before(move: str) -> Rest:
    """How the stick person rested in an earlier set, as it is kept."""
    return Rest.from_dict(found(move, perform(move, plan_of(move))).as_dict())


@pytest.mark.parametrize("from_s", [-math.inf, 0.0])
def test_a_set_begins_in_the_middle_of_a_movement_by_a_known_rest(from_s: float) -> None:
    """Only the row that it begins in is lost; by a rest of the same source with the first pose in place."""
    frames = restless(2.0)
    torso_px = Baseline.of([p for _, p in frames if p is not None]).torso_px
    lengths = replace(REST.baseline, torso_px=torso_px)
    rest = replace(REST, baseline=lengths, levels={Side.LEFT: -0.54}, from_s=from_s)
    session = coached(frames, rest)
    assert session.counts.reps == 3
    assert session.ready_at_s < frames[0][0] + (0.2 if rest.bounded else 0.5)


def test_a_known_rest_waits_for_the_view_that_it_is_of() -> None:
    other = replace(REST, near=Side.RIGHT, from_s=0.0)
    frames = perform("bent_over_rows")
    coach = Coach(EXERCISES["bent_over_rows"], rest=other)
    assert not coach.update(frames[0][1], 0.0).ready


@pytest.mark.parametrize("move", ["wall_angels", "neck_tilts"])
def test_from_the_front_no_side_is_nearer(move: str) -> None:
    """Nearer is the sign of a turn about none there, which flips all the time."""
    frames = perform(move, plan_of(move))
    rest = found(move, frames)
    for near in (Side.LEFT, Side.RIGHT):
        coach = Coach(EXERCISES[move], rest=replace(rest, near=near))
        assert coach.update(frames[0][1], 0.0).ready
        assert rest.seen_from(rest.view, near, sides=EXERCISES[move].motion.sides)
        assert rest.seen_from(rest.view, near, sides=Sides.NEAR) is (near is rest.near)


def scaled(pose: Pose | None, share: float, roll_deg: float = 0.0) -> Pose | None:
    """Somebody who is nearer to the camera, or whose camera is rolled."""
    if pose is None:
        return None
    a, middle = math.radians(roll_deg), np.array(pose.size_px) / 2.0
    turn = np.array([[math.cos(a), -math.sin(a)], [math.sin(a), math.cos(a)]])
    world = pose.world_xyz.copy()
    world[:, :2] = world[:, :2] @ turn.T
    return replace(pose, image_xy=share * (pose.image_xy - middle) @ turn.T + middle, world_xyz=world)


@pytest.mark.parametrize("share", [0.88, 1.13])
@pytest.mark.parametrize("from_s", [0.0, 2.0])
def test_lengths_are_those_of_today(share: float, from_s: float) -> None:
    frames = [(t, scaled(p, share)) for t, p in perform("bent_over_rows") if t >= from_s]
    plain, known = (coached(frames, rest) for rest in (None, before("bent_over_rows")))
    assert known.counts.reps >= plain.counts.reps > 0
    assert {f.rule for f in known.findings} == {f.rule for f in plain.findings}
    lengths = Baseline.of([p for _, p in frames if p is not None])
    today = before("bent_over_rows").today(lengths)
    assert today.baseline.torso_px == lengths.torso_px


@pytest.mark.parametrize("move", ["neck_tilts", "wall_angels"])
@pytest.mark.parametrize("from_s", [0.0, 2.6])
def test_a_camera_that_stands_askew_today_makes_no_faults(move: str, from_s: float) -> None:
    frames = [(t, scaled(p, 1.0, 6.0)) for t, p in perform(move, plan_of(move)) if t >= from_s]
    plain, known = (coached(frames, rest, move) for rest in (None, before(move)))
    assert known.counts.reps >= plain.counts.reps > 0
    assert {f.rule for f in known.findings} <= {f.rule for f in plain.findings}


def test_the_end_of_a_movement_is_not_taken_for_rest_by_whoever_is_known() -> None:
    """Somebody who stays at the top as the camera begins to look."""
    move = "chin_tucks"
    plan = Timeline((Rep(hold_s=2.5, rest_s=0.0),) * 4)
    frames = [(t, p) for t, p in perform(move, plan) if t >= plan.tops_s[0] + 0.5]
    plain, known = (coached(frames, rest, move) for rest in (None, before(move)))
    assert known.counts.reps == 3 >= plain.counts.reps


def test_a_forgotten_camera_fills_no_memory() -> None:
    move = "wall_angels"
    whole, eyes = RestSearch(EXERCISES[move], most=50), Observer()
    frames = perform(move, plan_of(move))
    for _, pose in frames:
        whole.take(eyes.look(pose))
    assert len(whole._glances) == 50 < len(frames) / 2
    assert whole._glances[-1].pose.t_s > frames[-1][0] - 0.2
    assert RestSeen(EXERCISES[move], "camera", None)._whole._glances.maxlen == MOST_MOMENTS
