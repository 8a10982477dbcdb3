"""A set looked at as if it ended now goes on as if nobody had looked."""

from __future__ import annotations

from pathlib import Path

import pytest

from posture.coach.coach import Coach
from posture.exercises import find
from posture.live.message import describe
from posture.serialize import to_json
from posture.vision.recording import read

FOLDER = Path(__file__).parents[1] / "recordings"
HOLDS = [
    ("chin_tucks_hold5_side", "chin_tucks", 5.0),
    ("neck_tilts_faulty_front", "neck_tilts", 5.0),
    ("rows_good_side", "bent_over_rows", 1.0),
]


@pytest.mark.parametrize(("clip", "move", "hold_s"), HOLDS)
def test_looking_changes_nothing(clip: str, move: str, hold_s: float) -> None:
    alone, watched = (Coach(find(move), hold_s=hold_s) for _ in range(2))
    for step, (t_s, pose) in enumerate(read(FOLDER / f"{clip}.npz")):
        assert describe(alone.update(pose, t_s)) == describe(watched.update(pose, t_s))
        if step % 4 == 0:
            watched.if_ended()
    assert to_json(alone.finish()) == to_json(watched.finish())


@pytest.mark.parametrize(("clip", "move", "hold_s"), HOLDS[:1])
def test_a_hold_under_way_is_told_as_an_attempt_so_far(clip: str, move: str, hold_s: float) -> None:
    coach = Coach(find(move), hold_s=hold_s)
    told = []
    for t_s, pose in read(FOLDER / f"{clip}.npz"):
        coach.update(pose, t_s)
        if coach.holding:
            before, now = coach.so_far(), coach.if_ended()
            assert len(now.attempts) == len(before.attempts) + 1
            told.append(now.attempts[-1].hold_s)
    assert max(told) > 4.0
