"""The view that the camera has of the person, and which side of them is nearer.

Both come from the yaw of the shoulder line in world coordinates. Depth from one camera is no
measurement, but it is good enough for this: over the labelled clips the median yaw is within 9 degrees
of 0 where the person faces the camera and within 10 of 90 where they stand side-on, it needs no
hips in the frame, and it does not change when the arms go overhead, as the shoulder width does.
"""

from __future__ import annotations

import math
from enum import Enum

from posture.body.landmarks import Landmark, Pose, Side, once_a_pose

FRONT_DEG, SIDE_DEG, BACK_DEG = 25.0, 60.0, 110.0
"""Largest yaw of a front view, smallest of a side view, smallest of a back view."""
MEMORY_S = 0.3
"""Time constant of the average: a view is a matter of how the body stands, not of one frame."""
HELD_DEG = 10.0
"""Degrees that the yaw may leave the view that a set began in before the person has turned: the error of
the yaw itself over the labelled clips."""
TURN_DEG = 25.0
"""Degrees that the yaw may be from where it was when the set began, once it has left the view. A hand on the
head in a neck tilt turns the shoulder line by 10 to 15 degrees although the person sits as before, arms that
are pressed up half in front by 23; a person who walks about turns by 30 and more."""
_LEFT, _RIGHT = Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER


class View(str, Enum):
    """The side of the person that the camera sees."""

    FRONT = "front"
    BACK = "back"
    SIDE = "side"
    OBLIQUE = "oblique"

    __str__ = str.__str__


@once_a_pose
def yaw_deg(pose: Pose) -> float:
    """Measure the turn of the shoulders: 0 facing the camera, + with the left side nearer, 180 from behind.

    It is NaN where a shoulder is not seen.
    """
    number = pose.world_xyz.item
    ahead, aside = number(_RIGHT, 2) - number(_LEFT, 2), number(_LEFT, 0) - number(_RIGHT, 0)
    return math.degrees(math.atan2(ahead, aside))


def classify(yaw: float) -> View | None:
    """Return the view that a yaw in degrees belongs to; ``None`` for NaN.

    >>> classify(-80.0).value
    'side'
    """
    if math.isnan(yaw):
        return None
    turn = abs(yaw)
    if turn <= FRONT_DEG:
        return View.FRONT
    if turn < SIDE_DEG:
        return View.OBLIQUE
    return View.SIDE if turn < BACK_DEG else View.BACK


_RANGE_DEG = {
    View.FRONT: (0.0, FRONT_DEG),
    View.OBLIQUE: (FRONT_DEG, SIDE_DEG),
    View.SIDE: (SIDE_DEG, BACK_DEG),
    View.BACK: (BACK_DEG, 180.0),
}


class ViewTracker:
    """Follows the view over time: an average of directions, so that one bad frame changes nothing.

    Once it is held, it stays until the person has clearly turned.

    Attributes:
        yaw_deg: The averaged turn; NaN before anything was seen.
        seen_from: The view now, held or not: the body hides other landmarks from each.
    """

    def __init__(self) -> None:
        self._t_s = math.nan
        self._x = self._y = 0.0
        self._held: View | None = None
        self._held_deg = math.nan
        self.yaw_deg = math.nan
        self.seen_from: View | None = None

    @property
    def view(self) -> View | None:
        """The view now; ``None`` before anything was seen."""
        return self._held or self.seen_from

    def hold(self) -> None:
        """Keep the view that is seen now, until the yaw has left it by `HELD_DEG`: a set begins."""
        self._held, self._held_deg = self.seen_from, abs(self.yaw_deg)

    def release(self) -> None:
        """Follow the view freely again: no set is under way."""
        self._held = None

    @property
    def near(self) -> Side:
        """The side of the body that is nearer to the camera; left before anything was seen."""
        return Side.RIGHT if self.yaw_deg < 0.0 else Side.LEFT

    def update(self, pose: Pose) -> None:
        """Take the next pose; one without shoulders changes nothing."""
        yaw = math.radians(yaw_deg(pose))
        if math.isnan(yaw):
            return
        dt_s = pose.t_s - self._t_s
        gain = 1.0 if math.isnan(dt_s) else 1.0 - math.exp(-max(dt_s, 0.0) / MEMORY_S)
        self._x += gain * (math.cos(yaw) - self._x)
        self._y += gain * (math.sin(yaw) - self._y)
        self._t_s = pose.t_s
        self.yaw_deg = math.degrees(math.atan2(self._y, self._x)) if self._x or self._y else math.nan
        self.seen_from = classify(self.yaw_deg)
        if self._held is not None and not self._near_held:
            self.hold()

    @property
    def _near_held(self) -> bool:
        """Whether the yaw is still that of the held view, or a little beside it."""
        assert self._held is not None
        (low, high), yaw_deg = _RANGE_DEG[self._held], abs(self.yaw_deg)
        beside = low - HELD_DEG <= yaw_deg <= high + HELD_DEG
        return self.seen_from is self._held or (beside and abs(yaw_deg - self._held_deg) <= TURN_DEG)
