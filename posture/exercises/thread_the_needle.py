"""Thread the needle: from hands and knees one arm slides under until its shoulder rests. From the side."""

from __future__ import annotations

from posture.body.floor import KNEELING_THIGH, SHOULDER_HEIGHT, SHOULDER_UNDER, PositionBand, position
from posture.body.view import View
from posture.coach.exercise import Dose, Exercise, Hold, Instructions, Rule, Sides
from posture.coach.references import CLIPS, GUIDE, STOP_SIGNS, TUNING, YOGA_PAGES
from posture.coach.session import Severity, Unmeasured
from posture.exercises._holds import SHORT_HOLD

THREADED = position(
    "thread_the_needle",
    PositionBand(
        SHOULDER_HEIGHT, low=-0.2, high=0.5, amber=0.1
    ),  # 0.2-0.3 with the shoulder down, 1.1 on all fours
    PositionBand(SHOULDER_UNDER, low=0.25, amber=0.1),  # 0.35-0.45 below the other; 0 on all fours
    PositionBand(KNEELING_THIGH, low=65.0),  # 80-90 with the hips over the knees; 28 in child's pose
)
"""One shoulder at the floor and below the other one, the hips still high. Which shoulder tells the side."""

EXERCISE = Exercise(
    id="thread_the_needle",
    title="Thread the needle",
    group="yoga",
    summary="On all fours, slide one arm under your chest until shoulder and ear rest.",
    views=(View.SIDE, View.OBLIQUE, View.BACK),
    needs=("shoulder", "hip"),
    motion=Hold(
        signal=THREADED,
        sides=Sides.EACH,
        attempt=0.4,
        full=1.0,
        floor=0.5,
        still_per_s=2.0,
        hold_s=20.0,
        anywhere=True,
    ),
    rules=(
        Rule(
            name="hips_back",
            title="hips back",
            feature=KNEELING_THIGH,
            low=72.0,
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Hips stay over the knees",
            tip="Thighs upright: when the hips slide back, the upper back turns less.",
            source=CLIPS,
        ),
        Rule(
            name="shoulder_high",
            title="shoulder high",
            feature=SHOULDER_HEIGHT,
            high=0.42,
            persist_s=1.5,
            severity=Severity.LOW,
            cue="Let the shoulder sink",
            tip="Slide the hand further until shoulder and ear rest, on a cushion if you like.",
            source=CLIPS,
        ),
        SHORT_HOLD,
    ),
    dose=Dose(reps=(1, 2), hold_s=(20.0, 45.0), words="Stay 20 to 45 seconds on each side, 1 to 2 times"),
    instructions=Instructions(
        search_words="twist, rotation, parsva balasana",
        setup="Hands and knees on a mat, hands under the shoulders, knees under the hips.",
        steps=(
            "Breathe in and open one arm to the side.",
            "Breathe out and slide it under the chest, palm up, until shoulder and ear rest.",
            "Hips stay over the knees; the other hand stays in front of the head.",
            "Breathe into the upper ribs, press up slowly, take the other side.",
        ),
        camera=(
            "At your side, thirty to sixty centimetres high, two and a half to three and a half metres away. "
            "Hands to feet in the picture. Stay as you are for both sides."
        ),
        distance_m=(2.5, 3.5),
        low_camera=True,
        good_form=("Hips over the knees", "Shoulder and ear heavy", "The upper arm helps without pushing"),
        easier="A cushion under shoulder and head. Or on a chair, with the arm across the body.",
    ),
    contraindications=(
        "a neck or shoulder injury",
        "dizziness with neck movement",
        "knee pain when you kneel",
        "high blood pressure that is not under control, or glaucoma: the head is low",
    ),
    stop_signs=STOP_SIGNS,
    measures=("which shoulder is down, and how far", "how long it stays there", "hips over the knees"),
    cannot_measure=(
        Unmeasured("coming back too fast", "the clock stops early on the way up"),
        Unmeasured("the twist", "it turns towards and away from the camera"),
        Unmeasured("hips swaying sideways", "that is along the line of sight"),
        Unmeasured("weight on head and neck", "force cannot be seen"),
    ),
    sources=(GUIDE, YOGA_PAGES, CLIPS, TUNING),
)
