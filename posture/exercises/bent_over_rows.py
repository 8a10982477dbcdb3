"""Bent-over rows: hinged at the hips, the elbows are pulled up and back. From the side or at 45 degrees."""

from __future__ import annotations

from posture.body.features import (
    ELBOW_ABOVE_TRUNK,
    ELBOW_FLEXION,
    KNEE_FLEXION,
    TRUNK_LEAN,
)
from posture.body.floor import ARM_RAISE
from posture.body.pulling import ELBOW_BEHIND, ELBOW_BENT, KNEE_STANDING, TRUNK_STANDING
from posture.body.shoulders import ARM_BEHIND
from posture.body.view import View
from posture.coach.counting.movement import RETURN_TIME
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
from posture.coach.judging.signs import greatest, travel, travel_against
from posture.coach.references import ACSM, CLIPS, GUIDE, ROW_PAGES, STOP_SIGNS, TUNING
from posture.coach.session import Reason, Severity, Unmeasured

EXERCISE = Exercise(
    id="bent_over_rows",
    title="Bent-over rows",
    group="strength",
    summary="Bent at the hips, back long, pull the weights to your lower ribs.",
    views=(View.SIDE, View.OBLIQUE),
    needs=("shoulder", "elbow", "hip"),
    upright=("ankle", "shoulder"),
    motion=Cycle(
        signal=ELBOW_ABOVE_TRUNK,
        sides=Sides.NEAR,
        rest=(-1.2, 0.2),
        attempt=0.15,
        full=0.30,
        floor=0.0,
        floor_share=0.75,
        least=0.3,
        min_s=0.9,
        max_s=9.0,
        still_per_s=0.3,
        start_level=-0.5,  # arms that hang: -0.7 to -0.2 in clips, by the lean of the trunk and the camera
        tempo=Tempo(1.5, 1.0, 2.5),  # 1-2 s up, 1 s there, 2-3 s down (measurements.md 7)
    ),
    begin="Begin with long arms",
    start=(
        RuleBand(feature=TRUNK_STANDING, low=-5.0, high=65.0, message="Hinge at the hips, back long"),
        RuleBand(feature=ELBOW_FLEXION, high=65.0, message="Let your arms hang long", required=True),
        # at most 90 under a level trunk or reaching for a cable, 135 and more overhead: pulldowns, presses
        RuleBand(feature=ARM_RAISE, high=115.0, message="Let your arms hang long", required=True),
    ),
    confirm=(
        RuleBand(feature=ELBOW_FLEXION, low=22.0, message="Bend the elbows"),
        # A second opinion in space: hands on the hips bring the elbow out to the side, which from half in
        # front looks like back. Pulls that count move it by 0.32 and more.
        RuleBand(feature=ELBOW_BEHIND, low=0.12, message="Pull your elbows back"),
        RuleBand(
            feature=TRUNK_LEAN, low=-50.0, high=50.0, message="Keep the trunk still"
        ),  # 31 in a wild row
        RuleBand(feature=KNEE_FLEXION, low=-45.0, high=45.0, message="Keep the legs still"),  # 19 at most
    ),
    # A hand that comes to the trunk has bent the elbow, whatever hides it or shifts its height: 89 to 128
    # in whole pulls, 55 to 57 in partial ones.
    whole=(
        RuleBand(feature=ELBOW_ABOVE_TRUNK, low=0.1, message=""),
        RuleBand(feature=ELBOW_FLEXION, low=80.0, message=""),
    ),
    impostors=(
        Sign(
            journey=travel_against("wrist", "shoulder"),
            low=0.6,  # 0.2-0.3 in push-ups, whose hands carry the body; pulled hands: 1.3 and more
            message="Not counted: that is a push-up",
        ),
        Sign(
            journey=travel("wrist"),
            high=1.6,  # an arm is 1.1 torsos long: pulls with a swinging trunk 1.4, who dances 2.4
            message="Only your arms move",
        ),
        Sign(
            journey=greatest(ARM_RAISE),
            high=120.0,  # at most 90 where arms hang or reach for a cable; 135 and more overhead
            message="Pull your elbows back",
        ),
        Sign(
            journey=greatest(ELBOW_BENT),
            high=130.0,  # 106 with the hands at the ribs; 140 and more with a hand at the shoulder
            message="Pull your elbows back",
        ),
        Sign(
            journey=greatest(ELBOW_BENT),
            low=37.0,  # 59-106 in pulls, 44 in half of one, 29 in long arms that swing
            message="Bend the elbows",
            reason=Reason.PARTIAL_RANGE,
        ),
    ),
    rules=(
        Rule(
            name="too_upright",
            title="too upright",
            feature=TRUNK_STANDING,
            high=64.0,  # 60 as taught; trunks read 4 degrees and more too upright
            persist_s=0.7,
            severity=Severity.MEDIUM,
            cue="Hinge lower, stay there",
            tip="Push the hips back and keep the trunk there.",
            source=ROW_PAGES,
        ),
        Rule(
            name="trunk_swing",
            title="trunk swing",
            feature=TRUNK_LEAN,
            high=10.0,  # 7.0-8.7 in clean rows, 12.0 where the trunk jerks
            judge=Judge.SPREAD,
            severity=Severity.HIGH,
            cue="Only your arms move",
            tip="Use less weight; only the arms work.",
            source=CLIPS,
        ),
        Rule(
            name="over_pull",
            title="pulled too far",
            feature=ARM_BEHIND,  # an angle, since arms differ in length
            high=48.0,  # 30-44 at the ribs, 52-58 with the hand at the back pocket
            phases=frozenset({Phase.FULL}),
            persist_s=0.3,
            severity=Severity.MEDIUM,
            cue="Stop at your ribs",
            tip="Stop when the upper arm is level with the trunk.",
            source=ROW_PAGES,
        ),
        Rule(
            name="knees_locked",
            title="knees locked",
            feature=KNEE_STANDING,
            low=12.0,  # straight knees read 2-8, soft ones 28 and more
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Soften your knees",
            tip="Unlock the knees a little.",
            source=CLIPS,
        ),
        Rule(
            name="knees_squat",
            title="squatting",
            feature=KNEE_STANDING,
            high=65.0,
            persist_s=1.0,
            severity=Severity.LOW,
            cue="Legs a little longer",
            tip="Send the hips back; keep the shins upright.",
            source=TUNING,
        ),
        Rule(
            name="down_fast",
            title="lowered too fast",
            feature=RETURN_TIME,
            low=0.5,  # from nine tenths of the pull: 1.2 s of lowering read 0.73-0.87
            judge=Judge.ATTEMPT,
            in_a_row=2,
            severity=Severity.MEDIUM,
            cue="Lower slowly",
            tip="Count to two on the way down.",
            source=TUNING,
        ),
    ),
    dose=Dose(sets=3, reps=(12, 15), rest_s=60.0, words="3 sets of 12 to 15 repetitions"),
    instructions=Instructions(
        search_words="rowing, dumbbell, barbell, waist, lats, strengthening",
        setup=(
            "Feet hip-width, a dumbbell or filled bottle in each hand. Soften the knees, send the hips back, "
            "let the arms hang."
        ),
        steps=(
            "Hinge until your trunk is between level and halfway upright.",
            "Pull your elbows up and back, hands to the lower ribs.",
            "Wait a second, shoulder blades together.",
            "Lower in two to three seconds until the arms are long.",
        ),
        camera=(
            "At your side or half in front, at hip height, two to two and a half metres away. Head to knees "
            "in the picture."
        ),
        distance_m=(2.0, 2.5),
        good_form=("Trunk still", "Back long", "Elbows pass the line of the trunk"),
        seated="Sit on the front of a chair, chest over your thighs, and pull beside your legs.",
        easier="Rest one hand on a chair and row with the other arm, or sit and row a band.",
    ),
    contraindications=(
        "low-back pain that bending makes worse",
        "a hernia",
        "high blood pressure that is not under control",
        "a recent shoulder operation",
    ),
    stop_signs=STOP_SIGNS,
    measures=(
        "how far the elbow is pulled",
        "how far the trunk is bent and whether it stays",
        "tempo",
        "knees",
    ),
    cannot_measure=(
        Unmeasured("elbow flare", "needs a front view"),
        Unmeasured("load and grip", "not visible"),
        Unmeasured("movement of the shoulder blades", "they are not landmarks"),
        Unmeasured("shrugging", "bent over, a pull that draws the blades back looks the same"),
    ),
    sources=(GUIDE, ACSM, ROW_PAGES, CLIPS),
)
