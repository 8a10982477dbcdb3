"""Set-up: everything before a movement counts, from the view and the obstacles to the count-in."""

from __future__ import annotations

import math
from collections.abc import Iterable

from posture.body.landmarks import Pose
from posture.coach.exercise import Exercise
from posture.coach.setup.count_in import CountIn
from posture.coach.setup.method_choice import ChosenMethod, MethodChoice
from posture.coach.setup.observation import Observation, Observer
from posture.coach.setup.obstacle_log import ObstacleLog
from posture.coach.setup.readiness import CALIBRATE, Obstacle
from posture.coach.setup.rest import Rest
from posture.coach.setup.setup_checklist import ChecklistItem


class SetUp:
    """Looks at every pose, and waits with the person until a set may begin.

    Args:
        exercise: What the person is about to do.
        calibrate: Whether the person can be asked to show the movement, where it is learned from them.
        count_in_s: Seconds that are counted down once everything is right.
        rest: How the person rests, where that is known.
    """

    def __init__(self, exercise: Exercise, *, calibrate: bool, count_in_s: float, rest: Rest | None) -> None:
        self._observer = Observer()
        self._count_in = CountIn(count_in_s)
        self._t_s = math.nan
        self.methods = MethodChoice(exercise, calibrate=calibrate)
        self.methods.use_rest(rest)
        self.problems = ObstacleLog()

    def look(self, pose: Pose | None, t_s: float) -> Observation:
        """Take the next pose and return what is seen of it.

        Args:
            pose: As the network gave it; ``None`` where nobody was found.
            t_s: Seconds, rising.
        """
        self._t_s = t_s
        return self._observer.look(pose)

    def begin(
        self, observation: Observation, *, unread: bool = False
    ) -> tuple[ChosenMethod | None, Obstacle | None]:
        """Wait for the start; return the method once the set begins, and what is in the way now.

        Args:
            observation: What is seen.
            unread: A message stands that nobody can have read yet: no count-in takes its place.
        """
        chosen = self.methods.update(observation)
        obstacle = self.methods.obstacle
        asked = obstacle is not None and obstacle.code == CALIBRATE  # paced enough by itself
        placed = (chosen is not None or asked) and not (unread and self._count_in.pending)
        may_begin = self._count_in.update(self._t_s, placed=placed, obstacle=obstacle)
        counting = self._count_in.left_s > 0.0 and not asked
        if chosen is not None and may_begin:
            self._observer.view.hold()
        return chosen if may_begin else None, None if counting else obstacle

    def begin_by(
        self, rest: Rest, observations: Iterable[Observation]
    ) -> tuple[Observation, ChosenMethod] | None:
        """Return the first moment in which the person is in place for a rest, with its method.

        Args:
            rest: How the person rests.
            observations: What was seen, in order of time.
        """
        begins = (
            (observation, chosen)
            for observation in observations
            if (chosen := self.methods.by(rest, observation)) is not None
        )
        begun = next(begins, None)
        if begun is not None:
            self._observer.view.hold()
        return begun

    def restart(self) -> None:
        """Wait for the start again, for the person who is there now."""
        self.methods.restart()
        self.release()

    def release(self) -> None:
        """Follow the view freely again: no set has begun."""
        self._observer.view.release()

    @property
    def asks_to_wait(self) -> bool:
        """Whether the person waits for a count-in or is asked to show something: no movement counts yet."""
        return self._count_in.pending or self.methods.asks

    @property
    def count_in_s(self) -> float:
        """Seconds to go while the set is counted in, else 0."""
        return self._count_in.left_s

    @property
    def passed(self) -> tuple[ChecklistItem, ...]:
        """What is right already."""
        return self.methods.passed
