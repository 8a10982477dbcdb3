"""The sentences that the coach says in any exercise, in one place.

They are in English, as those of the exercises are; the dashboard translates whole sentences. So every word
that can be filled into one is known beforehand.
"""

from __future__ import annotations

from collections.abc import Iterable

from posture.body.view import View
from posture.coach.session import Reason

STEP_IN = "Come into the picture"
CLOSER = "Come a little closer"
BACK_A_LITTLE = "Move back a little"
NO_OUTLINE = "I can't see your outline"
ONE_ARM = "I count the arm I see"
ON_ITS_SIDE, UPSIDE_DOWN = "Your picture is on its side", "Your picture is upside down"
NOT_ALONE = "Only you in the picture, please"
"""Said of somebody else beside the person, or of a large mirror."""
ROOM_ABOVE = "Leave room above your head"
TO_START = "Come to the start position"
UNSTEADY = "The picture is too unsteady"
KEEP_STILL = "Keep still for a moment"
STAY = "Good. Stay there for a moment"
GO = "Go"
RELEASE = "And release"
HALF_WAY = "Halfway"
BETTER = "Much better, keep that"
NOT_COUNTED = "Not counted"
"""Said where another cue came a moment ago, and the reason would be too much."""
MISSED = {
    Reason.PARTIAL_RANGE: "Not counted: a little further",
    Reason.TOO_FAST: "Not counted: slower",
    Reason.TOO_SLOW: "Not counted: too slow",
    Reason.SHORT_HOLD: "Not counted: hold longer",
    Reason.ONE_SIDE: "Not counted: one side only",
    Reason.LOST: "Not counted: out of sight",
    Reason.WRONG_POSTURE: "Not counted: another movement",
}
"""Reasons as they are said, where no better hint is known."""
TURN = {
    View.FRONT: "Turn to face the camera",
    View.SIDE: "Turn side-on to the camera",
    View.OBLIQUE: "Turn a little to the side",
    View.BACK: "Turn your back to the camera",
}
PARTS = {
    "wrist": "hands", "elbow": "elbows", "shoulder": "shoulders", "hip": "hips", "knee": "knees",
    "ankle": "feet", "ear": "head", "eye": "face", "nose": "face",
}  # fmt: skip
"""Joints as they are called when the person is asked to show them."""
NOT_STANDING = "only while you stand, with your legs in the picture"
"""Reason of a rule that needs a standing person and had none."""
OUTLINE_UNSEEN = "could not see the outline of the body"


def not_counted(instead: str) -> str:
    """Tell that an attempt did not count, and what to do instead."""
    return f"{NOT_COUNTED}. {instead}"


def step_back(joint: str) -> str:
    """Ask for a joint that is outside the frame."""
    return f"Move back to show your {PARTS[joint]}"


def hidden(joint: str) -> str:
    """Tell of a joint that is in the frame and covered."""
    return f"I can't see your {PARTS[joint]}"


def other_view(views: Iterable[View]) -> str:
    """Return the reason of a rule that is true in other views only."""
    named = " or ".join(sorted(views))
    return f"needs {'an' if named[0] in 'aeiou' else 'a'} {named} view"


def joints_unseen(joints: Iterable[str]) -> str:
    """Return the reason of a rule whose joints were not seen."""
    return f"could not see {', '.join(joints)}"


def remember(cue: str) -> str:
    """Remind of a rule that seemed broken and was not seen surely enough to be called a fault."""
    return f"not seen surely enough to judge; remember: {cue[0].lower()}{cue[1:]}"


SAID = (
    STEP_IN, CLOSER, BACK_A_LITTLE, NO_OUTLINE, ONE_ARM, ON_ITS_SIDE, UPSIDE_DOWN, NOT_ALONE, ROOM_ABOVE,
    TO_START, KEEP_STILL, UNSTEADY, STAY, GO,
    RELEASE, HALF_WAY, BETTER, NOT_COUNTED, *MISSED.values(), *TURN.values(),
    *dict.fromkeys(say(joint) for say in (step_back, hidden) for joint in PARTS),
)  # fmt: skip
"""Everything that is said during a set beside the exercise's own cues and numbers."""
