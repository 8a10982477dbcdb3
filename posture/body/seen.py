"""Which landmarks were seen. The one place that turns a guess of the network into NaN."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np

from posture.body.landmarks import MIRROR, N_LANDMARKS, Bools, Floats, Landmark, Pose
from posture.body.view import View

MIN_VISIBILITY = 0.5
"""Far, hidden limbs read 0.03 to 0.6, near ones 0.85 and more (measurements.md 2.3, measured)."""
EDGE_RATIO = 0.01
"""A landmark this far outside the picture, as share of its size, is still taken as on its edge."""

JUMP_TORSOS = 0.25
"""Further than this in a thirtieth of a second a head or trunk does not move (measurements.md 2.4). Over the
labelled clips honest ones stay below 0.2."""
LIMB_JUMP_TORSOS = 0.75
"""The same for arms and legs, whose honest moves reach 0.45: jumping jacks, a fast row."""
FRAME_S = 1.0 / 30.0
FORGET_S = 0.4
"""Unseen for longer, a landmark may come back anywhere (measurements.md 2.4)."""
RISE_S, FALL_S = 0.5, 10.0
"""Time constants of the torso length that is possible: it only seems shorter when the person bends."""
ZERO_RATIO = 0.02
"""A person smaller than this share of the picture's height is a point, not a person."""
UPRIGHT_RATIO = 0.5
"""From behind, a trunk that rises by this share of its length is upright: its head shows no face."""

_LIMBS = np.zeros(N_LANDMARKS, dtype=bool)
_LIMBS[Landmark.LEFT_ELBOW : Landmark.RIGHT_THUMB + 1] = True
_LIMBS[Landmark.LEFT_KNEE :] = True
_FACE = np.arange(N_LANDMARKS) < Landmark.LEFT_SHOULDER
_TRUNK = np.array([Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP])
_REACH_TORSOS = np.where(_LIMBS, LIMB_JUMP_TORSOS, JUMP_TORSOS) / FRAME_S
"""Torso lengths a second."""

_BONES: tuple[tuple[Landmark, Landmark, float], ...] = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, 1.0),
    (Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST, 1.0),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, 1.4),
    (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE, 1.5),
)
"""Bones of the left side, and how many torsos long they cannot be. Over the labelled clips 99 of 100
frames stay below 0.67, 0.72, 1.09 and 1.23."""
_NEAR_END = np.array([[a, MIRROR[a]] for a, _, _ in _BONES]).ravel()
_FAR_END = np.array([[b, MIRROR[b]] for _, b, _ in _BONES]).ravel()
_LONGEST = np.repeat([longest for _, _, longest in _BONES], 2)
TORSOS_A_SHOULDERS, TORSOS_AN_ARM, TORSOS_A_THIGH, TORSOS_A_NECK = 1.37, 1.7, 1.2, 2.5
"""Torso lengths for the width of the shoulders (measurements.md 2.2), an upper arm, a thigh, and the middle
of the shoulders to the middle of the ears (measured: 0.3 to 0.53 of a torso)."""
WIDEST_SHOULDERS, WIDEST_HIPS = 1.3, 1.0
"""In torso lengths; measured up to 0.80 and 0.48."""
LONGEST_NECK, LONGEST_FACE = 0.9, 0.5
"""Middle of the shoulders to middle of the ears, and ears to nose, in torso lengths; measured up to
0.53 and 0.21."""


def seen_only(pose: Pose) -> Pose:
    """The pose with every landmark that was not seen as NaN, in the picture and in the world.

    Seen means inside the picture and, for arms and legs, visible. Visibility says nothing of ears,
    shoulders and hips: the network reports about 1 for them even when they are hidden.
    """
    width, height = pose.size_px
    x, y = pose.image_xy[:, 0], pose.image_xy[:, 1]
    dx, dy = width * EDGE_RATIO, height * EDGE_RATIO
    inside = (x >= -dx) & (x <= width + dx) & (y >= -dy) & (y <= height + dy)
    seen = inside & (~_LIMBS | (pose.visibility >= MIN_VISIBILITY))
    if seen.all():
        return pose
    return replace(
        pose,
        image_xy=np.where(seen[:, None], pose.image_xy, np.nan),
        world_xyz=np.where(seen[:, None], pose.world_xyz, np.nan),
    )


