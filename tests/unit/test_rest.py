"""What is known of a person at rest: kept as plain values, and a set that begins by it."""

from __future__ import annotations

import json
import math
from dataclasses import replace

import pytest
from motions import Plan, Rep, perform

from posture.body.baseline import Baseline
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.coach import Coach
from posture.coach.setup.rest import Rest
from posture.exercises import EXERCISES

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
    again = Rest.from_dict(json.loads(json.dumps(REST.as_dict())))
    assert repr(again) == repr(REST)


@pytest.mark.parametrize("broken", [{}, {"schema": "posture.rest/1"}, {**REST.as_dict(), "view": "above"}])
def test_what_is_no_rest_is_told(broken: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"posture\.rest/1|above|schema"):
        Rest.from_dict(broken)


def test_an_unsure_rest_is_not_used() -> None:
    assert REST.usable
    assert not replace(REST, sure=0.2).usable
    assert not replace(REST, levels={Side.LEFT: math.nan}).usable


def test_a_set_begins_by_a_known_rest_with_the_first_pose_in_place() -> None:
    """Begun in the middle of a row, only that row is lost."""
    restless = Plan((Rep(rest_s=0.0),) * 4, lead_s=0.0, tail_s=0.0)
    frames = [(t, p) for t, p in perform("bent_over_rows", restless) if t > 2.0]
    rest = replace(REST, levels={Side.LEFT: -0.54})
    coach = Coach(EXERCISES["bent_over_rows"], rest=rest)
    for t_s, pose in frames:
        coach.update(pose, t_s)
    assert coach.finish().counts.reps == 3
    assert coach.so_far().ready_at_s < frames[0][0] + 0.2  # as soon as the elbow is longer than at the top


def test_a_known_rest_waits_for_the_view_that_it_is_of() -> None:
    other = replace(REST, near=Side.RIGHT)
    frames = perform("bent_over_rows")
    coach = Coach(EXERCISES["bent_over_rows"], rest=other)
    assert not coach.update(frames[0][1], 0.0).ready


def test_lengths_follow_a_person_who_stands_elsewhere() -> None:
    pose = perform("bent_over_rows")[0][1]
    assert pose is not None
    torso_px = Baseline.of([pose]).torso_px
    near, far = (
        replace(REST, baseline=replace(REST.baseline, torso_px=share * torso_px)).fitted(pose)
        for share in (1.1, 2.0)
    )
    assert near.baseline.torso_px == pytest.approx(1.1 * torso_px)
    assert far.baseline.torso_px == pytest.approx(torso_px)
    assert far.baseline.head_px == pytest.approx(REST.baseline.head_px / 2.0)
    assert far.baseline.neutral == REST.baseline.neutral
