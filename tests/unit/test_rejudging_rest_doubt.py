"""When a rest is doubted, how often it is looked for, and what another one is."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.exercise import Exercise
from posture.coach.rejudging import rest_doubt as doubts
from posture.coach.rejudging.recent_observations import RecentObservations
from posture.coach.rejudging.rest_doubt import AGAIN_S, RestDoubt
from posture.coach.session import Reason
from posture.coach.setup.observation import Observation
from posture.coach.setup.rest import Rest
from posture.coach.setup.rest_search import RestSearch
from posture.exercises import EXERCISES
from posture.simulation.stick_person import LEFT_SIDE, Body, pose_of

STANDING = pose_of(Body(), LEFT_SIDE)
WRONG = Reason.WRONG_POSTURE


def rows(low: float, high: float, period_s: float = 4.0) -> Exercise:
    """Rows whose elbow goes from one height to the other and rests half of the time."""
    move = EXERCISES["bent_over_rows"]

    def compute(pose: Pose, side: Side, baseline: Baseline) -> float:
        share = max(0.0, math.sin(2.0 * math.pi * pose.t_s / period_s))
        return low + (high - low) * share

    elbow = Feature("elbow", "ratio", (), frozenset(View), compute)
    return replace(
        move, motion=replace(move.motion, signal=elbow), mistaken=(), start=(), confirm=(), settled=(),
        impostors=(), kin=(), fallbacks=(), needs=(), rules=(),
    )  # fmt: skip


def rest_at(level: float) -> Rest:
    return Rest(
        signal="elbow", view=View.SIDE, near=Side.LEFT, baseline=Baseline.of([STANDING]),
        levels={Side.LEFT: level}, sure=0.6,
    )  # fmt: skip


def seen(way: Exercise, seconds: float) -> tuple[RestDoubt, RecentObservations]:
    doubt, recent = RestDoubt(), RecentObservations(way)
    for i in range(round(seconds * 15)):
        pose = replace(STANDING, t_s=i / 15.0)
        recent.take(Observation(pose, pose, View.SIDE, Side.LEFT))
        doubt.feel(pose.t_s, way.motion.signal.measure(pose, Side.LEFT, Baseline()))
    return doubt, recent


def other_rest(way: Exercise, seconds: float, taken: float) -> Rest | None:
    doubt, recent = seen(way, seconds)
    return doubt.other_rest(way, rest_at(taken), recent)


def test_two_refused_in_a_row_are_in_doubt_and_one_that_counts_ends_it() -> None:
    doubt = RestDoubt()
    doubt.ended(1, WRONG)
    doubt.ended(2, None)
    doubt.ended(3, WRONG)
    assert doubt.since(1.0, overdue=0) == 0
    doubt.ended(4, WRONG)
    assert doubt.since(2.0, overdue=0) == 3
    assert doubt.since(2.1, overdue=0) == 0, "it was looked for just now"


def test_what_is_refused_on_and_on_is_looked_at_ever_less_often() -> None:
    doubt, looked = RestDoubt(), []
    for number in range(1, 40):
        doubt.ended(number, WRONG)
        looked += [number] if doubt.since(float(number), overdue=0) else []
    assert looked == [2, 4, 8, 16, 32]


def test_a_movement_that_does_not_come_back_is_looked_at_ever_less_often() -> None:
    doubt = RestDoubt()
    looked = [i / 10.0 for i in range(1200) if doubt.since(i / 10.0, overdue=7)]
    apart = [b - a for a, b in pairwise(looked)]
    assert len(looked) <= 6 and apart[0] > AGAIN_S
    assert all(later > 1.9 * before for before, later in pairwise(apart))
    doubt.resolved()
    assert doubt.since(121.0, overdue=7) == 7


@given(st.floats(-0.6, -0.4), st.floats(0.25, 0.4))
def test_the_rest_that_was_seen_is_found_where_another_was_taken(low: float, high: float) -> None:
    way = rows(low, high)
    other = other_rest(way, 14.0, taken=high - 0.1)
    assert other is not None and other.levels[Side.LEFT] == pytest.approx(low, abs=0.05)
    assert other_rest(way, 14.0, taken=low + 0.01) is None


def test_all_that_was_seen_is_not_searched_where_the_signal_never_went_and_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    searched: list[Exercise] = []

    class Watched(RestSearch):
        def __init__(self, exercise: Exercise) -> None:
            searched.append(exercise)
            super().__init__(exercise)

    monkeypatch.setattr(doubts, "RestSearch", Watched)
    held = rows(0.3, 0.3)
    assert other_rest(held, 20.0, taken=-0.5) is None
    right = rows(-0.5, 0.3)
    assert other_rest(right, 20.0, taken=-0.5) is None
    assert not searched
    assert other_rest(right, 20.0, taken=0.2) is not None
    assert len(searched) == 1


def test_what_was_seen_since_ends_with_the_moment_itself() -> None:
    _, recent = seen(rows(-0.5, 0.3), 4.0)
    pose = replace(STANDING, t_s=3.95)
    now = Observation(pose, pose, View.SIDE, Side.LEFT)
    again = [s.pose.t_s for s in recent.up_to(now, from_s=2.0) if s.pose]
    assert again[0] == pytest.approx(2.0) and again[-1] == 3.95 and again == sorted(set(again))
    assert [s.pose for s in recent.up_to(now, from_s=9.0)] == [pose]
    recent.forget()
    assert recent.up_to(Observation(None, None, None, Side.BOTH)) == []
