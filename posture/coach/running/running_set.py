"""A set under way: one person measured by one method, beside movements that they might make instead."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

from posture.body.baseline import Baseline
from posture.body.landmarks import Landmark, Pose, Side, on
from posture.body.measurements import Measurements
from posture.coach.counting.movement import Movement
from posture.coach.counting.open_movement import EARLIER
from posture.coach.counting.pacer import Pacer
from posture.coach.exercise import Cycle, Sides
from posture.coach.running.neutral_drift import NeutralDrift
from posture.coach.running.presence import Presence
from posture.coach.running.side_counters import (
    SideCounter,
    furthest_reach,
    leading_counter,
    mistaken_counters,
    rest_levels_at,
    side_counters,
)
from posture.coach.session import Finding
from posture.coach.setup.method_choice import ChosenMethod
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import STILL, Obstacle, find_posture_obstacle
from posture.coach.setup.rest import SURE, Rest


class RunningSet:
    """Follows one person from their rest on.

    Args:
        chosen: The method, and how the person rests.
        observation: What is seen at the beginning.
        hold_s: Dose of a hold in seconds.
    """

    def __init__(self, chosen: ChosenMethod, observation: Observation, *, hold_s: float) -> None:
        assert observation.pose is not None
        method, near, rest = chosen.method, observation.near, chosen.rest
        levels = (
            rest.levels
            if rest
            else chosen.levels or rest_levels_at(method, observation.pose, chosen.baseline, near=near)
        )
        self.method = method
        self.rest = rest or Rest(
            signal=method.motion.signal.name, method=method.method_name,
            view=observation.view or method.views[0], near=near,
            baseline=chosen.baseline, levels=levels, noise=chosen.noise, sure=SURE,
        )  # fmt: skip
        """Rest of the person at the beginning."""
        self._hold_s = hold_s
        motion = method.motion
        self._longest_s = motion.max_s + hold_s if isinstance(motion, Cycle) else math.inf
        self.pacer = Pacer(method.pace, hold_s=hold_s) if method.pace else None
        self._counters = side_counters(method, levels, hold_s=hold_s, noise=chosen.noise)
        self._mistaken_counters = mistaken_counters(method, near=near)
        self._all_counters = [*self._counters, *self._mistaken_counters]
        self.begun_s = observation.pose.t_s
        """Second in which the set began; a rest that is found later changes nothing before it."""
        self.presence = Presence(method, self.begun_s)
        """Whether the person can be measured, and keeps their posture."""
        self._neutral = NeutralDrift(method, chosen.baseline, settled=bool(rest and rest.bounded))
        self._begun_unseen = rest is not None and not rest.bounded

    @property
    def baseline(self) -> Baseline:
        """The person's lengths and neutral values now."""
        return self._neutral.baseline

    @property
    def shown(self) -> SideCounter:
        """The counter to show: the one in a movement, else the first."""
        return leading_counter(self._counters)

    @property
    def active(self) -> bool:
        """Whether a movement is under way, the right one or a mistaken one."""
        for counter in self._all_counters:  # noqa: SIM110  # asked several times a pose, and this is faster
            if counter.segmenter.active:
                return True
        return False

    @property
    def holding(self) -> bool:
        """Whether a hold is under way."""
        return any(counter.segmenter.hold_s > 0.0 for counter in self._counters)

    @property
    def overdue(self) -> bool:
        """Whether a movement does not come back: it takes longer than any does."""
        for counter in self._counters:
            segmenter = counter.segmenter
            if segmenter.under_way_s > self._longest_s and segmenter.active:
                return True
        return False

    def reach(self, t_s: float) -> float:
        """Return the reach at ``t_s`` of the side that goes furthest; NaN where none was measured."""
        return furthest_reach(self._counters, t_s)

    def measure(self, pose: Pose | None, side: Side) -> Measurements:
        """Return every measurement of the method on one side or both; NaN without a pose.

        Args:
            pose: With unseen landmarks as NaN.
            side: The side that is measured.
        """
        return Measurements(self.method.features, pose, side, self.baseline)

    def turned_round(self, near: Side) -> bool:
        """Return whether the person has turned the other side to the camera between two movements."""
        if self.method.motion.sides is not Sides.NEAR or self._counters[0].segmenter.moving:
            return False
        return self._counters[0].side is not near

    def see(self, observation: Observation, t_s: float) -> tuple[Pose | None, Obstacle | None]:
        """Look at the next moment: return the pose, where it can be measured, and what is in the way.

        Args:
            observation: What is seen.
            t_s: Seconds, rising.
        """
        obstacle, pose = self.presence.obstacle(observation, t_s), observation.pose
        if pose is None or (obstacle is not None and obstacle.blocks):
            return None, obstacle
        shown, baseline = self.shown, self.baseline
        self.presence.measured(pose, t_s, shown.side, baseline)
        if obstacle is None and not shown.segmenter.active:  # the start posture between repetitions
            obstacle = find_posture_obstacle(self.method, pose, shown.side, baseline)
        return pose, obstacle

    def again(self, rest: Rest, observation: Observation) -> RunningSet:
        """Return the same set from another rest: its rhythm and the personal range stay known.

        Args:
            rest: The other rest.
            observation: What is seen at its beginning.
        """
        noise = self.rest.noise if math.isnan(rest.noise) else rest.noise
        made = RunningSet(
            ChosenMethod(self.method, rest.baseline, rest, noise=noise), observation, hold_s=self._hold_s
        )
        made.begun_s, made.pacer = self.begun_s, self.pacer
        for counter, before in zip(made._counters, self._counters, strict=True):
            counter.segmenter.know_range(before.segmenter)
        return made

    @property
    def moving(self) -> bool:
        """Whether anything has left its rest, however little."""
        for counter in self._all_counters:  # noqa: SIM110  # as above
            if counter.segmenter.moving:
                return True
        return False

    def goes_on_since(self, t_s: float) -> bool:
        """Return whether a movement is under way that set out before that moment."""
        return any(t.segmenter.active and t.segmenter.set_out_s <= t_s for t in self._counters)

    @property
    def set_out_s(self) -> float:
        """Second in which the movement under way left its rest; infinite where there is none."""
        under_way = (counter.segmenter.set_out_s for counter in self._counters if counter.segmenter.active)
        return min(under_way, default=math.inf)

    def joints_of(self, findings: Iterable[Finding]) -> tuple[Landmark, ...]:
        """Return the joints that the broken rules measure, on the side that is shown."""
        broken = {finding.rule for finding in findings}
        if not broken:
            return ()
        features = [rule.feature for rule in self.method.rules if rule.name in broken]
        joints = [joint for feature in features for joint in getattr(feature, "joints", ())]
        side = self.shown.side
        sides = (Side.LEFT, Side.RIGHT) if side is Side.BOTH else (side,)
        return tuple(sorted({on(s, j) for j in joints for s in sides}))

    def advance(self, measured: Pose | None, t_s: float) -> Iterator[tuple[SideCounter, Movement | None]]:
        """Let each counter take the moment, and give it with the movement that ended, if one did.

        Args:
            measured: The pose; ``None`` where nothing could be measured.
            t_s: Seconds, rising.
        """
        for counter in self._counters:
            yield counter, counter.update(measured, t_s, self.baseline)

    def made_instead(
        self, measured: Pose | None, t_s: float, *, last_end_s: float
    ) -> Iterator[tuple[SideCounter, Movement]]:
        """Let the counters of mistaken movements take the moment, and give what was made instead.

        Args:
            measured: The pose; ``None`` where nothing could be measured.
            t_s: Seconds, rising.
            last_end_s: Second in which the last listed movement ended.
        """
        for counter in self._mistaken_counters:
            ended = counter.update(measured, t_s, self.baseline)
            if ended and self._whole_and_alone(ended, last_end_s):
                yield counter, ended.as_mistaken(counter.instead)

    def give_up(self, *, finished: bool) -> Iterator[tuple[SideCounter, Movement]]:
        """End every movement under way, and give each: the set is finished, or else the person is lost."""
        for counter in self._counters:
            ended = counter.finish() if finished else counter.lose()
            if ended:
                yield counter, ended

    def drift(self, pose: Pose, step_s: float, *, attempts: int) -> None:
        """Let neutral values follow while everything rests; one that was never seen begins here.

        Args:
            pose: With unseen landmarks as NaN, which change no value.
            step_s: Seconds since the pose before.
            attempts: Attempts so far.
        """
        if self.moving:
            return
        if self._begun_unseen and not all(self._rests(counter) for counter in self._counters):
            return
        if getattr(self.method.motion, "two_sided", False) and attempts:
            return  # between two repetitions the body is on the other side of neutral
        self._neutral.follow(pose, step_s, [counter.side for counter in self._counters])

    def _rests(self, counter: SideCounter) -> bool:
        """Return whether a counter was seen at rest; a person who begins in the middle may be anywhere."""
        return abs(counter.segmenter.displacement) <= STILL * self.method.motion.attempt

    def _whole_and_alone(self, ended: Movement, last_end_s: float) -> bool:
        """Return whether a mistaken movement was whole, and came without the right one."""
        alone = not any(counter.segmenter.active for counter in self._counters)
        under_way_s = ended.start_s + EARLIER * (ended.peak_s - ended.start_s)
        return alone and ended.reason is None and under_way_s >= last_end_s
