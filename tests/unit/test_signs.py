"""What gives another movement away, and moves that are one for a camera."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from everyday_movements import moments
from motions import MOVES, Frames, perform, plan_of

from posture.body.baseline import Baseline
from posture.body.features import ELBOW_FLEXION
from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.coach import Coach
from posture.coach.counting.movement import Movement
from posture.coach.judging.session_builder import KIN
from posture.coach.judging.signs import (
    OUTER,
    PathMeasure,
    Sign,
    SignWatch,
    greatest,
    least,
    lesser_travel,
    swing,
    travel,
    travel_against,
)
from posture.coach.session import Reason, Session
from posture.coach.update import Update
from posture.exercises import EXERCISES
from posture.simulation.stick_person import FRONT, LEFT_SIDE, Body, pose_of

PUSH_UP = "Not counted: that is a push-up"
BASELINE = Baseline(torso_px=100.0)


def excursion(from_s: float, to_s: float) -> Movement:
    middle_s = (from_s + to_s) / 2.0
    return Movement(
        start_s=from_s, peak_s=middle_s, release_s=middle_s, end_s=to_s, rest=0.0, back=0.0, peak=1.0,
        floor=0.5, hold_s=0.0,
    )  # fmt: skip


def moved(t_s: float, **joints: tuple[float, float]) -> Pose:
    """A body from the left whose named joints are elsewhere by that many pixels."""
    pose = pose_of(Body(), LEFT_SIDE, t_s)
    xy = pose.image_xy.copy()
    for name, by in joints.items():
        xy[Landmark[name.upper()]] += by
    return replace(pose, image_xy=xy)


def shown(sign: Sign, pose_at: Callable[[float], Pose]) -> bool:
    signs = SignWatch((sign,), Side.LEFT)
    for i in range(60):
        signs.watch(pose_at(i / 20), BASELINE, moving=True)
    return signs.shown_in(excursion(0.0, 3.0)) is not None


def up_and_down(px: float, t_s: float) -> tuple[float, float]:
    return 0.0, -px * math.sin(math.pi * t_s / 3.0)


@pytest.mark.parametrize(
    ("hand_px", "shoulder_px", "refused"),
    [(5.0, 70.0, True), (90.0, 30.0, False), (30.0, 70.0, True), (60.0, 70.0, False)],
    ids=["hands that carry", "hands that pull", "hands that slip", "hands that come along"],
)
def test_hands_that_stay_while_the_shoulder_travels_carry_the_body(
    hand_px: float, shoulder_px: float, *, refused: bool
):
    sign = Sign(journey=travel_against("wrist", "shoulder"), low=0.6, message=PUSH_UP)
    way = lambda t: moved(t, left_wrist=up_and_down(hand_px, t), left_shoulder=up_and_down(shoulder_px, t))  # noqa: E731  # as short as it is
    assert shown(sign, way) is refused


def test_a_sign_is_silent_where_nothing_moves_or_too_little_is_seen():
    sign = Sign(journey=travel_against("wrist", "shoulder"), low=0.6, message=PUSH_UP)
    assert not shown(sign, lambda t: moved(t, left_shoulder=up_and_down(10.0, t)))

    def hidden(t_s: float) -> Pose:
        far = (math.nan, math.nan) if t_s < 1.6 else (0.0, 0.0)
        return moved(t_s, left_wrist=far, left_shoulder=up_and_down(70.0, t_s))

    assert not shown(sign, hidden)


def test_one_frame_in_the_wrong_place_is_no_journey():
    sign = Sign(journey=travel("wrist"), high=0.5, message="other")
    assert not shown(sign, lambda t: moved(t, left_wrist=(400.0 if t == 1.0 else 0.0, 0.0)))
    assert shown(sign, lambda t: moved(t, left_wrist=up_and_down(80.0, t)))


def test_each_attempt_is_judged_by_its_own_way_alone():
    sign = Sign(journey=travel("wrist"), high=0.5, message="other")
    signs = SignWatch((sign,), Side.LEFT)
    for i in range(120):
        t_s = i / 20
        signs.watch(
            moved(t_s, left_wrist=up_and_down(80.0 if t_s < 3.0 else 20.0, t_s)), BASELINE, moving=True
        )
    assert signs.shown_in(excursion(0.0, 2.99)) is sign
    assert signs.shown_in(excursion(3.0, 5.9)) is None


@pytest.mark.parametrize(
    ("journey", "low", "high"),
    [
        (swing(ELBOW_FLEXION), 85.0, 95.0),
        (greatest(ELBOW_FLEXION), 95.0, 105.0),
        (least(ELBOW_FLEXION), 5.0, 15.0),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_spans_and_ends_of_a_measurement(journey: PathMeasure, low: float, high: float):
    def bent(t_s: float) -> Pose:
        return pose_of(Body(elbow_left=10.0 + 90.0 * math.sin(math.pi * t_s / 3.0) ** 2), FRONT, t_s)

    assert not shown(Sign(journey=journey, low=low, high=high, message="other"), bent)
    assert shown(Sign(journey=journey, low=high, message="other"), bent)


@pytest.mark.parametrize("count", [3, 4, 33, 34, 101, 250])
def test_spans_and_ends_are_the_percentiles_that_numpy_gives(count: int):
    drawn = np.random.default_rng(count).normal(scale=100.0, size=count)
    outer = (np.percentile(drawn, OUTER), np.percentile(drawn, 100.0 - OUTER))
    columns = (drawn.tolist(),)
    assert (least(ELBOW_FLEXION).over(columns), greatest(ELBOW_FLEXION).over(columns)) == outer
    assert swing(ELBOW_FLEXION).over(columns) == outer[1] - outer[0]


def test_the_side_that_moves_less_is_told_from_the_one_that_moves_more():
    sign = Sign(journey=lesser_travel("wrist"), low=0.4, message="other")
    assert shown(sign, lambda t: moved(t, left_wrist=up_and_down(80.0, t)))
    both = lambda t: moved(t, left_wrist=up_and_down(80.0, t), right_wrist=up_and_down(60.0, t))  # noqa: E731  # as short as it is
    assert not shown(sign, both)


# ---- in the moves ------------------------------------------------------------------------------


def followed(exercise_id: str, frames: Frames) -> tuple[list[Update], Session]:
    coach = Coach(EXERCISES[exercise_id])
    seen = [coach.update(pose, t_s) for t_s, pose in frames]
    return seen, coach.finish()


def said(seen: list[Update], kind: str) -> list[str]:
    return [u.cue.text for u in seen if u.cue is not None and u.cue.kind == kind]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_push_ups_are_no_rows_and_are_told_as_what_they_are(seed: int):
    seen, session = followed("bent_over_rows", moments("knee_push_ups", "oblique", seed))
    assert session.counts.reps == 0
    assert PUSH_UP in said(seen, "missed") or not session.attempts
    refused = {a.number for a in session.attempts if a.reason is Reason.WRONG_POSTURE}
    assert not [f for f in session.findings if f.attempt in refused], "its form is no fault of a row"


@pytest.mark.parametrize(
    ("what", "view", "seed", "exercise_id"),
    [
        ("alternating_curls", "front", 2, "shoulder_blade_retraction"),
        ("presses", "side", 1, "shoulder_blade_retraction"),
        ("walking", "front", 1, "shoulder_blade_retraction"),
        ("gesturing", "side", 1, "shoulder_blade_retraction"),
        ("arm_swings", "side", 1, "shoulder_blade_retraction"),
        ("arm_swings", "side", 1, "bent_over_rows"),
        ("arm_swings", "side", 2, "bent_over_rows"),
        ("dancing", "oblique", 2, "bent_over_rows"),
        ("reaching_up", "oblique", 1, "bent_over_rows"),
        ("jumping_jacks", "oblique", 1, "lat_pulldowns"),
    ],
)
def test_what_passed_for_a_move_once(what: str, view: str, seed: int, exercise_id: str):
    assert followed(exercise_id, moments(what, view, seed))[1].counts.reps == 0


@pytest.mark.parametrize("exercise_id", ["wall_angels", "bent_over_rows", "chin_tucks"])
@pytest.mark.parametrize("noise", [0.004, 0.01])
def test_no_right_repetition_is_taken_for_another_movement(exercise_id: str, noise: float):
    frames = perform(exercise_id, plan_of(exercise_id), noise=noise)
    coach = Coach(EXERCISES[exercise_id], hold_s=MOVES[exercise_id].hold_s)
    for t_s, pose in frames:
        coach.update(pose, t_s)
    assert coach.finish().counts.reps == 4


PRONE = Body(
    hinge=89.0, thighs=-89.0, knees=2.0, arms_forward=True, arm_left=172.0, arm_right=172.0, elbow_left=4.0,
    elbow_right=4.0,
)  # fmt: skip
FLOOR = replace(LEFT_SIDE, place=(0.5, 0.6))


def lifted(t_s: float, *, other_leg: float) -> Pose:
    """Arms and chest lift, the near leg with them, and the other one by that share of it; 3 s of 8."""
    up = math.sin(math.pi * min(max(t_s - 2.0, 0.0) / 1.0, 0.5)) - math.sin(
        math.pi * min(max(t_s - 6.0, 0.0) / 1.0, 0.5)
    )
    body = replace(PRONE, hinge=89.0 - 8.0 * up, arm_left=172.0 + 18.0 * up, arm_right=172.0 + 18.0 * up)
    pose = pose_of(replace(body, thighs=-89.0 - 18.0 * up), FLOOR, t_s, far_hidden=False)
    down = pose_of(replace(body, thighs=-89.0 - 18.0 * up * other_leg), FLOOR, t_s, far_hidden=False)
    xy = pose.image_xy.copy()
    for joint in ("knee", "ankle", "heel", "foot"):
        xy[Landmark[f"RIGHT_{joint.upper()}"]] = down.image_xy[Landmark[f"RIGHT_{joint.upper()}"]]
    return replace(pose, image_xy=xy)


@pytest.mark.parametrize(
    ("other_leg", "reason"), [(1.0, None), (0.75, None), (0.1, Reason.ONE_SIDE)], ids=["both", "less", "one"]
)
def test_a_superman_lifts_both_legs(other_leg: float, reason: Reason | None):
    coach = Coach(EXERCISES["superman"], hold_s=2.0)
    seen = [coach.update(lifted(i / 15, other_leg=other_leg), i / 15) for i in range(150)]
    (attempt,) = coach.finish().attempts
    assert attempt.reason is reason
    assert ("Lift both sides together" in said(seen, "instead")) is (reason is not None)


def mat_push_up(t_s: float, up_deg: float = 22.0) -> Pose:
    """From lying to straight arms and back, hands and toes where they are; every 4 s after the first two."""
    up = 0.0 if t_s < 2.0 else 0.5 - 0.5 * math.cos(2.0 * math.pi * (t_s - 2.0) / 4.0)
    rise = math.radians(1.0 + up_deg * up)
    flat = pose_of(
        replace(PRONE, arm_left=40.0, arm_right=40.0, elbow_left=130.0, elbow_right=130.0), FLOOR, t_s
    )
    xy = flat.image_xy.copy()
    toes, c, s = xy[Landmark.LEFT_ANKLE].copy(), math.cos(rise), math.sin(rise)
    hands = [m for m in Landmark if m.name.endswith(("WRIST", "PINKY", "INDEX", "THUMB"))]
    left = xy[Landmark.LEFT_SHOULDER][0] < toes[0]
    turned = toes + (xy - toes) @ (((c, s), (-s, c)) if left else ((c, -s), (s, c)))
    kept = xy[hands]
    xy = turned
    xy[hands] = kept
    return replace(flat, image_xy=xy)


def test_push_ups_from_the_mat_are_no_swan():
    seen, session = followed("swan", [(i / 15, mat_push_up(i / 15)) for i in range(15 * 14)])
    assert session.counts.reps == 0
    assert session.attempts and PUSH_UP in said(seen, "missed")


@pytest.mark.parametrize("up_deg", [12.0, 16.0, 22.0])
def test_push_ups_from_the_mat_are_no_short_cobras(up_deg: float):
    coach = Coach(EXERCISES["cobra"], hold_s=0.5)
    seen = [coach.update(mat_push_up(i / 15, up_deg), i / 15) for i in range(15 * 14)]
    session = coach.finish()
    assert session.counts.reps == 0 and session.counts.hold_s == 0.0
    assert session.attempts and PUSH_UP in said(seen, "missed")


# ---- kin ---------------------------------------------------------------------------------------


def angels(low_deg: float) -> Frames:
    """Wall angels whose elbows come down to that angle of the upper arm."""

    def lowered(body: Body, t_s: float) -> Body:
        share = (body.arm_left - 65.0) / 85.0
        arm, elbow = (
            low_deg + (150.0 - low_deg) * share,
            95.0 + (65.0 - low_deg) - (60.0 + 65.0 - low_deg) * share,
        )
        return replace(body, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)

    return perform("wall_angels", plan_of("wall_angels", [1.0] * 5), alter=lowered)


def test_whoever_pulls_down_in_wall_angels_is_asked_once_and_not_praised():
    seen, session = followed("wall_angels", angels(38.0))
    assert session.counts.reps == 5, "for a camera it is one movement"
    assert said(seen, "question") == ["Is this lat pulldowns?"] and not said(seen, "praise")
    (problem,) = (p for p in session.problems if p.code == KIN)
    assert problem.message == "Is this lat pulldowns?"
    assert session.attempts[0].start_s <= problem.from_s < problem.to_s <= session.attempts[-1].end_s


def test_whoever_makes_wall_angels_is_asked_nothing():
    seen, session = followed("wall_angels", angels(65.0))
    assert session.counts.reps == 5
    assert not said(seen, "question") and KIN not in {p.code for p in session.problems}


def test_kin_name_each_other_and_say_why():
    for exercise in EXERCISES.values():
        for kin in exercise.kin:
            back = [k for k in EXERCISES[kin.id].kin if k.id == exercise.id]
            assert len(back) == 1 and back[0].why == kin.why and (back[0].sign is None) == (kin.sign is None)


def test_what_a_sign_says_is_short():
    for exercise in EXERCISES.values():
        for way in exercise.methods:
            for sign in (*way.impostors, *(kin.sign for kin in way.kin if kin.sign)):
                assert 0 < len(sign.message.split()) <= 6
                assert math.isfinite(sign.low) or math.isfinite(sign.high)
