"""Cat-cow: on hands and knees the back sinks and rounds in turn. Seen from the side, by its outline."""

from __future__ import annotations

from dataclasses import replace

from posture.body.back import BACK_HEIGHT, FACE_UNDER, HAND_AHEAD, LOOKING_UP, THIGH_LEAN
from posture.body.features import ELBOW_FLEXION, KNEE_FLEXION, TRUNK_ELEVATION
from posture.body.view import View
from posture.coach.counting.movement import DURATION, PEAK, START
from posture.coach.exercise import (
    ALWAYS,
    Cycle,
    Dose,
    Exercise,
    Instructions,
    Judge,
    Rule,
    RuleBand,
    Sides,
    Sign,
    Tempo,
)
from posture.coach.judging.signs import travel
from posture.coach.references import CAT_COW_PAGES, CLIPS, GUIDE, STOP_SIGNS, TUNING
from posture.coach.session import Severity, Unmeasured

TABLE = (
    RuleBand(feature=TRUNK_ELEVATION, low=-25.0, high=40.0, message="Come to hands and knees", required=True),
    RuleBand(feature=KNEE_FLEXION, low=45.0, high=125.0, message="Come to hands and knees", required=True),
    RuleBand(feature=HAND_AHEAD, low=-0.3, high=0.3, message="Hands under your shoulders"),
)
"""Bands of all fours: standing, lying and sitting on the heels are other positions."""
TEMPO = Tempo(3.0, 0.0, 3.0)
"""5-7 s for both ways (measurements.md 6)."""
TOO_FAST = Rule(
    name="too_fast",
    title="too fast",
    feature=DURATION,
    low=2.2,  # from cow to cow without the rest there: cycles of 3.7-4.1 s read 2.9-3.1, so one of 3 s
    in_a_row=2,
    judge=Judge.ATTEMPT,
    severity=Severity.MEDIUM,
    cue="Slow, one breath each",
    tip="Breathe in as the belly sinks, out as the back rounds.",
    source=CAT_COW_PAGES,
)
TABLE_RULES = (
    Rule(
        name="elbows",
        title="elbows",
        feature=ELBOW_FLEXION,
        high=40.0,  # 0-26 in clips with long arms
        phases=ALWAYS,
        persist_s=0.7,
        severity=Severity.MEDIUM,
        cue="Arms long",
        tip="Push the floor away; elbows straight, not locked.",
        source=CLIPS,
    ),
    Rule(
        name="rocking",
        title="rocking",
        feature=THIGH_LEAN,
        low=-18.0,  # from the person's own table; up to 9 either way in clips of seven people
        high=18.0,
        phases=ALWAYS,
        persist_s=0.8,
        severity=Severity.MEDIUM,
        cue="Hips over knees",
        tip="Thighs stay upright; only the back moves.",
        source=CLIPS,
    ),
    Rule(
        name="neck_back",
        title="neck back",
        feature=LOOKING_UP,
        high=15.0,
        phases=ALWAYS,
        persist_s=0.6,
        severity=Severity.MEDIUM,
        cue="Look forward, not up",
        tip="Look at the floor a metre ahead.",
        source=TUNING,
        reminder=True,
    ),
)

