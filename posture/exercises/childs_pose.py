"""Child's pose: the hips sink to the heels, the arms reach forward, the forehead rests. From the side."""

from __future__ import annotations

from posture.body.back import HAND_AHEAD
from posture.body.floor import (
    EAR_UP,
    FLOOR_VIEWS,
    HIP_FLEXION,
    HIPS_UP,
    KNEE_BEND,
    NARROW,
    TRUNK_RISE,
    PositionBand,
    position,
)
from posture.body.view import View
from posture.coach.exercise import Dose, Exercise, Hold, Instructions, Rule, RuleBand, Sides
from posture.coach.references import CLIPS, GUIDE, STOP_SIGNS, TUNING, YOGA_PAGES
from posture.coach.session import Severity, Unmeasured
from posture.exercises._holds import SHORT_HOLD

FOLDED = position(
    "childs_pose",
    PositionBand(HIP_FLEXION, low=130.0),  # 141-160 in a real and a rendered pose, 75-80 on all fours
    PositionBand(KNEE_BEND, low=120.0),  # 148-155 and 90
    PositionBand(
        TRUNK_RISE, low=-25.0, high=10.0, amber=5.0
    ),  # -18 to +11; higher, the trunk is still on its way down
    NARROW,
)
"""Hips on the heels and the trunk down. The arms are a matter of form: beside the body is easier."""

EXERCISE = Exercise(
    id="childs_pose",
    title="Child's pose",
    group="yoga",
    summary="From your knees, sink the hips to the heels and rest the forehead.",
    views=(View.SIDE, View.OBLIQUE, View.BACK),
    needs=("shoulder", "hip", "knee", "ankle"),
    motion=Hold(
        signal=FOLDED,
        sides=Sides.NEAR,
        attempt=0.4,
        full=1.0,
        floor=0.5,
        still_per_s=2.0,
        hold_s=20.0,
        anywhere=True,
    ),
    settled=(
        # 0.35-0.45 of the torso with the hips on the heels for 26 s; 0.27 to 0.65 where they are given up
        RuleBand(feature=HIPS_UP, high=0.16, message="Hips toward heels"),
    ),
    rules=(
        Rule(
            name="hips_high",
            title="hips high",
            feature=HIPS_UP,
            high=0.45,  # 0.27-0.43 on the heels, 0.52 and more too high
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Hips toward heels",
            tip="Let the sit bones sink; a cushion on the heels is fine.",
            source=CLIPS,
        ),
        Rule(
            name="arms_short",
            title="arms short",
            feature=HAND_AHEAD,
            low=0.43,  # 0.47-0.98 with long arms, 0.23-0.40 with bent ones; the elbow is hidden then
            views=FLOOR_VIEWS,
            persist_s=1.0,
            severity=Severity.LOW,
            cue="Reach hands forward",
            tip="Walk the fingertips forward and let the armpits sink.",
            source=CLIPS,
        ),
        Rule(
            name="neck_up",
            title="neck up",
            feature=EAR_UP,
            high=0.05,  # -0.19 to +0.01 with the forehead down, -0.03 to +0.07 with it lifted
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Rest your forehead",
            tip="Forehead on the mat or on two fists.",
            source=TUNING,
        ),
        SHORT_HOLD,
    ),
    dose=Dose(reps=(1, 3), hold_s=(20.0, 45.0), words="Stay 20 to 45 seconds, 1 to 3 times"),
    instructions=Instructions(
        search_words="balasana, rest, kneeling",
        setup="Kneel, big toes together, knees as wide as is comfortable.",
        steps=(
            "Sit back towards the heels, as close as you can.",
            "Fold forward and walk your hands away.",
            "Rest your forehead and breathe into the back ribs.",
            "Walk the hands back and roll up slowly.",
        ),
        camera=(
            "At your side, thirty to sixty centimetres high, two and a half to three and a half metres away. "
            "Fingertips to feet in the picture."
        ),
        distance_m=(2.5, 3.5),
        low_camera=True,
        good_form=("Hips heavy on the heels", "Arms long, shoulders soft", "Forehead down, neck long"),
        easier="A cushion on the heels, arms beside the body, or the forehead on two fists.",
    ),
    contraindications=(
        "knee or ankle pain when you sit on your heels",
        "late pregnancy, unless the knees are wide and nothing presses",
        "high blood pressure that is not under control, or glaucoma: the head is low",
        "a recent operation on knee, hip or abdomen",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how near the hips are to the heels", "how long you stay", "long arms", "a lifted head"),
    cannot_measure=(
        Unmeasured("relaxation", "it cannot be seen"),
        Unmeasured("rising too fast", "the clock stops early on the way up"),
        Unmeasured("knee comfort", "only you can feel it"),
        Unmeasured("breathing", "not visible at this distance"),
    ),
    sources=(GUIDE, YOGA_PAGES, CLIPS, TUNING),
)
