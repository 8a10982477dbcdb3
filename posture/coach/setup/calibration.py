"""Calibration: learning what a movement looks like on this person, relaxed and tensed in turn, twice.

It is for movements that no landmark lies on. The index that it makes is 0 relaxed and 1 as the person showed
it. It is used only where the difference stands far above the noise, both times in the same direction
(measurements.md 5, rung 1).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import mean, median, pstdev

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.coach.exercise import Calibrated, Exercise
from posture.coach.motion import Cycle, Hold

STEP_S = 3.5
"""Seconds for which each of relaxed, tensed, relaxed, tensed is asked for."""
SETTLE_S = 1.3
"""Seconds at the beginning of a step in which the person gets there."""
LEAST_POSES = 6
"""Poses that each step must have."""
UNSEEN_S = 1.0
"""Seconds without a measurement after which a step is asked for again from its beginning."""
GONE_S = 3.0
"""Seconds without a measurement after which everything is asked for again."""
CLEAR, VERY_CLEAR, TOGETHER = 4.0, 8.0, 50.0
"""Standard deviations by which a measurement must differ, by which one alone is enough, and the sum of
squares that several must reach (measurements.md 5)."""
LEAST_SD = 0.003
"""Smallest noise that is assumed, in units of the measurement; a rendered person has hardly any."""
LOW, HIGH = -0.5, 1.5
"""Limits of the index that a single measurement gives."""


@dataclass(frozen=True, slots=True)
class _Clue:
    """One measurement that tells tensed from relaxed."""

    feature: Feature
    relaxed: float
    change: float
    weight: float


@dataclass(slots=True)
class Calibration:
    """Asks for the movement twice and learns from what is seen.

    Attributes:
        method: The method, once the start position is taken.
        baseline: The person's lengths and neutral values at rest.
        prompt: What is asked for now.
    """

    method: Exercise
    baseline: Baseline
    prompt: str = ""
    _steps: list[list[Pose]] = field(default_factory=lambda: [[], [], [], []])
    _step: int = 0
    _within_s: float = 0.0
    _seen_s: float = math.nan

    def update(self, pose: Pose) -> bool:
        """Take a pose in which the movement can be measured, and return whether all was asked for.

        The clock runs from one such pose to the next, and stands while there is none.
        """
        asked = self.method.calibrated
        assert asked is not None
        step_s = 0.0 if math.isnan(self._seen_s) else pose.t_s - self._seen_s
        self._seen_s = pose.t_s
        if step_s > UNSEEN_S:
            self._within_s, self._steps[self._step] = 0.0, []
        else:
            self._within_s += step_s
        if self._within_s >= STEP_S:
            self._within_s -= STEP_S
            self._step += 1
        if self._step == len(self._steps):
            return True
        self.prompt = (asked.relax, asked.tense)[self._step % 2]
        if self._within_s >= SETTLE_S:
            self._steps[self._step].append(pose)
        return False

    def gone(self, pose: Pose) -> bool:
        """Return whether nothing was measured before this pose for so long that it may be somebody else."""
        return pose.t_s - self._seen_s > GONE_S

    def learned(self) -> Exercise | None:
        """Return the method for this person: as it is, by the index, or ``None`` where nothing showed."""
        if min(map(len, self._steps)) < LEAST_POSES:
            return None
        if self._shows():
            return replace(self.method, calibrated=None)
        clues = self._clues()
        return _by_index(self.method, clues) if clues else None

    def _shows(self) -> bool:
        """Tell whether the method's own signal would count both times, with all that belongs to it."""
        motion = self.method.motion
        reached = all(
            _level(motion.signal, tensed, self.baseline) - _level(motion.signal, relaxed, self.baseline)
            >= motion.floor
            for relaxed, tensed in self._pairs
        )
        return reached and not any(
            band.broken(
                _level(band.feature, tensed, self.baseline) - _level(band.feature, relaxed, self.baseline)
            )
            for band in self.method.confirm
            for relaxed, tensed in self._pairs
        )

    @property
    def _pairs(self) -> tuple[tuple[list[Pose], list[Pose]], ...]:
        first, second, third, fourth = self._steps
        return (first, second), (third, fourth)

    def _clues(self) -> tuple[_Clue, ...]:
        """Return measurements that tell the two apart, weighted by how clearly; none where too few do."""
        assert self.method.calibrated is not None
        found: list[tuple[Feature, float, float, float]] = []
        for feature in self.method.calibrated.features:
            changes, spreads, levels = [], [], []
            for relaxed, tensed in self._pairs:
                rest, top = (_values(feature, poses, self.baseline) for poses in (relaxed, tensed))
                if not rest or not top:
                    break
                changes.append(median(top) - median(rest))
                spreads.append(max(pstdev(rest), pstdev(top), LEAST_SD))
                levels.append(median(rest))
            else:
                clear = min(abs(c) / s for c, s in zip(changes, spreads, strict=True))
                if changes[0] * changes[1] > 0.0 and clear > CLEAR:
                    found.append((feature, mean(levels), mean(changes), clear))
        total = sum(clear**2 for *_, clear in found)
        enough = total > TOGETHER and (len(found) > 1 or any(clear > VERY_CLEAR for *_, clear in found))
        return tuple(_Clue(f, level, by, clear**2 / total) for f, level, by, clear in found) if enough else ()


def _values(feature: Feature, poses: Sequence[Pose], baseline: Baseline) -> list[float]:
    measured = (feature.compute(pose, Side.BOTH, baseline) for pose in poses)
    return [value for value in measured if not math.isnan(value)]


def _level(feature: Feature, poses: Sequence[Pose], baseline: Baseline) -> float:
    values = _values(feature, poses, baseline)
    return median(values) if values else math.nan


def _by_index(method: Exercise, clues: tuple[_Clue, ...]) -> Exercise:
    """Return the method with an index of the clues for its signal."""

    def _compute(pose: Pose, side: Side, baseline: Baseline) -> float:
        shares = (
            (clue.feature.compute(pose, Side.BOTH, baseline) - clue.relaxed) / clue.change for clue in clues
        )
        return sum(
            clue.weight * min(max(share, LOW), HIGH) if not math.isnan(share) else math.nan
            for clue, share in zip(clues, shares, strict=True)
        )

    asked, motion = method.calibrated, method.motion
    assert isinstance(asked, Calibrated)
    joints = tuple(dict.fromkeys(joint for clue in clues for joint in clue.feature.joints))
    index = Feature("calibrated_index", "ratio", joints, method.motion.signal.views, _compute)
    levels = {"signal": index, "rest": (LOW, 0.35), "attempt": 0.3, "full": 1.0, "floor": 0.6}
    changed: Cycle | Hold = replace(motion, still_per_s=1.0, **levels)  # type: ignore[arg-type]  # mypy reads no dict
    return replace(
        method, motion=changed, confirm=asked.confirm, calibrated=None, method_name=asked.method_name
    )
