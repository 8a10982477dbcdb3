"""A stick person with known joint angles, seen by a camera.

The body is built in metres in its own axes (left, up, forward), turned, and projected without
perspective, so that an angle in the image plane is exact. The pose network is known to distort some
angles: a tilting head drags the shoulder line, a gliding head seems to nod. The body can do the
same, see `Body.shoulder_drag` and `Body.apparent_nod`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from posture.body.landmarks import MASK_SIDE_PX, N_LANDMARKS, Floats, Landmark, Pose, Side, on

TORSO_M, UPPER_ARM_M, FOREARM_M, HAND_M = 0.50, 0.30, 0.26, 0.09
THIGH_M, SHIN_M, FOOT_M = 0.42, 0.42, 0.16
SHOULDER_M, HIP_M = 0.18, 0.10
"""Half of the widths of shoulders and hips."""
EAR_UP_M, EAR_SIDE_M = 0.19, 0.075
HEAD = {
    "nose": (0.0, -0.035, 0.12),
    "eye_inner": (0.018, 0.03, 0.10),
    "eye": (0.032, 0.03, 0.09),
    "eye_outer": (0.046, 0.03, 0.075),
    "ear": (EAR_SIDE_M, 0.0, 0.0),
    "mouth": (0.024, -0.075, 0.10),
}
"""Points of the head from the midpoint of the ears: left, up, forward."""
HEAD_M = math.hypot(0.035, 0.12)
"""Nose to the midpoint of the ears."""
FLAT_BACK = 0.2
"""Torso lengths from the line shoulder-hip to the contour of a flat back."""
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
    """Joint angles in degrees, lengths in metres. Zero is standing upright with hanging arms.

    Attributes:
        arm_left, arm_right: Upper arm against the trunk: 0 hanging, 90 level, 180 overhead; below 0
            behind the trunk (with ``arms_forward``).
        arms_forward: The arms move in front of the body instead of to the sides.
        elbow_left, elbow_right: Elbow flexion.
        head_roll: Head tilt, + to the left.
        head_turn: + to the left.
        nod: + up.
        glide_m: The head forward (+) or back (-), level.
        hinge: Trunk forward at the hips.
        lean: Trunk sideways, + to the left.
        twist: Shoulders turned about the trunk, + with the left one forward.
        knees: Knee flexion.
        thighs: Thighs forward; ``None`` for half of the knee flexion.
        hike_left_m, hike_right_m: A raised shoulder.
        shoulders_apart, elbows_apart: Their distance as a share of the usual one.
        forward_m: The whole body forward.
        shoulder_drag: Share of the head roll that the shoulder line follows.
        apparent_nod: Degrees of nod that a glide back of one head length seems to make.
        back: Torso lengths that the back stands out, + rounded and - hollow, drawn as a person mask;
            ``None`` gives a pose without a mask. Seen from the side only.
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
    twist: float = 0.0
    knees: float = 10.0
    thighs: float | None = None
    hike_left_m: float = 0.0
    hike_right_m: float = 0.0
    shoulders_apart: float = 1.0
    elbows_apart: float = 1.0
    forward_m: float = 0.0
    shoulder_drag: float = 0.15
    apparent_nod: float = 22.0
    back: float | None = None

    def swapped(self) -> Body:
        """Return the body that a mirror shows."""
        return replace(
            self,
            arm_left=self.arm_right,
            arm_right=self.arm_left,
            elbow_left=self.elbow_right,
            elbow_right=self.elbow_left,
            head_roll=-self.head_roll,
            head_turn=-self.head_turn,
            lean=-self.lean,
            twist=-self.twist,
            hike_left_m=self.hike_right_m,
            hike_right_m=self.hike_left_m,
        )


@dataclass(frozen=True)
class Viewpoint:
    """A camera: where it stands, and how large the person is in its image.

    Attributes:
        size_px: Width and height of the image.
        px_per_m: Pixels a metre of the person.
        place: Where the midpoint of the hips is, as shares of width and height.
        yaw: 0 faces the camera, 90 shows the left side, -90 the right side, 180 the back.
        roll: Degrees that the camera is tilted.
    """

    size_px: tuple[int, int] = (640, 480)
    px_per_m: float = 150.0
    place: tuple[float, float] = (0.5, 0.56)
    yaw: float = 0.0
    roll: float = 0.0


FRONT, LEFT_SIDE, RIGHT_SIDE = Viewpoint(), Viewpoint(yaw=90.0), Viewpoint(yaw=-90.0)


def pose_of(
    body: Body,
    camera: Viewpoint = FRONT,
    t_s: float = 0.0,
    *,
    hidden: Iterable[Landmark] = (),
    far_hidden: bool = True,
) -> Pose:
    """Return the pose that the network would estimate of this body.

    Args:
        body: The joint angles.
        camera: From where it is seen.
        t_s: Time of the frame in seconds.
        hidden: Landmarks of low visibility.
        far_hidden: The far arm and leg of a side view have a low visibility too.
    """
    pose = seen_by(camera, in_own_axes(body), t_s, hidden=hidden, far_hidden=far_hidden)
    return pose if body.back is None else outlined(pose, body.back)


