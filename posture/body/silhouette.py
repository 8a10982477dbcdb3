"""The contour of the back, from a person mask: landmarks lie on a line and cannot show it.

Bending the back by an eighth of its length moves the landmark angles by less than three degrees;
the contour follows it nearly one to one (measurements.md 1.1 and 2.8, measured).
"""

from __future__ import annotations

import math

import numpy as np

from posture.body.landmarks import Bools, Floats, Point, Pose

SAMPLES = 41
"""Places between shoulder and hip at which the contour is measured."""
BELOW_TORSOS, ABOVE_TORSOS = 0.35, 0.9
"""Ends of the search, beside the line shoulder-hip. It begins in front of it: in a
deep hollow the contour drops under the line itself."""
GAP_TORSOS = 0.06
"""Widest hole in the mask that is skipped."""
EMPTY = 0.2
"""Largest share of places without a contour; beyond it the whole contour is not to be trusted."""
_STEPS = 126
_ALONG = np.linspace(0.0, 1.0, SAMPLES)
_MIDDLE = (_ALONG >= 0.45) & (_ALONG <= 0.55)
_AWAY = np.linspace(-BELOW_TORSOS, ABOVE_TORSOS, _STEPS)
_EVERYWHERE = np.ones((SAMPLES, _STEPS), dtype=np.bool_)
_GAP_STEPS = round(GAP_TORSOS / float(_AWAY[1] - _AWAY[0]))


def back_contour(pose: Pose, shoulder: Point, hip: Point, *, facing: float) -> Floats:
    """Measure how far the back's contour is from the line shoulder-hip, at `SAMPLES` places.

    Args:
        pose: Its mask shows the whole scene, at any size.
        shoulder: Image pixels; the first place.
        hip: Image pixels; the last place.
        facing: +1 where the person looks to the right of the frame, else -1.

    Returns:
        (SAMPLES,) in torso lengths, + on the side of the back; NaN where there is none. All NaN without
        a mask, where a point is missing, where the mask has too many holes, or where the back leaves
        the frame.
    """
    mask = pose.mask
    if mask is None:
        return np.full(SAMPLES, math.nan)
    along = np.subtract(hip, shoulder)
    length_px = float(np.hypot(*along))
    if not length_px > 0.0:
        return np.full(SAMPLES, math.nan)
    back = facing * np.array((-along[1], along[0]))
    height, width = mask.shape
    scale = np.divide((width, height), pose.size_px)
    columns, rows = (
        ((shoulder[axis] + _ALONG * along[axis])[:, None] + _AWAY * back[axis]) * scale[axis]
        for axis in (0, 1)
    )
    inside = _inside(columns, width) & _inside(rows, height)
    cells = rows.astype(np.intp) * width + columns.astype(np.intp)
    hit = mask.ravel().take(cells, mode="clip") & inside
    distances = _end_of_first_run(hit, inside)
    missing = np.count_nonzero(np.isnan(distances))
    return distances if missing <= EMPTY * SAMPLES else np.full(SAMPLES, math.nan)


def _inside(places: Floats, size: int) -> Bools:
    """Find the places from 0 to below a size; they rise or fall along both axes."""
    corners = places[:: SAMPLES - 1, :: _STEPS - 1]
    if corners.min() >= 0 and corners.max() < size:
        return _EVERYWHERE  # as often
    inside: Bools = (places >= 0) & (places < size)
    return inside


def _end_of_first_run(hit: Bools, inside: Bools) -> Floats:
    """Find where the first run of each row ends; NaN without one, or where it ends at the frame's edge."""
    ends, empty = hit.copy(), ~hit
    for step in range(1, _GAP_STEPS + 1):
        ends[:, :-step] &= empty[:, step:]
    each, first = np.arange(SAMPLES), ends.argmax(axis=1)
    beyond = np.minimum(first + 1, _STEPS - 1)
    known = ends[each, first] & inside[each, beyond]
    return np.where(known, _AWAY[first], math.nan)


def back_height(contour: Floats) -> float:
    """Measure how high the middle of the back stands above the line shoulder-hip, in torso lengths.

    It is about 0.25 in a level table, falls to 0.15 in a cow and rises to 0.5 in a cat (rendered and real
    people, measured; noise 0.005).

    Args:
        contour: (SAMPLES,) as `back_contour` gives it; NaN where there is none gives NaN.
    """
    middle = contour[_MIDDLE]
    known = middle[~np.isnan(middle)]
    return float(known.mean()) if known.size else math.nan
