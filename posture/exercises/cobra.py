"""Cobra: lying face down, the chest rises from the hands while hips and legs stay. From the side, low."""

from __future__ import annotations

from posture.body.features import ELBOW_FLEXION
from posture.body.floor import (
    FOREARM_RISE,
    KNEE_BEND,
    LEG_RISE,
    NARROW,
    NECK_BACK,
    TRUNK_RISE,
    PositionBand,
    position,
)
from posture.body.view import View
from posture.coach.exercise import Dose, Exercise, Hold, Instructions, Rule, Sides
from posture.coach.judging.signs import Sign, travel_against
from posture.coach.references import CLIPS, GUIDE, STOP_SIGNS, TUNING, YOGA_PAGES
from posture.coach.session import Severity, Unmeasured
from posture.exercises._holds import SHORT_HOLD

RISEN = position(
    "cobra",
    # 35 in a low rendered cobra, 47-52 in a real high one: too high is still one, and has its rule.
    # Lying reads 1-4 and must be far outside, so the credited edge is narrow.
    PositionBand(TRUNK_RISE, low=15.0, high=60.0, amber=5.0),
    PositionBand(ELBOW_FLEXION, high=90.0),  # 13-88; lying with the hands beside the ribs 140
    PositionBand(FOREARM_RISE, low=35.0),  # 47-80; on the forearms it is sphinx, with long arms superman
    PositionBand(LEG_RISE, low=-8.0, high=10.0, amber=5.0),  # -5 to 0; in a plank -17 and less
    PositionBand(KNEE_BEND, high=25.0),
    NARROW,
)

EXERCISE = Exercise(
    id="cobra",
    title="Cobra",
    group="yoga",
    summary="Face down, hands beside the ribs, lift your chest a little.",
    views=(View.SIDE,),
    needs=("shoulder", "elbow", "wrist", "hip", "ankle"),
    motion=Hold(
        signal=RISEN,
        sides=Sides.NEAR,
        attempt=0.4,
        full=1.0,
        floor=0.5,
        still_per_s=2.0,
        hold_s=20.0,
        anywhere=True,
    ),
    impostors=(
        Sign(
            journey=travel_against("hip", "shoulder"),
            high=0.45,  # the hips stay on the mat: 0.09-0.26; between the hands and up again: 0.62-0.88
            message="Not counted: that is a push-up",
        ),
    ),
    rules=(
        Rule(
            name="lift_high",
            title="lifted too high",
            feature=TRUNK_RISE,
            high=45.0,
            persist_s=1.0,
            severity=Severity.HIGH,
            cue="Lower, elbows soft",
            tip="Come down until the low back is at ease. The upper back lifts, not the arms.",
            source=YOGA_PAGES,
        ),
        Rule(
            name="arms_locked",
            title="arms locked",
            feature=ELBOW_FLEXION,
            low=12.0,  # 13-32 in a real high cobra, 85 in a rendered low one
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Bend your elbows a little",
            tip="Keep the elbows close and soft; straight arms strain the low back.",
            source=TUNING,
        ),
        Rule(
            name="hips_lift",
            title="hips lift",
            feature=LEG_RISE,
            low=-10.0,  # -5 to 0 with the hips on the mat
            persist_s=0.8,
            severity=Severity.MEDIUM,
            cue="Hips stay on the mat",
            tip="Press the pubic bone and the tops of the feet down first.",
            source=TUNING,
        ),
        Rule(
            name="head_back",
            title="head back",
            feature=NECK_BACK,
            high=45.0,  # -13 to +6 in line, 28-38 in a real high cobra, 53-70 thrown back by 90
            persist_s=0.8,
            severity=Severity.HIGH,
            cue="Look ahead, neck long",
            tip="Look at the floor in front of you.",
            source=CLIPS,
        ),
        SHORT_HOLD,
    ),
    dose=Dose(reps=(1, 3), hold_s=(20.0, 45.0), words="Stay 20 to 45 seconds, 1 to 3 times"),
    instructions=Instructions(
        search_words="bhujangasana, backbend, prone",
        setup="Lie face down, legs long, hands beside the lower ribs, elbows close.",
        steps=(
            "Press the tops of the feet and the pubic bone down.",
            "Roll the shoulders back; let the breastbone glide forward and up.",
            "Stay low, elbows bent, and breathe.",
            "Lower slowly and rest your forehead.",
        ),
        camera=(
            "At your side, thirty to sixty centimetres high, two and a half to three and a half metres away. "
            "Head to toes in the picture."
        ),
        distance_m=(2.5, 3.5),
        low_camera=True,
        good_form=("Low: hips stay on the mat", "Elbows bent, shoulders low", "Back of the neck long"),
        easier="Try sphinx, or lift only as far as your hands could float.",
    ),
    contraindications=(
        "low-back pain that bending backwards makes worse",
        "a slipped vertebra or a narrowed spinal canal",
        "pregnancy",
        "a recent operation on the abdomen",
        "an injured wrist",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how high the chest is", "how long you stay", "elbows", "lifting hips", "a thrown-back head"),
    cannot_measure=(
        Unmeasured("weight on the hands", "force cannot be seen"),
        Unmeasured("buttocks and low back", "whether they are tense does not show"),
        Unmeasured("shoulders drawn to the ears", "lifting the chest moves ear and shoulder alike"),
    ),
    sources=(GUIDE, YOGA_PAGES, CLIPS, TUNING),
)
