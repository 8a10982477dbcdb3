"""Activities other than sitting. None of them is slouching, and none is judged.

The limits were set on rendered people (two bodies, three camera positions) who slump, glance at a phone,
lean in and back, reach and turn, and checked on others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from posture.body.view import View
from posture.watch.signals import Changes


class Activity(str, Enum):
    """An activity of somebody in their seat."""

    SITTING = "sitting"
    LOOKING_DOWN = "looking_down"
    LEANING_IN = "leaning_in"
    LEANING_BACK = "leaning_back"
    REACHING = "reaching"
    TURNED = "turned"
    ELSEWHERE = "elsewhere"
    """Much nearer or further away than in the baseline: another seat, or another person."""
    UNSEEN = "unseen"
    """Head or shoulders are out of sight."""
    AWAY = "away"
    """Nobody is there."""

    __str__ = str.__str__


TURNED_RATIO, TURNED_YAW_DEG = 0.35, 20.0
"""Turn of the face, about 15 degrees, or of the shoulders. Heads of people who look ahead wander by 0.3."""
TURNED_SHORTER = -0.25
"""A turned face is narrower by this share relative to the shoulders, and a turned head is shorter."""
NEARER_RATIO, FURTHER_RATIO = 0.06, -0.06
"""Change of the shoulder width from which somebody leans in or back: leaning by 24 and 22 degrees gives 0.14
to 0.20 and -0.15. A deep slump gives up to 0.13, but then the gap to the ears has closed …"""
GAP_TO_WIDTH = 1.2
"""… by 2 to 2.5 times as much. Leaning in closes it in the image too, by up to 0.7 times, more with a higher
camera."""
KEPT_GAP = -0.08
"""Relative change of the height of the ears down to which the neck has kept its shape."""
NODDED_RATIO, SHOULDERS_STILL = 0.15, 0.03
"""Drop of the nose below the ears, in face widths, with shoulders that neither sink nor come nearer. In a
slump the nose drops as far, but the shoulders do both."""
NODDED_DEG = -8.0
"""Nod from the side, corrected for the apparent nod of a head that moves forward: -14 over a phone, -4 in a
slump."""
LEANING_DEG, LEANING_BACK_DEG = 8.0, -10.0
"""The trunk as a whole …"""
NECK_KEPT_DEG = 8.0
"""… with a neck that has not bent forward on it; during a quick lean it reads up to 7."""
ELBOW_RATIO, HAND_RATIO = 0.3, 0.25
"""How much further out than at rest an elbow or a hand is in a reach."""
ELSEWHERE_RATIO = 0.35
"""A larger change of the shoulder width is not the same person in the same seat."""


def doing_from_front(changes: Changes, yaw_change_deg: float) -> Activity:
    """Return what somebody does, seen from the front.

    Args:
        changes: Change of every feature of the front view; ``ear_height`` and ``face_to_shoulders`` as
            shares of their values at rest. NaN is no sign of anything.
        yaw_change_deg: How far the shoulders have turned.
    """
    width, gap, sunk = changes["shoulder_width"], changes["ear_height"], changes["shoulders_down"]
    face_turned = abs(changes["face_turn"]) > TURNED_RATIO or changes["face_to_shoulders"] < TURNED_SHORTER
    tells = (
        (Activity.TURNED, face_turned or abs(yaw_change_deg) > TURNED_YAW_DEG),
        (Activity.ELSEWHERE, abs(width) > ELSEWHERE_RATIO),
        (Activity.REACHING, changes["elbow_out"] > ELBOW_RATIO),
        (Activity.LEANING_IN, width > NEARER_RATIO and gap > -GAP_TO_WIDTH * width),
        (Activity.LEANING_BACK, width < FURTHER_RATIO and gap > KEPT_GAP),
        (
            Activity.LOOKING_DOWN,
            changes["chin_low"] > NODDED_RATIO and max(sunk, width) < SHOULDERS_STILL,
        ),
    )
    return _first(tells)


def doing_from_side(changes: Changes, yaw_change_deg: float) -> Activity:
    """Return what somebody does, seen from the side.

    Args:
        changes: Change of every feature of the side view. NaN is no sign of anything.
        yaw_change_deg: How far the shoulders have turned.
    """
    trunk, neck = changes["trunk_forward"], changes["neck_against_trunk"]
    shorter = changes["head_length"] < TURNED_SHORTER
    tells = (
        (Activity.TURNED, shorter or abs(yaw_change_deg) > TURNED_YAW_DEG),
        (Activity.LOOKING_DOWN, changes["nod"] < NODDED_DEG),
        (Activity.LEANING_IN, trunk > LEANING_DEG and neck < NECK_KEPT_DEG),
        (Activity.LEANING_BACK, trunk < LEANING_BACK_DEG and neck < NECK_KEPT_DEG),
        (Activity.REACHING, changes["hand_out"] > HAND_RATIO),
    )
    return _first(tells)


def _first(tells: Iterable[tuple[Activity, bool]]) -> Activity:
    return next((doing for doing, so in tells if so), Activity.SITTING)


TELLS: dict[View, Callable[[Changes, float], Activity]] = {
    View.FRONT: doing_from_front,
    View.SIDE: doing_from_side,
}
"""The function for each view. NaN makes every comparison false, so unseen joints show no activity."""
