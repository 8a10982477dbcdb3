"""The contour of the back, from a person mask: what landmarks cannot show, since they lie on a line.

Bending the back by an eighth of its length moves the landmark angles by less than three degrees;
the contour follows it nearly one to one (measurements.md 1.1 and 2.8, measured).
"""

from __future__ import annotations

import math

import numpy as np

from posture.body.landmarks import Bools, Floats, Point, Pose

SAMPLES = 41
"""Places between shoulder and hip at which the contour is looked up."""
BELOW_TORSOS, ABOVE_TORSOS = 0.35, 0.9
"""Where the search begins and ends, beside the line shoulder-hip. It begins in front of it: in a
deep hollow the contour drops under the line itself."""
GAP_TORSOS = 0.06
"""A hole in the mask up to this wide is skipped."""
EMPTY = 0.2
"""Share of places without a contour from which the whole contour is not to be trusted."""
_STEPS = 126
_ALONG = np.linspace(0.0, 1.0, SAMPLES)
_AWAY = np.linspace(-BELOW_TORSOS, ABOVE_TORSOS, _STEPS)
_GAP_STEPS = GAP_TORSOS / (_AWAY[1] - _AWAY[0])


def back_contour(pose: Pose, shoulder: Point, hip: Point, *, facing: float) -> Floats:
    """Distance of the back's contour from the line shoulder-hip, at `SAMPLES` places from the shoulder on.

    Args:
        pose: Its mask shows the whole scene, at whatever size.
        shoulder: Pixels of the picture.
        hip: Pixels of the picture.
        facing: +1 where the person looks to the right of the picture, else -1.

    Returns:
        (SAMPLES,) in torso lengths, + on the side of the back; NaN where there is none. All NaN without
        a mask, where a point is missing, where the mask has too many holes, or where the back leaves
        the picture.
    """
    mask = pose.mask
    if mask is None:
        return np.full(SAMPLES, math.nan)
    along = np.subtract(hip, shoulder)
    length_px = float(np.hypot(*along))
    if not length_px > 0.0:
        return np.full(SAMPLES, math.nan)
    back = facing * np.array((-along[1], along[0]))
    xy = np.asarray(shoulder) + _ALONG[:, None, None] * along + _AWAY[None, :, None] * back
    scale = np.divide(mask.shape[::-1], pose.size_px)
    columns, rows = np.floor(xy * scale).astype(np.int64).transpose(2, 0, 1)
    inside = (columns >= 0) & (columns < mask.shape[1]) & (rows >= 0) & (rows < mask.shape[0])
    hit = np.zeros(inside.shape, np.bool_)
    hit[inside] = mask[rows[inside], columns[inside]]
    distances = _end_of_first_run(hit, inside)
    return distances if np.isnan(distances).mean() <= EMPTY else np.full(SAMPLES, math.nan)


def _end_of_first_run(hit: Bools, inside: Bools) -> Floats:
    """Where the first run of each row ends; NaN without one, or where it ends at the picture's edge."""
    steps = np.arange(_STEPS)
    last = np.maximum.accumulate(np.where(hit, steps, -1), axis=1)
    over = (last >= 0) & (steps - last > _GAP_STEPS)
    over[:, -1] |= last[:, -1] >= 0
    first = over.argmax(axis=1)
    ends = np.take_along_axis(last, first[:, None], axis=1)[:, 0]
    beyond = np.minimum(ends + 1, _STEPS - 1)[:, None]
    known = over.any(axis=1) & np.take_along_axis(inside, beyond, axis=1)[:, 0]
    return np.where(known, _AWAY[np.maximum(ends, 0)], math.nan)


def back_height(contour: Floats) -> float:
    """How high the middle of the back stands above the line shoulder-hip, in torso lengths.

    About 0.25 in a level table; it falls to 0.15 in a cow and rises to 0.5 in a cat (rendered and real
    people, measured; noise 0.005). NaN for no contour.
    """
    middle = contour[(_ALONG >= 0.45) & (_ALONG <= 0.55)]
    return float(np.nanmean(middle)) if not np.isnan(middle).all() else math.nan
