"""What people do in front of a camera that is no exercise of the guide, made by stick people, by seed.

Nothing of it may count in any move but its kin: those that are the same movement for a camera. A
sequence has a moment of rest, several repetitions and a moment of rest; the seed chooses pace, depth,
size, place, side and noise.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from motions import Frames

from posture.body.landmarks import Floats, Side, on
from posture.simulation.stick_person import (
    FOREARM_M,
    FRONT,
    HAND_M,
    SHIN_M,
    THIGH_M,
    TORSO_M,
    UPPER_ARM_M,
    Body,
    Viewpoint,
    in_own_axes,
    seen_by,
    shaken,
)

LEG_M = THIGH_M + SHIN_M
CHAIR = (0.0, -SHIN_M, 0.0)
"""Where the hips of somebody who sits are."""
REST_S, REPS = 2.0, 4
"""Seconds before and after the movement, and how often it is made."""
BOTH = (Side.LEFT, Side.RIGHT)
YAWS = {"front": 0.0, "oblique": 40.0, "side": 90.0, "back": 180.0}
"""Where the camera stands, by name; an even seed shows the right side."""
STANDING, FLOOR = ("front", "oblique", "side"), ("side", "oblique")


@dataclass(frozen=True)
class Figure:
    """A body in a room: upright, tipped or lying, with legs and hands of its own where they are given.

    Attributes:
        pitch: Degrees that all of it is tipped forward; 90 lies face down.
        legs: Thigh forward and knee flexion, degrees, left and right.
        hands: Where the hands are, in meters in the room (left, up, forward of the spot that the
            person stands over, hip high); ``None`` leaves that hand to the body's angles.
        fixed: Joints that stay where `spot` is; the body moves over them.
        yaw: Degrees that the person is turned on top of the camera's.
        nearer: How many times as large the person is.
    """

    body: Body = field(default_factory=Body)
    pitch: float = 0.0
    legs: tuple[tuple[float, float], tuple[float, float]] | None = None
    hands: tuple[Floats | None, Floats | None] = (None, None)
    fixed: str = "ankle"
    spot: tuple[float, float, float] = (0.0, -LEG_M, 0.0)
    yaw: float = 0.0
    nearer: float = 1.0

    def points(self) -> Floats:
        """Every joint in meters: left, up, forward."""
        points = in_own_axes(self.body)
        for side, leg in zip(BOTH, self.legs or (), strict=False):
            _set_leg(points, side, *leg)
        pitch = math.radians(self.pitch)
        x, y, z = points.T
        y, z = math.cos(pitch) * y - math.sin(pitch) * z, math.sin(pitch) * y + math.cos(pitch) * z
        points = np.stack([x, y, z], axis=1)
        fixed = [points[on(side, self.fixed)] for side in BOTH]
        lowest = min(fixed, key=lambda point: float(point[1]))  # the foot that a walker stands on
        points += np.array([self.spot[0], self.spot[1] - lowest[1], self.spot[2] - lowest[2]])
        for side, hand in zip(BOTH, self.hands, strict=True):
            if hand is not None:
                _set_hand(points, side, hand)
        return points


def _set_leg(points: Floats, side: Side, thigh_deg: float, knee_deg: float) -> None:
    thigh, shin = math.radians(thigh_deg), math.radians(thigh_deg - knee_deg)
    hip = points[on(side, "hip")]
    knee = hip + THIGH_M * np.array([0.0, -math.cos(thigh), math.sin(thigh)])
    ankle = knee + SHIN_M * np.array([0.0, -math.cos(shin), math.sin(shin)])
    moved = ankle - points[on(side, "ankle")]
    points[on(side, "knee")], points[on(side, "ankle")] = knee, ankle
    for name in ("heel", "foot"):
        points[on(side, name)] += moved


def _set_hand(points: Floats, side: Side, hand: Floats) -> None:
    """Shoulder to hand by two bones; the elbow hangs outward and back."""
    shoulder = points[on(side, "shoulder")]
    reach = hand - shoulder
    far_m = float(np.clip(np.linalg.norm(reach), 0.12, UPPER_ARM_M + FOREARM_M - 1e-3))
    along = reach / np.linalg.norm(reach)
    upper = (UPPER_ARM_M**2 - FOREARM_M**2 + far_m**2) / (2.0 * far_m)
    out = np.array([0.6 if side is Side.LEFT else -0.6, -0.6, -0.5])
    out -= along * float(out @ along)
    bend = math.sqrt(max(UPPER_ARM_M**2 - upper**2, 0.0))
    elbow = shoulder + upper * along + bend * out / np.linalg.norm(out)
    wrist = shoulder + far_m * along
    points[on(side, "elbow")], points[on(side, "wrist")] = elbow, wrist
    for finger in ("pinky", "index", "thumb"):
        points[on(side, finger)] = wrist + HAND_M * (wrist - elbow) / FOREARM_M


Make = Callable[[float, int, float], Figure]
"""Share of the way, number of the repetition and seconds to a figure."""


@dataclass(frozen=True)
class Negative:
    """One thing that people do.

    Attributes:
        views: Names of `YAWS` from which it makes sense.
        kin: Exercises that are the same movement for a camera; it may count there.
        out_s, hold_s, back_s, rest_s: Pace of a repetition at the middle pace.
        far_hidden: The far limbs are badly visible from the side.
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
    """That hand of the side whose turn it is."""
    return (hand(Side.LEFT), None) if number % 2 else (None, hand(Side.RIGHT))


