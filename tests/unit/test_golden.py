"""Recordings of rendered people with known truth, replayed: the whole coach on what the network gives."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from posture.body.landmarks import Side
from posture.coach.coach import Coach
from posture.coach.session import Reason, Session
from posture.exercises import EXERCISES
from posture.simulation.stick_person import scaled
from posture.vision.recording import Recording, read

FOLDER = Path(__file__).parents[1] / "recordings"
PEAK_S = 0.6
HOLD_S = 0.5


@dataclass(frozen=True)
class Truth:
    """What a recording holds; see ``recordings/labels.json``."""

    clip: str
    analyse_as: str
    view: str
    counted_reps: int
    tolerance: int
    attempts: int
    faults: list[str]
    unseen_faults: list[str]
    peak_times_s: list[float]
    held_s: list[float]
    sides: list[str]
    hold_s: float | None
    note: str


LABELS = [Truth(**label) for label in json.loads((FOLDER / "labels.json").read_text())]
MOVES = [truth for truth in LABELS if truth.analyse_as != "any"]
IDLE = [truth for truth in LABELS if truth.analyse_as == "any"]
named = pytest.mark.parametrize("truth", MOVES, ids=lambda truth: truth.clip)


@cache
def recording(clip: str) -> Recording:
    return read(FOLDER / f"{clip}.npz")


@cache
def replayed(clip: str, exercise_id: str, hold_s: float | None) -> Session:
    return replay([*recording(clip)], exercise_id, hold_s)


def replay(frames: list, exercise_id: str, hold_s: float | None) -> Session:
    coach = Coach(EXERCISES[exercise_id], hold_s=hold_s)
    for t_s, pose in frames:
        coach.update(pose, t_s)
    return coach.finish()


def session_of(truth: Truth) -> Session:
    return replayed(truth.clip, truth.analyse_as, truth.hold_s)


def nearest(session: Session, peak_s: float) -> float:
    return min((abs(a.peak_s - peak_s) for a in session.attempts), default=float("inf"))


def test_the_recordings_are_small_and_all_labelled():
    files = sorted(FOLDER.glob("*.npz"))
    assert [file.stem for file in files] == sorted(truth.clip for truth in LABELS)
    assert all(file.stat().st_size < 300_000 for file in files)


@named
def test_repetitions_are_counted_as_labelled(truth: Truth):
    session = session_of(truth)
    assert abs(session.counts.reps - truth.counted_reps) <= truth.tolerance
    assert session.view == truth.view


@named
def test_every_true_movement_is_an_attempt_or_has_a_finding(truth: Truth):
    """A nod instead of a glide moves no head back: it is no attempt, but it is not passed over either."""
    session = session_of(truth)
    assert session.counts.attempts <= truth.attempts
    silent = [
        peak_s
        for peak_s, held_s in zip(truth.peak_times_s, truth.held_s, strict=True)
        if nearest(session, peak_s) > held_s + PEAK_S
        and not any(abs(f.t_s - peak_s) <= held_s + PEAK_S for f in session.findings)
    ]
    assert silent == []


@pytest.mark.parametrize("truth", [t for t in MOVES if max(t.held_s) < 3.0], ids=lambda truth: truth.clip)
def test_attempts_peak_when_the_person_does(truth: Truth):
    session = session_of(truth)
    late = [
        (a.number, round(a.peak_s, 2))
        for a in session.attempts
        if min(abs(a.peak_s - t) for t in truth.peak_times_s) > PEAK_S
    ]
    assert late == []


@named
def test_seconds_in_the_position_are_credited(truth: Truth):
    session = session_of(truth)
    reached = [a for a in session.attempts if a.counted or a.reason is Reason.SHORT_HOLD]
    for attempt in reached:
        true_s = min(
            zip(truth.peak_times_s, truth.held_s, strict=True), key=lambda rep: abs(rep[0] - attempt.peak_s)
        )[1]
        assert attempt.hold_s == pytest.approx(true_s, abs=HOLD_S)


@named
def test_faults_are_found_and_none_invented(truth: Truth):
    session = session_of(truth)
    found = {f.rule for f in session.findings} - {"short_hold"}
    found |= {Reason.PARTIAL_RANGE.value for a in session.attempts if a.reason is Reason.PARTIAL_RANGE}
    assert found == set(truth.faults) - set(truth.unseen_faults)


@pytest.mark.parametrize("truth", [t for t in MOVES if t.sides], ids=lambda truth: truth.clip)
def test_each_side_is_told_apart(truth: Truth):
    assert [a.side.value for a in session_of(truth).attempts] == truth.sides


VARIANTS: dict[str, Callable[[list], list]] = {
    "mirrored": lambda frames: [(t, p and p.mirrored()) for t, p in frames],
    "half_size": lambda frames: [(t, p and scaled(p, 0.5)) for t, p in frames],
    "ten_a_second": lambda frames: [
        frame for i, frame in enumerate(frames) if i == 0 or int(frame[0] * 10) > int(frames[i - 1][0] * 10)
    ],
    "every_fifth_lost": lambda frames: [(t, None if i % 5 == 4 else p) for i, (t, p) in enumerate(frames)],
    "every_fifth_gone": lambda frames: [frame for i, frame in enumerate(frames) if i % 5 != 4],
}


@named
@pytest.mark.parametrize("variant", VARIANTS)
def test_counts_stay_on_another_picture_of_the_same(truth: Truth, variant: str):
    plain = session_of(truth)
    other = replay(VARIANTS[variant]([*recording(truth.clip)]), truth.analyse_as, truth.hold_s)
    assert other.counts.reps == plain.counts.reps
    assert [a.reason for a in other.attempts] == [a.reason for a in plain.attempts]
    swap = variant == "mirrored"
    expected = Counter(a.side.other if swap else a.side for a in plain.attempts)
    assert Counter(a.side for a in other.attempts) == expected
    if swap and plain.counts.left is not None:
        assert (other.counts.left, other.counts.right) == (plain.counts.right, plain.counts.left)


@pytest.mark.parametrize("exercise_id", EXERCISES)
@pytest.mark.parametrize("truth", IDLE, ids=lambda truth: truth.clip)
def test_idling_counts_nothing_in_any_exercise(truth: Truth, exercise_id: str):
    session = replayed(truth.clip, exercise_id, None)
    assert session.counts.reps == 0
    assert all(a.reason for a in session.attempts)
    assert not session.counts.hold_s


def test_the_side_that_is_followed_is_the_near_one():
    sides = {
        truth.clip: {a.side for a in session_of(truth).attempts} for truth in MOVES if truth.view == "side"
    }
    assert all(len(seen) == 1 and Side.BOTH not in seen for seen in sides.values())
