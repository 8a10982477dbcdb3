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
_ENDS_ALONG, _ENDS_AWAY = slice(None, None, SAMPLES - 1), slice(None, None, _STEPS - 1)
"""The first place and the last, the first step and the last."""
_ON_LINE = int(np.abs(_AWAY).argmin())
_ON_LINE_STEP = slice(_ON_LINE, _ON_LINE + 1)
"""The step that lies on the line shoulder-hip."""
_GAP_STEPS = round(GAP_TORSOS / float(_AWAY[1] - _AWAY[0]))
_GAP = b"\0" * _GAP_STEPS
_END = b"\1" + _GAP
"""The end of the person in a row of the mask: a gap that is too wide to be skipped follows."""
_TORSOS_AWAY: list[float] = _AWAY.tolist()
_ALL = slice(None)


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
    sweep = _sweep(pose, shoulder, hip, facing)
    return np.full(SAMPLES, math.nan) if sweep is None else sweep.contour()


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
    sweep = _sweep(pose, shoulder, hip, facing)
    if sweep is None:
        return math.nan
    # Where all is in the frame, each place that the mask shows has its contour: the middle alone will do.
    alone = sweep.in_frame and sweep.mostly_on_line()
    middle = sweep.distances(_MIDDLE) if alone else sweep.contour()[_MIDDLE].tolist()
    known = [torsos for torsos in middle if not math.isnan(torsos)]
    return sum(known) / len(known) if known else math.nan


def _sweep(pose: Pose, shoulder: Point, hip: Point, facing: float) -> _Sweep | None:
    """Return the search for a back; ``None`` without a mask, or where a point is missing."""
    along = hip[0] - shoulder[0], hip[1] - shoulder[1]
    if pose.mask is None or not math.hypot(*along) > 0.0:
        return None
    return _Sweep(pose.mask, shoulder, along, facing=facing, size_px=pose.size_px)


class _Sweep:
    """Searches a mask across the back, from in front of the line shoulder-hip outwards.

    Args:
        mask: (h, w) where the person is.
        shoulder: Image pixels; the first place.
        along: From there to the hip, in image pixels.
        facing: +1 where the person looks to the right of the frame, else -1.
        size_px: Width and height of the frame that the mask shows.
    """

    def __init__(
        self, mask: Bools, shoulder: Point, along: Point, *, facing: float, size_px: tuple[int, int]
    ) -> None:
        self._mask = mask
        height, width = mask.shape
        self._cells = None
        if (width, height) != size_px:
            self._cells = np.array((width / size_px[0], height / size_px[1])).reshape(2, 1, 1)
        ends = np.array((shoulder, along, (facing * -along[1], facing * along[0]))).reshape(3, 2, 1)
        self._places = (ends[0] + _ALONG * ends[1])[:, :, None]
        self._steps = (_AWAY * ends[2])[:, None, :]
        """Image pixels, x and y, of each place on the line, and what each step adds."""
        columns, rows = self._grid(_ENDS_ALONG, _ENDS_AWAY).reshape(2, 4).tolist()
        self.in_frame = min(columns) >= 0 <= min(rows) and max(columns) < width and max(rows) < height
        """Whether all that is searched is inside the mask, as its corners tell."""

    def contour(self) -> Floats:
        """Return the distances at all places, all NaN where too many places have none."""
        distances = np.array(self.distances(_ALL))
        missing = np.count_nonzero(np.isnan(distances))
        return distances if missing <= EMPTY * SAMPLES else np.full(SAMPLES, math.nan)

    def distances(self, places: slice) -> list[float]:
        """Return how far the contour is from the line at some places; NaN where there is none."""
        grid = self._grid(places, _ALL)
        hit, inside = self._hits(grid), None
        if not self.in_frame:
            (columns, rows), (height, width) = grid, self._mask.shape
            inside = (columns >= 0) & (columns < width) & (rows >= 0) & (rows < height)
            hit &= inside
        return _ends_of_first_run(hit, inside)

    def mostly_on_line(self) -> bool:
        """Return whether the mask shows the person on the line itself at enough places."""
        seen = np.count_nonzero(self._hits(self._grid(_ALL, _ON_LINE_STEP)))
        return bool(SAMPLES - seen <= EMPTY * SAMPLES)

    def _grid(self, places: slice, steps: slice) -> Floats:
        """Return (2, places, steps): columns and rows of the mask, from 0."""
        grid: Floats = self._places[:, places] + self._steps[:, :, steps]
        if self._cells is not None:
            grid *= self._cells
        return grid

    def _hits(self, grid: Floats) -> Bools:
        columns, rows = grid.astype(np.int32)  # half the time of 64 bits
        hit: Bools = self._mask.ravel().take(rows * self._mask.shape[1] + columns, mode="clip")
        return hit


def _ends_of_first_run(hit: Bools, inside: Bools | None) -> list[float]:
    """Find where the first run of each row ends; NaN without one, or where it ends at the frame's edge.

    Args:
        hit: (places, _STEPS) where the mask shows the person.
        inside: The same for the frame; ``None`` where all of it is inside.
    """
    distances: list[float] = []
    rows = hit.tobytes()
    for place in range(len(hit)):
        end = (rows[place * _STEPS : (place + 1) * _STEPS] + _GAP).find(_END)
        known = end >= 0 and (inside is None or inside[place, min(end + 1, _STEPS - 1)])
        distances.append(_TORSOS_AWAY[end] if known else math.nan)
    return distances
