"""Exercises on the floor that move: cat-cow, superman and swan."""

from __future__ import annotations

from dataclasses import replace

from posture.body.view import View
from posture.simulation.positions import ALL_FOURS, PRONE, between, with_arms
from posture.simulation.simulated_move import SimulatedFault, SimulatedMove
from posture.simulation.stick_person import Body
from posture.simulation.timeline import Rep

LONG_ARMS = with_arms(PRONE, 180.0, 4.0)
LIFTED = replace(LONG_ARMS, hinge=76.0, thighs=-103.0)
HANDS_AT_HEAD = with_arms(PRONE, 40.0, 130.0)


def cat_cow(share: float) -> Body:
    """Round the back and curl the head in, or below 0 let both sink."""
    return replace(ALL_FOURS, back=0.3 * share, nod=-40.0 * share)


def superman(share: float) -> Body:
    """Lift arms, chest and legs from the floor."""
    return between(LONG_ARMS, LIFTED, share)


def swan(share: float) -> Body:
    """Let the breastbone float up with the hands beside the head."""
    return between(HANDS_AT_HEAD, replace(HANDS_AT_HEAD, hinge=HANDS_AT_HEAD.hinge - 11.0), share)


CAT_COW = SimulatedMove(
    bodies={View.SIDE: cat_cow},
    rep=Rep(out_s=2.0, hold_s=0.6, back_s=1.6, rest_s=0.6, dip=0.4),
    height=0.6,
    faults={
        "too_fast": SimulatedFault(pace=lambda rep: replace(rep, out_s=0.8, hold_s=0.1, back_s=0.6)),
        "missing_cow": SimulatedFault(pace=lambda rep: replace(rep, dip=0.0)),
        "elbows": SimulatedFault(bend=lambda body, share: replace(body, elbow_left=55.0, elbow_right=55.0)),
        "rocking": SimulatedFault(
            bend=lambda body, share: replace(
                body, thighs=26.0 * max(share, 0.0), knees=90.0 + 26.0 * max(share, 0.0)
            )
        ),
    },
)
SUPERMAN = SimulatedMove(
    bodies={View.SIDE: superman},
    rep=Rep(out_s=1.5, back_s=1.5, rest_s=1.5),
    height=0.6,
    faults={
        "too_high": SimulatedFault(bend=lambda body, share: replace(body, thighs=-89.0 - 36.0 * share)),
        "chest_too_high": SimulatedFault(bend=lambda body, share: replace(body, hinge=89.0 - 29.0 * share)),
        "legs_low": SimulatedFault(bend=lambda body, share: replace(body, thighs=-89.0 - 4.5 * share)),
        "arms_low": SimulatedFault(
            bend=lambda body, share: replace(
                body, hinge=89.0 - 3.5 * share, thighs=-89.0 - 21.0 * share, arm_left=172.0, arm_right=172.0
            )
        ),
        "knees_bend": SimulatedFault(bend=lambda body, share: replace(body, knees=2.0 + 45.0 * share)),
        "head_up": SimulatedFault(
            bend=lambda body, share: replace(body, nod=70.0 * share, glide_m=-0.1 * share)
        ),
        "elbows_bend": SimulatedFault(
            bend=lambda body, share: replace(
                body, elbow_left=4.0 + 50.0 * share, elbow_right=4.0 + 50.0 * share
            )
        ),
    },
)
SWAN = SimulatedMove(
    bodies={View.SIDE: swan},
    rep=Rep(out_s=1.2, back_s=1.2, rest_s=1.0),
    height=0.6,
    faults={
        "legs_lift": SimulatedFault(bend=lambda body, share: replace(body, thighs=-89.0 - 7.0 * share)),
        "chest_too_high": SimulatedFault(bend=lambda body, share: replace(body, hinge=89.0 - 20.0 * share)),
        "head_back": SimulatedFault(bend=lambda body, share: replace(body, nod=60.0 * share)),
        "short_hold": SimulatedFault(pace=lambda rep: replace(rep, hold_s=0.3 * rep.hold_s)),
        "dropped": SimulatedFault(pace=lambda rep: replace(rep, back_s=0.3)),
    },
)
MOVES = {"cat_cow": CAT_COW, "superman": SUPERMAN, "swan": SWAN}
"""The moves, by the id of the exercise."""
