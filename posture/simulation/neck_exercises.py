"""Exercises of the neck: tilts and chin tucks."""

from __future__ import annotations

from dataclasses import replace

from posture.body.view import View
from posture.simulation.simulated_move import SimulatedFault, SimulatedMove
from posture.simulation.stick_person import HEAD_M, Body
from posture.simulation.timeline import Rep


def chin_tuck(share: float) -> Body:
    """Glide the head straight back."""
    return Body(glide_m=0.02 - 0.55 * HEAD_M * share)


def neck_tilt(share: float) -> Body:
    """Let the left ear sink to the shoulder."""
    return Body(head_roll=30.0 * share)


NECK_TILTS = SimulatedMove(
    bodies={View.FRONT: neck_tilt},
    rep=Rep(out_s=1.3, back_s=1.3),
    alternating=True,
    faults={
        "shoulder_hike": SimulatedFault(bend=lambda body, share: replace(body, hike_left_m=0.03 * share)),
        "head_turn": SimulatedFault(bend=lambda body, share: replace(body, head_turn=32.0 * share)),
        "trunk_lean": SimulatedFault(bend=lambda body, share: replace(body, lean=8.0 * share)),
        "over_range": SimulatedFault(bend=lambda body, share: replace(body, head_roll=1.7 * body.head_roll)),
    },
)
CHIN_TUCKS = SimulatedMove(
    bodies={View.SIDE: chin_tuck},
    faults={
        "nod_down": SimulatedFault(bend=lambda body, share: replace(body, nod=-22.0 * share)),
        "trunk_back": SimulatedFault(bend=lambda body, share: replace(body, hinge=-8.0 * share)),
        "short_hold": SimulatedFault(pace=lambda rep: replace(rep, hold_s=0.4 * rep.hold_s)),
    },
)
MOVES = {"neck_tilts": NECK_TILTS, "chin_tucks": CHIN_TUCKS}
"""The moves, by the id of the exercise."""
