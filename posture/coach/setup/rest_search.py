"""The search for a person's rest in everything that was seen of them: for files, judged in a second pass.

Set-up takes the first quarter second of stillness for rest, and has to: it does not know what comes. With
the whole at hand, the rest is where the signal turns at its low end again and again, with the body in the
start posture. Several such moments have to agree. A movement that goes to both sides rests in between: its
two ends decide together.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from posture.body.arms import ARMS
from posture.body.baseline import Baseline, median_of
from posture.body.features import Feature
from posture.body.jitter import UNSTEADY, jitter_of
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.exercise import Exercise
from posture.coach.motion import Hold, Sides
from posture.coach.setup.observation import Observation
from posture.coach.setup.readiness import MIN_TORSO_RATIO, REST_S, STILL
from posture.coach.setup.rest import Rest
from posture.coach.setup.resting_place import MOST_POSES, RestingPlace
from posture.coach.setup.turning_points import Signal, TurningPoint, near_turn, quiet, turning_points

STEP_S = 1.0 / 12.0
"""Seconds between two moments that are kept: no rest is shorter than three of these."""
APART_S = 3.0
"""Seconds without a measurement after which it may be somebody else."""
TURNED_S = 0.5
"""The same for a person who is seen from elsewhere."""
SWING = 0.35
"""Least share of the usual swing that makes a turning point: less is jitter within a movement."""
NEAR = 0.15
"""Share of the swing within which the signal is at a turning point."""
AGREE = 0.25
"""Moments of rest agree within this share of the swing."""
LONG_S = 0.5
"""Seconds at a turning point that make it a pause: it counts twice."""
WHOLE_SWINGS = 5
"""Turning points of two swings there and back: the level half-way between their ends is known by then."""
SPAN_S = 0.6
"""Seconds over which noise is measured as jitter about a straight line."""


@dataclass(frozen=True, slots=True)
class Glance:
    """A moment as it is kept: the pose without its mask, and what was measured on the mask.

    Attributes:
        pose: Without its mask; unseen landmarks are NaN.
        view: From where the person is seen.
        near: The side that is nearer to the camera.
        outline: Raw values of the features that need the mask, by name and side.
    """

    pose: Pose
    view: View | None
    near: Side
    outline: Mapping[tuple[str, Side], float] = field(default_factory=dict)

    def value(self, feature: Feature, side: Side, baseline: Baseline) -> float:
        """Return the raw value of a feature.

        Args:
            feature: What is measured.
            side: The side that it is measured on.
            baseline: The person's lengths.
        """
        if feature.outline:
            return self.outline.get((feature.name, side), math.nan)
        return feature.compute(self.pose, side, baseline)


class RestSearch:
    """Collects what was seen in a source and finds how the person rests in it.

    Args:
        exercise: The exercise with every method that measures it.
        most: Most moments that are kept, the last ones; ``None`` keeps all, as for a part of a file.
    """

    def __init__(self, exercise: Exercise, *, most: int | None = None) -> None:
        self._methods = [method for method in exercise.methods if not _anywhere(method)]
        self._outlines = {f for method in self._methods for f in method.features if f.outline}
        self._glances: deque[Glance] = deque(maxlen=most)

    def take(self, observation: Observation) -> None:
        """Keep the next moment, unless it is too near to the one before."""
        pose = observation.pose
        if pose is None or not self._methods:
            return
        if self._glances and pose.t_s - self._glances[-1].pose.t_s < STEP_S:
            return
        outline = {
            (f.name, side): f.compute(pose, side, Baseline())
            for f in self._outlines
            for side in (Side.LEFT, Side.RIGHT)
        }
        bare = pose if pose.mask is None else replace(pose, mask=None)
        self._glances.append(Glance(bare, observation.view, observation.near, outline))

    def rests(self) -> tuple[Rest, ...]:
        """Return how the person rests in each stretch in which it is clear, in order of time."""
        found: list[Rest] = []
        for i, method in enumerate(self._methods):
            for stretch in _stretches(method, self._glances):
                better = (other for other in self._methods[:i] if {*method.views} <= {*other.views})
                if any(_measured(other, stretch) for other in better):
                    continue
                rest = _rest_of(method, stretch)
                if rest is not None and rest.usable:
                    found.append(rest)
        return tuple(sorted(found, key=lambda rest: rest.from_s))


def _anywhere(method: Exercise) -> bool:
    """Return whether a method needs no rest: its signal shows by itself where the body is."""
    return isinstance(method.motion, Hold) and method.motion.anywhere


def _measured(method: Exercise, stretch: Sequence[Glance]) -> bool:
    """Return whether the signal of a method is known in most of a stretch."""
    near = stretch[0].near
    baseline = _usual(method, stretch, near, *ARMS)
    side = _seen_on(method.motion.signal, stretch, method.motion.sides.followed(near)[0])
    known = sum(not math.isnan(g.value(method.motion.signal, side, baseline)) for g in stretch)
    return 2 * known > len(stretch)


def _stretches(method: Exercise, glances: Iterable[Glance]) -> list[list[Glance]]:
    """Cut what was seen into stretches of one person, seen from one side as the method needs it."""
    stretches: list[list[Glance]] = []
    fitting: list[Glance] = []
    wrong_since_s = math.nan
    for glance in glances:
        t_s = glance.pose.t_s
        if not _fits(method, glance, fitting):
            wrong_since_s = t_s if math.isnan(wrong_since_s) else wrong_since_s
            if t_s - wrong_since_s <= TURNED_S:
                continue
            stretches, fitting = [*stretches, fitting], []
            if glance.view not in method.views:
                continue
        elif fitting and t_s - fitting[-1].pose.t_s > APART_S:
            stretches, fitting = [*stretches, fitting], []
        wrong_since_s = math.nan
        fitting.append(glance)
    return [stretch for stretch in (*stretches, fitting) if stretch]


def _fits(method: Exercise, glance: Glance, before: Sequence[Glance]) -> bool:
    turned = method.motion.sides is Sides.NEAR and bool(before) and before[-1].near is not glance.near
    return glance.view in method.views and not turned


def _rest_of(method: Exercise, stretch: Sequence[Glance]) -> Rest | None:
    """Find how the person rests in a stretch; ``None`` where they never do, or noise hides it."""
    near = stretch[len(stretch) // 2].near
    lengths = _usual(method, stretch, near, *ARMS)
    if not lengths.torso_px >= MIN_TORSO_RATIO * stretch[0].pose.size_px[1]:
        return None
    feature = method.motion.signal
    measured = {side: _seen_on(feature, stretch, side) for side in method.motion.sides.followed(near)}
    lead = next(iter(measured.values()))
    read = [(glance, glance.value(feature, lead, lengths)) for glance in stretch]
    read = [(glance, value) for glance, value in read if not math.isnan(value)]
    signal = [(glance.pose.t_s, value) for glance, value in read]
    fits = [not _misplaced(method, glance, lead, lengths) for glance, _ in read]
    resting = _resting(method, signal, fits)
    if resting is None:
        return None
    noise = _noise_of(signal, resting.moments)
    if noise > UNSTEADY * method.motion.attempt:
        return None
    fit = [at for at in resting.moments if fits[at]]
    if 2 * len(fit) <= len(resting.moments):
        return None
    spot = RestingPlace([read[at][0].pose for at in fit])
    fit = [at for at in fit if not spot.left(read[at][0].pose)]
    if not fit:
        return None
    rest = _made(method, [read[at][0] for at in fit], near, measured)
    since_s = spot.since_s([glance.pose for glance, _ in read], fit[0])
    return replace(
        rest,
        reach=resting.reach,
        sure=resting.sure,
        noise=noise,
        seen_s=stretch[0].pose.t_s,
        from_s=since_s,
        to_s=stretch[-1].pose.t_s,
    )


def _seen_on(signal: Feature, stretch: Sequence[Glance], side: Side) -> Side:
    """Return the side to measure for one that is followed: one arm where the other is mostly hidden."""
    if side is not Side.BOTH or not signal.alone:
        return side
    seen = {arm: [signal.sees(glance.pose, arm) for glance in stretch] for arm in ARMS}
    together = sum(map(all, zip(*seen.values(), strict=True)))
    if 2 * together > len(stretch) or not any(map(any, seen.values())):
        return side
    return max(ARMS, key=lambda arm: sum(seen[arm]))


def _noise_of(signal: Signal, moments: Sequence[int]) -> float:
    """Measure the standard deviation of the signal in pauses; NaN where none is long enough."""
    found: list[float] = []
    pause: list[int] = []
    for at in (*moments, -1):
        whole = bool(pause) and signal[pause[-1]][0] - signal[pause[0]][0] >= SPAN_S
        if whole or (pause and at != pause[-1] + 1):
            found += [jitter_of([signal[i] for i in pause])] if whole else []
            pause = []
        pause.append(at)
    known = sorted(noise for noise in found if not math.isnan(noise))
    return known[len(known) // 4] if known else math.nan


@dataclass(frozen=True, slots=True)
class _Resting:
    """Places in a signal at which it rests, how far it goes from there, and how sure that is."""

    moments: tuple[int, ...]
    reach: float
    sure: float


def _misplaced(method: Exercise, glance: Glance, side: Side, lengths: Baseline) -> bool:
    required = (band for band in method.start if band.required)
    return any(band.broken(glance.value(band.feature, side, lengths)) for band in required)


def _resting(method: Exercise, signal: Signal, fits: Sequence[bool]) -> _Resting | None:
    """Find where the signal rests: at its low turning points, or in between where it goes to both sides."""
    motion = method.motion
    if len(signal) < 3:
        return None
    values = sorted(value for _, value in signal)
    usual = values[int(0.95 * (len(values) - 1))] - values[int(0.05 * (len(values) - 1))]
    found = turning_points(signal, max(motion.attempt, SWING * usual))
    lows, highs = ([t for t in found if t.low is low] for low in (True, False))
    if not lows or not highs:
        return None
    low, high = (median(signal[t.at][1] for t in ends) for ends in (lows, highs))
    swing = high - low
    if motion.sides is Sides.EACH or getattr(motion, "two_sided", False):
        placed = [p for p in _pauses(method, signal) if 2 * sum(fits[i] for i in p) > len(p)]
        return _between(method, signal, placed, (low, swing), turned=len(found))
    pauses = [pause for turn in lows if (pause := _pause(signal, turn, swing)) is not None]
    return _agreed(signal, pauses or _both_ends(signal, lows, swing), swing, method)


def _both_ends(signal: Signal, lows: Sequence[TurningPoint], swing: float) -> list[range]:
    """Return both ends of a movement that was seen alone: it rests where it sets out and comes back to.

    Cut off at one end, the signal may go lower there; cut off at both at one level, it has come back.
    """
    if [turn.at for turn in lows] != [0, len(signal) - 1]:
        return []
    levels = [signal[turn.at][1] for turn in lows]
    ends = [near_turn(signal, turn, NEAR * swing) for turn in lows]
    return ends if abs(levels[0] - levels[1]) <= NEAR * swing else []


def _pauses(method: Exercise, signal: Signal) -> list[range]:
    return quiet(signal, still=STILL * method.motion.attempt, least_s=REST_S)


def _between(
    method: Exercise, signal: Signal, pauses: Sequence[range], ends: tuple[float, float], *, turned: int
) -> _Resting | None:
    """Find where a signal rests that goes to both sides of it: in a pause between its ends, else half-way.

    A person who begins with a pause at the low end rests there, or has set out already: two whole swings
    have to be seen to know which.
    """
    low, swing = ends
    inner = [
        p
        for p in pauses
        if low + AGREE * swing < median(signal[i][1] for i in p) < low + (1.0 - AGREE) * swing
    ]
    if method.motion.sides is Sides.EACH:
        return _agreed(signal, pauses, swing, method)  # the signal itself shows the start posture
    if inner:
        return _agreed(signal, inner, swing, method)
    if pauses and pauses[0][0] == 0 and turned < WHOLE_SWINGS:
        return None
    crossing = [i for i, (_, value) in enumerate(signal) if abs(value - low - swing / 2.0) <= NEAR * swing]
    return _Resting(tuple(crossing), swing, 1.0 - 0.5 ** (turned - 1)) if crossing else None


def _pause(signal: Signal, turn: TurningPoint, swing: float) -> range | None:
    """Return the moments at a low point; ``None`` where the signal was cut there, so that it may go lower."""
    moments = near_turn(signal, turn, NEAR * swing)
    at_edge = turn.at in (0, len(signal) - 1)
    return None if at_edge and _lasts_s(signal, moments) < LONG_S else moments


def _lasts_s(signal: Signal, moments: range) -> float:
    return signal[moments[-1]][0] - signal[moments[0]][0]


def _agreed(signal: Signal, pauses: Sequence[range], swing: float, method: Exercise) -> _Resting | None:
    """Return what most of the pauses agree on; the rest band of the exercise is one more vote."""
    if not pauses:
        return None
    levels = [median(signal[i][1] for i in pause) for pause in pauses]
    level = median(levels)
    low, high = method.motion.rest
    parts = (method.motion.signal, *method.motion.signal.parts)
    has_band = math.isfinite(low) and not any(part.relative for part in parts)
    if has_band and not low <= level <= high:
        return None
    agree = [p for p, own in zip(pauses, levels, strict=True) if abs(own - level) <= AGREE * swing]
    votes = sum(2 if _lasts_s(signal, pause) >= LONG_S else 1 for pause in agree)
    votes += 1 if has_band else 0
    sure = len(agree) / len(pauses) * (1.0 - 0.5**votes)
    return _Resting(tuple(i for pause in agree for i in pause), swing, sure)


def _made(method: Exercise, resting: Sequence[Glance], near: Side, measured: Mapping[Side, Side]) -> Rest:
    """Build the rest that those moments show; ``measured`` is the side that is measured for each followed."""
    chosen = resting[:: -(-len(resting) // MOST_POSES)]
    baseline = _usual(method, chosen, near, *measured.values())
    signal = method.motion.signal
    levels = {
        side: median_of(g.value(signal, on, baseline) for g in chosen)
        - (baseline.neutral.get((signal.name, on), math.nan) if signal.relative else 0.0)
        for side, on in measured.items()
    }
    views = [glance.view for glance in chosen if glance.view is not None]
    return Rest(
        signal=signal.name, method=method.method_name, view=max(views, key=views.count), near=near,
        baseline=baseline, levels=levels, sure=0.0,
    )  # fmt: skip


def _usual(method: Exercise, glances: Sequence[Glance], near: Side, *also: Side) -> Baseline:
    """Return median lengths over some moments, with the neutral values of relative features in them."""
    chosen = glances[:: -(-len(glances) // MOST_POSES)]
    lengths = Baseline.of([glance.pose for glance in chosen])
    neutral = {
        (feature.name, side): median_of(g.value(feature, side, lengths) for g in chosen)
        for feature in method.features
        if feature.relative
        for side in {*method.motion.sides.followed(near), *also}
    }
    return replace(lengths, neutral=neutral)
