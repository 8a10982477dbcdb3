"""Evidence beside the signal of a movement: how the body stood, what else changed, what each arm did."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass

from posture.body.arms import ARMS
from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.coach import wording
from posture.coach.counting.movement import Movement
from posture.coach.exercise import Exercise, Sides
from posture.coach.judging.signs import Sign, SignWatch

STAYS_S = 0.5
"""Seconds that a measurement must stay at a level: landmarks jump for a frame or two."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence of a movement that ended, from beside its signal.

    Attributes:
        hint: What to do instead, where the body stood or moved as in another movement; else "".
        begin: How a movement begins, for one that began elsewhere.
        whole: Whether it was a whole movement, by what was seen at the top.
        reaches: How far each arm went, where both are followed together.
        impostor: The sign that it was another movement, over the whole of it.
        question: What to ask, where it looked like an exercise that is the same for a camera; else "".
    """

    hint: str = ""
    begin: str = wording.TO_START
    whole: bool = True
    reaches: tuple[float, ...] = ()
    impostor: Sign | None = None
    question: str = ""


class _Lowest:
    """The lowest level at which a measurement stayed: one that was low for a moment was misread there."""

    def __init__(self) -> None:
        self._level = math.inf
        self._recent: deque[tuple[float, float]] = deque()

    def risen(self, t_s: float, value: float) -> float:
        """Take the next value and return how far it is above that level, 0 before there is one."""
        if math.isnan(value):
            return math.nan
        self._recent.append((t_s, value))
        while len(self._recent) > 1 and t_s - self._recent[1][0] >= STAYS_S:
            self._recent.popleft()
        if t_s - self._recent[0][0] >= STAYS_S:
            self._level = min(self._level, max(v for _, v in self._recent))
        return value - self._level if math.isfinite(self._level) else 0.0


class Witness:
    """Watches one side (or both arms together) beside the signal.

    Args:
        exercise: The exercise by the method that measures it.
        side: The side that is followed.
    """

    def __init__(self, exercise: Exercise, side: Side) -> None:
        self._exercise, self.side = exercise, side
        self._confirming = tuple(band.feature for band in exercise.confirm)
        self._rested: tuple[Pose, Baseline, Side] | None = None
        """The last pose at rest, as long as nobody has asked how the body stood in it."""
        self._begin: dict[tuple[Feature, Side], float] = {}
        self._misplaced = ""
        self._change: Mapping[Feature, float] = {}
        self._whole = not exercise.whole
        self._reach: dict[Side, tuple[float, float]] = {}
        self._lowest: dict[Feature, _Lowest] = {}
        self._impostors = SignWatch(exercise.impostors, side)
        self._kin = SignWatch(tuple(kin.sign for kin in exercise.kin if kin.sign), side)

    def follow(self, side: Side) -> None:
        """Watch that side from now on: that of the arm that is seen."""
        if side is not self.side:
            self.side = self._impostors.side = self._kin.side = side

    def changes(self, pose: Pose, baseline: Baseline) -> dict[Feature, float]:
        """Return what has changed since the movement under way began; NaN where it is not seen.

        Args:
            pose: With unseen landmarks as NaN.
            baseline: The person's lengths and neutral values.
        """
        self._set_out()
        begin, side = self._begin, self.side
        return {f: f.measure(pose, side, baseline) - begin.get((f, side), math.nan) for f in self._confirming}

    def broken(self, change: Mapping[Feature, float]) -> str:
        """Return what to do instead, where a change is not that of the movement; else ""."""
        bands = self._exercise.confirm
        return next((b.message for b in bands if b.broken(change.get(b.feature, math.nan))), "")

    def settled(self, pose: Pose, baseline: Baseline) -> bool:
        """Return whether the position is held: nothing has risen from its lowest as when a hold is given up.

        Args:
            pose: With unseen landmarks as NaN.
            baseline: The person's lengths and neutral values.
        """
        if not self._exercise.settled:
            return True
        rises: dict[Feature, float] = {}
        for feature in dict.fromkeys(band.feature for band in self._exercise.settled):
            lowest = self._lowest.setdefault(feature, _Lowest())
            rises[feature] = lowest.risen(pose.t_s, feature.measure(pose, self.side, baseline))
        return not any(band.broken(rises[band.feature]) for band in self._exercise.settled)

    def at_rest(self, pose: Pose, baseline: Baseline) -> None:
        """Note how the body stands at rest, from where the next movement begins.

        Args:
            pose: With unseen landmarks as NaN.
            baseline: The person's lengths and neutral values.
        """
        self._lowest = {}
        self._impostors.watch(pose, baseline, moving=False)
        self._kin.watch(pose, baseline, moving=False)
        self._rested = (pose, baseline, self.side)

    def _set_out(self) -> None:
        """Measure how the body stood in the last pose at rest: a movement begins from there."""
        if self._rested is None:
            return
        (pose, baseline, side), self._rested = self._rested, None
        sides = (Side.BOTH, *ARMS) if self._exercise.motion.sides is Sides.BOTH else (side,)
        self._begin = {(f, s): f.measure(pose, s, baseline) for f in self._confirming for s in sides}
        required = (band for band in self._exercise.start if band.required)
        broken = (
            band.message for band in required if band.broken(band.feature.compute(pose, side, baseline))
        )
        self._misplaced, self._reach = next(broken, ""), {}
        self._extend(pose, baseline, side)

    def moving(self, pose: Pose, baseline: Baseline, change: Mapping[Feature, float] | None) -> None:
        """Note how far each arm went, and what has changed at the top.

        Args:
            pose: With unseen landmarks as NaN.
            baseline: The person's lengths and neutral values.
            change: What has changed, where this is the top so far; else ``None``.
        """
        self._set_out()
        if change is not None:
            self._change = change
            bands, side = self._exercise.whole, self.side
            self._whole = self._whole or any(b.holds(b.feature.compute(pose, side, baseline)) for b in bands)
        self._impostors.watch(pose, baseline, moving=True)
        self._kin.watch(pose, baseline, moving=True)
        self._extend(pose, baseline, self.side)

    def evidence(self, ended: Movement) -> Evidence:
        """Return the evidence of the movement that ended, and begin afresh for the next."""
        self._set_out()
        reaches = tuple(sorted(high - low for low, high in self._reach.values()))
        first = next((band.message for band in self._exercise.start), wording.TO_START)
        begin = self._exercise.begin or first
        impostor, kin = self._impostors.shown_in(ended), self._kin.shown_in(ended)
        evidence = Evidence(
            hint=self._misplaced or self.broken(self._change), begin=begin, whole=self._whole,
            reaches=reaches, impostor=impostor, question=kin.message if kin else "",
        )  # fmt: skip
        self._change, self._reach, self._lowest = {}, {}, {}
        self._whole = not self._exercise.whole
        return evidence

    def _extend(self, pose: Pose, baseline: Baseline, followed: Side) -> None:
        if followed is not Side.BOTH:
            self._reach = {}  # the other arm was not seen to the end
            return
        for side in ARMS:
            value = self._exercise.motion.signal.measure(pose, side, baseline)
            if not math.isnan(value):
                low, high = self._reach.get(side, (value, value))
                self._reach[side] = (min(low, value), max(high, value))
