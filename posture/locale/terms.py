"""What the program tells apart, as people call it: in English, and translated when it is shown."""

from __future__ import annotations

from collections.abc import Collection

from posture.coach.session import Reason
from posture.guide.pain_places import BodyPlace, in_order
from posture.locale.messages import N_, localized

FORMS = {"full": N_("Full"), "short": N_("Short"), "gentle": N_("Gentle")}
"""Forms of a training day."""
GROUPS = {
    "stretch": N_("Stretches"),
    "strength": N_("Strength"),
    "posture": N_("Posture"),
    "yoga": N_("Yoga and Pilates"),
}
"""Heading of each group of moves, in the guide's order."""
PLACES = {
    "head": N_("Head"),
    "neck": N_("Neck"),
    "left_shoulder": N_("Left shoulder"),
    "right_shoulder": N_("Right shoulder"),
    "upper_back": N_("Upper back"),
    "between_blades": N_("Between the shoulder blades"),
    "mid_back": N_("Middle of the back"),
    "lower_back": N_("Lower back"),
    "chest": N_("Chest"),
    "belly": N_("Belly"),
    "left_arm": N_("Left arm"),
    "right_arm": N_("Right arm"),
    "hips": N_("Hips"),
    "left_leg": N_("Left leg"),
    "right_leg": N_("Right leg"),
}
"""Places of the body that may hurt."""
REASONS = {
    Reason.PARTIAL_RANGE: N_("Not quite far enough"),
    Reason.TOO_FAST: N_("Too quick to follow"),
    Reason.TOO_SLOW: N_("Paused too long on the way"),
    Reason.SHORT_HOLD: N_("Not held long enough"),
    Reason.ONE_SIDE: N_("Only one side moved"),
    Reason.LOST: N_("Not seen to the end"),
    Reason.WRONG_POSTURE: N_("Another movement was made"),
}
"""Why an attempt did not count."""
SIDES = {"left": N_("Left"), "right": N_("Right"), "both": N_("Both")}
"""The person's own sides."""
VIEWS = {
    "front": N_("Facing the camera"),
    "back": N_("Back to the camera"),
    "side": N_("Side-on to the camera"),
    "oblique": N_("Half turned to the camera"),
}
"""From where somebody is seen."""


def place_names(places: Collection[BodyPlace]) -> str:
    """Return the names of places in one line, from the head down; "" for none."""
    names = localized(PLACES)
    return " · ".join(names[place.value] for place in in_order(places))
