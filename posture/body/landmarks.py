"""The skeleton: what a pose is, in which frame of reference, at what time."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import Enum, IntEnum
from functools import cache, wraps

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Point = tuple[float, float]
"""An image point in pixels: x to the right, y down."""


class Landmark(IntEnum):
    """Index of each BlazePose landmark; left and right are the person's own."""

    NOSE = 0
    LEFT_EYE_INNER = 1
    LEFT_EYE = 2
    LEFT_EYE_OUTER = 3
    RIGHT_EYE_INNER = 4
    RIGHT_EYE = 5
    RIGHT_EYE_OUTER = 6
    LEFT_EAR = 7
    RIGHT_EAR = 8
    LEFT_MOUTH = 9
    RIGHT_MOUTH = 10
    LEFT_SHOULDER = 11
    RIGHT_SHOULDER = 12
    LEFT_ELBOW = 13
    RIGHT_ELBOW = 14
    LEFT_WRIST = 15
    RIGHT_WRIST = 16
    LEFT_PINKY = 17
    RIGHT_PINKY = 18
    LEFT_INDEX = 19
    RIGHT_INDEX = 20
    LEFT_THUMB = 21
    RIGHT_THUMB = 22
    LEFT_HIP = 23
    RIGHT_HIP = 24
    LEFT_KNEE = 25
    RIGHT_KNEE = 26
    LEFT_ANKLE = 27
    RIGHT_ANKLE = 28
    LEFT_HEEL = 29
    RIGHT_HEEL = 30
    LEFT_FOOT = 31
    RIGHT_FOOT = 32


