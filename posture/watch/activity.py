"""What somebody does who does not just sit: none of it is slouching, and none of it is judged.

The limits were set on rendered people (two bodies, three places of the camera) who slump, glance at a
phone, lean in and back, reach and turn, and checked on others: see ``tests/test_watch_clips.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from posture.body.view import View
from posture.watch.signals import Changes


class Activity(str, Enum):
    """What is going on."""

    SITTING = "sitting"
    LOOKING_DOWN = "looking_down"
    LEANING_IN = "leaning_in"
    LEANING_BACK = "leaning_back"
    REACHING = "reaching"
    TURNED = "turned"
    ELSEWHERE = "elsewhere"
    """Much nearer or further than the baseline was taken: another seat, or somebody else."""
    UNSEEN = "unseen"
    """Head or shoulders are out of sight."""
    AWAY = "away"
    """Nobody is there."""

    __str__ = str.__str__


TURNED_RATIO, TURNED_YAW_DEG = 0.35, 20.0
"""Turn of the face of about 15 degrees, or of the shoulders. Heads of people who look ahead wander by 0.3."""
TURNED_SHORTER = -0.25
"""A turned face is narrower by this share, against the shoulders, and a turned head is shorter."""
NEARER_RATIO, FURTHER_RATIO = 0.06, -0.06
"""Shoulders that are so much wider or narrower lean in or back: leaning by 24 and 22 degrees gives
0.14 to 0.20 and -0.15. A deep slump gives up to 0.13, and a gap to the ears that has closed …"""
GAP_TO_WIDTH = 1.2
"""… by 2 to 2.5 times as much. Leaning in closes it in the picture too, by up to 0.7 times, the more the
higher the camera stands."""
KEPT_GAP = -0.08
"""Change of the height of the ears as a share of it, down to which a neck has kept its shape."""
NODDED_RATIO, SHOULDERS_STILL = 0.15, 0.03
"""Nose below the ears, in face widths, with shoulders that neither sink nor come nearer: whoever slumps
looks down as far, with shoulders that do both."""
NODDED_DEG = -8.0
"""Nod from the side, without what a head that moves forward seems to nod: -14 over a phone, -4 in a slump."""
LEANING_DEG, LEANING_BACK_DEG = 8.0, -10.0
"""The trunk as a whole …"""
NECK_KEPT_DEG = 8.0
"""… with a neck that has not bent forward on it; in the middle of a quick lean it reads up to 7."""
ELBOW_RATIO, HAND_RATIO = 0.3, 0.25
"""An elbow or a hand so much further out than at rest."""
ELSEWHERE_RATIO = 0.35
"""Shoulders that are so much wider or narrower are not those of the same person in the same seat."""


def doing_from_front(changes: Changes, yaw_change_deg: float) -> Activity:
    """What somebody does who is seen from the front.

    Args:
        changes: Of every feature of the front view; ``ear_height`` and ``face_to_shoulders`` as a share of
            their value at rest.
        yaw_change_deg: How far the shoulders have turned.
    """
    width, gap, sunk = changes["shoulder_width"], changes["ear_height"], changes["shoulders_down"]
    face_turned = abs(changes["face_turn"]) > TURNED_RATIO or changes["face_to_shoulders"] < TURNED_SHORTER
    told = (
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
    return _first(told)


def doing_from_side(changes: Changes, yaw_change_deg: float) -> Activity:
    """What somebody does who is seen from the side; the arguments are those of `doing_from_front`."""
    trunk, neck = changes["trunk_forward"], changes["neck_against_trunk"]
    shorter = changes["head_length"] < TURNED_SHORTER
    told = (
        (Activity.TURNED, shorter or abs(yaw_change_deg) > TURNED_YAW_DEG),
        (Activity.LOOKING_DOWN, changes["nod"] < NODDED_DEG),
        (Activity.LEANING_IN, trunk > LEANING_DEG and neck < NECK_KEPT_DEG),
        (Activity.LEANING_BACK, trunk < LEANING_BACK_DEG and neck < NECK_KEPT_DEG),
        (Activity.REACHING, changes["hand_out"] > HAND_RATIO),
    )
    return _first(told)


def _first(told: Iterable[tuple[Activity, bool]]) -> Activity:
    return next((doing for doing, so in told if so), Activity.SITTING)


TELLS: dict[View, Callable[[Changes, float], Activity]] = {
    View.FRONT: doing_from_front,
    View.SIDE: doing_from_side,
}
"""NaN makes every comparison false: what was not seen is not taken for something that was."""
