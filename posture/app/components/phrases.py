"""English phrases that several pages choose from by a key; they are translated when they are shown."""

from __future__ import annotations

from posture.live.snapshot import Ending
from posture.locale import N_

AFTER_SET = {
    "green": N_("You may do a little more next time."),
    "amber": N_("Do the next set easier. It should settle within a day."),
    "red": N_("Leave this move for today. Next time take an easier form."),
}
"""Advice on pain after a set, by its light."""
DURING_SET = {
    "green": N_("Go on if you like, slowly and below the point of pain."),
    "amber": N_("Finish the set easier: a smaller movement, less weight, fewer repetitions."),
    "red": N_(
        "This move is over for today, and what you did is kept. Sit down and breathe. If it does not settle "
        "at once, get help."
    ),
}
"""Advice on pain in the middle of a set, by its light."""
ENDINGS = {
    Ending.CAMERA_LOST: N_("The camera was unplugged. What you did until then is here."),
    Ending.CRASHED: N_(
        "The camera part stopped. Every movement you finished is here. Press Start for a new set."
    ),
    Ending.LEFT: N_("The page lost contact, so the set ended. What you did until then is here."),
    Ending.GAVE_WAY: N_(
        "The set stood still and somebody was waiting, so it ended. What you did until then is here."
    ),
    Ending.DELETED: N_("Your data was deleted in the meantime, so this is not saved."),
    Ending.SHUTDOWN: N_("The program was closed. What you did until then is here."),
}
"""Reasons why a set ended that nobody ended."""
FORM_LEADS = {
    "full": N_("The whole guide: stretches, strength and posture."),
    "short": N_("Posture only, no strength. Good between two full days."),
    "gentle": N_("Slow stretches at the guide's lower dose, for a stiff day."),
}
"""The purpose of each form."""
FROM_SIDES = {"both": N_("From the front"), "left": N_("Left side"), "right": N_("Right side")}
"""Views of a posture check by the side that is seen; ``both`` is the front."""
HABITS = {
    "forward_head": N_("Head forward"),
    "slump": N_("Slumped"),
    "raised_shoulders": N_("Shoulders raised"),
    "leaning_aside": N_("Leaning to one side"),
}
"""Habits that are seen at the desk."""
LIGHTS = {"green": N_("Green"), "amber": N_("Amber"), "red": N_("Red")}
"""Lights of the guide's rule for pain."""
PARTS = {
    "warm_up": N_("Warm up"),
    "stretch": N_("Stretch"),
    "strength": N_("Strength"),
    "posture": N_("Posture"),
    "cool_down": N_("Cool down"),
}
"""Parts of a training day."""
STATES = {
    "good": (N_("Good"), N_("You are sitting the way you like to.")),
    "amber": (N_("Drifting"), N_("You are starting to drift. Nothing to do yet.")),
    "red": (N_("Time to move"), N_("A good moment to sit up, stand or stretch.")),
    "away": (N_("Away"), N_("Nobody there. The clock waits.")),
    "taking": (N_("Getting to know you"), N_("Sit the way you like to, five seconds, twice.")),
}
"""States of the desk watch: the name, and what to make of it."""
TIMERS = {
    "breathing": N_("Breathing"),
    "heat": N_("Warmth"),
    "cold": N_("Cold"),
    "sitting": N_("Quiet sitting"),
}
"""Kinds of timers."""
TIPS = {
    "day": N_("Day"),
    "week": N_("Week of"),
    "sets": N_("Sets"),
    "days": N_("Days"),
    "time": N_("Recorded"),
    "reach": N_("Mean range"),
    "best": N_("Best"),
    "reps": N_("Counted"),
    "clean": N_("Clean"),
    "corrected": N_("With your corrections"),
    "held": N_("Held"),
    "score": N_("Pain"),
    "light": N_("Light"),
    "when": N_("Asked"),
    "move": N_("Move"),
    "where": N_("Where"),
}
"""Headings of the values in a chart's tooltip."""
