"""From poses to a posture check: average the still seconds, refuse what is not seen well."""

from __future__ import annotations

import math
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from posture.body.baseline import Baseline, median_of
from posture.body.features import HEAD_ROLL, Feature, middle
from posture.body.landmarks import Point, Pose, Side
from posture.body.smoothing import PoseSmoother
from posture.body.view import View, ViewTracker
from posture.body.visibility import VisibilityGate
from posture.coach.session import Unmeasured
from posture.posture_check import camera_level, unmeasured
from posture.posture_check.check_result import REFUSALS, Check, Measured
from posture.posture_check.measures import HEAD_GAIN, Measure, measures_of
from posture.posture_check.obstacles import CORE, obstacle_in, torso_length_px, without_unsure_hips
from posture.posture_check.position import not_upright, other_position

WINDOW_S = 1.0
"""Somebody who has kept still for this long is still."""
STIR_TORSOS = 0.02
"""Standard deviation of shoulders and hips in that time above which somebody is moving: twice that of quiet
standing in a rendered person who shifts weight."""
MIN_STILL_S = 3.0
"""Still seconds that an average needs (measurements.md 14.5)."""
GAP_S, FEWEST = 1.2, 3
"""Poses further apart than the first have an unseen stretch between them. A slow computer sees few poses in
a window; at least the second number of them must agree."""
SEEN_SHARE, OUTLINE_SHARE = 0.5, 0.8
"""Share of the still poses in which a measure must be seen. The second is for measures of the outline, which
an arm or a chair can join from one frame to the next; it equals the share that must agree."""
STEADY_NOISES = 3.0
"""Eight of ten still poses lie within this many times the noise, or within the error of the measure. Where
they do not, an arm passed the outline of the back, or the network was unsure."""
UPRIGHT_DEG = 15.0
"""A trunk that leans less is upright. Only then does the head-over-shoulder angle have a band
(measurements.md 14.3)."""

_CORRECTED = (
    "Eyes and ears against level; + towards your left. Corrected by the share of a tilt that this network is "
    "known to miss."
)
_UNCORRECTED = (
    "Eyes and ears against level; + towards your left. Not corrected: how much of a tilt this network misses "
    "is not known."
)
NOTES = (_CORRECTED, _UNCORRECTED)
"""Every note that a head tilt may carry."""


@dataclass(frozen=True, slots=True)
class CheckedPose:
    """One pose, measured.

    Attributes:
        t_s: Time in seconds.
        obstacle: What prevents a measurement, as a key of `REFUSALS`; "" where nothing does.
        values: The measurements; NaN where a joint was not seen.
        shoulder, hip: Midpoints of left and right, in image pixels.
        torso_px: Length of the trunk; without hips, a guess from head and shoulders.
        no_hips: Why there are no hips, as a key of `REFUSALS`; "" where they are seen.
        has_outline: The pose has a person mask.
    """

    t_s: float
    obstacle: str
    values: dict[Feature, float]
    shoulder: Point
    hip: Point
    torso_px: float
    no_hips: str = ""
    has_outline: bool = False


