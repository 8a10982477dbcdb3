"""What has changed since another check; less than the measuring error is no change."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from posture.body.features import SHOULDER_DRAG
from posture.body.landmarks import Side
from posture.body.view import View
from posture.posture_check.camera_level import MAX_ROLL_DEG, shared
from posture.posture_check.check_result import Check
from posture.posture_check.measures import HEAD_GAIN, MEASURES

_ROLLING = {"shoulder_level": 1.0 - SHOULDER_DRAG, "hip_level": 1.0, "trunk_side_lean": 1.0}
"""What a tilted camera turns all together, and by which share: the head, which turns too, is taken for the
drag of the shoulders in part."""


class Way(str, Enum):
    """Which way a value went."""

    NONE = "no change"
    UP = "up"
    DOWN = "down"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """The change of one measure.

    Attributes:
        by: New minus old value; NaN where either is not known, or is none that a body can have.
        way: ``no change`` where it is within the larger of both errors, or not known.
    """

    by: float
    way: Way


def change(name: str, now: Check, before: Check) -> MeasureChange:
    """How a measure has changed since another check of the same view."""
    both = [m for check in (now, before) for m in check.measures if m.name == name]
    errors = [m.error for m in both]
    by = now.value(name) - before.value(name) if all(m.is_possible for m in both) else math.nan
    if math.isnan(by) or abs(by) <= max(errors):
        return MeasureChange(by, Way.NONE)
    return MeasureChange(by, Way.UP if by > 0.0 else Way.DOWN)


def like(check: Check, earlier: Iterable[Check]) -> list[Check]:
    """The checks of the same view and side that were not refused, in the order given."""
    return [
        other
        for other in earlier
        if other.refused is None and other.view is check.view and check.side in (other.side, Side.BOTH)
    ]


def levelled(check: Check, baseline: Check, *, model: str = "") -> tuple[Check, float]:
    """The check without a tilt that the camera has had since the baseline, and that tilt in degrees.

    For changes only: how the camera hung at the baseline is not known.
    Shoulders, hips and trunk that have all turned the same way turned with the camera. Below the
    measuring noise nothing is done; a tilt that is too large was refused before.
    """
    if check.view is not View.FRONT or check.refused or baseline.refused:
        return check, 0.0
    tilt = shared([(check.value(name) - baseline.value(name)) / share for name, share in _ROLLING.items()])
    noise = max(MEASURES[name].noise for name in _ROLLING)
    if not noise < abs(tilt) <= MAX_ROLL_DEG:
        return check, 0.0
    off = {name: tilt * share for name, share in _ROLLING.items()}
    off["head_tilt"] = tilt / HEAD_GAIN.get(model, 1.0)
    measures = tuple(
        replace(m, value=m.value - off[m.name], band=MEASURES[m.name].band(m.value - off[m.name]))
        if m.name in off
        else m
        for m in check.measures
    )
    return replace(check, measures=measures), tilt
