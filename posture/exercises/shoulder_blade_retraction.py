"""Shoulder blade retraction: the blades are drawn together ten times and held each time."""

from __future__ import annotations

from posture.body.view import View
from posture.coach.counting.movement import HOLD_TIME
from posture.coach.exercise import Dose, Exercise, Instructions, Judge, Kin, Rule
from posture.coach.references import BLADE_EMG, BLADE_PAGES, CLIPS, GUIDE, STOP_SIGNS
from posture.coach.session import Severity
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
        id="shoulder_blade_retraction",
        title="Shoulder blade retraction",
        group="posture",
        summary="Draw your shoulder blades together, hold for a few breaths, let go.",
        views=(View.FRONT, View.BACK),
        needs=("shoulder", "elbow"),
        upright=("hip", "shoulder"),
        begin="Begin with relaxed shoulders",
        motion=front_motion(hold_s=5.0, held=False),
        start=FRONT_START,
        confirm=FRONT_CONFIRM,
        impostors=FRONT_IMPOSTORS,
        kin=(Kin(id="shoulder_blade_squeeze", why="The same movement, held for a different time."),),
        rules=(
            *FRONT_RULES,
            Rule(
                name="short_hold",
                title="short hold",
                feature=HOLD_TIME,
                low=0.0,
                judge=Judge.ATTEMPT,
                severity=Severity.LOW,
                cue="Keep holding",
                tip="It counted. Next time breathe out and stay for the whole count.",
                source=GUIDE,
            ),
        ),
        dose=Dose(reps=(10, 10), hold_s=(5.0, 10.0), rest_s=3.0, words="10 times, hold 5 to 10 seconds"),
        instructions=Instructions(
            search_words="scapular retraction, rounded shoulders, slouching",
            setup="Sit or stand, arms at your sides. Even better: elbows bent at your ribs, palms up.",
            steps=(
                "Grow tall, shoulders heavy.",
                "Draw the blades together and a little down.",
                "Hold for five slow counts and keep breathing.",
                "Let go fully before the next one.",
            ),
            camera=(
                "In front of you at chest height, one to two metres away, head to hips in the picture. Or "
                "from the side."
            ),
            distance_m=(1.0, 2.0),
            good_form=(
                "The blades move, the arms just follow",
                "Shoulders stay far from the ears",
                "Let go fully in between",
            ),
            seated="Sit away from the backrest, elbows at your ribs; a desk may hide your legs.",
            easier="Five times three seconds, with a third of your strength.",
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
    held=False,
)
