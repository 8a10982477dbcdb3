"""The whole fold on a stick person: what is counted does not depend on how it is filmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from itertools import pairwise

import numpy as np
import pytest
from motions import MOVES, Frames, follow, hide, nobody, perform, plan_of, still, then, updates

from posture.body.landmarks import Landmark, Side
from posture.body.visibility import BLINK_S
from posture.coach.coach import Coach, Update
from posture.coach.cues.cue_budget import GAP_S, SAME_S, TICKS
from posture.coach.cues.steady_notice import SHOWN_AFTER_S
from posture.coach.exercise import Phase, Sides
from posture.coach.session import Reason, Session
from posture.exercises import EXERCISES
from posture.simulation.stick_person import Body, Viewpoint, pose_of, scaled
from posture.simulation.timeline import Rep, Timeline

moves = pytest.mark.parametrize("exercise_id", MOVES)
every = pytest.mark.parametrize("exercise_id", EXERCISES)
MIXED = (1.0, 1.0, 1.0, 0.45, 1.0)
"""Full ones and a single half one, the fourth."""


def reasons(session: Session) -> list[Reason | None]:
    return [attempt.reason for attempt in session.attempts]


def assert_mixed(session: Session) -> None:
    assert reasons(session) == [None, None, None, Reason.PARTIAL_RANGE, None]
    assert session.counts.reps == 4 and session.counts.attempts == 5


@moves
def test_a_clean_set_is_counted_in_time_and_nothing_is_found(exercise_id: str):
    plan = plan_of(exercise_id)
    session = follow(exercise_id, perform(exercise_id, plan, noise=0.004))
    assert session.counts.reps == session.counts.clean == session.counts.attempts == 4
    assert session.findings == () and session.problems == ()
    for attempt, top_s, rep in zip(session.attempts, plan.tops_s, plan.reps, strict=True):
        assert attempt.peak_s == pytest.approx(top_s, abs=0.6)
        assert attempt.duration_s == pytest.approx(rep.moving_s, abs=0.6)
        if EXERCISES[exercise_id].motion.hold_s:
            assert attempt.hold_s == pytest.approx(rep.hold_s, abs=0.45)


@moves
@pytest.mark.parametrize("fps", [8.0, 30.0])
def test_the_frame_rate_does_not_matter(exercise_id: str, fps: float):
    assert_mixed(follow(exercise_id, perform(exercise_id, plan_of(exercise_id, MIXED), fps=fps)))


@moves
def test_a_very_fast_camera_does_not_matter(exercise_id: str):
    session = follow(exercise_id, perform(exercise_id, plan_of(exercise_id, (1.0, 0.45)), fps=120.0))
    assert reasons(session) == [None, Reason.PARTIAL_RANGE]


CAMERAS: dict[str, Callable[[Viewpoint], Viewpoint]] = {
    "small": lambda c: replace(c, px_per_m=90.0),
    "large": lambda c: replace(c, size_px=(1280, 960), px_per_m=290.0),
    "moved": lambda c: replace(c, place=(0.35, 0.6)),
    "upright": lambda c: replace(c, size_px=(480, 854)),
    "wide": lambda c: replace(c, size_px=(1280, 720), px_per_m=200.0),
    "a little turned": lambda c: replace(c, yaw=c.yaw - 15.0),
    "askew": lambda c: replace(c, roll=4.0),
}


@moves
@pytest.mark.parametrize("camera", CAMERAS)
def test_the_camera_does_not_matter(exercise_id: str, camera: str):
    here = CAMERAS[camera](MOVES[exercise_id].camera)
    assert_mixed(follow(exercise_id, perform(exercise_id, plan_of(exercise_id, MIXED), camera=here)))


@moves
def test_the_size_of_the_picture_changes_nothing_at_all(exercise_id: str):
    frames = perform(exercise_id, plan_of(exercise_id, MIXED), noise=0.004)
    half = [(t, pose and scaled(pose, 0.5)) for t, pose in frames]
    one, other = follow(exercise_id, frames), follow(exercise_id, half)
    assert reasons(one) == reasons(other)
    assert [a.range for a in other.attempts] == pytest.approx([a.range for a in one.attempts], abs=1e-6)


@moves
def test_a_mirror_swaps_the_sides_and_keeps_the_counts(exercise_id: str):
    frames = perform(exercise_id, plan_of(exercise_id, MIXED), noise=0.004)
    one = follow(exercise_id, frames)
    other = follow(exercise_id, [(t, pose and pose.mirrored()) for t, pose in frames])
    assert reasons(one) == reasons(other)
    assert [a.side.other for a in one.attempts] == [a.side for a in other.attempts]
    assert (one.counts.left, one.counts.right) == (other.counts.right, other.counts.left)
    assert [a.range for a in other.attempts] == pytest.approx([a.range for a in one.attempts], abs=1e-6)


@moves
@pytest.mark.parametrize("gone", [True, False], ids=["frames", "poses"])
def test_a_fifth_of_the_poses_may_be_lost(exercise_id: str, gone: bool):
    lost = np.random.default_rng(11).random(2000) < 0.2
    frames = perform(exercise_id, plan_of(exercise_id, MIXED), noise=0.003)
    kept: Frames = [
        (t, None if x else p) for (t, p), x in zip(frames, lost, strict=False) if not (gone and x)
    ]
    assert_mixed(follow(exercise_id, kept))


@moves
@pytest.mark.parametrize("first_s", [2.1, 2.7, 3.4])
def test_half_a_second_may_be_lost_now_and_then(exercise_id: str, first_s: float):
    frames = perform(exercise_id, plan_of(exercise_id, MIXED))
    bursts: Frames = [(t, None if (t - first_s) % 4.3 < 0.5 and t > first_s else p) for t, p in frames]
    assert_mixed(follow(exercise_id, bursts))


NOISE = dict.fromkeys(MOVES, 0.010) | {"neck_tilts": 0.003}
"""Share of a torso; the eyes are so near each other that as much would tilt a head by five degrees."""


@moves
def test_noise_changes_no_count(exercise_id: str):
    noisy = perform(exercise_id, plan_of(exercise_id, MIXED), noise=NOISE[exercise_id])
    assert follow(exercise_id, noisy).counts.reps == 4


@moves
def test_limited_people_get_their_repetitions_down_to_the_floor(exercise_id: str):
    least = MOVES[exercise_id].least
    session = follow(exercise_id, perform(exercise_id, plan_of(exercise_id, [least] * 4)))
    assert reasons(session) == [None] * 4
    less = follow(exercise_id, perform(exercise_id, plan_of(exercise_id, [0.75 * least] * 4)))
    assert reasons(less) == [Reason.PARTIAL_RANGE] * 4


def between(a: Body, b: Body, share: float) -> Body:
    """A body part of the way from one to another."""
    values = {}
    for name in (f.name for f in fields(Body)):
        x, y = getattr(a, name), getattr(b, name)
        values[name] = x + share * (y - x) if isinstance(x, float) and isinstance(y, float) else y
    return Body(**values)


ELSEWHERE = {
    "wall_angels": Body(),
    "chin_tucks": Body(glide_m=0.08, hinge=14.0),
    "bent_over_rows": Body(arms_forward=True, knees=5.0),
    "neck_tilts": Body(head_turn=35.0, arm_left=60.0),
}


@pytest.mark.parametrize(
    ("exercise_id", "waits_s"),
    [(i, s) for i in MOVES for s in (0.0, 1.0) if (i, s) != ("chin_tucks", 1.0)],
)
def test_getting_into_position_counts_nothing(exercise_id: str, waits_s: float):
    move = MOVES[exercise_id]
    begin, rest = ELSEWHERE[exercise_id], move.make(0.0)
    approach: Frames = [
        (i / 20, pose_of(between(begin, rest, i / 40), move.camera, i / 20)) for i in range(40)
    ]
    lead = [still(begin, move.camera, waits_s)] if waits_s else []
    frames = then(*lead, approach, perform(exercise_id, plan_of(exercise_id, (1.0, 1.0, 1.0))))
    assert follow(exercise_id, frames).counts.reps == 3


STANDING, SITTING = Body(), Body(knees=85.0, thighs=85.0, arm_left=14.0, arm_right=14.0, elbow_left=60.0)


@every
@pytest.mark.parametrize("body", [STANDING, SITTING], ids=["standing", "sitting"])
@pytest.mark.parametrize("yaw", [0.0, 90.0], ids=["front", "side"])
def test_a_minute_of_nothing_is_nothing(exercise_id: str, body: Body, yaw: float):
    coach = Coach(EXERCISES[exercise_id])
    for t_s, pose in still(body, Viewpoint(yaw=yaw), 60.0, fps=8.0):
        update = coach.update(pose, t_s)
        assert update.phase is Phase.REST and update.hold_s == 0.0
    session = coach.finish()
    assert session.attempts == () and session.findings == ()
    assert not session.counts.hold_s


@moves
def test_resting_in_the_start_position_for_a_minute_is_nothing(exercise_id: str):
    move = MOVES[exercise_id]
    session = follow(exercise_id, still(move.make(0.0), move.camera, 60.0, fps=10.0))
    assert session.attempts == () and session.findings == ()


@pytest.mark.parametrize("exercise_id", ["chin_tucks", "bent_over_rows"])
@pytest.mark.parametrize("yaw", [90.0, -90.0])
def test_the_hidden_far_side_does_not_matter(exercise_id: str, yaw: float):
    camera, near = Viewpoint(yaw=yaw), Side.LEFT if yaw > 0.0 else Side.RIGHT
    plan = plan_of(exercise_id, MIXED)
    session = follow(exercise_id, perform(exercise_id, plan, camera=camera, far_hidden=True))
    assert_mixed(session)
    assert {attempt.side for attempt in session.attempts} == {near}
    straight = "elbow_right" if near is Side.LEFT else "elbow_left"
    arm = "arm_right" if near is Side.LEFT else "arm_left"

    def guessed(body: Body, t_s: float) -> Body:
        """The network likes to make up a hidden arm, clearly visible and straight."""
        return replace(body, **{straight: 0.0, arm: 20.0})

    made_up = perform(exercise_id, plan, camera=camera, alter=guessed, far_hidden=False)
    assert_mixed(follow(exercise_id, made_up))


@moves
def test_the_person_may_leave_and_come_back(exercise_id: str):
    part = perform(exercise_id, plan_of(exercise_id, (1.0, 1.0)))
    frames = then(part, nobody(4.0), part)
    session = follow(exercise_id, frames)
    assert session.counts.reps == 4
    (away,) = session.problems
    assert away.code == "person" and away.to_s - away.from_s == pytest.approx(4.0, abs=0.3)
    assert session.seen_s == pytest.approx(frames[-1][0] - 4.0, abs=0.8)


@moves
def test_whoever_comes_back_after_a_while_rests_first(exercise_id: str):
    part = perform(exercise_id, plan_of(exercise_id, (1.0,)))
    back_s = part[-1][0] + 4.0
    every_update = [u for _, u in updates(exercise_id, then(part, nobody(4.0), part))]
    again = [u.t_s for u in every_update if u.t_s > back_s + 0.1 and not u.ready]
    assert again and max(again) < back_s + 1.0
    assert every_update[-1].ready and every_update[-1].counts.reps == 2


@moves
def test_leaving_in_the_middle_of_a_movement_loses_it_and_says_so(exercise_id: str):
    plan = plan_of(exercise_id, (1.0, 1.0))
    frames = perform(exercise_id, plan)
    cut: Frames = [(t, p) for t, p in frames if t < plan.tops_s[1] - 0.1]
    session = follow(exercise_id, then(cut, nobody(5.0)))
    assert reasons(session) == [None, Reason.LOST]


@moves
def test_turned_away_nothing_counts_and_it_is_said(exercise_id: str):
    move = MOVES[exercise_id]
    away = replace(move.camera, yaw=180.0)
    good, bad = (
        perform(exercise_id, plan_of(exercise_id, (1.0, 1.0)), camera=c) for c in (move.camera, away)
    )
    every_update = [u for _, u in updates(exercise_id, then(good, bad, good))]
    end_s, begin_s = good[-1][0], good[-1][0] + bad[-1][0]
    turned = [u for u in every_update if end_s + 2.5 < u.t_s < begin_s]
    assert {u.problem_code for u in turned} == {"view"} and all(u.problem.startswith("Turn") for u in turned)
    assert all(u.attempt is None for u in turned if u.t_s > end_s + 3.0)
    assert any(u.cue and u.cue.kind == "problem" for u in every_update if u.t_s > end_s)
    assert every_update[-1].counts.reps == 4


@moves
def test_every_attempt_that_does_not_count_has_its_reason(exercise_id: str):
    rng = np.random.default_rng(5)
    move = MOVES[exercise_id]
    reps = tuple(
        replace(
            move.rep, amplitude=float(rng.uniform(0.2, 1.2)), out_s=float(rng.uniform(0.3, 3.0)),
            back_s=float(rng.uniform(0.3, 3.0)), hold_s=float(rng.uniform(0.0, 3.0)),
        )
        for _ in range(9)
    )  # fmt: skip
    session = follow(exercise_id, perform(exercise_id, Timeline(reps), noise=0.004))
    assert session.counts.attempts >= 5
    for number, attempt in enumerate(session.attempts, 1):
        assert attempt.number == number
        assert attempt.counted == (attempt.reason is None)
        assert attempt.counted or not attempt.clean
        assert attempt.start_s < attempt.peak_s <= attempt.end_s
    for one, following in pairwise(session.attempts):
        assert following.start_s >= one.start_s
    assert session.counts.reps == sum(a.counted for a in session.attempts)
    assert session.counts.clean == sum(a.clean for a in session.attempts)


FAULTY: dict[str, tuple[str, Callable[[Body, float], Body]]] = {
    "wall_angels": (
        "uneven",
        lambda b, t: replace(b, arm_right=b.arm_right - 22.0 if t > 1.0 else b.arm_right),
    ),
    "chin_tucks": ("nod_down", lambda b, t: replace(b, nod=-22.0 if b.glide_m < -0.01 else 0.0)),
    "bent_over_rows": ("too_upright", lambda b, t: replace(b, hinge=22.0, arm_left=b.arm_left - 38.0)),
    "neck_tilts": ("trunk_lean", lambda b, t: replace(b, lean=9.0 if abs(b.head_roll) > 8.0 else 0.0)),
}


@moves
def test_a_fault_is_found_with_value_and_limit_and_the_attempt_is_not_clean(exercise_id: str):
    name, alter = FAULTY[exercise_id]
    session = follow(exercise_id, perform(exercise_id, alter=alter))
    found = [f for f in session.findings if f.rule == name]
    assert len(found) >= 2
    rule = next(rule for rule in EXERCISES[exercise_id].rules if rule.name == name)
    for finding in session.findings:
        assert np.isfinite(finding.value) and np.isfinite(finding.limit) and finding.unit is not None
    for finding in found:
        assert finding.value < rule.low or finding.value > rule.high
        assert finding.limit in (rule.low, rule.high) and finding.cue == rule.cue
    marked = {f.attempt for f in found} - {None}
    assert all(not a.clean and name in a.faults for a in session.attempts if a.number in marked)
    assert marked or exercise_id == "chin_tucks"


def spoken(every_update: list[Update]) -> list[tuple[float, Update]]:
    return [(u.t_s, u) for u in every_update if u.cue]


@moves
def test_what_is_said_keeps_to_the_budget(exercise_id: str):
    move, (_, alter) = MOVES[exercise_id], FAULTY[exercise_id]
    bad = perform(exercise_id, plan_of(exercise_id, [1.0] * 5), alter=alter)
    away = perform(exercise_id, plan_of(exercise_id, [1.0]), camera=replace(move.camera, yaw=180.0))
    said = spoken([u for _, u in updates(exercise_id, then(bad, away, bad))])
    talk = [(t, u.cue) for t, u in said if u.cue and u.cue.kind not in TICKS]
    assert {cue.kind for _, cue in talk} >= {"fault", "problem"}
    for (before_s, _), (after_s, _) in pairwise(talk):
        assert after_s - before_s >= GAP_S - 1e-9
    for i, (t, cue) in enumerate(talk):
        assert all(t - earlier >= SAME_S - 1e-9 for earlier, other in talk[:i] if other.text == cue.text)
    for _, update in said:
        assert update.cue is not None
        assert update.cue.kind == "problem" or 1 <= len(update.cue.text.split()) <= 6, update.cue


@moves
def test_counts_are_said_as_they_grow(exercise_id: str):
    every_update = [u for _, u in updates(exercise_id, perform(exercise_id))]
    said = [u.cue.text for u in every_update if u.cue and u.cue.kind == "count"]
    assert said == ["1", "2", "3", "4"]
    assert [u.counts.reps for u in every_update if u.attempt] == [1, 2, 3, 4]


def test_the_end_of_a_hold_is_counted_down_and_nothing_else_is_said():
    frames = perform("neck_tilts", Timeline((replace(MOVES["neck_tilts"].rep, hold_s=12.0),)))
    every_update = [u for _, u in updates("neck_tilts", frames, hold_s=10.0)]
    said = [(u.t_s, u.cue.text) for u in every_update if u.cue and u.cue.kind == "hold"]
    assert [text for _, text in said] == ["Halfway", "3", "2", "1", "And release"]
    assert [b - a for (a, _), (b, _) in pairwise(said[1:])] == pytest.approx([1.0] * 3, abs=0.11)


def test_a_hold_of_the_guides_length_is_credited_to_a_third_of_a_second():
    rep = replace(MOVES["neck_tilts"].rep, hold_s=20.0)
    session = follow(
        "neck_tilts",
        perform("neck_tilts", Timeline((rep, replace(rep, side=Side.RIGHT))), noise=0.003),
        hold_s=20.0,
    )
    assert [a.hold_s for a in session.attempts] == pytest.approx([20.0, 20.0], abs=1 / 3 + 0.01)
    assert (session.counts.left, session.counts.right) == (1, 1)


def test_a_hold_that_is_hidden_for_a_while_is_credited_for_the_rest():
    rep = replace(MOVES["neck_tilts"].rep, hold_s=8.0)
    frames = perform("neck_tilts", Timeline((rep,)))
    away: Frames = [(t, None if 5.0 < t < 6.5 else p) for t, p in frames]
    (attempt,) = follow("neck_tilts", away, hold_s=3.0).attempts
    assert attempt.hold_s < 8.0 - 1.5 + 0.3


@moves
def test_the_end_lists_a_movement_that_was_cut_off(exercise_id: str):
    plan = plan_of(exercise_id, (1.0, 1.0, 1.0))
    frames = [(t, p) for t, p in perform(exercise_id, plan) if t < plan.tops_s[2]]
    held = exercise_id == "neck_tilts"
    cut_off = Reason.SHORT_HOLD if held else Reason.LOST  # in its position already: its seconds are told
    assert reasons(follow(exercise_id, frames)) == [None, None, cut_off]


@moves
def test_an_empty_set_is_a_session_too(exercise_id: str):
    empty = Coach(EXERCISES[exercise_id]).finish()
    assert empty.counts.reps == 0 and empty.view is None and np.isnan(empty.ready_at_s)
    nobody_there = follow(exercise_id, nobody(3.0))
    assert nobody_there.seen_s == 0.0 and [p.code for p in nobody_there.problems] == ["person"]
    for session in (empty, nobody_there):
        assert session.as_dict()["ready_at_s"] is None
        assert Session.from_dict(session.as_dict()).as_dict() == session.as_dict()


@moves
def test_equal_times_change_nothing(exercise_id: str):
    frames = perform(exercise_id, plan_of(exercise_id, MIXED))
    doubled = [frame for frame in frames for _ in range(2)]
    assert_mixed(follow(exercise_id, doubled))


@pytest.mark.parametrize("exercise_id", ["wall_angels", "bent_over_rows"])
def test_a_hidden_joint_of_the_signal_stops_measuring_and_is_named(exercise_id: str):
    """Of the other moves the network never calls a joint hidden."""
    exercise = EXERCISES[exercise_id]
    plan = plan_of(exercise_id, (1.0, 1.0, 1.0))
    top_s = plan.tops_s[1]
    elbows = [Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW]
    frames = hide(perform(exercise_id, plan), elbows, top_s - 0.8, top_s + 1.9)
    every_update = [u for _, u in updates(exercise_id, frames)]
    hidden = [u for u in every_update if top_s < u.t_s < top_s + 1.8]
    named = [u for u in hidden if u.t_s > top_s - 0.8 + SHOWN_AFTER_S + BLINK_S]
    assert {u.problem for u in named} == {"I can't see your elbows"}
    assert all(np.isnan(u.features[exercise.motion.signal.name]) for u in hidden)
    assert every_update[-1].counts.reps == 2


def test_one_arm_alone_is_not_a_repetition_of_both():
    def alter(body: Body, t_s: float) -> Body:
        return replace(body, arm_right=65.0, elbow_right=95.0) if t_s > 5.0 else body

    session = follow(
        "wall_angels", perform("wall_angels", plan_of("wall_angels", (1.0, 1.0, 1.0)), alter=alter)
    )
    assert reasons(session)[0] is None
    assert set(reasons(session)[1:]) == {Reason.ONE_SIDE}
    about_sides = [f.attempt for f in session.findings if f.rule == "uneven"]
    assert not about_sides and not any("uneven" in attempt.faults for attempt in session.attempts)


def looking_down(seconds: float) -> Frames:
    """Somebody sits, looks at the floor for so long, and looks ahead again."""
    down = Timeline((Rep(out_s=1.0, hold_s=seconds, back_s=1.0),))

    def nods(_: Body, t_s: float) -> Body:
        return Body(glide_m=0.02, nod=-20.0 * down.at(t_s)[0])

    return perform("chin_tucks", down, alter=nods, noise=0.003)


@pytest.mark.parametrize("left", [False, True], ids=["back in place", "out of the picture"])
def test_looking_at_the_floor_between_two_repetitions_is_not_held_against_the_next(left: bool):
    down, tuck = looking_down(6.0), perform("chin_tucks", plan_of("chin_tucks", (1.0,)))
    between = then([frame for frame in down if frame[0] < 6.0], nobody(5.0)) if left else down
    session = follow("chin_tucks", then(tuck, between, tuck))
    assert [(a.counted, a.clean, a.faults) for a in session.attempts] == [(True, True, ())] * 2
    assert all(finding.attempt is None for finding in session.findings)


def test_the_end_of_a_set_leaves_no_finding_of_an_attempt_that_is_not_there():
    session = follow("chin_tucks", [frame for frame in looking_down(6.0) if frame[0] < 5.0])
    assert session.attempts == ()
    assert all(finding.attempt is None for finding in session.findings)


def test_a_nod_a_lean_and_a_step_back_are_no_chin_tuck():
    def nods(body: Body, share: float) -> Body:
        return replace(body, nod=-20.0 * share)

    def leans(body: Body, share: float) -> Body:
        return replace(body, hinge=-15.0 * share)

    def steps(body: Body, share: float) -> Body:
        return replace(body, forward_m=-0.15 * share)

    rest, camera, plan = (
        MOVES["chin_tucks"].make(0.0),
        MOVES["chin_tucks"].camera,
        plan_of("chin_tucks"),
    )
    for other in (nods, leans, steps):
        times = [i / 20 for i in range(round(plan.duration_s * 20))]
        frames: Frames = [(t, pose_of(other(rest, plan.at(t)[0]), camera, t)) for t in times]
        assert follow("chin_tucks", frames).counts.reps == 0, other.__name__


def test_standing_up_and_squatting_are_no_rows():
    """The trunk goes up and down with hanging arms."""
    plan, camera = plan_of("bent_over_rows"), MOVES["bent_over_rows"].camera
    rest = MOVES["bent_over_rows"].make(0.0)

    def raised(share: float) -> Body:
        return replace(
            rest, hinge=58.0 * (1.0 - share), arm_left=62.0 - 52.0 * share, arm_right=62.0 - 52.0 * share
        )

    times = [i / 20 for i in range(round(plan.duration_s * 20))]
    frames: Frames = [(t, pose_of(raised(plan.at(t)[0]), camera, t)) for t in times]
    assert follow("bent_over_rows", frames).counts.reps == 0


def test_a_turned_head_is_no_neck_tilt():
    plan, camera = plan_of("neck_tilts"), Viewpoint()
    times = [i / 20 for i in range(round(plan.duration_s * 20))]
    frames: Frames = [(t, pose_of(Body(head_turn=35.0 * plan.at(t)[0]), camera, t)) for t in times]
    assert follow("neck_tilts", frames).counts.reps == 0


@moves
def test_updates_say_what_a_screen_needs(exercise_id: str):
    exercise, sides, ready_s = EXERCISES[exercise_id], set(), np.inf
    for _, u in updates(exercise_id, perform(exercise_id)):
        assert u.hold_target_s == (MOVES[exercise_id].hold_s or 0.0)
        ready_s = min(ready_s, u.t_s) if u.ready else ready_s
        if u.t_s > ready_s:
            assert set(u.features) == {f.name for f in exercise.features}
            assert np.isfinite(u.progress) and -0.2 < u.progress < 1.6
            sides.add(u.side)
    assert len(sides) == (2 if exercise.motion.sides is Sides.EACH else 1)


@pytest.mark.parametrize("hold_s", [-3.0, np.nan, np.inf, "5"])
def test_a_dose_that_is_none_is_refused(hold_s: float):
    with pytest.raises(ValueError, match="hold_s: expected finite seconds, 0 or more, got"):
        Coach("chin_tucks", hold_s=hold_s)


@pytest.mark.parametrize("exercise", [None, 3])
def test_what_is_no_exercise_is_refused(exercise: object):
    with pytest.raises(ValueError, match=f"exercise: expected an Exercise or the id of one, got {exercise}"):
        Coach(exercise)  # type: ignore[arg-type]  # the wrong value is the test


@pytest.mark.parametrize("t_s", [0.9, np.nan, np.inf])
def test_a_time_that_falls_or_is_none_is_refused(t_s: float):
    coach = Coach("chin_tucks")
    coach.update(None, 1.0)
    coach.update(None, 1.0)
    with pytest.raises(ValueError, match=f"t_s: expected finite seconds, 1 or later, got {t_s}"):
        coach.update(None, t_s)


def test_a_finished_set_takes_no_more_poses():
    coach = Coach("chin_tucks")
    coach.update(None, 1.0)
    coach.if_ended()  # ends nothing
    coach.update(None, 2.0)
    assert coach.finish() == coach.finish()
    with pytest.raises(ValueError, match="update: expected a set under way, got a finished one"):
        coach.update(None, 3.0)
