"""Noise of a signal: measured at rest, smoothed as it asks for, and told where it is too much."""

from __future__ import annotations

import numpy as np
import pytest
from everyday_movements import moments
from hypothesis import given
from hypothesis import strategies as st
from motions import MOVES, perform

from posture.body.jitter import WHITE, fitted_line, jitter_of, von_neumann
from posture.coach.coach import Coach
from posture.coach.counting.noise_filter import NoiseFilter
from posture.coach.session import Session
from posture.exercises import EXERCISES


def shaken(exercise_id: str, noise: float) -> Session:
    coach = Coach(EXERCISES[exercise_id], hold_s=MOVES[exercise_id].hold_s)
    for t_s, pose in perform(exercise_id, fps=30.0, noise=noise):
        coach.update(pose, t_s)
    return coach.finish()


@pytest.mark.parametrize("exercise_id", MOVES)
def test_noise_of_a_hundredth_of_the_torso_changes_no_count(exercise_id: str) -> None:
    assert shaken(exercise_id, 0.01).counts.reps == 4


@pytest.mark.parametrize("exercise_id", MOVES)
def test_noise_of_two_hundredths_is_counted_or_told(exercise_id: str) -> None:
    session = shaken(exercise_id, 0.02)
    told = {problem.code for problem in session.problems}
    assert session.counts.reps == 4 or "unsteady" in told


@pytest.mark.parametrize(("view", "seed"), [("front", 1), ("front", 2), ("oblique", 2)])
def test_whoever_jumps_fast_is_not_told_of_an_unsteady_picture(view: str, seed: int) -> None:
    coach = Coach(EXERCISES["wall_angels"])
    for t_s, pose in moments("jumping_jacks", view, seed)[34:]:  # begun within the jumps
        coach.update(pose, t_s)
    assert "unsteady" not in {problem.code for problem in coach.finish().problems}


@given(st.floats(0.3, 3.0), st.floats(1.0, 100.0), st.integers(0, 2**32 - 1))
def test_noise_goes_to_and_fro_from_pose_to_pose_and_movements_do_not(
    hz: float, size: float, seed: int
) -> None:
    times_s = [i / 24.0 for i in range(25)]
    swing = [(t, size * np.sin(2.0 * np.pi * hz * t)) for t in times_s]
    white = list(zip(times_s, np.random.default_rng(seed).normal(0.0, size, 25), strict=True))
    assert von_neumann(swing) < 0.7
    assert von_neumann(swing) < WHITE or hz > 2.5, "nobody does an exercise so fast"
    assert von_neumann(white) > WHITE


@given(st.floats(-5.0, 5.0), st.floats(-5.0, 5.0))
def test_a_straight_line_does_not_tremble(slope: float, level: float) -> None:
    signal = [(i / 20.0, level + slope * i / 20.0) for i in range(10)]
    assert jitter_of(signal) == pytest.approx(0.0, abs=1e-6)
    assert fitted_line(signal)[0] == pytest.approx(slope, abs=1e-6)


def test_trembling_is_as_numpy_measures_it() -> None:
    values = np.random.default_rng(3).normal(0.0, 0.3, 200)
    times = np.arange(200) / 30.0
    found = jitter_of(list(zip(times.tolist(), values.tolist(), strict=True)))
    fitted = np.polyval(np.polyfit(times, values, 1), times)
    assert found == pytest.approx(float(np.sqrt(((values - fitted) ** 2).sum() / 198)))


def test_a_clean_signal_is_left_as_it_is_and_a_noisy_one_is_calmed() -> None:
    rng = np.random.default_rng(5)
    for share, calmer in ((0.05, False), (0.4, True)):
        calm, left = NoiseFilter(1.0), []
        for i in range(200):
            value = float(rng.normal(0.0, share))
            calmed = calm.take(i / 30.0, value, resting=True)
            left.append(calmed if i > 60 else 0.0)
            assert calmer or calmed == value
        assert float(np.std(left[60:])) < (0.6 * share if calmer else 1.1 * share)
