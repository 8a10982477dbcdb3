"""Changes between two checks of the same view. A change within the measurement error counts as no change."""

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
"""The measures that a tilted camera turns together, each by its share. The shoulders turn by less: the head,
which turns too, is partly taken for the drag on them."""


class Way(str, Enum):
    """Direction of a change."""

    NONE = "no change"
    UP = "up"
    DOWN = "down"

    __str__ = str.__str__


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """Change of one measure.

    Attributes:
        by: New minus old value; NaN where either is unknown or impossible for a body.
        way: ``no change`` where it lies within the larger of both errors, or is unknown.
    """

    by: float
    way: Way


def change(name: str, now: Check, before: Check) -> MeasureChange:
    """Return how a measure has changed between two checks of the same view.

    Args:
        name: Name of the measure.
        now: The newer check.
        before: The older one.
    """
    both = [m for check in (now, before) for m in check.measures if m.name == name]
    errors = [m.error for m in both]
    by = now.value(name) - before.value(name) if all(m.is_possible for m in both) else math.nan
    if math.isnan(by) or abs(by) <= max(errors):
        return MeasureChange(by, Way.NONE)
    return MeasureChange(by, Way.UP if by > 0.0 else Way.DOWN)


def like(check: Check, earlier: Iterable[Check]) -> list[Check]:
    """Return the checks that can be compared with a check: same view and side, not refused.

    Args:
        check: The check to compare.
        earlier: Candidates; their order is kept.
    """
    return [
        other
        for other in earlier
        if other.refused is None and other.view is check.view and check.side in (other.side, Side.BOTH)
    ]


def levelled(check: Check, baseline: Check, *, model: str = "") -> tuple[Check, float]:
    """Remove the tilt that the camera has gained since the baseline.

    Shoulders, hips and trunk that have all turned the same way turned with the camera. Use the result for
    changes only: how level the camera was at the baseline is not known.

    Args:
        check: A check from the front; others are returned as they are.
        baseline: An earlier check from the front.
        model: Name of the network that found the poses, for its known gain on head tilts.

    Returns:
        The check and the tilt in degrees. The tilt is 0 where it is within the noise of the measures, and
        where it is too large to remove.
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
