"""Recordings of rendered people at a desk, and what they did when."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain
from pathlib import Path

from posture.body.landmarks import Pose
from posture.body.view import View
from posture.vision import recording
from posture.watch.desk import Seen, first_seconds
from posture.watch.seat_baseline import SeatBaseline
from posture.watch.watcher import Watcher, WatchUpdate

FOLDER = Path(__file__).parent / "desk"
MOVES = (
    "desk_moves_front",
    "desk_moves_side",
    "desk_moves2_front",
    "desk_moves2_side",
    "desk_moves3_front",
    "desk_two_front",
)
"""Looking down, leaning in and back, reaching, turning, once beside somebody else who slouches: two
bodies, five cameras; whoever is watched never slouches."""
HABITS = ("desk_habits_front", "desk_habits_side")
SLOUCHES = ("desk_slouch_front", "desk_slouch_side")
ALL = (*MOVES, *HABITS, *SLOUCHES)


def seen_in(name: str) -> list[Seen]:
    """Times and poses, at three pictures a second."""
    return list(recording.read(FOLDER / f"{name}.npz"))


def spans(name: str) -> list[tuple[str, float, float]]:
    """What the person does, from when to when, with the ways there and back; in between they sit upright."""
    truth = json.loads((FOLDER / "truth.json").read_text("utf-8"))
    return [(what, begin_s, end_s) for what, begin_s, end_s in truth[name]]


def baseline_of(name: str, view: View | None = None) -> SeatBaseline:
    """How the person sits in the first five seconds."""
    baseline, _ = first_seconds(iter(seen_in(name)), view)
    assert baseline is not None
    return baseline


def watch(name: str, *, alert_after_s: float = 1.0, seen: list[Seen] | None = None) -> list[WatchUpdate]:
    """Every update of a watch of that recording, or of something else against its baseline."""
    watcher = Watcher(baseline_of(name), alert_after_s=alert_after_s)
    return [watcher.update(pose, t_s) for t_s, pose in seen or seen_in(name)]


def moved_on(pose: Pose | None, t_s: float) -> Pose | None:
    """The pose at another time."""
    return None if pose is None else replace(pose, t_s=t_s)


def again_and_again(name: str, until_s: float) -> list[Seen]:
    """A recording in a loop."""
    once = seen_in(name)
    length_s = once[-1][0] + 1.0 / 3.0
    times = int(until_s // length_s) + 1
    loops = ([(t_s + k * length_s, pose) for t_s, pose in once] for k in range(times))
    return [(t_s, moved_on(pose, t_s)) for t_s, pose in chain.from_iterable(loops) if t_s < until_s]
