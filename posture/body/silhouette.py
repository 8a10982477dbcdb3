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
_MIDDLE = slice(round(0.45 * (SAMPLES - 1)), round(0.55 * (SAMPLES - 1)) + 1)
_AWAY = np.linspace(-BELOW_TORSOS, ABOVE_TORSOS, _STEPS)
_GAP_STEPS = round(GAP_TORSOS / float(_AWAY[1] - _AWAY[0]))
_ROW_STEPS = _STEPS + _GAP_STEPS
_ROW_STARTS = np.arange(SAMPLES) * _ROW_STEPS
"""Steps of a row with a gap after it, and where each row begins when they all lie behind one another."""


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
    along = hip[0] - shoulder[0], hip[1] - shoulder[1]
    if not math.hypot(*along) > 0.0:
        return np.full(SAMPLES, math.nan)
    back = facing * -along[1], facing * along[0]
    columns, rows = ((shoulder[axis] + _ALONG * along[axis])[:, None] + _AWAY * back[axis] for axis in (0, 1))
    height, width = mask.shape
    if (width, height) != pose.size_px:
        columns *= width / pose.size_px[0]
        rows *= height / pose.size_px[1]
    cells = rows.astype(np.int32) * width + columns.astype(np.int32)  # half the time of 64 bits
    hit, inside = mask.ravel().take(cells, mode="clip"), None
    if not (_all_inside(columns, width) and _all_inside(rows, height)):
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        hit &= inside
    distances = _end_of_first_run(hit, inside)
    missing = np.count_nonzero(np.isnan(distances))
    return distances if missing <= EMPTY * SAMPLES else np.full(SAMPLES, math.nan)


def _all_inside(places: Floats, size: int) -> bool:
    """Return whether all places are from 0 to below a size, as often: they rise or fall along both axes."""
    corners = [places.item(row, step) for row in (0, -1) for step in (0, -1)]
    return min(corners) >= 0 and max(corners) < size


def _end_of_first_run(hit: Bools, inside: Bools | None) -> Floats:
    """Find where the first run of each row ends; NaN without one, or where it ends at the frame's edge.

    Args:
        hit: (SAMPLES, _STEPS) where the mask shows the person.
        inside: The same for the frame; ``None`` where all of it is inside.
    """
    empty = np.ones((SAMPLES, _ROW_STEPS), dtype=np.bool_)
    np.logical_not(hit, out=empty[:, :_STEPS])
    behind = empty.ravel()  # one row behind the other, which is faster
    ends = ~behind
    for step in range(1, _GAP_STEPS + 1):
        ends[:-step] &= behind[step:]
    first = ends.reshape(SAMPLES, _ROW_STEPS).argmax(axis=1)
    known = ends.take(_ROW_STARTS + first)
    if inside is not None:
        known &= inside[np.arange(SAMPLES), np.minimum(first + 1, _STEPS - 1)]
    return np.where(known, _AWAY.take(first, mode="clip"), math.nan)


def back_height(contour: Floats) -> float:
    """Measure how high the middle of the back stands above the line shoulder-hip, in torso lengths.

    It is about 0.25 in a level table, falls to 0.15 in a cow and rises to 0.5 in a cat (rendered and real
    people, measured; noise 0.005).

    Args:
        contour: (SAMPLES,) as `back_contour` gives it; NaN where there is none gives NaN.
    """
    middle = contour[_MIDDLE]
    known = middle[~np.isnan(middle)]
    return float(np.add.reduce(known)) / known.size if known.size else math.nan
