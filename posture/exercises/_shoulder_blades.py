"""What squeeze and retraction share: one movement, measured in the best way that the view allows.

No landmark lies on a shoulder blade. From the front or the back shoulders and elbows come together;
from the side the upper arm goes behind the trunk; where neither shows, the time is kept and the
posture is watched, and nothing is counted.
"""

from __future__ import annotations

from dataclasses import replace

from posture.body.features import (
    ARM_ELEVATION,
    SHRUG,
    TRUNK_ELEVATION,
    TRUNK_FORWARD,
    TRUNK_SIDEWAYS,
    Feature,
)
from posture.body.shoulders import (
    ARM_BEHIND,
    DRAWN_TOGETHER,
    FACE_SIZE,
    LEVEL_DIFFERENCE,
    NARROWER,
    SHOULDERS_HIGH,
    TURNED,
)
from posture.body.view import View
from posture.coach.exercise import Band, Cycle, Exercise, Hold, Rule, Sides
from posture.coach.references import CLIPS, ISO_11226, TUNING
from posture.coach.session import Severity, Unmeasured

BLADES = Unmeasured(
    "the shoulder blades themselves", "no camera sees them: shoulders and arms stand for them"
)
EFFORT = Unmeasured("effort", "not visible: half of what you could is enough")

FRONT_RULES = (
    Rule(
        name="shrug",
        feature=SHOULDERS_HIGH,
        high=0.025,  # 0.035-0.045 in half a shrug, at most 0.005 in clean squeezes
        persist_s=0.7,
        severity=Severity.HIGH,
        cue="Shoulders down and back",
        tip="Slide the blades into your back pockets; the shoulders stay far from the ears.",
        source=CLIPS,
    ),
    Rule(
        name="chin_poke",
        feature=FACE_SIZE,
        high=0.02,  # the eyes are about 0.17 shoulder widths apart: an eighth of that
        persist_s=0.8,
        severity=Severity.MEDIUM,
        cue="Chin gently back",
        tip="Keep the ears over the shoulders while the blades move.",
        source=TUNING,
    ),
    Rule(
        name="uneven",
        feature=LEVEL_DIFFERENCE,
        high=0.05,
        persist_s=1.0,
        severity=Severity.LOW,
        cue="Both sides together",
        tip="Begin with the side that is lazy and let the other join.",
        source=TUNING,
    ),
    Rule(
        name="trunk_side",
        feature=TRUNK_SIDEWAYS,
        low=-6.0,
        high=6.0,
        persist_s=1.0,
        severity=Severity.MEDIUM,
        cue="Stay tall",
        tip="Only the blades move; the weight stays on both feet or sit bones.",
        source=ISO_11226,
    ),
)
SIDE_RULES = (
    Rule(
        name="shrug",
        feature=SHRUG,
        high=0.05,
        persist_s=0.7,
        severity=Severity.HIGH,
        cue="Shoulders down and back",
        tip="Slide the blades into your back pockets; the shoulders stay far from the ears.",
        source=CLIPS,
    ),
    Rule(
        name="lean_back",
        feature=TRUNK_FORWARD,
        low=-10.0,  # the trunk read 5-8 degrees further back in clean squeezes
        persist_s=0.8,
        severity=Severity.MEDIUM,
        cue="Stay tall",
        tip="Only the blades move; the breastbone stays where it is.",
        source=CLIPS,
    ),
)


def measured_in_every_way(move: Exercise, *, held: bool) -> Exercise:
    """The move with its ways of measuring.

    Args:
        move: Measured from the front; its motion names the dose.
        held: Whether it counts by the time held, else by the repetition.
    """
    hold_s = move.motion.hold_s
    side = replace(
        move,
        views=(View.SIDE,),
        needs=("shoulder", "elbow", "hip"),
        motion=_motion(ARM_BEHIND, (-25.0, 12.0), (8.0, 18.0, 14.0), hold_s=hold_s, held=held),
        start=(Band(feature=TRUNK_ELEVATION, low=60.0, message="Sit or stand tall", required=True),),
        confirm=(Band(feature=TRUNK_FORWARD, low=-15.0, high=15.0, message="Stay tall"),),
        rules=(*SIDE_RULES, *_of_the_attempt(move)),
        cannot_measure=(
            BLADES,
            Unmeasured("blades that move without the arm", "from the side the upper arm stands for them"),
            EFFORT,
        ),
        method="your upper arm going back, which a swing of the arm could fake",
    )
    return replace(move, otherwise=(side,), cannot_measure=(BLADES, EFFORT))


def front_motion(*, hold_s: float, held: bool) -> Cycle | Hold:
    """Shoulders and elbows drawing together."""
    return _motion(DRAWN_TOGETHER, (-0.6, 0.5), (0.25, 1.0, 0.7), hold_s=hold_s, held=held)


FRONT_START = (Band(feature=ARM_ELEVATION, high=45.0, message="Let your arms hang", required=True),)
FRONT_CONFIRM = (
    Band(feature=NARROWER, low=0.035, message="Move blades, not elbows"),
    Band(feature=TURNED, low=-12.0, high=12.0, message="Stay facing the camera"),
    Band(feature=SHOULDERS_HIGH, low=-0.08, high=0.08, message="Stay where you are"),
    Band(feature=ARM_ELEVATION, low=-25.0, high=25.0, message="Move blades, not elbows"),
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
    if held:
        return Hold(
            signal=signal, sides=sides, rest=rest, attempt=attempt, full=full, floor=floor,
            still_per_s=still_per_s, hold_s=hold_s,
        )  # fmt: skip
    return Cycle(
        signal=signal, sides=sides, rest=rest, attempt=attempt, full=full, floor=floor, min_s=1.2,
        max_s=20.0, still_per_s=still_per_s, hold_s=hold_s,
    )  # fmt: skip


def _of_the_attempt(move: Exercise) -> tuple[Rule, ...]:
    return tuple(rule for rule in move.rules if not isinstance(rule.feature, Feature))
