"""Forearms crossed before the chest: seen where people give the sign, and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from everyday_movements import every, moments
from hypothesis import given, settings
from hypothesis import strategies as st

from posture.body.crossed_forearms import TO_BEGIN, TO_GO_ON, crossing_of
from posture.body.landmarks import Pose
from posture.coach.results.set_record import SetRecord
from posture.exercises import EXERCISES
from posture.live.active_run import RunOrder
from posture.live.check_run import open_check
from posture.live.desk_run import open_watch
from posture.live.hand_sign import BLINK_S, FIRST_S, LAST_S, Choice, HandSign
from posture.live.kept_calibration import Place
from posture.live.rested_set import SKIPPED_S, open_rested
from posture.live.run import WATCH, About, Glances
from posture.live.set_run import Asked, SetRun, open_set
from posture.live.snapshot import RunChoice
from posture.provenance import ModelInfo, SourceInfo
from posture.simulation.simulate import simulate
from posture.vision import recording
from posture.vision.pose_stream import SourcePose
from posture.vision.recording import Recording

TESTS = Path(__file__).parents[1]
GESTURES = TESTS / "gestures"
TRUTH = json.loads((GESTURES / "truth.json").read_text(encoding="utf-8"))
SLACK_S = 0.5
"""What the first look and a hidden wrist may cost."""


def poses(name: str) -> Recording:
    return recording.read(GESTURES / f"{name}.npz")


def crossed() -> Pose:
    """Somebody who gives the sign."""
    on_s = TRUTH["front"][0]["on_s"]
    return next(pose for t_s, pose in poses("front") if pose is not None and t_s > on_s + 0.5)


def choices(name: str, first: Choice = Choice.PAUSE) -> list[tuple[float, Choice]]:
    """What the sign does in a recording, and when."""
    sign = HandSign()
    told = ((t_s, sign.update(pose, t_s, first=first).made) for t_s, pose in poses(name))
    return [(t_s, made) for t_s, made in told if made]


# ---- what is seen -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TRUTH)
def test_people_who_cross_their_forearms_pause_and_others_do_not(name: str) -> None:
    made = choices(name)
    assert {choice for _, choice in made} == {Choice.PAUSE}
    wanted = [arms["on_s"] for arms in TRUTH[name] if arms["sign"]]
    assert len(made) == len(wanted)
    assert all(-0.5 <= t_s - on_s - FIRST_S <= SLACK_S for (t_s, _), on_s in zip(made, wanted, strict=True))


@pytest.mark.parametrize("name", TRUTH)
def test_a_mirror_changes_nothing(name: str) -> None:
    for _, pose in poses(name):
        if pose is None:
            continue
        seen, mirrored = crossing_of(pose), crossing_of(pose.mirrored())
        assert (seen is None) == (mirrored is None)
        if seen and mirrored:
            assert mirrored.past == pytest.approx(seen.past)
            assert mirrored.rise_deg == pytest.approx(seen.rise_deg)


def recorded() -> Iterator[Pose | None]:
    for folder in ("recordings", "recordings/graded", "desk"):
        for path in sorted((TESTS / folder).glob("*.npz")):
            yield from (pose for _, pose in recording.read(path))


def test_no_recorded_movement_is_the_sign_for_a_single_moment() -> None:
    seen = [crossing_of(pose) for pose in recorded() if pose is not None]
    assert len(seen) > 5000
    assert not any(map(TO_GO_ON.met_by, seen))


def test_no_everyday_movement_is_the_sign_for_long() -> None:
    for name, view, seed in every(0):
        sign = HandSign()
        shares = [
            sign.update(pose, t_s, first=Choice.PAUSE).share for t_s, pose in moments(name, view, seed, fps=4)
        ]
        assert max(shares) < 0.5, (name, view, seed)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_no_move_of_the_guide_contains_the_sign(exercise: str) -> None:
    for pose in simulate(exercise, reps=2, fps=5.0):
        assert not TO_BEGIN.met_by(crossing_of(pose)), pose.t_s


# ---- how long it is held ------------------------------------------------------------------------


def held(for_s: float, *, fps: float, first: Choice = Choice.PAUSE) -> list[tuple[float, Choice]]:
    """What a sign does that is given at one second and held for so long."""
    sign, pose, made = HandSign(), crossed(), []
    for k in range(round((for_s + 3.0) * fps)):
        t_s = k / fps
        shown = 1.0 <= t_s <= 1.0 + for_s
        if choice := sign.update(pose if shown else NOBODY_CROSSES, t_s, first=first).made:
            made.append((t_s - 1.0, choice))
    return made


NOBODY_CROSSES = next(pose for _, pose in poses("front") if pose is not None and crossing_of(pose) is None)


@settings(max_examples=30)
@given(for_s=st.floats(0.2, 6.0), fps=st.floats(4.0, 30.0))
def test_a_set_pauses_at_once_and_is_finished_by_who_holds_on(for_s: float, fps: float) -> None:
    made = held(for_s, fps=fps)
    steps = [(Choice.PAUSE, FIRST_S), (Choice.FINISH, LAST_S)]
    sure = [choice for choice, after_s in steps if for_s >= after_s + 2 / fps]
    possible = [choice for choice, after_s in steps if for_s >= after_s - 1 / fps]
    assert [choice for _, choice in made] in (sure, possible)
    assert all(t_s >= after_s - 1e-6 for (t_s, _), (_, after_s) in zip(made, steps, strict=False))


@settings(max_examples=30)
@given(for_s=st.floats(0.2, 6.0), fps=st.floats(4.0, 30.0))
def test_a_pause_ends_when_the_arms_come_down(for_s: float, fps: float) -> None:
    made = held(for_s, fps=fps, first=Choice.GO_ON)
    if for_s >= LAST_S + 2 / fps:
        assert [choice for _, choice in made] == [Choice.FINISH]
    elif FIRST_S + 2 / fps <= for_s < LAST_S - 1 / fps:
        assert [choice for _, choice in made] == [Choice.GO_ON]
        assert for_s < made[0][0] <= for_s + BLINK_S + 2 / fps
    elif for_s < FIRST_S - 1 / fps:
        assert made == []


def test_a_rest_is_skipped_and_nothing_else() -> None:
    made = held(6.0, fps=10.0, first=Choice.SKIP)
    assert [choice for _, choice in made] == [Choice.SKIP]
    assert made[0][0] == pytest.approx(FIRST_S, abs=0.1)


def test_a_wrist_that_is_hidden_for_a_moment_ends_nothing() -> None:
    sign, pose = HandSign(), crossed()
    made = [sign.update(None if k % 4 == 3 else pose, k / 10, first=Choice.PAUSE).made for k in range(20)]
    assert Choice.PAUSE in made


def test_whoever_leaves_the_picture_goes_on_with_nothing() -> None:
    sign, pose = HandSign(), crossed()
    made = [sign.update(pose if k < 25 else None, k / 10, first=Choice.GO_ON).made for k in range(60)]
    assert not any(made)


def test_who_moves_about_with_crossed_arms_gives_no_sign() -> None:
    sign, pose = HandSign(), crossed()
    step_px = 0.25 * (pose.image_xy[24, 1] - pose.image_xy[12, 1])
    for k in range(60):
        aside = np.array([(k % 8 - 4) * step_px, 0.0])
        moved = pose.moved(pose.image_xy + aside, pose.world_xyz)
        assert not sign.update(moved, k / 10, first=Choice.PAUSE).made


def test_nothing_is_known_of_the_time_between_two_looks_far_apart() -> None:
    sign, pose = HandSign(), crossed()
    assert not any(sign.update(pose, 2.0 * k, first=Choice.PAUSE).made for k in range(5))


# ---- in a set -----------------------------------------------------------------------------------


def a_set(*, hands_free: bool) -> tuple[list[dict[str, object]], SetRecord]:
    """A set of wall angels that breaks off half-way up in the third, for the sign."""
    run = SetRun(Asked(Place("wall_angels", "", ""), hands_free=hands_free), {})
    views: list[dict[str, object]] = []
    for t_s, pose in poses("half_a_wall_angel"):
        views.append(run.update(SourcePose(t_s, pose, None)))
        if views[-1]["sign"] and views[-1]["sign"]["made"]:  # type: ignore[index]  # a dict
            break
    source = SourceInfo("camera", "camera", 15.0, 100, 12.0, (352, 264))
    return views, SetRecord.from_dict(run.finish(About(source, ModelInfo("full", ""), "1")))


def test_the_arms_way_to_the_sign_is_no_movement() -> None:
    views, record = a_set(hands_free=True)
    assert views[-1]["sign"]["made"] == "pause"  # type: ignore[index]  # a dict
    assert views[-1]["taken_back"] == 3  # it had been refused on the way
    assert record.session.counts.reps == record.session.counts.attempts == 2


@pytest.mark.parametrize("exercise", ["neck_tilts", "chin_tucks"])
def test_a_hold_that_was_long_enough_counts_though_it_ends_in_the_sign(exercise: str) -> None:
    run = SetRun(Asked(Place(exercise, "", ""), hold_s=5.0, hands_free=True), {})
    held_s, t_s, views = 0.0, 0.0, []
    for pose in simulate(exercise, reps=1, fps=10.0):
        t_s, held_s = pose.t_s, run.update(SourcePose(pose.t_s, pose, None))["hold_s"]
        if held_s >= 4.9:
            break
    assert held_s >= 4.9
    for k in range(1, 20):
        views.append(run.update(SourcePose(t_s + k / 10, crossed(), None)))
    made = [view for view in views if view["sign"]["made"]]
    assert [view["ahead"] for view in made] == [True]  # what was counted by it is on disk at once
    source = SourceInfo("camera", "camera", t_s + 2.0, 100, 10.0, (640, 480))
    record = SetRecord.from_dict(run.finish(About(source, ModelInfo("full", ""), "1")))
    assert record.session.counts.reps == record.session.counts.attempts == 1


def test_a_set_that_does_not_mind_the_sign_goes_on() -> None:
    views, record = a_set(hands_free=False)
    assert {view["sign"] for view in views} == {None}
    assert record.session.counts.attempts == 3


def test_a_worker_that_takes_over_while_arms_are_crossed_keeps_the_count() -> None:
    _, before = a_set(hands_free=False)
    resume = {"result": before.as_dict(), "view": {}}
    run = open_set({"exercise": "wall_angels", "hands_free": True, "resume": resume}, {})
    view = run.update(SourcePose(20.0, crossed(), None))
    assert view["sign"]["coming"] == "pause"
    assert (view["counts"]["reps"], view["counts"]["attempts"]) == (2, 3)


def test_switched_off_in_the_middle_it_is_not_minded() -> None:
    run = SetRun(Asked(Place("wall_angels", "", ""), hands_free=True), {})
    run.hear({"hands_free": False})
    moment = SourcePose(0.0, crossed(), None)
    assert run.update(moment)["sign"] is None
    assert run.glance(SourcePose(1.0, crossed(), None))["sign"] is None
    run.hear({"hands_free": True})
    assert run.update(SourcePose(2.0, crossed(), None))["sign"]["coming"] == "pause"


def test_a_glance_in_a_pause_coaches_nothing_and_the_sign_goes_on() -> None:
    run = SetRun(Asked(Place("wall_angels", "", ""), hands_free=True), {})
    views = [run.glance(SourcePose(k / 5, crossed() if k < 12 else NOBODY_CROSSES, None)) for k in range(18)]
    assert all(view["paused"] and not view["counts"]["attempts"] for view in views)
    assert [view["sign"]["made"] for view in views if view["sign"]["made"]] == ["go_on"]


def test_only_a_set_is_asked_to_mind_it() -> None:
    moved, watched = RunChoice("wall_angels"), RunChoice("", kind=WATCH)
    asked = [
        RunOrder(choice, "", hands_free=True).asked(count_in_s=0.0, camera="") for choice in (moved, watched)
    ]
    assert [one.get("hands_free") for one in asked] == [True, None]


def test_a_rest_is_cut_short_and_the_set_begins_anew() -> None:
    """The seconds of a set begin after its rest: a sign that was given in it is over."""
    run = open_rested({"exercise": "wall_angels", "rest_s": 20.0, "hands_free": True}, {})
    views = [run.update(SourcePose(k / 10, crossed(), None)) for k in range(30)]
    made = [view["sign"]["made"] for view in views]
    assert [choice for choice in made if choice] == ["skip"]
    assert views[-1]["rest_s"] <= SKIPPED_S
    assert views[10]["sign"]["coming"] == "skip"
    later = [run.update(SourcePose(3.0 + k / 10, NOBODY_CROSSES, None)) for k in range(40)]
    assert "rest_s" not in later[-1]
    assert not any(view["sign"]["made"] for view in later)


def test_a_check_and_a_desk_watch_do_not_look_for_it() -> None:
    for run in (open_check({}, {}), open_watch({}, {})):
        assert not isinstance(run, Glances)
        assert "sign" not in run.update(SourcePose(0.0, crossed(), None))
