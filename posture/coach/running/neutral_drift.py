"""The drift of neutral values: they follow a resting person, slowly."""

from __future__ import annotations

import math
from collections.abc import Sequence

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.coach.exercise import Exercise
from posture.coach.setup.readiness import REST_S

NEUTRAL_MEMORY_S = 10.0
"""Time constant with which neutral values follow a resting person: people drift."""
FIRST_REST_S = REST_S
"""Seconds of rest that neutral values come from as a set begins. Those that only form is judged by are the
mean of all rest until it lasts for `NEUTRAL_MEMORY_S`: the network itself takes half a second to settle, and
shoulders were seen to rise by 0.05 torso lengths meanwhile, more than half a shrug. Features that counting
looks at have their level of rest and limits found together with their neutral value: that follows slowly from
the beginning."""


def counted_by(method: Exercise) -> frozenset[Feature]:
    """Return the features of a method that counting looks at: signals, and bands that must hold."""
    bands = (*method.start, *method.confirm, *method.settled, *method.whole)
    signals = {motion.signal for motion in (method.motion, *method.mistaken)}
    return frozenset({*signals, *method.motion.signal.parts, *(band.feature for band in bands)})


class NeutralDrift:
    """Keeps the baseline of a set, and lets its neutral values follow.

    Args:
        method: The exercise by the method that measures it.
        baseline: Lengths and neutral values at the beginning.
        settled: Whether these come from a long rest, and not from the first moment of one.

    Attributes:
        baseline: Lengths and neutral values now.
    """

    def __init__(self, method: Exercise, baseline: Baseline, *, settled: bool) -> None:
        self.baseline = baseline
        self._rested_s = NEUTRAL_MEMORY_S if settled else FIRST_REST_S
        counted = counted_by(method)
        self._relative = [(feature, feature in counted) for feature in method.features if feature.relative]

    def follow(self, pose: Pose, step_s: float, sides: Sequence[Side]) -> None:
        """Take a pose at rest; a value that was never seen begins here.

        Args:
            pose: With unseen landmarks as NaN, which change no value.
            step_s: Seconds since the pose before.
            sides: Sides that are followed.
        """
        neutral = dict(self.baseline.neutral)
        slowly = 1.0 - math.exp(-step_s / NEUTRAL_MEMORY_S)
        soon = step_s / (self._rested_s + step_s)
        self._rested_s = min(self._rested_s + step_s, NEUTRAL_MEMORY_S)
        for side in sides:
            for feature, counted in self._relative:
                value = feature.compute(pose, side, self.baseline)
                if math.isnan(value):
                    continue
                key, gain = (feature.name, side), slowly if counted else soon
                before = neutral.get(key, math.nan)
                neutral[key] = value if math.isnan(before) else before + gain * (value - before)
        self.baseline = self.baseline.with_neutral(neutral)
