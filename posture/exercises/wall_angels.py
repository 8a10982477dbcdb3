"""Wall angels: standing at a wall, the arms slide from a W to a V. Seen from the front."""

from __future__ import annotations

from dataclasses import replace

from posture.body.baseline import Baseline
from posture.body.features import (
    ARM_DIFFERENCE,
    ARM_ELEVATION,
    ELBOW_FLEXION,
    FRONTAL,
    SHRUG,
    TRUNK_SIDEWAYS,
    Feature,
    mean,
    per_side,
)
from posture.body.landmarks import Pose, Side
from posture.body.shoulders import FRONT_OR_BACK
from posture.body.upright_arms import ARM_UPRIGHT, ARMS_UPRIGHT_DIFFERENCE
from posture.body.view import View
from posture.coach.counting.movement import DURATION, PEAK
from posture.coach.exercise import (
    MOVING,
    Cycle,
    Dose,
    Exercise,
    Instructions,
    Judge,
    Kin,
    Phase,
    Rule,
    RuleBand,
    Sides,
    Sign,
    Tempo,
)
from posture.coach.judging.signs import least
from posture.coach.references import (
    CLIPS,
    GUIDE,
    ISO_11226,
    SHOULDER_NORMS,
    STOP_SIGNS,
    TUNING,
    WALL_ANGEL_PAGES,
)
from posture.coach.session import Severity, Unmeasured
from posture.exercises._hips_unseen import hips_unseen

BENT_DEG = 35.0
"""Elbow flexion in degrees from which the forearm is judged: long arms make a V, and that is right."""


