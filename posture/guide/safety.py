"""When to stop, when to ask first, when to get help, and how to read pain."""

from __future__ import annotations

from posture.coach.references import GUIDE, STOP_SIGNS
from posture.guide.shapes import Fact, Figure, PainLight, RedFlag, Topic, Urgency
from posture.guide.sources import NECK_DIZZINESS, PAIN_CHANGE, PAIN_LIGHTS, RED_FLAG_LISTS

STOP = Topic(
    id="stop",
    title="When to stop",
    summary="Move slowly, stay below the point of pain, keep breathing. A mild pull is fine.",
    facts=(
        Fact("Sharp or worsening pain ends the session: stop at once and ask a professional.", GUIDE),
        Fact(
            "Dizziness when the neck moves is no part of stretching. Leave neck moves and ask.",
            NECK_DIZZINESS,
        ),
        Fact("Chest pain, weakness or trouble speaking: call the emergency number.", RED_FLAG_LISTS),
    ),
    steps=("Stop the move.", "Sit down and breathe.", "If it does not settle at once, get help."),
    cautions=tuple(sign[0].upper() + sign[1:] for sign in STOP_SIGNS),
)

ASK_FIRST = (
    "Osteoporosis or a recent fracture",
    "Recent surgery of the spine, a shoulder or the belly",
    "Pregnancy: no lying face down, no long breath holds",
    "Blood pressure that is not under control",
    "Glaucoma or a disease of the retina: no head-down poses",
    "Inflammatory arthritis that reaches the neck",
    "Very loose joints, above all in the neck",
    "A known disc prolapse with signs in an arm or a leg",
    "A history of cancer",
)
"""Before the first session, a professional decides."""

PAIN = Topic(
    id="pain",
    title="Reading your pain",
    summary="Rate it from 0, none, to 10, the worst you can imagine: before, during, afterwards, next day.",
    facts=(
        Fact(
            "A change of {} or {} is what people call much better; a single score says little.",
            PAIN_CHANGE,
            (Figure(2, 2, "points"), Figure(33, 33, "percent")),
        ),
        Fact(
            "Published lines between the lights differ a little; these are on the careful side.", PAIN_LIGHTS
        ),
        Fact("Sharp or worsening pain means stop, whatever the number says.", GUIDE),
    ),
)

PAIN_LIGHTS_TABLE = (
    PainLight(
        "Green",
        "0 to 3, at most 1 more than before",
        "Back to where it was at once",
        "Go on; you may do a little more next time.",
        (0, 3),
    ),
    PainLight(
        "Amber",
        "4 to 5, or 2 more than before",
        "Settles within 24 hours",
        "Finish the set with less range, less weight or fewer repetitions.",
        (4, 5),
    ),
    PainLight(
        "Red",
        "6 or more, 3 more than before, or sharp, shooting or new",
        "Still raised after 24 hours",
        "Stop this move. Next time take an easier form; after a second red, ask a professional.",
        (6, 10),
    ),
)

_EMERGENCY = (
    "Chest pain or pressure, breathlessness, sweating, or pain that spreads to an arm or the jaw",
    "A tearing pain between the shoulder blades",
    "Pain that began with a serious accident or fall",
    "Weakness, numbness or tingling in both legs, or walking that has become unsteady",
    "Numbness around the genitals or buttocks, or new trouble with bladder, bowel or sexual function",
    "A drooping face, trouble speaking, or a sudden severe headache",
)
_URGENT = (
    "Fever, chills, night sweats, or feeling ill",
    "Weight loss without a reason",
    "Cancer now or in the past",
    "A weakened immune system, HIV, or injected drugs",
    "Long use of steroids, or osteoporosis, even after a minor knock",
    "Pain that never eases at rest or wakes you at night",
    "A lump, a swelling or a changed shape of the back",
    "Pain that coughing or straining makes worse",
    "An arm or a hand that grows weaker",
    "Pain like a band around the chest",
    "The first time, younger than 20 or older than 55",
)

RED_FLAGS = tuple(RedFlag(sign, Urgency.EMERGENCY) for sign in _EMERGENCY) + tuple(
    RedFlag(sign, Urgency.URGENT) for sign in _URGENT
)
"""Emergencies first. A single urgent sign says little; together with upper back pain it is a reason to
be looked at before exercising."""