EXERCISE = Exercise(
    id="cat_cow",
    title="Cat-cow",
    group="stretch",
    summary="On hands and knees, the back sinks and rounds in turn, one breath each.",
    views=(View.SIDE,),
    needs=("shoulder", "hip", "knee", "wrist"),
    motion=Cycle(
        signal=BACK_HEIGHT,
        sides=Sides.NEAR,
        rest=(-0.25, 0.25),
        attempt=0.05,  # noise 0.005; cycles at a third of the range swing 0.10
        full=0.28,  # whole cycles of three people swing 0.28-0.36
        floor=0.17,
        relative=True,
        two_sided=True,
        min_s=1.2,
        max_s=30.0,
        tempo=TEMPO,
    ),
    begin="Begin with a level back",
    start=TABLE,
    mistaken=(
        Cycle(  # only the head nods
            signal=FACE_UNDER,
            sides=Sides.NEAR,
            attempt=20.0,
            full=45.0,
            floor=35.0,
            min_s=0.8,
            max_s=14.0,
            instead="Push the floor away",
        ),
    ),
    impostors=(
        Sign(
            journey=travel("shoulder"),
            high=0.3,  # 0.08-0.16 over hands that carry; folding to a child's pose 0.34, threading 0.7
            message="Only your back moves",
        ),
        Sign(
            journey=travel("wrist"),
            high=0.35,  # 0.02-0.08 on the floor; hands that pull or reach leave it
            message="Hands stay on the floor",
        ),
    ),
    rules=(
        TOO_FAST,
        Rule(
            name="missing_cow",
            title="no hollow",
            feature=START,
            high=-0.03,
            in_a_row=2,
            judge=Judge.ATTEMPT,
            severity=Severity.MEDIUM,
            cue="Let the belly sink",
            tip="Before you round, let the belly sink as far as is easy.",
            source=CLIPS,
        ),
        Rule(
            name="missing_cat",
            title="no rounding",
            feature=PEAK,
            low=0.06,
            in_a_row=2,
            judge=Judge.ATTEMPT,
            severity=Severity.MEDIUM,
            cue="Push the floor away",
            tip="Round up between the shoulder blades, slowly if it is stiff.",
            source=CLIPS,
        ),
        *TABLE_RULES,
    ),
    dose=Dose(reps=(10, 10), words="10 times, cat and cow count as one"),
    instructions=Instructions(
        search_words="arching, dropping, spine, all fours",
        setup="Hands under the shoulders, knees under the hips. Sore wrists? Use fists or forearms.",
        steps=(
            "Begin with a long, level back.",
            "Breathe in: let the belly sink and look a little ahead.",
            "Breathe out: push the floor away, round the back, let the head hang.",
            "Keep flowing, about six seconds for both.",
        ),
        camera=(
            "At your side, thirty to sixty centimetres high, two to three metres away, with room above your "
            "back. A plain wall and a close-fitting top help."
        ),
        distance_m=(2.0, 3.0),
        low_camera=True,
        good_form=(
            "Start at the tailbone, end at the head",
            "Arms and thighs stay upright",
            "Never to the very end",
        ),
        easier="Sit on a chair, hands on your thighs, and do it smaller.",
    ),
    contraindications=(
        "a disc problem that bending makes worse",
        "brittle bones or a broken vertebra: no deep rounding",
        "an injured wrist or knee",
        "late pregnancy: leave out the deep hollow",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how far the back sinks and rounds", "tempo", "elbows", "hips over knees", "the gaze"),
    cannot_measure=(
        Unmeasured("which part of the back moves", "the outline shows the back as a whole"),
        Unmeasured("tension", "not visible"),
    ),
    sources=(GUIDE, CAT_COW_PAGES, CLIPS),
    method_name="the outline of your back",
)

EXERCISE = replace(
    EXERCISE,
    fallbacks=(
        replace(
            EXERCISE,
            motion=Cycle(
                signal=FACE_UNDER,
                sides=Sides.NEAR,
                rest=(-100.0, 60.0),
                attempt=20.0,
                full=110.0,  # whole cycles of three people swing 100-170, cycles at a third of the range 31
                floor=60.0,
                relative=True,
                two_sided=True,
                min_s=1.2,
                max_s=30.0,
                tempo=TEMPO,
            ),
            mistaken=(),
            rules=(TOO_FAST, *TABLE_RULES),
            cannot_measure=(
                Unmeasured("the back", "its outline did not show; the head's movement stands in"),
                *EXERCISE.cannot_measure,
            ),
            method_name="your head only, since your outline does not show: less sure",
            patience_s=1.0,
        ),
    ),
)
