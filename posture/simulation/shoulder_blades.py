"""Exercises of the shoulder blades, as much of them as a camera sees: squeeze and retraction."""

from __future__ import annotations

from dataclasses import replace

from posture.body.view import View
from posture.simulation.simulated_move import SimulatedFault, SimulatedMove
from posture.simulation.stick_person import Body
from posture.simulation.timeline import Rep

SHOULDERS_NARROWER, ELBOWS_NARROWER = 0.07, 0.18
"""Shares of their distance by which shoulders and elbows come together in a whole squeeze; a real
person 0.08 and 0.18, two rendered ones 0.06-0.075 and 0.20 (measurements.md 5)."""


def squeeze(share: float) -> Body:
    """Draw shoulders and elbows together, as seen from the front or the back."""
    return Body(
        arm_left=12.0,
        arm_right=12.0,
        shoulders_apart=1.0 - SHOULDERS_NARROWER * share,
        elbows_apart=1.0 - ELBOWS_NARROWER * share,
    )


def arms_behind(share: float) -> Body:
    """Let the upper arms go back with the blades, as seen from the side."""
    arm = -2.0 - 26.0 * share
    return Body(arms_forward=True, arm_left=arm, arm_right=arm, elbow_left=60.0, elbow_right=60.0)


_BODIES = {View.FRONT: squeeze, View.BACK: squeeze, View.SIDE: arms_behind}
_FAULTS = {
    "shrug": SimulatedFault(
        bend=lambda body, share: replace(body, hike_left_m=0.02 * share, hike_right_m=0.02 * share),
        views=frozenset({View.FRONT}),
    ),
    "trunk_side": SimulatedFault(
        bend=lambda body, share: replace(body, lean=11.0 * share), views=frozenset({View.FRONT})
    ),
    "lean_back": SimulatedFault(
        bend=lambda body, share: replace(body, hinge=-14.0 * share), views=frozenset({View.SIDE})
    ),
}
SQUEEZE = SimulatedMove(bodies=_BODIES, rep=Rep(out_s=1.0, back_s=1.0, rest_s=1.5), faults=_FAULTS)
RETRACTION = replace(
    SQUEEZE,
    faults=_FAULTS | {"short_hold": SimulatedFault(pace=lambda rep: replace(rep, hold_s=0.4 * rep.hold_s))},
)
MOVES = {"shoulder_blade_squeeze": SQUEEZE, "shoulder_blade_retraction": RETRACTION}
"""The moves, by the id of the exercise."""
