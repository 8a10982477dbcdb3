"""Readiness: a person, whole in the frame, in the right view, at rest. Then the set begins.

Whatever is missing becomes one plain instruction, the most important first. The seconds at rest give the
person's own baseline: lengths, neutral values, the level that the signal rests at.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from posture.body.arms import ARMS, arms_seen, measured_on
from posture.body.baseline import Baseline, median_of, trunk_px
from posture.body.features import Feature
from posture.body.geometry import ratio
from posture.body.jitter import CLEAN, UNSTEADY, WHITE, fitted_line, jitter_of, von_neumann
from posture.body.landmarks import Point, Pose, Side, landmarks_of
from posture.body.view import View
from posture.body.visibility import BLINK_S
from posture.coach import wording
from posture.coach.exercise import Exercise, Hold, Sides
from posture.coach.setup.frame_rotation import rotation_message

REST_S = 0.25
"""Seconds that the start posture must be kept. Half a second was too long: lifters who move without a
pause turn round at the bottom within 0.3 to 0.4 s and never became ready."""
NOISY_REST_S = 0.8
"""The same where the signal is noisy: a level is then known only from all values together."""
STILL = 0.3
"""Largest change of the signal in that time, as a share of the smallest attempt."""
MIN_TORSO_RATIO = 0.08
"""A torso smaller than this share of the frame's height is too far to measure."""
EDGE_MARGIN = 0.02
"""A needed joint nearer to the edge than this share of the frame's size leaves it with the next movement.
Eight hundredths are the advice (measurements.md 2.3); this is where it goes wrong."""
ROOM_TORSOS = 1.4
"""Torso lengths above the shoulders that raised hands need: an arm to the fingertips is about 0.65 m long, a
torso 0.5 m. Rendered sets whose hands stay in the frame have 1.8 and more, the one whose hands leave it
1.25."""
MOMENT_S = 1.0
"""Seconds that a joint which tells the movement from another may be unseen in a set under way."""
OVERHEAD_TORSOS = 0.6
"""Torso lengths above the shoulders at which both hands are up already: no room needs to be guessed then."""

CALIBRATE = "calibrate"
"""Code of an obstacle that asks the person to show the movement."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something in the way, and what to do about it.

    Attributes:
        code: Kind of obstacle, stable for other programs.
        message: What to do.
        blocks: Whether nothing can be measured while it lasts.
        after_s: Seconds that it must have lasted in a set under way before it blocks.
    """

    code: str
    message: str
    blocks: bool = True
    after_s: float = 0.0


NOT_ALONE = Obstacle("others", wording.NOT_ALONE, blocks=False)
"""Somebody else, or a mirror: they may be the one who is followed."""


def find_obstacle(
    exercise: Exercise, pose: Pose | None, raw: Pose | None, *, view: View | None, near: Side
) -> Obstacle | None:
    """Return the most important thing that keeps the movement from being seen, or ``None``.

    Args:
        exercise: The exercise by the method that measures it.
        pose: With unseen landmarks as NaN; ``None`` where nobody is seen.
        raw: The pose as the network gave it: it shows whether an unseen joint is outside the frame.
        view: From where the person is seen.
        near: The side that is nearer to the camera.
    """
    if pose is None or raw is None:
        return Obstacle("person", wording.STEP_IN)
    if turned := rotation_message(exercise, pose):
        return Obstacle("turned", turned)
    return _out_of_sight(exercise, pose, raw, view=view, near=near)


def _out_of_sight(
    exercise: Exercise, pose: Pose, raw: Pose, *, view: View | None, near: Side
) -> Obstacle | None:
    """Return what keeps the movement from being seen of a person in an upright frame."""
    sides = _sides(exercise, pose, near)
    if _well_inside(exercise, pose, sides):
        return turned_away(exercise, view) or _too_far(pose) or _one_arm(exercise, sides)
    unseen = _unseen(exercise, pose, sides)
    core = [joint for joint in unseen if joint in exercise.counted_on]
    if view is View.BACK and wording.PARTS.get(next(iter(core), "")) in ("head", "face"):
        core = []  # only the back of the head hides the face: turning helps
    after_s = min((_after_s(exercise, joint) for joint in core), default=math.inf)
    asked = Obstacle("framing", _ask(core[0], pose, raw, near), after_s=after_s) if core else None
    if asked or (asked := turned_away(exercise, view)):
        return asked
    if far := _too_far(pose):
        return far
    if unseen:
        return Obstacle("framing", _ask(unseen[0], pose, raw, near), blocks=False)
    return Obstacle("framing", wording.BACK_A_LITTLE, blocks=False)


