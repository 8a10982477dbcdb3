"""Tells whether a pose that was found belongs to the chosen person: by place, by size, by colors.

Nothing here knows a face. What is remembered is one length and which colors there are between
shoulders and hips, in memory only, for as long as the set lasts.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from posture.body.landmarks import Bools, Floats, Landmark, Point, Pose
from posture.body.visibility import torso_length_px
from posture.vision.orientation import Rgb

JUMP_TORSOS, WALK_TORSOS_PER_S = 0.35, 4.0
"""How far the middle of a trunk may be from where it was last seen, and how much further for each
second since: a brisk walk. Over the labelled clips true ones move 0.22 from frame to frame."""
SIZE_STEP, SIZE_STEP_PER_S = 0.35, 0.7
"""Largest change of the logarithm of the size, and how much more for each second. True ones: 0.29."""
SAME, OTHER = 0.7, 0.35
"""Share of the trunk's colors that are known: from the first value up it is the same person, below the
second it is somebody else."""
STRANGE_S = 0.2
"""Other colors at the same place for less than this may be an arm that passes."""
AGAIN_S = 0.3
"""After this long out of sight, the person may come back at another place, by their colors …"""
BACK_TORSOS, BACK_SIZE, ANY_SIZE = 0.75, 0.25, 0.9
"""… or, where colors say little, this near and about as large; by colors alone up to 2.5 times as large."""
FORGET_S = 10.0
"""After this long out of sight, the next person who gets ready may be chosen."""
LEARN_S = 0.3
"""How often colors are learned: light and clothes change slowly."""

_TRUNK = (Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP)
_GRID = np.array(
    [(down, aside) for down in np.linspace(0.15, 0.85, 8) for aside in np.linspace(-0.6, 0.6, 5)]
)
"""Where the trunk is sampled: shares of the way from shoulders to hips and of half its width."""
_THICK = 0.15
"""Half of a trunk's depth in torso lengths, for the side view, in which the shoulders coincide."""
_ALONG = np.array([0.3, 0.6, 0.9]).reshape(-1, 1, 1)
_LIMBS = np.array(
    [
        [Landmark[f"{side}_{joint}"] for joint in limb]
        for side in ("LEFT", "RIGHT")
        for limb in (("SHOULDER", "ELBOW"), ("ELBOW", "WRIST"))
    ]
).T
"""Arms and thighs come in front of the trunk: their colors are learned too."""
_LEAST_POINTS = 12

_BINS = (20, 20, 14)
_LOW, _STEP = np.array([-1.2, -1.2, -2.8]), np.array([0.12, 0.12, 0.3])
"""Logarithms of red to green, of blue to green, and of lightness, each against the whole frame."""
_AXES = np.array([[1.0, 0.0, 1.0 / 3.0], [-1.0, -1.0, 1.0 / 3.0], [0.0, 1.0, 1.0 / 3.0]])
"""Maps the logarithms of red, green and blue to those axes."""
_LAST = np.array(_BINS) - 1
_PLACES = np.array([_BINS[1] * _BINS[2], _BINS[2], 1])
"""Maps the three indices of a bin to its place among all of them."""
_AROUND = np.stack(np.meshgrid(*([-1, 0, 1],) * 3, indexing="ij"), axis=-1).reshape(-1, 1, 3)
_SCENE = 32
"""Step in pixels at which the light of the whole frame is sampled."""
_DARK = 24.0
"""Added to each channel: the hue of what is almost black is noise."""
_KNOWN, _AT_FIRST, _MOST, _FADE = 2.0, 3.0, 20.0, 0.99
"""How often a color must have been seen to be known, how much the first frame counts, how much is
remembered at most, and the share that is left of it each time that colors are learned."""

Bins = npt.NDArray[np.intp]
"""(n, 3), one index a color axis."""


class Looks:
    """The colors of a person between shoulders and hips, as they were seen over time."""

    def __init__(self) -> None:
        self._met = np.zeros(math.prod(_BINS))
        self._learned_s = -math.inf

    def known(self, pose: Pose, rgb: Rgb) -> float:
        """Measure how much of the trunk has colors that were seen before.

        Args:
            pose: The person in the frame.
            rgb: (H, W, 3) uint8, the frame.

        Returns:
            A share, 0 to 1; NaN where too little of the trunk is in the frame, or nothing was learned yet.
        """
        if math.isinf(self._learned_s):
            return math.nan
        bins = _bins(rgb, _trunk_points(pose))
        if len(bins) < _LEAST_POINTS:
            return math.nan
        return np.count_nonzero(self._met[bins @ _PLACES] >= _KNOWN) / len(bins)

    def learn(self, pose: Pose, rgb: Rgb) -> None:
        """Remember the colors of this frame, every `LEARN_S` at most.

        Args:
            pose: The person in the frame.
            rgb: (H, W, 3) uint8, the frame.
        """
        if pose.t_s - self._learned_s < LEARN_S:
            return
        near, far = pose.image_xy[_LIMBS]
        limbs = (near + _ALONG * (far - near)).reshape(-1, 2)
        bins = _bins(rgb, np.concatenate([_trunk_points(pose), limbs]))
        if len(bins) < _LEAST_POINTS:
            return
        around = np.clip(bins + _AROUND, 0, _LAST).reshape(-1, 3)
        met: Bools = np.zeros(len(self._met), dtype=bool)
        met[around @ _PLACES] = True
        self._met = np.minimum(
            _FADE * self._met + met * (_AT_FIRST if math.isinf(self._learned_s) else 1.0), _MOST
        )
        self._learned_s = pose.t_s


