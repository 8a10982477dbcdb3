"""A movement learned from the person: asked for twice, taken where it shows, timed where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from bodies import FRONT, LEFT_SIDE, Body, Camera, pose_of

from posture.body.landmarks import Landmark, Pose
from posture.coach.calibration import STEP_S
from posture.coach.coach import Coach, Update
from posture.exercises import EXERCISES

MOVE = EXERCISES["shoulder_blade_retraction"]
FPS = 15.0
SHOULDERS = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER)
ELBOWS = (Landmark.LEFT_ELBOW, Landmark.RIGHT_ELBOW)
Shape = tuple[float, float]
"""Width of the shoulders and of the elbows, as shares of those at rest."""
BLADES, ARMS_ONLY, NOTHING = (0.93, 0.82), (1.0, 0.8), (1.0, 1.0)


def squeezed(t_s: float, depth: float, shape: Shape, camera: Camera = FRONT, noise: float = 0.3) -> Pose:
    """Somebody who stands and draws the blades together by ``depth``, 0 to 1; noise in pixels."""
    pose = pose_of(Body(arm_left=12.0, arm_right=12.0), replace(camera, px_per_m=400.0, place=(0.5, 0.8)))
    xy = pose.image_xy.copy()
    for pair, width in zip((SHOULDERS, ELBOWS), shape, strict=True):
        middle = xy[list(pair), 0].mean()
        xy[list(pair), 0] = middle + (xy[list(pair), 0] - middle) * (1.0 - depth * (1.0 - width))
    xy += np.random.default_rng(round(t_s * 1000)).normal(0.0, noise, xy.shape)
    return replace(pose, t_s=t_s, image_xy=xy)


def follow(
    coach: Coach, depth_at: Callable[[float], float], shape: Shape, until_s: float, from_s: float = 0.0
) -> list[Update]:
    times = np.arange(round(from_s * FPS), round(until_s * FPS)) / FPS
    return [coach.update(squeezed(t, depth_at(t), shape), t) for t in times.tolist()]


def obediently(coach: Coach, shape: Shape) -> list[Update]:
    """Somebody who does what the screen says, half a second later and smoothly, until the set begins."""
    updates: list[Update] = []
    depth = 0.0
    for i in range(round(25.0 * FPS)):
        wanted = 1.0 if updates and updates[-1].problem == "Now squeeze and hold" else 0.0
        depth += float(np.clip(wanted - depth, -2.0 / FPS, 2.0 / FPS))
        updates.append(coach.update(squeezed(i / FPS, depth, shape), i / FPS))
        if updates[-1].ready:
            return updates
    return updates


def reps(from_s: float, *, every_s: float = 8.0, hold_s: float = 5.0) -> Callable[[float], float]:
    """Squeezes of one second each way, held in between."""

    def depth(t_s: float) -> float:
        within = (t_s - from_s) % every_s if t_s > from_s else 0.0
        return float(np.clip(min(within, hold_s + 2.0 - within), 0.0, 1.0))

    return depth


def test_without_asking_the_blades_count_and_swinging_arms_do_not():
    coach = Coach(MOVE)
    follow(coach, reps(1.0), BLADES, 1.0 + 3 * 8.0)
    session = coach.finish()
    assert session.counts.reps == 3 and session.method == MOVE.method
    coach = Coach(MOVE)
    follow(coach, reps(1.0), ARMS_ONLY, 1.0 + 3 * 8.0)
    assert coach.finish().counts.reps == 0


def test_the_person_is_asked_twice_in_turn_and_each_word_is_said_once():
    updates = obediently(Coach(MOVE, calibrate=True), BLADES)
    shown = list(dict.fromkeys(u.problem for u in updates if u.problem_code == "calibrate"))
    assert shown == ["Relax your shoulders", "Now squeeze and hold"]
    said = [u.cue.text for u in updates if u.cue is not None and u.cue.kind == "hold"]
    assert said == ["Relax your shoulders", "Now squeeze and hold"] * 2
    assert updates[-1].ready and updates[-1].t_s == pytest.approx(4 * STEP_S, abs=1.0)


def test_blades_that_show_are_measured_as_they_are():
    coach = Coach(MOVE, calibrate=True)
    begun = obediently(coach, BLADES)[-1].t_s
    follow(coach, reps(begun + 2.0), BLADES, begun + 2.0 + 2 * 8.0, begun + 0.1)
    session = coach.finish()
    assert session.method == MOVE.method and session.counts.reps == 2


def test_what_only_this_person_shows_is_learned_and_counted():
    coach = Coach(MOVE, calibrate=True)
    begun = obediently(coach, ARMS_ONLY)[-1].t_s
    updates = follow(coach, reps(begun + 2.0), ARMS_ONLY, begun + 2.0 + 3 * 8.0, begun + 0.1)
    session = coach.finish()
    assert MOVE.calibrated is not None and session.method == MOVE.calibrated.method
    assert session.counts.reps == 3
    assert max(a.range for a in session.attempts) == pytest.approx(1.0, abs=0.15)
    assert updates[-1].method == session.method
    again = Coach(coach.learned, calibrate=True)  # the next set of the same person asks for nothing
    follow(again, reps(1.0), ARMS_ONLY, 1.0 + 2 * 8.0)
    assert again.finish().counts.reps == 2


def test_where_nothing_shows_the_time_is_kept_and_nothing_is_counted():
    coach = Coach(MOVE, calibrate=True)
    begun = obediently(coach, NOTHING)[-1].t_s
    updates = follow(coach, reps(begun + 2.0), NOTHING, begun + 20.0, begun + 0.1)
    assert max(u.hold_s for u in updates) == pytest.approx(5.0, abs=0.2)
    assert [u.cue.text for u in updates if u.cue and u.cue.text == "Squeeze and hold"]
    session = coach.finish()
    assert session.counts.reps == session.counts.attempts == 0 and not session.counts.hold_s
    assert "clock" in session.method
    assert "repetitions" in [u.what for u in session.unmeasured]


def test_who_turns_away_while_asked_is_asked_anew():
    coach = Coach(MOVE, calibrate=True)
    follow(coach, lambda t: 0.0, BLADES, 3.0)
    for i in range(round(2.0 * FPS)):
        coach.update(squeezed(3.0 + i / FPS, 0.0, BLADES, LEFT_SIDE), 3.0 + i / FPS)
    assert not any(u.ready for u in follow(coach, lambda t: 0.0, NOTHING, 5.0 + 3 * STEP_S, 5.0))


def test_somebody_seen_too_seldom_teaches_nothing():
    coach = Coach(MOVE, calibrate=True)
    times = [i * 0.9 for i in range(30)]  # a pose now and then: too few to learn from
    updates = [coach.update(squeezed(t, 0.0, BLADES), t) for t in times]
    assert not any(u.ready and u.method == MOVE.method for u in updates)
