"""Words of the Check page."""

from __future__ import annotations

from posture.app.texts.shape import CheckTexts

CHECK = CheckTexts(
    title="Posture check",
    lead="Half a minute, standing or sitting the way you do: from the front, then from each side. You see "
    "how you hold yourself today and how that changes over weeks. It is about comfort, and no diagnosis.",
    how="How it goes",
    steps=(
        "Put the camera at chest height, level. Step back until you are in the picture from head to hips.",
        "Press Start and do what is said. Each view is counted in and takes ten seconds.",
        "Keep still, but do not pose: stand or sit as you would anyway, in something close-fitting.",
        "With your feet in the picture a little more is measured; at a desk, head and shoulders still are.",
    ),
    pictures="Keep the pictures too",
    pictures_help="Off: only numbers are kept; the pictures are gone when you leave this page. "
    "On: they are kept until you delete the check, and so are stills of your sets. "
    "Either way nothing leaves this computer.",
    now="This check",
    stops={"both": "From the front", "left": "Left side", "right": "Right side"},
    stop_done="✓ {view}",
    stop_refused="✕ {view}: could not be measured",
    stop_now="▸ {view}",
    stop_next="· {view}",
    results="Latest check: {when}",
    averaged="Averaged over {seconds} of keeping still",
    saved="Saved on this computer.",
    unsaved="This check is not saved: {error}",
    save_again="Save it now",
    nothing="Nothing could be measured this time, so nothing was saved. What helps stands below.",
    table="What was measured",
    heads=("Measure", "Value", "To stay in", "Since the last", "Since the first"),
    value="{value} ± {error}{unit}",
    bands={
        "comfortable": "Comfortable",
        "noticeable": "Noticeable after a while",
        "strong": "Tiring for long",
    },
    no_band="–",
    no_change="No change",
    more="{amount} more",
    less="{amount} less",
    none_before="First check",
    refused="{view}: no check. {why}",
    levelled="Compared with your first check the camera is tilted by {amount}. "
    "That is taken out of the changes.",
    reading="How to read these numbers",
    unmeasured="What was not measured",
    comfort="The third column says how comfortable a position is to stay in for long. Posture is one habit "
    "among many. A change within the error is no change, and no number here tells whether anything is wrong.",
    picture_alt="{view}, with the lines that were measured",
    history="Over time",
    history_lead="Each point is one check, the band around it its measuring error. A point within the band "
    "of another has not changed from it.",
    history_measure="Measure",
    history_one="One check so far. The line begins with the next; once a week is a good rhythm.",
    history_axis="{measure} ({unit})",
    history_words="First {first}, latest {latest}: {change}.",
    units={"deg": "°", "torsos": "", "percent": " %"},
    remove="Delete this check",
    remove_help="Its numbers and pictures are deleted for good.",
    removed="The check was deleted.",
    empty_title="No check yet",
    empty="Press Start above. Your first check is the one that later ones are compared with.",
    live={
        "silent": "Posture does not answer. What was measured is safe; it goes on when the answer comes.",
        "keys": "Space starts and pauses. Enter or Escape finishes.",
        "region": "Live picture of the posture check",
        "ready": "Ready when you are. Your picture stays on this computer.",
        "nothing": "Nothing was measured.",
        "saved": "Saved. Your numbers are below.",
        "unsaved": "It is not saved yet: see below.",
        "stillhere": "Go on where you were, or finish it.",
        "pausedhelp": "Take your time. Nothing is measured now.",
        "endings": {
            "stopped": "Check ended",
            "reached": "Check complete",
            "empty": "Check ended",
            "camera_lost": "The camera was unplugged",
            "left": "This check was ended",
            "crashed": "The check ended early",
            "shutdown": "The program was closed",
            "interrupted": "Posture stopped in the middle of this",
        },
    },
)