class Checker:
    """One check of one view, fed pose by pose, live and from a file alike.

    Args:
        view: ``front`` or ``side``.
        model: Name of the network that found the poses, for its known gain; empty if unknown.
        side: The side of the person that must be seen; both accepts either.

    Attributes:
        obstacle: What prevents a measurement now, as a key of `REFUSALS`; "" where nothing does.
        still_s: Still seconds so far.
    """

    def __init__(self, view: View, *, model: str = "", side: Side = Side.BOTH) -> None:
        if view not in CORE:
            raise ValueError(f"view: expected front or side, got {view}")
        self._view, self._model, self._side = view, model, side
        self._gate, self._smoother, self._tracker = VisibilityGate(), PoseSmoother(), ViewTracker()
        self._features = (*(m.feature for m in measures_of(view)), *camera_level.LINES[view])
        self._window: deque[CheckedPose] = deque()
        self._still: list[CheckedPose] = []
        self._obstacles: Counter[str] = Counter()
        self._first_s = self._t_s = math.nan
        self._seen: list[CheckedPose] = []
        self._others = False
        self.obstacle, self.still_s = "nobody", 0.0

    @property
    def near(self) -> Side:
        """Side of the person that the camera sees; both from the front."""
        return Side.BOTH if self._view is View.FRONT else self._tracker.near

    @property
    def lacks_hips(self) -> str:
        """Why the hips are left out, as a key of `REFUSALS`; "" where they are seen."""
        return self._window[-1].no_hips if self._window else ""

    @property
    def is_still(self) -> bool:
        """True if the person has kept still for the last `WINDOW_S`."""
        spread_s = self._window[-1].t_s - self._window[0].t_s if self._window else 0.0
        return len(self._window) >= FEWEST and spread_s >= 0.8 * WINDOW_S and not self._stirs()

    def update(
        self, pose: Pose | None, t_s: float, *, against_light: bool = False, others: bool = False
    ) -> Pose | None:
        """Take the next pose.

        Args:
            pose: The pose; ``None`` where nobody was found.
            t_s: Time in seconds, rising.
            against_light: Nobody was found, and something dark stands before something bright.
            others: Somebody else, or a mirror, is in the frame.

        Returns:
            The smoothed pose, NaN where it was not seen; ``None`` without a pose.
        """
        if math.isnan(self._first_s):
            self._first_s = t_s
        self._t_s = t_s
        self._others = self._others or others
        seen, no_hips = None, ""
        if pose is not None:
            smooth = self._smoother.update(self._gate.update(pose, self._tracker.view))
            self._tracker.update(smooth)
            seen, no_hips = without_unsure_hips(smooth, pose)
        moment = self._moment(seen, pose, t_s, no_hips)
        if moment.obstacle == "nobody" and against_light:
            moment = replace(moment, obstacle="against_light")
        self.obstacle = moment.obstacle
        if moment.obstacle:
            self._obstacles[moment.obstacle] += 1
            self._window.clear()
            return seen
        self._seen.append(moment)
        if self._window and t_s - self._window[-1].t_s > GAP_S:
            self._window.clear()
        self._window.append(moment)
        while len(self._window) > FEWEST and t_s - self._window[0].t_s > WINDOW_S:
            self._window.popleft()
        if self.is_still:
            self._count()
        elif self._stirs():
            self.obstacle = "moving"
        return seen

    def _count(self) -> None:
        """Add the time that was still; at first that is the whole window."""
        last_s = max(self._still[-1].t_s if self._still else -math.inf, self._window[0].t_s)
        self.still_s += self._t_s - last_s
        self._still += [m for m in self._window if m.t_s > last_s or not self._still]

    def finish(self) -> Check:
        """Return the check, refused or not."""
        single = len(self._seen) == 1 and not self._obstacles
        moments = self._seen if single else self._still
        if refused := self._refusal(moments, single=single):
            why = REFUSALS[refused]
            return self._refused(refused, tuple(Unmeasured(m.title, why) for m in measures_of(self._view)))
        still_s = 0.0 if single else self.still_s
        found, missing = self._averaged(moments, still_s)
        missing += self._unknown(moments, still_s)
        if not found:
            unsteady = any(gap.why == unmeasured.UNSTEADY for gap in missing)
            return self._refused("moving" if unsteady else "unclear", missing)
        return Check(self._view, still_s, found, None, missing, self.near)

    def _refused(self, why: str, missing: tuple[Unmeasured, ...]) -> Check:
        """Return a check without numbers, refused for a key of `REFUSALS`."""
        asked = self.near if self._side is Side.BOTH else self._side
        return Check(self._view, self.still_s, (), why, missing, asked)

    # ---- one moment ----------------------------------------------------------------------------

    def _moment(self, seen: Pose | None, raw: Pose | None, t_s: float, no_hips: str) -> CheckedPose:
        obstacle = self._in_the_way(seen, raw)
        if obstacle or seen is None:
            return CheckedPose(t_s, obstacle, {}, (math.nan,) * 2, (math.nan,) * 2, math.nan)
        baseline, side = Baseline.of([seen]), self.near
        values = {feature: feature.compute(seen, side, baseline) for feature in self._features}
        shoulder, hip = middle(seen, "shoulder"), middle(seen, "hip")
        has_outline = seen.mask is not None
        return CheckedPose(t_s, "", values, shoulder, hip, torso_length_px(seen), no_hips, has_outline)

    def _in_the_way(self, seen: Pose | None, raw: Pose | None) -> str:
        if seen is None or raw is None:
            return "nobody"
        if turned := not_upright(seen):
            return turned
        wrong_side = self._view is View.SIDE and self._side not in (Side.BOTH, self._tracker.near)
        if self._tracker.view is not None and (self._tracker.view is not self._view or wrong_side):
            return "wrong_view"
        return obstacle_in(self._view, seen, raw) or other_position(self._view, seen, self._tracker.near)

    def _stirs(self) -> bool:
        """Return whether anything in the window moves by more than the noise of its measure."""
        for measure in measures_of(self._view):
            values = [moment.values[measure.feature] for moment in self._window]
            if _spread(values) > measure.noise:
                return True
        torso_px = self._window[-1].torso_px
        places = ([moment.shoulder for moment in self._window], [moment.hip for moment in self._window])
        return any(
            _spread([point[axis] for point in place]) > STIR_TORSOS * torso_px
            for place in places
            for axis in (0, 1)
        )

    # ---- the end -------------------------------------------------------------------------------

    def _refusal(self, moments: Sequence[CheckedPose], *, single: bool) -> str | None:
        if not self._seen:
            return self._obstacles.most_common(1)[0][0] if self._obstacles else "nobody"
        if (
            abs(camera_level.camera_roll(self._view, [m.values for m in moments or self._seen]))
            > camera_level.MAX_ROLL_DEG
        ):
            return "camera_rolled"
        if single or self.still_s >= MIN_STILL_S:
            return None
        in_the_way = self._obstacles.most_common(1)
        if in_the_way and in_the_way[0][1] > len(self._seen):
            return in_the_way[0][0]
        return "moving" if self._t_s - self._first_s >= MIN_STILL_S + WINDOW_S else "too_short"

    def _averaged(
        self, moments: Sequence[CheckedPose], still_s: float
    ) -> tuple[tuple[Measured, ...], tuple[Unmeasured, ...]]:
        found, missing = [], []
        for measure in measures_of(self._view):
            values = [moment.values[measure.feature] for moment in moments]
            least = OUTLINE_SHARE if measure.feature.outline else SEEN_SHARE
            if np.isnan(values).mean() > 1.0 - least:
                missing.append(Unmeasured(measure.title, _why_not(measure, moments)))
            elif not _steady(measure, values):
                missing.append(Unmeasured(measure.title, unmeasured.UNSTEADY))
            else:
                found.append(self._measured(measure, median_of(values), still_s))
        return _without_band_where_leaning(found), tuple(missing)

    def _measured(self, measure: Measure, value: float, still_s: float) -> Measured:
        note = measure.note
        if measure.feature is HEAD_ROLL:
            gain = HEAD_GAIN.get(self._model, 1.0)
            value /= gain
            note = _CORRECTED if gain != 1.0 else _UNCORRECTED
        error = measure.error_of(still_s)
        return Measured(measure.name, value, error, measure.unit, measure.band(value), note)

    def _unknown(self, moments: Sequence[CheckedPose], still_s: float) -> tuple[Unmeasured, ...]:
        unknown = []
        if self._others:
            unknown.append(unmeasured.NOT_ALONE)
        if not still_s:
            unknown.append(unmeasured.ONE_MOMENT)
        if self._view is View.SIDE and not camera_level.stands([m.values for m in moments]):
            unknown.append(unmeasured.NO_LEVEL)
        if self._view is View.FRONT and _without_hips(moments):
            unknown.append(unmeasured.NO_LEVEL_FRONT)
        return tuple(unknown)