def seen_by(
    camera: Viewpoint, points: Floats, t_s: float, *, hidden: Iterable[Landmark] = (), far_hidden: bool = True
) -> Pose:
    """Return the pose that the network would estimate of joints in space.

    Args:
        camera: From where they are seen.
        points: (33, 3) metres: left, up and forward of the midpoint of the hips.
        t_s: Time of the frame in seconds.
        hidden: Landmarks of low visibility.
        far_hidden: The far arm and leg of a side view have a low visibility too.
    """
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
    """Turn own axes (left, up, forward) into those of the camera: x right, y down, z away."""
    c, s = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
    left, up, forward = points.T
    return np.stack([c * left - s * forward, -up, -s * left - c * forward], axis=1)


def in_own_axes(body: Body) -> Floats:
    """Return the joints of a body, (33, 3) metres: left, up and forward of the midpoint of the hips."""
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
    tilt, twist = math.radians(body.shoulder_drag * body.head_roll), math.radians(body.twist)
    for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        hike_m = body.hike_left_m if side is Side.LEFT else body.hike_right_m
        half_m = SHOULDER_M * body.shoulders_apart
        aside, drop = half_m * math.cos(tilt), sign * half_m * math.sin(tilt)
        shoulder = np.array([sign * aside * math.cos(twist), TORSO_M - drop + hike_m,
                             sign * aside * math.sin(twist)])  # fmt: skip
        arm = math.radians(body.arm_left if side is Side.LEFT else body.arm_right)
        forearm = arm + math.radians(body.elbow_left if side is Side.LEFT else body.elbow_right)
        across = np.array([0.0, 0.0, 1.0]) if body.arms_forward else np.array([sign, 0.0, 0.0])
        down = np.array([0.0, -1.0, 0.0])
        elbow = shoulder + UPPER_ARM_M * (math.cos(arm) * down + math.sin(arm) * across)
        elbow[0] *= body.elbows_apart
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
    """Bend trunk, arms and head at the hips: forward, then sideways."""
    hinge, lean = math.radians(body.hinge), math.radians(body.lean)
    x, y, z = points.T
    y, z = math.cos(hinge) * y - math.sin(hinge) * z, math.sin(hinge) * y + math.cos(hinge) * z
    x, y = math.cos(lean) * x + math.sin(lean) * y, -math.sin(lean) * x + math.cos(lean) * y
    return np.stack([x, y, z], axis=1)


def shaken(pose: Pose, rng: np.random.Generator, share: float) -> Pose:
    """Add a normal error to every landmark.

    Args:
        pose: The true pose.
        rng: Where the errors come from.
        share: Standard deviation in torso lengths, in the image and in the world.
    """
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
    """Return the pose in an image of another size.

    Args:
        pose: A pose in an image of any size.
        factor: How many times as large the image is.
        shift_px: How far the person is moved in it, to the right and down.
    """
    width, height = pose.size_px
    size_px = (round(width * factor), round(height * factor))
    return replace(pose, size_px=size_px, image_xy=pose.image_xy * factor + np.array(shift_px))


def outlined(pose: Pose, bulge: float, span: tuple[float, float] = (0.0, 1.0)) -> Pose:
    """Add the person mask of a back that is an arc, seen from the side.

    Args:
        pose: The arc is drawn beside its near shoulder and hip.
        bulge: Torso lengths that the middle of the arc stands out of a flat back, below 0 a hollow.
        span: Ends of the arc, as shares of the line from shoulder to hip.
    """
    hips_z = pose.world_xyz[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP], 2]
    near, facing = (Side.LEFT, -1.0) if hips_z[0] < hips_z[1] else (Side.RIGHT, 1.0)
    (shoulder_x, shoulder_y), hip = pose.at(on(near, "shoulder")), pose.at(on(near, "hip"))
    torso_px = math.dist((shoulder_x, shoulder_y), hip)
    x, y = (hip[0] - shoulder_x) / torso_px, (hip[1] - shoulder_y) / torso_px
    shrink = max(max(pose.size_px) / MASK_SIDE_PX, 1.0)
    width, height = (round(side / shrink) for side in pose.size_px)
    right = (np.arange(width, dtype=np.float32)[None, :] * shrink - shoulder_x) / torso_px
    down = (np.arange(height, dtype=np.float32)[:, None] * shrink - shoulder_y) / torso_px
    along, away = x * right + y * down, facing * (x * down - y * right)
    middle, half = (span[1] + span[0]) / 2.0, (span[1] - span[0]) / 2.0
    arc = np.clip(1.0 - ((along - middle) / half) ** 2, 0.0, None)
    return replace(pose, mask=(away > -0.3) & (away < FLAT_BACK + bulge * arc) & (along > -0.6))
