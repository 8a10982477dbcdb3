"""All measurements of one pose."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side


class Measurements(Mapping[Feature, float]):
    """Measurements of one pose on one side, each made when it is first looked at.

    Args:
        features: What there is to measure.
        pose: With unseen landmarks as NaN; ``None``, where nothing could be measured, makes every value NaN.
        side: The side that is measured.
        baseline: The person's lengths and neutral values.
    """

    __slots__ = ("_baseline", "_features", "_made", "_pose", "_side")

    def __init__(
        self, features: tuple[Feature, ...], pose: Pose | None, side: Side, baseline: Baseline
    ) -> None:
        self._features, self._pose, self._side, self._baseline = features, pose, side, baseline
        self._made: dict[Feature, float] = {}

    def __getitem__(self, feature: Feature) -> float:
        value = self._made.get(feature)
        if value is None:
            if feature not in self._features:
                raise KeyError(feature)
            pose = self._pose
            value = math.nan if pose is None else feature.measure(pose, self._side, self._baseline)
            self._made[feature] = value
        return value

    def __iter__(self) -> Iterator[Feature]:
        return iter(self._features)

    def __len__(self) -> int:
        return len(self._features)
