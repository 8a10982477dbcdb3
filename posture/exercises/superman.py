"""Superman: lying face down, arms, chest and legs lift a little and stay. Seen from the side, low."""

from __future__ import annotations

import math

from posture.body.baseline import Baseline
from posture.body.features import ELBOW_FLEXION, KNEE_FLEXION, SIDE_ONLY, Feature
from posture.body.floor import CHEST_LIFT, LEG_LIFT, LEG_RISE, NECK_BACK
from posture.body.geometry import elevation
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.exercise import (
    Dose,
    Exercise,
    Hold,
    Instructions,
    Phase,
    Rule,
    RuleBand,
    Sides,
    Sign,
    Tempo,
)
from posture.coach.judging.signs import lesser_side, travel
from posture.coach.references import CLIPS, GUIDE, STOP_SIGNS, SUPERMAN_LOAD, TUNING
from posture.coach.session import Reason, Severity, Unmeasured
from posture.exercises._holds import SHORT_HOLD

CHEST_WEIGHT = 1.5
"""The chest lifts less than the arms: 4 degrees of it are worth 6 of theirs (measurements.md 9)."""

UPPER_OF_LEGS = 1.3
"""Degrees of chest or arms, as `_upper` weighs them, for each of the legs in a whole lift: 1.1 to 1.4."""

NECK_OF_CHEST = 1.0
"""Degrees that neck and face bend back for each that the chest lifts, without the head being thrown back."""

FACE_DEG = 17.0
"""Most degrees of the face that count: a person who rests with the head up has not thrown it back."""

WHOLE_DEG = 13.0
"""Degrees of a whole lift of the legs: an end that goes further is at fault itself, not the other end."""

BENT_DEG = 60.0
"""Elbow flexion from which the hand says nothing about the height of the arm: it is being pulled in."""


