"""What can be seen is counted: one arm of two, a view that wavers, rows from half in front."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import numpy as np
import pytest
from motions import Frames, hide, perform, plan_of
from shoulder_blades_kit import BLADES, ELBOWS, reps, squeezed

from posture.body.baseline import Baseline
from posture.body.features import TRUNK_ELEVATION, TRUNK_LEAN
from posture.body.landmarks import Landmark, Pose, Side, on
from posture.body.view import View
from posture.coach import wording
from posture.coach.coach import Coach
from posture.coach.counting.followed_arm import FollowedArm
from posture.coach.exercise import RuleBand
from posture.coach.session import Reason, Session
from posture.exercises import EXERCISES
from posture.simulation.arm_exercises import pulldown, row, row_from_the_floor, seated_row
from posture.simulation.neck_exercises import neck_tilt
from posture.simulation.stick_person import LIMBS, Body, Viewpoint, pose_of
from posture.simulation.timeline import Rep, Timeline

FPS = 10.0
THREE = Timeline((Rep(),) * 3)
ARM = {side: [m for m in LIMBS[side] if m <= Landmark.RIGHT_THUMB] for side in (Side.LEFT, Side.RIGHT)}
Make = Callable[..., Body]


def made(make: Make, camera: Viewpoint, plan: Timeline = THREE, *, hidden: Iterable[Landmark] = ()) -> Frames:
    """The poses of a set by the stick person."""
    times = [i / FPS for i in range(round(plan.duration_s * FPS) + 1)]
    return [(t, pose_of(make(plan.at(t)[0]), camera, t, hidden=hidden)) for t in times]


def followed(exercise_id: str, frames: Frames, *, hold_s: float | None = None) -> tuple[Session, list[str]]:
    """The session, and what was said beside numbers."""
    coach, said = Coach(EXERCISES[exercise_id], hold_s=hold_s), []
    for t_s, pose in frames:
        cue = coach.update(pose, t_s).cue
        said += [cue.text] if cue and cue.kind != "count" else []
    return coach.finish(), said


def reasons(session: Session) -> list[Reason | None]:
    return [attempt.reason for attempt in session.attempts]


# The view of a set under way


def turning(plan: Timeline, yaw: float, most: float) -> Frames:
    """Neck tilts by somebody whose shoulders turn with each tilt, as under a hand on the head."""
    times = [i / FPS for i in range(round(plan.duration_s * FPS) + 1)]
    shares = [plan.at(t) for t in times]
    turns = [yaw + share * (most - yaw) for share, _ in shares]
    return [
        (t, pose_of(neck_tilt(at[0]), Viewpoint(yaw=turn), t))
        for t, at, turn in zip(times, shares, turns, strict=True)
    ]


TILT = Timeline((Rep(amplitude=1.1, hold_s=3.0),))


def test_a_tilt_that_turns_the_shoulders_a_little_over_the_edge_of_the_view_counts():
    session, said = followed("neck_tilts", turning(TILT, 15.0, 29.0), hold_s=2.0)
    assert session.counts.reps == 1 and session.problems == () and wording.TURN[View.FRONT] not in said


def test_whoever_turns_away_in_a_tilt_is_told():
    session, said = followed("neck_tilts", turning(TILT, 15.0, 60.0), hold_s=2.0)
    assert session.counts.reps == 0 and wording.TURN[View.FRONT] in said


# One arm of two

PULLDOWNS = {"left side": 90.0, "right side": -90.0, "front": 0.0, "half": 45.0, "back": 180.0}
SPACE = {"place": (0.5, 0.6), "px_per_m": 130.0}


@pytest.mark.parametrize("yaw", PULLDOWNS.values(), ids=PULLDOWNS)
@pytest.mark.parametrize("unseen", [Side.LEFT, Side.RIGHT])
def test_pulldowns_are_counted_on_the_arm_that_is_seen(yaw: float, unseen: Side):
    if abs(yaw) == 90.0:
        unseen = Side.RIGHT if yaw > 0.0 else Side.LEFT
    session, said = followed("lat_pulldowns", made(pulldown, Viewpoint(yaw=yaw, **SPACE), hidden=ARM[unseen]))
    assert reasons(session) == [None] * 3 and session.findings == ()
    assert {attempt.side for attempt in session.attempts} == {unseen.other}
    assert said.count(wording.ONE_ARM) == 1
    assert "uneven" in {item.what for item in session.unmeasured}


def test_both_arms_are_counted_on_while_both_are_seen():
    session, said = followed("lat_pulldowns", made(pulldown, Viewpoint(**SPACE)))
    assert {attempt.side for attempt in session.attempts} == {Side.BOTH} and said == []


@pytest.mark.parametrize(("from_s", "to_s"), [(2.0, 3.5), (2.5, 9.0), (0.0, 5.0)])
def test_an_arm_that_leaves_in_a_movement_costs_none(from_s: float, to_s: float):
    frames = hide(made(pulldown, Viewpoint(**SPACE)), ARM[Side.LEFT], from_s, to_s)
    session, _ = followed("lat_pulldowns", frames)
    assert reasons(session) == [None] * 3 and Side.RIGHT in {a.side for a in session.attempts}


def test_what_the_network_guesses_of_a_hidden_arm_changes_nothing():
    rng, hidden = np.random.default_rng(5), ARM[Side.LEFT]
    plain = made(pulldown, Viewpoint(**SPACE), hidden=hidden)

    def guessed(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        xy[hidden] += rng.normal(0.0, 40.0, (len(hidden), 2))
        return replace(pose, image_xy=xy)

    other = [(t, guessed(pose)) for t, pose in plain]
    assert followed("lat_pulldowns", other)[0] == followed("lat_pulldowns", plain)[0]


@pytest.mark.parametrize("unseen", [Side.LEFT, Side.RIGHT])
def test_an_elbow_that_is_guessed_beside_a_hidden_hand_is_no_arm(unseen: Side):
    """Cupboards hide half an arm; the network is fairly sure of an elbow that it makes up."""
    rng = np.random.default_rng(7)
    hand = [m for m in ARM[unseen] if "ELBOW" not in m.name and "SHOULDER" not in m.name]
    elbow = on(unseen, "elbow")

    def guessed(pose: Pose) -> Pose:
        xy, visibility = pose.image_xy.copy(), pose.visibility.copy()
        xy[elbow] = xy[on(unseen, "shoulder")] + rng.normal(0.0, 40.0, 2)
        visibility[hand], visibility[elbow] = 0.2, 0.65
        return replace(pose, image_xy=xy, visibility=visibility)

    frames = perform("wall_angels", plan_of("wall_angels", [1.0] * 3))
    session, said = followed("wall_angels", [(t_s, guessed(pose)) for t_s, pose in frames])
    assert reasons(session) == [None] * 3 and {a.side for a in session.attempts} == {unseen.other}
    assert said.count(wording.ONE_ARM) == 1 and session.findings == ()


def test_one_arm_alone_is_no_repetition_where_both_are_seen():
    def left(share: float) -> Body:
        return replace(pulldown(share), arm_right=165.0, elbow_right=10.0)

    session, _ = followed("lat_pulldowns", made(left, Viewpoint(**SPACE)))
    assert session.counts.reps == 0 and Reason.ONE_SIDE in reasons(session)


def arms(flags: list[tuple[bool, bool]], moving: bool) -> list[Side]:
    """The arm at every tenth of a second, for what is seen of left and right."""
    signal = EXERCISES["lat_pulldowns"].motion.signal
    chosen = FollowedArm(signal, Side.BOTH)
    sides = (Side.LEFT, Side.RIGHT)
    hidden = [[m for s, seen in zip(sides, flag, strict=True) if not seen for m in ARM[s]] for flag in flags]
    poses = [pose_of(pulldown(0.0), Viewpoint(**SPACE), i / 10) for i in range(len(flags))]
    unseen = []
    for pose, marks in zip(poses, hidden, strict=True):
        xy = pose.image_xy.copy()
        xy[marks] = np.nan
        unseen.append(replace(pose, image_xy=xy))
    return [chosen.update(pose, moving=moving) for pose in unseen]


def test_a_flicker_changes_no_arm_and_both_are_taken_again_only_at_rest():
    both, left = (True, True), (True, False)
    assert set(arms([both] * 5 + [left] * 2 + [both] * 5, False)) == {Side.BOTH}
    again = [both] * 3 + [left] * 6 + [both] * 15
    assert arms(again, False)[8] is Side.LEFT and arms(again, False)[-1] is Side.BOTH
    assert arms(again, True)[-1] is Side.LEFT


# Joints that the count, and that a rule, cannot be without


def test_squeezes_are_counted_on_the_shoulders_while_the_elbows_are_out_of_the_picture():
    depth = reps(2.0)
    frames: Frames = [(i / FPS, squeezed(i / FPS, depth(i / FPS), BLADES)) for i in range(round(27 * FPS))]
    whole, _ = followed("shoulder_blade_retraction", frames)
    gone = hide(frames, [*ELBOWS, *ARM[Side.LEFT], *ARM[Side.RIGHT]], 4.0, 27.0)
    session, said = followed("shoulder_blade_retraction", gone)
    assert whole.counts.reps == session.counts.reps == 3
    assert said.count(wording.hidden("elbow")) == 1


def test_hidden_joints_that_only_refuse_refuse_nothing():
    legs = [m for m in Landmark if m >= Landmark.LEFT_KNEE]
    wrists = [on(side, "wrist") for side in (Side.LEFT, Side.RIGHT)]
    session, _ = followed("bent_over_rows", made(row, Viewpoint(yaw=90.0), hidden=[*legs, *wrists]))
    assert reasons(session) == [None] * 3


def test_a_band_that_is_needed_is_counted_on_and_another_is_not():
    swan, rows = EXERCISES["swan"], EXERCISES["bent_over_rows"]
    assert "ankle" in swan.counted_on and swan.counted_on <= {*swan.needs}
    assert rows.counted_on == {"hip", "shoulder", "elbow"}
    assert not RuleBand(feature=TRUNK_LEAN, message="").needed


# Rows

VIEWS = {"side": -90.0, "steep": 62.0, "half": -45.0, "flat": 33.0}


@pytest.mark.parametrize("yaw", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("make", [row, row_from_the_floor, seated_row])
def test_rows_are_counted_from_half_in_front_as_from_the_side(yaw: float, make: Make):
    session, _ = followed("bent_over_rows", made(make, Viewpoint(yaw=yaw)))
    assert reasons(session) == [None] * 3
    assert {fault for attempt in session.attempts for fault in attempt.faults} == set()
    left = {item.what for item in session.unmeasured if item.why == wording.NOT_STANDING}
    assert left == ({"too upright", "knees locked", "squatting"} if make is seated_row else set()), (
        "who sits to row is upright as they should be"
    )


@pytest.mark.parametrize("yaw", VIEWS.values(), ids=VIEWS)
def test_a_pull_that_stops_short_is_a_partial_one_from_everywhere(yaw: float):
    short = Timeline((Rep(amplitude=0.58),) * 3)
    session, _ = followed("bent_over_rows", made(row, Viewpoint(yaw=yaw), short))
    assert reasons(session) == [Reason.PARTIAL_RANGE] * 3


def lowered(frames: Frames, torsos: float) -> Frames:
    """An elbow that is read too low at the top of a pull, hidden behind a plate."""

    def read(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        hip, shoulder, elbow = (xy[on(Side.LEFT, name)] for name in ("hip", "shoulder", "elbow"))
        torso_px = float(np.hypot(*(shoulder - hip)))
        near = max(0.0, 1.0 - abs(elbow[1] - shoulder[1]) / (0.3 * torso_px))
        elbow[1] += near * torsos * torso_px
        return replace(pose, image_xy=xy)

    return [(t, None if pose is None else read(pose)) for t, pose in frames]


def test_an_elbow_that_is_hidden_at_the_top_of_a_pull_costs_no_repetition():
    frames = lowered(made(row_from_the_floor, Viewpoint(yaw=62.0)), 0.12)
    session, _ = followed("bent_over_rows", frames)
    assert reasons(session) == [None] * 3 and all(a.range < -0.05 for a in session.attempts)


def hands_on_hips(share: float) -> Body:
    arm, elbow = 8.0 + 45.0 * share, 5.0 - 85.0 * share
    return Body(knees=15.0, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def curl(share: float) -> Body:
    arm, elbow = 2.0 - 10.0 * share, 8.0 + 120.0 * share
    return Body(arms_forward=True, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


@pytest.mark.parametrize("yaw", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("make", [hands_on_hips, curl])
def test_hands_that_come_to_the_hips_or_the_shoulders_are_no_row(yaw: float, make: Make):
    assert followed("bent_over_rows", made(make, Viewpoint(yaw=yaw)))[0].counts.reps == 0


@pytest.mark.parametrize("yaw", [90.0, -90.0, 60.0, 45.0, -35.0])
@pytest.mark.parametrize("hinge", [0.0, 20.0, 45.0, 80.0])
def test_the_trunk_is_as_upright_as_it_is_wherever_the_camera_stands(yaw: float, hinge: float):
    pose = pose_of(Body(hinge=hinge), Viewpoint(yaw=yaw))
    side = Side.LEFT if yaw > 0.0 else Side.RIGHT
    base = Baseline.of([pose])
    assert TRUNK_ELEVATION.compute(pose, side, base) == pytest.approx(90.0 - hinge, abs=0.1)
    assert TRUNK_LEAN.compute(pose, side, base) == pytest.approx(hinge, abs=0.1)


def test_a_trunk_that_swings_through_upright_goes_on():
    pose = pose_of(Body(hinge=-20.0), Viewpoint(yaw=90.0))
    assert TRUNK_LEAN.compute(pose, Side.LEFT, Baseline.of([pose])) == pytest.approx(-20.0, abs=0.1)


# What a refusal says


def test_a_movement_that_began_elsewhere_is_told_where_to_begin():
    def from_hanging(share: float) -> Body:
        arm = 12.0 + 140.0 * share
        return Body(arm_left=arm, arm_right=arm, elbow_left=60.0, elbow_right=60.0)

    session, said = followed("wall_angels", made(from_hanging, Viewpoint(**SPACE)))
    assert set(reasons(session)) == {Reason.WRONG_POSTURE}
    assert wording.MISSED[Reason.WRONG_POSTURE] not in said
    assert EXERCISES["wall_angels"].start[0].message in said


@pytest.mark.parametrize("move", EXERCISES.values(), ids=lambda move: move.id)
def test_whatever_is_refused_as_another_movement_says_what_to_do_instead(move):
    for way in move.methods:
        assert all(band.message for band in way.confirm)
        assert all(motion.instead for motion in way.mistaken)


def test_a_sign_of_another_movement_is_looked_for_on_the_arm_that_is_seen():
    """Arms that come down to the hips are no pulldown, seen on one of them or on both."""

    def raises(share: float) -> Body:
        arm = 165.0 - 150.0 * share
        return Body(arm_left=arm, arm_right=arm, elbow_left=5.0, elbow_right=5.0)

    for hidden in ([], ARM[Side.LEFT]):
        session, _ = followed("lat_pulldowns", made(raises, Viewpoint(**SPACE), hidden=hidden))
        assert set(reasons(session)) == {Reason.WRONG_POSTURE}
