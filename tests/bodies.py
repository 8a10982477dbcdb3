"""A stick person with known joint angles: the truth that measurements and counts are tested against.

The body is built in metres in its own axes (left, up, forward), turned, and put into a picture
without perspective, so that an angle in the plane of the picture is exact. Where the network is
known to bend the truth (a tilting head drags the shoulder line, a gliding head seems to nod), the
body can do the same: see `Body.shoulder_drag` and `Body.apparent_nod`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from posture.body.landmarks import N_LANDMARKS, Floats, Landmark, Pose, Side, on

TORSO_M, UPPER_ARM_M, FOREARM_M, HAND_M = 0.50, 0.30, 0.26, 0.09
THIGH_M, SHIN_M, FOOT_M = 0.42, 0.42, 0.16
SHOULDER_M, HIP_M = 0.18, 0.10
"""Half of the widths."""
EAR_UP_M, EAR_SIDE_M = 0.19, 0.075
HEAD = {
    "nose": (0.0, -0.035, 0.12),
    "eye_inner": (0.018, 0.03, 0.10),
    "eye": (0.032, 0.03, 0.09),
    "eye_outer": (0.046, 0.03, 0.075),
    "ear": (EAR_SIDE_M, 0.0, 0.0),
    "mouth": (0.024, -0.075, 0.10),
}
"""Points of the head from the middle of the ears: left, up, forward."""
HEAD_M = math.hypot(0.035, 0.12)
"""Nose to the middle of the ears."""
ARMS_AND_LEGS = frozenset(m for m in Landmark if 13 <= m <= 22 or m >= 25)
LIMBS = {
    side: [m for m in sorted(ARMS_AND_LEGS) if m.name.startswith(side.name)]
    for side in (Side.LEFT, Side.RIGHT)
}
HEAD_POINTS = [
    (on(side, name) if name != "nose" else Landmark.NOSE, (sign * aside, up, ahead))
    for name, (aside, up, ahead) in HEAD.items()
    for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0))
    if name != "nose" or side is Side.LEFT
]


@dataclass(frozen=True)
class Body:
    """Joint angles in degrees, lengths in metres; zero is standing upright with hanging arms.

    Attributes:
        arm_left, arm_right: Upper arm against the trunk: 0 hanging, 90 level, 180 overhead; below 0
            behind the trunk (with ``arms_forward``).
        arms_forward: The arms move in front of the body instead of to the sides.
        elbow_left, elbow_right: Elbow flexion.
        head_roll: + to the left. ``head_turn``: + to the left. ``nod``: + up.
        glide_m: The head forward (+) or back (-), level.
        hinge: Trunk forward at the hips. ``lean``: trunk sideways, + to the left.
        knees: Knee flexion. ``thighs``: thighs forward; half the knee flexion where not given.
        hike_left_m, hike_right_m: A raised shoulder.
        forward_m: The whole body forward.
        shoulder_drag: Share of the head roll that the shoulder line follows.
        apparent_nod: Degrees of nod that a glide back of one head length seems to make.
    """

    arm_left: float = 8.0
    arm_right: float = 8.0
    arms_forward: bool = False
    elbow_left: float = 5.0
    elbow_right: float = 5.0
    head_roll: float = 0.0
    head_turn: float = 0.0
    nod: float = 0.0
    glide_m: float = 0.0
    hinge: float = 0.0
    lean: float = 0.0
    knees: float = 10.0
    thighs: float | None = None
    hike_left_m: float = 0.0
    hike_right_m: float = 0.0
    forward_m: float = 0.0
    shoulder_drag: float = 0.15
    apparent_nod: float = 22.0

    def swapped(self) -> Body:
        """The body that a mirror shows."""
        return replace(
            self,
            arm_left=self.arm_right,
            arm_right=self.arm_left,
            elbow_left=self.elbow_right,
            elbow_right=self.elbow_left,
            head_roll=-self.head_roll,
            head_turn=-self.head_turn,
            lean=-self.lean,
            hike_left_m=self.hike_right_m,
            hike_right_m=self.hike_left_m,
        )


@dataclass(frozen=True)
class Camera:
    """Where the person stands in the picture.

    Attributes:
        yaw: 0 faces the camera, 90 shows the left side, -90 the right side, 180 the back.
        roll: Degrees that the camera is tilted.
        place: Where the middle of the hips is, as shares of width and height.
    """

    size_px: tuple[int, int] = (640, 480)
    px_per_m: float = 150.0
    place: tuple[float, float] = (0.5, 0.56)
    yaw: float = 0.0
    roll: float = 0.0


FRONT, LEFT_SIDE, RIGHT_SIDE = Camera(), Camera(yaw=90.0), Camera(yaw=-90.0)


def pose_of(
    body: Body,
    camera: Camera = FRONT,
    t_s: float = 0.0,
    *,
    hidden: Iterable[Landmark] = (),
    far_hidden: bool = True,
) -> Pose:
    """The body as the network would give it; the far limbs of a side view are badly visible."""
    return seen_by(camera, in_own_axes(body), t_s, hidden=hidden, far_hidden=far_hidden)


def seen_by(
    camera: Camera, points: Floats, t_s: float, *, hidden: Iterable[Landmark] = (), far_hidden: bool = True
) -> Pose:
    """Joints in meters (left, up, forward of the person) as the network would give them."""
    xyz = _turned(points, camera.yaw)
    roll = math.radians(camera.roll)
    c, s = math.cos(roll), math.sin(roll)
    flat = xyz[:, :2] @ np.array([[c, s], [-s, c]])
    xy = flat * camera.px_per_m + np.array(camera.place) * np.array(camera.size_px)
    visibility = np.full(N_LANDMARKS, 0.98)
    visibility[list(hidden)] = 0.1
    if far_hidden and 60.0 <= abs(camera.yaw) <= 120.0:
        visibility[LIMBS[Side.RIGHT if camera.yaw > 0.0 else Side.LEFT]] = 0.2
    world = xyz.copy()
    world -= (world[Landmark.LEFT_HIP] + world[Landmark.RIGHT_HIP]) / 2.0
    return Pose(t_s, camera.size_px, xy, world, visibility)


def _turned(points: Floats, yaw: float) -> Floats:
    """Own axes (left, up, forward) to the camera's: x right, y down, z away."""
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    left, up, forward = points.T
    return np.stack([c * left - s * forward, -up, -s * left - c * forward], axis=1)


