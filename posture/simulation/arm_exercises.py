"""Exercises of the arms: wall angels, rows and pulldowns."""

from __future__ import annotations

from dataclasses import replace

from posture.body.view import View
from posture.simulation.simulated_move import SimulatedFault, SimulatedMove
from posture.simulation.stick_person import Body

_FRONTAL = frozenset({View.FRONT, View.BACK})


def wall_angel(share: float) -> Body:
    """Slide bent arms up until they are long."""
    arm, elbow = 65.0 + 85.0 * share, 95.0 - 60.0 * share
    return Body(arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def row(share: float) -> Body:
    """Pull the elbows back, hinged at the hips."""
    arm, elbow = 62.0 - 100.0 * share, 10.0 + 75.0 * share
    hinged = Body(arms_forward=True, hinge=58.0, knees=25.0)
    return replace(hinged, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def seated_row(share: float) -> Body:
    """Row with a band, upright on a chair."""
    arm, elbow = 45.0 - 70.0 * share, 20.0 + 75.0 * share
    seated = Body(arms_forward=True, hinge=5.0, knees=80.0, thighs=85.0)
    return replace(seated, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def row_from_the_floor(share: float) -> Body:
    """Row with a level trunk; the elbows come to it and no further."""
    arm, elbow = 88.0 - 88.0 * share, 10.0 + 85.0 * share
    level = Body(arms_forward=True, hinge=88.0, knees=30.0)
    return replace(level, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def pulldown(share: float) -> Body:
    """Pull the hands from overhead to the chest."""
    arm, elbow = 165.0 - 135.0 * share, 10.0 + 110.0 * share
    return Body(arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def _arms(body: Body, arm: float, elbow: float = 0.0) -> Body:
    """Move both arms by that many degrees at the shoulder and at the elbow."""
    return replace(
        body,
        arm_left=body.arm_left + arm,
        arm_right=body.arm_right + arm,
        elbow_left=body.elbow_left + elbow,
        elbow_right=body.elbow_right + elbow,
    )


def _elbows(body: Body, degrees: float) -> Body:
    """Bend both elbows by that much."""
    return replace(body, elbow_left=degrees, elbow_right=degrees)


WALL_ANGELS = SimulatedMove(
    bodies={View.FRONT: wall_angel, View.OBLIQUE: wall_angel},
    faults={
        "uneven": SimulatedFault(
            bend=lambda body, share: replace(body, arm_left=body.arm_left - 30.0 * share),
            views=frozenset({View.FRONT}),
        ),
        "trunk_side": SimulatedFault(
            bend=lambda body, share: replace(body, lean=12.0 * share), views=frozenset({View.FRONT})
        ),
        "elbows_drop_in": SimulatedFault(
            bend=lambda body, share: _elbows(body, max(152.0 - body.arm_left, 36.0)),
            pace=lambda rep: replace(rep, out_s=6.0, back_s=6.0),
            views=frozenset({View.FRONT}),
        ),
        "arms_close": SimulatedFault(
            bend=lambda body, share: _elbows(body, 148.0), views=frozenset({View.FRONT})
        ),
        "half_range": SimulatedFault(
            pace=lambda rep: replace(rep, amplitude=0.74), views=frozenset({View.FRONT})
        ),
        "too_fast": SimulatedFault(pace=lambda rep: replace(rep, out_s=0.9, hold_s=0.2, back_s=0.9)),
    },
)
ROWS = SimulatedMove(
    bodies={View.SIDE: row, View.OBLIQUE: row},
    nearness=1.12,
    faults={
        "too_upright": SimulatedFault(bend=lambda body, share: replace(_arms(body, -35.0), hinge=20.0)),
        "trunk_swing": SimulatedFault(
            bend=lambda body, share: replace(body, hinge=body.hinge - 18.0 * share)
        ),
        "over_pull": SimulatedFault(
            bend=lambda body, share: _arms(body, -22.0 * share, 15.0 * share),
            views=frozenset({View.SIDE}),
        ),
        "knees_locked": SimulatedFault(bend=lambda body, share: replace(body, knees=3.0, thighs=1.0)),
        "knees_squat": SimulatedFault(
            bend=lambda body, share: replace(body, knees=78.0, thighs=36.0),
            views=frozenset({View.SIDE}),
        ),
        "down_fast": SimulatedFault(pace=lambda rep: replace(rep, back_s=0.45)),
    },
)
PULLDOWNS = SimulatedMove(
    bodies={View.FRONT: pulldown, View.OBLIQUE: pulldown, View.BACK: pulldown, View.SIDE: pulldown},
    height=0.62,
    faults={
        "uneven": SimulatedFault(
            bend=lambda body, share: replace(body, arm_left=body.arm_left + 35.0 * share),
            views=_FRONTAL,
        ),
        "too_low": SimulatedFault(bend=lambda body, share: _arms(body, -12.0 * share, -40.0 * share)),
        "short_bottom": SimulatedFault(pace=lambda rep: replace(rep, amplitude=0.74)),
        "lean_front_proxy": SimulatedFault(
            bend=lambda body, share: replace(body, hinge=-42.0 * share), views=frozenset({View.FRONT})
        ),
        "fast_up": SimulatedFault(pace=lambda rep: replace(rep, back_s=0.45)),
        "too_fast": SimulatedFault(pace=lambda rep: replace(rep, out_s=0.6, hold_s=0.1, back_s=0.6)),
    },
)
MOVES = {"wall_angels": WALL_ANGELS, "bent_over_rows": ROWS, "lat_pulldowns": PULLDOWNS}
"""The moves, by the id of the exercise."""