def turned_away(exercise: Exercise, view: View | None) -> Obstacle | None:
    """Return the obstacle of a view that the movement cannot be measured in, or ``None``.

    Args:
        exercise: The exercise by the method that measures it.
        view: From where the person is seen.
    """
    return None if view in exercise.views else Obstacle("view", wording.TURN[exercise.views[0]])


def _after_s(exercise: Exercise, joint: str) -> float:
    """Return for how many seconds a joint that is counted on may be unseen in a set under way."""
    signal = exercise.motion.signal
    if joint in signal.spare:
        return math.inf
    return 0.0 if joint in signal.joints else MOMENT_S


def _too_far(pose: Pose) -> Obstacle | None:
    far = trunk_px(pose) < MIN_TORSO_RATIO * pose.size_px[1]
    return Obstacle("distance", wording.CLOSER) if far else None


def _one_arm(exercise: Exercise, sides: tuple[Side, ...]) -> Obstacle | None:
    """Return what makes measuring less sure without preventing it, where all that is needed is in place."""
    alone = exercise.motion.sides is Sides.BOTH and len(sides) == 1
    return Obstacle("framing", wording.ONE_ARM, blocks=False) if alone else None


def well_inside(exercise: Exercise, pose: Pose, near: Side) -> bool:
    """Return whether every joint that is needed is seen, and none is about to leave the frame.

    Args:
        exercise: The exercise by the method that measures it.
        pose: In image pixels, with unseen landmarks as NaN.
        near: The side that is nearer to the camera.
    """
    return _well_inside(exercise, pose, _sides(exercise, pose, near))


def _well_inside(exercise: Exercise, pose: Pose, sides: tuple[Side, ...]) -> bool:
    width, height = pose.size_px
    x_px, y_px, xs, ys = EDGE_MARGIN * width, EDGE_MARGIN * height, pose.xs, pose.ys
    for landmark in landmarks_of(exercise.needs, sides):
        if not (x_px <= xs[landmark] <= width - x_px and y_px <= ys[landmark] <= height - y_px):
            return False  # or NaN
    return True


def _unseen(exercise: Exercise, pose: Pose, sides: tuple[Side, ...]) -> list[str]:
    hidden = {joint for joint in exercise.needs for side in sides if math.isnan(_x(pose, joint, side))}
    return [joint for joint in exercise.needs if joint in hidden]


def _sides(exercise: Exercise, pose: Pose, near: Side) -> tuple[Side, ...]:
    """Return the sides that the movement is measured on: one arm of two where only one is seen."""
    motion = exercise.motion
    if motion.sides is Sides.NEAR:
        return (near,)
    if not motion.signal.alone:
        return ARMS
    seen = arms_seen(motion.signal, pose)
    return seen if len(seen) == 1 else ARMS


def _hidden(exercise: Exercise, pose: Pose) -> str:
    """Return the joint of the signal that one side lacks; the hips scale most signals."""
    joints = (*exercise.motion.signal.joints, "hip")
    return next((j for j in joints if any(math.isnan(_x(pose, j, s)) for s in ARMS)), joints[0])


def _x(pose: Pose, joint: str, side: Side) -> float:
    return _at(pose, joint, side)[0]


def _at(pose: Pose, joint: str, side: Side) -> Point:
    return pose.joint(side, joint)


