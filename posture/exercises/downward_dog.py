"""Downward dog: hands and feet on the floor, the hips high, an inverted V. Seen from the side."""

from __future__ import annotations

from posture.body.features import ELBOW_FLEXION
from posture.body.floor import (
    ARM_RAISE,
    HIP_FLEXION,
    KNEE_BEND,
    NARROW,
    NECK_BACK,
    TRUNK_RISE,
    PositionBand,
    position,
)
from posture.body.view import View
from posture.coach.counting.movement import DURATION
from posture.coach.exercise import Dose, Exercise, Hold, Instructions, Judge, Rule, Sides
from posture.coach.references import CLIPS, GUIDE, STOP_SIGNS, TUNING, YOGA_PAGES, YOGA_PHOTOS
from posture.coach.session import Severity, Unmeasured
from posture.exercises._holds import SHORT_HOLD

INVERTED_V = position(
    "downward_dog",
    PositionBand(TRUNK_RISE, low=-65.0, high=-30.0),  # 60 photos: median -45; a rendered one -46
    PositionBand(HIP_FLEXION, low=80.0, high=125.0),  # interior angle 55-100; photos 77, rendered 78
    PositionBand(KNEE_BEND, high=55.0),  # bent knees are allowed and have their rule; on all fours 90
    PositionBand(ARM_RAISE, low=135.0),  # photos 170, rendered 174, rounded 155; hanging arms 90
    NARROW,
)

EXERCISE = Exercise(
    id="downward_dog",
    title="Downward dog",
    group="yoga",
    summary="From hands and knees, send the hips up and back into one long line.",
    views=(View.SIDE, View.OBLIQUE, View.BACK),
    needs=("shoulder", "elbow", "hip", "knee", "ankle"),
    motion=Hold(
        signal=INVERTED_V,
        sides=Sides.NEAR,
        attempt=0.4,
        full=1.0,
        floor=0.5,
        still_per_s=2.0,
        hold_s=20.0,
        anywhere=True,
    ),
    rules=(
        Rule(
            name="trunk_flat",
            title="trunk flat",
            feature=TRUNK_RISE,
            high=-33.0,
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Bend knees, lengthen back",
            tip="Soften the knees and send the sit bones up and back.",
            source=YOGA_PHOTOS,
        ),
        Rule(
            name="shoulders_hunched",
            title="shoulders hunched",
            feature=ARM_RAISE,
            low=152.0,  # photos 170; 155 is the edge of the wanted band (measurements.md 13)
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Push the floor away",
            tip="Press the hands forward and down until arms and trunk line up.",
            source=YOGA_PHOTOS,
        ),
        Rule(
            name="elbows_bend",
            title="elbows bend",
            feature=ELBOW_FLEXION,
            high=35.0,  # photos 12, rendered 18-20
            persist_s=1.0,
            severity=Severity.LOW,
            cue="Arms long",
            tip="Spread the fingers and straighten the elbows.",
            source=YOGA_PHOTOS,
        ),
        Rule(
            name="head_up",
            title="head up",
            feature=NECK_BACK,
            high=0.0,  # -19 hanging, -39 with a round back, +10 looking ahead
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Ears by your arms",
            tip="Let the head hang and look at your feet.",
            source=CLIPS,
        ),
        Rule(
            name="too_long",
            title="too long",
            feature=DURATION,
            high=50.0,  # 45 s, and the way in and out
            judge=Judge.ATTEMPT,
            severity=Severity.MEDIUM,
            cue="Come down, rest",
            tip="With the head low, three quarters of a minute is enough.",
            source=TUNING,
        ),
        SHORT_HOLD,
    ),
    dose=Dose(reps=(1, 3), hold_s=(20.0, 45.0), words="Stay 20 to 45 seconds, 1 to 3 times"),
    instructions=Instructions(
        search_words="adho mukha, hamstrings, inverted",
        setup=(
            "Hands and knees on a mat that does not slip, hands a little ahead of the shoulders, toes tucked."
        ),
        steps=(
            "Breathe out and lift the hips up and back, knees soft.",
            "Push the floor away until arms, shoulders and back are one line.",
            "Let the head hang and the heels sink; they need not touch.",
            "Bend the knees, come down and rest for a breath.",
        ),
        camera=(
            "At your side, half a metre high, two and a half to three and a half metres away. Hands, hips "
            "and feet in the picture."
        ),
        distance_m=(2.5, 3.5),
        low_camera=True,
        good_form=("A long back before straight legs", "Arms and trunk in one line", "Ears beside the arms"),
        easier="Bend the knees well, or put your hands on a wall or table, back level.",
    ),
    contraindications=(
        "high blood pressure that is not under control",
        "glaucoma or a disease of the retina",
        "an injured wrist, elbow or shoulder",
        "late pregnancy",
        "dizziness with the head low",
    ),
    stop_signs=STOP_SIGNS,
    measures=("trunk, hips, knees and arms", "how long you stay", "a lifted head"),
    cannot_measure=(
        Unmeasured("a rounded back itself", "joints show where it ends, not how it bends in between"),
        Unmeasured("heels on the floor", "shoes and soft mats hide it"),
        Unmeasured("rising too fast", "the clock stops early on the way down"),
        Unmeasured("shoulder blades", "the camera finds no such joint"),
    ),
    sources=(GUIDE, YOGA_PAGES, YOGA_PHOTOS, CLIPS, TUNING),
)
