"""Words about runs in whose middle the program was ended."""

from __future__ import annotations

from posture.app.texts.shape import InterruptedTexts

INTERRUPTED = InterruptedTexts(
    counted="Posture was ended in the middle of your set. What you did is safe: {reps} "
    "{reps:repetition|repetitions}, kept in your history.",
    timed="Posture was ended in the middle of your set. What you did until then is safe and kept "
    "in your history.",
    check="Posture was ended in the middle of your check. What was measured is safe: {views} "
    "{views:view|views}, kept with your checks.",
    watch="Posture was ended while it watched. What it saw until then is safe: {time}, kept with your days.",
    nothing="Posture was ended in the middle, before anything was finished. So there was nothing "
    "to keep; nothing of yours is lost.",
    mark="interrupted",
    marked="Posture was ended in the middle of this. What was done until then is here.",
    seen="All right",
)