def _forearm_outward(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure how far a bent arm's forearm leans outward: 0 with the hand right above the elbow."""
    flexion = ELBOW_FLEXION.compute(pose, side, baseline)
    lean = 180.0 - ARM_ELEVATION.compute(pose, side, baseline) - flexion
    return min(lean, 0.0) if flexion < BENT_DEG else lean


FOREARM_OUTWARD = Feature(
    "forearm_outward",
    "deg",
    ("hip", "shoulder", "elbow", "wrist"),
    FRONTAL,
    per_side(_forearm_outward, mean),
)


def _without_hips(move: Exercise) -> Exercise:
    """Measure the upper arms against the vertical, for a person whose hips are out of the picture."""
    return hips_unseen(
        move,
        motion=replace(move.motion, signal=ARM_UPRIGHT),
        start=tuple(replace(band, feature=ARM_UPRIGHT) for band in move.start),
        rules=tuple(
            replace(rule, feature=ARMS_UPRIGHT_DIFFERENCE) if rule.feature is ARM_DIFFERENCE else rule
            for rule in move.rules
        ),
    )


EXERCISE = Exercise(
    id="wall_angels",
    title="Wall angels",
    group="posture",
    summary="Slide your arms up and down a wall, shoulders low, ribs quiet.",
    views=(View.FRONT, View.OBLIQUE),
    needs=("shoulder", "elbow", "hip", "wrist"),
    upright=("hip", "shoulder"),
    motion=Cycle(
        signal=ARM_ELEVATION,
        sides=Sides.BOTH,
        rest=(30.0, 110.0),  # W: 57-85 measured; from hanging arms (10-20) it is another move
        attempt=20.0,
        full=150.0,
        floor=125.0,
        min_s=1.6,
        max_s=16.0,
        still_per_s=20.0,
        start_level=70.0,  # a W
        plain_degrees=True,  # an arm at the side is 0, straight up 180
        tempo=Tempo(3.5, 1.0, 3.5),  # 3-4 s each way, 1 s there (measurements.md 10)
    ),
    begin="Begin with bent arms, hands up",
    start=(
        RuleBand(feature=ARM_ELEVATION, low=35.0, high=110.0, message="Bring your arms to a W, elbows bent"),
    ),
    kin=(
        Kin(
            id="lat_pulldowns",
            why="Both go from bent arms to long overhead; from the front they look the same.",
            sign=Sign(
                journey=least(ARM_ELEVATION),
                low=52.0,  # 67-74 in a W, elbows near shoulder height; 25-46 at the ribs
                message="Is this lat pulldowns?",
            ),
        ),
    ),
    overhead=True,
    rules=(
        Rule(
            name="uneven",
            title="uneven",
            feature=ARM_DIFFERENCE,
            views=FRONT_OR_BACK,  # at 45 degrees the sides differ by 15 by themselves (measurements.md 8)
            high=18.0,  # 18.9-25 where one arm lags, at most 12 where none does and 17 in a leaning trunk
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Match both sides",
            tip="Stop both arms where the stiffer side stops today.",
            source=CLIPS,
        ),
        Rule(
            name="shrug",
            title="shrug",
            feature=SHRUG,
            high=0.02,  # at most 0.01 with low shoulders, 0.02-0.03 with raised ones
            phases=frozenset({Phase.REST}),
            persist_s=0.8,
            severity=Severity.MEDIUM,
            cue="Long neck, shoulders low",
            tip="Slide the shoulder blades down as the hands go up.",
            source=CLIPS,
            reminder=True,  # seen on six rendered bodies, and where a real person presses weights too
        ),
        Rule(
            name="trunk_side",
            title="leaning sideways",
            feature=TRUNK_SIDEWAYS,
            low=-6.0,
            high=6.0,
            persist_s=1.0,
            severity=Severity.MEDIUM,
            cue="Stand tall and straight",
            tip="Same weight on both feet; only the arms move.",
            source=ISO_11226,
        ),
        Rule(
            name="elbows_drop_in",
            title="elbows drop in",
            feature=FOREARM_OUTWARD,
            high=14.0,  # 19-21 with elbows that sink, at most 5 without
            phases=MOVING,
            persist_s=0.8,
            severity=Severity.LOW,
            cue="Elbows wide",
            tip="Push the elbows out all the way up and down.",
            source=CLIPS,
        ),
        Rule(
            name="arms_close",
            title="arms close",
            feature=ELBOW_FLEXION,
            high=135.0,
            persist_s=0.8,
            severity=Severity.LOW,
            cue="Open your arms",
            tip="Keep a right angle in the elbows when the arms are low.",
            source=CLIPS,
        ),
        Rule(
            name="half_range",
            title="half range",
            feature=PEAK,
            low=140.0,
            judge=Judge.ATTEMPT,
            in_a_row=2,
            severity=Severity.LOW,
            cue="Slide a little higher",
            tip="If your back leaves the wall, step the feet out a little.",
            source=SHOULDER_NORMS,
        ),
        Rule(
            name="too_fast",
            title="too fast",
            feature=DURATION,
            low=2.5,
            judge=Judge.ATTEMPT,
            in_a_row=2,
            severity=Severity.MEDIUM,
            cue="Slower, count to four",
            tip="Take three to four seconds each way.",
            source=WALL_ANGEL_PAGES,
        ),
    ),
    dose=Dose(duration_s=(120.0, 180.0), words="Keep going for 2 to 3 minutes"),
    instructions=Instructions(
        search_words="snow angels, shoulder mobility, slouching, posture correction",
        setup=(
            "Back to a wall, heels a hand's length away, knees soft. Buttocks, upper back and, if easy, your "
            "head touch the wall."
        ),
        steps=(
            "Raise your arms to a W, elbows bent to about 90 degrees, near shoulder height.",
            "Slide your arms up to a V as far as they keep touching, over three to four seconds.",
            "Wait a second at the top.",
            "Slide back down to the W just as slowly.",
        ),
        camera=(
            "In front of you at chest height, two to two and a half metres away, raised hands in the picture."
        ),
        distance_m=(2.0, 2.5),
        good_form=(
            "Ribs quiet, low back soft against the wall",
            "Shoulders away from the ears",
            "Both arms at the same height",
        ),
        seated="Sit with your back against a wall or a high backrest, feet flat.",
        easier="Do it lying on the floor, or go only as high as is comfortable.",
    ),
    contraindications=(
        "pinching or instability in a shoulder",
        "a frozen shoulder in its painful stage",
        "hands that tingle when the arms are overhead",
    ),
    stop_signs=STOP_SIGNS,
    measures=(
        "how far both arms go up",
        "whether they go up evenly",
        "tempo",
        "shoulders that creep up while the arms are low",
        "leaning to a side",
    ),
    cannot_measure=(
        Unmeasured(
            "contact with the wall", "from the front it does not show whether hands, head and back touch it"
        ),
        Unmeasured("low-back arch", "needs a side view"),
    ),
    sources=(GUIDE, WALL_ANGEL_PAGES, TUNING),
)
EXERCISE = replace(EXERCISE, fallbacks=(_without_hips(EXERCISE),))