def _ask(joint: str, pose: Pose, raw: Pose, near: Side) -> str:
    unseen = next((side for side in (near, near.other) if math.isnan(_x(pose, joint, side))), near)
    x, y = _at(raw, joint, unseen)
    width, height = raw.size_px
    outside = not (0.0 <= x <= width and 0.0 <= y <= height)
    return wording.step_back(joint) if outside else wording.hidden(joint)


class Readiness:
    """Waits for the start posture to be kept, and takes the person's baseline from it.

    Args:
        exercise: The exercise by the method that measures it.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise, signal = exercise, exercise.motion.signal
        self._of_signal = (signal, *signal.parts)
        """Features whose neutral values tell whether the person rests; the others wait until they do."""
        self._rest: deque[Pose] = deque()
        self._side = Side.BOTH
        self.baseline = Baseline()
        """Lengths of the resting poses so far, neutral values once ready."""
        self.noise = math.nan
        self.levels: Mapping[Side, float] | None = None
        """Standard deviation and levels of the signal at rest, where it is too noisy for one pose to show
        them; known once ready."""

    def update(self, pose: Pose, near: Side) -> Obstacle | None:
        """Take a pose and return what is still in the way; ``None`` once the person is ready.

        Args:
            pose: A pose that the movement can be measured in.
            near: The side that is nearer to the camera.
        """
        exercise, sides = self._exercise, self._exercise.motion.sides.followed(near)
        if self._rest and pose.t_s - self._rest[-1].t_s > BLINK_S:
            self._rest.clear()
        self._rest.append(pose)
        while pose.t_s - self._rest[0].t_s > 4 * REST_S:
            self._rest.popleft()
        self.baseline = Baseline.of(self._rest)
        last = [p for p in self._rest if pose.t_s - p.t_s <= REST_S]
        self._side = measured_on(exercise.motion.signal, last, sides[0])
        wrong = find_posture_obstacle(exercise, pose, self._side, self.baseline)
        if wrong and wrong.blocks:
            self._rest.clear()
            return wrong
        self.noise, self.levels = math.nan, None
        if isinstance(exercise.motion, Hold) and exercise.motion.anywhere:
            return self._settle(last, sides)
        restless = self._restless(last, sides, near)
        if restless is not None and restless.message == wording.KEEP_STILL:
            return self._noisy(sides)
        return restless or self._settle(last, sides)

    def _at_rest(
        self, features: tuple[Feature, ...], poses: Sequence[Pose], sides: tuple[Side, ...]
    ) -> Baseline:
        """Return the baseline with the neutral values of some features."""
        return with_neutral(self.baseline, features, poses, tuple({*sides, self._side}))

    def _noisy(self, sides: tuple[Side, ...]) -> Obstacle | None:
        """Return why these poses are no rest, as far as noise allows; else keep what they show together.

        The longer they last, the better the level is known; a signal that rises or falls over them by more
        than noise does is a movement.
        """
        poses, motion = tuple(self._rest), self._exercise.motion
        ready = self._at_rest(self._of_signal, poses, sides)
        signal = [(pose.t_s, motion.signal.measure(pose, self._side, ready)) for pose in poses]
        signal = [(t_s, value) for t_s, value in signal if not math.isnan(value)]
        noise = jitter_of(signal)
        span_s = signal[-1][0] - signal[0][0]
        still = Obstacle("start", wording.KEEP_STILL)
        if not noise > CLEAN * motion.attempt or span_s < NOISY_REST_S:
            return still
        drift = abs(fitted_line(signal)[0]) * span_s - STILL * motion.attempt
        if noise > UNSTEADY * motion.attempt and drift <= 4.0 * noise and von_neumann(signal) >= WHITE:
            return Obstacle("unsteady", wording.UNSTEADY)
        if drift > 2.0 * noise:
            return still
        self.levels = {side: _level(motion.signal, poses, side, ready) for side in sides}
        self.baseline, self.noise = self._at_rest(self._exercise.features, poses, sides), noise
        return None

    def _restless(self, last: Sequence[Pose], sides: tuple[Side, ...], near: Side) -> Obstacle | None:
        """Return why these poses are no rest in the start position."""
        motion, pose, ready = self._exercise.motion, last[-1], self._at_rest(self._of_signal, last, sides)
        values = [motion.signal.measure(p, self._side, ready) for p in last]
        if any(math.isnan(value) for value in values):
            if motion.signal.outline:
                return Obstacle("framing", wording.NO_OUTLINE)
            return Obstacle("framing", _ask(_hidden(self._exercise, pose), pose, pose, near))
        if median_of(values) > motion.rest[1]:
            return Obstacle("start", wording.TO_START)
        if not max(values) - min(values) <= STILL * motion.attempt:
            return Obstacle("start", wording.KEEP_STILL)
        return None

    def _settle(self, last: Sequence[Pose], sides: tuple[Side, ...]) -> Obstacle | None:
        """Keep the baseline, once the person was seen for long enough."""
        if last[-1].t_s - self._rest[0].t_s < REST_S:
            return Obstacle("start", wording.STAY)
        self.baseline = self._at_rest(self._exercise.features, last, sides)
        return None

    def restart(self) -> None:
        """Begin to wait again."""
        self._rest.clear()


def _level(signal: Feature, poses: Sequence[Pose], side: Side, baseline: Baseline) -> float:
    """Return the level of a side's signal at rest; of one arm where only one is seen."""
    arm = measured_on(signal, tuple(poses), side)
    return median_of(signal.measure(pose, arm, baseline) for pose in poses)


