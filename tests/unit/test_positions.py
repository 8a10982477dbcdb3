"""Positions on the floor: held, begun and left in any way, and never taken for one another."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from motions import Frames, hide, then

from posture.body.floor import IN_POSITION, NARROW, TRUNK_RISE, PositionBand, position
from posture.body.landmarks import Pose, Side, on
from posture.coach.coach import Coach
from posture.coach.session import Reason, Session
from posture.exercises import EXERCISES
from posture.simulation.floor_exercises import HANDS_AT_HEAD
from posture.simulation.positions import (
    ALL_FOURS,
    LYING,
    ON_FOREARMS,
    POSITIONS,
    PRONE,
    between,
    position_of,
    with_arms,
)
from posture.simulation.simulated_move import body_at
from posture.simulation.stick_person import Body, Viewpoint, pose_of, scaled, shaken

SIDE_ON = Viewpoint(yaw=90.0, place=(0.5, 0.6))


STANDING = Body()
KNEELING = Body(thighs=0.0, knees=90.0)
SITTING = Body(knees=85.0, thighs=85.0)
PLANK = with_arms(Body(hinge=72.0, thighs=-72.0, knees=2.0), 72.0, 5.0)
"""On straight arms, shoulders, hips and feet in one line."""

THREAD = "thread_the_needle"
named = pytest.mark.parametrize("exercise_id", POSITIONS)


def made(exercise_id: str, share: float, camera: Viewpoint, t_s: float, side: Side = Side.LEFT) -> Pose:
    """The person ``share`` of the way into the position."""
    body = body_at(position_of(exercise_id), share, side)
    return pose_of(body, camera, t_s, far_hidden=exercise_id != THREAD)


def ease(share: float) -> float:
    return 0.5 - 0.5 * math.cos(math.pi * min(max(share, 0.0), 1.0))


def held(
    exercise_id: str,
    seconds: float = 6.0,
    *,
    fps: float = 10.0,
    camera: Viewpoint = SIDE_ON,
    side: Side = Side.LEFT,
) -> Frames:
    """A second and a half of rest, as long on the way in, held, and the same back."""
    times = [i / fps for i in range(round((seconds + 6.0) * fps))]
    shares = [min(ease((t - 1.5) / 1.5), ease((seconds + 4.5 - t) / 1.5)) for t in times]
    return [(t, made(exercise_id, s, camera, t, side)) for t, s in zip(times, shares, strict=True)]


def still(body: Body, seconds: float = 3.0, camera: Viewpoint = SIDE_ON) -> Frames:
    return [(i / 10, pose_of(body, camera, i / 10)) for i in range(round(seconds * 10))]


def follow(exercise_id: str, frames: Frames, hold_s: float = 5.0) -> Session:
    coach = Coach(EXERCISES[exercise_id], hold_s=hold_s)
    for t_s, pose in frames:
        coach.update(pose, t_s)
    return coach.finish()


def assert_held(session: Session, seconds: float = 6.0) -> None:
    """One attempt that counts; of the ways in and out a part belongs to the position."""
    (attempt,) = session.attempts
    assert attempt.counted and attempt.clean and session.findings == ()
    assert seconds - 0.1 <= attempt.hold_s <= seconds + 1.6


@named
def test_a_position_is_credited_for_as_long_as_it_is_held(exercise_id: str):
    session = follow(exercise_id, held(exercise_id))
    assert_held(session)
    assert session.problems == ()


@named
@pytest.mark.parametrize("fps", [8.0, 30.0])
def test_the_frame_rate_does_not_matter(exercise_id: str, fps: float):
    at_10, other = (follow(exercise_id, held(exercise_id, fps=f)) for f in (10.0, fps))
    assert_held(other)
    assert other.counts.hold_s == pytest.approx(at_10.counts.hold_s, abs=0.4)


CAMERAS: dict[str, Callable[[Viewpoint], Viewpoint]] = {
    "from the other side": lambda c: replace(c, yaw=-90.0),
    "small": lambda c: replace(c, px_per_m=110.0),
    "upright": lambda c: replace(c, size_px=(480, 854)),
    "a little turned": lambda c: replace(c, yaw=c.yaw - 12.0),
    "askew": lambda c: replace(c, roll=3.0),
}


@pytest.mark.parametrize("exercise_id", [i for i in POSITIONS if i != THREAD])
@pytest.mark.parametrize("camera", CAMERAS)
def test_the_camera_does_not_matter(exercise_id: str, camera: str):
    assert_held(follow(exercise_id, held(exercise_id, camera=CAMERAS[camera](SIDE_ON))))


@named
def test_a_mirror_and_the_size_of_the_picture_change_no_second(exercise_id: str):
    frames = held(exercise_id)
    one = follow(exercise_id, frames)
    half = follow(exercise_id, [(t, p and scaled(p, 0.5)) for t, p in frames])
    mirror = follow(exercise_id, [(t, p and p.mirrored()) for t, p in frames])
    assert half.counts.hold_s == pytest.approx(one.counts.hold_s)
    assert mirror.counts.hold_s == pytest.approx(one.counts.hold_s)
    assert [a.side.other for a in one.attempts] == [a.side for a in mirror.attempts]


@named
def test_noise_and_lost_poses_change_little(exercise_id: str):
    rng = np.random.default_rng(3)
    frames = held(exercise_id)
    noisy: Frames = [
        (t, None if (t - 4.0) % 3.0 < 0.4 and t > 4.0 else p and shaken(p, rng, 0.006)) for t, p in frames
    ]
    session = follow(exercise_id, noisy)
    assert session.counts.reps == 1
    assert session.counts.hold_s == pytest.approx(follow(exercise_id, frames).counts.hold_s, abs=0.7)


@named
def test_the_clock_runs_from_the_first_moment_for_whoever_is_there_already(exercise_id: str):
    frames: Frames = [(i / 15, made(exercise_id, 1.0, SIDE_ON, i / 15)) for i in range(75)]
    session = follow(exercise_id, frames, hold_s=4.0)
    assert session.counts.hold_s == pytest.approx(5.0, abs=0.5) and session.counts.reps == 1


@named
def test_a_short_hold_is_listed_with_its_reason(exercise_id: str):
    session = follow(exercise_id, held(exercise_id, 2.0), hold_s=20.0)
    assert [a.reason for a in session.attempts] == [Reason.SHORT_HOLD]


OTHERS = {
    "standing": STANDING,
    "kneeling": KNEELING,
    "sitting": SITTING,
    "all fours": ALL_FOURS,
    "lying": LYING,
    "lying on the forearms": ON_FOREARMS,
    "hands at the head": HANDS_AT_HEAD,
    "arms overhead": with_arms(PRONE, 165.0, 5.0),
    "superman": with_arms(Body(hinge=74.0, thighs=-105.0, knees=4.0), 175.0, 5.0),
    "plank": PLANK,
    "plank on the forearms": with_arms(Body(hinge=78.0, thighs=-78.0, knees=2.0), 78.0, 90.0),
    "puppy": with_arms(Body(hinge=122.0, thighs=0.0, knees=90.0), 150.0, 5.0),
    "bent over": with_arms(Body(hinge=60.0, knees=25.0), 60.0, 5.0),
}


@named
@pytest.mark.parametrize("other", OTHERS)
def test_another_position_is_no_attempt(exercise_id: str, other: str):
    session = follow(exercise_id, still(OTHERS[other]), hold_s=1.0)
    assert session.attempts == () and not session.counts.hold_s and session.findings == ()


@named
@pytest.mark.parametrize("other", POSITIONS)
def test_no_position_is_taken_for_another(exercise_id: str, other: str):
    session = follow(exercise_id, held(other, 3.0), hold_s=1.0)
    assert session.counts.reps == (exercise_id == other)
    assert bool(session.counts.hold_s) == (exercise_id == other)


@pytest.mark.parametrize(
    ("exercise_id", "yaw"),
    [(i, yaw) for i in POSITIONS for yaw in (0.0, 45.0, 135.0, 180.0) if (i, yaw % 90.0) != (THREAD, 45.0)],
)
def test_nothing_is_credited_but_from_the_side(exercise_id: str, yaw: float):
    """Half turned, one shoulder is under the other all the same."""
    session = follow(exercise_id, held(exercise_id, 3.0, camera=replace(SIDE_ON, yaw=yaw)), hold_s=1.0)
    assert not session.counts.hold_s


def test_each_shoulder_under_is_a_side_of_its_own():
    frames = then(held(THREAD, 3.0, side=Side.LEFT), held(THREAD, 3.0, side=Side.RIGHT))
    counts = follow(THREAD, frames, hold_s=2.5).counts
    assert (counts.reps, counts.left, counts.right) == (2, 1, 1)


def test_closeness_falls_from_the_band_to_the_edge_of_what_is_credited():
    span = PositionBand(TRUNK_RISE, low=-20.0, high=10.0, amber=5.0)
    assert [span.closeness(v) for v in (-20.0, 0.0, 10.0)] == [1.0] * 3
    assert span.closeness(15.0) == span.closeness(-25.0) == IN_POSITION
    assert span.closeness(20.0) == span.closeness(90.0) == 0.0
    assert math.isnan(span.closeness(math.nan))


def test_a_position_takes_the_joints_and_views_of_its_parts():
    feature = position("any", PositionBand(TRUNK_RISE, low=0.0), NARROW)
    assert feature.joints == ("shoulder", "hip") and feature.views == TRUNK_RISE.views


def lifts(count: int, *, chest: float = 10.0, legs: float = 0.0, elbows: float = 130.0) -> Frames:
    """Swans: out in 1.2 s, held for 2.2, back in 1.2, a second of rest."""
    rest = with_arms(HANDS_AT_HEAD, 40.0 if elbows > 60.0 else 165.0, elbows)
    top = replace(rest, hinge=rest.hinge - chest, thighs=(rest.thighs or 0.0) - legs)
    frames: Frames = []
    for i in range(round((1.5 + 5.6 * count) * 15)):
        t_s = i / 15
        at_s = (t_s - 1.5) % 5.6 if t_s > 1.5 else 5.6
        share = min(ease(at_s / 1.2), ease((4.6 - at_s) / 1.2))
        frames.append((t_s, pose_of(between(rest, top, share), SIDE_ON, t_s)))
    return frames


def test_swans_are_counted_with_their_holds():
    session = follow("swan", lifts(4), hold_s=2.0)
    assert session.counts.reps == session.counts.clean == session.counts.attempts == 4
    assert [a.hold_s for a in session.attempts] == pytest.approx([2.2] * 4, abs=0.5)


@pytest.mark.parametrize(
    ("frames", "rule"),
    [(lifts(2, legs=7.0), "legs_lift"), (lifts(2, chest=20.0), "chest_too_high")],
    ids=["legs", "chest"],
)
def test_a_swan_with_a_fault_counts_but_is_not_clean(frames: Frames, rule: str):
    session = follow("swan", frames, hold_s=2.0)
    assert session.counts.reps == 2 and session.counts.clean == 0
    assert rule in {finding.rule for finding in session.findings}


@pytest.mark.parametrize(
    "frames",
    [lifts(2, legs=15.0), lifts(2, chest=34.0), lifts(2, elbows=5.0)],
    ids=["superman", "cobra", "long arms"],
)
def test_another_lift_is_no_swan(frames: Frames):
    session = follow("swan", frames, hold_s=2.0)
    assert session.counts.reps == 0 and not session.counts.hold_s


def test_swans_of_which_the_feet_stay_unseen_are_not_counted_on():
    feet = [on(side, "ankle") for side in (Side.LEFT, Side.RIGHT)]
    blink, gone = (follow("swan", hide(lifts(4), feet, 8.4, to_s), hold_s=2.0) for to_s in (9.0, 99.0))
    assert blink.counts.reps == 4
    assert gone.counts.reps == 1 and "feet" in gone.problems[-1].message


def test_a_childs_pose_is_credited_until_the_hips_are_given_up():
    """The trunk stays down and the knees stay bent while the hips rise: it is no rest any more."""
    _, full = POSITIONS["childs_pose"]
    risen = replace(full, thighs=28.0, knees=128.0)
    down = held("childs_pose", 6.0)[: round((1.5 + 1.5 + 3.0) * 10)]
    last_s = down[-1][0]
    rising = [
        (last_s + 0.1 * i, pose_of(between(full, risen, ease(i / 15)), SIDE_ON, last_s + 0.1 * i))
        for i in range(1, 41)
    ]
    (attempt,) = follow("childs_pose", [*down, *rising], hold_s=10.0).attempts
    assert not attempt.counted
    assert attempt.hold_s == pytest.approx(4.0, abs=0.8)
