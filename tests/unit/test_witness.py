"""What is seen beside the signal: how far each arm goes, and whether a position that is held is kept."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posture.body.baseline import Baseline
from posture.body.features import ARM_ELEVATION, Feature
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.counting.movement import Movement
from posture.coach.exercise import RuleBand
from posture.coach.judging.witness import STAYS_S, Witness
from posture.exercises import EXERCISES
from posture.simulation.stick_person import FRONT, Body, pose_of

POSE = pose_of(Body(), FRONT)
BASE = Baseline.of([POSE])
FPS = 20.0
ENDED = Movement(
    start_s=0.0, peak_s=1.0, release_s=1.2, end_s=2.0, rest=0.0, back=0.0, peak=90.0, floor=60.0, hold_s=0.0
)  # fmt: skip


def scripted(values: dict[Side, list[float]]) -> Feature:
    """A measurement that is written down: one value a frame for each side."""
    return Feature(
        "scripted", "deg", (), frozenset(View), lambda pose, side, base: values[side][round(pose.t_s * FPS)]
    )  # fmt: skip


def at(frame: int) -> Pose:
    return replace(POSE, t_s=frame / FPS)


def kept(values: list[float], high: float = 10.0) -> list[bool]:
    """At each frame, whether the position is kept that may rise by ``high`` from its lowest."""
    feature = scripted({Side.BOTH: values})
    band = RuleBand(feature=feature, high=high, message="Stay down")
    witness = Witness(replace(EXERCISES["wall_angels"], settled=(band,)), Side.BOTH)
    return [witness.settled(at(i), BASE) for i in range(len(values))]


@given(values=st.lists(st.floats(0.0, 40.0), min_size=1, max_size=60), high=st.floats(1.0, 30.0))
def test_what_has_risen_is_as_its_slow_twin(values: list[float], high: float):
    frames = round(STAYS_S * FPS)
    found = kept(values, high)
    for i, value in enumerate(values):
        stayed = [max(values[j - frames : j + 1]) for j in range(frames, i + 1)]
        assert found[i] is (not stayed or value - min(stayed) <= high)


def test_one_misread_frame_ends_no_position():
    values = [20.0] * 40
    values[15] = 2.0
    assert all(kept(values))
    assert kept([*values, *[35.0] * 20])[-1] is False


@pytest.mark.parametrize("flicker", [None, 0, 7])
def test_how_far_each_arm_went_is_known_though_a_frame_of_one_was_not_seen(flicker: int | None):
    left, right = ([top * i / 20 for i in range(21)] for top in (80.0, 20.0))
    if flicker is not None:
        right[flicker] = math.nan
    feature = scripted({Side.LEFT: left, Side.RIGHT: right, Side.BOTH: left})
    move = EXERCISES["wall_angels"]
    plain = replace(
        move, motion=replace(move.motion, signal=feature), start=(), confirm=(), impostors=(), kin=()
    )  # fmt: skip
    witness = Witness(plain, Side.BOTH)
    witness.at_rest(at(0), BASE)
    for i in range(1, 21):
        witness.moving(at(i), BASE, None)
    assert witness.evidence(ENDED).reaches == pytest.approx((20.0, 80.0), abs=4.1)
    assert witness.evidence(ENDED).reaches == ()


def test_what_changed_is_told_in_the_words_of_its_band():
    band = RuleBand(feature=ARM_ELEVATION, low=30.0, message="Raise both arms")
    witness = Witness(replace(EXERCISES["wall_angels"], confirm=(band,)), Side.BOTH)
    witness.at_rest(POSE, BASE)
    up = pose_of(Body(arm_left=100.0, arm_right=100.0), FRONT)
    same, raised = (witness.changes(pose, BASE) for pose in (POSE, up))
    assert witness.broken(same) == "Raise both arms"
    assert witness.broken(raised) == ""
    assert witness.broken({ARM_ELEVATION: math.nan}) == ""