def push_up(share: float, number: int, t_s: float) -> Figure:
    """Hands and toes stay, the body sinks between straight and bent arms."""
    long_m = LEG_M + TORSO_M
    angle = math.asin(_between(share, 0.60, 0.22) / long_m)
    ahead_m = long_m * math.cos(math.asin(0.60 / long_m)) - 0.04
    hands = tuple(_hand(side, 0.26, -LEG_M + 0.05, ahead_m - LEG_M) for side in BOTH)
    body = Body(knees=0.0, thighs=0.0, nod=20.0)
    spot = (0.0, -LEG_M + 0.06, -LEG_M)
    return Figure(body, pitch=90.0 - math.degrees(angle), hands=(hands[0], hands[1]), spot=spot)


def knee_push_up(share: float, number: int, t_s: float) -> Figure:
    """As push-ups, with the knees on the floor."""
    long_m = THIGH_M + TORSO_M
    angle = math.asin(_between(share, 0.56, 0.20) / long_m)
    ahead_m = long_m * math.cos(math.asin(0.56 / long_m)) - 0.04
    hands = tuple(_hand(side, 0.26, -LEG_M + 0.05, ahead_m - THIGH_M) for side in BOTH)
    body = Body(knees=80.0, thighs=0.0, nod=20.0)
    spot = (0.0, -LEG_M + 0.05, -THIGH_M)
    tipped = 90.0 - math.degrees(angle)
    return Figure(body, pitch=tipped, hands=(hands[0], hands[1]), fixed="knee", spot=spot)


def squat(share: float, number: int, t_s: float) -> Figure:
    """Down to level thighs, arms forward as a counterweight."""
    arm = 10.0 + 70.0 * share
    body = Body(knees=5.0 + 95.0 * share, thighs=3.0 + 77.0 * share, hinge=38.0 * share, arms_forward=True)
    return Figure(replace(body, arm_left=arm, arm_right=arm))


def barbell_squat(share: float, number: int, t_s: float) -> Figure:
    """The hands hold a bar behind the neck."""
    body = Body(knees=5.0 + 95.0 * share, thighs=3.0 + 77.0 * share, hinge=5.0 + 35.0 * share)
    return Figure(replace(body, arm_left=40.0, arm_right=40.0, elbow_left=125.0, elbow_right=125.0))


def deadlift(share: float, number: int, t_s: float) -> Figure:
    """A bar from thighs to shins and back, arms long."""
    arm = 4.0 + 62.0 * share
    body = Body(hinge=65.0 * share, knees=8.0 + 35.0 * share, arms_forward=True)
    return Figure(replace(body, arm_left=arm, arm_right=arm))


def curl(share: float, number: int, t_s: float) -> Figure:
    """Both forearms up, elbows at the trunk."""
    arm, elbow = 4.0 + 12.0 * share, 10.0 + 125.0 * share
    body = Body(arms_forward=True, arm_left=arm, arm_right=arm)
    return Figure(replace(body, elbow_left=elbow, elbow_right=elbow))


