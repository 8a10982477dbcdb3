"""What is remembered of a set to look at it again: the last of it, thinly, without masks."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rounded_back_kit import outlined_back

from posture.body.back import BACK_HEIGHT
from posture.body.baseline import Baseline
from posture.body.landmarks import Side
from posture.body.view import View
from posture.coach.rejudging.recent_observations import KEEP_S, STEP_S, RecentObservations
from posture.coach.setup.observation import Observation
from posture.exercises import EXERCISES

CAT_COW = EXERCISES["cat_cow"]
POSE = outlined_back(0.1)


def sight(t_s: float) -> Observation:
    pose = replace(POSE, t_s=t_s)
    return Observation(pose, pose, View.SIDE, Side.LEFT)


def times(memory: RecentObservations, from_s: float = -math.inf) -> list[float]:
    return [s.pose.t_s for s in memory.since(from_s) if s.pose]


@given(st.lists(st.floats(0.02, 3.0), min_size=1, max_size=60))
def test_the_last_of_it_is_kept_in_order_and_no_closer_than_needed(steps_s: list[float]) -> None:
    memory, t_s = RecentObservations(EXERCISES["wall_angels"]), 0.0
    for step_s in steps_s:
        t_s += step_s
        memory.take(sight(t_s))
    kept = times(memory)
    assert kept == sorted(kept) and t_s - kept[0] <= KEEP_S
    assert all(b - a >= STEP_S - 0.01 for a, b in pairwise(kept))
    assert t_s - kept[-1] < STEP_S


def test_pictures_that_come_a_little_early_are_kept_each() -> None:
    memory = RecentObservations(CAT_COW)
    for i in range(30):
        memory.take(sight(i / 15.0 - (0.001 if i % 2 else 0.0)))
    assert len(times(memory)) == 30


def test_what_was_measured_on_a_mask_is_known_without_it() -> None:
    memory = RecentObservations(CAT_COW)
    memory.take(sight(1.0))
    (kept,) = memory.since(-math.inf)
    assert kept.pose is not None and kept.raw is not None
    assert kept.pose.mask is None and kept.raw.mask is None
    measured = BACK_HEIGHT.compute(kept.pose, Side.LEFT, Baseline())
    assert measured == pytest.approx(BACK_HEIGHT.compute(POSE, Side.LEFT, Baseline()))
    assert math.isfinite(measured)


def test_a_pose_that_is_moved_is_measured_anew() -> None:
    BACK_HEIGHT.compute(POSE, Side.LEFT, Baseline())
    moved = replace(POSE, image_xy=POSE.image_xy + 9.0)
    fresh = replace(POSE, image_xy=POSE.image_xy + 9.0)
    assert BACK_HEIGHT.compute(moved, Side.LEFT, Baseline()) == BACK_HEIGHT.compute(
        fresh, Side.LEFT, Baseline()
    )
    assert math.isnan(BACK_HEIGHT.compute(replace(POSE, mask=None), Side.LEFT, Baseline()))


def test_nobody_is_not_kept_and_somebody_else_makes_it_forget() -> None:
    memory = RecentObservations(CAT_COW)
    memory.take(Observation(None, None, None, Side.BOTH))
    memory.take(sight(1.0))
    memory.take(sight(2.0))
    assert times(memory) == [1.0, 2.0] and times(memory, 1.5) == [2.0]
    memory.forget()
    assert times(memory) == []