def _spread(values: Sequence[float]) -> float:
    known = [value for value in values if not math.isnan(value)]
    return float(np.std(known)) if len(known) > 1 else 0.0


def _steady(measure: Measure, values: Sequence[float]) -> bool:
    """Return whether the still poses agree; otherwise their median would mean nothing."""
    low, high = np.nanpercentile(values, (10.0, 90.0))
    return bool(high - low <= max(measure.error, STEADY_NOISES * measure.noise))


def _without_hips(moments: Sequence[CheckedPose]) -> bool:
    return bool(np.isnan([moment.hip[0] for moment in moments]).mean() > SEEN_SHARE)


def _why_not(measure: Measure, moments: Sequence[CheckedPose]) -> str:
    if "hip" in measure.feature.joints and _without_hips(moments):
        unsure = Counter(moment.no_hips for moment in moments)
        return (
            unmeasured.UNSURE_HIPS if unsure["hip_hidden"] > unsure["out_of_picture"] else unmeasured.NO_HIPS
        )
    if measure.feature.outline:
        outlined = sum(moment.has_outline for moment in moments) > SEEN_SHARE * len(moments)
        return unmeasured.NO_BACK if outlined else unmeasured.NO_OUTLINE
    return unmeasured.NO_FEET if "ankle" in measure.feature.joints else unmeasured.TOO_SELDOM


def _without_band_where_leaning(found: Sequence[Measured]) -> tuple[Measured, ...]:
    """Drop the head-over-shoulder band, which holds for an upright trunk only (measurements.md 14.3)."""
    trunk = next((m.value for m in found if m.name == "trunk_inclination"), math.nan)
    if abs(trunk) <= UPRIGHT_DEG:
        return tuple(found)
    return tuple(replace(m, band=None) if m.name == "head_over_shoulder" else m for m in found)
