"""Chin tucks: the head glides straight back, chin level, and stays there. Seen from the side."""

from __future__ import annotations

from posture.body.baseline import Baseline
from posture.body.features import (
    HEAD_BEHIND,
    NOD,
    NOD_DOWN,
    SHOULDERS_FORWARD,
    SHRUG,
    SIDE_ONLY,
    TRUNK_ELEVATION,
    TRUNK_FORWARD,
    Feature,
    nose_pitch,
)
from posture.body.landmarks import Pose, Side
from posture.body.shoulders import ARM_BEHIND
from posture.body.view import View
from posture.coach.counting.movement import HOLD_TIME
from posture.coach.exercise import (
    ALWAYS,
    MOVING,
    Cycle,
    Dose,
    Exercise,
    Instructions,
    Judge,
    Rule,
    RuleBand,
    Sides,
    Tempo,
)
from posture.coach.references import CHIN_TUCK_PAGES, CLIPS, GUIDE, STOP_SIGNS, TUNING
from posture.coach.session import Severity, Unmeasured

EARS_OF_NOD = 0.0027
"""Torso lengths that the ears come nearer to the shoulders for each degree that the face drops."""


def _shoulders_to_ears(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how near the shoulder has come to the ear, without the part that a nod of the head adds."""
    return SHRUG.compute(pose, side, baseline) + EARS_OF_NOD * nose_pitch(pose, side, baseline)


SHOULDERS_TO_EARS = Feature(
    "shoulders_to_ears",
    "ratio",
    ("ear", "shoulder", "nose"),
    SIDE_ONLY,
    _shoulders_to_ears,
    relative=True,
)

EXERCISE = Exercise(
    id="chin_tucks",
    title="Chin tucks",
    group="posture",
    summary="Glide your head straight back like a drawer and stay for a few breaths.",
    views=(View.SIDE,),
    needs=("ear", "nose", "shoulder"),
    upright=("hip", "shoulder"),
    motion=Cycle(
        signal=HEAD_BEHIND,
        sides=Sides.NEAR,
        attempt=0.15,
        full=0.45,  # a whole tuck is 0.45-0.65 head lengths, noise about 0.03
        floor=0.30,
        relative=True,
        min_s=1.6,
        max_s=14.0,
        still_per_s=0.25,
        tempo=Tempo(1.5, 0.0, 1.5),  # our own: slow, without a jerk
        hold_s=5.0,
    ),
    start=(
        RuleBand(feature=TRUNK_ELEVATION, low=60.0, message="Sit or stand tall", required=True, kept=True),
        # hands in the lap or at the chin leave the upper arm above -45; reaching for something takes it below
        RuleBand(feature=ARM_BEHIND, low=-60.0, message="Let your arms hang", required=True),
    ),
    confirm=(
        RuleBand(feature=SHOULDERS_FORWARD, low=-0.6, high=0.6, message="Only your head moves"),
        RuleBand(feature=TRUNK_FORWARD, low=-10.0, high=10.0, message="Only your head moves"),
        # at most 1 in tucks; 41 where the blades are squeezed and the head comes along
        RuleBand(feature=ARM_BEHIND, low=-20.0, high=20.0, message="Only your head moves"),
    ),
    mistaken=(
        Cycle(  # looking down instead of gliding back
            signal=NOD_DOWN,
            sides=Sides.NEAR,
            attempt=8.0,
            full=12.0,
            floor=10.0,
            min_s=0.6,
            max_s=5.0,
            instead="Eyes level, slide back",
        ),
    ),
    rules=(
        Rule(
            name="nod_down",
            title="nodding",
            feature=NOD,
            low=-11.0,  # level tucks of six bodies at most 8.2, clear nods 13 and more
            phases=ALWAYS,
            persist_s=0.6,
            severity=Severity.HIGH,
            cue="Eyes level, slide back",
            tip="Straight back like a drawer, eyes on one point.",
            source=CLIPS,
        ),
        Rule(
            name="look_up",
            title="looking up",
            feature=NOD,
            high=12.0,
            phases=ALWAYS,
            persist_s=0.6,
            severity=Severity.MEDIUM,
            cue="Chin stays level",
            tip="Keep your eyes on one point at eye height.",
            source=TUNING,
            reminder=True,
        ),
        Rule(
            name="trunk_back",
            title="trunk back",
            feature=TRUNK_FORWARD,
            low=-6.0,  # a tuck tips the shoulders by up to 4.4 by itself; leaning by 5 reads 7.4
            phases=MOVING,
            persist_s=0.6,
            severity=Severity.HIGH,
            cue="Only your head moves",
            tip="Your breastbone stays where it is.",
            source=CLIPS,
        ),
        Rule(
            name="shrug",
            title="shrug",
            feature=SHOULDERS_TO_EARS,
            high=0.012,
            phases=MOVING,
            persist_s=0.8,
            severity=Severity.MEDIUM,
            cue="Shoulders heavy",
            tip="Breathe out and let the shoulders drop.",
            source=CLIPS,
            reminder=True,
        ),
        Rule(
            name="short_hold",
            title="short hold",
            feature=HOLD_TIME,
            low=0.0,
            judge=Judge.ATTEMPT,
            severity=Severity.LOW,
            cue="Stay a little longer",
            tip="It counted. Next time stay back for the whole count.",
            source=GUIDE,
        ),
    ),
    dose=Dose(reps=(10, 10), hold_s=(5.0, 5.0), rest_s=2.0, words="10 times, hold each for 5 seconds"),
    instructions=Instructions(
        why=(
            "The guide tucks the chin towards the chest. Here the head glides straight back, as "
            "physiotherapists teach it: nodding only bends the neck, gliding brings the ears back over the "
            "shoulders."
        ),
        search_words="neck retraction, forward head, tech neck, double chin, towards the chest, phone",
        setup="Sit tall or stand, side to the camera, eyes on a point at eye height.",
        steps=(
            "Grow tall.",
            "Glide your head straight back, chin level, into a double chin.",
            "Stay for five seconds and keep breathing.",
            "Return to where you started, not past it.",
        ),
        camera=(
            "At your side, at ear height, up to two metres away. Head and shoulders in the picture, "
            "ideally down to the hips, hair behind the ear."
        ),
        distance_m=(1.0, 2.0),
        good_form=(
            "The head glides, it does not nod",
            "Breastbone stays where it is",
            "Half the effort, jaw loose",
        ),
        seated="Sit with your buttocks against the backrest and your side to the camera.",
        easier="Lie on your back and press the back of the head gently into the floor.",
    ),
    contraindications=(
        "a recent neck injury or operation",
        "pain that travels further down an arm with the tuck",
        "dizziness",
        "trouble swallowing",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how far the head glides back", "how long it stays", "nodding or looking up", "leaning back"),
    cannot_measure=(
        Unmeasured("which joint moves", "a camera sees the head, not the single joints of the neck"),
        Unmeasured("effort", "not visible"),
    ),
    sources=(GUIDE, CHIN_TUCK_PAGES, CLIPS),
)
