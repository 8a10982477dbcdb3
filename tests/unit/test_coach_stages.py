"""The watch on the coach's stages adds up to the whole, and leaves the coach as it was."""

from __future__ import annotations

import pytest

from benchmarks import coach_stages
from posture.coach.coach import Coach
from posture.exercises import EXERCISES
from posture.simulation.simulate import simulate


def test_there_is_a_clip_of_every_move():
    assert set(coach_stages.clips()) == set(EXERCISES)


def test_the_stages_of_a_move_add_up_to_its_update(monkeypatch: pytest.MonkeyPatch):
    poses = list(simulate("wall_angels", reps=1, seed=1))[:120]
    moments = [(pose.t_s, pose) for pose in poses]
    monkeypatch.setattr(coach_stages, "clips", lambda: {"wall_angels": None})
    monkeypatch.setattr(coach_stages, "moments_of", lambda move, clip, *, end_s: moments)
    plain = Coach.update
    found = coach_stages.measure(rounds=1)
    move = found["moves"]["wall_angels"]
    assert sum(move["stages"].values()) == pytest.approx(move["update_us"])
    assert min(move["stages"].values()) > 0.0 and move["json_us"] > 0.0
    assert found["slowest_us"] == found["median_us"] == move["update_us"]
    assert Coach.update is plain
