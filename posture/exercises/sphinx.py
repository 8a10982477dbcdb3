"""Sphinx: lying face down on the forearms, elbows under the shoulders. From the side, low."""

from __future__ import annotations

from posture.body.floor import (
    EAR_UP,
    FOREARM_RISE,
    KNEE_BEND,
    LEG_RISE,
    NARROW,
    NECK_BACK,
    TRUNK_RISE,
    UPPER_ARM_LEAN,
    PositionBand,
    position,
)
from posture.body.view import View
from posture.coach.exercise import Dose, Exercise, Hold, Instructions, Rule, Sides
from posture.coach.references import CLIPS, GUIDE, STOP_SIGNS, TUNING, YOGA_PAGES
from posture.coach.session import Severity, Unmeasured
from posture.exercises._holds import SHORT_HOLD

PROPPED = position(
    "sphinx",
    PositionBand(TRUNK_RISE, low=15.0, high=40.0, amber=5.0),  # 21; lying 1-4
    PositionBand(UPPER_ARM_LEAN, low=-35.0, high=20.0),  # 0-2, sunk -41; lying on the forearms -60
    PositionBand(FOREARM_RISE, low=-20.0, high=20.0),  # about 0; in cobra 47 and more
    PositionBand(LEG_RISE, low=-6.0, high=10.0, amber=4.0),  # -2; in a forearm plank -11
    PositionBand(KNEE_BEND, high=25.0),
    NARROW,
)

EXERCISE = Exercise(
    id="sphinx",
    title="Sphinx",
    group="yoga",
    summary="Face down on your forearms, elbows under the shoulders, chest open.",
    views=(View.SIDE,),
    needs=("shoulder", "elbow", "wrist", "hip", "ankle"),
    motion=Hold(
        signal=PROPPED,
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
            name="shoulders_sink",
            title="shoulders sink",
            feature=EAR_UP,
            low=0.08,  # 0.16 pushed up, 0.03 sunk
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Push forearms down",
            tip="Press the forearms down until the chest floats up.",
            source=TUNING,
        ),
        Rule(
            name="head_back",
            title="head back",
            feature=NECK_BACK,
            high=45.0,  # -13 to +6 in line, 28-38 in a real high cobra, 53-70 thrown back by 90
            persist_s=0.8,
            severity=Severity.HIGH,
            cue="Look ahead, not up",
            tip="Look at the floor a metre in front of you.",
            source=TUNING,
        ),
        SHORT_HOLD,
    ),
    dose=Dose(reps=(1, 3), hold_s=(20.0, 45.0), words="Stay 20 to 45 seconds, 1 to 3 times"),
    instructions=Instructions(
        search_words="salamba bhujangasana, gentle backbend, forearms",
        setup="Lie face down, legs long and hip-width apart.",
        steps=(
            "Set the elbows under the shoulders, forearms parallel, palms down.",
            "Press forearms and pubic bone down; draw the breastbone forward.",
            "Shoulders away from the ears; breathe.",
            "Lower slowly and rest your head to one side.",
        ),
        camera=(
            "At your side, thirty to sixty centimetres high, two and a half to three and a half metres away. "
            "Head to toes in the picture."
        ),
        distance_m=(2.5, 3.5),
        low_camera=True,
        good_form=("Elbows under the shoulders", "Chest forward, shoulders low", "Neck long, look ahead"),
        easier="Elbows further forward, or a rolled towel under the ribs.",
    ),
    contraindications=(
        "low-back pain that bending backwards makes worse",
        "a slipped vertebra or a narrowed spinal canal",
        "pregnancy",
        "a recent operation on the abdomen",
    ),
    stop_signs=STOP_SIGNS,
    measures=(
        "trunk and upper arms",
        "how long you stay",
        "sinking between the shoulders",
        "head thrown back",
    ),
    cannot_measure=(
        Unmeasured("low-back tension", "hidden by the body's outline"),
        Unmeasured("breathing", "not visible at this distance"),
    ),
    sources=(GUIDE, YOGA_PAGES, CLIPS, TUNING),
)