def alternating_curl(share: float, number: int, t_s: float) -> Figure:
    """One forearm up, then the other."""
    body = Body(arms_forward=True)
    arm, elbow = 4.0 + 14.0 * share, 10.0 + 125.0 * share
    return Figure(
        replace(body, arm_left=arm, elbow_left=elbow)
        if number % 2
        else replace(body, arm_right=arm, elbow_right=elbow)
    )


def press(share: float, number: int, t_s: float) -> Figure:
    """From beside the ears to overhead."""
    arm, elbow = 68.0 + 100.0 * share, 115.0 - 100.0 * share
    return Figure(Body(arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow))


def lateral_raise(share: float, number: int, t_s: float) -> Figure:
    """Long arms to the sides, shoulder high."""
    arm = 10.0 + 80.0 * share
    return Figure(Body(arm_left=arm, arm_right=arm, elbow_left=12.0, elbow_right=12.0))


def front_raise(share: float, number: int, t_s: float) -> Figure:
    """Long arms forward, shoulder high."""
    arm = 6.0 + 85.0 * share
    return Figure(Body(arms_forward=True, arm_left=arm, arm_right=arm))


def arm_swing(share: float, number: int, t_s: float) -> Figure:
    """Long arms level, swung from the front to the sides as far as they go and back."""
    angle = math.radians(10.0 + 85.0 * share)
    far_m = UPPER_ARM_M + FOREARM_M - 0.02
    hands = [_hand(s, 0.18 + far_m * math.sin(angle), TORSO_M - 0.05, far_m * math.cos(angle)) for s in BOTH]
    return Figure(Body(), hands=(hands[0], hands[1]))


def shrug(share: float, number: int, t_s: float) -> Figure:
    """Both shoulders to the ears."""
    return Figure(Body(hike_left_m=0.05 * share, hike_right_m=0.05 * share))


def jumping_jack(share: float, number: int, t_s: float) -> Figure:
    """Long arms from the sides to overhead, quickly, with a hop."""
    arm = 12.0 + 155.0 * share
    body = Body(arm_left=arm, arm_right=arm, elbow_left=15.0, elbow_right=15.0, knees=6.0 + 14.0 * share)
    return Figure(body, spot=(0.0, -LEG_M + 0.12 * math.sin(math.pi * share), 0.0))


def walk(share: float, number: int, t_s: float) -> Figure:
    """Across the picture and back, turning at its edges; before the camera and behind towards it and away."""
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
    return Figure(body, legs=(legs[0], legs[1]), spot=spot, yaw=turn, nearer=0.85 + 0.3 * there)


def march(share: float, number: int, t_s: float) -> Figure:
    """Walking on the spot."""
    swing = math.sin(2.0 * math.pi * t_s / 1.1)
    legs = (
        (max(swing, 0.0) * 55.0, max(swing, 0.0) * 75.0),
        (max(-swing, 0.0) * 55.0, max(-swing, 0.0) * 75.0),
    )
    body = Body(arms_forward=True, arm_left=5.0 - 25.0 * swing, arm_right=5.0 + 25.0 * swing)
    return Figure(replace(body, elbow_left=35.0, elbow_right=35.0), legs=legs)


def reach_ahead(share: float, number: int, t_s: float) -> Figure:
    """One hand takes something from a table."""
    hand = _one_hand(
        number, lambda s: _hand(s, 0.22 - 0.1 * share, _between(share, -0.05, 0.22), 0.05 + 0.6 * share)
    )
    return Figure(Body(hinge=20.0 * share), hands=hand)


def reach_up(share: float, number: int, t_s: float) -> Figure:
    """One hand takes something from a high shelf."""
    hand = _one_hand(number, lambda s: _hand(s, 0.24, _between(share, -0.05, 1.0), 0.05 + 0.22 * share))
    return Figure(Body(nod=15.0 * share), hands=hand)


def tie_shoes(share: float, number: int, t_s: float) -> Figure:
    """Down to the shoes, where both hands are busy, and up."""
    busy = 0.03 * share * math.sin(9.0 * t_s)
    body = Body(hinge=92.0 * share, knees=8.0 + 55.0 * share, nod=25.0 * share)
    hands = [_hand(s, 0.14 + busy, _between(share, -0.05, -LEG_M + 0.12), 0.05 + 0.14 * share) for s in BOTH]
    return Figure(body, hands=(hands[0], hands[1]))


