"""Shoulder blade squeeze: both blades are drawn together and down, and held. From the front or the side."""

from __future__ import annotations

from posture.body.view import View
from posture.coach.exercise import Dose, Exercise, Instructions, Kin
from posture.coach.references import BLADE_EMG, BLADE_PAGES, CLIPS, GUIDE, STOP_SIGNS
from posture.exercises._holds import SHORT_HOLD
from posture.exercises._shoulder_blades import (
    FRONT_CONFIRM,
    FRONT_IMPOSTORS,
    FRONT_RULES,
    FRONT_START,
    front_motion,
    measured_by_every_method,
)

EXERCISE = measured_by_every_method(
    Exercise(
        id="shoulder_blade_squeeze",
        title="Shoulder blade squeeze",
        group="stretch",
        summary="Draw both shoulder blades together and down, and stay.",
        views=(View.FRONT, View.BACK),
        needs=("shoulder", "elbow"),
        upright=("hip", "shoulder"),
        begin="Begin with relaxed shoulders",
        motion=front_motion(hold_s=10.0, held=True),
        start=FRONT_START,
        confirm=FRONT_CONFIRM,
        impostors=FRONT_IMPOSTORS,
        kin=(Kin(id="shoulder_blade_retraction", why="The same movement, held for a different time."),),
        rules=(*FRONT_RULES, SHORT_HOLD),
        dose=Dose(sets=3, hold_s=(10.0, 15.0), rest_s=10.0, words="Hold 10 to 15 seconds, then relax"),
        instructions=Instructions(
            search_words="scapular squeeze, pinch, rhomboids",
            setup=(
                "Sit on the front of a chair or stand, arms hanging. Even better: elbows bent at your ribs, "
                "palms up."
            ),
            steps=(
                "Grow tall, ribs soft.",
                "Draw both shoulder blades back and down, into your back pockets.",
                "Stay with half your strength and keep breathing.",
                "Let go slowly, all the way.",
            ),
            camera=(
                "In front of you at chest height, one to two metres away, head to hips in the picture. Or "
                "from the side."
            ),
            distance_m=(1.0, 2.0),
            good_form=(
                "Shoulders go back and down, not up",
                "Chin level, low back still",
                "Elbows stay at the ribs",
            ),
            seated="Sit away from the backrest, elbows at your ribs; a desk may hide your legs.",
            easier="Squeeze for five seconds with a third of your strength.",
        ),
        contraindications=(
            "a recent operation or fracture of shoulder, collarbone or breastbone",
            "hands that tingle with the arms at your sides",
        ),
        stop_signs=STOP_SIGNS,
        measures=("shoulders and elbows drawing together", "how long they stay", "a shrug", "leaning"),
        cannot_measure=(),
        sources=(GUIDE, BLADE_PAGES, BLADE_EMG, CLIPS),
        method_name="your shoulders and elbows drawing together",
    ),
    held=True,
)
