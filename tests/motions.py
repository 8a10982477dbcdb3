"""Sets of the simulated person, made pose by pose for a test, and followed by the coach."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.coach import Coach, Update
from posture.coach.session import Session
from posture.exercises import EXERCISES
from posture.simulation.arm_exercises import row, wall_angel
from posture.simulation.neck_exercises import chin_tuck, neck_tilt
from posture.simulation.simulated_move import MakeBody, body_at
from posture.simulation.stick_person import Body, Viewpoint, pose_of, shaken
from posture.simulation.timeline import Rep, Timeline

Frames = list[tuple[float, Pose | None]]


@dataclass(frozen=True)
class Move:
    """How a test makes an exercise.

    Attributes:
        least: Amplitude that is only just enough to count.
        hold_s: Dose for the coach; ``None`` is the guide's.
    """

    make: MakeBody
    camera: Viewpoint
    least: float
    rep: Rep = field(default_factory=Rep)
    hold_s: float | None = None
    alternating: bool = False


MOVES: dict[str, Move] = {
    "wall_angels": Move(wall_angel, Viewpoint(), 0.66),
    "chin_tucks": Move(chin_tuck, Viewpoint(yaw=90.0), 0.60, Rep(hold_s=1.5), hold_s=1.5),
    "bent_over_rows": Move(row, Viewpoint(yaw=90.0), 0.74),
    "neck_tilts": Move(neck_tilt, Viewpoint(), 0.56, Rep(hold_s=2.4), hold_s=2.0, alternating=True),
}
"""Four exercises that stand for all: two arms, a glide with a hold, one side seen, sides in turn."""


def plan_of(exercise_id: str, amplitudes: Iterable[float] = (1.0, 1.0, 1.0, 1.0)) -> Timeline:
    """A set of that exercise, sides in turn where it has them."""
    move = MOVES[exercise_id]
    sides = (Side.LEFT, Side.RIGHT) if move.alternating else (Side.LEFT, Side.LEFT)
    return Timeline(
        tuple(replace(move.rep, amplitude=a, side=sides[i % 2]) for i, a in enumerate(amplitudes))
    )


def perform(
    exercise_id: str,
    plan: Timeline | None = None,
    *,
    camera: Viewpoint | None = None,
    fps: float = 15.0,
    noise: float = 0.0,
    alter: Callable[[Body, float], Body] | None = None,
    far_hidden: bool = True,
) -> Frames:
    """The poses of a set; ``noise`` is a share of a torso, ``alter`` changes the body at a time."""
    plan, camera = plan or plan_of(exercise_id), camera or MOVES[exercise_id].camera
    times = [i / fps for i in range(round(plan.duration_s * fps) + 1)]
    if alter is None:
        poses = _plain(exercise_id, plan, camera, tuple(times), far_hidden)
    else:
        bodies = [alter(body_at(MOVES[exercise_id].make, *plan.at(t)), t) for t in times]
        poses = [pose_of(b, camera, t, far_hidden=far_hidden) for b, t in zip(bodies, times, strict=True)]
    rng = np.random.default_rng(7)
    return [(t, shaken(p, rng, noise) if noise else p) for t, p in zip(times, poses, strict=True)]


@lru_cache(maxsize=64)
def _plain(
    exercise_id: str, plan: Timeline, camera: Viewpoint, times: tuple[float, ...], far_hidden: bool
) -> list[Pose]:
    make = MOVES[exercise_id].make
    return [pose_of(body_at(make, *plan.at(t)), camera, t, far_hidden=far_hidden) for t in times]


def still(
    body: Body, camera: Viewpoint, seconds: float, *, fps: float = 15.0, noise: float = 0.004
) -> Frames:
    """Somebody who does nothing."""
    rng = np.random.default_rng(3)
    times = [i / fps for i in range(round(seconds * fps))]
    return [(t, shaken(pose_of(body, camera, t), rng, noise)) for t in times]


def then(*parts: Frames, gap_s: float = 0.05) -> Frames:
    """Parts one after the other; the times go on."""
    frames: Frames = []
    for part in parts:
        begin = frames[-1][0] + gap_s if frames else 0.0
        frames += [(begin + t, at(p, begin + t)) for t, p in part]
    return frames


def at(pose: Pose | None, t_s: float) -> Pose | None:
    """The pose at another time."""
    return None if pose is None else replace(pose, t_s=t_s)


def nobody(seconds: float, *, fps: float = 20.0) -> Frames:
    """An empty picture."""
    return [(i / fps, None) for i in range(round(seconds * fps))]


def hide(frames: Frames, landmarks: Iterable[Landmark], from_s: float, to_s: float) -> Frames:
    """The frames with some landmarks badly visible for a while."""
    index = list(landmarks)

    def hidden(pose: Pose) -> Pose:
        visibility = pose.visibility.copy()
        visibility[index] = 0.1
        return replace(pose, visibility=visibility)

    return [(t, hidden(p) if p is not None and from_s <= t < to_s else p) for t, p in frames]


def updates(
    exercise_id: str, frames: Frames, *, hold_s: float | None = None
) -> Iterator[tuple[Coach, Update]]:
    """Every update of a coach that follows the frames."""
    coach = Coach(EXERCISES[exercise_id], hold_s=MOVES[exercise_id].hold_s if hold_s is None else hold_s)
    for t_s, pose in frames:
        yield coach, coach.update(pose, t_s)


def follow(exercise_id: str, frames: Frames, *, hold_s: float | None = None) -> Session:
    """The session that the frames give."""
    coach = None
    for coach, _ in updates(exercise_id, frames, hold_s=hold_s):  # noqa: B007 - the last is wanted
        pass
    assert coach is not None
    return coach.finish()