class Side(str, Enum):
    """Side of the person's own body: one of them, or both together."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"

    __str__ = str.__str__

    @property
    def other(self) -> Side:
        """The opposite side; both stays both."""
        return {Side.LEFT: Side.RIGHT, Side.RIGHT: Side.LEFT}.get(self, self)


PAIRS: dict[str, tuple[Landmark, Landmark]] = {
    m.name.removeprefix("LEFT_").lower(): (m, Landmark[m.name.replace("LEFT", "RIGHT")])
    for m in Landmark
    if m.name.startswith("LEFT_")
}
"""The left and the right landmark of each joint, by its name ("knee")."""
MASK_SIDE_PX = 640
"""Longest side of a person mask: a pixel of it is then about a hundredth of a torso at our distances."""
N_LANDMARKS = len(Landmark)

MIRROR: npt.NDArray[np.intp] = np.array(
    [
        Landmark[m.name.replace("LEFT", "*").replace("RIGHT", "LEFT").replace("*", "RIGHT")]
        for m in sorted(Landmark)
    ]
)
"""For each landmark, the index of its twin on the other side."""

SKELETON: tuple[tuple[Landmark, Landmark], ...] = (
    (Landmark.LEFT_EAR, Landmark.LEFT_EYE),
    (Landmark.LEFT_EYE, Landmark.NOSE),
    (Landmark.NOSE, Landmark.RIGHT_EYE),
    (Landmark.RIGHT_EYE, Landmark.RIGHT_EAR),
    (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER),
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_ELBOW),
    (Landmark.LEFT_ELBOW, Landmark.LEFT_WRIST),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_ELBOW),
    (Landmark.RIGHT_ELBOW, Landmark.RIGHT_WRIST),
    (Landmark.LEFT_SHOULDER, Landmark.LEFT_HIP),
    (Landmark.RIGHT_SHOULDER, Landmark.RIGHT_HIP),
    (Landmark.LEFT_HIP, Landmark.RIGHT_HIP),
    (Landmark.LEFT_HIP, Landmark.LEFT_KNEE),
    (Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE),
    (Landmark.RIGHT_HIP, Landmark.RIGHT_KNEE),
    (Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE),
)
"""The bones that are drawn over a person."""


def on(side: Side, joint: str) -> Landmark:
    """Return the landmark of a joint on a side; the nose is on every side.

    Args:
        side: Left or right.
        joint: Name without side.

    >>> on(Side.LEFT, "knee").name
    'LEFT_KNEE'
    """
    return _ON[side, joint]


@cache
def landmarks_of(joints: tuple[str, ...], sides: tuple[Side, ...]) -> tuple[Landmark, ...]:
    """Return the landmarks of joints on each of some sides.

    Args:
        joints: Names without side.
        sides: Left, right or both one after the other.

    >>> [landmark.name for landmark in landmarks_of(("knee", "hip"), (Side.LEFT,))]
    ['LEFT_KNEE', 'LEFT_HIP']
    """
    return tuple(on(side, joint) for joint in joints for side in sides)


_ON: dict[tuple[Side, str], Landmark] = {
    (side, joint): landmark
    for joint, pair in PAIRS.items()
    for side, landmark in zip((Side.LEFT, Side.RIGHT), pair, strict=True)
} | {(side, "nose"): Landmark.NOSE for side in Side}


_XY, _XYZ, _ONE_EACH = (N_LANDMARKS, 2), (N_LANDMARKS, 3), (N_LANDMARKS,)


@dataclass(frozen=True, slots=True, eq=False)
class Pose:
    """One person in one frame. Landmarks that are not seen are NaN, never zero.

    Attributes:
        t_s: Seconds from the start of the source.
        size_px: Width and height of the frame that ``image_xy`` refers to.
        image_xy: (33, 2) pixels of the un-mirrored frame, y down.
        world_xyz: (33, 3) metres, origin between the hips: a learned guess, never for millimetres.
        visibility: (33,) 0 to 1. It says something about elbows, wrists, knees and ankles only:
            ears, shoulders and hips keep about 1 when hidden.
        mask: Optional (h, w) person mask, at a reduced size.

    Raises:
        ValueError: An array has another shape.
    """

    t_s: float
    size_px: tuple[int, int]
    image_xy: Floats
    world_xyz: Floats
    visibility: Floats
    mask: Bools | None = None
    xs: tuple[float, ...] = field(init=False, repr=False)
    """The first column of ``image_xy`` as plain floats, which scalar geometry reads much faster."""
    ys: tuple[float, ...] = field(init=False, repr=False)
    """The second column."""
    known: dict[tuple[object, Side], float] = field(init=False, repr=False, default_factory=dict)
    """Measurements that depend on this pose alone, by what is measured and side: each is made once."""

    def __post_init__(self) -> None:
        xy, xyz, visibility = self.image_xy, self.world_xyz, self.visibility
        if xy.shape != _XY or xyz.shape != _XYZ or visibility.shape != _ONE_EACH:
            raise ValueError(self._wrong_shape())
        xy.setflags(write=False)
        xyz.setflags(write=False)
        visibility.setflags(write=False)
        xs, ys = xy.T.tolist()
        object.__setattr__(self, "xs", tuple(xs))
        object.__setattr__(self, "ys", tuple(ys))

    def _wrong_shape(self) -> str:
        """Return which array has another shape than it should, and which."""
        expected = {"image_xy": _XY, "world_xyz": _XYZ, "visibility": _ONE_EACH}
        shapes = {name: getattr(self, name).shape for name in expected}
        return next(
            f"{name}: expected shape {expected[name]}, got {shape}"
            for name, shape in shapes.items()
            if shape != expected[name]
        )

    def at(self, landmark: Landmark) -> Point:
        """Return one landmark in image pixels; (NaN, NaN) where it is not seen."""
        return self.xs[landmark], self.ys[landmark]

    def joint(self, side: Side, name: str) -> Point:
        """Return a joint of one side in image pixels; (NaN, NaN) where it is not seen.

        Args:
            side: Left or right; for the nose any.
            name: Name without side ("hip").
        """
        landmark = _ON[side, name]
        return self.xs[landmark], self.ys[landmark]

    def pair(self, name: str) -> tuple[Point, Point]:
        """Return the left and the right joint of that name in image pixels."""
        left, right = PAIRS[name]
        xs, ys = self.xs, self.ys
        return (xs[left], ys[left]), (xs[right], ys[right])

    @property
    def points(self) -> tuple[Point, ...]:
        """Every landmark in image pixels; made at each call, for those who look at many."""
        return tuple(zip(self.xs, self.ys, strict=True))

    def moved(self, image_xy: Floats, world_xyz: Floats) -> Pose:
        """Return the pose with its landmarks elsewhere, and nothing measured on it yet.

        Args:
            image_xy: (33, 2) pixels; NaN for what is not seen.
            world_xyz: (33, 3) metres, origin between the hips.
        """
        return Pose(self.t_s, self.size_px, image_xy, world_xyz, self.visibility, self.mask)

    def without(self, hidden: Bools) -> Pose:
        """Return the pose with NaN for some landmarks, in the image and in the world.

        Args:
            hidden: (33,) true for each landmark to leave out.
        """
        xy, xyz = self.image_xy.copy(), self.world_xyz.copy()
        xy[hidden] = xyz[hidden] = math.nan
        return self.moved(xy, xyz)

    def without_mask(self) -> Pose:
        """Return the pose without its mask; measurements that were made on it stay known."""
        if self.mask is None:
            return self
        made = object.__new__(Pose)  # nothing else changes: there is nothing to check or to make again
        for name in ("t_s", "size_px", "image_xy", "world_xyz", "visibility", "xs", "ys"):
            object.__setattr__(made, name, getattr(self, name))
        object.__setattr__(made, "mask", None)
        object.__setattr__(made, "known", dict(self.known))
        return made

    def mirrored(self) -> Pose:
        """Return the pose as a mirror shows it: x flipped, left and right swapped."""
        xy, xyz = self.image_xy[MIRROR], self.world_xyz[MIRROR]
        xy[:, 0] = self.size_px[0] - xy[:, 0]
        xyz[:, 0] = -xyz[:, 0]
        return replace(
            self,
            image_xy=xy,
            world_xyz=xyz,
            visibility=self.visibility[MIRROR],
            mask=None if self.mask is None else self.mask[:, ::-1].copy(),
        )


def once_a_pose(length: Callable[[Pose], float]) -> Callable[[Pose], float]:
    """Measure a length once a pose, however often it is asked for."""
    key = (length.__name__, Side.BOTH)

    @wraps(length)
    def _measured(pose: Pose) -> float:
        known = pose.known.get(key)
        if known is None:
            known = pose.known[key] = length(pose)
        return known

    return _measured
