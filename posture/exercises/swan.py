"""Swan preparation: face down, the breastbone floats up and stays a breath, the legs stay. From the side."""

from __future__ import annotations

from posture.body.features import ELBOW_FLEXION
from posture.body.floor import CHEST_LIFT, LEG_LIFT, NECK_BACK, TRUNK_RISE
from posture.body.view import View
from posture.coach.counting.movement import HOLD_TIME, RETURN_TIME
from posture.coach.exercise import (
    Cycle,
    Dose,
    Exercise,
    Instructions,
    Judge,
    Phase,
    Rule,
    RuleBand,
    Sides,
    Sign,
    Tempo,
)
from posture.coach.judging.signs import travel, travel_against
from posture.coach.references import CLIPS, GUIDE, PILATES_PAGES, STOP_SIGNS, TUNING
from posture.coach.session import Severity, Unmeasured

EXERCISE = Exercise(
    id="swan",
    title="Swan",
    group="yoga",
    summary="Face down, hands beside the head, float your breastbone up while the legs stay heavy.",
    views=(View.SIDE,),
    needs=("shoulder", "elbow", "wrist", "hip", "ankle"),
    motion=Cycle(
        signal=TRUNK_RISE,
        sides=Sides.NEAR,
        rest=(-10.0, 9.0),
        attempt=3.0,
        full=8.0,
        floor=4.0,  # a still prone body reads within 0.5 (measurements.md 2.5)
        relative=True,
        min_s=1.5,
        max_s=15.0,
        still_per_s=6.0,
        tempo=Tempo(3.0, 0.0, 3.0),  # our own: slow, with the breath
        hold_s=2.0,
    ),
    begin="Begin lying flat",
    start=(
        RuleBand(feature=TRUNK_RISE, low=-15.0, high=15.0, message="Lie face down, long", required=True),
        RuleBand(feature=ELBOW_FLEXION, low=60.0, message="Bring your hands beside your head", required=True),
    ),
    confirm=(
        RuleBand(feature=LEG_LIFT, high=10.0, message="Legs stay down", needed=True),
        RuleBand(feature=CHEST_LIFT, high=25.0, message="Lift less, hands light"),
    ),
    impostors=(
        Sign(
            journey=travel("shoulder"),
            high=0.5,  # 30 degrees of the trunk about the hips; in push-ups 0.65-0.77
            message="Not counted: that is a push-up",
        ),
        Sign(
            journey=travel_against("hip", "shoulder"),
            high=0.45,  # the hips stay on the mat; where the hands push the body up: 0.75-0.85
            message="Not counted: that is a push-up",
        ),
    ),
    rules=(
        Rule(
            name="legs_lift",
            title="legs lift",
            feature=LEG_LIFT,
            high=5.0,  # 4 are wanted at most; 0 in a good rendered set
            persist_s=0.5,
            severity=Severity.MEDIUM,
            cue="Legs stay heavy",
            tip="Press the feet and the pubic bone down; only the upper back works.",
            source=CLIPS,
        ),
        Rule(
            name="chest_too_high",
            title="chest too high",
            feature=CHEST_LIFT,
            high=16.0,  # 15 are wanted at most
            persist_s=0.5,
            severity=Severity.HIGH,
            cue="Lift from mid-back",
            tip="Keep your lowest ribs on the mat. If your hands push, you are too high.",
            source=PILATES_PAGES,
        ),
        Rule(
            name="head_back",
            title="head back",
            feature=NECK_BACK,
            high=25.0,
            phases=frozenset({Phase.FULL}),
            persist_s=0.5,
            severity=Severity.HIGH,
            cue="Eyes to the floor",
            tip="Look at the front edge of the mat.",
            source=CLIPS,
        ),
        Rule(
            name="short_hold",
            title="short hold",
            feature=HOLD_TIME,
            low=0.0,
            judge=Judge.ATTEMPT,
            severity=Severity.LOW,
            cue="Float for a breath",
            tip="It counted. Next time stay up for one slow breath.",
            source=TUNING,
        ),
        Rule(
            name="dropped",
            title="dropped",
            feature=RETURN_TIME,
            low=0.35,  # 0.5 and more when lowered within a second
            judge=Judge.ATTEMPT,
            severity=Severity.LOW,
            cue="Lower slowly",
            tip="Take as long down as up.",
            source=TUNING,
        ),
    ),
    dose=Dose(reps=(6, 8), hold_s=(2.0, 3.0), words="6 to 8 times, slowly, up for 2 to 3 seconds each"),
    instructions=Instructions(
        search_words="swan dive, Pilates, extension",
        setup="Lie face down, legs long, hands beside the head or under the forehead.",
        steps=(
            "Draw the belly in lightly and press the feet down.",
            "Breathe in and float the breastbone up a hand's width.",
            "Stay for a breath, eyes to the floor.",
            "Breathe out and lower, first the ribs, then the forehead.",
        ),
        camera=(
            "At your side, twenty to sixty centimetres high, two and a half to three and a half metres away. "
            "Head to toes in the picture."
        ),
        distance_m=(2.5, 3.5),
        low_camera=True,
        good_form=("Lowest ribs stay down", "Hands light, elbows bent", "Legs heavy, neck long"),
        easier="Lift the forehead only, or float for one second.",
    ),
    contraindications=(
        "low-back pain that bending backwards makes worse",
        "a slipped vertebra or a narrowed spinal canal",
        "pregnancy",
        "a recent operation on the abdomen",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how far the chest lifts", "how long it stays", "lifting legs", "a thrown-back head"),
    cannot_measure=(
        Unmeasured("which part of the spine bends", "the outline shows the whole, not the segment"),
        Unmeasured("pushing with the hands", "force cannot be seen, only a chest that is too high"),
    ),
    sources=(GUIDE, PILATES_PAGES, CLIPS, TUNING),
)
