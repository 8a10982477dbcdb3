"""Visibility of landmarks: the one place that turns a guess of the network into NaN."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import dist, exp, inf, isnan, nan

import numpy as np

from posture.body.geometry import midpoint
from posture.body.landmarks import (
    MIRROR,
    N_LANDMARKS,
    PAIRS,
    Bools,
    Floats,
    Landmark,
    Point,
    Pose,
    once_a_pose,
)
from posture.body.view import View

Points = Sequence[Point]
"""Image pixels by landmark, as plain floats."""
Bone = tuple[Landmark, Landmark]

MIN_VISIBILITY = 0.5
"""Far, hidden limbs read 0.03 to 0.6, near ones 0.85 and more (measurements.md 2.3, measured)."""
EDGE_RATIO = 0.01
"""Share of its size by which a landmark may be outside the frame and still be on its edge."""

JUMP_TORSOS = 0.25
"""Torso lengths that a head or trunk moves in a thirtieth of a second at most (measurements.md 2.4). Over the
labelled clips true movements stay below 0.2."""
LIMB_JUMP_TORSOS = 0.75
"""The same for arms and legs, whose true movements reach 0.45: jumping jacks, a fast row."""
FRAME_S = 1.0 / 30.0
FORGET_S = 0.4
"""Seconds unseen after which a landmark may come back anywhere (measurements.md 2.4)."""
BLINK_S = 0.4
"""Seconds out of sight after which a rest or a broken limit begins again: nothing was seen in between."""
RISE_S, FALL_S = 0.5, 10.0
"""Time constants of the torso length that is possible: it seems shorter only when the person bends."""
ZERO_RATIO = 0.02
"""A person smaller than this share of the frame's height is a point, not a person."""
UPRIGHT_RATIO = 0.5
"""Share of its length by which an upright trunk rises: from behind, its head shows no face."""

_LIMBS = np.zeros(N_LANDMARKS, dtype=bool)
_LIMBS[Landmark.LEFT_ELBOW : Landmark.RIGHT_THUMB + 1] = True
_LIMBS[Landmark.LEFT_KNEE :] = True
_FACE = [landmark for landmark in Landmark if landmark < Landmark.LEFT_SHOULDER]
_LEAST_VISIBILITY = np.where(_LIMBS, MIN_VISIBILITY, -inf)
_SHOULDERS, _HIPS, _EARS = PAIRS["shoulder"], PAIRS["hip"], PAIRS["ear"]
_NOSE, _LEFT_HIP = Landmark.NOSE, Landmark.LEFT_HIP
_REACH_TORSOS = np.where(_LIMBS, LIMB_JUMP_TORSOS, JUMP_TORSOS) / FRAME_S
"""Torso lengths a second."""

_LEFT_BONES = (
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW, 1.0),
    (Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST, 1.0),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE, 1.4),
    (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE, 1.5),
)
"""Bones of the left side, and the torso lengths that they cannot have. Over the labelled clips 99 of 100
frames stay below 0.67, 0.72, 1.09 and 1.23."""
_BONES = (*_LEFT_BONES, *((Landmark(MIRROR[a]), Landmark(MIRROR[b]), most) for a, b, most in _LEFT_BONES))
TORSOS_A_SHOULDERS, TORSOS_AN_ARM, TORSOS_A_THIGH, TORSOS_A_NECK = 1.37, 1.7, 1.2, 2.5
"""Torso lengths for the width of the shoulders (measurements.md 2.2), an upper arm, a thigh, and the middle
of the shoulders to the middle of the ears (measured: 0.3 to 0.53 of a torso)."""
WIDEST_SHOULDERS, WIDEST_HIPS = 1.3, 1.0
"""In torso lengths; measured up to 0.80 and 0.48."""
LONGEST_NECK, LONGEST_FACE = 0.9, 0.5
"""Middle of the shoulders to middle of the ears, and ears to nose, in torso lengths; measured up to
0.53 and 0.21."""


def seen_only(pose: Pose) -> Pose:
    """Return the pose with every landmark that was not seen as NaN, in the image and in the world.

    Seen means inside the frame and, for arms and legs, visible. Visibility says nothing about ears,
    shoulders and hips: the network reports about 1 for them even when they are hidden.
    """
    hidden = _out_of_sight(*_sight(pose))
    return pose.without(hidden) if np.count_nonzero(hidden) else pose


def _sight(pose: Pose) -> tuple[Bools, Bools]:
    """Return (33, 2) which x and y are inside the frame, which NaN is not, and (33,) what is visible."""
    low, high = _frame_limits(pose.size_px)
    inside = (pose.image_xy >= low) & (pose.image_xy <= high)
    return inside, pose.visibility >= _LEAST_VISIBILITY


