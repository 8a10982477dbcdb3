"""The checklist of the set-up screen: what is asked for before a set, item by item."""

from __future__ import annotations

from enum import Enum

from posture.body.baseline import trunk_px
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.exercise import Exercise
from posture.coach.setup.readiness import CALIBRATE, MIN_TORSO_RATIO, Obstacle, well_inside


class ChecklistItem(str, Enum):
    """One thing that has to be right before a set begins, in the order in which it is asked for."""

    PERSON = "person"
    WHOLE = "whole"
    VIEW = "view"
    DISTANCE = "distance"
    START = "start"

    __str__ = str.__str__


_ASKS = {
    "person": ChecklistItem.PERSON,
    "framing": ChecklistItem.WHOLE,
    "turned": ChecklistItem.VIEW,
    "view": ChecklistItem.VIEW,
    "distance": ChecklistItem.DISTANCE,
    "start": ChecklistItem.START,
    "unsteady": ChecklistItem.START,
    CALIBRATE: ChecklistItem.START,
}
"""The item that an obstacle of that code asks for."""


def passed(
    exercise: Exercise, pose: Pose | None, *, view: View | None, near: Side, obstacle: Obstacle | None
) -> tuple[ChecklistItem, ...]:
    """Return what is right already; never the item that is asked for now.

    Args:
        exercise: The exercise by the method that measures it.
        pose: With unseen landmarks as NaN; ``None`` where nobody is seen, and then nothing is right.
        view: From where the person is seen.
        near: The side that is nearer to the camera.
        obstacle: What is in the way.
    """
    if pose is None:
        return ()
    right = {
        ChecklistItem.PERSON: True,
        ChecklistItem.WHOLE: well_inside(exercise, pose, near),
        ChecklistItem.VIEW: view in exercise.views,
        ChecklistItem.DISTANCE: trunk_px(pose) >= MIN_TORSO_RATIO * pose.size_px[1],
        ChecklistItem.START: obstacle is None,
    }
    if obstacle is not None:
        right[_ASKS[obstacle.code]] = False
    return tuple(check for check, is_right in right.items() if is_right)


def unasked(checks: tuple[ChecklistItem, ...], shown: Obstacle | None) -> tuple[ChecklistItem, ...]:
    """Return what is right but for the item that a message asks for which still stands.

    Args:
        checks: What is right already.
        shown: What is asked for on the screen.
    """
    return checks if shown is None else tuple(check for check in checks if check is not _ASKS.get(shown.code))
