"""Warning signs: when to stop, when to ask a professional first, and when to get help."""

from __future__ import annotations

from posture.coach.references import GUIDE, STOP_SIGNS
from posture.guide.content_types import Fact, RedFlag, Topic, Urgency
from posture.guide.sources import NECK_DIZZINESS, RED_FLAG_LISTS

STOP = Topic(
    id="stop",
    search_words="warning signs, injury, emergency, dizzy, sharp",
    title="When to stop",
    summary="Move slowly, stay below the point of pain, keep breathing. A mild pull is fine.",
    facts=(
        Fact("Sharp or worsening pain: stop at once and ask a professional.", GUIDE),
        Fact(
            "Dizziness when your neck moves is not part of stretching. Stop neck moves and ask.",
            NECK_DIZZINESS,
        ),
        Fact("Chest pain, weakness or trouble speaking: call the emergency number.", RED_FLAG_LISTS),
    ),
    steps=("Stop the move.", "Sit down and breathe.", "If it does not settle at once, get help."),
    cautions=tuple(sign[0].upper() + sign[1:] for sign in STOP_SIGNS),
)

ASK_FIRST = (
    "Osteoporosis or a recent fracture",
    "Recent surgery on the spine, a shoulder or the belly",
    "Pregnancy: no lying face down, no long breath holds",
    "Blood pressure that is not under control",
    "Glaucoma or a disease of the retina: no head-down poses",
    "Inflammatory arthritis that reaches the neck",
    "Very loose joints, above all in the neck",
    "A known slipped disc with signs in an arm or a leg",
    "A history of cancer",
)
"""Conditions with which a professional decides before the first session."""

_EMERGENCY = {
    "chest": "Chest pain or pressure, pain into an arm or the jaw, breathlessness, sweating",
    "tearing": "Tearing pain between the shoulder blades",
    "accident": "Pain since a serious accident or fall",
    "legs": "Both legs weak, numb or tingling, or an unsteady walk",
    "saddle": "Numb genitals or buttocks, or new trouble with bladder, bowel or sex",
    "face": "Drooping face, trouble speaking, or a sudden severe headache",
}
_URGENT = {
    "fever": "Fever, chills, night sweats, or feeling ill",
    "weight_loss": "Unexplained weight loss",
    "cancer": "Cancer, now or before",
    "immune": "Weak immune system, HIV, or injected drugs",
    "bones": "Osteoporosis or long steroid use, even after a minor knock",
    "night": "Pain that rest never eases, or that wakes you at night",
    "lump": "A lump, swelling or changed shape of the back",
    "cough": "Pain worse with coughing or straining",
    "weak_arm": "An arm or hand getting weaker",
    "band": "Pain like a band around the chest",
    "age": "First back pain before 20 or after 55",
}

RED_FLAGS = (
    *(RedFlag(name, sign, Urgency.EMERGENCY) for name, sign in _EMERGENCY.items()),
    *(RedFlag(name, sign, Urgency.URGENT) for name, sign in _URGENT.items()),
)
"""Warning signs, emergencies first. A single urgent sign says little; together with upper back pain it is a
reason to see a professional before exercising."""
