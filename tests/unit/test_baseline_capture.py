"""Taking the baseline: five still seconds, twice, and what is in the way of it."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from itertools import groupby

import numpy as np
import pytest
from desk_kit import ALL, baseline_of, seen_in

from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.cues.steady_notice import KEPT_S
from posture.simulation.stick_person import FRONT, LEFT_SIDE, RIGHT_SIDE, Body, Viewpoint, pose_of
from posture.watch.baseline_capture import MOST_ROUNDS, PAUSE_S, STILL_S, BaselineCapture, CaptureState
from posture.watch.desk import first_seconds
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.signals import measured_in
from posture.watch.wording import TAKING, asked

RATE = 3


def taken(bodies: list[Body], camera: Viewpoint = FRONT, view: View | None = None) -> list[CaptureState]:
    """One body for each round, sat in until the round is over."""
    taker, told, i = BaselineCapture(view), [], 0
    for body in bodies:
        begun = len(told)
        while len(told) - begun < (STILL_S + PAUSE_S + 1.0) * RATE:
            t_s = i / RATE
            told.append(taker.update(pose_of(body, camera, t_s), t_s))
            i += 1
    return told


@pytest.mark.parametrize(
    ("camera", "view", "side"),
    [
        (FRONT, View.FRONT, Side.BOTH),
        (LEFT_SIDE, View.SIDE, Side.LEFT),
        (RIGHT_SIDE, View.SIDE, Side.RIGHT),
    ],
)
def test_two_still_rounds_make_a_baseline(camera: Viewpoint, view: View, side: Side) -> None:
    told = taken([Body(), Body()], camera)
    baseline = told[-1].baseline
    assert baseline is not None
    assert (baseline.view, baseline.side) == (view, side)
    assert all(math.isfinite(baseline.rest(feature.name)) for feature in measured_in(view))
    assert told[0].left_s == STILL_S
    assert any(now.pausing for now in told)
    first = next(i for i, now in enumerate(told) if now.baseline)
    assert first / RATE >= 2 * STILL_S + PAUSE_S


def test_two_rounds_that_differ_ask_for_a_third_and_the_median_wins() -> None:
    tall, bent = Body(), Body(glide_m=0.06)
    told = taken([tall, bent, tall], LEFT_SIDE)
    assert max(now.round for now in told) == MOST_ROUNDS
    baseline, wanted = told[-1].baseline, SeatBaseline.of([pose_of(tall, LEFT_SIDE)])
    assert baseline is not None
    assert wanted is not None
    assert baseline.rest("head_over_shoulder") == pytest.approx(wanted.rest("head_over_shoulder"), abs=0.5)


@pytest.mark.parametrize(("yaw", "problem"), [(45.0, "view"), (180.0, "view"), (0.0, "")])
def test_between_front_and_side_nothing_is_taken(yaw: float, problem: str) -> None:
    taker = BaselineCapture()
    camera = Viewpoint(yaw=yaw)
    told = [taker.update(pose_of(Body(), camera, i / RATE), i / RATE) for i in range(6)]
    assert told[-1].problem == problem


def test_whoever_moves_begins_anew() -> None:
    taker = BaselineCapture()
    told = [
        taker.update(pose_of(Body(lean=20.0 * (i % 10 == 9)), FRONT, i / RATE), i / RATE) for i in range(60)
    ]
    assert {now.problem for now in told} == {"", "moving"}
    assert all(now.round == 1 and now.baseline is None for now in told)


def test_nobody_is_asked_for() -> None:
    taker = BaselineCapture()
    assert [taker.update(None, i / RATE).problem for i in range(3)] == ["person"] * 3


def test_a_head_out_of_the_picture_is_asked_for() -> None:
    taker = BaselineCapture()
    pose = pose_of(Body())
    xy = pose.image_xy.copy()
    xy[:11] = -500.0
    told = [taker.update(replace(pose, image_xy=xy, t_s=i / RATE), i / RATE) for i in range(3)]
    assert told[-1].problem == "head"


@pytest.mark.parametrize("name", ALL)
def test_a_baseline_is_the_same_after_it_was_written_and_read(name: str) -> None:
    before = baseline_of(name)
    after = SeatBaseline.from_dict(json.loads(json.dumps(before.as_dict())))
    assert after.as_dict() == before.as_dict()
    assert (after.view, after.side, after.size_px) == (before.view, before.side, before.size_px)


@pytest.mark.parametrize("data", [{}, {"schema": "other/1"}, None, {"schema": "posture.desk-baseline/1"}])
def test_what_is_no_baseline_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="baseline"):
        SeatBaseline.from_dict(data)  # type: ignore[arg-type]  # what a file may hold


def test_a_file_begins_with_its_first_person() -> None:
    seen = seen_in("desk_slouch_front")
    late: list[tuple[float, Pose | None]] = [(i / RATE, None) for i in range(30)]
    late += [(t_s + 10.0, pose) for t_s, pose in seen]
    baseline, taken_for_it = first_seconds(iter(late), None)
    assert baseline is not None
    assert taken_for_it[-1][0] == pytest.approx(15.0, abs=0.4)
    assert baseline.rest("ear_height") == pytest.approx(baseline_of("desk_slouch_front").rest("ear_height"))


def test_a_file_with_nobody_has_no_baseline() -> None:
    baseline, taken_for_it = first_seconds(iter([(i / RATE, None) for i in range(9)]), None)
    assert baseline is None
    assert len(taken_for_it) == 9


@pytest.mark.parametrize("seed", range(3))
def test_what_is_in_the_way_of_it_is_shown_for_long_enough_to_be_read(seed: int) -> None:
    rng = np.random.default_rng(seed)
    yaws = np.repeat(rng.choice([0.0, 45.0, np.nan], 40), rng.integers(1, 8, 40))
    taker = BaselineCapture()
    told = [
        taker.update(None if np.isnan(yaw) else pose_of(Body(), Viewpoint(yaw=yaw), i / RATE), i / RATE)
        for i, yaw in enumerate(yaws)
    ]
    runs = [list(run) for _, run in groupby(told, key=lambda now: now.shown)]
    shown = [run for run in runs[:-1] if run[0].shown]
    assert shown and all(len(run) / RATE >= KEPT_S - 1e-9 for run in shown)
    assert {asked(run[0]) for run in shown} <= set(TAKING.values())


def test_that_the_seconds_begin_again_is_told_at_once() -> None:
    taker = BaselineCapture()
    told = [taker.update(pose_of(Body(lean=20.0 * (i >= 6)), FRONT, i / RATE), i / RATE) for i in range(12)]
    moved = next(i for i, now in enumerate(told) if now.problem == "moving")
    assert [now.shown for now in told[moved : moved + 6]] == ["moving"] * 6