class Gate:
    """What was seen from one pose to the next: beyond `seen_only`, what a body cannot do was not seen.

    The network reports a visibility of about 1 for ears, shoulders and hips, and for a face on the
    back of a head. Here they must not jump, bones must not be longer than the torso allows, and a
    person seen from behind has no face.
    """

    def __init__(self) -> None:
        self._t_s = math.nan
        self._torso_px = math.nan
        self._xy = np.full((N_LANDMARKS, 2), np.nan)
        self._seen_s = np.full(N_LANDMARKS, -math.inf)

    def update(self, pose: Pose, view: View | None) -> Pose:
        """The pose with NaN for what was not seen. ``view`` is from where the person is seen."""
        torso_px = self._allowed_torso(pose)
        seen = seen_only(pose)
        wrong = _impossible(seen.image_xy, torso_px) | self._jumped(seen, torso_px)
        if view is View.BACK and _upright(pose.image_xy):
            wrong |= _FACE
        if _size_px(pose.image_xy) < ZERO_RATIO * pose.size_px[1]:
            wrong[:] = True
        if wrong.any():
            hidden = wrong[:, None]
            seen = replace(
                seen,
                image_xy=np.where(hidden, np.nan, seen.image_xy),
                world_xyz=np.where(hidden, np.nan, seen.world_xyz),
            )
        there = ~np.isnan(seen.image_xy[:, 0])
        self._xy[there], self._seen_s[there] = seen.image_xy[there], pose.t_s
        return seen

    def _jumped(self, seen: Pose, torso_px: float) -> Bools:
        """Landmarks further from where they were last seen than they can have moved since."""
        gone_s = np.maximum(seen.t_s - self._seen_s, FRAME_S)
        moved = seen.image_xy - self._xy
        far = np.hypot(moved[:, 0], moved[:, 1]) > _REACH_TORSOS * torso_px * gone_s
        jumped: Bools = far & (gone_s <= FORGET_S)
        return jumped

    def _allowed_torso(self, pose: Pose) -> float:
        """Torso length in pixels that lengths are compared with; guesses of what is out of sight will do."""
        now_px = torso_length_px(pose.image_xy)
        if math.isnan(self._torso_px):
            self._torso_px = now_px
        elif pose.t_s > self._t_s and not math.isnan(now_px):
            memory_s = RISE_S if now_px > self._torso_px else FALL_S
            share = 1.0 - math.exp((self._t_s - pose.t_s) / memory_s)
            self._torso_px += share * (now_px - self._torso_px)
        self._t_s = pose.t_s
        return max(self._torso_px, now_px)  # in this order NaN now leaves what was before


def torso_length_px(xy: Floats) -> float:
    """The length of the torso in the picture, from four bones; NaN where less than two are known.

    Bending shortens them, a mistake makes one too long: it is the second longest that speaks, and of
    arms and legs the shorter side. Without hips there is no trunk and no thigh, and from the side no width:
    then it is the longest, the neck being one.
    """
    left, right, left_hip, right_hip = xy[_TRUNK]
    bones = xy[_FAR_END] - xy[_NEAR_END]
    arm, _, thigh, _ = np.hypot(bones[:, 0], bones[:, 1]).reshape(-1, 2).min(axis=1).tolist()
    trunk = math.hypot(*((left + right - left_hip - right_hip) / 2.0))
    shoulders = math.hypot(*(left - right))
    lengths = (trunk, TORSOS_A_SHOULDERS * shoulders, TORSOS_AN_ARM * arm, TORSOS_A_THIGH * thigh)
    known = sorted(px for px in lengths if not math.isnan(px))
    if math.isnan(trunk):
        ears = (xy[Landmark.LEFT_EAR] + xy[Landmark.RIGHT_EAR]) / 2.0
        neck = TORSOS_A_NECK * math.hypot(*(ears - (left + right) / 2.0))
        return max([*known, neck] if not math.isnan(neck) else known, default=math.nan)
    return known[-2] if len(known) > 1 else math.nan


def _size_px(xy: Floats) -> float:
    """The larger of width and height of all landmarks."""
    return float(np.max(np.fmax.reduce(xy) - np.fmin.reduce(xy)))


def _upright(xy: Floats) -> bool:
    left, right, left_hip, right_hip = xy[_TRUNK]
    rise_px = float(left_hip[1] + right_hip[1] - left[1] - right[1]) / 2.0
    middle = (left + right - left_hip - right_hip) / 2.0
    return rise_px > UPRIGHT_RATIO * math.hypot(*middle)


def _impossible(xy: Floats, torso_px: float) -> Bools:
    """Landmarks at the far end of something longer than the torso allows."""
    wrong = np.zeros(N_LANDMARKS, dtype=bool)
    bones = xy[_FAR_END] - xy[_NEAR_END]
    wrong[_FAR_END] = np.hypot(bones[:, 0], bones[:, 1]) > _LONGEST * torso_px
    left, right, left_hip, right_hip = xy[_TRUNK]
    if math.hypot(*(left - right)) > WIDEST_SHOULDERS * torso_px:
        wrong[_TRUNK[:2]] = True
    if math.hypot(*(left_hip - right_hip)) > WIDEST_HIPS * torso_px:
        wrong[_TRUNK[2:]] = True
    ears = (xy[Landmark.LEFT_EAR] + xy[Landmark.RIGHT_EAR]) / 2.0
    neck_px = math.hypot(*(ears - (left + right) / 2.0))
    face_px = math.hypot(*(ears - xy[Landmark.NOSE]))
    if neck_px > LONGEST_NECK * torso_px or face_px > LONGEST_FACE * torso_px:
        wrong |= _FACE
    return wrong