def in_own_axes(body: Body) -> Floats:
    """Every joint in meters: left, up and forward of the middle of the hips."""
    points = np.full((N_LANDMARKS, 3), np.nan)
    _legs(points, body)
    _trunk_and_arms(points, body)
    _head(points, body)
    points[: Landmark.LEFT_HIP] = _bent(points[: Landmark.LEFT_HIP], body)
    points[:, 2] += body.forward_m
    return points


def _legs(points: Floats, body: Body) -> None:
    thigh = math.radians(body.knees / 2.0 if body.thighs is None else body.thighs)
    shin = thigh - math.radians(body.knees)
    for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        hip = np.array([sign * HIP_M, 0.0, 0.0])
        knee = hip + THIGH_M * np.array([0.0, -math.cos(thigh), math.sin(thigh)])
        ankle = knee + SHIN_M * np.array([0.0, -math.cos(shin), math.sin(shin)])
        points[on(side, "hip")], points[on(side, "knee")], points[on(side, "ankle")] = hip, knee, ankle
        points[on(side, "heel")] = ankle + np.array([0.0, -0.05, -0.05])
        points[on(side, "foot")] = ankle + np.array([0.0, -0.06, FOOT_M])


def _trunk_and_arms(points: Floats, body: Body) -> None:
    tilt = math.radians(body.shoulder_drag * body.head_roll)
    for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        hike_m = body.hike_left_m if side is Side.LEFT else body.hike_right_m
        aside, drop = SHOULDER_M * math.cos(tilt), sign * SHOULDER_M * math.sin(tilt)
        shoulder = np.array([sign * aside, TORSO_M - drop + hike_m, 0.0])
        arm = math.radians(body.arm_left if side is Side.LEFT else body.arm_right)
        forearm = arm + math.radians(body.elbow_left if side is Side.LEFT else body.elbow_right)
        across = np.array([0.0, 0.0, 1.0]) if body.arms_forward else np.array([sign, 0.0, 0.0])
        down = np.array([0.0, -1.0, 0.0])
        elbow = shoulder + UPPER_ARM_M * (math.cos(arm) * down + math.sin(arm) * across)
        along = math.cos(forearm) * down + math.sin(forearm) * across
        wrist = elbow + FOREARM_M * along
        for name, point in (("shoulder", shoulder), ("elbow", elbow), ("wrist", wrist)):
            points[on(side, name)] = point
        for finger in ("pinky", "index", "thumb"):
            points[on(side, finger)] = wrist + HAND_M * along


