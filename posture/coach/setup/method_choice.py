"""The choice of the measurement method: the first, best first, that the person is ready for."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from posture.body.baseline import Baseline
from posture.body.landmarks import Pose, Side
from posture.coach import wording
from posture.coach.exercise import Exercise
from posture.coach.setup.calibration import Calibration
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import CALIBRATE, Obstacle, Readiness, find_obstacle
from posture.coach.setup.recalled_rest import RecalledRest, displaced
from posture.coach.setup.rest import Rest
from posture.coach.setup.setup_checklist import ChecklistItem, passed


@dataclass(frozen=True, slots=True)
class ChosenMethod:
    """The method that is chosen, with what is known of how the person rests for it.

    Attributes:
        method: The exercise by that method.
        baseline: The person's lengths and neutral values.
        rest: Their rest, where it was known before; ``None`` where it was just taken.
        noise: Standard deviation of the signal at rest; NaN where unknown.
        levels: The signal at rest by side, where one pose does not show it for noise.
    """

    method: Exercise
    baseline: Baseline
    rest: Rest | None = None
    noise: float = math.nan
    levels: Mapping[Side, float] | None = None


class MethodChoice:
    """Waits until the person is ready for one of the methods that measure an exercise.

    Args:
        exercise: The exercise with its fallbacks, best first.
        calibrate: Whether the person can be asked to show the movement, where a method is learned from it.

    Attributes:
        obstacle: What is in the way of the method that fits the view, or else of the best one.
        passed: What is right already for that method.
        calibrated: Whether the person has shown the movement, and a method was learned from that.
    """

    def __init__(self, exercise: Exercise, *, calibrate: bool = False) -> None:
        self._calibrate = calibrate
        self.adopt(exercise)

    def adopt(self, exercise: Exercise) -> None:
        """Begin to wait again, for other methods of measuring the same exercise."""
        self._waiting = [(replace(method, fallbacks=()), Readiness(method)) for method in exercise.methods]
        self._calibration: Calibration | None = None
        self._rest: Rest | None = None
        self._recalled: RecalledRest | None = None
        self._since_s = math.nan
        self._seen_s: dict[str, float] = {}
        self.calibrated = False
        self.obstacle: Obstacle | None = None
        self.passed: tuple[ChecklistItem, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether the person is being asked to show the movement."""
        return self._calibration is not None

    @property
    def learned(self) -> Exercise:
        """The exercise as it is measured now, with what was learned from the person."""
        first, *others = (method for method, _ in self._waiting)
        return replace(first, fallbacks=tuple(others))

    def use_rest(self, rest: Rest | None) -> None:
        """Begin by this rest as soon as the person is in place, without waiting for them to rest.

        By a rest from an earlier set a new one begins only where they do not rest today (`RecalledRest`).
        """
        usable = rest if rest is not None and rest.usable else None
        here = usable is not None and usable.bounded
        self._rest = usable if here else None
        self._recalled = None if usable is None or here else RecalledRest(usable)

    def update(self, observation: Observation) -> ChosenMethod | None:
        """Take a moment and return the method that the person is ready for, or ``None``."""
        if self._calibration is not None:
            return self._ask(self._calibration, observation)
        if (
            self._rest is not None
            and observation.pose is not None
            and observation.pose.t_s < self._rest.from_s
        ):
            self._say(self._waiting[0][0], Obstacle("start", wording.TO_START), observation)
            return None
        known = self.known(observation)
        if known is not None and observation.pose is not None:
            self._say(known.method, None, observation)
            return self._take(known, observation.pose)
        if observation.pose is not None and math.isnan(self._since_s):
            self._since_s = observation.pose.t_s
        in_the_way: list[tuple[Exercise, Obstacle]] = []
        for method, readiness in self._waiting:
            obstacle, chosen = self._wait_at(method, readiness, observation)
            if chosen is not None and observation.pose is not None:
                self._say(method, obstacle, observation)
                self._recalled = None  # what is seen today comes first
                return self._take(chosen, observation.pose)
            if obstacle is not None:
                in_the_way.append((method, obstacle))
        if (recalled := self._recall(observation)) is not None:
            self._say(recalled.method, None, observation)
            return recalled
        first = in_the_way[0] if in_the_way else (self._waiting[0][0], None)
        method, obstacle = next((pair for pair in in_the_way if pair[1].code != "view"), first)
        self._say(method, obstacle, observation)
        return None

    def _wait_at(
        self, method: Exercise, readiness: Readiness, observation: Observation
    ) -> tuple[Obstacle | None, ChosenMethod | None]:
        """Return what is in the way of a method, and the method once the person is ready for it."""
        pose = observation.pose
        obstacle = find_obstacle(method, pose, observation.raw, view=observation.view, near=observation.near)
        if pose is None or (obstacle is not None and obstacle.blocks):
            return obstacle, None
        waiting = readiness.update(pose, observation.near)
        ready = waiting is None and pose.t_s - self._better_gone_s(method, pose) >= method.patience_s
        if not ready or (self._recalled and self._recalled.mistaken(method, pose, readiness.baseline)):
            return waiting or obstacle, None
        return obstacle, ChosenMethod(
            method, readiness.baseline, noise=readiness.noise, levels=readiness.levels
        )

    def _better_gone_s(self, method: Exercise, pose: Pose) -> float:
        """Note what the method does without, where it is seen; return since when none of it has been."""
        for joint in method.without:
            if not all(math.isnan(pose.joint(side, joint)[0]) for side in (Side.LEFT, Side.RIGHT)):
                self._seen_s[joint] = pose.t_s
        return max([self._since_s, *(self._seen_s.get(joint, -math.inf) for joint in method.without)])

    def _say(self, method: Exercise, obstacle: Obstacle | None, observation: Observation) -> None:
        """Keep what is in the way of a method, and what is right already."""
        self.obstacle = obstacle
        self.passed = passed(
            method, observation.pose, view=observation.view, near=observation.near, obstacle=obstacle
        )

    def known(self, observation: Observation) -> ChosenMethod | None:
        """Return the method whose rest was found in this very source, where the person is in place for it."""
        return None if self._rest is None else self.by(self._rest, observation)

    def by(self, rest: Rest, observation: Observation) -> ChosenMethod | None:
        """Return the method that a rest belongs to, where the person is in place for it.

        Args:
            rest: How the person rests; it names its method.
            observation: What is seen now.
        """
        method = self._method_of(rest, observation)
        if observation.pose is None or method is None or displaced(method, rest, observation.pose):
            return None
        return ChosenMethod(method, rest.baseline, rest, noise=rest.noise)

    def _recall(self, observation: Observation) -> ChosenMethod | None:
        """Return the method whose rest is known from an earlier set, where none is seen today."""
        if self._recalled is None:
            return None
        method = self._method_of(self._recalled.rest, observation)
        if method is None or observation.pose is None or (self._calibrate and method.calibrated is not None):
            self._recalled.restart()  # a person who is asked to show the movement is asked to rest, too
            return None
        rest = self._recalled.update(method, observation.pose)
        return None if rest is None else ChosenMethod(method, rest.baseline, rest, noise=rest.noise)

    def _method_of(self, rest: Rest, observation: Observation) -> Exercise | None:
        """Return the method that a rest belongs to, where nothing keeps it from being measured now."""
        methods = (
            w for w, _ in self._waiting if (w.method_name, w.motion.signal.name) == (rest.method, rest.signal)
        )
        method = next(methods, None)
        if method is None or not rest.seen_from(
            observation.view, observation.near, sides=method.motion.sides
        ):
            return None
        obstacle = find_obstacle(
            method, observation.pose, observation.raw, view=observation.view, near=observation.near
        )
        blocked = obstacle is not None and obstacle.blocks
        levels = set(method.motion.sides.followed(rest.near))
        return method if not blocked and levels <= set(rest.levels) else None

    def restart(self) -> None:
        """Begin to wait again, for the person who is there now; what was learned stays."""
        self._rest = self._recalled = None
        self._since_s = math.nan
        self._seen_s = {}
        self._calibration = None
        for _, readiness in self._waiting:
            readiness.restart()

    def _take(self, chosen: ChosenMethod, pose: Pose) -> ChosenMethod | None:
        """Return the chosen method, or begin its calibration."""
        if not self._calibrate or chosen.method.calibrated is None:
            return chosen
        self._calibration = Calibration(chosen.method, chosen.baseline)
        self._calibration.update(pose)
        self.obstacle = Obstacle(CALIBRATE, self._calibration.prompt)
        return None

    def _ask(self, calibration: Calibration, observation: Observation) -> ChosenMethod | None:
        """Go on with the calibration; it begins again where the person turned away or was gone for long."""
        method, pose = calibration.method, observation.pose
        obstacle = find_obstacle(method, pose, observation.raw, view=observation.view, near=observation.near)
        blocked = obstacle is not None and obstacle.blocks
        turned = obstacle is not None and obstacle.code == "view"
        if pose is None or blocked or calibration.gone(pose):
            self._say(method, obstacle, observation)
            if turned or not (pose is None or blocked):
                self.restart()
            return None
        self.obstacle = Obstacle(CALIBRATE, calibration.prompt)
        if not calibration.update(pose):
            return None
        # Where nothing showed, the last method is left: the one that times and counts nothing.
        learned = calibration.learned() or self._waiting[-1][0]
        self._waiting = [
            (learned if w is method else w, Readiness(learned) if w is method else g)
            for w, g in self._waiting
        ]
        self._calibration, self.obstacle, self.calibrated = None, None, True
        return ChosenMethod(learned, calibration.baseline)
