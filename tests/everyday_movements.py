"""Everyday movements as the tests go through them: all of them, from every view, for some seeds."""

from __future__ import annotations

from collections.abc import Iterator

from motions import Frames

from posture.simulation.everyday import EVERYDAY, simulate_everyday


def moments(name: str, view: str, seed: int, *, fps: float = 15.0) -> Frames:
    """Somebody who does that, pose by pose."""
    return [(pose.t_s, pose) for pose in simulate_everyday(name, view, seed, fps=fps)]


def every(*seeds: int) -> Iterator[tuple[str, str, int]]:
    """Name, view and seed of everything that is made, for these seeds."""
    for name, what in EVERYDAY.items():
        for view in what.views:
            for seed in seeds:
                yield name, view, seed


def may_count(name: str, exercise_id: str) -> bool:
    """Whether the two are one movement for a camera."""
    return exercise_id in EVERYDAY[name].kin
