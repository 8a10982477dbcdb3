"""Where a value lies in the picture: a joint that is put onto the line measures it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from motions import MOVES, perform

from posture.body.baseline import Baseline
from posture.body.features import ARM_ELEVATION, ELBOW_ABOVE_TRUNK, HEAD_BEHIND, HEAD_TILT, Feature
from posture.body.floor import TRUNK_RISE
from posture.body.landmarks import Landmark, Pose, Side, on
from posture.coach.coach import Coach
from posture.exercises import EXERCISES
from posture.exercises.lat_pulldowns import HANDS_BELOW
from posture.simulation.stick_person import pose_of

MARKED = {
    "wall_angels": (ARM_ELEVATION, "elbow", (95.0, 150.0)),
    "bent_over_rows": (ELBOW_ABOVE_TRUNK, "elbow", (-0.3, 0.4)),
    "lat_pulldowns": (HANDS_BELOW, "wrist", (-0.8, 0.1)),
    "swan": (TRUNK_RISE, "shoulder", (2.0, 40.0)),
}
shares = st.floats(0.1, 0.9)


def standing(exercise_id: str) -> tuple[Pose, Baseline]:
    move = MOVES[exercise_id]
    pose = pose_of(move.make(0.2), move.camera)
    return pose, Baseline.of([pose])


def moved(pose: Pose, points: dict[Landmark, tuple[float, float]]) -> Pose:
    xy = pose.image_xy.copy()
    for landmark, point in points.items():
        xy[landmark] = point
    return replace(pose, image_xy=xy)


def between(line: tuple[tuple[float, float], tuple[float, float]], share: float) -> tuple[float, float]:
    (x0, y0), (x1, y1) = line
    return x0 + share * (x1 - x0), y0 + share * (y1 - y0)


@pytest.mark.parametrize("exercise_id", [name for name in MARKED if name in MOVES])
@given(share=shares, level=shares)
def test_a_joint_on_the_line_measures_the_value(exercise_id: str, share: float, level: float):
    feature, joint, (low, high) = MARKED[exercise_id]
    value = low + level * (high - low)
    pose, baseline = standing(exercise_id)
    side = EXERCISES[exercise_id].motion.sides.followed(Side.LEFT)[0]
    sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
    lines = feature.lines(value, pose, side, baseline)
    assert len(lines) == len(sides)
    there = {on(one, joint): between(line, share) for one, line in zip(sides, lines, strict=True)}
    assert feature.measure(moved(pose, there), side, baseline) == pytest.approx(value, abs=0.01)


@given(value=st.floats(-40.0, 40.0), side=st.sampled_from((Side.LEFT, Side.RIGHT)))
def test_a_head_along_the_line_has_the_tilt(value: float, side: Side):
    pose, baseline = standing("neck_tilts")
    neutral = HEAD_TILT.compute(pose, side, baseline)
    baseline = replace(baseline, neutral={(HEAD_TILT.name, side): neutral})
    ((right, left),) = HEAD_TILT.lines(value, pose, side, baseline)
    ends = {Landmark.RIGHT_EYE: right, Landmark.RIGHT_EAR: right, Landmark.LEFT_EYE: left}
    tilted = moved(pose, {**ends, Landmark.LEFT_EAR: left})
    assert HEAD_TILT.measure(tilted, side, baseline) == pytest.approx(value, abs=0.01)


@given(value=st.floats(-0.5, 0.8))
def test_ears_on_the_line_are_as_far_behind(value: float):
    pose, baseline = standing("chin_tucks")
    (line,) = HEAD_BEHIND.lines(value, pose, Side.LEFT, baseline)
    ears = dict.fromkeys((Landmark.LEFT_EAR, Landmark.RIGHT_EAR), between(line, 0.5))
    assert HEAD_BEHIND.measure(moved(pose, ears), Side.LEFT, baseline) == pytest.approx(value, abs=0.01)


@pytest.mark.parametrize("feature", [ARM_ELEVATION, ELBOW_ABOVE_TRUNK, HEAD_TILT, HEAD_BEHIND, HANDS_BELOW])
def test_nothing_is_drawn_where_nothing_is_seen(feature: Feature):
    pose, baseline = standing("wall_angels")
    unseen = replace(pose, image_xy=np.full_like(pose.image_xy, math.nan))
    assert feature.lines(10.0, unseen, Side.LEFT, baseline) == ()


def test_the_coach_draws_the_goal_of_the_guide_while_it_measures():
    coach = Coach(EXERCISES["wall_angels"])
    made = [(pose, coach.update(pose, t_s)) for t_s, pose in perform("wall_angels")]
    measured = [update for _, update in made if update.ready][1:]
    assert all(len(update.target) == 2 for update in measured)
    assert not any(update.target for _, update in made if not update.ready)
    # At the top both upper arms lie on their lines.
    update = max(measured, key=lambda u: u.progress)
    for side, line in zip((Side.LEFT, Side.RIGHT), update.target, strict=True):
        (x0, y0), (x1, y1) = line
        ex, ey = update.pose.at(on(side, "elbow"))
        away = abs((x1 - x0) * (ey - y0) - (y1 - y0) * (ex - x0)) / math.hypot(x1 - x0, y1 - y0)
        assert away < 20.0
