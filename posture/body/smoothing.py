"""One Euro smoothing of whole poses, safe for hidden landmarks, gaps and equal times."""

from __future__ import annotations

import math

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


class PoseSmoother:
    """One Euro filter (Casiez, Roussel, Vogel 2012, doi:10.1145/2207676.2208639) per landmark.

    Speed is taken in torso lengths a second, so that the result does not depend on how large the
    person is in the frame. A landmark that is NaN stays NaN and leaves its neighbors alone; one
    that comes back after more than half a second starts afresh. A pose that is not later than the
    one before is returned unchanged.
    """

    def __init__(self) -> None:
        self._t_s = -math.inf
        self._known = np.zeros((N_LANDMARKS, 5), dtype=np.bool_)
        self._seen_s = np.full((N_LANDMARKS, 1), -math.inf)
        self._value = np.full((N_LANDMARKS, 5), np.nan)
        self._speed = np.zeros((N_LANDMARKS, 5))
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
        if hidden is not None:
            np.copyto(raw, math.nan, where=hidden[:, None])
        known = ~np.isnan(raw)
        dt_s, fresh = self._steps(pose.t_s, known)
        change = raw - self._value
        if fresh is not None:
            change[fresh] = 0.0
        speed = self._speed + _gain(SPEED_CUTOFF_HZ, dt_s) * (change / dt_s - self._speed)
        cutoff = MIN_CUTOFF_HZ + BETA_HZ * np.abs(speed) / self._units(raw, pose.size_px[1])
        value = self._value + _gain(cutoff, dt_s) * change
        if fresh is not None:
            value[fresh], speed[fresh] = raw[fresh], 0.0
        seen = known[:, :1]
        np.copyto(self._value, value, where=seen)
        np.copyto(self._speed, speed, where=seen)
        np.copyto(self._seen_s, pose.t_s, where=seen)
        self._t_s, self._known = pose.t_s, known
        return pose.moved(value[:, :2], value[:, 2:])

    def _steps(self, t_s: float, known: Bools) -> tuple[Floats | float, Bools | None]:
        """Return the seconds since each landmark was seen, and the values that start afresh.

        Nearly always what is known now was known at the pose before: then the seconds are one number, and
        nothing starts afresh.
        """
        step_s = t_s - self._t_s
        if step_s < MAX_GAP_S and not np.count_nonzero(known > self._known):
            return step_s, None
        dt_s: Floats = np.minimum(t_s - self._seen_s, MAX_GAP_S)
        return dt_s, np.isnan(self._value) | (dt_s >= MAX_GAP_S)

    def _units(self, raw: Floats, height_px: int) -> Floats:
        """Return a torso length on each axis: image pixels twice, world metres three times."""
        left, right, left_hip, right_hip = raw[_TRUNK, :2].tolist()
        torso_px = distance(midpoint(left, right), midpoint(left_hip, right_hip))
        if math.isfinite(torso_px) and torso_px > 0.0:
            self._torso_px = torso_px
        px = self._torso_px if math.isfinite(self._torso_px) else height_px * 0.25
        return np.array([px, px, TORSO_M, TORSO_M, TORSO_M])


def _gain(cutoff_hz: Floats | float, dt_s: Floats | float) -> Floats | float:
    r = 2.0 * math.pi * cutoff_hz * dt_s
    return r / (r + 1.0)
