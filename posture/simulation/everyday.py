"""Everyday movements that are no exercise of the guide: what else moves in front of a camera, by seed.

A rule or a counter can be tested against them: none of them counts as an exercise, but for those that are
the same movement to a camera (`EverydayMovement.kin`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from posture.body.landmarks import Floats, Pose, Side
from posture.simulation.placed_body import BOTH, LEG_M, PlacedBody
from posture.simulation.stick_person import (
    FOREARM_M,
    FRONT,
    SHIN_M,
    THIGH_M,
    TORSO_M,
    UPPER_ARM_M,
    Body,
    Viewpoint,
    seen_by,
    shaken,
)
from posture.simulation.timeline import Rep

CHAIR = (0.0, -SHIN_M, 0.0)
"""Where the hips of somebody who sits are."""
REST_S, REPS = 2.0, 4
"""Seconds before and after the movement, and how often it is made."""
YAWS = {"front": 0.0, "oblique": 40.0, "side": 90.0, "back": 180.0}
"""Where the camera stands, by name; an even seed shows the right side."""
STANDING, FLOOR = ("front", "oblique", "side"), ("side", "oblique")


Make = Callable[[float, int, float], PlacedBody]
"""Returns the body at a share of the way, given the number of the repetition and the seconds."""


@dataclass(frozen=True)
class EverydayMovement:
    """Something that people do.

    Attributes:
        make: How the body moves.
        views: Names of `YAWS` from which it makes sense.
        kin: Ids of exercises that are the same movement to a camera; it may count there.
        out_s, hold_s, back_s, rest_s: Seconds of a repetition at the middle pace.
        far_hidden: In a side view the far limbs are hardly visible.
    """

    make: Make
    views: tuple[str, ...] = STANDING
    kin: frozenset[str] = frozenset()
    out_s: float = 1.1
    hold_s: float = 0.3
    back_s: float = 1.1
    rest_s: float = 0.5
    far_hidden: bool = True


def _hand(side: Side, aside_m: float, up_m: float, ahead_m: float) -> Floats:
    return np.array([aside_m if side is Side.LEFT else -aside_m, up_m, ahead_m])


def _between(share: float, low: float, high: float) -> float:
    return low + share * (high - low)


def _one_hand(number: int, hand: Callable[[Side], Floats]) -> tuple[Floats | None, Floats | None]:
    """Return the places of the hands, of which one moves in turn."""
    return (hand(Side.LEFT), None) if number % 2 else (None, hand(Side.RIGHT))


def _push_up(share: float, number: int, t_s: float) -> PlacedBody:
    """Sink between straight and bent arms, with hands and toes in place."""
    long_m = LEG_M + TORSO_M
    angle = math.asin(_between(share, 0.60, 0.22) / long_m)
    ahead_m = long_m * math.cos(math.asin(0.60 / long_m)) - 0.04
    hands = tuple(_hand(side, 0.26, -LEG_M + 0.05, ahead_m - LEG_M) for side in BOTH)
    body = Body(knees=0.0, thighs=0.0, nod=20.0)
    spot = (0.0, -LEG_M + 0.06, -LEG_M)
    return PlacedBody(body, pitch=90.0 - math.degrees(angle), hands=(hands[0], hands[1]), spot=spot)


def _knee_push_up(share: float, number: int, t_s: float) -> PlacedBody:
    """Do push-ups with the knees on the floor."""
    long_m = THIGH_M + TORSO_M
    angle = math.asin(_between(share, 0.56, 0.20) / long_m)
    ahead_m = long_m * math.cos(math.asin(0.56 / long_m)) - 0.04
    hands = tuple(_hand(side, 0.26, -LEG_M + 0.05, ahead_m - THIGH_M) for side in BOTH)
    body = Body(knees=80.0, thighs=0.0, nod=20.0)
    spot = (0.0, -LEG_M + 0.05, -THIGH_M)
    tipped = 90.0 - math.degrees(angle)
    return PlacedBody(body, pitch=tipped, hands=(hands[0], hands[1]), fixed="knee", spot=spot)


def _squat(share: float, number: int, t_s: float) -> PlacedBody:
    """Squat to level thighs, with the arms forward as a counterweight."""
    arm = 10.0 + 70.0 * share
    body = Body(knees=5.0 + 95.0 * share, thighs=3.0 + 77.0 * share, hinge=38.0 * share, arms_forward=True)
    return PlacedBody(replace(body, arm_left=arm, arm_right=arm))


def _barbell_squat(share: float, number: int, t_s: float) -> PlacedBody:
    """Squat with a bar behind the neck."""
    body = Body(knees=5.0 + 95.0 * share, thighs=3.0 + 77.0 * share, hinge=5.0 + 35.0 * share)
    return PlacedBody(replace(body, arm_left=40.0, arm_right=40.0, elbow_left=125.0, elbow_right=125.0))


def _deadlift(share: float, number: int, t_s: float) -> PlacedBody:
    """Lower a bar to the shins and lift it, with long arms."""
    arm = 4.0 + 62.0 * share
    body = Body(hinge=65.0 * share, knees=8.0 + 35.0 * share, arms_forward=True)
    return PlacedBody(replace(body, arm_left=arm, arm_right=arm))


def _curl(share: float, number: int, t_s: float) -> PlacedBody:
    """Bend both forearms up, with the elbows at the trunk."""
    arm, elbow = 4.0 + 12.0 * share, 10.0 + 125.0 * share
    body = Body(arms_forward=True, arm_left=arm, arm_right=arm)
    return PlacedBody(replace(body, elbow_left=elbow, elbow_right=elbow))


def _alternating_curl(share: float, number: int, t_s: float) -> PlacedBody:
    """Bend one forearm up, then the other."""
    body = Body(arms_forward=True)
    arm, elbow = 4.0 + 14.0 * share, 10.0 + 125.0 * share
    return PlacedBody(
        replace(body, arm_left=arm, elbow_left=elbow)
        if number % 2
        else replace(body, arm_right=arm, elbow_right=elbow)
    )


def _press(share: float, number: int, t_s: float) -> PlacedBody:
    """Press both hands from beside the ears to overhead."""
    arm, elbow = 68.0 + 100.0 * share, 115.0 - 100.0 * share
    return PlacedBody(Body(arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow))


def _lateral_raise(share: float, number: int, t_s: float) -> PlacedBody:
    """Raise long arms to the sides, to the height of the shoulders."""
    arm = 10.0 + 80.0 * share
    return PlacedBody(Body(arm_left=arm, arm_right=arm, elbow_left=12.0, elbow_right=12.0))


def _front_raise(share: float, number: int, t_s: float) -> PlacedBody:
    """Raise long arms forward, to the height of the shoulders."""
    arm = 6.0 + 85.0 * share
    return PlacedBody(Body(arms_forward=True, arm_left=arm, arm_right=arm))


def _arm_swing(share: float, number: int, t_s: float) -> PlacedBody:
    """Swing long, level arms from the front to the sides and back."""
    angle = math.radians(10.0 + 85.0 * share)
    far_m = UPPER_ARM_M + FOREARM_M - 0.02
    hands = [_hand(s, 0.18 + far_m * math.sin(angle), TORSO_M - 0.05, far_m * math.cos(angle)) for s in BOTH]
    return PlacedBody(Body(), hands=(hands[0], hands[1]))


def _shrug(share: float, number: int, t_s: float) -> PlacedBody:
    """Lift both shoulders to the ears."""
    return PlacedBody(Body(hike_left_m=0.05 * share, hike_right_m=0.05 * share))


def _jumping_jack(share: float, number: int, t_s: float) -> PlacedBody:
    """Swing long arms overhead, quickly, with a hop."""
    arm = 12.0 + 155.0 * share
    body = Body(arm_left=arm, arm_right=arm, elbow_left=15.0, elbow_right=15.0, knees=6.0 + 14.0 * share)
    return PlacedBody(body, spot=(0.0, -LEG_M + 0.12 * math.sin(math.pi * share), 0.0))


def _walk(share: float, number: int, t_s: float) -> PlacedBody:
    """Walk across the image and back, or towards the camera and away, turning at its edges."""
    period_s, speed_m_s, stride_s = 9.0, 0.55, 1.1
    within = (t_s / period_s) % 1.0
    there = 1.0 - abs(2.0 * within - 1.0)
    turn = 180.0 / (1.0 + math.exp(-(within - 0.5) * 60.0)) if within > 0.05 else 0.0
    swing = math.sin(2.0 * math.pi * t_s / stride_s)
    legs = [
        (26.0 * s, 8.0 + 45.0 * max(0.0, math.cos(2.0 * math.pi * t_s / stride_s) * sign))
        for s, sign in ((swing, 1.0), (-swing, -1.0))
    ]
    body = Body(arms_forward=True, hinge=3.0, arm_left=3.0 - 24.0 * swing, arm_right=3.0 + 24.0 * swing)
    body = replace(body, elbow_left=18.0 - 10.0 * swing, elbow_right=18.0 + 10.0 * swing)
    ahead_m = (there - 0.5) * speed_m_s * period_s / 2.0
    forward = 1.0 if turn < 90.0 else -1.0
    spot = (0.0, -LEG_M, forward * ahead_m)
    return PlacedBody(body, legs=(legs[0], legs[1]), spot=spot, yaw=turn, nearer=0.85 + 0.3 * there)


def _march(share: float, number: int, t_s: float) -> PlacedBody:
    """Walk on the spot."""
    swing = math.sin(2.0 * math.pi * t_s / 1.1)
    legs = (
        (max(swing, 0.0) * 55.0, max(swing, 0.0) * 75.0),
        (max(-swing, 0.0) * 55.0, max(-swing, 0.0) * 75.0),
    )
    body = Body(arms_forward=True, arm_left=5.0 - 25.0 * swing, arm_right=5.0 + 25.0 * swing)
    return PlacedBody(replace(body, elbow_left=35.0, elbow_right=35.0), legs=legs)


def _reach_ahead(share: float, number: int, t_s: float) -> PlacedBody:
    """Take something from a table with one hand."""
    hand = _one_hand(
        number, lambda s: _hand(s, 0.22 - 0.1 * share, _between(share, -0.05, 0.22), 0.05 + 0.6 * share)
    )
    return PlacedBody(Body(hinge=20.0 * share), hands=hand)


def _reach_up(share: float, number: int, t_s: float) -> PlacedBody:
    """Take something from a high shelf with one hand."""
    hand = _one_hand(number, lambda s: _hand(s, 0.24, _between(share, -0.05, 1.0), 0.05 + 0.22 * share))
    return PlacedBody(Body(nod=15.0 * share), hands=hand)


def _tie_shoes(share: float, number: int, t_s: float) -> PlacedBody:
    """Bend down to the shoes, where both hands are busy, and up."""
    busy = 0.03 * share * math.sin(9.0 * t_s)
    body = Body(hinge=92.0 * share, knees=8.0 + 55.0 * share, nod=25.0 * share)
    hands = [_hand(s, 0.14 + busy, _between(share, -0.05, -LEG_M + 0.12), 0.05 + 0.14 * share) for s in BOTH]
    return PlacedBody(body, hands=(hands[0], hands[1]))


def _tie_shoes_seated(share: float, number: int, t_s: float) -> PlacedBody:
    """Tie the shoes on a chair."""
    busy = 0.03 * share * math.sin(9.0 * t_s)
    body = Body(hinge=5.0 + 65.0 * share, knees=85.0, thighs=85.0, nod=20.0 * share)
    hands = [
        _hand(s, 0.14 + busy, _between(share, -SHIN_M + 0.08, -LEG_M + 0.14), 0.15 + 0.28 * share)
        for s in BOTH
    ]
    return PlacedBody(body, hands=(hands[0], hands[1]), fixed="hip", spot=CHAIR)


def _drink(share: float, number: int, t_s: float) -> PlacedBody:
    """Lift a glass to the mouth on a chair, and tip the head back."""
    chair_m = -SHIN_M
    hand = _one_hand(
        number,
        lambda s: _hand(
            s, 0.2 - 0.16 * share, chair_m + _between(share, 0.2, TORSO_M + 0.1), 0.05 + 0.13 * share
        ),
    )
    return PlacedBody(Body(knees=85.0, thighs=85.0, nod=22.0 * share), hands=hand, fixed="hip", spot=CHAIR)


def _sit_and_stand(share: float, number: int, t_s: float) -> PlacedBody:
    """Sit down on a chair and stand up."""
    lean = math.sin(math.pi * share)
    return PlacedBody(Body(knees=6.0 + 84.0 * share, thighs=3.0 + 82.0 * share, hinge=5.0 + 35.0 * lean))


def _look_around(share: float, number: int, t_s: float) -> PlacedBody:
    """Turn the head to one side, then to the other."""
    return PlacedBody(Body(head_turn=(1.0 if number % 2 else -1.0) * 50.0 * share, nod=-6.0 * share))


def _nod(share: float, number: int, t_s: float) -> PlacedBody:
    """Nod the head down and up."""
    return PlacedBody(Body(nod=-28.0 * share))


def _gesture(share: float, number: int, t_s: float) -> PlacedBody:
    """Talk with both hands."""
    hands = [
        _hand(s, 0.24 + 0.09 * math.sin(3.1 * t_s + p), 0.2 + 0.1 * math.sin(2.3 * t_s + 2.0 * p),
              0.28 + 0.08 * math.sin(1.7 * t_s + 3.0 * p))
        for s, p in zip(BOTH, (0.0, 1.3), strict=True)
    ]  # fmt: skip
    sway = math.sin(0.9 * t_s)
    return PlacedBody(
        Body(head_turn=14.0 * sway, lean=2.0 * sway, nod=5.0 * math.sin(2.1 * t_s)),
        hands=(hands[0], hands[1]),
    )


def _dance(share: float, number: int, t_s: float) -> PlacedBody:
    """Move knees, hips, arms and head, each to a beat of its own."""
    beat = 2.0 * math.pi * t_s
    body = Body(
        arm_left=55.0 + 45.0 * math.sin(0.55 * beat),
        arm_right=55.0 + 45.0 * math.sin(0.55 * beat + 1.9 + number),
        elbow_left=60.0 + 40.0 * math.sin(0.9 * beat),
        elbow_right=60.0 + 40.0 * math.sin(0.9 * beat + 1.0),
        arms_forward=number % 2 == 0,
        knees=22.0 + 14.0 * math.sin(1.1 * beat),
        lean=9.0 * math.sin(0.5 * beat),
        head_roll=10.0 * math.sin(0.5 * beat + 0.5),
        hinge=6.0 + 5.0 * math.sin(1.1 * beat),
    )
    return PlacedBody(body, yaw=16.0 * math.sin(0.35 * beat))


def _alternating_superman(share: float, number: int, t_s: float) -> PlacedBody:
    """Lift one arm and the other leg, lying face down."""
    lifted, low = 180.0 + 26.0 * share, 180.0
    leg, rest = (-20.0 * share, 2.0), (0.0, 2.0)
    left = number % 2 == 1
    body = Body(
        arms_forward=True, arm_left=lifted if left else low, arm_right=low if left else lifted,
        elbow_left=4.0, elbow_right=4.0, knees=2.0, thighs=0.0,
    )  # fmt: skip
    legs = (rest, leg) if left else (leg, rest)
    return PlacedBody(body, pitch=90.0, legs=legs, fixed="hip", spot=(0.0, -LEG_M + 0.1, 0.0))


def _plank(share: float, number: int, t_s: float) -> PlacedBody:
    """Stay on hands and toes."""
    return _push_up(0.04 * math.sin(t_s), number, t_s)


EVERYDAY: dict[str, EverydayMovement] = {
    "push_ups": EverydayMovement(_push_up, FLOOR),
    "knee_push_ups": EverydayMovement(_knee_push_up, FLOOR),
    "plank": EverydayMovement(_plank, FLOOR),
    "squats": EverydayMovement(_squat),
    "barbell_squats": EverydayMovement(_barbell_squat, (*STANDING, "back")),
    "deadlifts": EverydayMovement(_deadlift),
    "curls": EverydayMovement(_curl),
    "alternating_curls": EverydayMovement(_alternating_curl),
    "presses": EverydayMovement(_press, kin=frozenset({"wall_angels", "lat_pulldowns"})),
    "lateral_raises": EverydayMovement(_lateral_raise, ("front", "oblique", "back")),
    "front_raises": EverydayMovement(_front_raise),
    "arm_swings": EverydayMovement(
        _arm_swing, (*STANDING, "back"), out_s=0.7, hold_s=0.1, back_s=0.7, rest_s=0.2
    ),
    "shrugs": EverydayMovement(_shrug, (*STANDING, "back"), out_s=0.7, hold_s=0.6, back_s=0.7),
    "jumping_jacks": EverydayMovement(
        _jumping_jack, ("front", "oblique"), out_s=0.45, hold_s=0.05, back_s=0.45, rest_s=0.05
    ),
    "walking": EverydayMovement(_walk, hold_s=1.0),
    "marching": EverydayMovement(_march, hold_s=1.0),
    "reaching_ahead": EverydayMovement(_reach_ahead),
    "reaching_up": EverydayMovement(_reach_up),
    "tying_shoes": EverydayMovement(_tie_shoes, hold_s=3.0),
    "tying_shoes_seated": EverydayMovement(_tie_shoes_seated, hold_s=3.0),
    "drinking": EverydayMovement(_drink, hold_s=1.6),
    "sitting_down": EverydayMovement(_sit_and_stand, hold_s=1.2),
    "looking_around": EverydayMovement(_look_around, hold_s=0.8),
    "nodding": EverydayMovement(_nod, out_s=0.5, hold_s=0.1, back_s=0.5, rest_s=0.3),
    "gesturing": EverydayMovement(_gesture, hold_s=1.0),
    "dancing": EverydayMovement(_dance, hold_s=1.0),
    "alternating_superman": EverydayMovement(_alternating_superman, FLOOR, hold_s=1.0, rest_s=0.8),
}
"""Every movement by its name."""


def simulate_everyday(name: str, view: str, seed: int, *, fps: float = 15.0) -> tuple[Pose, ...]:
    """Simulate somebody who rests, makes a movement `REPS` times, and rests.

    The seed chooses pace, depth, size, place, side and noise.

    >>> poses = simulate_everyday("squats", "front", seed=1)
    >>> poses[-1].t_s > 10.0
    True

    Args:
        name: A key of `EVERYDAY`.
        view: A key of `YAWS`.
        seed: Of the random generator.
        fps: Frames a second.

    Raises:
        KeyError: There is no such movement or view.
    """
    what = EVERYDAY[name]
    rng = np.random.default_rng([seed, sorted(EVERYDAY).index(name), sorted(YAWS).index(view)])
    pace, depth, noise = rng.uniform(0.8, 1.25), rng.uniform(0.88, 1.08), rng.uniform(0.003, 0.006)
    turned = -1.0 if seed % 2 == 0 else 1.0
    place = (0.5 + rng.uniform(-0.04, 0.04), 0.58 + rng.uniform(-0.03, 0.03))
    camera = replace(FRONT, px_per_m=rng.uniform(135.0, 175.0), place=place)
    yaw = turned * (YAWS[view] + rng.uniform(-5.0, 5.0))
    one_s = pace * (what.out_s + what.hold_s + what.back_s + what.rest_s)
    poses = []
    rep = Rep(out_s=what.out_s, hold_s=what.hold_s, back_s=what.back_s)
    for i in range(round((2.0 * REST_S + REPS * one_s) * fps)):
        t_s = i / fps
        number, within_s = divmod(t_s - REST_S, one_s)
        moving = 0.0 <= number < REPS
        share = depth * rep.at(within_s / pace) if moving else 0.0
        placed = what.make(share, int(number) if moving else 0, t_s)
        pose = seen_by(
            _before(camera, placed, yaw), placed.points(), t_s,
            far_hidden=what.far_hidden,
        )  # fmt: skip
        poses.append(shaken(pose, rng, noise))
    return tuple(poses)


def _before(camera: Viewpoint, placed: PlacedBody, yaw: float) -> Viewpoint:
    """Return the camera for a body: how near it is, and how it is turned."""
    turned = (yaw + placed.yaw + 180.0) % 360.0 - 180.0
    return replace(camera, yaw=turned, px_per_m=camera.px_per_m * placed.nearer)
