"""One Euro smoothing of whole poses, safe for hidden landmarks, gaps and equal times."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from posture.body.geometry import distance, midpoint
from posture.body.landmarks import N_LANDMARKS, PAIRS, Bools, Floats, Pose

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

_N_IMAGE, _N_WORLD = 2 * N_LANDMARKS, 3 * N_LANDMARKS
_N = _N_IMAGE + _N_WORLD
"""Numbers of a pose in one row, which NumPy works on fastest: x and y of every landmark in the image, then
x, y and z of every landmark in the world."""
_SHOULDERS, _HIPS = PAIRS["shoulder"], PAIRS["hip"]
_LANDMARKS = np.arange(N_LANDMARKS)
_LANDMARK_OF = np.concatenate((_LANDMARKS.repeat(2), _LANDMARKS.repeat(3)))
"""For each of these numbers, the landmark that it belongs to."""
_TRUNK = np.flatnonzero(np.isin(_LANDMARK_OF[:_N_IMAGE], (*_SHOULDERS, *_HIPS)))
"""The numbers that the length of the torso is measured by."""


class _Smoothed(NamedTuple):
    """Values of the filter, each number of a pose in one row, and their speeds."""

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
        self._raw = np.empty(_N)
        """The numbers of a pose as it comes."""
        self._last = _Smoothed(np.full(_N, np.nan), np.zeros(_N))
        """The pose before; NaN for what was not known."""
        self._unknown = np.ones(_N, dtype=np.bool_)
        """What was not known of it."""
        self._left_out = b"", b""
        """The same as bytes: what was to be NaN of it, and what was already."""
        self._kept = _Smoothed(np.full(_N, np.nan), np.zeros(_N))
        self._seen_s = np.full(_N, -math.inf)
        """What was known of each landmark up to the last time that one came or went, and when it was seen."""
        self._torso_px, self._trunk_known = math.nan, False
        self._torsos = np.full(_N, 1.0 / TORSO_M)
        """Torso lengths in one pixel, or in one metre, for each number."""

    def update(self, pose: Pose, hidden: Bools | None = None) -> Pose:
        """Return the smoothed pose; time, visibility and mask stay.

        Args:
            pose: In order of time; a landmark that is NaN stays NaN.
            hidden: (33,) landmarks that are to be NaN, too.
        """
        if not pose.t_s > self._t_s:
            return pose if hidden is None else pose.without(hidden)
        raw, step_s = self._raw, pose.t_s - self._t_s
        raw[:_N_IMAGE], raw[_N_IMAGE:] = pose.image_xy.ravel(), pose.world_xyz.ravel()
        unknown = np.isnan(raw)
        left_out = b"" if hidden is None else hidden.tobytes(), unknown.tobytes()
        if step_s < MAX_GAP_S and left_out == self._left_out:  # as nearly always
            self._measure_torso(pose)
            now = _smoothed(raw, self._last, step_s, self._torsos)  # what was NaN stays so
        else:
            if hidden is not None:
                unknown |= hidden[_LANDMARK_OF]
                raw[unknown] = math.nan
            now = self._with_those_that_come(pose, raw, unknown)
            self._left_out = left_out
        self._t_s, self._last = pose.t_s, now
        image, world = now.value[:_N_IMAGE], now.value[_N_IMAGE:]
        return pose.moved(image.reshape(N_LANDMARKS, 2), world.reshape(N_LANDMARKS, 3))

    def _with_those_that_come(self, pose: Pose, raw: Floats, unknown: Bools) -> _Smoothed:
        """Smooth a pose in which a landmark came or went: each has its own time since it was seen."""
        before = ~self._unknown
        np.copyto(self._kept.value, self._last.value, where=before)
        np.copyto(self._kept.speed, self._last.speed, where=before)
        np.copyto(self._seen_s, self._t_s, where=before)
        self._unknown, self._trunk_known = unknown, not unknown[_TRUNK].any()
        self._measure_torso(pose)
        dt_s = np.minimum(pose.t_s - self._seen_s, MAX_GAP_S)
        now = _smoothed(raw, self._kept, dt_s, self._torsos)
        fresh = np.isnan(self._kept.value) | (dt_s >= MAX_GAP_S)
        now.value[fresh], now.speed[fresh] = raw[fresh], 0.0
        return now

    def _measure_torso(self, pose: Pose) -> None:
        """Take the length of the torso in the image, where it is known."""
        if self._trunk_known:
            (left, right), (left_hip, right_hip) = pose.pair("shoulder"), pose.pair("hip")
            torso_px = distance(midpoint(left, right), midpoint(left_hip, right_hip))
            if 0.0 < torso_px < math.inf:
                self._torso_px = torso_px
        px = self._torso_px if math.isfinite(self._torso_px) else pose.size_px[1] * 0.25
        self._torsos[:_N_IMAGE] = 1.0 / px


def _smoothed(raw: Floats, before: _Smoothed, dt_s: Floats | float, torsos: Floats) -> _Smoothed:
    """Return the next values of the filter.

    A step of the filter goes ``r / (1 + r)`` of the way to what is new, which leaves ``1 / (1 + r)`` of it,
    where ``r`` is the angle that the cut-off frequency turns by in the time since then. Where the same array
    is written to again, that saves time.

    Args:
        raw: Each number of a pose; NaN stays NaN.
        before: The values before.
        dt_s: Seconds since then, for all numbers or for each.
        torsos: Torso lengths in a unit of each number.
    """
    turn = 2.0 * math.pi * dt_s
    left = 1.0 / (1.0 + SPEED_CUTOFF_HZ * turn)
    change = raw - before.value
    speed = change * ((1.0 - left) / dt_s)
    speed += before.speed * left
    divisor = np.abs(speed)
    divisor *= torsos
    divisor *= BETA_HZ * turn
    divisor += 1.0 + MIN_CUTOFF_HZ * turn
    change /= divisor
    return _Smoothed(raw - change, speed)