def _upper(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the lift of the chest or of the long arm, the larger; a hidden or bent arm leaves the chest."""
    chest = CHEST_WEIGHT * CHEST_LIFT.compute(pose, side, baseline)
    arm = elevation(pose.joint(side, "shoulder"), pose.joint(side, "wrist"))
    bent = ELBOW_FLEXION.compute(pose, side, baseline) > BENT_DEG
    return chest if bent or math.isnan(arm) else max(chest, arm)


def _lift(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure both ends of the body by half, so that one end alone is never the whole movement."""
    return (LEG_LIFT.compute(pose, side, baseline) + _upper(pose, side, baseline)) / 2.0


def _thigh(pose: Pose, side: Side, baseline: Baseline) -> float:
    return elevation(pose.joint(side, "hip"), pose.joint(side, "knee"))


def _neck_rise(pose: Pose, side: Side, baseline: Baseline) -> float:
    shoulder = pose.joint(side, "shoulder")
    return elevation(shoulder, pose.joint(side, "ear")) - elevation(pose.joint(side, "hip"), shoulder)


LIFT = Feature("lift", "deg", ("hip", "ankle", "shoulder"), SIDE_ONLY, _lift)
UPPER_LIFT = Feature("upper_lift", "deg", ("shoulder", "hip"), SIDE_ONLY, _upper, relative=True)


def _legs_left(pose: Pose, side: Side, baseline: Baseline) -> float:
    upper = UPPER_LIFT.measure(pose, side, baseline) / UPPER_OF_LEGS
    return min(upper, WHOLE_DEG) - LEG_LIFT.measure(pose, side, baseline)


def _upper_left(pose: Pose, side: Side, baseline: Baseline) -> float:
    upper = UPPER_LIFT.measure(pose, side, baseline) / UPPER_OF_LEGS
    return min(LEG_LIFT.measure(pose, side, baseline), WHOLE_DEG) - upper


LEGS_LEFT = Feature(
    "legs_left", "deg", ("hip", "ankle", "shoulder"), SIDE_ONLY, _legs_left, parts=(LEG_LIFT, UPPER_LIFT)
)
"""Degrees that the legs have stayed behind chest and arms: at most 3 at any height where
both lift, 9 and more where the legs stay down."""
UPPER_LEFT = Feature(
    "upper_left", "deg", ("hip", "ankle", "shoulder"), SIDE_ONLY, _upper_left, parts=(LEG_LIFT, UPPER_LIFT)
)
"""Degrees that chest and arms have stayed behind the legs, on the same scale."""
THIGH_LIFT = Feature("thigh_lift", "deg", ("hip", "knee"), SIDE_ONLY, _thigh, relative=True)
"""Not to the feet: bent knees carry them up without any strain on the back."""
NECK_RISE = Feature("neck_rise", "deg", ("ear", "shoulder", "hip"), SIDE_ONLY, _neck_rise, relative=True)
"""Bend of the line from the shoulder to the ear up from that of the trunk, since rest."""


def _thrown_back(pose: Pose, side: Side, baseline: Baseline) -> float:
    neck, chest = (f.measure(pose, side, baseline) for f in (NECK_RISE, CHEST_LIFT))
    bent = neck + NECK_BACK.compute(pose, side, baseline) - NECK_OF_CHEST * chest
    return min(bent, neck + FACE_DEG)


THROWN_BACK = Feature(
    "thrown_back",
    "deg",
    ("nose", "ear", "shoulder", "hip"),
    SIDE_ONLY,
    _thrown_back,
    parts=(NECK_RISE, CHEST_LIFT),
)
"""Bend of neck and face together, less the part that the lifting chest brings. Each alone reads as much
in clean lifts of one body as in a thrown-back head of another: the face 11 to 21 and 23, the neck 7 to 20
and 20. Together they tell most bodies apart, not all:
the rule on it costs nothing."""
TRUNK_LEVEL = Feature("trunk_level", "deg", ("shoulder", "hip"), SIDE_ONLY, CHEST_LIFT.compute)

EXERCISE = Exercise(
    id="superman",
    title="Superman",
    group="strength",
    summary="Face down, lift arms, chest and legs a few centimetres and reach long.",
    views=(View.SIDE,),
    needs=("shoulder", "hip", "ankle"),
    motion=Hold(  # the lift is only the way into the pose: the time up there is the training
        signal=LIFT,
        sides=Sides.NEAR,
        rest=(-10.0, 8.0),
        attempt=5.0,
        full=12.0,
        floor=8.0,
        relative=True,
        still_per_s=8.0,
        tempo=Tempo(2.0, 0.0, 2.0),  # our own: slow, without a jerk
        hold_s=10.0,
    ),
    begin="Begin lying flat",
    start=(
        RuleBand(feature=TRUNK_LEVEL, low=-15.0, high=15.0, message="Lie face down, long", required=True),
    ),
    confirm=(
        RuleBand(feature=LEG_LIFT, low=3.0, message="Lift arms and legs"),
        RuleBand(feature=UPPER_LIFT, low=4.0, message="Lift arms and legs"),
    ),
    impostors=(
        Sign(
            journey=lesser_side(LEG_RISE),
            low=0.5,  # 0.7-0.9 where both legs lift, for all that the far one seems lower; 0-0.2 for one
            message="Lift both sides together",
            reason=Reason.ONE_SIDE,
        ),
        Sign(
            journey=travel("shoulder"),
            high=0.62,  # 36 degrees of the trunk about the hips: more is not lifted; in push-ups 0.65-0.77
            message="Not counted: that is a push-up",
        ),
    ),
    rules=(
        Rule(
            name="too_high",
            title="too high",
            feature=THIGH_LIFT,
            high=30.0,
            persist_s=0.5,
            severity=Severity.HIGH,
            cue="Longer, not higher",
            tip="Reach fingers and toes apart, only a hand's width up. Your lower back will thank you.",
            source=SUPERMAN_LOAD,
        ),
        Rule(
            name="chest_too_high",
            title="chest too high",
            feature=CHEST_LIFT,
            high=24.0,  # 11-15 in clean lifts of five bodies, 28 and more thrown up
            persist_s=0.5,
            severity=Severity.HIGH,
            cue="Lower your chest a little",
            tip="A few centimetres are enough; reach long.",
            source=SUPERMAN_LOAD,
        ),
        Rule(
            name="legs_low",
            title="legs low",
            feature=LEGS_LEFT,
            high=6.0,  # at most 1.5 where both ends lift, 7 and more where the legs stay behind
            persist_s=0.5,
            severity=Severity.MEDIUM,
            cue="Lift arms and legs",
            tip="Lift both ends together, the legs from the hips.",
            source=TUNING,
        ),
        Rule(
            name="arms_low",
            title="arms low",
            feature=UPPER_LEFT,
            high=9.0,  # at most 2.4 in rendered lifts, 8 in a real one; 9-17 where chest and arms stay
            persist_s=0.5,
            severity=Severity.MEDIUM,
            cue="Lift chest and arms too",
            tip="Let the breastbone float as the legs lift.",
            source=TUNING,
        ),
        Rule(
            name="knees_bend",
            title="knees bend",
            feature=KNEE_FLEXION,
            high=30.0,
            persist_s=0.8,
            severity=Severity.MEDIUM,
            cue="Legs long",
            tip="Lift from the hip, knees straight.",
            source=CLIPS,
        ),
        Rule(
            name="head_up",
            title="head up",
            feature=THROWN_BACK,
            high=37.0,  # 36 once in 33 clean lifts; 32, 37, 40 and more with the head thrown back
            phases=frozenset({Phase.FULL}),
            persist_s=0.8,
            severity=Severity.LOW,
            cue="Eyes to the floor",
            tip="Make a small double chin and look at the mat.",
            source=CLIPS,
        ),
        Rule(
            name="elbows_bend",
            title="elbows bend",
            feature=ELBOW_FLEXION,
            high=35.0,
            phases=frozenset({Phase.FULL}),
            persist_s=0.8,
            severity=Severity.LOW,
            cue="Reach forward",
            tip="Thumbs up, arms long, shoulder blades down.",
            source=CLIPS,
        ),
        SHORT_HOLD,
    ),
    dose=Dose(reps=(3, 3), hold_s=(10.0, 15.0), rest_s=20.0, words="Hold 10 to 15 seconds, 3 times"),
    instructions=Instructions(
        search_words="back extension, prone, low back",
        setup="Lie face down, a folded towel under forehead or hips, arms overhead.",
        steps=(
            "Forehead down, belly lightly drawn in.",
            "Press the pubic bone into the mat.",
            "Lift arms, chest and legs a few centimetres and reach long.",
            "Stay and breathe, then lower slowly.",
        ),
        camera=(
            "At your side, twenty to forty centimetres high, two and a half to three and a half metres away. "
            "Fingertips to toes in the picture."
        ),
        distance_m=(2.5, 3.5),
        low_camera=True,
        good_form=("Long rather than high", "Neck in line, eyes to the floor", "Knees straight"),
        easier="Arms only; then opposite arm and leg; then chest and arms; then all of it.",
    ),
    contraindications=(
        "low-back pain that bending backwards makes worse",
        "a slipped vertebra or a narrowed spinal canal",
        "pregnancy",
        "a recent operation on the abdomen",
        "high blood pressure that is not under control",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how far legs, chest and arms lift", "how long they stay", "knees", "a thrown-back head"),
    cannot_measure=(
        Unmeasured("low-back curve", "hidden by the body's outline"),
        Unmeasured("left against right", "the far arm and leg are hidden in side view"),
    ),
    sources=(GUIDE, SUPERMAN_LOAD, CLIPS),
)
