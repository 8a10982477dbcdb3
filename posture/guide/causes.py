"""Why an upper back hurts."""

from __future__ import annotations

from posture.coach.references import GUIDE
from posture.guide.content_types import Fact, Figure, Topic
from posture.guide.sources import SCREEN_BREAKS

CAUSES = Topic(
    id="causes",
    title="Why the upper back hurts",
    summary="Four everyday causes. Knowing yours is the first step to lasting relief.",
    facts=(
        Fact("Posture: hours in one slumped position tire the muscles between the shoulder blades.", GUIDE),
        Fact(
            "Strain: a muscle that was pulled or overworked, often because its partners are weak or stiff.",
            GUIDE,
        ),
        Fact(
            "Discs: a disc that bulges can press on a nerve. This needs a professional, not guesswork.", GUIDE
        ),
        Fact("Stress: a tense mind lifts the shoulders and keeps them there.", GUIDE),
        Fact(
            "At a desk, leave the screen for {} every {}: short and often does more than long and rare.",
            SCREEN_BREAKS,
            (Figure(5, 10, "minutes"), Figure(50, 60, "minutes")),
        ),
    ),
    cautions=("If you cannot tell what it comes from, or it keeps coming back, have it looked at.",),
)
