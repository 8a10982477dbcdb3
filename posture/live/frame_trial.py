"""A trial of what a frame costs on this computer: before the first set, and for ``posture doctor``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from posture.live.frame_cost import FrameCost, trial
from posture.vision.jpeg import decode_jpeg
from posture.vision.person_tracker import TrackingEstimator


@dataclass(frozen=True, slots=True)
class FrameTrial:
    """What came of a trial.

    Attributes:
        cost: What a frame costs.
        found: Whether the person on it was found.
    """

    cost: FrameCost
    found: bool


def try_frames(model: str) -> FrameTrial:
    """Measure what a frame costs, on a network of its own: each remembers whom it has seen.

    Args:
        model: The network.

    Raises:
        PostureError: It cannot be used; the message says why.
    """
    found: list[bool] = []
    look = TrackingEstimator(model)
    try:
        cost = trial(model, lambda: found.append(look.try_out(decode_jpeg(_somebody()))))
    finally:
        look.close()
    return FrameTrial(cost, all(found))


@cache
def _somebody() -> bytes:
    """Return a picture of a rendered person."""
    return (Path(__file__).parent / "somebody.jpg").read_bytes()
