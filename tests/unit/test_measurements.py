"""Measurements that are made when they are looked at are those that are made at once."""

from __future__ import annotations

import math

import pytest

from posture.body.baseline import Baseline
from posture.body.features import HEAD_ROLL, KNEE_FLEXION
from posture.body.landmarks import Side
from posture.body.measurements import Measurements
from posture.coach.coach import Coach
from posture.exercises import EXERCISES, find
from posture.simulation.simulate import simulate
from posture.simulation.stick_person import Body, pose_of


@pytest.mark.parametrize("exercise", EXERCISES)
def test_a_measurement_that_is_looked_at_late_is_that_of_its_own_pose(exercise: str):
    poses = list(simulate(exercise, reps=1, seed=2))[:150]
    one, other = Coach(find(exercise)), Coach(find(exercise))
    at_once = [repr(one.update(pose, pose.t_s).features) for pose in poses]
    updates = [other.update(pose, pose.t_s) for pose in poses]
    assert [repr(update.features) for update in updates] == at_once


def test_only_what_there_is_to_measure_is_measured():
    pose = pose_of(Body())
    values = Measurements((KNEE_FLEXION,), pose, Side.LEFT, Baseline.of([pose]))
    assert values[KNEE_FLEXION] == KNEE_FLEXION.measure(pose, Side.LEFT, Baseline.of([pose]))
    assert list(values) == [KNEE_FLEXION] and len(values) == 1 and HEAD_ROLL not in values


def test_without_a_pose_nothing_is_known():
    values = Measurements((KNEE_FLEXION, HEAD_ROLL), None, Side.LEFT, Baseline())
    assert all(math.isnan(value) for value in values.values())
