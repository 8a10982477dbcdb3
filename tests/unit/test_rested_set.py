"""A set after a rest: one countdown, looked at meanwhile, and a person in place begins when it is over."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from motions import MOVES, Frames, perform, plan_of, still, then

from posture.coach import wording
from posture.live.message import moment_of
from posture.live.rested_set import SKIPPED_S, open_rested
from posture.live.run import About, LiveRun
from posture.live.snapshot import RunChoice
from posture.provenance import ModelInfo, SourceInfo
from posture.vision.pose_stream import SourcePose

Views = list[dict[str, Any]]


def opened(exercise: str, rest_s: float, **more: object) -> LiveRun:
    return open_rested({"exercise": exercise, "rest_s": rest_s, **more}, {})


def shown(run: LiveRun, frames: Frames) -> Views:
    return [run.update(SourcePose(t_s, pose, None)) for t_s, pose in frames]


def about(frames: Frames) -> About:
    source = SourceInfo("camera", "camera", frames[-1][0], len(frames), 15.0, (640, 360))
    return About(source, ModelInfo("pose", "0" * 64), "1")


def standing(exercise: str, seconds: float) -> Frames:
    move = MOVES[exercise]
    return still(move.make(0.0), move.camera, seconds)


def nobody(seconds: float) -> Frames:
    return [(k / 15.0, None) for k in range(round(15.0 * seconds))]


@pytest.mark.parametrize("exercise", MOVES)
def test_who_is_in_place_begins_when_the_rest_is_over(exercise: str) -> None:
    views = shown(opened(exercise, 8.0), standing(exercise, 10.0))
    first = next(k for k, view in enumerate(views) if view["ready"])
    assert views[first]["t_s"] < 1.2, "the set has times of its own"
    assert first / 15.0 == pytest.approx(8.0, abs=0.2)
    said = [view["cue"]["text"] for view in views if view["cue"]]
    assert said[:4] == ["3", "2", "1", wording.GO]
    left_s = [view["rest_s"] for view in views[:first]]
    assert left_s == sorted(left_s, reverse=True)
    assert not any(view["count_in_s"] for view in views), "there is one countdown"


def test_who_is_not_there_is_shown_what_is_missing_and_asked_once_it_is_over() -> None:
    views = shown(opened("wall_angels", 5.0), then(nobody(10.0), standing("wall_angels", 2.0)))
    resting = [view for view in views if view.get("rest_s")]
    assert {view["wanted"] for view in resting} == {wording.STEP_IN}
    assert not any(view["problem"] for view in resting)
    waiting = [view for view in views[len(resting) :] if not view["ready"]]
    assert wording.STEP_IN in {view["problem"] for view in waiting[:10]}
    first = next(k for k, view in enumerate(views) if view["ready"])
    assert first / 15.0 == pytest.approx(10.0, abs=0.6), "no second countdown"
    problems = [view["cue"]["text"] for view in waiting if view["cue"]]
    assert problems.count(wording.STEP_IN) == 1


def test_what_is_done_in_the_rest_is_no_part_of_the_set() -> None:
    before = perform("wall_angels")
    frames = then(before, standing("wall_angels", 3.0), perform("wall_angels"))
    run = opened("wall_angels", before[-1][0] + 2.0)
    views = shown(run, frames)
    assert views[-1]["counts"]["reps"] == 4
    record = run.finish(about(frames))["session"]
    assert record["counts"]["attempts"] == 4
    assert record["source"]["duration_s"] == pytest.approx(frames[-1][0] - before[-1][0] - 1.0, abs=0.3)
    assert record["source"]["frames"] < len(frames) - len(before)
    assert record["ready_at_s"] < 1.0
    assert record["problems"] == []


@pytest.mark.parametrize("exercise", ["wall_angels", "bent_over_rows"])
def test_who_moves_all_the_time_comes_to_the_target_and_not_beyond(exercise: str) -> None:
    """Wherever in a movement the rest ends: one that was begun in it may be known only with the next."""
    frames, choice = perform(exercise, plan_of(exercise, [1.0] * 6)), RunChoice(exercise, reps=1)
    found = []
    for rest_s in np.arange(2.0, 8.0, 0.25):
        run = open_rested(choice.asked(rest_s=float(rest_s)), {})
        views = (run.update(SourcePose(t_s, pose, None)) for t_s, pose in frames)
        last = next(view for view in views if choice.reached(view, worked_s=0.0))
        record = run.finish(about(frames))["session"]
        found.append((last["counts"]["reps"], last["attempt"]["number"], len(record["attempts"])))
    assert found == [(1, 1, 1)] * len(found)


def test_a_rest_that_is_skipped_leaves_three_seconds_and_never_grows() -> None:
    run = opened("wall_angels", 60.0)
    frames = standing("wall_angels", 8.0)
    shown(run, frames[:15])
    run.hear({"skip": True})  # type: ignore[attr-defined]
    views = shown(run, frames[15:])
    first = next(k for k, view in enumerate(views) if view["ready"])
    assert first / 15.0 == pytest.approx(SKIPPED_S, abs=0.2)
    run.hear({"skip": True})  # type: ignore[attr-defined]
    assert not shown(run, frames[-1:])[0].get("rest_s")


def test_a_pause_stops_the_rest() -> None:
    run = opened("wall_angels", 10.0)
    frames = standing("wall_angels", 4.0)
    before = shown(run, frames[:30])[-1]["rest_s"]
    after = shown(run, [(t_s + 300.0, pose) for t_s, pose in frames[30:40]])
    assert after[0]["rest_s"] > before - 1.1


def test_a_set_ended_in_its_rest_holds_nothing() -> None:
    run, frames = opened("wall_angels", 30.0), perform("wall_angels")
    shown(run, frames)
    assert run.so_far(about(frames))["session"]["attempts"] == []
    record = run.finish(about(frames))["session"]
    assert record["attempts"] == []
    assert record["source"]["duration_s"] == 0.0


def test_a_worker_that_takes_over_goes_on_where_the_rest_was() -> None:
    lost = shown(opened("wall_angels", 20.0), standing("wall_angels", 6.0))[-1]
    run = opened("wall_angels", 20.0, resume={"result": None, "view": lost})
    assert shown(run, standing("wall_angels", 0.2))[-1]["rest_s"] == pytest.approx(14.0, abs=0.3)
    in_the_set = opened("wall_angels", 20.0, resume={"result": None, "view": moment_of(30.0, None)})
    assert "rest_s" not in shown(in_the_set, nobody(0.1))[0]


def test_the_rest_is_asked_for_with_the_set() -> None:
    assert RunChoice("cat_cow").asked(rest_s=20.0)["rest_s"] == 20.0
    assert "rest_s" not in RunChoice("cat_cow").asked()
