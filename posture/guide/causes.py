"""Why an upper back hurts."""

from __future__ import annotations

from posture.coach.references import GUIDE
from posture.guide.content_types import Fact, Figure, Topic
from posture.guide.sources import SCREEN_BREAKS

CAUSES = Topic(
    id="causes",
    search_words=(
        "herniated disc, muscle imbalance, slouching, hunched, rounded back, computer, laptop, phone, "
        "office, chair, sitting, ache, discomfort, nerve, tension"
    ),
    title="Why the upper back hurts",
    summary="Four everyday causes. Knowing yours is the first step.",
    facts=(
        Fact("Posture: hours in a slump tire the muscles between the shoulder blades.", GUIDE),
        Fact(
            "Strain: a muscle pulled or overworked, often because others are weak or stiff.",
            GUIDE,
        ),
        Fact("Discs: a bulging disc can press on a nerve. Leave this to a professional.", GUIDE),
        Fact("Stress: a tense mind lifts the shoulders and keeps them there.", GUIDE),
        Fact(
            "At a desk, leave the screen for {} every {}. Short and often beats long and rare.",
            SCREEN_BREAKS,
            (Figure(5, 10, "minutes"), Figure(50, 60, "minutes")),
        ),
    ),
    cautions=("If you cannot tell the cause, or it keeps coming back, have it looked at.",),
)
