"""Neck tilts: the ear sinks to the shoulder and stays there, one side after the other. From the front."""

from __future__ import annotations

import math

from posture.body.baseline import Baseline
from posture.body.features import (
    FACE_TURN,
    FRONT_ONLY,
    HEAD_TILT,
    SHOULDER_RESIDUAL,
    TRUNK_SIDEWAYS,
    Feature,
)
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.exercise import Dose, Exercise, Hold, Instructions, Rule, RuleBand, Sides
from posture.coach.references import ACSM, CLIPS, GUIDE, NECK_NORMS, STOP_SIGNS
from posture.coach.session import Severity, Unmeasured
from posture.exercises._holds import SHORT_HOLD

SHOULDERS_OF_LEAN = 1.5
"""Degrees of the shoulder line for each degree that the trunk leans sideways: 1 for a trunk that leans as
a whole, 2 for one that bends. Without it a lean of 4 degrees read as a shoulder hiked by 7."""

LESS_DRAG = 0.023
"""Degrees for each degree of tilt by which five bodies read a higher shoulder the further they tilt."""


def _hike(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how far the shoulder of ``side`` has risen by itself; an unseen trunk is taken as upright."""
    leaning = TRUNK_SIDEWAYS.compute(pose, side, baseline)
    by_lean = 0.0 if math.isnan(leaning) else SHOULDERS_OF_LEAN * leaning
    by_head = LESS_DRAG * HEAD_TILT.compute(pose, side, baseline)
    risen = SHOULDER_RESIDUAL.compute(pose, side, baseline) - by_head
    return risen + (-by_lean if side is Side.RIGHT else by_lean)


SHOULDER_HIKE = Feature("shoulder_hike", "deg", ("shoulder",), FRONT_ONLY, _hike, relative=True)

EXERCISE = Exercise(
    id="neck_tilts",
    title="Neck tilts",
    group="stretch",
    summary="Let your ear sink towards your shoulder and rest there, one side, then the other.",
    views=(View.FRONT,),
    needs=("eye", "ear", "shoulder"),
    upright=("hip", "shoulder"),
    motion=Hold(
        signal=HEAD_TILT,
        sides=Sides.EACH,
        rest=(-8.0, 8.0),
        attempt=6.5,
        full=25.0,
        floor=19.0,
        plain_degrees=True,  # 0 upright
        still_per_s=16.0,  # sinking deeper into the stretch still holds it: 10 to 20 in a real one
        hold_s=20.0,
    ),
    start=(
        RuleBand(
            feature=HEAD_TILT, low=-13.0, high=13.0, message="Begin with your head upright", required=True
        ),
    ),
    rules=(
        Rule(
            name="shoulder_hike",
            title="shoulder hike",
            feature=SHOULDER_HIKE,
            high=1.9,  # 2.2-4.4 with a hiked shoulder, at most 1.6 without
            persist_s=0.8,
            severity=Severity.MEDIUM,
            cue="Shoulder down, ear drops",
            tip="Bring the ear to the shoulder, not the shoulder to the ear.",
            source=CLIPS,
        ),
        Rule(
            name="head_turn",
            title="head turn",
            feature=FACE_TURN,
            low=-0.43,  # 0.47-0.73 with a turned head, up to 0.30 without and 0.40 in a far tilt
            high=0.43,
            persist_s=0.7,
            severity=Severity.MEDIUM,
            cue="Nose stays forward",
            tip="Imagine your face between two panes of glass.",
            source=CLIPS,
        ),
        Rule(
            name="trunk_lean",
            title="trunk lean",
            feature=TRUNK_SIDEWAYS,
            low=-3.0,  # 3.3-6.2 with a leaning trunk, at most 1.6 without
            high=3.0,
            persist_s=0.8,
            severity=Severity.MEDIUM,
            cue="Sit tall, only head moves",
            tip="Same weight on both sit bones.",
            source=CLIPS,
        ),
        Rule(
            name="over_range",
            title="tilted too far",
            feature=HEAD_TILT,
            high=51.0,  # whole tilts read up to 47, half as much again 55 to 59
            persist_s=0.5,
            severity=Severity.HIGH,
            cue="Ease off a little",
            tip="A gentle pull, three out of ten, is enough.",
            source=NECK_NORMS,
        ),
        SHORT_HOLD,
    ),
    dose=Dose(sets=2, reps=(1, 1), hold_s=(15.0, 30.0), words="Hold 15 to 30 seconds on each side"),
    instructions=Instructions(
        search_words="side bend, lateral flexion, ear to shoulder, stiff neck, tension",
        setup="Sit on a firm chair or stand, feet flat, back long.",
        steps=(
            "Grow tall and let both shoulders get heavy.",
            "Let one ear sink to its shoulder, nose forward.",
            "Stay there and breathe.",
            "Come back through the middle to the other side.",
        ),
        camera=(
            "In front of you at face height, up to two metres away. Head and both shoulders in the picture."
        ),
        distance_m=(1.0, 2.0),
        good_form=("A pure side bend: no turn, no nod", "Both shoulders level and low", "Trunk upright"),
        seated="Sit tall with both feet down; a desk may hide the rest of you.",
        easier="Tilt less and stay; a mild pull is all it takes.",
    ),
    contraindications=(
        "a recent neck injury or whiplash",
        "a neck known to be unstable, for example with rheumatoid arthritis",
        "an arm that tingles when you tilt",
        "dizziness with neck movement",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how far the head tilts", "how long it stays there", "turning the face", "a rising shoulder"),
    cannot_measure=(
        Unmeasured("the stretch itself", "which part of the neck moves, and how it feels"),
        Unmeasured("breathing", "not visible at this distance"),
    ),
    sources=(GUIDE, ACSM, CLIPS),
)
