"""The movement that squeeze and retraction share, measured by the best method that the view allows.

No landmark lies on a shoulder blade. From the front or the back shoulders and elbows come together; from the
side the upper arm goes behind the trunk. Where neither shows, the movement is timed, the posture is watched
and nothing is counted.
"""

from __future__ import annotations

from dataclasses import replace

from posture.body.features import (
    ARM_ELEVATION,
    ELBOW_FLEXION,
    SHRUG,
    TRUNK_ELEVATION,
    TRUNK_FORWARD,
    TRUNK_SIDEWAYS,
    Feature,
)
from posture.body.shoulders import (
    ARM_BEHIND,
    DRAWN_TOGETHER,
    ELBOWS_APART,
    ELBOWS_HIGH,
    FACE_SIZE,
    HANDS_APART,
    LEVEL_DIFFERENCE,
    NARROWER,
    NO_SIGNAL,
    SHOULDERS_HIGH,
    SHOULDERS_RAISED,
    TURNED,
)
from posture.body.view import View
from posture.coach.exercise import (
    ALWAYS,
    Calibrated,
    Cycle,
    Exercise,
    Hold,
    PacedRhythm,
    Rule,
    RuleBand,
    Sides,
    Sign,
    Tempo,
)
from posture.coach.judging.signs import further_travel, greatest, lesser_travel, swing, travel
from posture.coach.references import CLIPS, ISO_11226, TUNING
from posture.coach.session import Reason, Severity, Unmeasured

BLADES = Unmeasured("the shoulder blades themselves", "no camera sees them; shoulders and arms stand in")
EFFORT = Unmeasured("effort", "not visible; half your strength is enough")

TEMPO = Tempo(1.5, 0.0, 1.5)
"""Our own: slow, without a jerk."""

FRONT_RULES = (
    Rule(
        name="shrug",
        title="shrug",
        feature=SHOULDERS_RAISED,
        high=0.010,  # 0.012-0.045 with a clear shrug, -0.015 to +0.004 in clean squeezes of six bodies
        persist_s=0.7,
        severity=Severity.HIGH,
        cue="Shoulders down and back",
        tip="Slide the blades into your back pockets, shoulders away from the ears.",
        source=CLIPS,
    ),
    Rule(
        name="chin_poke",
        title="chin poke",
        feature=FACE_SIZE,
        high=0.02,  # the eyes are about 0.17 shoulder widths apart: an eighth of that
        persist_s=0.8,
        severity=Severity.MEDIUM,
        cue="Chin gently back",
        tip="Ears stay over the shoulders.",
        source=TUNING,
        reminder=True,
    ),
    Rule(
        name="uneven",
        title="uneven",
        feature=LEVEL_DIFFERENCE,
        high=0.05,
        persist_s=1.0,
        severity=Severity.LOW,
        cue="Both sides together",
        tip="Start with the slower side and let the other join.",
        source=TUNING,
        reminder=True,
    ),
    Rule(
        name="trunk_side",
        title="leaning sideways",
        feature=TRUNK_SIDEWAYS,
        low=-6.0,
        high=6.0,
        persist_s=1.0,
        severity=Severity.MEDIUM,
        cue="Stay tall",
        tip="Only the blades move; your weight stays where it is.",
        source=ISO_11226,
    ),
)
SIDE_RULES = (
    Rule(
        name="shrug",
        title="shrug",
        feature=SHRUG,
        high=0.02,
        persist_s=0.7,
        severity=Severity.HIGH,
        cue="Shoulders down and back",
        tip="Slide the blades into your back pockets, shoulders away from the ears.",
        source=CLIPS,
        reminder=True,
    ),
    Rule(
        name="lean_back",
        title="leaning back",
        feature=TRUNK_FORWARD,
        low=-12.0,  # 5-8.4 further back in clean squeezes, 20 and more with a lean of 14
        persist_s=0.8,
        severity=Severity.MEDIUM,
        cue="Breastbone stays where it is",
        tip="Only the blades move. No leaning back.",
        source=CLIPS,
    ),
)
FRONT_RULES_ALWAYS = tuple(replace(rule, phases=ALWAYS) for rule in FRONT_RULES)
SIDE_RULES_ALWAYS = tuple(replace(rule, phases=ALWAYS) for rule in SIDE_RULES)


def measured_by_every_method(move: Exercise, *, held: bool) -> Exercise:
    """Add the fallbacks of an exercise: learned from the person, by arms that open, from the side, timed.

    Args:
        move: The exercise, measured from the front; its motion has the dose.
        held: Whether it counts by the time held, else by the repetition.
    """
    return replace(
        move,
        calibrated=CALIBRATED,
        fallbacks=(_opening(move, held=held), _from_the_side(move, held=held), _timed(move)),
        cannot_measure=(BLADES, EFFORT),
    )


def _opening(move: Exercise, *, held: bool) -> Exercise:
    """Measure by hands that open outwards with the squeeze, elbows bent at the ribs."""
    return replace(
        move,
        needs=("shoulder", "wrist"),
        upright=("hip", "shoulder"),
        motion=_motion(HANDS_APART, (-0.3, 0.3), (0.1, 0.62, 0.55), hold_s=move.motion.hold_s, held=held),
        start=FRONT_START,
        confirm=FRONT_CONFIRM[1:],
        impostors=(
            *FRONT_IMPOSTORS,
            Sign(
                journey=lesser_travel("wrist"),
                low=0.4,  # 0.8 and more where both hands open, 0.1 where one of them lifts something
                message="Both sides together",
                reason=Reason.ONE_SIDE,
            ),
        ),
        cannot_measure=(BLADES, Unmeasured("elbows", "they were out of sight; the hands stand in"), EFFORT),
        method_name="your hands opening, which the arms alone could do",
        patience_s=1.0,
    )