def tie_shoes_seated(share: float, number: int, t_s: float) -> Figure:
    """The same from a chair."""
    busy = 0.03 * share * math.sin(9.0 * t_s)
    body = Body(hinge=5.0 + 65.0 * share, knees=85.0, thighs=85.0, nod=20.0 * share)
    hands = [
        _hand(s, 0.14 + busy, _between(share, -SHIN_M + 0.08, -LEG_M + 0.14), 0.15 + 0.28 * share)
        for s in BOTH
    ]
    return Figure(body, hands=(hands[0], hands[1]), fixed="hip", spot=CHAIR)


def drink(share: float, number: int, t_s: float) -> Figure:
    """A glass to the mouth, the head back, and down again; on a chair."""
    chair_m = -SHIN_M
    hand = _one_hand(
        number,
        lambda s: _hand(
            s, 0.2 - 0.16 * share, chair_m + _between(share, 0.2, TORSO_M + 0.1), 0.05 + 0.13 * share
        ),
    )
    return Figure(Body(knees=85.0, thighs=85.0, nod=22.0 * share), hands=hand, fixed="hip", spot=CHAIR)


def sit_and_stand(share: float, number: int, t_s: float) -> Figure:
    """Down on a chair and up."""
    lean = math.sin(math.pi * share)
    return Figure(Body(knees=6.0 + 84.0 * share, thighs=3.0 + 82.0 * share, hinge=5.0 + 35.0 * lean))


def look_around(share: float, number: int, t_s: float) -> Figure:
    """The head turns to one side, then to the other."""
    return Figure(Body(head_turn=(1.0 if number % 2 else -1.0) * 50.0 * share, nod=-6.0 * share))


def nod(share: float, number: int, t_s: float) -> Figure:
    """The head down and up."""
    return Figure(Body(nod=-28.0 * share))


def gesture(share: float, number: int, t_s: float) -> Figure:
    """Talking with both hands."""
    hands = [
        _hand(s, 0.24 + 0.09 * math.sin(3.1 * t_s + p), 0.2 + 0.1 * math.sin(2.3 * t_s + 2.0 * p),
              0.28 + 0.08 * math.sin(1.7 * t_s + 3.0 * p))
        for s, p in zip(BOTH, (0.0, 1.3), strict=True)
    ]  # fmt: skip
    sway = math.sin(0.9 * t_s)
    return Figure(
        Body(head_turn=14.0 * sway, lean=2.0 * sway, nod=5.0 * math.sin(2.1 * t_s)),
        hands=(hands[0], hands[1]),
    )


def dance(share: float, number: int, t_s: float) -> Figure:
    """Knees, hips, arms and head, each to a beat of its own."""
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
    return Figure(body, yaw=16.0 * math.sin(0.35 * beat))


def alternating_superman(share: float, number: int, t_s: float) -> Figure:
    """Face down, one arm and the other leg lifted."""
    lifted, low = 180.0 + 26.0 * share, 180.0
    leg, rest = (-20.0 * share, 2.0), (0.0, 2.0)
    left = number % 2 == 1
    body = Body(
        arms_forward=True, arm_left=lifted if left else low, arm_right=low if left else lifted,
        elbow_left=4.0, elbow_right=4.0, knees=2.0, thighs=0.0,
    )  # fmt: skip
    legs = (rest, leg) if left else (leg, rest)
    return Figure(body, pitch=90.0, legs=legs, fixed="hip", spot=(0.0, -LEG_M + 0.1, 0.0))


def plank(share: float, number: int, t_s: float) -> Figure:
    """On hands and toes, quite still."""
    return push_up(0.04 * math.sin(t_s), number, t_s)


