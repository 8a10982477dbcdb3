"""The check list of the set-up screen: what the gate asks for, item by item."""

from __future__ import annotations

from enum import Enum

from posture.body.baseline import trunk_px
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.exercise import Exercise
from posture.coach.setup.readiness import CALIBRATE, MIN_TORSO_RATIO, Obstacle, crowded, missing


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
"""What an obstacle of that code asks for."""


def passed(
    exercise: Exercise, pose: Pose | None, *, view: View | None, near: Side, obstacle: Obstacle | None
) -> tuple[ChecklistItem, ...]:
    """What is right already; never that which the gate asks for at this moment.

    Args:
        exercise: The way of measuring whose gate it is.
        pose: With unseen landmarks as NaN; ``None`` where nobody is seen, and then nothing is right.
        view: From where the person is seen.
        near: The side that is nearer to the camera.
        obstacle: What the gate says is in the way.
    """
    if pose is None:
        return ()
    right = {
        ChecklistItem.PERSON: True,
        ChecklistItem.WHOLE: not missing(exercise, pose, near) and not crowded(exercise, pose, near),
        ChecklistItem.VIEW: view in exercise.views,
        ChecklistItem.DISTANCE: trunk_px(pose) >= MIN_TORSO_RATIO * pose.size_px[1],
        ChecklistItem.START: obstacle is None,
    }
    if obstacle is not None:
        right[_ASKS[obstacle.code]] = False
    return tuple(check for check, is_right in right.items() if is_right)