def find_posture_obstacle(exercise: Exercise, pose: Pose, side: Side, baseline: Baseline) -> Obstacle | None:
    """Return why the movement would not be whole from this posture; only a required band blocks.

    Room for raised hands comes first: stepping back undoes a start position.

    Args:
        exercise: The exercise by the method that measures it.
        pose: With unseen landmarks as NaN.
        side: The side that is measured.
        baseline: The person's lengths and neutral values.
    """
    no_room = exercise.overhead and _room_torsos(pose, baseline) < ROOM_TORSOS
    for band in exercise.start_required_first:
        if band.broken(band.feature.compute(pose, side, baseline)):
            wrong = Obstacle("start", band.message, blocks=band.required)
            return Obstacle("framing", wording.ROOM_ABOVE, blocks=band.required) if no_room else wrong
    return Obstacle("framing", wording.ROOM_ABOVE, blocks=False) if no_room else None


def out_of_place(exercise: Exercise, pose: Pose, side: Side, baseline: Baseline) -> bool:
    """Return whether the body is not as the movement requires it at rest, or the signal cannot be measured.

    Args:
        exercise: The exercise by the method that measures it.
        pose: With unseen landmarks as NaN.
        side: The side that is measured.
        baseline: The person's lengths and neutral values.
    """
    motion = exercise.motion
    required = (band for band in exercise.start if band.required)
    broken = any(band.broken(band.feature.compute(pose, side, baseline)) for band in required)
    return broken or math.isnan(motion.signal.measure(pose, side, baseline))


def _room_torsos(pose: Pose, baseline: Baseline) -> float:
    """Measure torso lengths from the shoulders to the upper edge; infinite while raised hands are seen."""
    shoulders = [pose.joint(side, "shoulder")[1] for side in ARMS]
    hands = [y for side in ARMS if not math.isnan(y := pose.joint(side, "wrist")[1])]
    up = bool(hands) and (max(shoulders) - max(hands)) > OVERHEAD_TORSOS * baseline.torso_px
    return math.inf if up else ratio(min(shoulders), baseline.torso_px)


def with_neutral(
    baseline: Baseline, features: tuple[Feature, ...], poses: Sequence[Pose], sides: tuple[Side, ...]
) -> Baseline:
    """Return the baseline with the neutral values of relative features.

    Args:
        baseline: The person's lengths.
        features: What is measured.
        poses: Poses at rest, with unseen landmarks as NaN: a neutral value is the median over them, and NaN
            where none shows it.
        sides: The sides to measure.
    """
    neutral = {
        (feature.name, side): median_of(feature.compute(pose, side, baseline) for pose in poses)
        for feature in features
        if feature.relative
        for side in sides
    }
    return replace(baseline, neutral=neutral)