def _out_of_sight(inside: Bools, visible: Bools) -> Bools:
    """Return (33,) the landmarks that `seen_only` leaves out; those that are NaN already are among them."""
    hidden: Bools = ~(visible & inside[:, 0] & inside[:, 1])
    hidden.setflags(write=False)
    return hidden


@lru_cache
def _frame_limits(size_px: tuple[int, int]) -> tuple[Floats, Floats]:
    """Return the smallest and the largest x and y of a landmark that is in the frame, or on its edge.

    Both are (33, 2), as landmarks are: NumPy compares arrays of one shape twice as fast.
    """
    width, height = size_px
    dx, dy = width * EDGE_RATIO, height * EDGE_RATIO
    return np.array([(-dx, -dy)] * N_LANDMARKS), np.array([(width + dx, height + dy)] * N_LANDMARKS)


class VisibilityGate:
    """Hides, from one pose to the next, what was not seen: beyond `seen_only`, what a body cannot do.

    The network reports a visibility of about 1 for ears, shoulders and hips, and for a face on the
    back of a head. Here they must not jump, bones must not be longer than the torso allows, and a
    person seen from behind has no face.
    """

    def __init__(self) -> None:
        self._t_s = nan
        self._torso_px = nan
        self._sight, self._out_of_sight = (b"", b""), np.ones(N_LANDMARKS, dtype=np.bool_)
        """What is in sight of the pose before as bytes, and what of its landmarks is not."""
        self._last_xy = np.full((N_LANDMARKS, 2), nan)
        self._last_s = -inf
        self._hidden = np.ones(N_LANDMARKS, dtype=np.bool_)
        """The pose before as the network gave it, its second, and what was not seen of it."""
        self._kept_xy = np.full((N_LANDMARKS, 2), nan)
        self._kept_s = np.full(N_LANDMARKS, -inf)
        """Where and when each landmark was last seen, up to the last time that one came or went."""

    def update(self, pose: Pose, view: View | None) -> Pose:
        """Return the pose with NaN for what was not seen.

        Args:
            pose: As the network gave it.
            view: From where the person is seen; ``None`` where that is not known.
        """
        hidden = self.hidden(pose, view)
        return pose.without(hidden) if np.count_nonzero(hidden) else pose

    def hidden(self, pose: Pose, view: View | None) -> Bools:
        """Take the next pose, and return (33,) which of its landmarks were not seen.

        Args:
            pose: As the network gave it.
            view: From where the person is seen; ``None`` where that is not known.
        """
        torso_px, hidden = self._allowed_torso(pose), self._find_out_of_sight(pose)
        points = pose.points
        impossible = _impossible(points, torso_px)
        if impossible:  # as seldom: only now it matters whether a bone ends in a guess
            impossible = _impossible(pose.without(hidden).points, torso_px)
        if not self._hardly_moved(pose, hidden, torso_px):
            hidden = hidden | self._jumped(pose, torso_px)
        if view is View.BACK and _upright(points):
            impossible += _FACE
        if impossible:
            hidden = hidden.copy()
            hidden[impossible] = True
        if _is_point(pose):
            hidden = np.ones(N_LANDMARKS, dtype=np.bool_)
        if not _same(hidden, self._hidden):
            self._keep()
        self._last_xy, self._last_s, self._hidden = pose.image_xy, pose.t_s, hidden
        return hidden

    def _find_out_of_sight(self, pose: Pose) -> Bools:
        """Return what is not in sight, which is mostly the same as in the pose before."""
        inside, visible = _sight(pose)
        sight = inside.tobytes(), visible.tobytes()
        if sight != self._sight:
            self._sight, self._out_of_sight = sight, _out_of_sight(inside, visible)
        return self._out_of_sight

    def _hardly_moved(self, pose: Pose, hidden: Bools, torso_px: float) -> bool:
        """Return whether nothing can have jumped, as nearly always: the same was seen and moved little."""
        if not _same(hidden, self._hidden):
            return False
        moved = pose.image_xy - self._last_xy
        least_px = JUMP_TORSOS * torso_px  # for any landmark and any time
        return bool(np.vdot(moved, moved) <= 0.9 * least_px**2)

    def _jumped(self, pose: Pose, torso_px: float) -> Bools:
        """Find landmarks further from where they were last seen than they can have moved since."""
        self._keep()
        moved = pose.image_xy - self._kept_xy
        gone_s = np.maximum(pose.t_s - self._kept_s, FRAME_S)
        far = np.hypot(moved[:, 0], moved[:, 1]) > _REACH_TORSOS * torso_px * gone_s
        jumped: Bools = far & (gone_s <= FORGET_S)
        return jumped

    def _keep(self) -> None:
        """Keep where the landmarks were that were seen in the pose before."""
        seen = ~self._hidden
        np.copyto(self._kept_xy, self._last_xy, where=seen[:, None])
        np.copyto(self._kept_s, self._last_s, where=seen)

    def _allowed_torso(self, pose: Pose) -> float:
        """Return the torso length in pixels for comparison; guesses of hidden landmarks will do for it."""
        now_px = torso_length_px(pose)
        if isnan(self._torso_px):
            self._torso_px = now_px
        elif pose.t_s > self._t_s and not isnan(now_px):
            memory_s = RISE_S if now_px > self._torso_px else FALL_S
            share = 1.0 - exp((self._t_s - pose.t_s) / memory_s)
            self._torso_px += share * (now_px - self._torso_px)
        self._t_s = pose.t_s
        return max(self._torso_px, now_px)  # in this order NaN now leaves what was before


