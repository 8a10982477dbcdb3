"""The guided check: what is said, what is waited for, and that it always ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby, pairwise

import numpy as np
import pytest

from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.cues.steady_notice import KEPT_S
from posture.posture_check.check_protocol import (
    AGAIN,
    COUNT_IN_S,
    HOLD_STILL,
    MEASURED_S,
    PATIENCE_S,
    PROMPTS,
    SAID,
    STEP_BACK_S,
    STOPS,
    THANKS,
    Act,
    CheckProtocol,
    ProtocolUpdate,
)
from posture.simulation.stick_person import FRONT, LEFT_SIDE, RIGHT_SIDE, Body, Viewpoint, pose_of

STEP_S = 0.1
STANDING = Body(knees=0.0, thighs=0.0)
CAMERAS = {Side.BOTH: FRONT, Side.LEFT: LEFT_SIDE, Side.RIGHT: RIGHT_SIDE}
Person = Callable[[CheckProtocol, float], Pose | None]


def obedient(tour: CheckProtocol, t_s: float) -> Pose:
    return pose_of(STANDING, CAMERAS[tour.stop.side], t_s)


def led(person: Person, *, until_s: float = 400.0) -> tuple[CheckProtocol, list[ProtocolUpdate]]:
    """A person led through the tour to its end."""
    tour, told = CheckProtocol(), []
    for i in range(round(until_s / STEP_S)):
        told.append(tour.update(person(tour, i * STEP_S), i * STEP_S))
        if told[-1].act is Act.OVER:
            break
    return tour, told


def spoken(told: list[ProtocolUpdate]) -> Iterator[str]:
    return (t.cue.text for t in told if t.cue)


def test_somebody_who_does_what_is_said_is_measured_from_all_sides() -> None:
    tour, told = led(obedient)
    checks = tour.finish()
    assert [check.side for check in checks] == [Side.BOTH, Side.LEFT, Side.RIGHT]
    assert all(check.refused is None for check in checks)
    assert all(check.still_s > MEASURED_S - 0.5 for check in checks)
    said = list(spoken(told))
    assert said[:5] == [STOPS[0].ask, "3", "2", "1", HOLD_STILL]
    assert said[-1] == THANKS
    assert [stop.ask for stop in STOPS] == [text for text in said if text in {s.ask for s in STOPS}]
    assert len(told) * STEP_S < 3 * (MEASURED_S + COUNT_IN_S + 3.0)
    assert [t.ended for t in told if t.ended] == list(checks)


def test_all_that_is_said_is_known_beforehand_and_short() -> None:
    _, told = led(lambda tour, t_s: None)
    _, others = led(obedient)
    cues = {text for text in spoken(told + others) if not text.isdigit()}
    assert cues <= set(SAID)
    assert all(len(text.split()) <= 6 for text in cues)


def test_nobody_is_left_waiting() -> None:
    tour, told = led(lambda tour, t_s: None)
    assert told[-1].act is Act.OVER
    assert [check.refused for check in tour.finish()] == ["nobody"] * 3
    assert len(told) * STEP_S < 3 * (PATIENCE_S + 1.0)
    assert PROMPTS["nobody"] in set(spoken(told))


def test_the_count_in_begins_anew_where_somebody_turns_away() -> None:
    def turns(tour: CheckProtocol, t_s: float) -> Pose:
        return pose_of(STANDING, LEFT_SIDE if 2.0 < t_s < 5.0 else FRONT, t_s)

    _, told = led(turns, until_s=12.0)
    numbers = [text for text in spoken(told) if text.isdigit()]
    assert numbers[:3] != ["3", "2", "1"]
    assert numbers[-3:] == ["3", "2", "1"]


def test_a_view_in_which_somebody_moves_is_tried_once_more_and_then_let_be() -> None:
    def restless(tour: CheckProtocol, t_s: float) -> Pose:
        measuring = told and told[-1].act is Act.MEASURE and tour.stop.side is Side.BOTH
        lean = 12.0 * ((t_s * 2.0) % 1.0) if measuring else 0.0
        return pose_of(Body(knees=0.0, thighs=0.0, lean=lean), CAMERAS[tour.stop.side], t_s)

    told: list[ProtocolUpdate] = []
    tour = CheckProtocol()
    for i in range(1500):
        told.append(tour.update(restless(tour, i * STEP_S), i * STEP_S))
        if told[-1].act is Act.OVER:
            break
    front, left, right = tour.finish()
    assert (front.refused, left.refused, right.refused) == ("moving", None, None)
    assert list(spoken(told)).count(AGAIN) == 1
    assert PROMPTS["moving"] in set(spoken(told))


def test_ending_early_keeps_what_was_measured() -> None:
    tour, told = led(obedient, until_s=14.0 + COUNT_IN_S)
    assert told[-1].act is not Act.OVER
    checks = tour.finish()
    assert checks[0].refused is None
    assert tour.finish() == checks


def test_somebody_at_a_desk_is_asked_to_step_back_and_measured_without_hips_all_the_same() -> None:
    def at_a_desk(tour: CheckProtocol, t_s: float) -> Pose:
        camera = replace(CAMERAS[tour.stop.side], px_per_m=420.0, place=(0.5, 1.25))
        return pose_of(STANDING, camera, t_s)

    tour, told = led(at_a_desk)
    assert all(check.refused is None and check.measures for check in tour.finish())
    asked = [t for t in told if t.act is Act.ASK and t.problem == PROMPTS["out_of_picture"]]
    assert len(asked) * STEP_S == pytest.approx(3 * STEP_BACK_S, abs=6.0)


def test_somebody_whose_hips_are_unsure_is_told_for_a_while_and_measured_without_them() -> None:
    def in_a_wide_coat(tour: CheckProtocol, t_s: float) -> Pose:
        pose = pose_of(STANDING, CAMERAS[tour.stop.side], t_s)
        xy = pose.image_xy.copy()
        xy[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]] = np.nan
        return replace(pose, image_xy=xy)

    tour, told = led(in_a_wide_coat)
    assert all(check.refused is None and check.measures for check in tour.finish())
    asked = [t for t in told if t.act is Act.ASK and t.problem == PROMPTS["hip_hidden"]]
    assert len(asked) * STEP_S == pytest.approx(3 * STEP_BACK_S, abs=6.0)


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (lambda tour, t_s: pose_of(Body(arm_left=150.0), CAMERAS[tour.stop.side], t_s), "arms_raised"),
        (
            lambda tour, t_s: pose_of(Body(thighs=100.0, knees=170.0), CAMERAS[tour.stop.side], t_s),
            "on_floor",
        ),
    ],
)
def test_what_is_no_posture_is_told_and_not_measured(person: Person, why: str) -> None:
    _, told = led(person, until_s=30.0)
    assert PROMPTS[why] in set(spoken(told))
    assert {t.act for t in told} == {Act.ASK}


@pytest.mark.parametrize("seed", range(3))
def test_what_is_in_the_way_of_somebody_who_walks_about_stands_still(seed: int) -> None:
    rng = np.random.default_rng(seed)
    yaws = np.repeat(rng.choice([0.0, 90.0, 180.0, np.nan], 60), rng.integers(2, 25, 60))

    def walking(tour: CheckProtocol, t_s: float) -> Pose | None:
        yaw = yaws[round(t_s / STEP_S) % len(yaws)]
        return None if np.isnan(yaw) else pose_of(STANDING, Viewpoint(yaw=yaw), t_s)

    _, told = led(walking, until_s=60.0)
    runs = [list(run) for _, run in groupby(told, key=lambda now: now.problem)]
    read = [
        len(run) * STEP_S >= KEPT_S - 1e-9
        for run, after in pairwise(runs)
        if run[0].problem and run[-1].act is after[0].act  # a new stage asks for something else
    ]
    assert read and all(read)
    assert not [now for now in told if now.count_in and (now.problem or now.caption)]


def test_what_is_asked_for_stands_on_the_picture_until_it_is_read() -> None:
    _, told = led(obedient)
    asked = [now for now in told if now.caption and now.caption.text == STOPS[0].ask]
    assert asked and asked[0] is told[0]
