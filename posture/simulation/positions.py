"""Positions on the floor that are held: child's pose, cobra, downward dog, sphinx, thread the needle."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from posture.body.view import View
from posture.simulation.simulated_move import MakeBody, SimulatedFault, SimulatedMove
from posture.simulation.stick_person import Body
from posture.simulation.timeline import Rep


def with_arms(body: Body, raise_deg: float, elbow: float) -> Body:
    """Return the body with both arms in front of it.

    Args:
        body: Everything but the arms.
        raise_deg: Upper arms against the trunk: 90 is square to it, 180 beyond the head.
        elbow: Elbow flexion in degrees.
    """
    return replace(
        body,
        arms_forward=True,
        arm_left=raise_deg,
        arm_right=raise_deg,
        elbow_left=elbow,
        elbow_right=elbow,
    )


def between(a: Body, b: Body, share: float) -> Body:
    """Return a body on the way from one to another.

    Args:
        a: Where the way begins.
        b: Where it ends, with all that is no number.
        share: Of the way.
    """
    values: dict[str, Any] = {}
    for name in (f.name for f in fields(Body)):
        x, y = getattr(a, name), getattr(b, name)
        values[name] = x + share * (y - x) if isinstance(x, float) and isinstance(y, float) else y
    return Body(**values)


ALL_FOURS = with_arms(Body(hinge=82.0, thighs=0.0, knees=90.0), 82.0, 8.0)
PRONE = Body(hinge=89.0, thighs=-89.0, knees=2.0)
LYING = with_arms(PRONE, -20.0, 140.0)
"""Hands beside the ribs."""
ON_FOREARMS = with_arms(PRONE, 150.0, 30.0)

THREAD_DEG = 60.0
"""How far the shoulders turn where one arm is threaded under the body."""
POSITIONS: dict[str, tuple[Body, Body]] = {
    "childs_pose": (ALL_FOURS, with_arms(Body(hinge=94.0, thighs=60.0, knees=150.0), 160.0, 8.0)),
    "cobra": (LYING, with_arms(replace(PRONE, hinge=55.0), 17.0, 70.0)),
    "downward_dog": (ALL_FOURS, with_arms(Body(hinge=135.0, thighs=-35.0, knees=6.0, nod=-35.0), 172.0, 8.0)),
    "sphinx": (ON_FOREARMS, with_arms(replace(PRONE, hinge=68.0), 68.0, 90.0)),
    "thread_the_needle": (ALL_FOURS, replace(ALL_FOURS, hinge=105.0, twist=THREAD_DEG)),
}
"""Where each begins, and the position itself, with the left shoulder under where it has a side."""


def position_of(exercise_id: str) -> MakeBody:
    """Return how the body gets into a position, by the id of its exercise."""
    begin, full = POSITIONS[exercise_id]

    return lambda share: between(begin, full, share)


def _changed(**degrees: float) -> SimulatedFault:
    """Return the fault of a position whose angles are those, reached with it."""

    def _bend(body: Body, share: float) -> Body:
        wrong = {name: getattr(body, name) for name in degrees}
        return replace(
            body, **{name: value + share * (degrees[name] - value) for name, value in wrong.items()}
        )

    return SimulatedFault(bend=_bend)


_REP = Rep(out_s=1.5, back_s=1.5, rest_s=1.5)


def _held(exercise_id: str, faults: dict[str, SimulatedFault], *, alternating: bool = False) -> SimulatedMove:
    return SimulatedMove(
        bodies={View.SIDE: position_of(exercise_id)},
        rep=_REP,
        faults=faults,
        alternating=alternating,
        far_hidden=not alternating,
        height=0.6,
    )


MOVES = {
    "childs_pose": _held(
        "childs_pose",
        {
            "hips_high": _changed(thighs=22.0, knees=112.0, hinge=104.0),
            "arms_short": _changed(elbow_left=150.0, elbow_right=150.0, arm_left=120.0, arm_right=120.0),
            "neck_up": _changed(glide_m=-0.12),
        },
    ),
    "cobra": _held(
        "cobra",
        {
            "lift_high": _changed(hinge=38.0),
            "arms_locked": _changed(arm_left=45.0, arm_right=45.0, elbow_left=4.0, elbow_right=4.0),
            "hips_lift": _changed(thighs=-78.0),
            "head_back": _changed(nod=75.0),
        },
    ),
    "downward_dog": _held(
        "downward_dog",
        {
            "trunk_flat": _changed(hinge=116.0),
            "shoulders_hunched": _changed(arm_left=145.0, arm_right=145.0),
            "elbows_bend": _changed(elbow_left=50.0, elbow_right=50.0),
            "head_up": _changed(nod=20.0),
            "too_long": SimulatedFault(pace=lambda rep: replace(rep, hold_s=55.0)),
        },
    ),
    "sphinx": _held(
        "sphinx",
        {"head_back": _changed(nod=75.0), "shoulders_sink": _changed(hike_left_m=0.1, hike_right_m=0.1)},
    ),
    "thread_the_needle": _held(
        "thread_the_needle",
        {"hips_back": _changed(thighs=24.0, knees=114.0), "shoulder_high": _changed(hinge=92.0)},
        alternating=True,
    ),
}
"""The moves, by the id of the exercise."""
