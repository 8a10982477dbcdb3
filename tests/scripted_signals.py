"""Every move with a signal that is written down: what the coach makes of it, whatever a body can do."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from posture.body.baseline import Baseline
from posture.body.features import Feature
from posture.body.landmarks import Pose, Side
from posture.body.view import View
from posture.coach.coach import Coach, Update
from posture.coach.exercise import Cycle, Exercise, Hold
from posture.coach.session import Session
from posture.exercises import EXERCISES
from posture.simulation.stick_person import FRONT, LEFT_SIDE, Body, pose_of

LEAD_S = 2.0
"""Everything rests for so long at first."""
Signal = Callable[[float, Side], float]


@dataclass(frozen=True)
class Course:
    """Where a signal goes: half a cosine from one share of the guide's range to the next.

    Attributes:
        legs: Seconds and the share reached after them; a share that stays is a hold.
        unseen: From when to when nobody is in the picture.
        noise: Standard deviation as a share of the range.
    """

    legs: tuple[tuple[float, float], ...]
    unseen: tuple[tuple[float, float], ...] = ()
    noise: float = 0.0

    @property
    def duration_s(self) -> float:
        """Seconds of the whole."""
        return LEAD_S + sum(seconds for seconds, _ in self.legs)

    def at(self, t_s: float) -> float:
        """The share at a time, without noise."""
        begin_s, share = LEAD_S, 0.0
        for seconds, goal in self.legs:
            if t_s < begin_s + seconds:
                part = 0.5 - 0.5 * math.cos(math.pi * max(t_s - begin_s, 0.0) / seconds)
                return share + part * (goal - share)
            begin_s, share = begin_s + seconds, goal
        return share


def made(motion: Cycle | Hold, course: Course) -> Signal:
    """The signal of that motion on that course; below rest it is the other side's, where sides take turns."""
    low, high = motion.rest
    relative = getattr(motion, "relative", False)
    rest = 0.0 if not math.isfinite(low) or relative or low <= 0.0 <= high else (low + high) / 2.0
    reach = motion.full if relative else motion.full - rest

    def value(t_s: float, side: Side) -> float:
        shake = np.random.default_rng(round(t_s * 1000)).normal(0.0, course.noise) if course.noise else 0.0
        share = course.at(t_s) + float(shake)
        return rest + reach * (-share if side is Side.RIGHT else share)

    return value


def scripted(exercise_id: str, course: Course, mistaken: Course | None = None) -> Exercise:
    """The move with that course for its signal, and one for the movements that are made instead."""
    exercise = EXERCISES[exercise_id]
    still = mistaken or Course(())
    return replace(
        exercise,
        motion=_on(exercise.motion, made(exercise.motion, course), 0),
        mistaken=tuple(_on(m, made(m, still), i) for i, m in enumerate(exercise.mistaken, 1)),
        start=(), confirm=(), settled=(), whole=(), impostors=(), kin=(),
        fallbacks=(), calibrated=None, overhead=False, needs=(),
    )  # fmt: skip


def _on(motion: Cycle | Hold, signal: Signal, number: int) -> Cycle | Hold:
    def compute(pose: Pose, side: Side, baseline: Baseline) -> float:
        return signal(pose.t_s, side)

    return replace(motion, signal=Feature(f"scripted_{number}", "ratio", (), frozenset(View), compute))


def coached(
    exercise: Exercise, course: Course, *, fps: float = 15.0, hold_s: float | None = None
) -> tuple[list[Update], Session]:
    """Every update of somebody who stands still while the signals take their course, and the session."""
    coach = Coach(exercise, hold_s=hold_s)
    camera = LEFT_SIDE if exercise.views[0] is View.SIDE else FRONT
    body = pose_of(Body(), camera)
    times = [i / fps for i in range(round(course.duration_s * fps) + 1)]
    updates = [coach.update(None if _within(course.unseen, t) else replace(body, t_s=t), t) for t in times]
    return updates, coach.finish()


def _within(spans: tuple[tuple[float, float], ...], t_s: float) -> bool:
    return any(from_s <= t_s < to_s for from_s, to_s in spans)
