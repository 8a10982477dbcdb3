"""A person who sits is counted as one who stands: behind a desk, legs and hips out of the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from posture.body.landmarks import Landmark, Pose, Side, on
from posture.coach.coach import Coach
from posture.coach.session import Session
from posture.exercises import EXERCISES
from posture.simulation.simulate import simulate
from posture.vision.recording import read

FOLDER = Path(__file__).parents[1] / "recordings"
SEATED = sorted(name for name, move in EXERCISES.items() if move.instructions.seated)
RENDERED = {
    "lat_pulldowns_hips_cut": ("lat_pulldowns", None, [1.92, 5.15, 8.48, 11.96]),
    "shoulder_blade_squeeze_hips_cut": ("shoulder_blade_squeeze", 1.0, [1.89, 5.48, 9.24, 13.18]),
    "bent_over_rows": ("bent_over_rows", None, [1.9, 4.83, 7.98, 10.99]),
}
"""People rendered at a desk and on a stool: the move, the dose of its hold, and the truth of the tops."""
STANDING = [
    "wall_angels_good_front",
    "wall_angels_faulty_front",
    "neck_tilts_good_front",
    "chin_tucks_good_side",
]


def followed(path: Path, exercise_id: str, hold_s: float | None, seen: Callable[[Pose], Pose]) -> Session:
    coach = Coach(exercise_id, hold_s=hold_s)
    for t_s, pose in read(path):
        coach.update(None if pose is None else seen(pose), t_s)
    return coach.finish()


def cut_off(pose: Pose) -> Pose:
    """Lay hips and legs below the picture, where a desk or its edge hides them."""
    xy = pose.image_xy.copy()
    xy[Landmark.LEFT_HIP :] = (0.5 * pose.size_px[0], 1.6 * pose.size_px[1])
    return replace(pose, image_xy=xy)


@pytest.mark.parametrize("name", RENDERED)
def test_a_person_who_sits_is_counted_right(name: str):
    exercise_id, hold_s, tops_s = RENDERED[name]
    session = followed(FOLDER / "seated" / f"{name}.npz", exercise_id, hold_s, lambda pose: pose)
    assert [attempt.counted for attempt in session.attempts] == [True] * len(tops_s)
    for attempt, top_s in zip(session.attempts, tops_s, strict=True):
        assert attempt.start_s < top_s < attempt.end_s
    assert not session.findings or {finding.rule for finding in session.findings} == {"short_hold"}


@pytest.mark.parametrize("clip", STANDING)
def test_without_hips_the_same_repetitions_count(clip: str):
    exercise_id = clip.rsplit("_", 2)[0]
    hold_s = {"neck_tilts": 2.0, "chin_tucks": 1.5}.get(exercise_id)
    seen, cut = (followed(FOLDER / f"{clip}.npz", exercise_id, hold_s, of) for of in (lambda p: p, cut_off))
    assert [(a.counted, a.reason) for a in cut.attempts] == [(a.counted, a.reason) for a in seen.attempts]
    assert seen.counts.reps > 0


def test_it_is_said_that_the_hips_do_not_show_and_nobody_is_asked_to_show_them():
    coach, asked = Coach("wall_angels"), set()
    for t_s, pose in read(FOLDER / "wall_angels_good_front.npz"):
        asked.add(coach.update(None if pose is None else cut_off(pose), t_s).problem)
    assert not any("hips" in problem for problem in asked)
    assert "hips" in coach.finish().method


@pytest.mark.parametrize("exercise_id", SEATED)
def test_how_to_sit_is_one_short_sentence(exercise_id: str):
    how = EXERCISES[exercise_id].instructions.seated
    assert how.startswith("Sit ") and how.endswith(".") and how.count(".") == 1
    assert len(how.split()) <= 18


def test_every_move_that_the_guide_lets_one_do_sitting_says_how():
    assert SEATED == [
        "bent_over_rows", "chin_tucks", "lat_pulldowns", "neck_tilts", "shoulder_blade_retraction",
        "shoulder_blade_squeeze", "wall_angels",
    ]  # fmt: skip


@pytest.mark.parametrize("hips", ["in sight", "cut off"])
def test_nobody_is_measured_without_hips_that_are_in_sight(hips: str):
    """Arms that are up but not long: measured against the trunk they are not where the move begins."""
    pose = next(iter(simulate("lat_pulldowns", reps=1, seed=1)))
    xy = pose.image_xy.copy()
    for side in (Side.LEFT, Side.RIGHT):
        xy[on(side, "wrist")] = (xy[on(side, "elbow")] + xy[on(side, "shoulder")]) / 2.0
    pose = replace(pose, image_xy=xy)
    pose, coach = (pose if hips == "in sight" else cut_off(pose)), Coach("lat_pulldowns")
    ready = [coach.update(replace(pose, t_s=i / 30.0), i / 30.0).ready for i in range(90)]
    assert any(ready) is (hips == "cut off")