NEGATIVES: dict[str, Negative] = {
    "push_ups": Negative(push_up, FLOOR),
    "knee_push_ups": Negative(knee_push_up, FLOOR),
    "plank": Negative(plank, FLOOR),
    "squats": Negative(squat),
    "barbell_squats": Negative(barbell_squat, (*STANDING, "back")),
    "deadlifts": Negative(deadlift),
    "curls": Negative(curl),
    "alternating_curls": Negative(alternating_curl),
    "presses": Negative(press, kin=frozenset({"wall_angels", "lat_pulldowns"})),
    "lateral_raises": Negative(lateral_raise, ("front", "oblique", "back")),
    "front_raises": Negative(front_raise),
    "arm_swings": Negative(arm_swing, (*STANDING, "back"), out_s=0.7, hold_s=0.1, back_s=0.7, rest_s=0.2),
    "shrugs": Negative(shrug, (*STANDING, "back"), out_s=0.7, hold_s=0.6, back_s=0.7),
    "jumping_jacks": Negative(
        jumping_jack, ("front", "oblique"), out_s=0.45, hold_s=0.05, back_s=0.45, rest_s=0.05
    ),
    "walking": Negative(walk, hold_s=1.0),
    "marching": Negative(march, hold_s=1.0),
    "reaching_ahead": Negative(reach_ahead),
    "reaching_up": Negative(reach_up),
    "tying_shoes": Negative(tie_shoes, hold_s=3.0),
    "tying_shoes_seated": Negative(tie_shoes_seated, hold_s=3.0),
    "drinking": Negative(drink, hold_s=1.6),
    "sitting_down": Negative(sit_and_stand, hold_s=1.2),
    "looking_around": Negative(look_around, hold_s=0.8),
    "nodding": Negative(nod, out_s=0.5, hold_s=0.1, back_s=0.5, rest_s=0.3),
    "gesturing": Negative(gesture, hold_s=1.0),
    "dancing": Negative(dance, hold_s=1.0),
    "alternating_superman": Negative(alternating_superman, FLOOR, hold_s=1.0, rest_s=0.8),
}
"""Everything that is made, by name."""


def moments(name: str, view: str, seed: int, *, fps: float = 15.0) -> Frames:
    """Somebody who rests, does that `REPS` times and rests, seen from there."""
    what = NEGATIVES[name]
    rng = np.random.default_rng([seed, sorted(NEGATIVES).index(name), sorted(YAWS).index(view)])
    pace, depth, noise = rng.uniform(0.8, 1.25), rng.uniform(0.88, 1.08), rng.uniform(0.003, 0.006)
    turned = -1.0 if seed % 2 == 0 else 1.0
    place = (0.5 + rng.uniform(-0.04, 0.04), 0.58 + rng.uniform(-0.03, 0.03))
    camera = replace(FRONT, px_per_m=rng.uniform(135.0, 175.0), place=place)
    yaw = turned * (YAWS[view] + rng.uniform(-5.0, 5.0))
    one_s = pace * (what.out_s + what.hold_s + what.back_s + what.rest_s)
    frames: Frames = []
    for i in range(round((2.0 * REST_S + REPS * one_s) * fps)):
        t_s = i / fps
        number, within_s = divmod(t_s - REST_S, one_s)
        moving = 0.0 <= number < REPS
        share = depth * _share(what, within_s / pace) if moving else 0.0
        figure = what.make(share, int(number) if moving else 0, t_s)
        pose = seen_by(
            _before(camera, figure, yaw), figure.points(), t_s,
            far_hidden=what.far_hidden,
        )  # fmt: skip
        frames.append((t_s, shaken(pose, rng, noise)))
    return frames


def _before(camera: Viewpoint, figure: Figure, yaw: float) -> Viewpoint:
    """The camera for that figure: how near it is, and how it is turned."""
    turned = (yaw + figure.yaw + 180.0) % 360.0 - 180.0
    return replace(camera, yaw=turned, px_per_m=camera.px_per_m * figure.nearer)


def _share(what: Negative, within_s: float) -> float:
    """The way out, held, and back, in half cosines."""
    if within_s < what.out_s:
        return 0.5 - 0.5 * math.cos(math.pi * within_s / what.out_s)
    left_s = what.out_s + what.hold_s + what.back_s - within_s
    if left_s >= what.back_s:
        return 1.0
    return 0.5 - 0.5 * math.cos(math.pi * max(left_s, 0.0) / what.back_s)


def every(*seeds: int) -> Iterator[tuple[str, str, int]]:
    """Name, view and seed of everything that is made, for these seeds."""
    for name, what in NEGATIVES.items():
        for view in what.views:
            for seed in seeds:
                yield name, view, seed


def may_count(name: str, exercise_id: str) -> bool:
    """Whether the two are one movement for a camera."""
    return exercise_id in NEGATIVES[name].kin
