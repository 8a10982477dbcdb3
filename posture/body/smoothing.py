"""One Euro smoothing of whole poses, safe for hidden landmarks, gaps and equal times."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from posture.body.geometry import distance, midpoint
from posture.body.landmarks import N_LANDMARKS, Bools, Floats, Landmark, Pose

MIN_CUTOFF_HZ = 2.5
"""Cut-off for a landmark at rest. The landmarker smooths already in its video mode: a lower
cut-off took 3 to 6 degrees off the peaks of quick repetitions and no noise that mattered."""
BETA_HZ = 4.0
"""Rise of the cut-off with speed, per torso length a second: it keeps the range of fast movements."""
SPEED_CUTOFF_HZ = 1.0
TORSO_M = 0.5
"""An adult's torso, shoulders to hips: 48 to 52 cm."""
MAX_GAP_S = 0.5
"""A landmark away for longer starts afresh: its place before says nothing about now."""

_TRUNK = np.array([Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER, Landmark.LEFT_HIP, Landmark.RIGHT_HIP])


class _Smoothed(NamedTuple):
    """Values of the filter: (33, 5) x and y of the image and x, y and z of the world, and their speeds."""

    value: Floats
    speed: Floats


class PoseSmoother:
    """One Euro filter (Casiez, Roussel, Vogel 2012, doi:10.1145/2207676.2208639) per landmark.

    Speed is taken in torso lengths a second, so that the result does not depend on how large the
    person is in the frame. A landmark that is NaN stays NaN and leaves its neighbors alone; one
    that comes back after more than half a second starts afresh. A pose that is not later than the
    one before is returned unchanged.
    """

    def __init__(self) -> None:
        self._t_s = -math.inf
        self._last = _Smoothed(np.full((N_LANDMARKS, 5), np.nan), np.zeros((N_LANDMARKS, 5)))
        """The pose before; NaN for what was not known."""
        self._kept = _Smoothed(np.full((N_LANDMARKS, 5), np.nan), np.zeros((N_LANDMARKS, 5)))
        self._seen_s = np.full((N_LANDMARKS, 1), -math.inf)
        """What was known of each landmark up to the last time that one came or went, and when it was seen."""
        self._unknown = np.ones((N_LANDMARKS, 5), dtype=np.bool_)
        self._torso_px = math.nan

    def update(self, pose: Pose, hidden: Bools | None = None) -> Pose:
        """Return the smoothed pose; time, visibility and mask stay.

        Args:
            pose: In order of time; a landmark that is NaN stays NaN.
            hidden: (33,) landmarks that are to be NaN, too.
        """
        if not pose.t_s > self._t_s:
            return pose if hidden is None else pose.without(hidden)
        raw = np.concatenate((pose.image_xy, pose.world_xyz), axis=1)
        if hidden is not None and np.count_nonzero(hidden):
            np.copyto(raw, math.nan, where=hidden[:, None])
        unknown, step_s = np.isnan(raw), pose.t_s - self._t_s
        units = self._units(raw, pose.size_px[1])
        if step_s < MAX_GAP_S and unknown.tobytes() == self._unknown.tobytes():  # as nearly always
            now = _smoothed(raw, self._last, step_s, units)
        else:
            now = self._with_those_that_come(raw, pose.t_s, units)
        self._t_s, self._unknown, self._last = pose.t_s, unknown, now
        return pose.moved(now.value[:, :2], now.value[:, 2:])

    def _with_those_that_come(self, raw: Floats, t_s: float, units: Floats) -> _Smoothed:
        """Smooth a pose in which a landmark came or went: each has its own time since it was seen."""
        before = ~self._unknown[:, :1]
        np.copyto(self._kept.value, self._last.value, where=before)
        np.copyto(self._kept.speed, self._last.speed, where=before)
        np.copyto(self._seen_s, self._t_s, where=before)
        dt_s = np.minimum(t_s - self._seen_s, MAX_GAP_S)
        now = _smoothed(raw, self._kept, dt_s, units)
        fresh = np.isnan(self._kept.value) | (dt_s >= MAX_GAP_S)
        now.value[fresh], now.speed[fresh] = raw[fresh], 0.0
        return now

    def _units(self, raw: Floats, height_px: int) -> Floats:
        """Return a torso length on each axis: image pixels twice, world metres three times."""
        left, right, left_hip, right_hip = raw.take(_TRUNK, axis=0).tolist()
        torso_px = distance(midpoint(left, right), midpoint(left_hip, right_hip))
        if math.isfinite(torso_px) and torso_px > 0.0:
            self._torso_px = torso_px
        px = self._torso_px if math.isfinite(self._torso_px) else height_px * 0.25
        return np.array([px, px, TORSO_M, TORSO_M, TORSO_M])


def _smoothed(raw: Floats, before: _Smoothed, dt_s: Floats | float, units: Floats) -> _Smoothed:
    """Return the next values of the filter.

    Args:
        raw: (33, 5) x and y of the image and x, y and z of the world; NaN stays NaN.
        before: The values before.
        dt_s: Seconds since then: one number, or (33, 1).
        units: (5,) a torso length on each axis.
    """
    change = raw - before.value
    speed = before.speed + _gain(SPEED_CUTOFF_HZ, dt_s) * (change / dt_s - before.speed)
    cutoff = MIN_CUTOFF_HZ + BETA_HZ * np.abs(speed) / units
    return _Smoothed(before.value + _gain(cutoff, dt_s) * change, speed)


def _gain(cutoff_hz: Floats | float, dt_s: Floats | float) -> Floats | float:
    r = 2.0 * math.pi * cutoff_hz * dt_s
    return r / (r + 1.0)
