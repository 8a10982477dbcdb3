"""Words of the desk watch in English; the pages translate them."""

from __future__ import annotations

from posture.watch.baseline_capture import CaptureState
from posture.watch.signals import Habit

ALERTS = {
    Habit.FORWARD_HEAD: "Your head has come forward. Let it float back over your shoulders.",
    Habit.SLUMP: "You have sunk a little. Sit up tall, or stand for a moment.",
    Habit.RAISED_SHOULDERS: "Your shoulders are up. Breathe out and let them drop.",
    Habit.LEANING_ASIDE: "You are leaning to one side. Come back to the middle.",
}
MOVE = "You have sat still for a long time. Stand, stretch or walk a little."
STALE = "You have moved to another place. Let me learn again how you like to sit."
TAKING = {
    "person": "I can't see anybody. Sit in front of the camera",
    "view": "Turn the camera so that it sees you from the front or straight from the side",
    "head": "I can't see your head and shoulders. Move back or tilt the camera",
    "moving": "Hold still. The five seconds begin again",
}
SIT = "Sit the way you like to"
AGAIN = "Good. Move a little, then sit that way once more"
TAKEN = "That is how you like to sit. Work; I watch quietly."

SAID = (*ALERTS.values(), MOVE, STALE, *TAKING.values(), SIT, AGAIN, TAKEN)
"""Every sentence."""


def asked(now: CaptureState) -> str:
    """Return what the person should do while the baseline is captured."""
    if now.baseline is not None:
        return TAKEN
    return TAKING[now.shown] if now.shown else AGAIN if now.pausing else SIT
