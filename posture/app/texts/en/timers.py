"""Words of the timers: breathing, warmth and cold, a quiet sitting."""

from __future__ import annotations

from posture.app.texts.shape import TimersTexts

TIMERS = TimersTexts(
    title="Timers",
    lead="Quiet breathing, warmth and cold, a few still minutes. A timer goes on when you leave the page.",
    choose="What would do you good?",
    kinds={"breathing": "Breathing", "heat": "Warmth", "cold": "Cold", "sitting": "Quiet sitting"},
    leads={
        "breathing": "Breathe with the circle, through the nose if you can. Let the belly rise, not the "
        "shoulders.",
        "heat": "A heating pad lets tense muscles go. Good before you move.",
        "cold": "A cold pack may soothe afterwards. Only if it feels good.",
        "sitting": "A way through the body from feet to face, read aloud where this computer has a voice.",
    },
    pattern="Pattern",
    minutes="{count} minutes",
    rounds="{count} rounds",
    tone="Sound",
    tone_help="A soft tone at each change, in the quiet sitting a voice too: you can close your eyes.",
    start="Start",
    not_with="Not with",
    how="How to",
    cold_lately="Your last cold was {minutes} minutes ago. Wait until the skin is warm again: {wait}.",
    left="left",
    round_of="Round {now} of {all}",
    stop="Stop",
    light_headed="I feel light-headed",
    parts={"in": "Breathe in", "hold": "Hold", "out": "Breathe out", "rest": "Rest"},
    circle="A circle that grows while you breathe in and shrinks while you breathe out. Pattern: {pattern}.",
    skin_title="Look at your skin now",
    skin_text="Lift the pad. Is the skin blotchy, white or bright red, burning or numb?",
    skin_good="Looks and feels normal",
    skin_bad="Something is wrong, stop",
    keep_in_mind={
        "heat": "Several layers of towel between. Never lie on the pad, never fall asleep with it.",
        "cold": "A damp cloth between. Never lie on the pack, never fall asleep with it.",
        "breathing": "Dizzy, or tingling lips or fingers: stop and breathe as usual.",
        "sitting": "Dizzy, or tingling lips or fingers: breathe as usual.",
    },
    ended={
        "breathing_done": "Well done. Stay a moment before you get up.",
        "heat_done": "Time is up. Take the pad off now and let the skin rest.",
        "cold_done": "Time is up. Take the pack off now and let the skin warm up.",
        "sitting_done": "Well done. Move your fingers and toes before you get up.",
        "breathing_stopped": "Stopped. Every quiet breath counts.",
        "heat_stopped": "Stopped. Take the pad off.",
        "cold_stopped": "Stopped. Take the pack off.",
        "sitting_stopped": "Stopped. Come back whenever you like.",
        "light_headed": "Breathe as usual and stay seated until it has passed. It usually does within a "
        "minute or two. If it does not, get help.",
        "skin": "Take it off now and let the skin come back to normal. If marks, burning or numbness stay, "
        "show it to a doctor or pharmacist.",
    },
    away="It ended while you were away, {when}.",
    then_cold="Go on with cold",
    again="Another timer",
    lately="Lately",
    lately_columns=("When", "What", "How long", "How it ended"),
    reasons={
        "done": "✓ To the end",
        "stopped": "Stopped",
        "light_headed": "Stopped: light-headed",
        "skin": "Stopped: skin",
    },
    unkept="This timer is forgotten when you reload the page, because it cannot be kept: {error}",
)
