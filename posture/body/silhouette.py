"""The contour of the back, from a person mask: landmarks lie on a line and cannot show it.

Bending the back by an eighth of its length moves the landmark angles by less than three degrees;
the contour follows it nearly one to one (measurements.md 1.1 and 2.8, measured).
"""

from __future__ import annotations

import math
from typing import NamedTuple

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
_TORSOS_AWAY: list[float] = _AWAY.tolist()
_GAP_STEPS = round(GAP_TORSOS / float(_AWAY[1] - _AWAY[0]))
_GAP = b"\0" * _GAP_STEPS
_END = b"\1" + _GAP
"""The end of the person in a row of the mask: a gap that is too wide to be skipped follows."""


class _MaskPlaces(NamedTuple):
    """Places in a mask.

    Attributes:
        along: Shares of the way from the shoulder to the hip.
        away: Torso lengths from the line between them, + on the side of the back.
    """

    along: Floats
    away: Floats


_WHOLE = _MaskPlaces(_ALONG[:, None], _AWAY[None, :])
"""All that a contour is searched in, a row of steps for each of its places."""
_CORNERS = _MaskPlaces(_ALONG[[0, 0, -1, -1]], _AWAY[[0, -1, 0, -1]])
_LINE = _MaskPlaces(_ALONG, np.full(SAMPLES, _AWAY[np.abs(_AWAY).argmin()]))
"""The step of each place that lies on the line shoulder-hip."""
_GLANCE = _MaskPlaces(
    np.concatenate((_CORNERS.along, _LINE.along, _ALONG[_MIDDLE].repeat(_STEPS))),
    np.concatenate((_CORNERS.away, _LINE.away, np.tile(_AWAY, _ALONG[_MIDDLE].size))),
)
"""Its corners, the line, and the rows of its middle, one behind the other."""
_LINE_FROM = _CORNERS.along.size
_ROWS_FROM = _LINE_FROM + SAMPLES


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
    mask, grid = pose.mask, _grid(pose, (shoulder, hip), facing, _WHOLE)
    if mask is None or grid is None:
        return np.full(SAMPLES, math.nan)
    hit, inside = _hits(mask, grid), None
    if not _in_frame(mask, grid[:, :: SAMPLES - 1, :: _STEPS - 1]):
        (columns, rows), (height, width) = grid, mask.shape
        inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
        hit &= inside
    distances = np.full(SAMPLES, math.nan)
    for place, row in enumerate(hit):
        end = _end_of_first_run(row.tobytes())
        if end >= 0 and (inside is None or inside[place, min(end + 1, _STEPS - 1)]):
            distances[place] = _TORSOS_AWAY[end]
    missing = np.count_nonzero(np.isnan(distances))
    return distances if missing <= EMPTY * SAMPLES else np.full(SAMPLES, math.nan)


def back_height(pose: Pose, shoulder: Point, hip: Point, *, facing: float) -> float:
    """Measure how high the middle of the back stands above the line shoulder-hip, in torso lengths.

    It is about 0.25 in a level table, falls to 0.15 in a cow and rises to 0.5 in a cat (rendered and real
    people, measured; noise 0.005). NaN where `back_contour` gives none.

    Args:
        pose: As for `back_contour`.
        shoulder: As for `back_contour`.
        hip: As for `back_contour`.
        facing: As for `back_contour`.
    """
    mask, grid = pose.mask, _grid(pose, (shoulder, hip), facing, _GLANCE)
    if mask is None or grid is None:
        return math.nan
    hit = _hits(mask, grid).tobytes()
    lost = SAMPLES - hit.count(1, _LINE_FROM, _ROWS_FROM)
    if lost <= EMPTY * SAMPLES and _in_frame(mask, grid[:, :_LINE_FROM]):
        # Inside the frame each place that the mask shows has its contour: the middle alone will do.
        ends = [_end_of_first_run(hit[at : at + _STEPS]) for at in range(_ROWS_FROM, len(hit), _STEPS)]
        middle = [_TORSOS_AWAY[end] for end in ends if end >= 0]
    else:
        contour = back_contour(pose, shoulder, hip, facing=facing)[_MIDDLE]
        middle = contour[~np.isnan(contour)].tolist()
    return sum(middle) / len(middle) if middle else math.nan


def _grid(pose: Pose, ends: tuple[Point, Point], facing: float, places: _MaskPlaces) -> Floats | None:
    """Return (2, …) columns and rows of the mask, from 0; ``None`` without one, or where an end is missing.

    Args:
        pose: With its mask.
        ends: Shoulder and hip in image pixels.
        facing: +1 where the person looks to the right of the frame, else -1.
        places: What is looked at.
    """
    (x, y), hip = ends
    dx, dy = hip[0] - x, hip[1] - y
    if pose.mask is None or not math.hypot(dx, dy) > 0.0:
        return None
    each = 2, *(1,) * places.along.ndim
    start, along, back = np.array(((x, y), (dx, dy), (facing * -dy, facing * dx))).reshape(3, *each)
    grid: Floats = start + places.along * along
    grid = grid + places.away * back
    height, width = pose.mask.shape
    if (width, height) != pose.size_px:
        grid *= np.array((width / pose.size_px[0], height / pose.size_px[1])).reshape(each)
    return grid


def _hits(mask: Bools, grid: Floats) -> Bools:
    """Return where a mask shows the person; outside of it some other place of it is looked at."""
    columns, rows = grid.astype(np.int32)  # half the time of 64 bits
    hit: Bools = mask.ravel().take(rows * mask.shape[1] + columns, mode="clip")
    return hit


def _in_frame(mask: Bools, corners: Floats) -> bool:
    """Return whether all that lies between the corners is inside a mask."""
    columns, rows = corners.reshape(2, -1).tolist()
    height, width = mask.shape
    return bool(min(columns) >= 0 <= min(rows) and max(columns) < width and max(rows) < height)


def _end_of_first_run(row: bytes) -> int:
    """Return the last step of the first run of the person in a row of steps; -1 without one."""
    return (row + _GAP).find(_END)