def _same(some: Bools, others: Bools) -> bool:
    return some is others or some.tobytes() == others.tobytes()


@once_a_pose
def torso_length_px(pose: Pose) -> float:
    """Return the torso's length in image pixels, from four bones; NaN where fewer than two are known.

    Bending shortens them, and a mistake makes one too long: so the second longest decides, and of arms and
    legs the shorter side. Without hips there is no trunk and no thigh, and from the side no width: then the
    longest decides, with the neck among them.
    """
    shoulder, hip = pose.pair("shoulder"), pose.pair("hip")
    shoulders, hips = midpoint(*shoulder), midpoint(*hip)
    trunk = dist(shoulders, hips)
    lengths = (
        trunk,
        TORSOS_A_SHOULDERS * dist(*shoulder),
        TORSOS_AN_ARM * _shorter(shoulder, pose.pair("elbow")),
        TORSOS_A_THIGH * _shorter(hip, pose.pair("knee")),
    )
    known = sorted([px for px in lengths if not isnan(px)])
    if isnan(trunk):
        neck = TORSOS_A_NECK * dist(midpoint(*pose.pair("ear")), shoulders)
        return max([*known, neck] if not isnan(neck) else known, default=nan)
    return known[-2] if len(known) > 1 else nan


def _middle(at: Points, both: Bone) -> Point:
    left, right = both
    return midpoint(at[left], at[right])


def _length(at: Points, bone: Bone) -> float:
    near, far = bone
    return dist(at[near], at[far])


def _shorter(near: tuple[Point, Point], far: tuple[Point, Point]) -> float:
    """Return the length of the shorter of the bones of both sides; NaN where either is not known.

    Args:
        near: The left and the right joint that the bones begin at.
        far: Those that they end at.
    """
    left, right = dist(near[0], far[0]), dist(near[1], far[1])
    return nan if isnan(left + right) else min(left, right)


def _is_point(pose: Pose) -> bool:
    """Return whether all landmarks lie nearly in one place: that is no person."""
    least_px = ZERO_RATIO * pose.size_px[1]
    if dist(pose.at(_NOSE), pose.at(_LEFT_HIP)) >= 2.0 * least_px:
        return False  # as nearly always
    spans: list[float] = (np.fmax.reduce(pose.image_xy) - np.fmin.reduce(pose.image_xy)).tolist()
    return max(spans) < least_px


def _upright(at: Points) -> bool:
    shoulders, hips = _middle(at, _SHOULDERS), _middle(at, _HIPS)
    return hips[1] - shoulders[1] > UPRIGHT_RATIO * dist(shoulders, hips)


def _impossible(at: Points, torso_px: float) -> list[Landmark]:
    """Find landmarks at the far end of something longer than the torso allows."""
    wrong = [far for near, far, longest in _BONES if dist(at[near], at[far]) > longest * torso_px]
    for bone, widest in ((_SHOULDERS, WIDEST_SHOULDERS), (_HIPS, WIDEST_HIPS)):
        if _length(at, bone) > widest * torso_px:
            wrong += bone
    ears = _middle(at, _EARS)
    neck_px, face_px = dist(ears, _middle(at, _SHOULDERS)), dist(ears, at[_NOSE])
    if neck_px > LONGEST_NECK * torso_px or face_px > LONGEST_FACE * torso_px:
        wrong += _FACE
    return wrong