class Appearance:
    """The person who was chosen: where, how large and in which colors they were last seen."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Forget the chosen person and their colors."""
        self._chosen = False
        self._looks = Looks()
        self._place = (math.nan, math.nan)
        self._size = self._seen_s = self._strange_s = math.nan

    def choose(self) -> None:
        """Choose the person who was seen last; once somebody is chosen, another call changes nothing."""
        self._chosen = self._chosen or not math.isnan(self._seen_s)

    def matches(self, pose: Pose, rgb: Rgb) -> bool:
        """Tell whether a pose is the chosen person's; while nobody is chosen, every pose is.

        Places and lengths are compared as shares of the frame's width, as frames may come in another size.

        Args:
            pose: The pose that was found.
            rgb: (H, W, 3) uint8, the frame.
        """
        if self._chosen and pose.t_s - self._seen_s > FORGET_S:
            self.forget()
        size = max(torso_length_px(pose), 1.0) / pose.size_px[0]
        place = _middle(pose)
        if self._chosen:
            known = self._looks.known(pose, rgb)
            moved = math.dist(place, self._place) / self._size
            if not self._same(pose.t_s, known, moved=moved, grown=abs(math.log(size / self._size))):
                return False
            if not known < SAME:
                self._looks.learn(pose, rgb)
        self._place, self._size, self._seen_s = place, size, pose.t_s
        return True

    def _same(self, t_s: float, known: float, *, moved: float, grown: float) -> bool:
        gone_s = max(t_s - self._seen_s, 0.0)
        if gone_s > AGAIN_S:
            by_colors = known >= SAME and grown <= ANY_SIZE
            by_place = not known < OTHER and moved <= BACK_TORSOS and grown <= BACK_SIZE
            return by_colors or by_place
        if not known < OTHER:
            self._strange_s = math.nan
        elif math.isnan(self._strange_s):
            self._strange_s = t_s
        near = moved <= JUMP_TORSOS + WALK_TORSOS_PER_S * gone_s
        alike = grown <= SIZE_STEP + SIZE_STEP_PER_S * gone_s
        return near and alike and not t_s - self._strange_s >= STRANGE_S


def _middle(pose: Pose) -> Point:
    """Return the middle of the trunk as a share of the frame's width."""
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = map(pose.at, _TRUNK)
    width = pose.size_px[0]
    return (ax + bx + cx + dx) / 4.0 / width, (ay + by + cy + dy) / 4.0 / width


def _trunk_points(pose: Pose) -> Floats:
    """Return points between shoulders and hips, in pixels."""
    xy = pose.points
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = (xy[m] for m in _TRUNK)
    x, y = (ax + bx) / 2.0, (ay + by) / 2.0
    down_x, down_y = (cx + dx) / 2.0 - x, (cy + dy) / 2.0 - y
    across = (by - ay + dy - cy) * down_x - (bx - ax + dx - cx) * down_y
    half = max(abs(across) / max(down_x**2 + down_y**2, 1e-9) / 4.0, _THICK)
    points: Floats = np.array([x, y]) + _GRID @ np.array([[down_x, down_y], [-half * down_y, half * down_x]])
    return points


def _bins(rgb: Rgb, points: Floats) -> Bins:
    """Return the color bins at those points that are in the frame, freed of the light of the scene."""
    height, width = rgb.shape[:2]
    xy = points.astype(np.intp)
    (least_x, least_y), (most_x, most_y) = xy.min(axis=0).tolist(), xy.max(axis=0).tolist()
    if least_x < 0 or least_y < 0 or most_x >= width or most_y >= height:
        xy = xy[((xy >= 0) & (xy < (width, height))).all(axis=1)]
    scenes = rgb[::_SCENE, ::_SCENE].reshape(-1, 3)
    scene = np.add.reduce(scenes, dtype=np.float64) / len(scenes) + _DARK
    logs = np.log((rgb[xy[:, 1], xy[:, 0]] + _DARK) / scene)
    floats = (logs @ _AXES - _LOW) / _STEP
    bins: Bins = np.minimum(np.maximum(floats, 0.0), _LAST).astype(np.intp)  # half the time of np.clip
    return bins
