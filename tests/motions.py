"""The moves of the guide, made by the stick person of `bodies`, with the truth of every repetition."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from bodies import HEAD_M, Body, Camera, pose_of, shaken

from posture.body.landmarks import Landmark, Pose, Side
from posture.coach.coach import Coach, Update
from posture.coach.session import Session
from posture.exercises import EXERCISES

Frames = list[tuple[float, Pose | None]]


@dataclass(frozen=True)
class Rep:
    """One repetition: out in half a cosine, held, back in half a cosine, then rest.

    ``amplitude`` 1 is a little more than the range that the guide asks for.
    """

    amplitude: float = 1.0
    out_s: float = 1.3
    hold_s: float = 0.4
    back_s: float = 1.3
    rest_s: float = 0.9
    side: Side = Side.LEFT

    @property
    def moving_s(self) -> float:
        """Seconds from rest to rest."""
        return self.out_s + self.hold_s + self.back_s

    def at(self, t_s: float) -> float:
        """Share of the way ``t_s`` after the start."""
        if t_s < self.out_s:
            return self.amplitude * _ease(t_s / self.out_s)
        if t_s <= self.out_s + self.hold_s:
            return self.amplitude
        return self.amplitude * _ease(max(self.moving_s - t_s, 0.0) / self.back_s)


def _ease(share: float) -> float:
    return 0.5 - 0.5 * math.cos(math.pi * share)


@dataclass(frozen=True)
class Plan:
    """A set: rest, repetitions, rest."""

    reps: tuple[Rep, ...]
    lead_s: float = 1.5
    tail_s: float = 1.0

    @property
    def starts_s(self) -> tuple[float, ...]:
        """When each repetition begins."""
        starts = [self.lead_s]
        for rep in self.reps:
            starts.append(starts[-1] + rep.moving_s + rep.rest_s)
        return tuple(starts[: len(self.reps)])

    @property
    def tops_s(self) -> tuple[float, ...]:
        """When each repetition first reaches its top."""
        return tuple(start + rep.out_s for start, rep in zip(self.starts_s, self.reps, strict=True))

    @property
    def duration_s(self) -> float:
        """Seconds of the whole."""
        return self.lead_s + sum(rep.moving_s + rep.rest_s for rep in self.reps) + self.tail_s

    def at(self, t_s: float) -> tuple[float, Side]:
        """Share of the way and the side that works."""
        for start, rep in zip(self.starts_s, self.reps, strict=True):
            if start <= t_s < start + rep.moving_s:
                return rep.at(t_s - start), rep.side
        return 0.0, Side.LEFT


Make = Callable[[float, Side], Body]


def wall_angel(share: float, side: Side = Side.BOTH) -> Body:
    arm, elbow = 65.0 + 85.0 * share, 95.0 - 60.0 * share
    return Body(arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def chin_tuck(share: float, side: Side = Side.BOTH) -> Body:
    return Body(glide_m=0.02 - 0.55 * HEAD_M * share)


def row(share: float, side: Side = Side.BOTH) -> Body:
    arm, elbow = 62.0 - 100.0 * share, 10.0 + 75.0 * share
    hinged = Body(arms_forward=True, hinge=58.0, knees=25.0)
    return replace(hinged, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def seated_row(share: float, side: Side = Side.BOTH) -> Body:
    """With a band, upright on a chair."""
    arm, elbow = 45.0 - 70.0 * share, 20.0 + 75.0 * share
    seated = Body(arms_forward=True, hinge=5.0, knees=80.0, thighs=85.0)
    return replace(seated, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def row_from_the_floor(share: float, side: Side = Side.BOTH) -> Body:
    """With a level trunk; the elbows come to it and no further."""
    arm, elbow = 88.0 - 88.0 * share, 10.0 + 85.0 * share
    level = Body(arms_forward=True, hinge=88.0, knees=30.0)
    return replace(level, arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def pulldown(share: float, side: Side = Side.BOTH) -> Body:
    arm, elbow = 165.0 - 135.0 * share, 10.0 + 110.0 * share
    return Body(arm_left=arm, arm_right=arm, elbow_left=elbow, elbow_right=elbow)


def neck_tilt(share: float, side: Side = Side.LEFT) -> Body:
    return Body(head_roll=(-1.0 if side is Side.RIGHT else 1.0) * 30.0 * share)


@dataclass(frozen=True)
class Move:
    """How the stick person makes a move.

    Attributes:
        least: Amplitude that is only just enough to count.
        hold_s: Dose for the coach; ``None`` is the guide's.
    """

    make: Make
    camera: Camera
    least: float
    rep: Rep = Rep()
    hold_s: float | None = None
    alternating: bool = False


MOVES: dict[str, Move] = {
    "wall_angels": Move(wall_angel, Camera(), 0.66),
    "chin_tucks": Move(chin_tuck, Camera(yaw=90.0), 0.60, Rep(hold_s=1.5), hold_s=1.5),
    "bent_over_rows": Move(row, Camera(yaw=90.0), 0.74),
    "neck_tilts": Move(neck_tilt, Camera(), 0.56, Rep(hold_s=2.4), hold_s=2.0, alternating=True),
}
"""Every move that the stick person can make."""


def plan_of(exercise_id: str, amplitudes: Iterable[float] = (1.0, 1.0, 1.0, 1.0)) -> Plan:
    """A set of that exercise, sides in turn where it has them."""
    move = MOVES[exercise_id]
    sides = (Side.LEFT, Side.RIGHT) if move.alternating else (Side.LEFT, Side.LEFT)
    return Plan(tuple(replace(move.rep, amplitude=a, side=sides[i % 2]) for i, a in enumerate(amplitudes)))


def perform(
    exercise_id: str,
    plan: Plan | None = None,
    *,
    camera: Camera | None = None,
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
        bodies = [alter(MOVES[exercise_id].make(*plan.at(t)), t) for t in times]
        poses = [pose_of(b, camera, t, far_hidden=far_hidden) for b, t in zip(bodies, times, strict=True)]
    rng = np.random.default_rng(7)
    return [(t, shaken(p, rng, noise) if noise else p) for t, p in zip(times, poses, strict=True)]


@lru_cache(maxsize=64)
def _plain(
    exercise_id: str, plan: Plan, camera: Camera, times: tuple[float, ...], far_hidden: bool
) -> list[Pose]:
    make = MOVES[exercise_id].make
    return [pose_of(make(*plan.at(t)), camera, t, far_hidden=far_hidden) for t in times]


def still(body: Body, camera: Camera, seconds: float, *, fps: float = 15.0, noise: float = 0.004) -> Frames:
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
