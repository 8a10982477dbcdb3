"""Measurements against the ground truth of rendered clips: angles, lengths, landmarks, frame by frame."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from posture.body.baseline import Baseline
from posture.body.features import (
    ARM_ELEVATION,
    ELBOW_FLEXION,
    HEAD_BEHIND,
    HEAD_TILT,
    KNEE_FLEXION,
    TRUNK_ELEVATION,
    Feature,
)
from posture.body.landmarks import N_LANDMARKS, Floats, Landmark, Pose, Side
from posture.body.pulling import TRUNK_STANDING
from posture.body.view import View
from posture.coach.coach import Update
from posture.coach.exercise import Exercise
from posture.errors import PostureError
from posture.outside import documents
from posture.outside.shapes import Fields, Many, Maybe, Named, Number, Shape

LANDMARKS, TORSO = "landmarks", "torso length"
HEAD = "head behind shoulders"
UNITS = {LANDMARKS: "% of torso", TORSO: "% of torso", HEAD: "head lengths"}
"""Units of the measurements that are not in degrees."""
LEAST_CHANGE = 0.1
"""Spread of a true value, as a share of its mean, below which no gain can be seen."""
_REST_S = 0.5
"""Length of the beginning of a clip, in which the person rests: true lengths are measured there."""

_FRAMES = 20_000
_TRUTH: Shape = Fields(
    {
        "fps": Number(1, 1000),
        "size": Many(Number(1, 100_000, whole=True), least=2, most=2),
        "angles": Named(Many(Maybe(Number()), most=_FRAMES)),
        "landmarks_px": Many(
            Many(Many(Maybe(Number()), least=2, most=2), most=N_LANDMARKS, least=N_LANDMARKS), most=_FRAMES
        ),
    }
)
Pairs = dict[str, list[tuple[float, float]]]
"""Pairs of a measured and a true value, by name of the measurement."""


@dataclass(frozen=True, slots=True)
class Truth:
    """The ground truth of a rendered clip, one row a frame.

    Attributes:
        fps: Frames a second.
        size_px: Width and height of a frame.
        angles: (T,) degrees (or centimeters) by name, as the renderer took them from the body in space.
        landmarks_px: (T, 33, 2) joints in image pixels.
        baseline: Lengths at rest, from the true joints.
    """

    fps: float
    size_px: tuple[int, int]
    angles: Mapping[str, Floats]
    landmarks_px: Floats
    baseline: Baseline

    @classmethod
    def read(cls, path: Path) -> Truth:
        """Read the truth of one clip.

        Raises:
            PostureError: The file is missing or holds no truth.
        """
        data: dict[str, Any] = documents.read(path, _TRUTH, what="render the clip again")
        lengths = {len(row) for row in data["angles"].values()} | {len(data["landmarks_px"])}
        if len(lengths) != 1:
            raise PostureError(f"{path}: its rows are not one a frame; render the clip again")
        angles = {name: np.array(values, np.float64) for name, values in data["angles"].items()}
        landmarks, fps = np.array(data["landmarks_px"], np.float64), float(data["fps"])
        width, height = data["size"]
        resting = [_pose(xy, (width, height)) for xy in landmarks[: round(_REST_S * fps)]]
        return cls(fps, (width, height), angles, landmarks, Baseline.of(resting))

    def index(self, t_s: float) -> int | None:
        """Return the number of the frame at that time, or ``None`` behind the end."""
        index = round(t_s * self.fps)
        return index if index < len(self.landmarks_px) else None


def _pose(xy: Floats, size_px: tuple[int, int]) -> Pose:
    unknown = np.full((len(xy), 3), np.nan)
    return Pose(0.0, size_px, xy.copy(), unknown, np.ones(len(xy)))


def _by_side(name: str, pick: Callable[[float, float], float]) -> Callable[[Truth, int, Side], float]:
    """Return a function for the true angle of one side; of both, ``pick`` combines them."""

    def _true(truth: Truth, i: int, side: Side) -> float:
        left, right = float(truth.angles[f"l_{name}"][i]), float(truth.angles[f"r_{name}"][i])
        return {Side.LEFT: left, Side.RIGHT: right}.get(side, pick(left, right))

    return _true


def _mean(left: float, right: float) -> float:
    return (left + right) / 2.0


def _bent(true: Callable[[Truth, int, Side], float]) -> Callable[[Truth, int, Side], float]:
    """Return a function for the flexion in degrees, of one for the interior angle."""
    return lambda truth, i, side: 180.0 - true(truth, i, side)


def _head_tilt(truth: Truth, i: int, side: Side) -> float:
    return (-1.0 if side is Side.RIGHT else 1.0) * float(truth.angles["head_tilt"][i])


def _trunk(truth: Truth, i: int, side: Side) -> float:
    return 90.0 - abs(float(truth.angles["trunk_lean"][i]))


def _head_behind(truth: Truth, i: int, side: Side) -> float:
    """Compute the same ratio of lengths from the true joints."""
    return HEAD_BEHIND.compute(_pose(truth.landmarks_px[i], truth.size_px), side, truth.baseline)


COUNTERPARTS: dict[str, tuple[str, Callable[[Truth, int, Side], float]]] = {
    ARM_ELEVATION.name: ("arm elevation", _by_side("shoulder", _mean)),
    ELBOW_FLEXION.name: ("elbow flexion", _bent(_by_side("elbow", min))),
    KNEE_FLEXION.name: ("knee flexion", _bent(_by_side("knee", min))),
    TRUNK_ELEVATION.name: ("trunk elevation", _trunk),
    TRUNK_STANDING.name: ("trunk elevation", _trunk),
    HEAD_TILT.name: ("head tilt", _head_tilt),
    HEAD_BEHIND.name: (HEAD, _head_behind),
}
"""Measurements that have a true value: their name in the report, and the function that gives the value."""
_ANGLES: dict[str, Feature] = {
    feature.name: feature
    for feature in (
        ARM_ELEVATION,
        ELBOW_FLEXION,
        KNEE_FLEXION,
        TRUNK_ELEVATION,
        TRUNK_STANDING,
        HEAD_TILT,
    )
}
"""Measurements that need no lengths of the person: they can be taken on any pose."""


@dataclass(slots=True)
class TruthObserver:
    """An observer of a run's updates, which compares measurements with the truth.

    Attributes:
        exercise: The move of the run.
        truth: Ground truth of the clip, if it has one.
        raw: The network's poses by time: an angle measured on them has no lag of the smoothing.
        pairs: Measured and true values so far; ``raw_pairs`` are measured without the smoothing.
        shares: Left, top, right and bottom of the needed joints in each frame, as shares of its size.
    """

    exercise: Exercise
    truth: Truth | None = None
    raw: Mapping[float, Pose | None] = field(default_factory=dict)
    pairs: Pairs = field(default_factory=dict)
    raw_pairs: Pairs = field(default_factory=dict)
    shares: list[tuple[float, float, float, float]] = field(default_factory=list)

    def take(self, update: Update) -> None:
        """Observe the next update."""
        if update.pose is None:
            return
        self._note_place(update.pose)
        index = self.truth.index(update.t_s) if self.truth else None
        if self.truth is None or index is None:
            return
        raw = self.raw.get(update.t_s)
        for name, value in update.features.items():
            if name not in COUNTERPARTS:
                continue
            called, true = COUNTERPARTS[name]
            wanted = true(self.truth, index, update.side)
            self._add(called, value, wanted)
            if raw is not None and name in _ANGLES:
                self._add(called, _ANGLES[name].compute(raw, update.side, Baseline()), wanted, raw=True)
        self._compare_landmarks(update.pose, self.truth, index)

    def pairs_in(self, view: str | None, *, raw: bool = False) -> Pairs:
        """Return the pairs of the measurements that the move counts or judges by, where the view suits them.

        In other views a measurement says little: from the front, arms that are drawn back do not look it.

        Args:
            view: View of the session; ``None`` where it is not known.
            raw: Return the pairs without the smoothing.
        """
        used = {way.motion.signal for way in self.exercise.methods} | {
            r.feature for r in self.exercise.all_rules
        }
        true = {
            COUNTERPARTS[feature.name][0]
            for feature in used
            if isinstance(feature, Feature) and feature.name in COUNTERPARTS
            if view is None or View(view) in feature.views
        }
        others = {called for called, _ in COUNTERPARTS.values()} - true
        some = self.raw_pairs if raw else self.pairs
        return {name: pairs for name, pairs in some.items() if name not in others}

    def extent(self) -> tuple[float, float, float, float] | None:
        """Return the box in which the needed joints stay, as shares of the frame, without outliers."""
        if not self.shares:
            return None
        edges = np.array(self.shares)
        low, high = np.nanpercentile(edges, 2, axis=0), np.nanpercentile(edges, 98, axis=0)
        return float(low[0]), float(low[1]), float(high[2]), float(high[3])

    def _add(self, name: str, measured: float, true: float, *, raw: bool = False) -> None:
        if math.isfinite(measured) and math.isfinite(true):
            (self.raw_pairs if raw else self.pairs).setdefault(name, []).append((measured, true))

    def _note_place(self, pose: Pose) -> None:
        joints = [m for m in Landmark if m.name.lower().split("_", 1)[-1] in self.exercise.needs]
        place = pose.image_xy[joints] / np.array(pose.size_px)
        if not np.isnan(place).all(axis=0).any():
            low, high = np.nanmin(place, axis=0).tolist(), np.nanmax(place, axis=0).tolist()
            self.shares.append((low[0], low[1], high[0], high[1]))

    def _compare_landmarks(self, pose: Pose, truth: Truth, index: int) -> None:
        """Add the errors of landmarks and torso in percent of the torso, of joints inside the frame."""
        true = truth.landmarks_px[index]
        inside = ((true >= 0.0) & (true < np.array(truth.size_px))).all(axis=1)
        errors = np.hypot(*(pose.image_xy - true)[inside].T)
        errors = errors[~np.isnan(errors)]
        scale = 100.0 / truth.baseline.torso_px
        if len(errors):
            self._add(LANDMARKS, float(errors.mean()) * scale, 0.0)
        torsos = [Baseline.of([p]).torso_px * scale for p in (pose, _pose(true, truth.size_px))]
        self._add(TORSO, torsos[0], torsos[1])


@dataclass(frozen=True, slots=True)
class Fit:
    """Figures of how measured values follow true ones.

    Attributes:
        values: Number of pairs.
        gain: Measured change for a true change of one; NaN where the true value hardly changes.
        bias: Mean of measured minus true.
        rmse: Root of the mean squared error, bias included.
        worst: The error that 95 % of the values stay below.
        raw_rmse: As ``rmse``, measured without the smoothing and so without its lag; NaN if unknown.
    """

    values: int
    gain: float
    bias: float
    rmse: float
    worst: float
    raw_rmse: float = math.nan

    @classmethod
    def of(cls, pairs: Iterable[tuple[float, float]], raw: Iterable[tuple[float, float]] = ()) -> Fit:
        """Fit pairs of measured and true values.

        Args:
            pairs: At least one pair, all finite.
            raw: The same, measured without the smoothing.
        """
        measured, true = np.array(list(pairs), np.float64).T
        errors = measured - true
        spread = float(true.std())
        changes = spread > LEAST_CHANGE * max(abs(float(true.mean())), 1.0)
        gain = float(np.polyfit(true, measured, 1)[0]) if changes else math.nan
        rmse, worst = math.sqrt(float((errors**2).mean())), float(np.percentile(np.abs(errors), 95))
        unsmoothed = [m - t for m, t in raw]
        raw_rmse = math.sqrt(float(np.mean(np.square(unsmoothed)))) if unsmoothed else math.nan
        return cls(len(errors), gain, float(errors.mean()), rmse, worst, raw_rmse)