def _head(points: Floats, body: Body) -> None:
    nod = math.radians(body.nod - body.apparent_nod * body.glide_m / HEAD_M)
    turn, tilt = math.radians(body.head_turn), math.radians(body.head_roll)
    for landmark, point in HEAD_POINTS:
        x, y, z = point
        y, z = math.cos(nod) * y + math.sin(nod) * z, -math.sin(nod) * y + math.cos(nod) * z
        x, z = math.cos(turn) * x + math.sin(turn) * z, -math.sin(turn) * x + math.cos(turn) * z
        y += EAR_UP_M
        x, y = math.cos(tilt) * x + math.sin(tilt) * y, -math.sin(tilt) * x + math.cos(tilt) * y
        points[landmark] = x, TORSO_M + y, z + body.glide_m


def _bent(points: Floats, body: Body) -> Floats:
    """Trunk, arms and head bent at the hips: forward, then sideways."""
    hinge, lean = math.radians(body.hinge), math.radians(body.lean)
    x, y, z = points.T
    y, z = math.cos(hinge) * y - math.sin(hinge) * z, math.sin(hinge) * y + math.cos(hinge) * z
    x, y = math.cos(lean) * x + math.sin(lean) * y, -math.sin(lean) * x + math.cos(lean) * y
    return np.stack([x, y, z], axis=1)


def shaken(pose: Pose, rng: np.random.Generator, share: float) -> Pose:
    """The pose with every landmark off by a normal error of ``share`` of a torso."""
    shoulders, hips = (
        pose.image_xy[[on(s, j) for s in (Side.LEFT, Side.RIGHT)]].mean(0) for j in ("shoulder", "hip")
    )
    torso_px = max(float(np.hypot(*(shoulders - hips))), 1.0)
    return replace(
        pose,
        image_xy=pose.image_xy + rng.normal(0.0, share * torso_px, (N_LANDMARKS, 2)),
        world_xyz=pose.world_xyz + rng.normal(0.0, share * TORSO_M, (N_LANDMARKS, 3)),
    )


def scaled(pose: Pose, factor: float, shift_px: tuple[float, float] = (0.0, 0.0)) -> Pose:
    """The pose in a picture ``factor`` times as large, moved."""
    width, height = pose.size_px
    size_px = (round(width * factor), round(height * factor))
    return replace(pose, size_px=size_px, image_xy=pose.image_xy * factor + np.array(shift_px))


def outlined(bulge_torsos: float, t_s: float = 0.0) -> Pose:
    """Somebody from the left whose back is an arc that stands out by that much of a torso."""
    pose = pose_of(Body(knees=0.0, thighs=0.0, apparent_nod=0.0), LEFT_SIDE, t_s)
    shoulder, hip = pose.at(Landmark.LEFT_SHOULDER), pose.at(Landmark.LEFT_HIP)
    torso_px = hip[1] - shoulder[1]
    rows, columns = np.mgrid[0:480, 0:640]
    along = (rows - shoulder[1]) / torso_px
    middle_of_arc, half = (0.62 - 0.10) / 2.0, (0.62 + 0.10) / 2.0
    arc = np.clip(1.0 - ((along - middle_of_arc) / half) ** 2, 0.0, None)
    back_px = (0.2 + bulge_torsos * arc) * torso_px
    mask = (columns > shoulder[0] - 0.3 * torso_px) & (columns < shoulder[0] + back_px)
    return replace(pose, mask=mask & (along > -0.6))
