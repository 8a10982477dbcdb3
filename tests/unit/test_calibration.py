"""A movement learned from the person: asked for twice, taken where it shows, timed where it does not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from shoulder_blades_kit import ARMS_ONLY, BLADES, ELBOWS, FPS, NOTHING, Shape, reps, squeezed

from posture.body.landmarks import Pose
from posture.coach.coach import Coach, Update
from posture.coach.setup.calibration import STEP_S
from posture.exercises import EXERCISES
from posture.simulation.stick_person import LEFT_SIDE

MOVE = EXERCISES["shoulder_blade_retraction"]


def follow(
    coach: Coach, depth_at: Callable[[float], float], shape: Shape, until_s: float, from_s: float = 0.0
) -> list[Update]:
    times = np.arange(round(from_s * FPS), round(until_s * FPS)) / FPS
    return [coach.update(squeezed(t, depth_at(t), shape), t) for t in times.tolist()]


def obediently(
    coach: Coach, shape: Shape, unseen: Callable[[Pose], Pose | None] = lambda p: p
) -> list[Update]:
    """Somebody who does what the screen says, half a second later and smoothly, until the set begins.

    Args:
        coach: Who asks.
        shape: What shows of it.
        unseen: What is left of a pose at its time.
    """
    updates: list[Update] = []
    depth = wanted = 0.0
    for i in range(round(40.0 * FPS)):
        if updates and updates[-1].problem_code == "calibrate":
            wanted = 1.0 if updates[-1].problem == "Now squeeze and hold" else 0.0
        depth += float(np.clip(wanted - depth, -2.0 / FPS, 2.0 / FPS))
        updates.append(coach.update(unseen(squeezed(i / FPS, depth, shape)), i / FPS))
        if updates[-1].ready:
            return updates
    return updates


def test_without_asking_the_blades_count_and_swinging_arms_do_not():
    coach = Coach(MOVE)
    follow(coach, reps(1.0), BLADES, 1.0 + 3 * 8.0)
    session = coach.finish()
    assert session.counts.reps == 3 and session.method == MOVE.method_name
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
    assert session.method == MOVE.method_name and session.counts.reps == 2


def test_what_only_this_person_shows_is_learned_and_counted():
    coach = Coach(MOVE, calibrate=True)
    begun = obediently(coach, ARMS_ONLY)[-1].t_s
    updates = follow(coach, reps(begun + 2.0), ARMS_ONLY, begun + 2.0 + 3 * 8.0, begun + 0.1)
    session = coach.finish()
    assert MOVE.calibrated is not None and session.method == MOVE.calibrated.method_name
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
    assert session.method.startswith("time and posture only")
    assert "repetitions" in [u.what for u in session.unmeasured]


def test_who_turns_away_while_asked_is_asked_anew():
    coach = Coach(MOVE, calibrate=True)
    follow(coach, lambda t: 0.0, BLADES, 3.0)
    for i in range(round(2.0 * FPS)):
        coach.update(squeezed(3.0 + i / FPS, 0.0, BLADES, LEFT_SIDE), 3.0 + i / FPS)
    assert not any(u.ready for u in follow(coach, lambda t: 0.0, NOTHING, 5.0 + 3 * STEP_S, 5.0))


def without_arms(pose: Pose) -> Pose:
    """Something stands in front of them."""
    visibility = pose.visibility.copy()
    visibility[[*ELBOWS]] = 0.1
    return replace(pose, visibility=visibility)


HIDDEN: dict[str, Callable[[Pose], Pose | None]] = {
    "once for long": lambda p: without_arms(p) if 3.0 < p.t_s < 11.0 else p,
    "now and then": lambda p: without_arms(p) if p.t_s % 5.0 > 3.2 and p.t_s < 20.0 else p,
    "out of the picture": lambda p: None if 5.0 < p.t_s < 7.5 else p,
    "for a blink": lambda p: None if p.t_s % 2.0 > 1.8 else p,
}


@pytest.mark.parametrize("hidden", HIDDEN)
def test_the_asking_waits_while_nothing_is_seen_and_goes_on_then(hidden: str):
    updates = obediently(Coach(MOVE, calibrate=True), ARMS_ONLY, HIDDEN[hidden])
    assert MOVE.calibrated is not None
    assert updates[-1].ready and updates[-1].method == MOVE.calibrated.method_name


def test_what_is_asked_for_is_said_again_after_a_while_in_which_nothing_was_seen():
    said = [
        u.cue.text
        for u in obediently(Coach(MOVE, calibrate=True), BLADES, HIDDEN["out of the picture"])
        if u.cue is not None and u.cue.kind == "hold"
    ]
    assert said[:3] == ["Relax your shoulders", "Now squeeze and hold", "Now squeeze and hold"]


def test_somebody_seen_too_seldom_teaches_nothing():
    coach = Coach(MOVE, calibrate=True)
    times = [i * 0.9 for i in range(30)]  # a pose now and then: too few to learn from
    updates = [coach.update(squeezed(t, 0.0, BLADES), t) for t in times]
    assert not any(u.ready and u.method == MOVE.method_name for u in updates)
