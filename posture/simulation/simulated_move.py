"""Description of an exercise for the simulation: bodies, pace, and the faults that people make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from posture.body.landmarks import Side
from posture.body.view import View
from posture.simulation.stick_person import Body
from posture.simulation.timeline import Rep

MakeBody = Callable[[float], Body]
"""Returns the body at a share of the way; where the sides take turns, with the left one at work."""


def body_at(make: MakeBody, share: float, side: Side) -> Body:
    """Return the body at a share of the way.

    Args:
        make: How it moves.
        share: 0 at rest, 1 at the top.
        side: The side that works.
    """
    body = make(share)
    return body.swapped() if side is Side.RIGHT else body


def _same_body(body: Body, share: float) -> Body:
    return body


def _same_pace(rep: Rep) -> Rep:
    return rep


@dataclass(frozen=True)
class SimulatedFault:
    """Changes that make a fault.

    Attributes:
        bend: Changes the body at a share of the way; where the sides take turns, with the left one at work.
        pace: Changes the times of a repetition.
        views: The views in which it shows; empty for all.
    """

    bend: Callable[[Body, float], Body] = _same_body
    pace: Callable[[Rep], Rep] = _same_pace
    views: frozenset[View] = frozenset()


@dataclass(frozen=True)
class SimulatedMove:
    """An exercise as the stick person makes it.

    Attributes:
        bodies: How it moves, by the view that it is seen in, the best view first.
        rep: The pace of a repetition; its hold is replaced by the dose.
        faults: What can be simulated, by the name of the rule that finds it.
        alternating: The sides take turns.
        far_hidden: In a side view the far limbs are hardly visible.
        height: Where the hips are in the image, as a share of its height.
        nearness: How many times as large as usual the person is in the image.
    """

    bodies: Mapping[View, MakeBody]
    rep: Rep = field(default_factory=Rep)
    faults: Mapping[str, SimulatedFault] = field(default_factory=dict)
    alternating: bool = False
    far_hidden: bool = True
    height: float = 0.56
    nearness: float = 1.0
