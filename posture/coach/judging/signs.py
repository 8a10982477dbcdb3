"""Signs of another movement: a number over the whole attempt that this exercise cannot have.

The signal says how far a movement went, not that it was this one: in a push-up the elbow rises past the
trunk as it does in a row. The difference has a physical reason and is measured on the path of the joints
from the beginning of the attempt to its end: hands that carry the body stay where they are, hands that
pull travel. An exercise declares what passes for it; the attempt is refused with that.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.geometry import midpoint, ratio
from posture.body.landmarks import Pose, Side
from posture.coach.attempt import Reason
from posture.coach.counting.movement import Movement

OUTER = 3.0
"""Percent of the values at either end that may be a mistake of the network."""
SEEN = 0.5
"""Share of an attempt in which everything must be seen: a sign is surer than the count, or silent."""
STIR_TORSOS = 0.15
"""Torso lengths below which a joint was not seen to move: with landmarks that are off by 2 % of a torso, each
for itself, the outermost places are 0.08 apart."""
STIR_DEG = 4.0
"""The same for angles, in degrees."""
BEFORE_S = 0.5
"""Most seconds that a movement begins before it is noticed."""
MOST = 2000
"""Moments that are kept of one attempt; of a longer one every second moment."""

Sample = Callable[[Pose, Side, Baseline], tuple[float, ...]]
Columns = Sequence[Sequence[float]]
"""The samples of an attempt, one column for each of their values."""


@dataclass(frozen=True, slots=True, eq=False)
class PathMeasure:
    """A number over all moments of an attempt; NaN where too little was seen.

    Attributes:
        name: Name of the number.
        joints: Names without side, for words.
        sample: Gives the values to take of each moment.
        over: Makes the number of the values of the moments in which all of them were seen.
    """

    name: str
    joints: tuple[str, ...]
    sample: Sample
    over: Callable[[Columns], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """The band that a number over the attempt has in this exercise, and what to say outside it.

    Attributes:
        journey: The number.
        low, high: The band.
        message: What was made instead, or what to do; at most six words.
        reason: Why the attempt does not count.
    """

    journey: PathMeasure
    low: float = -math.inf
    high: float = math.inf
    message: str
    reason: Reason = Reason.WRONG_POSTURE

    def shown(self, value: float) -> bool:
        """Return whether a value shows the other movement; NaN shows nothing."""
        return value < self.low or value > self.high


def travel(joint: str) -> PathMeasure:
    """Measure how far a joint travels: the diagonal of the box around its places, in torso lengths."""

    def _sampled(pose: Pose, side: Side, baseline: Baseline) -> tuple[float, ...]:
        return _place(pose, side, joint, baseline)

    return PathMeasure(f"{joint}_travel", (joint,), _sampled, _extent)


def travel_against(joint: str, other: str) -> PathMeasure:
    """Measure the travel of a joint as a share of the travel of another; NaN where that hardly moves.

    Args:
        joint: Name without side.
        other: Name of the joint to compare with.
    """

    def _sampled(pose: Pose, side: Side, baseline: Baseline) -> tuple[float, ...]:
        return (*_place(pose, side, joint, baseline), *_place(pose, side, other, baseline))

    def _number(places: Columns) -> float:
        against = _extent(places[2:])
        return ratio(_extent(places[:2]), against) if against >= STIR_TORSOS else math.nan

    return PathMeasure(f"{joint}_against_{other}", (joint, other), _sampled, _number)


def further_travel(joint: str) -> PathMeasure:
    """Measure the travel of the side that moves more, in torso lengths."""
    return PathMeasure(
        f"{joint}_further_travel", (joint,), _of_both(joint), lambda places: max(_each(places))
    )


def lesser_travel(joint: str) -> PathMeasure:
    """Measure the lesser travel as a share of the further one of both sides; NaN where neither moves much."""

    def _number(places: Columns) -> float:
        less, more = sorted(_each(places))
        return ratio(less, more) if more >= STIR_TORSOS else math.nan

    return PathMeasure(f"{joint}_lesser_travel", (joint,), _of_both(joint), _number)


def swing(feature: Feature) -> PathMeasure:
    """Measure the largest less the smallest value of a feature."""
    return PathMeasure(
        f"{feature.name}_swing", feature.joints, _value(feature), lambda values: _spans(values)[0]
    )


def greatest(feature: Feature) -> PathMeasure:
    """Measure the largest value of a feature."""
    return PathMeasure(
        f"{feature.name}_greatest",
        feature.joints,
        _value(feature),
        lambda values: _percentile(sorted(values[0]), 100.0 - OUTER),
    )


def least(feature: Feature) -> PathMeasure:
    """Measure the smallest value of a feature."""
    return PathMeasure(
        f"{feature.name}_least",
        feature.joints,
        _value(feature),
        lambda values: _percentile(sorted(values[0]), OUTER),
    )


def lesser_side(feature: Feature) -> PathMeasure:
    """Measure the lesser change of a feature as a share of the larger one; NaN where both are small."""

    def _sampled(pose: Pose, side: Side, baseline: Baseline) -> tuple[float, ...]:
        return tuple(feature.compute(pose, one, baseline) for one in (Side.LEFT, Side.RIGHT))

    def _number(values: Columns) -> float:
        less, more = sorted(_spans(values))
        return ratio(less, more) if more >= STIR_DEG else math.nan

    return PathMeasure(f"{feature.name}_lesser_side", feature.joints, _sampled, _number)


class SignWatch:
    """Watches one side (or both arms together) for the signs that an exercise declares.

    Args:
        signs: What gives other movements away in this exercise.
        side: The side that is followed.
    """

    def __init__(self, signs: tuple[Sign, ...], side: Side) -> None:
        self._signs, self.side = signs, side
        self._times_s: list[float] = []
        self._samples: list[tuple[tuple[float, ...], ...]] = []

    def watch(self, pose: Pose, baseline: Baseline, *, moving: bool) -> None:
        """Take a moment.

        Args:
            pose: With unseen landmarks as NaN.
            baseline: The person's lengths and neutral values.
            moving: Whether a movement is under way; of rest only the last half second is kept, in which the
                next movement may have begun.
        """
        if not self._signs:
            return
        self._times_s.append(pose.t_s)
        self._samples.append(tuple([sign.journey.sample(pose, self.side, baseline) for sign in self._signs]))
        if not moving:
            self._forget_before(pose.t_s - BEFORE_S)
        elif len(self._times_s) > MOST:
            del self._times_s[1::2], self._samples[1::2]

    def shown_in(self, ended: Movement) -> Sign | None:
        """Return the first sign that an attempt has shown which just ended, and forget the attempt."""
        taken = self._samples[bisect_left(self._times_s, ended.start_s) :]
        self._forget_before(ended.end_s)
        for number, sign in enumerate(self._signs):
            if sign.shown(_over(sign.journey, [samples[number] for samples in taken])):
                return sign
        return None

    def _forget_before(self, t_s: float) -> None:
        gone = bisect_left(self._times_s, t_s)
        del self._times_s[:gone], self._samples[:gone]


def _value(feature: Feature) -> Sample:
    def _sampled(pose: Pose, side: Side, baseline: Baseline) -> tuple[float, ...]:
        return (feature.compute(pose, side, baseline),)

    return _sampled


def _of_both(joint: str) -> Sample:
    def _sampled(pose: Pose, side: Side, baseline: Baseline) -> tuple[float, ...]:
        left, right = _place(pose, Side.LEFT, joint, baseline), _place(pose, Side.RIGHT, joint, baseline)
        return (*left, *right)

    return _sampled


def _each(places: Columns) -> tuple[float, float]:
    """Return the travel of the left side and of the right one."""
    return _extent(places[:2]), _extent(places[2:])


def _over(journey: PathMeasure, samples: list[tuple[float, ...]]) -> float:
    if not samples:
        return math.nan
    seen = [values for values in samples if not math.isnan(sum(values))]
    if len(seen) < max(SEEN * len(samples), 3.0):
        return math.nan
    return journey.over(tuple(zip(*seen, strict=True)))


def _spans(values: Columns) -> list[float]:
    """Return how far each column went."""
    ordered = [sorted(column) for column in values]
    return [_percentile(column, 100.0 - OUTER) - _percentile(column, OUTER) for column in ordered]


def _percentile(ordered: Sequence[float], percent: float) -> float:
    """Return a percentile, between two values in proportion.

    NumPy gives the same; for the few values of an attempt it takes much longer.

    Args:
        ordered: At least two values, rising.
        percent: 0 to below 100.
    """
    place = (len(ordered) - 1) * (percent / 100.0)
    before = math.floor(place)
    low, high, part = ordered[before], ordered[before + 1], place - before
    return low + (high - low) * part if part < 0.5 else high - (high - low) * (1.0 - part)


def _extent(places: Columns) -> float:
    """Return the diagonal of the box around all places."""
    across, along = _spans(places)
    return math.hypot(across, along)


def _place(pose: Pose, side: Side, joint: str, baseline: Baseline) -> tuple[float, float]:
    """Return the place of a joint in torso lengths; the middle of both where both arms are followed."""
    x, y = midpoint(*pose.pair(joint)) if side is Side.BOTH else pose.joint(side, joint)
    return ratio(x, baseline.torso_px), ratio(y, baseline.torso_px)
