"""Lat pulldowns: from long arms overhead the hands are pulled to the chest. From the front or rear."""

from __future__ import annotations

from dataclasses import replace

from posture.body.baseline import Baseline
from posture.body.features import (
    ARM_ELEVATION,
    ELBOW_FLEXION,
    FRONTAL,
    Feature,
    apart,
    mean,
    middle,
    per_side,
)
from posture.body.geometry import ratio
from posture.body.landmarks import Landmark, Pose, Side
from posture.body.shoulders import FRONT_OR_BACK
from posture.body.target_lines import hand_height
from posture.body.upright_arms import ARM_PULLED_DOWN
from posture.body.view import View
from posture.coach.counting.movement import DURATION, PEAK, RETURN_TIME, START
from posture.coach.exercise import (
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
from posture.coach.judging.signs import greatest, least
from posture.coach.references import ACSM, CLIPS, GUIDE, PULLDOWN_PAGES, STOP_SIGNS, TUNING
from posture.coach.session import Severity, Unmeasured
from posture.exercises._hips_unseen import hips_unseen


def _hand_below(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the hand below the shoulders, in torso lengths: -0.9 overhead, about 0 at the chest."""
    hand, shoulders = pose.joint(side, "wrist"), middle(pose, "shoulder")
    return ratio(hand[1] - shoulders[1], baseline.torso_px)


def _head_height(pose: Pose, side: Side, baseline: Baseline) -> float:
    """Measure the nose above the hips, in torso lengths: it sinks when the trunk leans back or forward."""
    return ratio(middle(pose, "hip")[1] - pose.at(Landmark.NOSE)[1], baseline.torso_px)


HANDS_BELOW = Feature(
    "hands_below",
    "ratio",
    ("wrist", "shoulder", "hip"),
    frozenset(View),
    per_side(_hand_below, mean),
    alone=("wrist",),
    mark=hand_height,
)
HANDS_DIFFERENCE = Feature("hands_difference", "ratio", ("wrist",), FRONTAL, apart(_hand_below))
HEAD_HEIGHT = Feature("head_height", "ratio", ("nose", "hip"), FRONTAL, _head_height, relative=True)
"""The length of the trunk would not do: the shoulders sink with every good pull and shorten it by a tenth."""


def _without_hips(move: Exercise) -> Exercise:
    """Measure the upper arms against the vertical, for a person whose hips are out of the picture."""
    return hips_unseen(
        move,
        views=tuple(view for view in move.views if view in FRONTAL),
        motion=replace(
            move.motion,
            signal=ARM_PULLED_DOWN,
            rest=(-180.0, -110.0),
            attempt=30.0,
            full=-50.0,  # 31 to 40 with the hands at the chest, 91 and more in half a pull
            floor=-70.0,
            still_per_s=36.0,
            start_level=-150.0,
        ),
        start=tuple(replace(band, feature=ARM_PULLED_DOWN, high=-115.0) for band in move.start),
        impostors=(
            Sign(
                journey=greatest(ELBOW_FLEXION),
                low=60.0,  # 100 and more in pulls; long arms that come down from overhead stay below 40
                message="Elbows to your ribs",
            ),
        ),
        rules=tuple(rule for rule in move.rules if rule.feature not in (PEAK, START)),
    )


EXERCISE = Exercise(
    id="lat_pulldowns",
    title="Lat pulldowns",
    group="strength",
    summary="From long arms overhead, pull a bar or band to your upper chest.",
    views=(View.FRONT, View.OBLIQUE, View.BACK, View.SIDE),
    needs=("shoulder", "elbow", "hip", "wrist"),
    upright=("hip", "shoulder"),
    motion=Cycle(
        signal=HANDS_BELOW,
        sides=Sides.BOTH,
        rest=(-1.4, -0.45),
        attempt=0.25,
        full=-0.10,
        floor=-0.25,
        min_s=0.9,
        max_s=9.0,
        still_per_s=0.3,
        start_level=-0.9,  # long arms overhead: -1.0 to -0.74 in clips
        tempo=Tempo(1.5, 1.0, 2.5),  # the same for pulling down (measurements.md 8)
    ),
    begin="Begin with long arms overhead",
    start=(
        RuleBand(feature=HANDS_BELOW, high=-0.45, message="Reach up until your arms are long", required=True),
    ),
    confirm=(RuleBand(feature=ARM_ELEVATION, high=-40.0, message="Elbows to your ribs"),),
    impostors=(
        Sign(
            journey=greatest(HANDS_BELOW),
            high=0.6,  # -0.2 to 0.2 at the chest; jumping jacks and raises come down to 1.0 at the hips
            message="Stop at the collarbone",
        ),
    ),
    kin=(
        Kin(
            id="wall_angels",
            why="Both go from bent arms to long overhead; from the front they look the same.",
            sign=Sign(
                journey=least(ARM_ELEVATION),
                high=57.0,  # 25-46 with the elbows at the ribs, 67-74 in the W of a wall angel
                message="Is this wall angels?",
            ),
        ),
    ),
    overhead=True,
    rules=(
        Rule(
            name="uneven",
            title="uneven",
            feature=HANDS_DIFFERENCE,
            views=FRONT_OR_BACK,  # at 45 degrees the sides differ by 15 by themselves (measurements.md 8)
            high=0.20,  # a hand's breadth; 0.02 in even pulls, 0.25 in clearly uneven ones
            persist_s=0.7,
            severity=Severity.MEDIUM,
            cue="Pull both sides evenly",
            tip="Set your grip again, both hands the same distance from the middle.",
            source=CLIPS,
        ),
        Rule(
            name="too_low",
            title="too low",
            feature=HANDS_BELOW,
            high=0.22,  # at most 0.09 at the collarbone, 0.2 and more at the ribs
            phases=frozenset({Phase.FULL}),
            persist_s=0.3,
            severity=Severity.MEDIUM,
            cue="Stop at the collarbone",
            tip="Stop once the elbows pass the ribs.",
            source=PULLDOWN_PAGES,
        ),
        Rule(
            name="short_bottom",
            title="short at the bottom",
            feature=PEAK,
            low=-0.20,
            judge=Judge.ATTEMPT,
            severity=Severity.MEDIUM,
            cue="Elbows to your ribs",
            tip="Drive the elbows down until the hands reach the chest.",
            source=CLIPS,
        ),
        Rule(
            name="short_top",
            title="short at the top",
            feature=START,
            high=-0.55,
            judge=Judge.ATTEMPT,
            in_a_row=2,
            severity=Severity.LOW,
            cue="Reach all the way up",
            tip="Let the arms get long before each pull.",
            source=CLIPS,
        ),
        Rule(
            name="lean_front_proxy",
            title="seems to lean back",
            feature=HEAD_HEIGHT,
            views=FRONT_OR_BACK,
            low=-0.064,  # at most 0.034 upright, 0.062 pulled too low; 0.066 and more leaning by 20 degrees
            persist_s=0.5,
            severity=Severity.LOW,
            cue="Sit tall, chest still",
            tip="Use less weight so that only the arms move. A side view shows more.",
            source=CLIPS,
        ),
        Rule(
            name="fast_up",
            title="let up too fast",
            feature=RETURN_TIME,
            low=0.5,
            judge=Judge.ATTEMPT,
            in_a_row=2,
            severity=Severity.MEDIUM,
            cue="Control the way up",
            tip="Take two counts back to the top.",
            source=TUNING,
        ),
        Rule(
            name="too_fast",
            title="too fast",
            feature=DURATION,
            low=1.3,
            judge=Judge.ATTEMPT,
            in_a_row=2,
            severity=Severity.MEDIUM,
            cue="Slower, two counts each way",
            tip="Three to six seconds each keep the work in the back.",
            source=TUNING,
        ),
    ),
    dose=Dose(sets=3, reps=(10, 12), rest_s=60.0, words="3 sets of 10 to 12 repetitions"),
    instructions=Instructions(
        search_words="pull-down, latissimus, cable, gym",
        setup=(
            "At a cable machine, thighs under the pad, hands a little wider than your shoulders. At home, "
            "hang a band over a locked door and sit or kneel in front of it. Look for tears in the band and "
            "keep your eyes out of its line."
        ),
        steps=(
            "Begin with long arms and quiet ribs.",
            "Draw the shoulder blades down first.",
            "Pull the elbows to your back pockets until the hands reach the upper chest.",
            "Wait a second, then take two to three seconds back to long arms.",
        ),
        camera=(
            "In front of you at chest height, two to two and a half metres away, with room above your hands. "
            "From behind works too."
        ),
        distance_m=(2.0, 2.5),
        good_form=("Trunk upright and still", "The bar comes down in front", "Shoulders stay low"),
        seated="Sit tall on a chair, feet flat, with the band in front of you above your head.",
        easier="A lighter band, or pull it apart and down without an anchor.",
    ),
    contraindications=(
        "a shoulder that pinches or feels unstable",
        "a recent shoulder operation",
        "pain when you reach overhead: row with a band instead",
    ),
    stop_signs=STOP_SIGNS,
    measures=("how far the hands come down and go up", "whether both come evenly", "tempo"),
    cannot_measure=(
        Unmeasured("leaning back", "from the front it only shows as a shorter trunk; needs a side view"),
        Unmeasured("bar behind the neck", "needs a side view"),
        Unmeasured("load and shoulder blades", "not visible"),
    ),
    sources=(GUIDE, ACSM, PULLDOWN_PAGES),
)
EXERCISE = replace(EXERCISE, fallbacks=(_without_hips(EXERCISE),))
