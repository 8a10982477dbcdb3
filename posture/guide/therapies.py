"""Help beside the exercises: yoga and Pilates, heat and cold, calm, and professionals."""

from __future__ import annotations

from posture.coach.references import GUIDE, TUNING
from posture.guide.content_types import Breathing, Fact, Figure, Topic
from posture.guide.sources import BREATH_PAGES, RESONANCE, THERMAL_PAGES

HEAT_MINUTES, COLD_MINUTES = Figure(15, 20, "minutes"), Figure(10, 15, "minutes")
"""How long the guide applies heat, and cold after it."""
MOST_MINUTES = Figure(20, 20, "minutes")
"""Longest time of heat or cold."""
CHECK_MINUTES = (Figure(5, 5, "minutes"), Figure(10, 10, "minutes"))
"""When to look at the skin."""
COLD_AGAIN = Figure(2, 3, "hours")
"""Shortest time before cold again, and only on warm skin."""
SITTING_MINUTES = Figure(3, 10, "minutes")
"""Length of a quiet sitting for a start."""

YOGA_PILATES = Topic(
    id="yoga_pilates",
    search_words="flexibility, holistic, core strength, alignment, class, poses",
    title="Yoga and Pilates",
    summary="Both train flexibility, a strong core and good alignment.",
    facts=(
        Fact("Add one of them, or both, to your week.", GUIDE),
        Fact(
            "Gentle poses for the upper back: child's pose, cobra, downward dog, thread the needle, sphinx. "
            "From Pilates: swan.",
            TUNING,
        ),
        Fact(
            "Stay {} in a pose, one to three times, with slow breaths.",
            TUNING,
            (Figure(20, 45, "seconds"),),
        ),
        Fact("Rather not on the floor? Lean your hands on a wall.", TUNING),
    ),
    cautions=(
        "High blood pressure or glaucoma: skip poses with the head below the hips.",
        "Pregnancy, or a back that hurts when it bends backwards: skip cobra, sphinx and swan.",
        "Injured wrists, shoulders or knees: skip poses that load them.",
    ),
)

HEAT_COLD = Topic(
    id="heat_cold",
    search_words="ice pack, hot-water bottle, inflammation, therapy, treatment, numb",
    title="Heat and cold",
    summary="Warmth loosens before you move; cold may soothe afterwards.",
    facts=(
        Fact("First heat: a heating pad for {} loosens tense muscles.", GUIDE, (HEAT_MINUTES,)),
        Fact("Then cold: an ice pack for {} calms the area.", GUIDE, (COLD_MINUTES,)),
        Fact(
            "Neither for more than {}. Look at the skin after {} and after {}.",
            THERMAL_PAGES,
            (MOST_MINUTES, *CHECK_MINUTES),
        ),
        Fact("Cold again only once the skin is warm, {} later.", THERMAL_PAGES, (COLD_AGAIN,)),
        Fact("Both are for comfort; they do not treat the cause.", THERMAL_PAGES),
    ),
    steps=(
        "Always put a towel between: several layers for heat, a damp cloth for cold.",
        "Put the pad on your back. Never lie on it, fall asleep with it, or fill it with boiling water.",
        "Stop if the skin turns blotchy white or red, burns, or goes numb.",
    ),
    cautions=(
        "Reduced feeling in the skin, poor circulation or Raynaud's",
        "Open or infected skin, fever, a fresh bruise or swelling (no heat)",
        "Recent cancer in the area",
        "Creams that numb or warm the skin",
        "Heart disease or diabetes: ask first. Pregnancy: not on the belly",
    ),
)

CALM = Topic(
    id="calm",
    search_words="meditation, relaxation, breathing exercises, anxiety, sleep, techniques",
    title="Stress and mindfulness",
    summary="Stress makes an aching back worse. A few quiet minutes a day help.",
    facts=(
        Fact("Make meditation and deep breathing part of your day, like the moves.", GUIDE),
        Fact(
            "Slow breathing is {}; most people settle at {}.",
            RESONANCE,
            (Figure(4, 10, "breaths a minute"), Figure(6, 6, "breaths a minute")),
        ),
        Fact("{} is enough to begin with.", TUNING, (SITTING_MINUTES,)),
    ),
    steps=(
        "Sit or lie so that nothing needs holding.",
        "Let the belly rise with the breath, not the shoulders.",
        "Go through the body from feet to face and let each part get heavy.",
    ),
    cautions=(
        "Dizzy, or tingling lips or fingers? You are breathing too much. Go back to normal breathing.",
        "Pregnancy or uncontrolled blood pressure: no patterns that hold the breath.",
    ),
)

BREATHING = (
    Breathing(
        id="resonance",
        title="Resonance",
        in_s=4.5,
        hold_s=0,
        out_s=5.5,
        rest_s=0,
        per_minute=6,
        length=Figure(5, 5, "minutes"),
        note="Best studied.",
        source=RESONANCE,
    ),
    Breathing(
        id="longer_exhale",
        title="Longer out than in",
        in_s=4,
        hold_s=0,
        out_s=6,
        rest_s=0,
        per_minute=6,
        length=Figure(3, 5, "minutes"),
        note="Easiest after exercise.",
        source=TUNING,
    ),
    Breathing(
        id="slow",
        title="Slow",
        in_s=5,
        hold_s=0,
        out_s=7,
        rest_s=0,
        per_minute=5,
        length=Figure(3, 3, "minutes"),
        note="Once the others feel easy.",
        source=TUNING,
    ),
    Breathing(
        id="box",
        title="Box",
        in_s=4,
        hold_s=4,
        out_s=4,
        rest_s=4,
        per_minute=3.75,
        length=Figure(4, 10, "rounds"),
        note="Holds the breath: not in pregnancy or with uncontrolled blood pressure.",
        source=BREATH_PAGES,
    ),
    Breathing(
        id="four_seven_eight",
        title="4-7-8",
        in_s=4,
        hold_s=7,
        out_s=8,
        rest_s=0,
        per_minute=3.2,
        length=Figure(4, 4, "rounds"),
        note="Never more than eight rounds. Light-headed: stop. No long holds in pregnancy.",
        source=BREATH_PAGES,
        most=8,
    ),
)

PROFESSIONAL = Topic(
    id="professional",
    search_words=(
        "doctor, GP, physiotherapist, physical therapist, chiropractor, healthcare provider, consult, "
        "diagnosis, treatment, guidance"
    ),
    title="When to see a professional",
    summary="If pain stays or grows in spite of training, see a professional.",
    facts=(
        Fact(
            "A professional can find the cause, and add physiotherapy, medication or advice made for you.",
            GUIDE,
        ),
        Fact("Go if nothing has improved after {}.", TUNING, (Figure(4, 6, "weeks"),)),
        Fact("Also go if pain runs down an arm, in pregnancy, or whenever you are unsure.", TUNING),
    ),
)