def _from_the_side(move: Exercise, *, held: bool) -> Exercise:
    return replace(
        move,
        views=(View.SIDE,),
        needs=("shoulder", "elbow", "hip"),
        upright=("hip", "shoulder"),
        motion=_motion(ARM_BEHIND, (-25.0, 12.0), (8.0, 18.0, 14.0), hold_s=move.motion.hold_s, held=held),
        start=(RuleBand(feature=TRUNK_ELEVATION, low=70.0, message="Sit or stand tall", required=True),),
        confirm=(RuleBand(feature=TRUNK_FORWARD, low=-15.0, high=15.0, message="Stay tall"),),
        impostors=(
            WALKING,
            Sign(
                journey=swing(ELBOW_FLEXION),
                high=60.0,  # 24-26 with forearms that open; presses and pulls 100 and more
                message="Move blades, not elbows",
            ),
            Sign(
                journey=greatest(ARM_BEHIND),
                high=70.0,  # 32-35 in squeezes; no shoulder goes back further than about 60: it is overhead
                message="Move blades, not elbows",
            ),
            Sign(
                journey=travel("wrist"),
                high=0.8,  # 0.55 at most in squeezes; long arms that swing 0.95 and more
                message="Move blades, not elbows",
            ),
        ),
        rules=(*SIDE_RULES, *_of_the_attempt(move)),
        cannot_measure=(
            BLADES,
            Unmeasured("blades that move without the arm", "from the side the upper arm stands in for them"),
            EFFORT,
        ),
        method_name="your upper arm going back, which a swing of the arm could fake",
    )


def _timed(move: Exercise) -> Exercise:
    """Give a rhythm to follow where nothing shows: the posture is watched and nothing counted."""
    return replace(
        move,
        views=tuple(View),
        needs=("shoulder",),
        upright=("hip", "shoulder"),
        motion=Hold(
            signal=NO_SIGNAL, sides=Sides.NEAR, attempt=0.5, full=1.0, floor=1.0, still_per_s=1.0,
            hold_s=move.motion.hold_s, anywhere=True,
        ),
        start=(),
        confirm=(),
        rules=(*FRONT_RULES_ALWAYS, *SIDE_RULES_ALWAYS),
        cannot_measure=(
            Unmeasured("repetitions", (
                "I can't see your shoulder blades, so I time you and watch your posture"
            )),
            BLADES,
            EFFORT,
        ),
        method_name="time and posture only: your shoulder blades do not show",
        patience_s=6.0,
        pace=PacedRhythm(
            work_s=move.motion.hold_s, rest_s=max(move.dose.rest_s, 3.0), begin="Squeeze and hold",
        ),
    )  # fmt: skip


CALIBRATED = Calibrated(
    features=(NARROWER, ELBOWS_APART, ELBOWS_HIGH, HANDS_APART),
    relax="Relax your shoulders",
    tense="Now squeeze and hold",
    confirm=(RuleBand(feature=TURNED, low=-12.0, high=12.0, message="Stay facing the camera"),),
    method_name="what you showed me: relaxed against squeezed",
)


def front_motion(*, hold_s: float, held: bool) -> Cycle | Hold:
    """Return the motion of shoulders and elbows that draw together.

    Args:
        hold_s: Dose of a hold in seconds.
        held: Whether it counts by the time held, else by the repetition.
    """
    return _motion(DRAWN_TOGETHER, (-0.6, 0.5), (0.25, 1.0, 0.7), hold_s=hold_s, held=held)


WALKING = Sign(
    journey=travel("shoulder"),
    high=0.4,  # 0.10-0.15 in squeezes
    message="Stay where you are",
)
SWINGING = Sign(
    journey=further_travel("wrist"),
    high=0.7,  # 0.07-0.30 in squeezes; forearms that open all the way 0.5, long arms that swing 1 and more
    message="Move blades, not elbows",
)
FRONT_IMPOSTORS = (WALKING, SWINGING)
FRONT_START = (RuleBand(feature=ARM_ELEVATION, high=45.0, message="Let your arms hang", required=True),)
FRONT_CONFIRM = (
    RuleBand(feature=NARROWER, low=0.035, message="Move blades, not elbows"),
    RuleBand(feature=TURNED, low=-12.0, high=12.0, message="Stay facing the camera"),
    RuleBand(feature=SHOULDERS_HIGH, low=-0.08, high=0.08, message="Stay where you are"),
    RuleBand(feature=ARM_ELEVATION, low=-25.0, high=25.0, message="Move blades, not elbows"),
)


def _motion(
    signal: Feature,
    rest: tuple[float, float],
    steps: tuple[float, float, float],
    *,
    hold_s: float,
    held: bool,
) -> Cycle | Hold:
    attempt, full, floor = steps
    sides = Sides.NEAR if signal is ARM_BEHIND else Sides.BOTH
    still_per_s = 3.0 * attempt
    start_level = -9.0 if signal is ARM_BEHIND else 0.0  # arms that hang: -10 to -9 in clips
    if held:
        return Hold(
            signal=signal, sides=sides, rest=rest, attempt=attempt, full=full, floor=floor,
            still_per_s=still_per_s, hold_s=hold_s, start_level=start_level,
        )  # fmt: skip
    return Cycle(
        signal=signal, sides=sides, rest=rest, attempt=attempt, full=full, floor=floor, min_s=1.2,
        max_s=20.0, still_per_s=still_per_s, hold_s=hold_s, start_level=start_level, tempo=TEMPO,
    )  # fmt: skip


def _of_the_attempt(move: Exercise) -> tuple[Rule, ...]:
    return tuple(rule for rule in move.rules if not isinstance(rule.feature, Feature))
